//! `cargo xtask demo`: the employee's way through the app, on a simulated phone.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use appvagt_scanner::{Catalogue, Policy};
use serde_json::{Map, Value};

use crate::adb;
use crate::organisation::Organisation;
use crate::phone_file::PhoneFile;
use crate::simulator::{self, Simulator};
use crate::toolchain::artifacts::{Artifacts, Outstanding};
use crate::toolchain::command::run_shown;
use crate::toolchain::folder;
use crate::toolchain::machine;
use crate::toolchain::maven::megabytes;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::robolectric::{android_sets, oldest_jdk};
use crate::toolchain::step::step;

/// Marks the lines of the app's output that are for the person watching.
const SHOWN: &str = "demo> ";

/// Walks through the app, or an organisation's own, on the phone described in `file`, with the policy
/// that is configured there or another.
pub fn run(file: &Path, organisation: Option<&Path>, policy: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let organisation = organisation.map(Organisation::read).transpose()?;
    let organisation = organisation.as_ref();
    let application_id = match organisation {
        Some(own) => own.application_id.clone(),
        None => Versions::read()?.application_id,
    };
    let mut phone = PhoneFile::read(file, &application_id)?;
    if let Some(policy) = policy {
        phone.managed_configuration = configuration_of(policy)?;
    }
    let devices = adb::find().and_then(|adb| Ok(adb.devices()?)).unwrap_or_default();
    if let Some(device) = devices.iter().find(|device| device.is_ready()) {
        println!("{device} is attached; `cargo xtask run` is for it. This is a simulated phone.");
    }
    let androids = android_sets(phone.sdk);
    let androids = androids.iter().map(String::as_str);
    let sets: Vec<_> = simulator::SETS.into_iter().chain(androids).collect();
    let outstanding = machine::check(oldest_jdk(phone.sdk), &sets)?;
    println!("Setting up{}", to_come(outstanding));
    if outstanding.files > 0 {
        step("downloads", || Artifacts::ensure(&sets).map(drop))?;
    }
    let simulator = Simulator::build("dev")?;
    let Some(jdk) = simulator.jdk_for(phone.sdk) else {
        bail!("API level {} needs a JDK 21 or newer; this machine has none", phone.sdk);
    };

    let output = project::target("demo");
    folder::make_empty(&output)?;
    let checked = project::target("phone.json");
    fs::write(&checked, serde_json::to_vec_pretty(&phone)?)?;

    println!("\nThe phone: {} (Android API {}, {})", file.display(), phone.sdk, phone.locale);
    let mut junit = simulator.junit(
        &jdk,
        phone.sdk,
        &simulator.app(organisation)?,
        &[
            format!("-Dappvagt.phone={}", checked.display()),
            format!("-Dappvagt.output={}", output.display()),
        ],
    )?;
    junit.args(["--select-class", "org.appvagt.demo.Demo"]);
    run_shown("demo", &mut junit, SHOWN)?;
    println!("\nScreenshots and report.json are in target/demo.");
    println!("Done in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Returns what a device's management configures to send the policy in a file.
///
/// # Errors
/// Phones would refuse it: every mistake.
fn configuration_of(policy: &Path) -> Result<Map<String, Value>> {
    let file = policy.display();
    let text = fs::read_to_string(policy).with_context(|| format!("the policy {file}"))?;
    if let Err(error) = Policy::read(text.as_bytes(), Catalogue::embedded()) {
        let mistake = |mistake| format!("\n  {mistake}");
        let mistakes: String = error.mistakes.iter().map(mistake).collect();
        bail!("phones refuse the policy {file}:{mistakes}");
    }
    Ok(Map::from_iter([("policy_json".to_owned(), Value::String(text))]))
}

/// Says what there is to wait for, if it is more than a moment.
fn to_come(Outstanding { files, bytes }: Outstanding) -> String {
    match files {
        0 => String::new(),
        _ => format!(
            ": {} MB in {files} files are downloaded, once, and then the app is compiled",
            megabytes(bytes)
        ),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_policy_comes_to_the_phone_as_management_sends_it_or_is_refused_with_its_mistakes() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("policy.json");
        let configured = |text: &str| {
            fs::write(&file, text).unwrap();
            configuration_of(&file)
        };
        let good = r#"{"schema": 1, "banned": [{"family": "whatsapp"}]}"#;
        assert_eq!(configured(good).unwrap()["policy_json"], good);
        let bad = r#"{"schema": 1, "banned": [{"family": "tiktk"}, {"package": "-"}]}"#;
        let error = configured(bad).unwrap_err().to_string();
        assert!(error.contains("policy.json:\n  ") && error.contains("tiktk"), "{error}");
        assert_eq!(error.lines().count(), 3, "{error}");
        let error = format!("{:#}", configuration_of(&folder.path().join("none")).unwrap_err());
        assert!(error.contains("none"), "{error}");
    }

    #[test]
    fn what_is_to_come_is_said_only_if_there_is_something_to_wait_for() {
        assert_eq!(to_come(Outstanding { files: 0, bytes: 0 }), "");
        let said = to_come(Outstanding { files: 51, bytes: 679_100_000 });
        assert!(said.contains("680 MB in 51 files"), "{said}");
    }
}
