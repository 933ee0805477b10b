//! The same questions, asked of each reader: identity, components, label, and signers of those
//! that know them. aapt2 knows none, so it is compared with this crate not asked for them; on the
//! other hand it prints the label in every locale and the icons, which nobody else is asked for.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use appvagt_apk::{Apk, Options};

use crate::peer;

/// This crate, asked for all.
pub fn ours(path: &Path) -> bool {
    read(path, true)
}

/// This crate, asked for what aapt2 knows.
pub fn ours_without_signers(path: &Path) -> bool {
    read(path, false)
}

fn read(path: &Path, signers: bool) -> bool {
    let Ok(apk) = Apk::open(path, Options::default()) else { return false };
    let version = apk.manifest().map(|manifest| manifest.version_name.clone());
    let read = version.is_ok();
    if let Ok(Some(version)) = version {
        let _ = black_box(apk.resolve(&version, &[]));
    }
    let _ = black_box(apk.label(&["da-DK", "en"]));
    if signers {
        let _ = black_box(apk.extract_signers());
    }
    black_box(apk.anomalies());
    read
}

/// Only the label, for the figure of one file with its label.
pub fn ours_with_label(path: &Path) {
    let apk = Apk::open(path, Options::default()).unwrap();
    black_box(apk.label(&["da-DK", "en"]).unwrap());
}

/// apk-info. It panics on some hostile files.
pub fn apk_info(path: &Path) -> bool {
    std::panic::catch_unwind(|| {
        let Ok(apk) = apk_info::Apk::new(path) else { return false };
        let read = black_box(apk.get_package_name()).is_some();
        black_box((apk.get_version_code(), apk.get_version_name()));
        black_box((apk.get_min_sdk_version(), apk.get_target_sdk_version()));
        black_box(apk.get_application_name());
        black_box(apk.get_permissions().count() + apk.get_declared_permissions().count());
        black_box(apk.get_activities().count() + apk.get_activity_aliases().count());
        black_box(apk.get_services().count() + apk.get_receivers().count());
        black_box(apk.get_providers().count());
        black_box(apk.get_application_label());
        let _ = black_box(apk.get_signatures());
        read
    })
    .unwrap_or(false)
}

pub fn apk_info_with_label(path: &Path) {
    let apk = apk_info::Apk::new(path).unwrap();
    black_box((apk.get_package_name(), apk.get_application_label()));
}

/// `aapt2 dump badging`, which knows no signers; false if it does not come to an end.
pub fn aapt2(aapt2: &Path, path: &Path) -> bool {
    let mut command = Command::new(aapt2);
    peer::output(command.args(["dump", "badging"]).arg(path), 10).is_some()
}
