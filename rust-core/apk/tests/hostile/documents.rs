//! Tricks with binary XML and the manifest in it.

use appvagt_apk::Anomaly::*;
use appvagt_apk::Reading;

use super::Expected::{Otherwise, Read, Refused, Unlabelled};
use super::chunk::{chunk, patch, words};
use super::xml::{NAMED, Value, Xml, manifest, manifest_with};
use super::{Case, app_of, check, resources};

/// The app with this manifest.
fn with(manifest: Vec<u8>) -> Vec<u8> {
    app_of(manifest, resources::example()).build()
}

/// The app with its manifest's writer changed before anything is written.
fn changed(change: impl Fn(&mut Xml)) -> Vec<u8> {
    with(manifest_with(change))
}

/// The app with its manifest's bytes changed.
fn patched(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut manifest = manifest();
    change(&mut manifest);
    with(manifest)
}

/// Start of the first chunk of `kind`.
fn find_chunk(document: &[u8], kind: u16) -> usize {
    let mut at = 8;
    loop {
        let word = |at: usize| u32::from_le_bytes(*document[at..].first_chunk().unwrap());
        if word(at) & 0xffff == u32::from(kind) {
            return at;
        }
        at += word(at + 4) as usize;
    }
}

#[test]
fn honest_documents() {
    for utf8 in [true, false] {
        for styled in [true, false] {
            let file = changed(|xml| (xml.utf8, xml.styled) = (utf8, styled));
            check(vec![Case {
                trick: "string pools of every kind",
                file,
                android: Read(&[]),
                recovered: Read(&[]),
            }]);
        }
    }
}

#[test]
fn headers_and_chunks() {
    check(vec![
        Case {
            trick: "wrong magic",
            file: changed(|xml| xml.kind = 0x1234),
            android: Read(&[WrongXmlMagic]),
            recovered: Read(&[WrongXmlMagic]),
        },
        Case {
            trick: "a longer header",
            file: changed(|xml| xml.header_padding = 16),
            android: Read(&[ShiftedXmlHeader]),
            recovered: Read(&[ShiftedXmlHeader]),
        },
        Case {
            trick: "garbage before the string pool",
            file: changed(|xml| xml.before_pool = chunk(0x7777, &[], &[1; 32])),
            android: Read(&[UnknownXmlChunk]),
            recovered: Read(&[UnknownXmlChunk]),
        },
        Case {
            trick: "an unknown chunk before the nodes",
            file: changed(|xml| xml.before_nodes = chunk(0x0777, &[], &[])),
            android: Read(&[UnknownXmlChunk]),
            recovered: Read(&[UnknownXmlChunk]),
        },
        Case {
            trick: "an unknown chunk among the nodes, with a node's header",
            file: changed(|xml| xml.nodes = chunk(0x0177, &[0; 8], &[])),
            android: Read(&[UnknownXmlChunk]),
            recovered: Read(&[UnknownXmlChunk]),
        },
        Case {
            trick: "an unknown chunk among the nodes, with a short header",
            file: with(manifest_with(|xml| {
                xml.node(0x100, &words(&[0, 0]));
                xml.nodes.extend(chunk(0x0777, &[], &[0; 8]));
            })),
            android: Refused("a chunk header that is not too short"),
            recovered: Read(&[UnknownXmlChunk]),
        },
        Case {
            trick: "a second string pool",
            file: changed(|xml| {
                xml.before_pool = super::chunk::string_pool(&["decoy"; 60], true, false);
            }),
            android: Read(&[RepeatedStringPool]),
            recovered: Read(&[RepeatedStringPool]),
        },
        Case {
            trick: "a document longer than it says",
            file: patched(|bytes| bytes.extend([0; 64])),
            android: Read(&[XmlSizeMismatch]),
            recovered: Read(&[XmlSizeMismatch]),
        },
        Case {
            trick: "a document shorter than it says",
            file: patched(|bytes| {
                let size = bytes.len() as u32;
                patch(bytes, 4, size + 1000);
            }),
            android: Refused("a document as long as its header says"),
            recovered: Read(&[XmlSizeMismatch]),
        },
        Case {
            trick: "a chunk of size 0 among the nodes",
            file: with(manifest_with(|xml| xml.nodes = words(&[0x0010_0100, 0, 0, 0]))),
            android: Refused("a chunk at least as long as its header"),
            recovered: Refused("a chunk at least as long as its header"),
        },
        Case {
            trick: "no node",
            file: with(Xml::new().build()),
            android: Refused("an XML node"),
            recovered: Refused("an XML node"),
        },
        Case {
            trick: "no string pool",
            file: patched(|bytes| bytes[8] = 0x77),
            android: Refused("a string pool before the first node"),
            recovered: Refused("a string pool before the first node"),
        },
        Case {
            trick: "one namespace twice",
            file: changed(|xml| {
                xml.node(0x100, &words(&[0, 1]));
                xml.node(0x100, &words(&[2, 1]));
            }),
            android: Read(&[DuplicateNamespace]),
            recovered: Read(&[DuplicateNamespace]),
        },
        Case {
            trick: "an empty file",
            file: with(Vec::new()),
            android: Refused("a header of 8 bytes"),
            recovered: Refused("a header of 8 bytes"),
        },
    ]);
}

