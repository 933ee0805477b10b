//! What archives of APKs may cost together, and that nothing of them is lost without a word.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

#[path = "support/chunk.rs"]
mod chunk;
#[path = "support/xml.rs"]
mod xml;
#[path = "support/zip.rs"]
mod zip;

use appvagt_apk::{ApkFile, Archive, Budget, Error, Limit, Options, Result};
use zip::{Entry, Zip};

/// An APK with so many bytes beside its manifest.
fn apk(size: usize) -> Vec<u8> {
    Zip::of(vec![
        Entry::stored("AndroidManifest.xml", xml::manifest()),
        Entry::stored("assets/zeros", vec![0; size]),
    ])
    .build()
}

fn archive(entries: Vec<Entry>) -> ApkFile {
    ApkFile::from_bytes(Zip::of(entries).build())
}

/// Opens what is packed in `file`, and what is packed in that.
fn all(file: &ApkFile, budget: Budget, found: &mut Vec<(String, Result<String>)>) -> Result<()> {
    let options = Options { budget, ..Options::default() };
    for packed in Archive::open(file, options)?.packed(tempfile::tempfile) {
        let read = match packed.file {
            Ok(inner) => {
                let apk = inner.open(options)?;
                if apk.has_manifest() {
                    apk.manifest().map(|manifest| manifest.package.clone())
                } else {
                    match all(&inner, budget, found) {
                        Ok(()) => continue,
                        Err(error) => Err(error),
                    }
                }
            }
            Err(error) => Err(error),
        };
        found.push((packed.name, read));
    }
    Ok(())
}

/// The limits that were crossed, and how many APKs were read.
fn crossed(file: &ApkFile, budget: Budget) -> (Vec<Limit>, usize) {
    let mut found = Vec::new();
    let outermost = all(file, budget, &mut found);
    let read = found.iter().filter(|(_, read)| read.is_ok()).count();
    let errors = found.into_iter().filter_map(|(_, read)| read.err()).chain(outermost.err());
    let limit = |error: Box<Error>| match *error {
        Error::OverBudget { limit, .. } => limit,
        error => panic!("{error}"),
    };
    (errors.map(limit).collect(), read)
}

#[test]
fn what_is_inflated_is_counted_over_all_archives_in_a_file() {
    let pack = |name: &str| Entry::deflated(name, apk(1 << 20));
    let inner = Zip::of(vec![pack("a.apk"), pack("b.apk")]).build();
    let file = archive(vec![
        pack("base.apk"),
        Entry::deflated("inner.apks", inner.clone()),
        Entry::stored("other.apks", inner),
    ]);
    // Five APKs of a little over a megabyte, and two archives of a few kilobytes.
    for (allowed, apks) in [(8 << 20, 5), (4 << 20, 3), (2 << 20, 1), (1 << 20, 0)] {
        let budget = Budget { extracted_bytes: allowed, ..Budget::default() };
        let (limits, read) = crossed(&file, budget);
        assert_eq!(read, apks, "{allowed}");
        let inflated = limits.iter().all(|limit| *limit == Limit::ExtractedBytes);
        assert!(inflated && limits.is_empty() == (apks == 5), "{allowed}: {limits:?}");
    }
}

#[test]
fn entries_are_counted_over_all_archives_in_a_file() {
    let texts = |count: usize| (0..count).map(|index| Entry::stored(&format!("{index}"), "text"));
    let inner = Zip::of(texts(60).chain([Entry::stored("a.apk", apk(0))]).collect()).build();
    let inner = |name: &str| Entry::stored(name, inner.clone());
    let file = archive(vec![inner("a.apks"), inner("b.apks"), inner("c.apks")]);
    let budget = |entries| Budget { entries, ..Budget::default() };
    assert_eq!(crossed(&file, budget(200)), (vec![], 3));
    assert_eq!(crossed(&file, budget(130)), (vec![Limit::Entries], 2));
}

#[test]
fn an_entry_that_inflates_to_more_than_it_says_is_no_small_one() {
    let mut entry = Entry::deflated("base.apk", apk(9 << 20));
    let packed = u32::try_from(zip::deflate(&entry.data).len()).unwrap();
    entry.sizes = Some((packed, 5000));
    let mut found = Vec::new();
    all(&archive(vec![entry]), Budget::default(), &mut found).unwrap();
    let error = found.remove(0).1.unwrap_err().to_string();
    assert!(error.contains("data that inflates to the declared size"), "{error}");
}
