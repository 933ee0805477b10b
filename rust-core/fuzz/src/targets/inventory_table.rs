//! CSV of Intune's, and with columns that somebody names.

use appvagt_inventory::{Fields, Format, Options};

use crate::inventory;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let (header, options) = if first % 2 == 0 {
        let options = Options { format: Some(Format::Intune), names: true, ..Options::default() };
        (
            &b"ApplicationKey,ApplicationName,DeviceId,Platform_loc,DeviceCount,OwnerType\n"[..],
            options,
        )
    } else {
        let fields = Fields {
            device: Some("a".into()),
            app: Some("b".into()),
            state: Some("c".into()),
            ..Fields::default()
        };
        (&b"a;b;c\n"[..], Options { fields: Some(fields), names: true, ..Options::default() })
    };
    inventory::read_both_ways(&[header, data].concat(), &options);
}
