#![no_main]

mod everything;

use libfuzzer_sys::fuzz_target;

// The archive itself.
fuzz_target!(|data: &[u8]| everything::read_everything(data));
