//! Broken, truncated, compressed and mixed files: what was read is emitted, and what was not has its
//! place.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "support/emitted.rs"]
mod emitted;

use std::io::Write;

use emitted::{NAMED, emitted, emitted_in_portions};

fn check(file: &[u8], expected: &[&str]) {
    assert_eq!(emitted(file, &NAMED), expected, "{}", String::from_utf8_lossy(file));
}

#[test]
fn json_that_breaks_off_is_read_as_far_as_it_goes() {
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
            "not read byte 60: nothing in it is of the format amapi",
        ],
    );
}

#[test]
fn nesting_is_limited() {
    let deep = format!("{{\"devices\":{}", "[".repeat(500));
    let emitted =
        emitted(format!("{deep}{{\"name\":\"enterprises/x/devices/1\"").as_bytes(), &NAMED);
    assert_eq!(emitted[1], "not read byte 130: lists within lists more than 120 deep");
    let skipped = format!("{{\"name\":\"enterprises/x/devices/1\",\"x\":{}", "[".repeat(500));
    let emitted = self::emitted(skipped.as_bytes(), &NAMED);
    assert!(emitted[2].contains("more than 120 deep"), "{emitted:?}");
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
fn a_quote_in_every_line_that_is_not_closed_costs_each_line_and_not_all_of_the_file_each_time() {
    // Each line would end a text in quotes of the one before, and begins one.
    const LINES: usize = 200_000;
    let table = format!("DeviceId,ApplicationName\n{}", "x\",\"\n".repeat(LINES));
    let emitted = emitted(table.as_bytes(), &NAMED);
    assert_eq!(emitted.len(), 1 + LINES);
    for (index, line) in emitted[1..].iter().enumerate() {
        let place = format!("not read line {}: ", index + 2);
        assert!(line.starts_with(&place), "{place}{line}");
    }
}

#[test]
fn a_table_without_rows_is_no_answer() {
    for end in ["", "\n", "\n\n\r\n"] {
        check(
            format!("DeviceId,ApplicationName{end}").as_bytes(),
            &["begin intune", "not read: it has a header and no row"],
        );
    }
}

#[test]
fn what_spreadsheets_and_joined_files_have_before_and_between_rows_is_no_row() {
    check(
        b"sep=,\r\n\r\nDeviceId,ApplicationName,Platform\r\nd1,A,Windows\r\n\xef\xbb\xbf\
          DeviceId,ApplicationName,Platform\r\nd2,B,Windows\r\nd3\r\n",
        &[
            "begin intune",
            "app ? \"A\" by-name",
            "device d1 other",
            "app ? \"B\" by-name",
            "device d2 other",
            "not read line 7: 1 fields where the header has 3",
        ],
    );
}

#[test]
fn xml_that_breaks_off_is_read_as_far_as_it_goes() {
    let cut = "<mobile_device><general><id>7</id></general><applications><application>\
               <identifier>com.a</identifier></application><application><identifier>com";
    let emitted = emitted(cut.as_bytes(), &NAMED);
    assert_eq!(emitted[..3], ["begin jamf-classic", "app com.a", "device 7 ios -Rest"]);
    assert!(emitted[3].starts_with("not read byte "), "{emitted:?}");
    let list = "<plist><dict><key>UDID</key><string>U</string><key>InstalledApplicationList</key>\
                <array><dict><key>Identifier</key><string>com.a</string></dict><dict><key>Iden";
    let emitted = self::emitted(list.as_bytes(), &NAMED);
    assert_eq!(emitted[..3], ["begin apple", "app com.a", "device U ios -Rest"]);
    assert!(emitted[3].starts_with("not read byte "), "{emitted:?}");
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
        let emitted = emitted(&binary_list(&objects), &NAMED);
        assert_eq!(
            emitted.last().unwrap(),
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
    // As if stored: it breaks off in the middle of a row, of which what there is is not believed.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    encoder.write_all(TABLE).unwrap();
    encoder.write_all(b"d2,A,Win").unwrap();
    let whole = encoder.finish().unwrap();
    let emitted = emitted(&whole[..whole.len() - 11], &NAMED);
    assert_eq!(emitted[..3], OF_TABLE);
    let place = "not read line 3: what is compressed is damaged or breaks off here (";
    assert!(emitted[3].starts_with(place), "{emitted:?}");
    assert_eq!(emitted.len(), 4, "{emitted:?}");
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
    check(&zipped(&[]), &["not read: it is empty"]);
}

#[test]
fn a_zip_file_that_breaks_off_is_read_up_to_there() {
    let mut streamed = zip::ZipWriter::new_stream(Vec::new());
    for name in ["a.csv", "b.csv"] {
        streamed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        streamed.write_all(TABLE).unwrap();
    }
    let streamed = streamed.finish().unwrap().into_inner();
    let zipped = zipped(&[("a.csv", TABLE), ("b.csv", TABLE)]);
    let of = |name: &str| {
        [format!("begin intune {name}"), OF_TABLE[1].to_owned(), OF_TABLE[2].to_owned()]
    };
    for (archive, lost) in [(&zipped, ""), (&streamed, "b.csv")] {
        assert_eq!(emitted(archive, &NAMED), [of("a.csv"), of("b.csv")].concat());
        // Without its directory, whose beginning is left, and in the middle of the second file.
        for end in [archive.len() - 30, archive.len() / 2 - 30] {
            let emitted = emitted(&archive[..end], &NAMED);
            assert_eq!(emitted[..3], of("a.csv"), "{emitted:?}");
            let last = emitted.last().unwrap();
            assert!(last.starts_with("not read: the ZIP file is damaged or breaks off"), "{last}");
            let whole = end > archive.len() / 2 && lost.is_empty();
            assert_eq!(emitted.contains(&"begin intune b.csv".to_owned()), whole, "{emitted:?}");
        }
    }
}

#[test]
fn a_damaged_file_in_a_zip_file_is_named_with_its_place_and_the_others_read() {
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["a.csv", "b.csv"] {
        archive.start_file(name, options).unwrap();
        archive.write_all(TABLE).unwrap();
    }
    let mut archive = archive.finish().unwrap().into_inner();
    let at = archive.windows(4).position(|bytes| bytes == b"d1,A").unwrap();
    archive[at + 3] = b'B';
    let damage = "what is compressed is damaged or breaks off here (Invalid checksum)";
    check(
        &archive,
        &[
            "begin intune a.csv",
            "app ? \"B\" by-name",
            "device d1 other",
            &format!("not read a.csv line 3: {damage}"),
            "begin intune b.csv",
            "app ? \"A\" by-name",
            "device d1 other",
        ],
    );
}

#[test]
fn a_workbook_is_called_one() {
    let workbook =
        zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    check(&workbook, &["not read: it is a workbook; save it as CSV"]);
}

#[test]
fn what_is_too_long_does_not_depend_on_portions() {
    for length in [(1 << 20) - 60, 1 << 20, (1 << 20) + 70_000] {
        let long = "x".repeat(length);
        for file in [
            format!("{{\"name\":\"enterprises/{long}\"}}"),
            format!("DeviceId,ApplicationName\nd1,{long}\nd2,A"),
            format!("DeviceId,ApplicationName\nd1,\"{long}\"\nd2,A"),
            format!("<mobile_device><general><id>{long}</id></general></mobile_device>"),
            format!("<mobile_device><general><id {long}=''>1</id></general></mobile_device>"),
        ] {
            let whole = emitted(file.as_bytes(), &NAMED);
            for portions in [[1000, 70_000], [100_001, 131_072]] {
                let emitted = emitted_in_portions(file.as_bytes(), &portions, &NAMED);
                assert!(emitted == whole, "{} of {length}", &file[..40]);
            }
        }
    }
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
        let emitted = emitted(xml.as_bytes(), &NAMED);
        assert_eq!(emitted[0], "begin jamf-classic");
        assert!(emitted[1].ends_with(": a text of more than a megabyte"), "{emitted:?}");
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

/// Members of gzip that are short and hold long texts, one after another.
fn gzip_bomb(begin: &[u8], filling: &[u8]) -> Vec<u8> {
    let megabyte: Vec<u8> = filling.iter().copied().cycle().take(1 << 20).collect();
    let member = gzipped(&megabyte);
    let mut bomb = gzipped(begin);
    (0..70).for_each(|_| bomb.extend_from_slice(&member));
    bomb
}

#[test]
fn what_is_compressed_and_goes_on_without_anything_in_it_is_named_and_ends() {
    let barren =
        "it goes on for more than 64 MB without an app or a device, and was read no further";
    for (begin, filling) in [
        // A text that nobody asked for.
        (&br#"{"totalCount": 0, "results": [], "x": ""#[..], &b"a"[..]),
        // Lines that are too long, in a table.
        (b"DeviceId,DeviceName,ApplicationName,ApplicationKey\n", b"a"),
    ] {
        let emitted = emitted(&gzip_bomb(begin, filling), &NAMED);
        assert!(emitted.iter().any(|line| line.ends_with(barren)), "{emitted:?}");
        assert!(!emitted.iter().any(|line| line.starts_with("device")), "{emitted:?}");
    }
}
