//! Broken, truncated, compressed and mixed files: what was read is told, and what was not has its
//! place.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "support/told.rs"]
mod told;

use std::io::Write;

use told::{NAMED, told};

fn check(file: &[u8], expected: &[&str]) {
    assert_eq!(told(file, &NAMED), expected, "{}", String::from_utf8_lossy(file));
}

#[test]
fn json_that_breaks_off_is_told_as_far_as_it_goes() {
    let device = r#"{"name":"enterprises/x/devices/1","applicationReports":[{"packageName":"com.a"},{"packageName":"com.b"}]}"#;
    let whole = format!("{{\"devices\":[{device},{device}]}}");
    // In the second device, in its second app.
    let cut = &whole[..whole.rfind("com.b").unwrap_or(0)];
    check(
        cut.as_bytes(),
        &[
            "begin amapi",
            "app com.a",
            "app com.b",
            "device enterprises/x/devices/1 android",
            "app com.a",
            "device enterprises/x/devices/1 android -Rest",
            &format!("not read byte {}: it breaks off in the middle of a text", cut.len() - 1),
        ],
    );
}

#[test]
fn json_with_a_mistake_says_where_and_what() {
    for (file, problem) in [
        (
            r#"{"devices":[{"name":"enterprises/x/devices/1"},,]}"#,
            "byte 47: `,` where a value is expected",
        ),
        (
            r#"{"devices":[{"name":"enterprises/x/devices/1"}}"#,
            "byte 46: `}` where `,` or `]` is expected",
        ),
        (
            r#"{"devices":[{"name":"enterprises/x/devices/1"}],"x":tru}"#,
            "byte 52: `tru` where a value is expected",
        ),
        (
            r#"{"devices":[{"name":"enterprises/x/devices/1"}],"x":[{]}"#,
            "byte 54: `]` where the other bracket is expected",
        ),
        (
            r#"{"devices":[{"name":"enterprises/x/devices/1"}]"#,
            "byte 47: it breaks off in the middle of an object",
        ),
    ] {
        let expected = format!("not read {problem}");
        check(
            file.as_bytes(),
            &["begin amapi", "device enterprises/x/devices/1 android", &expected],
        );
    }
}

#[test]
fn after_a_broken_line_json_lines_go_on() {
    check(
        b"{\"name\":\"enterprises/x/devices/1\"}\n{\"name\":\"enterprises/x/devices/2\",oops}\n\
          {\"name\":\"enterprises/x/devices/3\"}\n",
        &[
            "begin amapi",
            "device enterprises/x/devices/1 android",
            "device enterprises/x/devices/2 android -Rest",
            "not read byte 69: `o` where a name is expected",
            "device enterprises/x/devices/3 android",
        ],
    );
}

#[test]
fn json_that_holds_nothing_of_the_format_is_no_answer() {
    check(
        b"{\"name\":\"enterprises/x/devices/1\"}\n{\"foo\":1}\n{\"devices\":[]}\n\"text\"",
        &[
            "begin amapi",
            "device enterprises/x/devices/1 android",
            "not read byte 35: nothing in it is of the format amapi",
            "not read byte 45: nothing in it is of the format amapi",
            "not read byte 60: nothing in it is of the format amapi",
        ],
    );
}

#[test]
fn nesting_is_limited() {
    let deep = format!("{{\"devices\":{}", "[".repeat(500));
    let told = told(format!("{deep}{{\"name\":\"enterprises/x/devices/1\"").as_bytes(), &NAMED);
    assert_eq!(told[1], "not read byte 130: lists within lists more than 120 deep");
    let skipped = format!("{{\"name\":\"enterprises/x/devices/1\",\"x\":{}", "[".repeat(500));
    let told = self::told(skipped.as_bytes(), &NAMED);
    assert!(told[2].contains("more than 120 deep"), "{told:?}");
}

