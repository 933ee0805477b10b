#![no_main]

#[path = "../../apk/tests/support/chunk.rs"]
mod chunk;
#[path = "../../apk/tests/support/xml.rs"]
mod xml;
#[path = "../../apk/tests/support/zip.rs"]
mod zip;
mod everything;

use libfuzzer_sys::fuzz_target;

// A resource table in an honest archive whose label is in it.
fuzz_target!(|data: &[u8]| {
    let entries = vec![
        zip::Entry::stored("AndroidManifest.xml", xml::manifest()),
        zip::Entry::stored("resources.arsc", data),
    ];
    everything::read_everything(&zip::Zip::of(entries).build());
});
