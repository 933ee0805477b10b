//! A JAR signature in an honest archive.

use crate::everything;
use crate::xml;
use crate::zip;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let entries = vec![
        zip::Entry::stored("AndroidManifest.xml", xml::manifest()),
        zip::Entry::stored("META-INF/CERT.SF", "Signature-Version: 1.0\r\n\r\n"),
        zip::Entry::stored("META-INF/CERT.RSA", data),
    ];
    everything::read_everything(&zip::Zip::of(entries).build());
}
