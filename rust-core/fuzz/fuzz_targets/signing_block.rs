#![no_main]

#[path = "../../apk/tests/support/chunk.rs"]
mod chunk;
#[path = "../../apk/tests/support/xml.rs"]
mod xml;
#[path = "../../apk/tests/support/zip.rs"]
mod zip;
mod everything;

use libfuzzer_sys::fuzz_target;

// A signing block in an honest archive.
fuzz_target!(|data: &[u8]| {
    let entries = vec![zip::Entry::stored("AndroidManifest.xml", xml::manifest())];
    let mut archive = zip::Zip::of(entries);
    archive.before_directory = data.to_vec();
    everything::read_everything(&archive.build());
});
