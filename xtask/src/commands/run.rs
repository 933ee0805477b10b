//! `cargo xtask run`: the app on an attached phone or emulator.

pub mod install;
pub mod target;

use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::adb::{self, Device, words};
use crate::android_app::MAIN_ACTIVITY;
use crate::commands::apk::{self, Tools};
use crate::organisation::Organisation;
use crate::toolchain::project::Versions;
use crate::toolchain::step::step;

/// How often to look whether the app still runs.
const INTERVAL: Duration = Duration::from_millis(500);

/// Builds the app for the device, or an organisation's own, installs and starts it, and follows its log.
pub fn run(serial: Option<&str>, organisation: Option<&Path>) -> Result<()> {
    let organisation = organisation.map(Organisation::read).transpose()?;
    // Anything wrong with the device is reported before the time for building is spent.
    let device = target::choose(adb::find()?.devices()?, serial)?;
    let published = Versions::read()?;
    let versions = organisation.as_ref().map_or(published.clone(), |own| own.versions(&published));
    let abi = target::check(&device, &versions)?;
    let apk = apk::build_for(&Tools::ensure()?, abi, organisation.as_ref())?;
    let app = &versions.application_id;
    step("install", || install::install(&device, &apk, app))?;
    step("start", || start(&device, app))?;
    println!("\nThe log of the app, until it ends; Ctrl-C stops showing it.\n");
    follow(&device, app)
}

/// Brings the app to the front.
pub fn start(device: &Device, app: &str) -> Result<()> {
    let activity = format!("{app}/{MAIN_ACTIVITY}");
    let output = device.call(&["shell", "am", "start", "-W", "-n", &activity])?;
    let words = words(&output);
    // `am` ends with 0 also when it could not.
    let error = words.lines().any(|line| line.starts_with("Error") || line.contains("Exception"));
    if error || !output.status.success() {
        bail!("{device} has the app but did not start it. Open it there by hand\n\n{words}");
    }
    Ok(())
}

/// Shows what the app logs, until it ends.
///
/// # Errors
/// Its log ended before it did.
pub fn follow(device: &Device, app: &str) -> Result<()> {
    if let Some(pid) = pid(device, app)? {
        let mut logcat = device.command(&["logcat", &format!("--pid={pid}")]);
        if stdout().is_terminal() {
            logcat.args(["-v", "color"]);
        }
        let mut logcat = logcat.spawn()?;
        let ended = wait(device, app, &pid, &mut logcat);
        // It may have ended already.
        let _ = logcat.kill();
        logcat.wait()?;
        ended?;
    }
    if !device.is_attached() {
        bail!("{device} is no longer attached. Plug it in and run this again");
    }
    if pid(device, app)?.is_some() {
        bail!("adb stopped showing the log, but the app still runs on {device}");
    }
    println!("\nThe app has ended. If it crashed: adb -s {} logcat -b crash -d", device.serial);
    Ok(())
}

/// Waits until the app or its log ends.
fn wait(device: &Device, app: &str, started: &str, logcat: &mut Child) -> Result<()> {
    while logcat.try_wait()?.is_none() && pid(device, app)?.as_deref() == Some(started) {
        sleep(INTERVAL);
    }
    Ok(())
}

/// Returns the process of the app, if it runs.
fn pid(device: &Device, app: &str) -> Result<Option<String>> {
    let output = device.call(&["shell", "pidof", app])?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.split_whitespace().next().map(str::to_owned))
}
