//! Reading one file, as Android reads it or else as far as it can be recovered.

use std::path::Path;

use appvagt_apk::{Error, Reading};

use super::part::Part;

/// What the file at `path` says, and why Android refuses it or it could not be read. There may be
/// both: what is recovered from a file that Android refuses.
pub fn file(path: &Path) -> (Option<Part>, Option<Box<Error>>) {
    match Part::read(path, Reading::Android) {
        Ok(part) => (Some(part), None),
        // What else goes wrong when recovering is no news: the refusal is what matters.
        Err(refusal) => (Part::read(path, Reading::Recovered).ok(), Some(refusal)),
    }
}
