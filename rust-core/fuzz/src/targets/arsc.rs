//! A resource table in an honest archive whose label is in it.

use crate::everything;
use crate::xml;
use crate::zip;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let entries = vec![
        zip::Entry::stored("AndroidManifest.xml", xml::manifest()),
        zip::Entry::stored("resources.arsc", data),
    ];
    everything::read_everything(&zip::Zip::of(entries).build());
}
