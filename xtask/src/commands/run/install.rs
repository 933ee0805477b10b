//! Installing, and what to do when the device refuses.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::adb::{Device, words};

/// What adb prints, and what that says of the device and what to do.
const REFUSALS: [(&str, &str); 10] = [
    (
        "INSTALL_FAILED_UPDATE_INCOMPATIBLE",
        "has the app signed with another key. Remove that one first: {uninstall}. One that a \
         management system (MDM) installed may have to be removed there",
    ),
    (
        "INSTALL_FAILED_VERSION_DOWNGRADE",
        "has a newer version of the app. Remove it first: {uninstall}",
    ),
    (
        "INSTALL_FAILED_NO_MATCHING_ABIS",
        "has a processor that the APK has no code for. For a 32-bit phone, build with Gradle and \
         an NDK (README.md)",
    ),
    ("INSTALL_FAILED_OLDER_SDK", "has an Android too old for the app. Take a newer one"),
    ("INSTALL_FAILED_INSUFFICIENT_STORAGE", "has too little free storage. Free some, try again"),
    (
        "INSTALL_FAILED_USER_RESTRICTED",
        "does not let adb install apps. Try again and confirm on its screen. Xiaomi phones also \
         want \"Install via USB\" in the developer options; managed ones, their administrator's \
         permission",
    ),
    (
        "User restriction prevents installing",
        "is managed, and its policy forbids installing apps. Ask its administrator",
    ),
    (
        "INSTALL_FAILED_ABORTED",
        "asked on its screen whether to install, and got no yes. Unlock it, try again and confirm",
    ),
    (
        "INSTALL_FAILED_VERIFICATION_",
        "checks apps (Play Protect) and refused this one. Confirm on its screen, or turn off \
         \"Verify apps over USB\" in the developer options; if it is managed, ask its administrator",
    ),
    (
        "INSTALL_PARSE_FAILED_",
        "cannot read the APK. Delete target/android and try again; `cargo xtask apk` checks what \
         it builds",
    ),
];

/// Installs the APK in place of what the device has of the app.
pub fn install(device: &Device, apk: &Path, app: &str) -> Result<()> {
    install_with(device, &["-r"], apk, app)
}

/// Does as [`install`], with the permissions that a person would be asked for.
pub fn install_granted(device: &Device, apk: &Path, app: &str) -> Result<()> {
    install_with(device, &["-r", "-g"], apk, app)
}

fn install_with(device: &Device, options: &[&str], apk: &Path, app: &str) -> Result<()> {
    let apk = apk.to_str().context("the path of the checkout is not UTF-8")?;
    let output = device.call(&[&["install"], options, &[apk]].concat())?;
    let words = words(&output);
    // Old versions of adb end with 0 whatever came of it.
    if output.status.success() && words.lines().any(|line| line.starts_with("Success")) {
        return Ok(());
    }
    let Some((code, advice)) = REFUSALS.iter().find(|(code, _)| words.contains(code)) else {
        bail!("{device} did not take the app: {words}");
    };
    let line = words.lines().find(|line| line.contains(code)).unwrap_or(code);
    let brackets = line.split_once('[').and_then(|(_, rest)| rest.rsplit_once(']'));
    let reason = brackets.map_or(line, |(inside, _)| inside);
    let uninstall = format!("adb -s {} uninstall {app}", device.serial);
    bail!("{device} {}\n\n{reason}", advice.replace("{uninstall}", &uninstall))
}
