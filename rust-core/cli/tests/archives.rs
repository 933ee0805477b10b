//! `appvagt scan` and `inspect` on archives of APKs and on files that are called something else.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../apk/tests/support/chunk.rs"]
mod chunk;
#[path = "../../apk/tests/support/xml.rs"]
mod xml;
#[path = "../../apk/tests/support/zip.rs"]
mod zip;

use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use xml::{Value as Attribute, Xml};
use zip::{Entry, Zip};

const COMPLIANT: i32 = 0;
const FOUND: i32 = 1;
const INCOMPLETE: i32 = 3;

const TIKTOK: &str = "com.zhiliaoapp.musically";

/// The manifest of an app, or of a split with its name.
fn manifest(package: &str, split: Option<&str>) -> Vec<u8> {
    let mut xml = Xml::new();
    let mut attributes = vec![("versionCode", Attribute::Integer(7))];
    attributes.push(("package", Attribute::Text(package)));
    attributes.extend(split.map(|split| ("split", Attribute::Text(split))));
    xml.start("manifest", &attributes);
    xml.start("application", &[("label", Attribute::Text("An app"))]);
    xml.end("application").end("manifest");
    xml.build()
}

fn apk(package: &str, split: Option<&str>) -> Vec<u8> {
    Zip::of(vec![Entry::deflated("AndroidManifest.xml", manifest(package, split))]).build()
}

fn app(package: &str) -> Vec<u8> {
    apk(package, None)
}

fn archive(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let entries = entries.iter().map(|(name, data)| Entry::deflated(name, data.clone()));
    Zip::of(entries.collect()).build()
}

/// Exit status and output of a command on a file of this name in a folder of its own.
fn run(command: &str, name: &str, file: &[u8], whole_folder: bool) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, file).unwrap();
    let path = if whole_folder { folder.path() } else { &path };
    run_on(command, path)
}

fn run_on(command: &str, path: &Path) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_appvagt"))
        .args([command, "--json"])
        .arg(path)
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn scan(name: &str, file: &[u8]) -> (i32, Value) {
    let (status, report) = run("scan", name, file, false);
    (status, serde_json::from_str(&report).unwrap())
}

fn packages(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["package"].as_str().unwrap()).collect()
}

#[test]
fn a_file_with_a_manifest_is_that_app_whatever_it_is_called_and_holds() {
    let with = |own: &str, inside: &str| {
        let mut zip = Zip::of(vec![Entry::stored("assets/inside.apk", app(inside))]);
        zip.entries.push(Entry::deflated("AndroidManifest.xml", manifest(own, None)));
        zip.entries.push(Entry::stored("base.apk", app(inside)));
        zip.build()
    };
    let (banned, clean) = (with(TIKTOK, "com.example"), with("com.example", TIKTOK));
    for name in ["a.apk", "a.xapk", "a.APKS", "a.apkm", "a.zip", "a", "a.apk.1", "a.pdf", ".a"] {
        for whole_folder in [false, true] {
            let (status, report) = run("scan", name, &banned, whole_folder);
            assert_eq!(status, FOUND, "{name}: {report}");
            let (status, report) = run("scan", name, &clean, whole_folder);
            let report: Value = serde_json::from_str(&report).unwrap();
            assert_eq!((status, &report["scanned"]), (COMPLIANT, &json!(1)), "{name}: {report}");
            let (status, facts) = run("inspect", name, &banned, whole_folder);
            let facts: Value = serde_json::from_str(&facts).unwrap();
            assert_eq!((status, &facts["package"]), (0, &json!(TIKTOK)), "{name}");
        }
    }
}

#[test]
fn an_app_in_an_archive_is_found_wherever_it_lies() {
    let names = ["base.apk", "x/B.APK", "TikTok", "app.apk.1", "a.bin", "\u{65e5}.dat", "b.zip"];
    let outer = ["a.apks", "a.xapk", "a.apkm", "a.apk", "a.zip", "a", "a.apk.1", "a.docx"];
    for name in names {
        for outer in outer {
            let file = archive(&[
                ("icon.png", b"\x89PNG".to_vec()),
                ("first.apk", app("com.example")),
                (name, app(TIKTOK)),
            ]);
            for whole_folder in [false, true] {
                let (status, report) = run("scan", outer, &file, whole_folder);
                assert_eq!(status, FOUND, "{name} in {outer}: {report}");
            }
        }
    }
}

