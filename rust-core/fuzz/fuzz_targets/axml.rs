#![no_main]

#[path = "../../apk/tests/support/zip.rs"]
mod zip;
mod everything;

use libfuzzer_sys::fuzz_target;

// A manifest in an honest archive.
fuzz_target!(|data: &[u8]| {
    let entries = vec![zip::Entry::stored("AndroidManifest.xml", data)];
    everything::read_everything(&zip::Zip::of(entries).build());
});
