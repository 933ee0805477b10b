//! Any file: recognised, inflated, unpacked.

use appvagt_inventory::Options;

use crate::inventory;

/// Reads `data`.
pub fn run(data: &[u8]) {
    inventory::read_both_ways(data, &Options { names: true, ..Options::default() });
}
