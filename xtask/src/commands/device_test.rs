//! `cargo xtask device-test`: whether the native library does all it must on an attached phone or
//! emulator, finds a decoy there, and the app starts.

mod apk;
mod instrument;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use self::report::Report;
use crate::adb::{self, Device};
use crate::commands::apk::{Tools, abis, build_for};
use crate::commands::decoy::{self, Decoy, TEST_PACKAGE};
use crate::commands::run::{install, start, target};
use crate::toolchain::project::{self, Versions};
use crate::toolchain::step::step;

/// Package of the app that scans.
pub const PACKAGE: &str = "org.appvagt.devicetest";

/// How long the test may take. It scans half a dozen times, each of which takes a slow emulator
/// some seconds.
const LIMIT: Duration = Duration::from_mins(2);

/// What goes onto the device.
pub struct Apks {
    /// The app the employee sees.
    pub app: PathBuf,
    /// The app that is to be found.
    pub decoy: PathBuf,
    /// The app that scans.
    pub test: PathBuf,
}

/// Builds everything for the device, tests there, prints what came of it, and leaves a report.
pub fn run(serial: Option<&str>) -> Result<()> {
    // Anything wrong with the device is reported before the time for building is spent.
    let device = target::choose(adb::find()?.devices()?, serial)?;
    let versions = Versions::read()?;
    let abi = target::check(&device, &versions)?;
    let tools = Tools::ensure()?;
    let app = build_for(&tools, abi, None)?;
    let decoy = project::target("android/device-test/decoy.apk");
    step("decoy", || decoy::build(&tools, &Decoy::new(TEST_PACKAGE), &decoy))?;
    let test = apk::build(&tools, abi)?;
    let apks = Apks { app, decoy, test };
    let report = project::target("device-test.txt");
    // One of an earlier run is not to be taken for this one's.
    let _ = fs::remove_file(&report);
    let result = test_on(&device, &versions.application_id, &apks, LIMIT, &report);
    if report.exists() {
        println!("\nReport, to attach to an issue: {}", report.display());
    }
    println!("\nPassed on {device}: {}, and the app starts.", result?);
    Ok(())
}

/// Builds the app that scans for all processors, and sees that the shrinker kept what Android and
/// the native library call by name. Returns how many.
pub fn build_and_check(tools: &Tools) -> Result<usize> {
    let abis = abis(&tools.versions);
    abis.iter().try_for_each(|&abi| apk::check(&apk::build(tools, abi)?))?;
    Ok(abis.len())
}

/// Tests on the device, and leaves there nothing but the app. What was checked is written into the
/// file `report`, unless it did not come to that.
pub fn test_on(
    device: &Device,
    app: &str,
    apks: &Apks,
    limit: Duration,
    report: &Path,
) -> Result<String> {
    let mut helpers = Vec::new();
    let result = try_on(device, app, apks, limit, report, &mut helpers);
    helpers.retain(|package| !uninstall(device, package));
    let rest: Vec<_> = helpers
        .iter()
        .map(|package| format!("adb -s {} uninstall {package}", device.serial))
        .collect();
    let rest = rest.join(" && ");
    if result.is_err() && !device.is_attached() {
        let remove = if rest.is_empty() { rest } else { format!(", remove what is left ({rest})") };
        return Err(anyhow!(
            "{device} is no longer attached. Plug it in{remove} and run this again"
        ));
    }
    if rest.is_empty() {
        return result;
    }
    let note = format!("Test apps are left on {device}. Remove them: {rest}");
    result.map(|seen| format!("{seen}. {note}")).map_err(|error| anyhow!("{error:#}\n{note}"))
}

/// Installs, tests and starts; adds to `helpers` what is to be removed again.
fn try_on(
    device: &Device,
    app: &str,
    apks: &Apks,
    limit: Duration,
    report: &Path,
    helpers: &mut Vec<&'static str>,
) -> Result<String> {
    step("install the app", || install::install(device, &apks.app, app))?;
    step("install the decoy", || install::install(device, &apks.decoy, TEST_PACKAGE))?;
    helpers.push(TEST_PACKAGE);
    step("install the test", || install::install_granted(device, &apks.test, PACKAGE))?;
    helpers.push(PACKAGE);
    let seen = step("test", || {
        let (words, ending) = instrument::run(device, limit)?;
        fs::write(report, Report::read(&words, &ending).to_string())
            .with_context(|| report.display().to_string())?;
        ending.result(device, &words)
    })?;
    step("start the app", || start(device, app))?;
    Ok(seen)
}

/// Returns whether the device has let the app go.
fn uninstall(device: &Device, package: &str) -> bool {
    let output = device.call(&["uninstall", package]);
    // Old versions of adb end with 0 whatever came of it.
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("Success"))
}