#[test]
fn every_split_counts_and_adds_to_its_app() {
    let split = |index: usize| {
        let name = format!("config.{index}");
        Entry::deflated(&format!("splits/{name}.apk"), apk(TIKTOK, Some(&name)))
    };
    let mut entries: Vec<_> = (0..300).map(split).collect();
    entries.push(Entry::deflated("other", app("com.example")));
    entries.push(Entry::deflated("z", app(TIKTOK)));
    let (status, report) = scan("a.apks", &Zip::of(entries).build());
    assert_eq!((status, &report["scanned"]), (FOUND, &json!(2)));
    assert_eq!(packages(&report), [TIKTOK]);
    let entries = report["findings"][0]["entries"].as_array().unwrap();
    assert_eq!((entries.len(), &entries[0]), (301, &json!("z")));
    assert_eq!(report["findings"][0]["paths"].as_array().unwrap().len(), 1);
}

#[test]
fn archives_in_archives_are_opened_and_too_many_are_not_called_clean() {
    let mut file = app(TIKTOK);
    for depth in 0..8 {
        let expected = if depth <= 4 { FOUND } else { INCOMPLETE };
        let (status, report) = scan("a.zip", &file);
        assert_eq!(status, expected, "{depth} archives: {report}");
        file = archive(&[("readme.txt", b"text".to_vec()), ("inner", file)]);
    }
}

/// Every way in which an entry can keep what it is to itself.
fn unreadable(data: &[u8]) -> Vec<(&'static str, Entry)> {
    let encrypted: Vec<u8> = data.iter().map(|byte| byte ^ 0x5a).collect();
    let stored = |name, data: &[u8]| Entry::stored(name, data);
    vec![
        ("encrypted", Entry { flags: 1, ..stored("inner", &encrypted) }),
        ("under a method of its own", Entry { method: Some(93), ..stored("inner", &encrypted) }),
        ("deflated, damaged", Entry { method: Some(8), ..stored("inner", &encrypted) }),
        (
            "with another name in its own header",
            Entry { local_name: Some(b"other".to_vec()), ..Entry::deflated("inner", data) },
        ),
        ("larger than it says", {
            let packed = u32::try_from(zip::deflate(data).len()).unwrap();
            Entry { sizes: Some((packed / 2, 9)), ..Entry::deflated("inner", data) }
        }),
    ]
}

#[test]
fn what_cannot_be_read_in_an_archive_makes_it_incomplete() {
    for (how, entry) in unreadable(&app(TIKTOK)) {
        let entries = vec![Entry::deflated("base.apk", app("com.example")), entry];
        let (status, report) = scan("a.apks", &Zip::of(entries).build());
        let is_right = status == FOUND || status == INCOMPLETE;
        assert!(is_right, "{how}: {report}");
        if status == INCOMPLETE {
            assert_eq!(report["unread"][0]["entry"], "inner", "{how}");
        }
    }
    for damage in [0, 1, 4, 100] {
        let mut inner = app(TIKTOK);
        inner.truncate(inner.len() - damage);
        let (status, report) = scan("a.apks", &archive(&[("base.apk", inner)]));
        assert_eq!(status, FOUND, "{damage}: {report}");
        assert_eq!(report["complete"], damage == 0);
    }
}

#[test]
fn entries_that_share_their_data_are_refused() {
    let inner = archive(&[("a.apk", app("com.example"))]);
    let mut shared = Entry::stored("b.apk", inner.clone());
    shared.only_listed = true;
    let file = Zip::of(vec![Entry::stored("a.zip", inner), shared]).build();
    assert_eq!(scan("a.zip", &file).0, INCOMPLETE);
}

#[test]
fn large_apks_that_are_compressed_are_inflated_to_their_end() {
    let mut zip = Zip::of(vec![Entry::stored("assets/noise", vec![7; 9 << 20])]);
    zip.entries.push(Entry::deflated("AndroidManifest.xml", manifest(TIKTOK, None)));
    let (status, report) = scan("a.apks", &archive(&[("app", zip.build())]));
    assert_eq!(status, FOUND, "{report}");
}

#[test]
fn other_archives_in_a_folder_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::write(place("app.apk"), app("com.example")).unwrap();
    let document = archive(&[("word/document.xml", b"<x/>".to_vec())]);
    fs::write(place("letter.docx"), &document).unwrap();
    fs::write(place("cut.docx"), &document[..document.len() - 9]).unwrap();
    let library = archive(&[
        ("AndroidManifest.xml", b"<manifest package=\"a.b\"/>".to_vec()),
        ("classes.jar", archive(&[("a/B.class", vec![0xca, 0xfe])])),
    ]);
    fs::write(place("library.aar"), library).unwrap();
    fs::write(place("classes.jar"), archive(&[("a/B.class", vec![0xca, 0xfe])])).unwrap();
    let secret = Entry { flags: 1, ..Entry::stored("secret", b"????????".to_vec()) };
    fs::write(place("secret.zip"), Zip::of(vec![secret]).build()).unwrap();
    fs::write(place("app.apk.idsig"), b"PK\x03\x04").unwrap();
    fs::write(place("note.txt"), "text").unwrap();
    fs::write(place("empty"), "").unwrap();
    let (status, report) = run_on("scan", folder.path());
    assert_eq!(status, COMPLIANT, "{report}");
    // Asked about by its name, it has to be an APK.
    assert_eq!(run_on("scan", &place("letter.docx")).0, INCOMPLETE);
    assert_eq!(run_on("scan", &place("secret.zip")).0, INCOMPLETE);
}

