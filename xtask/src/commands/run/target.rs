//! Which of the attached devices the app goes to, and whether it can.

use anyhow::{Context, Result, bail};

use crate::adb::{Device, State, property};
use crate::commands::apk::{Abi, abis};
use crate::toolchain::project::Versions;

/// Returns the device with this serial number, or else the only one that can be used.
pub fn choose(devices: Vec<Device>, serial: Option<&str>) -> Result<Device> {
    let list = devices.iter().fold(String::new(), |list, device| format!("{list}\n  {device}"));
    let named = |device: &Device| serial.is_none_or(|serial| device.serial == serial);
    let (mut ready, others): (Vec<_>, Vec<_>) =
        devices.into_iter().filter(named).partition(Device::is_ready);
    match (ready.pop(), serial) {
        (Some(device), _) if ready.is_empty() => Ok(device),
        (Some(_), _) => bail!("several devices are attached. Choose one with --serial:{list}"),
        (None, _) if !others.is_empty() => {
            bail!(others.iter().map(problem).collect::<Vec<_>>().join("\n"))
        }
        (None, Some(serial)) if !list.is_empty() => {
            bail!("no device is called {serial} (--serial or ANDROID_SERIAL). Attached:{list}")
        }
        (None, _) => bail!(
            "no phone or emulator is attached. Turn on USB debugging in the developer options of a \
             phone and plug it in, or start an emulator. Without one, there is `cargo xtask demo`"
        ),
    }
}

/// Explains why a device cannot be used, and what to do.
fn problem(device: &Device) -> String {
    let advice = match &device.state {
        State::Unauthorized => {
            "does not trust this computer yet. Unlock it and allow USB debugging; if it does not \
             ask, plug it in again"
        }
        State::Authorizing | State::Connecting => "is still connecting. Try again in a moment",
        State::Offline => {
            "does not answer adb. If it is just starting, wait; else plug it in again, or restart \
             adb (adb kill-server)"
        }
        State::NoPermissions => {
            "may not be opened by this user. Install the udev rules for Android devices (on \
             Debian: apt-get install android-sdk-platform-tools-common), join the group plugdev, \
             log in again and plug it in again"
        }
        state @ (State::Ready | State::Other(_)) => {
            return format!("{device} is in the state \"{state}\". Restart it into Android");
        }
    };
    format!("{device} {advice}")
}

/// Returns the kind of processor to build for.
///
/// # Errors
/// The device cannot run the app: why, and what can.
pub fn check(device: &Device, versions: &Versions) -> Result<Abi> {
    if property(device, "sys.boot_completed")? != "1" {
        bail!("{device} is still starting. Try again when it shows its home screen");
    }
    let level = property(device, "ro.build.version.sdk")?;
    let oldest = &versions.min_sdk;
    let number: u32 = level.parse().with_context(|| format!("{device} names no API level"))?;
    if number < oldest.parse()? {
        bail!(
            "{device} has API level {level}; the app needs {oldest} or newer. Take another device"
        );
    }
    // What it runs best comes first.
    let kinds = property(device, "ro.product.cpu.abilist")?;
    let built = abis(versions);
    let abi = kinds.split(',').find_map(|kind| built.iter().find(|abi| abi.to_string() == kind));
    let Some(abi) = abi else {
        let built: Vec<_> = built.iter().map(Abi::to_string).collect();
        bail!(
            "{device} runs code for {kinds}; built here is {}. For a 32-bit phone, build with \
             Gradle and an NDK (README.md)",
            built.join(" and ")
        );
    };
    println!("{device}: API level {level}, {abi}");
    Ok(*abi)
}
