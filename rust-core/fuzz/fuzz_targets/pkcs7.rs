#![no_main]

#[path = "../../apk/tests/support/chunk.rs"]
mod chunk;
#[path = "../../apk/tests/support/xml.rs"]
mod xml;
#[path = "../../apk/tests/support/zip.rs"]
mod zip;
mod everything;

use libfuzzer_sys::fuzz_target;

// A JAR signature in an honest archive.
fuzz_target!(|data: &[u8]| {
    let entries = vec![
        zip::Entry::stored("AndroidManifest.xml", xml::manifest()),
        zip::Entry::stored("META-INF/CERT.SF", "Signature-Version: 1.0\r\n\r\n"),
        zip::Entry::stored("META-INF/CERT.RSA", data),
    ];
    everything::read_everything(&zip::Zip::of(entries).build());
});
