//! `cargo xtask device-test`: whether the library finds a decoy on an attached phone or emulator,
//! and the app starts there.

mod apk;
mod instrument;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, anyhow};

use crate::adb::{self, Device};
use crate::commands::apk::{Tools, abis, build_for};
use crate::commands::decoy::{self, Decoy, TEST_PACKAGE};
use crate::commands::run::{install, start, target};
use crate::toolchain::project::{self, Versions};
use crate::toolchain::step::step;

/// Package of the app that scans.
pub const PACKAGE: &str = "org.appvagt.devicetest";

/// How long a scan may take. A slow emulator needs some seconds.
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

/// Builds everything for the device, tests there, and prints what came of it.
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
    let seen = test_on(&device, &versions.application_id, &Apks { app, decoy, test }, LIMIT)?;
    println!("\nPassed on {device}: {seen}, and the app starts.");
    Ok(())
}

/// Builds the app that scans for all processors, and sees that the shrinker kept what Android and
/// the native library call by name. Returns how many.
pub fn build_and_check(tools: &Tools) -> Result<usize> {
    let abis = abis(&tools.versions);
    abis.iter().try_for_each(|&abi| apk::check(&apk::build(tools, abi)?))?;
    Ok(abis.len())
}

/// Tests on the device, and leaves there nothing but the app.
pub fn test_on(device: &Device, app: &str, apks: &Apks, limit: Duration) -> Result<String> {
    let mut helpers = Vec::new();
    let result = try_on(device, app, apks, limit, &mut helpers);
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

/// Installs, scans and starts; adds to `helpers` what is to be removed again.
fn try_on(
    device: &Device,
    app: &str,
    apks: &Apks,
    limit: Duration,
    helpers: &mut Vec<&'static str>,
) -> Result<String> {
    step("install the app", || install::install(device, &apks.app, app))?;
    step("install the decoy", || install::install(device, &apks.decoy, TEST_PACKAGE))?;
    helpers.push(TEST_PACKAGE);
    step("install the test", || install::install_granted(device, &apks.test, PACKAGE))?;
    helpers.push(PACKAGE);
    let seen = step("scan", || instrument::run(device, limit))?;
    step("start the app", || start(device, app))?;
    Ok(seen)
}

/// Returns whether the device has let the app go.
fn uninstall(device: &Device, package: &str) -> bool {
    let output = device.call(&["uninstall", package]);
    // Old versions of adb end with 0 whatever came of it.
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("Success"))
}
