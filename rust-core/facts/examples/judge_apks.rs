//! Judges APKs by the default policy, which bans TikTok, and prints what each verdict rests on.
//!
//! ```text
//! cargo run -p appvagt-facts --example judge_apks -- app.apk
//! ```

use std::error::Error;
use std::path::Path;

use appvagt_apk::{Apk, Options};
use appvagt_scanner::{Catalogue, InstalledApp, Judge, JudgingContext, Policy, Ruling};

/// Judges the APKs that are named.
///
/// # Errors
/// One of them cannot be read.
pub fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args_os().skip(1) {
        let path = Path::new(&path);
        match judge(path)? {
            Ruling::Banned(finding) => {
                println!("{}: banned, {}", path.display(), finding.identity.name);
                for evidence in finding.identity.evidence {
                    println!("  {evidence:?}");
                }
            }
            ruling => println!("{}: {ruling:?}", path.display()),
        }
    }
    Ok(())
}

/// Judges the APK at `path`.
///
/// # Errors
/// The APK cannot be read.
pub fn judge(path: &Path) -> Result<Ruling, Box<dyn Error>> {
    let apk = Apk::open(path, Options::default())?;
    let mut app = InstalledApp::named(apk.manifest()?.package.clone());
    app.signers = appvagt_facts::signers(&apk, None)?;
    app.declared = Some(Box::new(appvagt_facts::declared(&apk)?));
    let (policy, context) = (Policy::default(), JudgingContext::default());
    Ok(Judge::new(Catalogue::embedded(), &policy, &context).rule(&app))
}
