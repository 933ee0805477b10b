//! A manifest in an honest archive.

use crate::everything;
use crate::zip;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let entries = vec![zip::Entry::stored("AndroidManifest.xml", data)];
    everything::read_everything(&zip::Zip::of(entries).build());
}
