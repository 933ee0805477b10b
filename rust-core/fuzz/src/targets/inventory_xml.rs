//! Elements and property lists, as XML and binary.

use appvagt_inventory::{Format, Options};

use crate::inventory;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let (begin, format) = match first % 3 {
        0 => (&b"<mobile_device>"[..], Format::JamfClassic),
        1 => (&b"<plist><dict>"[..], Format::Apple),
        _ => (&b"bplist00"[..], Format::Apple),
    };
    let options = Options { format: Some(format), names: true, ..Options::default() };
    inventory::read_both_ways(&[begin, data].concat(), &options);
}
