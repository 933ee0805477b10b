//! `cargo xtask demo`: the employee's way through the app, on a simulated phone.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::adb;
use crate::organisation::Organisation;
use crate::phone_file::PhoneFile;
use crate::simulator::{self, Simulator};
use crate::toolchain::artifacts::{Artifacts, Outstanding};
use crate::toolchain::command::run_shown;
use crate::toolchain::machine;
use crate::toolchain::maven::megabytes;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::robolectric::{android_sets, oldest_jdk};
use crate::toolchain::step::step;

/// Marks the lines of the app's output that are for the person watching.
const SHOWN: &str = "demo> ";

/// Walks through the app, or an organisation's own, on the phone described in `file`.
pub fn run(file: &Path, organisation: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let organisation = organisation.map(Organisation::read).transpose()?;
    let organisation = organisation.as_ref();
    let application_id = match organisation {
        Some(own) => own.application_id.clone(),
        None => Versions::read()?.application_id,
    };
    let phone = PhoneFile::read(file, &application_id)?;
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
    if output.exists() {
        fs::remove_dir_all(&output).with_context(|| output.display().to_string())?;
    }
    fs::create_dir_all(&output).with_context(|| output.display().to_string())?;
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
