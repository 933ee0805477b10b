#![no_main]

mod inventory;

use appvagt_inventory::Options;
use libfuzzer_sys::fuzz_target;

// Any file: recognised, inflated, unpacked.
fuzz_target!(|data: &[u8]| {
    inventory::read_both_ways(data, &Options { names: true, ..Options::default() });
});
