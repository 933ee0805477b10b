//! However a file is parted, and among however many threads, it says the same.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../tests/support/written.rs"]
mod written;

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write as _};
use std::mem;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use written::{FORMATS, Listed};

use super::Parting;
use crate::{App, Counted, Counting, Event, Fields, Format, How, Options, read_file};

thread_local! {
    /// How many pieces were joined to what comes before them.
    pub static JOINED: Cell<u64> = const { Cell::new(0) };
}

/// Returns all that a file says, word for word. Where the number of some apps is enough, those that
/// come one after another are said once.
fn said(file: &mut (impl Read + Seek), options: &Options, parting: Parting) -> Vec<String> {
    let mut said = Vec::new();
    let mut counted = 0;
    let how = How { options, parting };
    read_file(file, how, &mut |event| match event {
        Event::Apps(apps) => counted += apps,
        Event::App(app) if options.counting.is_some() && is_counted(&app) => counted += 1,
        event => {
            if counted > 0 {
                said.push(format!("{} apps", mem::take(&mut counted)));
            }
            said.push(format!("{event:?}"));
        }
    });
    said
}

/// Has some apps counted.
struct CountSome;

impl Counting for CountSome {
    fn counted(&self, _: Format) -> Counted<'_> {
        Box::new(is_counted)
    }
}

fn is_counted(app: &App<'_>) -> bool {
    app.id.or(app.name).is_some_and(|text| text.bytes().map(u32::from).sum::<u32>() % 3 > 0)
}

/// A file that is interrupted again and again.
struct Interrupted<'f>(Cursor<&'f [u8]>, usize);

impl Read for Interrupted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.1 += 1;
        if self.1.is_multiple_of(20) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let length = into.len().min(1_000);
        self.0.read(&mut into[..length])
    }
}

impl Seek for Interrupted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Checks that a file says the same in pieces, where some of its apps are counted as well. Returns
/// how many pieces were joined.
fn check(file: &[u8], options: &Options, parting: Parting) -> u64 {
    check_as(file, &Options { counting: Some(&CountSome), ..options.clone() }, parting);
    check_as(file, options, parting)
}

fn check_as(file: &[u8], options: &Options, parting: Parting) -> u64 {
    let expected = said(&mut Cursor::new(file), options, Parting::NONE);
    let interrupted = said(&mut Interrupted(Cursor::new(file), 0), options, parting);
    assert_eq!(interrupted, expected, "{parting:?} of {}", String::from_utf8_lossy(file));
    let before = JOINED.get();
    let said = said(&mut Cursor::new(file), options, parting);
    assert_eq!(said, expected, "{parting:?} of {}", String::from_utf8_lossy(file));
    JOINED.get() - before
}

fn partings() -> impl Strategy<Value = Parting> {
    (2_usize..5, 90_usize..900).prop_map(|(threads, piece)| Parting { threads, piece })
}

/// How files of a format are read that do not say what they are.
fn options(format: &str) -> Options<'static> {
    let named = |field: &str| Some(field.to_owned());
    let fields = Fields { device: named("device"), app: named("app"), ..Fields::default() };
    let fields = (format == "fields").then_some(fields);
    Options { fields, names: true, ..Options::default() }
}

/// Many devices, some of which come again, with some apps.
fn devices() -> impl Strategy<Value = Vec<Listed>> {
    let apps = proptest::collection::vec(1_usize..9, 1..6);
    proptest::collection::vec((1_usize..12, apps), 1..60)
}

/// Lines of a table, of which some are odd.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        12 => (0..4, 0_usize..4, "[ABæ]").prop_map(|(device, platform, app)| {
            let platform = ["iOS", "Android", "Foo", ""][platform];
            format!("{app},d{device},{platform},u{device}\r\n")
        }),
        3 => (0..4).prop_map(|device| format!("\"A\n, \"\"x\"\",\nd{device}\",d{device},iOS,\n")),
        2 => (0..4).prop_map(|device| format!(",d{device},iOS,\n")),
        1 => "A,,[ai]OS,\n",
        1 => "\n",
        1 => "ApplicationName,DeviceId,Platform,UserName\r\n",
        1 => "\"A,d1,iOS,\n",
        1 => "A,\"d1\"\"\n",
        1 => "A,d1\n",
        1 => "[a,\"\n]{0,20}",
        1 => Just(format!("{}\n", "A,d1,iOS,,".repeat(30))),
    ];
    proptest::collection::vec(line, 0..120).prop_map(|lines| {
        format!("ApplicationName,DeviceId,Platform,UserName\r\n{}", lines.concat())
    })
}