#[test]
fn string_pools() {
    let pool = 8;
    check(vec![
        Case {
            trick: "more strings than fit",
            file: patched(|bytes| patch(bytes, pool + 8, 0x00ff_ffff)),
            android: Refused("string and style counts that fit into the pool"),
            recovered: Read(&[StringCountMismatch, MalformedStringPool]),
        },
        Case {
            trick: "styles that are not there",
            file: patched(|bytes| patch(bytes, pool + 12, 1)),
            android: Refused("styles that start after the strings and inside the pool"),
            recovered: Read(&[StringCountMismatch, MalformedStringPool]),
        },
        Case {
            trick: "no NUL at the end",
            file: patched(|bytes| {
                let end = find_chunk(bytes, 0x180);
                bytes[end - 4..end].fill(b'x');
            }),
            android: Refused("a last string that ends with a NUL"),
            recovered: Read(&[MalformedStringPool, StringOutOfBounds]),
        },
        Case {
            trick: "strings that start beyond the pool",
            file: patched(|bytes| patch(bytes, pool + 20, 0x00ff_ffff)),
            android: Refused("strings that start before the end of the pool"),
            recovered: Refused("an element <manifest>"),
        },
        Case {
            trick: "a used string out of bounds",
            file: patched(|bytes| {
                // The first name that is not an attribute's: that of <manifest>.
                patch(bytes, pool + 28 + 4 * NAMED.len(), 0x00ff_ffff);
            }),
            android: Refused("an element <manifest> first"),
            recovered: Refused("an element <manifest>"),
        },
        Case {
            trick: "one string fewer than there are",
            file: {
                let mut manifest = manifest_with(|xml| {
                    xml.strings.push("spare".to_owned());
                });
                let count = u32::from_le_bytes(*manifest[pool + 8..].first_chunk().unwrap());
                manifest_with(|_| {});
                // The last string is that of </manifest>'s action, which is used: pad instead.
                patch(&mut manifest, pool + 20, 28 + 4 * count);
                with(manifest)
            },
            android: Read(&[]),
            recovered: Read(&[]),
        },
    ]);
}

