//! A signing block in an honest archive.

use crate::everything;
use crate::xml;
use crate::zip;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let entries = vec![zip::Entry::stored("AndroidManifest.xml", xml::manifest())];
    let mut archive = zip::Zip::of(entries);
    archive.before_directory = data.to_vec();
    everything::read_everything(&archive.build());
}
