//! Tricks with the ZIP container.

use appvagt_apk::Anomaly::*;

use super::Expected::{Read, Refused, Unlabelled};
use super::zip::{Entry, Zip};
use super::{Case, app, app_of, check, resources, xml};

/// The app with its archive changed.
fn changed(change: impl FnOnce(&mut Zip)) -> Vec<u8> {
    let mut zip = app();
    change(&mut zip);
    zip.build()
}

/// The app with its manifest's entry changed.
fn manifest_entry(change: impl FnOnce(&mut Entry)) -> Vec<u8> {
    changed(|zip| change(&mut zip.entries[0]))
}

/// How many bytes `data` deflates to.
fn packed(data: &[u8]) -> u32 {
    super::zip::deflate(data).len() as u32
}

#[test]
fn end_records_and_directories() {
    let end_record = |records: u8| {
        let mut record = b"PK\x05\x06\0\0\0\0".to_vec();
        record.extend([records, 0, records, 0]);
        record.resize(22, 0);
        record
    };
    check(vec![
        Case {
            trick: "a comment",
            file: changed(|zip| zip.comment = b"just a comment".to_vec()),
            android: Read(&[]),
            recovered: Read(&[]),
        },
        Case {
            trick: "a fake end record in the comment, whose own comment does not fit",
            file: changed(|zip| {
                zip.comment = [end_record(1), b"rest".to_vec()].concat();
            }),
            android: Refused("an end record whose comment ends with the file"),
            recovered: Read(&[DecoyEndRecord]),
        },
        Case {
            trick: "a fake end record that fits, of an empty directory",
            file: changed(|zip| zip.comment = end_record(0)),
            android: Refused("at least one entry"),
            recovered: Read(&[DecoyEndRecord]),
        },
        Case {
            trick: "an end record hidden between directory and end record",
            file: changed(|zip| zip.after_directory = end_record(1)),
            android: Read(&[DecoyEndRecord, BytesAfterCentralDirectory]),
            recovered: Read(&[DecoyEndRecord, BytesAfterCentralDirectory]),
        },
        Case {
            trick: "bytes after the archive",
            file: changed(|zip| zip.trailing = b"trailing".to_vec()),
            android: Refused("an end record whose comment ends with the file"),
            recovered: Read(&[TrailingData]),
        },
        Case {
            trick: "lying disk number",
            file: changed(|zip| zip.disk = 7),
            android: Read(&[LyingEndRecord]),
            recovered: Read(&[LyingEndRecord]),
        },
        Case {
            trick: "lying count of entries on this disk",
            file: changed(|zip| zip.counts = Some((1, 3))),
            android: Read(&[LyingEndRecord]),
            recovered: Read(&[LyingEndRecord]),
        },
        Case {
            trick: "more entries declared than there are",
            file: changed(|zip| zip.counts = Some((9, 9))),
            android: Refused("as many whole records as the end record says"),
            recovered: Read(&[TruncatedCentralDirectory]),
        },
        Case {
            trick: "a directory offset that lies",
            file: changed(|zip| zip.directory_delta = -20),
            android: Refused("as many whole records as the end record says"),
            recovered: Read(&[CentralDirectoryShifted]),
        },
        Case {
            trick: "a directory offset beyond the end record",
            file: changed(|zip| zip.directory_delta = 10_000),
            android: Refused("a central directory that ends before the end record"),
            recovered: Read(&[CentralDirectoryShifted]),
        },
        Case {
            trick: "bytes before the archive that offsets count (Janus)",
            file: changed(|zip| zip.prefix = b"dex\n035\0not an archive".to_vec()),
            android: Refused("a local header at the very start of the file"),
            recovered: Read(&[PrefixedData]),
        },
        Case {
            trick: "bytes before the archive that offsets do not count",
            file: changed(|zip| {
                zip.prefix = vec![b'x'; 100];
                zip.offsets_without_prefix = true;
            }),
            android: Refused("as many whole records as the end record says"),
            recovered: Read(&[CentralDirectoryShifted, PrefixedData]),
        },
        Case {
            trick: "ZIP64 end record",
            file: changed(|zip| zip.zip64 = true),
            android: Read(&[]),
            recovered: Read(&[]),
        },
        Case {
            trick: "no central directory at all",
            file: {
                let file = app().build();
                let end = file.windows(4).position(|found| found == b"PK\x01\x02").unwrap();
                file[..end].to_vec()
            },
            android: Refused("the signature PK\\5\\6"),
            recovered: Read(&[RecoveredFromLocalHeaders]),
        },
        Case {
            trick: "no central directory, and sizes after the data",
            file: {
                let mut zip = app();
                zip.entries.iter_mut().for_each(|entry| entry.flags = 8);
                let file = zip.build();
                let end = file.windows(4).position(|found| found == b"PK\x01\x02").unwrap();
                file[..end].to_vec()
            },
            android: Refused("the signature PK\\5\\6"),
            recovered: Read(&[RecoveredFromLocalHeaders, InflatedSizeMismatch]),
        },
        Case {
            trick: "nothing",
            file: Vec::new(),
            android: Refused("a ZIP archive of at least 22 bytes"),
            recovered: Refused("a ZIP archive of at least 22 bytes"),
        },
        Case {
            trick: "no archive",
            file: vec![0x55; 100_000],
            android: Refused("the signature PK\\5\\6"),
            recovered: Refused("the signature PK\\5\\6"),
        },
        Case {
            trick: "an archive without a manifest",
            file: Zip::of(vec![Entry::stored("a", "a")]).build(),
            android: Refused("an entry AndroidManifest.xml"),
            recovered: Refused("an entry AndroidManifest.xml"),
        },
    ]);
}

