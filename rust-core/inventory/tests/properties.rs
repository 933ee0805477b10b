//! What holds for all files: how a stream is split does not matter, nor does the order of rows.

#[path = "support/emitted.rs"]
mod emitted;
#[path = "support/written.rs"]
mod written;

use std::collections::{BTreeMap, BTreeSet};

use appvagt_inventory::{Fields, Format, Options};
use emitted::{NAMED, emitted, emitted_in_portions};
use proptest::prelude::*;
use written::{FORMATS, Listed};

/// Whole files of each kind.
const FILES: [&str; 6] = [
    r#"{"devices":[{"name":"enterprises/x/devices/1","ownership":"COMPANY_OWNED","x":[{"y":"\"}"},1.5e3],
        "applicationReports":[{"packageName":"com.\u0061","displayName":"\ud83d\ude00 æ","state":"REMOVED"},
        {"packageName":"com.b"}]},{"name":"enterprises/x/devices/2"}],"nextPageToken":"t"}"#,
    "{\"name\":\"enterprises/x/devices/1\"}\n{\"name\":tru}\r\n{\"applicationReports\":[{\"packageName\":\"a.b\"}]}",
    "DeviceId,ApplicationName,Platform\r\nd1,\"A, \"\"B\"\"\",iOS\r\n\"d\n2\",æ,Windows\r\n,,\r\nd3\r\nd4,\"x",
    "package:/data/app/~~x==/y/b.apk=com.a versionCode:1\r\nwhat?\r\npackage:com.b",
    "<plist><dict><key>UDID</key><string>&amp;&#65;</string><key>InstalledApplicationList</key><array><dict>\
     <key>Identifier</key><string>com.a</string></dict></array></dict></plist>",
    "<mobile_device><general><id>1</id></general><applications><application><identifier>a.b</identifier>\
     </application></applications></mobile_device>",
];

/// All formats, by name.
fn formats() -> impl Strategy<Value = Option<Format>> {
    let names: Vec<_> = Format::names().filter_map(|name| name.parse().ok()).map(Some).collect();
    proptest::sample::select([vec![None], names].concat())
}

/// Devices with their apps, in some order.
fn devices() -> impl Strategy<Value = Vec<Listed>> {
    let apps = || proptest::sample::subsequence(vec![1, 2, 3, 4, 5], 1..=5).prop_shuffle();
    (Just(vec![1, 2, 3]).prop_shuffle(), [apps(), apps(), apps()])
        .prop_map(|(ids, apps)| ids.into_iter().zip(apps).collect())
}

/// How files of a format are read; its name is the one that it must be recognised as.
fn options(format: &str) -> Options<'static> {
    let named = |field: &str| Some(field.to_owned());
    let fields = Fields { device: named("device"), app: named("app"), ..Fields::default() };
    Options { fields: (format == "fields").then_some(fields), ..NAMED }
}

/// What is emitted of each device; what else is emitted is of none.
fn by_device(emitted: &[String]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut devices: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut apps = Vec::new();
    for line in emitted {
        if line.starts_with("app ") {
            apps.push(line.as_str());
        } else {
            devices.entry(line.as_str()).or_default().extend(apps.drain(..));
        }
    }
    devices
}

