//! Reading one APK, as Android reads it or else as far as it can be recovered.

use appvagt_apk::{Apk, Error, Reading, Result};

use super::scanned_apk::ScannedApk;
use crate::apk_file::FoundApk;

/// Returns what an APK says, and why Android refuses it or it could not be read. There may be
/// both: what is recovered from a file that Android refuses.
pub fn apk(found: FoundApk) -> (Option<ScannedApk>, Option<Box<Error>>) {
    let FoundApk { path, inside, apk } = found;
    let opened = match apk {
        Ok(opened) => opened,
        Err(error) => return (None, Some(error)),
    };
    let (android, recovered) = opened.readings();
    let read = |apk: Result<Apk>, reading| ScannedApk::read(&path, &inside, apk?, reading);
    match read(android, Reading::Android) {
        Ok(part) => (Some(part), None),
        // What else goes wrong when recovering is no news: the refusal is what matters.
        Err(refusal) => (read(recovered(), Reading::Recovered).ok(), Some(refusal)),
    }
}
