//! Says of each APK whether it is banned by the default policy. `docs/crates.md` shows it.
//!
//! ```text
//! cargo run -p appvagt-facts --example is_it_banned -- app.apk
//! ```

use appvagt_apk::{Apk, Options};
use appvagt_scanner::{Catalogue, InstalledApp, Judge, JudgingContext, Policy, Ruling};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (policy, context) = (Policy::default(), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    for file in std::env::args_os().skip(1) {
        let apk = Apk::open(&file, Options::default())?;
        let mut app = InstalledApp::named(apk.manifest()?.package.clone());
        app.signers = appvagt_facts::signers(&apk, None)?;
        app.declared = Some(Box::new(appvagt_facts::declared(&apk)?));
        match judge.rule(&app) {
            Ruling::Banned(finding) => println!("{} is {}", app.package, finding.identity.name),
            _ => println!("{} is not banned", app.package),
        }
    }
    Ok(())
}
