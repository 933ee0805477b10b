//! Reading one APK, as Android reads it or else as far as it can be recovered.

use appvagt_apk::Reading;

use super::outcome::Unread;
use super::scanned_apk::ScannedApk;
use crate::FoundApk;

/// Returns what an APK says, and why Android refuses it or it could not be read. There may be
/// both: what is recovered from a file that Android refuses.
pub fn read(found: &mut FoundApk) -> (Option<ScannedApk>, Option<Unread>) {
    let FoundApk { path, inside, apk } = found;
    let unread = |error| Some(Unread::apk(path, inside, error));
    let opened = match apk {
        Ok(opened) => opened,
        Err(error) => return (None, unread(error)),
    };
    let refusal = match &opened.android {
        Ok(apk) => match ScannedApk::read(path, inside, apk, Reading::Android) {
            Ok(part) => return (Some(part), None),
            Err(refusal) => unread(&refusal),
        },
        Err(refusal) => unread(refusal),
    };
    // What else goes wrong when recovering is no news: the refusal is what matters.
    let recovered =
        opened.recovered().and_then(|apk| ScannedApk::read(path, inside, &apk, Reading::Recovered));
    (recovered.ok(), refusal)
}