#[test]
fn nodes_and_attributes() {
    check(vec![
        Case {
            trick: "longer node headers",
            file: changed(|xml| xml.node_padding = 8),
            android: Read(&[ShiftedXmlNode]),
            recovered: Read(&[ShiftedXmlNode]),
        },
        Case {
            trick: "attributes that start later",
            file: changed(|xml| xml.attribute_start = 28),
            android: Read(&[ShiftedAttributes]),
            recovered: Read(&[ShiftedAttributes]),
        },
        Case {
            trick: "attributes further apart",
            file: changed(|xml| xml.attribute_size = 32),
            android: Read(&[UnusualAttributeSize]),
            recovered: Read(&[UnusualAttributeSize]),
        },
        Case {
            trick: "bytes after the attributes",
            file: changed(|xml| xml.element_padding = 12),
            android: Read(&[TrailingElementBytes]),
            recovered: Read(&[TrailingElementBytes]),
        },
        Case {
            trick: "more attributes than fit",
            file: patched(|bytes| {
                let element = find_chunk(bytes, 0x102);
                bytes[element + 16 + 12] = 200;
            }),
            android: Refused("attributes that end inside their element"),
            recovered: Read(&[TruncatedXml]),
        },
        Case {
            trick: "attribute names that lie about their ids",
            file: changed(|xml| xml.strings[1] = "icon".to_owned()),
            android: Read(&[DecoyAttributeName]),
            recovered: Read(&[DecoyAttributeName]),
        },
        Case {
            trick: "blank attribute names",
            file: changed(|xml| xml.strings[..NAMED.len()].fill(String::new())),
            android: Read(&[BlankAttributeName]),
            recovered: Read(&[BlankAttributeName]),
        },
        Case {
            trick: "attributes without ids beside those with one",
            file: with({
                let mut xml = Xml::new();
                // The same text, but not the string that has the id.
                let decoy = xml.string("name");
                xml.start("manifest", &[("package", Value::Text("com.example.app"))]);
                xml.start("application", &[("label", Value::Reference(0x7f01_0000))]);
                let activity = xml.string("activity");
                let names = [(decoy, Value::Text(".Main")), (1, Value::Text(".Main"))];
                xml.start_raw(activity, &names).end("activity");
                xml.end("application").end("manifest");
                xml.build()
            }),
            android: Read(&[AttributeWithoutId]),
            recovered: Read(&[AttributeWithoutId]),
        },
        Case {
            trick: "only an attribute without id",
            file: with({
                let mut xml = Xml::new();
                let decoy = xml.string("name");
                xml.start("manifest", &[("package", Value::Text("com.example.app"))]);
                xml.start("application", &[("label", Value::Reference(0x7f01_0000))]);
                let activity = xml.string("activity");
                xml.start_raw(activity, &[(decoy, Value::Text(".Main"))]).end("activity");
                xml.end("application").end("manifest");
                xml.build()
            }),
            android: Refused("a name for every component"),
            recovered: Read(&[AttributeWithoutId]),
        },
        Case {
            trick: "a name that comes too late for Android",
            file: with({
                let mut xml = Xml::new();
                xml.start("manifest", &[("package", Value::Text("com.example.app"))]);
                xml.start("application", &[]);
                let late = [("exported", Value::Boolean(true)), ("name", Value::Text(".Main"))];
                xml.empty("activity", &late);
                xml.end("application").end("manifest");
                xml.build()
            }),
            android: Refused("a name for every component"),
            recovered: Unlabelled(&[UnsortedAttributes]),
        },
        Case {
            trick: "a name twice",
            file: with({
                let mut xml = Xml::new();
                xml.start("manifest", &[("package", Value::Text("com.example.app"))]);
                xml.start("application", &[]);
                let names = [("name", Value::Text(".Main")), ("name", Value::Text(".Decoy"))];
                xml.empty("activity", &names);
                xml.end("application").end("manifest");
                xml.build()
            }),
            android: Unlabelled(&[DuplicateAttribute]),
            recovered: Unlabelled(&[DuplicateAttribute]),
        },
    ]);
}

