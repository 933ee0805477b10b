#![no_main]

mod everything;

use libfuzzer_sys::fuzz_target;

// The whole file, from a corpus of whole APKs.
fuzz_target!(|data: &[u8]| everything::read_everything(data));
