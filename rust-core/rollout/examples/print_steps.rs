//! Prints what to paste where, so that an MDM brings a preset to phones.
//!
//! ```text
//! cargo run -p appvagt-rollout --example print_steps -- tiktok intune da
//! ```

use std::error::Error;

use appvagt_rollout::{Export, Mdm, Preset, steps_as_text};
use appvagt_scanner::{Catalogue, Language, Policy};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [preset, mdm, language] = &arguments[..] else {
        return Err("name a preset, an MDM and a language".into());
    };
    let preset = Preset::named(preset).ok_or("there is no such preset")?;
    let mdm = Mdm::named(mdm).ok_or("there is no such MDM")?;
    let language = Language::of_code(language).ok_or("there is no such language")?;
    let json = preset.policy(preset.languages()).to_string();
    let policy = Policy::read(json.as_bytes(), Catalogue::embedded())?;
    let export =
        Export { mdm, package: "org.appvagt", group: None, certificate: None, day: None, language };
    print!("{}", steps_as_text(&export.steps(&policy)?));
    Ok(())
}