#[test]
fn escapes_are_resolved_and_text_that_is_not_utf_8_is_named() {
    check(
        br#"{"name":"enterprises/x/devices/1","applicationReports":[{"packageName":"com.\u0061","displayName":"\u00e6\ud83d\ude00\ud83d\n\"\\\/"}]}"#,
        &[
            "begin amapi",
            "app com.a \"\u{e6}\u{1f600}\u{fffd}\\n\\\"\\\\/\"",
            "device enterprises/x/devices/1 android",
        ],
    );
    check(
        b"{\"name\":\"enterprises/x/devices/1\",\"applicationReports\":[{\"displayName\":\"a\xff\"}]}",
        &[
            "begin amapi",
            "not read byte 71: a text that is not UTF-8",
            "app ? \"a\u{fffd}\"",
            "device enterprises/x/devices/1 android",
        ],
    );
}

#[test]
fn rows_that_do_not_fit_the_header_are_named_and_the_others_read() {
    check(
        b"DeviceId,ApplicationName,Platform\nd1,A,iOS\nd2,B, Inc,iOS\nd3\n,,\n\nd4,\"C\nD\",iOS\n,E,iOS\nd5,F,iOS",
        &[
            "begin intune",
            "app ? \"A\" by-name",
            "device d1 ios -UnmanagedAppsIfPersonal",
            "not read line 3: 4 fields where the header has 3",
            "not read line 4: 1 fields where the header has 3",
            "not read line 5: neither an app nor a device is named",
            "app ? \"C\\nD\" by-name",
            "device d4 ios -UnmanagedAppsIfPersonal",
            "somewhere ios 1x ? \"E\" by-name",
            "app ? \"F\" by-name",
            "device d5 ios -UnmanagedAppsIfPersonal",
        ],
    );
}

#[test]
fn a_quote_that_is_not_closed_costs_its_own_line_only() {
    check(
        b"DeviceId,ApplicationName\nd1,\"A\nd2,B\n",
        &[
            "begin intune",
            "not read line 2: it breaks off in the middle of a field in quotes",
            "app ? \"B\" by-name",
            "device d2 any -UnmanagedAppsIfPersonal",
        ],
    );
}

#[test]
fn a_table_without_rows_is_no_answer() {
    check(b"DeviceId,ApplicationName\n", &["begin intune", "not read: it is empty"]);
}

#[test]
fn xml_that_breaks_off_is_told_as_far_as_it_goes() {
    let cut = "<mobile_device><general><id>7</id></general><applications><application>\
               <identifier>com.a</identifier></application><application><identifier>com";
    let told = told(cut.as_bytes(), &NAMED);
    assert_eq!(told[..3], ["begin jamf-classic", "app com.a", "device 7 ios -Rest"]);
    assert!(told[3].starts_with("not read byte "), "{told:?}");
    let list = "<plist><dict><key>UDID</key><string>U</string><key>InstalledApplicationList</key>\
                <array><dict><key>Identifier</key><string>com.a</string></dict><dict><key>Iden";
    let told = self::told(list.as_bytes(), &NAMED);
    assert_eq!(told[..3], ["begin apple", "app com.a", "device U ios -Rest"]);
    assert!(told[3].starts_with("not read byte "), "{told:?}");
}

/// A binary property list, its objects one byte apart in the table, with the first at the top.
fn binary_list(objects: &[&[u8]]) -> Vec<u8> {
    let mut list = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    for object in objects {
        offsets.extend(u16::try_from(list.len()).unwrap().to_be_bytes());
        list.extend(*object);
    }
    let table = list.len() as u64;
    list.extend(offsets);
    list.extend([0, 0, 0, 0, 0, 0, 2, 1]);
    for number in [objects.len() as u64, 0, table] {
        list.extend(number.to_be_bytes());
    }
    list
}

#[test]
fn a_binary_property_list_that_is_damaged_says_so() {
    let damaged = "not read: damage where a binary property list is expected";
    check(b"bplist00 and nonsense", &["begin apple", damaged]);
    let list = binary_list(&[&[0xd1, 1, 2], b"\x54UDID", b"\x51U"]);
    check(&list, &["begin apple", "device U ios"]);
    // The value is an object that there is not.
    check(&binary_list(&[&[0xd1, 1, 7], b"\x54UDID"]), &["begin apple", damaged]);
}

