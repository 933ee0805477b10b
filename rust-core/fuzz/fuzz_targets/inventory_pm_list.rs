#![no_main]

mod inventory;

use appvagt_inventory::{Format, Options};
use libfuzzer_sys::fuzz_target;

// What `pm list packages` prints.
fuzz_target!(|data: &[u8]| {
    let options = Options { format: Some(Format::PmList), names: true, ..Options::default() };
    inventory::read_both_ways(data, &options);
});