/// Records of devices in JSON, some with things in them that look like records.
fn record() -> impl Strategy<Value = String> {
    let name = |id| format!("enterprises/x/devices/{id}");
    prop_oneof![
        8 => (0..9, 0..9).prop_map(move |(id, app)| format!(
            r#"{{"name":"{}","ownership":"COMPANY_OWNED","applicationReports":[{{"packageName":"com.a{app}"}}]}}"#,
            name(id)
        )),
        2 => (0..9).prop_map(move |id| format!(
            "{{\"name\":\"{}\",\n{{\"x\":[{{\"name\":1,\"ownership\":1}},\n{{\"name\":2}}]}}", name(id)
        )),
        2 => (0..9).prop_map(move |id| format!(
            r#"{{"name":"{}","x":[{{"name":1,"ownership":{{}}}},{{"name":"\"}}]}},\n{{\"name\":\""}}]}}"#,
            name(id)
        )),
        1 => Just(r#"{"name":"enterprises/y/devices/1","nextPageToken":"x","status":429}"#.to_owned()),
        1 => Just("{\"state\":\"FOO\",\n\"name\":\"\"}".to_owned()),
        1 => Just("{}".to_owned()),
        1 => Just("7".to_owned()),
        1 => Just("\"x\ny\"".to_owned()),
    ]
}

/// Records in one of the ways that they come in.
fn json() -> impl Strategy<Value = String> {
    let lists = proptest::collection::vec(proptest::collection::vec(record(), 0..40), 1..4);
    let broken = prop_oneof![9 => Just(None), 1 => any::<prop::sample::Index>().prop_map(Some)];
    (lists, 0..6, broken).prop_map(|(lists, way, broken)| {
        let mut file = match way {
            0 => format!(r#"{{"devices":[{}],"nextPageToken":""}}"#, lists.concat().join(",")),
            1 => format!("[{}]", lists.concat().join(" ,\n ")),
            2 => lists.concat().join("\n"),
            3 => lists.concat().concat(),
            _ => {
                let mut pages = String::new();
                for list in lists {
                    let list = list.join(",\n");
                    let _ = write!(pages, "{{\"devices\":[\n{list}],\"nextPageToken\":\"t\"}}");
                    pages.push_str(if way == 4 { "\n" } else { "" });
                }
                pages
            }
        };
        if let Some(broken) = broken {
            let at = (0..=broken.index(file.len() + 1)).rev().find(|at| file.is_char_boundary(*at));
            file.insert(at.unwrap_or(0), '}');
        }
        file
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn files_of_each_format_say_the_same(
        (format, write) in prop::sample::select(&FORMATS),
        devices in devices(),
        end in any::<prop::sample::Index>(),
        parting in partings(),
    ) {
        let file = write(&devices);
        let options = options(format);
        check(file.as_bytes(), &options, parting);
        check(&file.as_bytes()[..=end.index(file.len())], &options, parting);
    }

    #[test]
    fn tables_say_the_same_whatever_is_in_them(
        lines in lines(),
        windows_1252 in any::<bool>(),
        parting in partings(),
    ) {
        let file = if windows_1252 {
            lines.chars().map(|letter| u8::try_from(letter).unwrap()).collect()
        } else {
            lines.into_bytes()
        };
        check(&file, &Options { names: true, ..Options::default() }, parting);
    }

    #[test]
    fn json_says_the_same_whatever_is_in_it(file in json(), parting in partings()) {
        let format = Some(Format::Amapi);
        check(file.as_bytes(), &Options { format, names: true, ..Options::default() }, parting);
    }
}

#[test]
fn large_files_are_read_in_pieces() {
    let devices: Vec<Listed> = (1..400).map(|id| (id, vec![1, 2, 3, 4])).collect();
    let parting = Parting { threads: 2, piece: 2_000 };
    let one_device = ["apple", "workspace-one", "androidqf", "pm-list"];
    for (format, write) in FORMATS {
        let file = write(&devices);
        let joined = check(file.as_bytes(), &options(format), parting);
        if one_device.contains(&format) || file.starts_with('<') {
            assert_eq!(joined, 0, "{format}");
            continue;
        }
        let pieces = file.len() as u64 / 2_000;
        assert!(joined * 10 >= pieces * 8, "{format}: {joined} of {pieces}");
        let mut compressed = GzEncoder::new(Vec::new(), Compression::fast());
        compressed.write_all(file.as_bytes()).unwrap();
        let compressed = compressed.finish().unwrap();
        assert_eq!(check(&compressed, &options(format), parting), joined, "{format}");
    }
}

#[test]
fn small_files_are_not_parted() {
    let (_, write) = FORMATS[0];
    let file = write(&[(1, vec![1, 2, 3])]);
    assert_eq!(check(file.as_bytes(), &options("amapi"), Parting { threads: 2, piece: 400 }), 0);
}