#[test]
fn a_binary_property_list_cannot_be_without_end() {
    // In itself, and 2 to the power of 60 times the same.
    let list: Vec<_> = (0..61_u8).map(|at| [0xa2, at + 1, at + 1]).collect();
    let mut doubling: Vec<&[u8]> = list.iter().map(<[u8; 3]>::as_slice).collect();
    doubling.push(&[0xd0]);
    for objects in [vec![&[0xa1, 0][..]], doubling] {
        let told = told(&binary_list(&objects), &NAMED);
        assert_eq!(
            told.last().unwrap(),
            "not read: damage where a binary property list is expected"
        );
    }
}

fn gzipped(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

const TABLE: &[u8] = b"DeviceId,ApplicationName,Platform\nd1,A,Windows\n";
const OF_TABLE: [&str; 3] = ["begin intune", "app ? \"A\" by-name", "device d1 other"];

#[test]
fn gzip_is_inflated_in_all_its_members_and_damage_is_named() {
    check(&gzipped(TABLE), &OF_TABLE);
    let (first, second) = TABLE.split_at(20);
    check(&[gzipped(first), gzipped(second)].concat(), &OF_TABLE);
    let whole = gzipped(&TABLE.repeat(1000));
    let told = told(&whole[..whole.len() - 20], &NAMED);
    assert_eq!(told[..3], OF_TABLE);
    assert!(told.last().is_some_and(|last| last.starts_with("not read line ")), "{told:?}");
}

#[test]
fn utf_16_is_read_as_spreadsheets_write_it() {
    let text = "\u{feff}DeviceId,ApplicationName,Platform\nd1,Ærø 😀,Windows\n";
    let encoded =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    for file in [encoded(u16::to_le_bytes), encoded(u16::to_be_bytes)] {
        check(&file, &["begin intune", "app ? \"Ærø 😀\" by-name", "device d1 other"]);
    }
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn every_file_in_a_zip_file_is_read_or_named() {
    let gz = gzipped(TABLE);
    let archive = zipped(&[
        ("a.csv", TABLE),
        ("b/c.csv.gz", &gz),
        ("__MACOSX/._a.csv", b"x"),
        ("d.pdf", b"%PDF\0"),
    ]);
    check(
        &archive,
        &[
            "begin intune a.csv",
            "app ? \"A\" by-name",
            "device d1 other",
            "begin intune b/c.csv.gz",
            "app ? \"A\" by-name",
            "device d1 other",
            "not read d.pdf: it is not recognised: neither JSON, XML, a table nor a list of packages",
        ],
    );
    let told = told(&archive[..archive.len() - 30], &NAMED);
    assert!(told[0].starts_with("not read: a damaged ZIP file"), "{told:?}");
    check(&zipped(&[]), &["not read: it is empty"]);
}

#[test]
fn lines_and_texts_longer_than_any_are_named() {
    let long = "x".repeat(3 << 20);
    let json = format!(
        "{{\"name\":\"enterprises/x/devices/1\"}}\n{{\"name\":\"{long}\"}}\n{{\"name\":\"enterprises/x/devices/2\"}}"
    );
    check(
        json.as_bytes(),
        &[
            "begin amapi",
            "device enterprises/x/devices/1 android",
            "not read byte 43: a text of more than a megabyte",
            "device enterprises/x/devices/2 android",
        ],
    );
    for xml in [
        format!("<mobile_device><general><id>{long}</id></general></mobile_device>"),
        format!("<mobile_device><general><id {long}=''></id></general></mobile_device>"),
    ] {
        let told = told(xml.as_bytes(), &NAMED);
        assert_eq!(told[0], "begin jamf-classic");
        assert!(told[1].ends_with(": a text of more than a megabyte"), "{told:?}");
    }
    let table = format!("DeviceId,ApplicationName,Platform\nd1,{long},Windows\nd2,A,Windows");
    check(
        table.as_bytes(),
        &[
            "begin intune",
            "not read line 2: a line of more than a megabyte",
            "app ? \"A\" by-name",
            "device d2 other",
        ],
    );
}