#[test]
fn names() {
    let with = |name: &[u8]| {
        changed(|zip| zip.entries.push(Entry { name: name.to_vec(), ..Entry::default() }))
    };
    check(vec![
        Case {
            trick: "a name twice",
            file: with(b"classes.dex"),
            android: Refused("entry names that are all different"),
            recovered: Read(&[DuplicateEntry]),
        },
        Case {
            trick: "a second manifest",
            file: changed(|zip| zip.entries.push(Entry::stored("AndroidManifest.xml", "decoy"))),
            android: Refused("entry names that are all different"),
            recovered: Read(&[DuplicateEntry]),
        },
        Case {
            trick: "a name that is not UTF-8",
            file: with(b"\xff\xfe"),
            android: Refused("an entry name in UTF-8 without NUL"),
            recovered: Read(&[InvalidEntryName]),
        },
        Case {
            trick: "a name with a NUL",
            file: with(b"AndroidManifest.xml\0"),
            android: Refused("an entry name in UTF-8 without NUL"),
            recovered: Read(&[InvalidEntryName]),
        },
        Case {
            trick: "a name that is not ASCII",
            file: with("fünf/日本語".as_bytes()),
            android: Read(&[]),
            recovered: Read(&[]),
        },
        Case {
            trick: "a name of 60,000 bytes",
            file: with(&[b'n'; 60_000]),
            android: Read(&[LongEntryName]),
            recovered: Read(&[LongEntryName]),
        },
        Case {
            trick: "an entry below the manifest",
            file: with(b"AndroidManifest.xml/x"),
            android: Read(&[EntryPathConflict]),
            recovered: Read(&[EntryPathConflict]),
        },
        Case {
            trick: "65,000 entries",
            file: changed(|zip| {
                zip.entries.extend((0..65_000).map(|at| Entry::stored(&format!("res/{at}"), "")));
            }),
            android: Read(&[]),
            recovered: Read(&[]),
        },
    ]);
}

