//! The APK that the examples read, and the examples themselves.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "support/chunk.rs"]
mod chunk;
#[path = "../examples/list_archive.rs"]
#[allow(dead_code, reason = "its `main` takes arguments")]
mod list_archive;
#[path = "support/resources.rs"]
mod resources;
#[path = "../examples/show_apk.rs"]
#[allow(dead_code, reason = "its `main` takes arguments")]
mod show_apk;
#[path = "support/signing.rs"]
mod signing;
#[path = "support/xml.rs"]
mod xml;
#[path = "support/zip.rs"]
mod zip;

use std::path::Path;

use zip::{Entry, Zip};

const EXAMPLE: &str = "tests/data/example.apk";

/// A small app, signed by nobody.
fn example() -> Vec<u8> {
    let mut zip = Zip::of(vec![
        Entry::stored("AndroidManifest.xml", xml::manifest()),
        Entry::stored("resources.arsc", resources::example()),
    ]);
    let signer = signing::scheme(false, &[&[&signing::certificate("Example", 1)]], &[]);
    zip.before_directory = signing::block(&[(signing::V2, signer)]);
    zip.build()
}

#[test]
fn the_example_is_what_this_test_makes() {
    let made = example();
    let kept = std::fs::read(EXAMPLE).unwrap_or_default();
    if kept != made {
        std::fs::write(EXAMPLE, made).unwrap();
        panic!("{EXAMPLE} was another file. It is written anew: look at what changed, and keep it");
    }
}

#[test]
fn an_apk_is_shown() {
    let mut shown = Vec::new();
    show_apk::show(Path::new(EXAMPLE), &mut shown).unwrap();
    let shown = String::from_utf8(shown).unwrap();
    for line in
        ["com.example.app, version 7 (1.7)", "  called Example", "  activity com.example.app.Main"]
    {
        assert!(shown.contains(line), "{shown}");
    }
    assert!(shown.contains("  signed v2 by "), "{shown}");
    assert!(show_apk::show(Path::new("missing.apk"), &mut Vec::new()).is_err());
}

#[test]
fn an_archive_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Zip::of(vec![
        Entry::deflated("base.apk", example()),
        Entry::stored("renamed", example()),
        Entry::stored("bad.apk", "bad"),
        Entry::stored("icon.png", "png"),
    ]);
    let path = folder.path().join("app.apks");
    std::fs::write(&path, archive.build()).unwrap();
    let mut listed = Vec::new();
    list_archive::list(&path, &mut listed).unwrap();
    let listed = String::from_utf8(listed).unwrap();
    let bad = "bad.apk: ZIP end of central directory at offset 0: expected a ZIP archive of at least \
               22 bytes";
    let expected = ["base.apk: com.example.app", "renamed: com.example.app", bad];
    assert_eq!(listed.lines().collect::<Vec<_>>(), expected);
}