#[test]
fn elements() {
    let app = |change: fn(&mut Xml)| {
        let mut xml = Xml::new();
        xml.start("manifest", &[("package", Value::Text("com.example.app"))]);
        xml.start("application", &[]);
        xml.empty("activity", &[("name", Value::Text(".Main"))]);
        change(&mut xml);
        with(xml.build())
    };
    check(vec![
        Case {
            trick: "elements that never end",
            file: app(|_| {}),
            android: Unlabelled(&[UnclosedElements]),
            recovered: Unlabelled(&[UnclosedElements]),
        },
        Case {
            trick: "ends without starts",
            file: app(|xml| {
                xml.end("application").end("manifest").end("x").end("x");
            }),
            android: Unlabelled(&[UnbalancedEnd]),
            recovered: Unlabelled(&[UnbalancedEnd]),
        },
        Case {
            trick: "a component where there is none",
            file: app(|xml| {
                xml.start("decoy", &[]);
                xml.empty("service", &[("name", Value::Text(".Decoy"))]).end("decoy");
                xml.end("application").end("manifest");
            }),
            android: Unlabelled(&[MisplacedElement]),
            recovered: Unlabelled(&[MisplacedElement]),
        },
        Case {
            trick: "a second application",
            file: app(|xml| {
                xml.end("application").start("application", &[]);
                xml.empty("service", &[("name", Value::Text(".Decoy"))]).end("application");
                xml.end("manifest");
            }),
            android: Unlabelled(&[MisplacedElement, RepeatedApplication]),
            recovered: Unlabelled(&[MisplacedElement, RepeatedApplication]),
        },
        Case {
            trick: "a component without a name",
            file: app(|xml| {
                xml.empty("service", &[]).end("application").end("manifest");
            }),
            android: Refused("a name for every component"),
            recovered: Unlabelled(&[UnnamedComponent]),
        },
        Case {
            trick: "an element that cannot be one",
            file: app(|xml| {
                xml.empty("\u{0}<>", &[]).end("application").end("manifest");
            }),
            android: Unlabelled(&[InvalidElementName]),
            recovered: Unlabelled(&[InvalidElementName]),
        },
        Case {
            trick: "100,000 elements deep",
            file: app(|xml| {
                let deep = xml.string("deep");
                for _ in 0..100_000 {
                    xml.start_raw(deep, &[]);
                }
            }),
            android: Refused("at most 65536 nested elements"),
            recovered: Refused("at most 65536 nested elements"),
        },
        Case {
            trick: "50,000 elements deep",
            file: app(|xml| {
                let deep = xml.string("deep");
                for _ in 0..50_000 {
                    xml.start_raw(deep, &[]);
                }
            }),
            android: Unlabelled(&[UnclosedElements]),
            recovered: Unlabelled(&[UnclosedElements]),
        },
        Case {
            trick: "50,000 permissions",
            file: app(|xml| {
                xml.end("application");
                for _ in 0..50_000 {
                    xml.empty("uses-permission", &[("name", Value::Text("p.q"))]);
                }
            }),
            android: Refused("at most 40000 declared items"),
            recovered: Refused("at most 40000 declared items"),
        },
        Case {
            trick: "a million siblings",
            file: app(|xml| {
                xml.start("decoy", &[]);
                for _ in 0..1_000_000 {
                    xml.node(0x104, &words(&[0, 0, 0]));
                }
            }),
            android: Refused("bytes of manifest"),
            recovered: Refused("bytes of manifest"),
        },
        Case {
            trick: "a long string used again and again",
            file: app(|xml| {
                let long = "x".repeat(30_000);
                for _ in 0..1000 {
                    xml.empty("meta-data", &[("name", Value::Text(&long))]);
                }
            }),
            android: Refused("at most 4194304 bytes of text"),
            recovered: Refused("at most 4194304 bytes of text"),
        },
        Case {
            trick: "attributes of length 0, 65,535 of them in each of many elements",
            file: app(|xml| {
                let name = xml.string("uses-permission");
                xml.end("application");
                for _ in 0..1000 {
                    let mut body = words(&[u32::MAX, name]);
                    for half in [20_u16, 0, 0xffff, 0, 0, 0] {
                        body.extend(half.to_le_bytes());
                    }
                    xml.node(0x102, &body);
                    xml.end("uses-permission");
                }
            }),
            android: Refused("steps of work"),
            recovered: Refused("steps of work"),
        },
        Case {
            trick: "no package name",
            file: with({
                let mut xml = Xml::new();
                xml.empty("manifest", &[]);
                xml.build()
            }),
            android: Refused("a package name in <manifest>"),
            recovered: Otherwise(&[InvalidPackageName]),
        },
    ]);
}

#[test]
fn whatever_follows_the_manifest_is_ignored() {
    let honest = manifest();
    // Every way in which a chunk can be none: its header, its size, a break-off, and nodes.
    let mut tails: Vec<(String, Vec<u8>)> = vec![("a node that ends".into(), {
        let mut xml = Xml::new();
        xml.end("manifest").end("x");
        xml.nodes
    })];
    for length in [9_usize, 10, 12, 16, 24, 4096] {
        for byte in [0, 1, 0x41, 0xff] {
            tails.push((format!("{length} bytes {byte:#x}"), vec![byte; length]));
        }
    }
    for kind in [0_u32, 1, 3, 0x100, 0x101, 0x102, 0x103, 0x104, 0x17f, 0x180, 0xffff] {
        for header in [0_u32, 4, 8, 15, 16, 0xffff] {
            for size in [0_u32, 7, 8, 16, 17, 24, 36, 0x7fff_ffff, u32::MAX] {
                let mut tail = words(&[header << 16 | kind, size]);
                tail.resize(36, 0);
                tails.push((format!("chunk {kind:#x}, header {header}, size {size}"), tail));
            }
        }
    }
    let mut other = Xml::new();
    other.start("manifest", &[("package", Value::Text("com.example.other"))]);
    other.start("application", &[]).empty("activity", &[("name", Value::Text(".Other"))]);
    tails.push(("a second manifest".into(), other.nodes));
    for (tail, bytes) in tails {
        let mut document = honest.clone();
        document.extend(bytes);
        let size = document.len() as u32;
        patch(&mut document, 4, size);
        for reading in [Reading::Android, Reading::Recovered] {
            let found = super::read(with(document.clone()), reading);
            let found = found.unwrap_or_else(|error| panic!("{tail}, {reading:?}: {error}"));
            assert_eq!(found.package, "com.example.app", "{tail}");
            assert_eq!(found.components, ["com.example.app.Main"], "{tail}");
            assert_eq!(found.label.as_deref(), Some("Example"), "{tail}");
        }
    }
}