#[test]
fn methods_flags_and_sizes() {
    let stored = |change: fn(&mut Entry)| {
        manifest_entry(|entry| {
            entry.deflate = false;
            change(entry);
        })
    };
    check(vec![
        Case {
            trick: "BadPack: a method that does not exist, stored data",
            file: stored(|entry| entry.method = Some(0x1234)),
            android: Read(&[UnknownMethod]),
            recovered: Read(&[UnknownMethod]),
        },
        Case {
            trick: "BadPack: a method that does not exist, a compressed size that lies",
            file: stored(|entry| {
                entry.method = Some(99);
                entry.sizes = Some((10, entry.data.len() as u32));
            }),
            android: Read(&[UnknownMethod]),
            recovered: Read(&[UnknownMethod]),
        },
        Case {
            trick: "BadPack: a method that does not exist, deflated data",
            file: manifest_entry(|entry| entry.method = Some(0x1234)),
            android: Refused("binary XML"),
            recovered: Read(&[UnknownMethod, DeflatedUnderUnknownMethod, OverlappingEntries]),
        },
        Case {
            trick: "BadPack: another method in the local header",
            file: manifest_entry(|entry| entry.local_method = Some(0x5678)),
            android: Read(&[MethodMismatch]),
            recovered: Read(&[MethodMismatch]),
        },
        Case {
            trick: "fake encryption",
            file: manifest_entry(|entry| entry.flags = 1),
            android: Read(&[EncryptionFlag]),
            recovered: Read(&[EncryptionFlag]),
        },
        Case {
            trick: "a data descriptor",
            file: manifest_entry(|entry| entry.flags = 8),
            android: Read(&[]),
            recovered: Read(&[]),
        },
        Case {
            trick: "ZIP64 sizes and offset",
            file: manifest_entry(|entry| entry.zip64 = true),
            android: Read(&[]),
            recovered: Read(&[]),
        },
        Case {
            trick: "stored, but the compressed size is another",
            file: stored(|entry| entry.sizes = Some((16, entry.data.len() as u32))),
            android: Read(&[StoredSizeMismatch]),
            recovered: Read(&[StoredSizeMismatch]),
        },
        Case {
            trick: "4 GB claimed",
            file: manifest_entry(|entry| {
                entry.sizes = Some((0xffff_fff0, 0xffff_fff0));
            }),
            android: Refused("data that ends before the central directory"),
            recovered: Refused("at most 6291456 bytes of manifest"),
        },
        Case {
            trick: "a larger size claimed than comes out",
            file: manifest_entry(|entry| entry.sizes = Some((packed(&entry.data), 100_000))),
            android: Refused("data that inflates to the declared size"),
            recovered: Read(&[InflatedSizeMismatch]),
        },
        Case {
            trick: "a smaller size claimed than comes out",
            file: manifest_entry(|entry| entry.sizes = Some((packed(&entry.data), 100))),
            android: Refused("data that inflates to the declared size"),
            recovered: Read(&[InflatedSizeMismatch]),
        },
        Case {
            trick: "another name in the local header",
            file: manifest_entry(|entry| entry.local_name = Some(b"AndroidManifest.txt".to_vec())),
            android: Refused("a local header with the entry's name"),
            recovered: Read(&[LocalHeaderMismatch]),
        },
        Case {
            trick: "other sizes in the local header",
            file: manifest_entry(|entry| entry.local_sizes = Some((1, 2))),
            android: Refused("the sizes and checksum of the central directory"),
            recovered: Read(&[LocalHeaderMismatch]),
        },
        Case {
            trick: "a local header elsewhere",
            file: manifest_entry(|entry| entry.offset_delta = 5),
            android: Refused("a local header with the entry's name"),
            recovered: Read(&[LocalHeaderShifted]),
        },
        Case {
            trick: "entries that overlap",
            file: manifest_entry(|entry| {
                // A second archive's beginning inside the manifest's data.
                entry.deflate = false;
                let inner = Entry { name: b"inner".to_vec(), ..Entry::default() };
                entry.data.extend(Zip::of(vec![inner]).build());
            }),
            android: Read(&[XmlSizeMismatch]),
            recovered: Read(&[XmlSizeMismatch]),
        },
        Case {
            trick: "two entries with one local header inside another's data",
            file: changed(|zip| {
                zip.entries[0].deflate = false;
                let mut inside = Entry::stored("inside", "");
                inside.only_listed = true;
                inside.offset_delta = 60;
                zip.entries.insert(1, inside);
            }),
            android: Read(&[OverlappingEntries]),
            recovered: Read(&[OverlappingEntries]),
        },
    ]);
}

#[test]
fn bombs() {
    // Zeros deflate a thousandfold: the more, the nearer.
    let bomb = vec![0; 64 << 20];
    let manifest_bomb = Zip::of(vec![Entry::deflated("AndroidManifest.xml", bomb.clone())]);
    // A table whose only chunk claims everything that comes out.
    let mut table = resources::example();
    table.resize(200 << 20, 0);
    table[4..8].copy_from_slice(&(200_u32 << 20).to_le_bytes());
    let mut resource_bomb = app_of(xml::manifest(), table);
    resource_bomb.entries[1].deflate = true;
    let mut lying_bomb = manifest_bomb.clone();
    lying_bomb.entries[0].sizes = Some((packed(&bomb), 5000));
    check(vec![
        Case {
            trick: "a manifest of 64 MB",
            file: manifest_bomb.build(),
            android: Refused("at most 6291456 bytes of manifest"),
            recovered: Refused("at most 6291456 bytes of manifest"),
        },
        Case {
            trick: "a manifest of 64 MB that claims 5,000 bytes",
            file: lying_bomb.build(),
            android: Refused("data that inflates to the declared size"),
            recovered: Refused("at most 6291456 bytes of manifest"),
        },
        Case {
            trick: "200 MB of resources",
            file: resource_bomb.build(),
            android: Refused("a chunk header that is not too short"),
            recovered: Read(&[TruncatedResources]),
        },
        Case {
            trick: "an app without resources whose label is one",
            file: Zip::of(vec![Entry::stored("AndroidManifest.xml", xml::manifest())]).build(),
            android: Unlabelled(&[]),
            recovered: Unlabelled(&[]),
        },
    ]);
}
