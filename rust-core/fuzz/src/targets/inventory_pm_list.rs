//! What `pm list packages` prints.

use appvagt_inventory::{Format, Options};

use crate::inventory;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let options = Options { format: Some(Format::PmList), names: true, ..Options::default() };
    inventory::read_both_ways(data, &options);
}