proptest! {
    #[test]
    fn the_order_of_devices_and_apps_does_not_matter(shuffled in devices()) {
        for (format, write) in FORMATS {
            // Formats of one device have the first.
            let one = matches!(format, "apple" | "workspace-one" | "androidqf" | "pm-list");
            let shuffled = if one { &shuffled[..1] } else { &shuffled[..] };
            let mut sorted = shuffled.to_vec();
            sorted.sort();
            for (_, apps) in &mut sorted {
                apps.sort_unstable();
            }
            let emitted = |devices: &[Listed]| emitted(write(devices).as_bytes(), &options(format));
            let (emitted, expected) = (emitted(shuffled), emitted(&sorted));
            prop_assert_eq!(&emitted[0], &format!("begin {format}"));
            prop_assert!(!emitted.iter().any(|line| line.starts_with("not read")), "{emitted:?}");
            prop_assert_eq!(by_device(&emitted), by_device(&expected));
        }
    }

    #[test]
    fn how_files_of_each_format_are_split_and_cut_does_not_matter(
        devices in devices(),
        end in any::<proptest::sample::Index>(),
        portions in proptest::collection::vec(1_usize..40, 1..20),
    ) {
        for (format, write) in FORMATS {
            let file = write(&devices);
            for file in [file.as_bytes(), &file.as_bytes()[..=end.index(file.len())]] {
                let options = options(format);
                prop_assert_eq!(emitted_in_portions(file, &portions, &options), emitted(file, &options));
            }
        }
    }

    #[test]
    fn how_a_stream_is_split_does_not_matter(
        file in proptest::sample::select(&FILES[..]),
        end in any::<proptest::sample::Index>(),
        portions in proptest::collection::vec(1_usize..40, 1..20),
    ) {
        // Also of files that break off.
        let file = &file.as_bytes()[..=end.index(file.len())];
        let options = NAMED;
        prop_assert_eq!(emitted_in_portions(file, &portions, &options), emitted(file, &options));
    }

    #[test]
    fn anything_is_read_or_named_and_split_the_same(
        file in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..300),
            "[{}\\[\\]\",:a-c \n\\\\0-9tfn-]{0,200}".prop_map(String::into_bytes),
            "[;,\"\n\ra-c]{0,200}".prop_map(String::into_bytes),
            "(<[a-c/]{0,4}>|&[a-z]{0,3};|[a-c]){0,40}".prop_map(String::into_bytes),
        ],
        format in formats(),
        portions in proptest::collection::vec(1_usize..9, 1..9),
    ) {
        let options = Options { format, ..NAMED };
        let emitted = emitted(&file, &options);
        prop_assert!(!emitted.is_empty());
        prop_assert_eq!(emitted_in_portions(&file, &portions, &options), emitted);
    }

    #[test]
    fn json_texts_are_what_they_were(text in any::<String>()) {
        let name = format!("An {text}x");
        // Written by hand: what must be escaped, and nothing else.
        let escaped: String = name.chars().map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c < ' ' => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        }).collect();
        let file = format!("[{{\"a\":\"{escaped}\",\"d\":\"1\"}}]");
        let fields = Fields { device: Some("d".into()), name: Some("a".into()), ..Fields::default() };
        let emitted = emitted(file.as_bytes(), &Options { fields: Some(fields), ..NAMED });
        let expected = ["begin fields".to_owned(), format!("app ? {name:?}"), "device 1 any".to_owned()];
        prop_assert_eq!(emitted, expected);
    }

    #[test]
    fn fields_of_tables_are_what_they_were(
        rows in proptest::collection::vec(("d[a-z]{1,4}", "[a-z,;\"\n\r\t =]{0,12}x"), 1..8),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut file = format!("d,n{end}");
        let mut expected = vec!["begin fields".to_owned()];
        for (index, (device, name)) in rows.iter().enumerate() {
            file.extend([format!("{device},\"{}\"{end}", name.replace('"', "\"\""))]);
            let name = name.trim_ascii();
            expected.push(format!("app ? {name:?}"));
            if rows.get(index + 1).is_none_or(|(next, _)| next != device) {
                expected.push(format!("device {device} any"));
            }
        }
        let fields = Fields { device: Some("d".into()), name: Some("n".into()), ..Fields::default() };
        let emitted = emitted(file.as_bytes(), &Options { fields: Some(fields), ..NAMED });
        prop_assert_eq!(emitted, expected);
    }

    #[test]
    fn apps_are_on_their_devices_whether_rows_of_a_device_stand_together_or_not(
        rows in proptest::collection::vec((0_usize..3, 0_usize..3, 0_usize..2, any::<[bool; 2]>()), 1..30),
        columns in Just(["n", "v", "d", "o"]).prop_shuffle(),
        crlf in any::<bool>(),
        portions in proptest::collection::vec(1_usize..40, 1..20),
    ) {
        // Texts that look like the end of a row, with and without quotes.
        const NAMES: [&str; 3] = ["A", "B,1,d1,iOS", "C\",1,d\n2"];
        const DEVICES: [&str; 3] = ["d1", "d,1", "1"];
        const PLATFORMS: [(&str, &str); 2] = [("iOS", "ios"), ("Android", "android")];
        let end = if crlf { "\r\n" } else { "\n" };
        let mut file = columns.join(",") + end;
        let mut expected = vec!["begin fields".to_owned()];
        for (index, &(name, device, platform, quoted)) in rows.iter().enumerate() {
            let field = |text: &str, quoted: bool| match text {
                _ if quoted || text.contains([',', '"', '\n']) => {
                    format!("\"{}\"", text.replace('"', "\"\""))
                }
                _ => text.to_owned(),
            };
            let (name, device, platform) = (NAMES[name], DEVICES[device], PLATFORMS[platform]);
            let row = columns.map(|column| match column {
                "n" => field(name, quoted[0]),
                "d" => field(device, quoted[1]),
                "o" => platform.0.to_owned(),
                _ => "1".to_owned(),
            });
            file.push_str(&(row.join(",") + end));
            expected.push(format!("app ? {name:?} 1"));
            let next = rows.get(index + 1).map(|next| (DEVICES[next.1], PLATFORMS[next.2]));
            if next != Some((device, platform)) {
                expected.push(format!("device {device} {}", platform.1));
            }
        }
        let field = |name: &str| Some(name.to_owned());
        let fields = Fields {
            device: field("d"),
            name: field("n"),
            version: field("v"),
            platform: field("o"),
            ..Fields::default()
        };
        let options = Options { fields: Some(fields), ..NAMED };
        prop_assert_eq!(emitted(file.as_bytes(), &options), expected.clone());
        prop_assert_eq!(emitted_in_portions(file.as_bytes(), &portions, &options), expected);
    }
}
