//! JSON of every format that is written so, and of fields that somebody names.

use appvagt_inventory::{Fields, Format, Options};

use crate::inventory;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let formats = [
        Format::Amapi,
        Format::Fleet,
        Format::GoogleDirectory,
        Format::GraphApps,
        Format::GraphDevices,
        Format::Jamf,
        Format::AndroidQf,
        Format::WorkspaceOne,
        Format::Headwind,
        Format::JamfClassic,
        Format::Cfgutil,
        Format::JamfSchool,
        Format::KnoxManage,
        Format::Meraki,
        Format::MicroMdm,
        Format::SimpleMdm,
        Format::Soti,
    ];
    let format = formats.get(usize::from(*first)).copied();
    let fields = format.is_none().then(|| Fields {
        device: Some("a.b".into()),
        app: Some("a.c.d".into()),
        name: Some("a.c.e".into()),
        ..Fields::default()
    });
    // A report of Graph's is a table in JSON.
    if *first == u8::MAX {
        let report = [
            &br#"{"Schema":[{"Column":"ApplicationName"},{"Column":"DeviceId"}],"Values":["#[..],
            data,
        ];
        let options = Options { format: Some(Format::Intune), names: true, ..Options::default() };
        return inventory::read_both_ways(&report.concat(), &options);
    }
    // Brackets first, or it is another kind of text.
    let json = [b"[", data].concat();
    inventory::read_both_ways(
        &json,
        &Options { format, fields, names: true, counting: None, threads: 1 },
    );
}