#[test]
fn a_renamed_app_that_is_damaged_is_named() {
    let file = app(TIKTOK);
    for name in ["TikTok", "TikTok.apk.1", "TikTok.bin"] {
        for cut in [1, 10, 22] {
            let (status, report) = run("scan", name, &file[..file.len() - cut], true);
            let report: Value = serde_json::from_str(&report).unwrap();
            assert_eq!((status, &report["complete"]), (FOUND, &json!(false)), "{name}: {report}");
        }
    }
}

#[test]
fn what_is_no_document_is_no_manifest() {
    for garbage in [&b"garbage!"[..], b"", b"\x03\0\x08\0garbage!", b"<manifest/>"] {
        let entries = [("AndroidManifest.xml", garbage.to_vec()), ("base.apk", app(TIKTOK))];
        assert_eq!(scan("a.xapk", &archive(&entries)).0, FOUND, "{garbage:?}");
        assert_eq!(scan("a.xapk", &archive(&entries[..1])).0, INCOMPLETE, "{garbage:?}");
    }
    // A document that is damaged may be what Android would have read.
    let mut damaged = manifest("com.example", None);
    damaged.truncate(damaged.len() - 40);
    let entries = [("AndroidManifest.xml", damaged), ("base.apk", app("com.example"))];
    assert_eq!(scan("a.xapk", &archive(&entries)).0, INCOMPLETE);
}

#[test]
fn inspect_shows_the_base_apk_of_each_app() {
    let file = archive(&[
        ("split_config.da.apk", apk("com.example.a", Some("config.da"))),
        ("variants/a.apk", app("com.example.a")),
        ("base.apk", app("com.example.a")),
        ("b", app("com.example.b")),
        ("c.apk", apk("com.example.c", Some("feature"))),
    ]);
    let (status, text) = run("inspect", "all.zip", &file, false);
    assert_eq!(status, 0);
    let facts: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<_> = facts.iter().map(|facts| facts["base"].as_str().unwrap()).collect();
    assert_eq!(shown, ["base.apk", "b", "c.apk"]);
}

/// What an archive holds.
#[derive(Debug, Clone)]
enum Member {
    App { banned: bool },
    Split { banned: bool },
    Text,
    Archive(Vec<(String, bool, Self)>),
}

impl Member {
    fn bytes(&self) -> Vec<u8> {
        let package = |banned: &bool| if *banned { TIKTOK } else { "com.example" };
        match self {
            Self::App { banned } => app(package(banned)),
            Self::Split { banned } => apk(package(banned), Some("config.da")),
            Self::Text => b"PKtext".to_vec(),
            Self::Archive(members) => archive_of(members),
        }
    }

    fn has_banned(&self) -> bool {
        match self {
            Self::App { banned } | Self::Split { banned } => *banned,
            Self::Text => false,
            Self::Archive(members) => members.iter().any(|(.., member)| member.has_banned()),
        }
    }
}

fn archive_of(members: &[(String, bool, Member)]) -> Vec<u8> {
    // Names differ, as Android wants them.
    let entry = |(index, (name, deflate, member)): (usize, &(String, bool, Member))| Entry {
        deflate: *deflate,
        ..Entry::stored(&format!("{index}{name}"), member.bytes())
    };
    Zip::of(members.iter().enumerate().map(entry).collect()).build()
}

fn members() -> impl Strategy<Value = Vec<(String, bool, Member)>> {
    let name = || "[a-z/\u{e6}]{0,3}(\\.apk|\\.APK|\\.zip|\\.apk\\.1|)";
    let leaf = prop_oneof![
        any::<bool>().prop_map(|banned| Member::App { banned }),
        any::<bool>().prop_map(|banned| Member::Split { banned }),
        Just(Member::Text),
    ];
    let member = leaf.prop_recursive(3, 12, 4, move |inner| {
        vec((name(), any::<bool>(), inner), 1..4).prop_map(Member::Archive)
    });
    vec((name(), any::<bool>(), member), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_banned_app_is_found_in_any_archive(members in members()) {
        let has_banned = members.iter().any(|(.., member)| member.has_banned());
        let (status, report) = scan("a.zip", &archive_of(&members));
        // Where there is none, a file may be called an APK and be none.
        if has_banned {
            prop_assert_eq!(status, FOUND, "{}", report);
        } else {
            prop_assert_ne!(status, FOUND, "{}", report);
        }
    }
}
