//! Tricks with resource tables.

use appvagt_apk::Anomaly::*;

use super::Expected::{Read, Refused, Unlabelled};
use super::chunk::{chunk, patch, string_pool, words};
use super::resources::{
    Entry, Layout, REFERENCE, STRING, config, example, package, table, type_chunk, type_spec,
};
use super::xml::manifest;
use super::{Case, app_of, check};

const LABEL: Entry = Some((STRING, 0));

fn with(table: Vec<u8>) -> Vec<u8> {
    app_of(manifest(), table).build()
}

/// The app with a table of one package of these chunks.
fn chunks(chunks: &[Vec<u8>]) -> Vec<u8> {
    with(table(&["Example"], &[package(0x7f, &chunks.concat())]))
}

/// The honest type chunk of the label.
fn label_type() -> Vec<u8> {
    type_chunk(1, &config(""), Layout::Dense, false, &[LABEL])
}

/// The app with its type chunk's bytes changed.
fn type_patched(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut kind = label_type();
    change(&mut kind);
    chunks(&[type_spec(1, 1), kind])
}

#[test]
fn every_layout_of_entries() {
    for layout in [Layout::Dense, Layout::Sparse, Layout::Offset16] {
        for compact in [false, true] {
            let entries = [LABEL, None, Some((STRING, 0))];
            let file = chunks(&[
                type_spec(1, 3),
                type_chunk(1, &config(""), layout, compact, &entries),
                type_chunk(1, &config("da"), layout, compact, &[None, LABEL, None]),
            ]);
            check(vec![Case {
                trick: "sparse, compact and 16-bit offsets",
                file,
                android: Read(&[]),
                recovered: Read(&[]),
            }]);
        }
    }
}

#[test]
fn headers_and_chunks() {
    let unknown = chunk(0x7777, &[], &[0; 8]);
    let with_pools = |pools: &[Vec<u8>]| {
        let body = [pools.concat(), package(0x7f, &[type_spec(1, 1), label_type()].concat())];
        with(chunk(2, &words(&[1]), &body.concat()))
    };
    let honest_pool = string_pool(&["Example"], true, false);
    let decoy_pool = string_pool(&["Decoy"], true, false);
    check(vec![
        Case {
            trick: "garbage in the table",
            file: with_pools(&[unknown.clone(), honest_pool.clone()]),
            android: Read(&[UnknownResourceChunk]),
            recovered: Read(&[UnknownResourceChunk]),
        },
        Case {
            trick: "garbage in the package",
            file: chunks(&[unknown, type_spec(1, 1), label_type()]),
            android: Read(&[UnknownResourceChunk]),
            recovered: Read(&[UnknownResourceChunk]),
        },
        Case {
            trick: "a second string pool",
            file: with_pools(&[honest_pool, decoy_pool]),
            android: Read(&[RepeatedResourceStringPool]),
            recovered: Read(&[RepeatedResourceStringPool]),
        },
        Case {
            trick: "no string pool",
            file: with_pools(&[]),
            android: Refused("a string pool in the resource table"),
            recovered: Refused("a string pool in the resource table"),
        },
        Case {
            trick: "a table that breaks off",
            file: {
                let mut table = example();
                table.truncate(table.len() - 20);
                with(table)
            },
            android: Refused("a chunk that ends inside its parent"),
            recovered: Refused("a chunk that ends inside its parent"),
        },
        Case {
            trick: "a chunk of size 0 at the end",
            file: chunks(&[type_spec(1, 1), label_type(), vec![0; 8]]),
            android: Refused("a chunk header that is not too short"),
            recovered: Read(&[TruncatedResources]),
        },
        Case {
            trick: "a chunk larger than the package it ends",
            file: chunks(&[type_spec(1, 1), label_type(), words(&[0x0010_0201, 5000])]),
            android: Read(&[OverlongResourceChunk]),
            recovered: Read(&[OverlongResourceChunk]),
        },
        Case {
            trick: "a chunk larger than what is left after the table",
            file: with([example(), words(&[0x000c_0002, 5000])].concat()),
            android: Read(&[OverlongResourceChunk]),
            recovered: Read(&[OverlongResourceChunk]),
        },
        Case {
            trick: "a chunk larger than the table it ends",
            file: {
                let package = package(0x7f, &[type_spec(1, 1), label_type()].concat());
                with(table(&["Example"], &[package, words(&[0x0120_0200, u32::MAX])]))
            },
            android: Read(&[OverlongResourceChunk]),
            recovered: Read(&[OverlongResourceChunk]),
        },
        Case {
            trick: "more packages than declared",
            file: {
                let honest = package(0x7f, &[type_spec(1, 1), label_type()].concat());
                let mut table = table(&["Example"], &[honest, package(0x7e, &[])]);
                patch(&mut table, 8, 1);
                with(table)
            },
            android: Refused("no more packages"),
            recovered: Read(&[PackageCountMismatch]),
        },
        Case {
            trick: "a package twice",
            file: {
                let honest = package(0x7f, &[type_spec(1, 1), label_type()].concat());
                with(table(&["Example"], &[honest, package(0x7f, &[])]))
            },
            android: Read(&[DuplicatePackage]),
            recovered: Read(&[DuplicatePackage]),
        },
        Case {
            trick: "package 0",
            file: with(table(
                &["Example"],
                &[package(0, &[type_spec(1, 1), label_type()].concat())],
            )),
            android: Unlabelled(&[PackageIdZero]),
            recovered: Unlabelled(&[PackageIdZero]),
        },
        Case {
            trick: "a package id of 32 bits",
            file: with(table(&["Example"], &[package(0x017f, &[])])),
            android: Refused("a package id below 256"),
            recovered: Refused("a package id below 256"),
        },
        Case {
            trick: "100,000 type chunks",
            file: {
                let tiny = type_chunk(2, &words(&[4]), Layout::Dense, false, &[]);
                chunks(&[type_spec(1, 1), label_type(), type_spec(2, 0), tiny.repeat(100_000)])
            },
            android: Refused("at most 40000 declared items"),
            recovered: Refused("at most 40000 declared items"),
        },
        Case {
            trick: "a million chunks",
            file: chunks(&[chunk(0x0203, &[], &[]).repeat(1_000_000)]),
            android: Refused("at most 500000 chunks"),
            recovered: Refused("at most 500000 chunks"),
        },
    ]);
}

#[test]
fn types_and_entries() {
    check(vec![
        Case {
            trick: "a type twice",
            file: chunks(&[
                type_spec(1, 1),
                label_type(),
                type_chunk(1, &config(""), Layout::Dense, false, &[Some((STRING, 9))]),
            ]),
            android: Read(&[]),
            recovered: Read(&[]),
        },
        Case {
            trick: "a type specification twice",
            file: chunks(&[type_spec(1, 1), type_spec(1, 1), label_type()]),
            android: Read(&[DuplicateTypeSpec]),
            recovered: Read(&[DuplicateTypeSpec]),
        },
        Case {
            trick: "a type without specification",
            file: chunks(&[label_type()]),
            android: Refused("a type specification before the type"),
            recovered: Read(&[TypeWithoutSpec]),
        },
        Case {
            trick: "type id 0",
            file: chunks(&[type_spec(0, 1), type_spec(1, 1), label_type()]),
            android: Refused("a type id above 0"),
            recovered: Read(&[MalformedType]),
        },
        Case {
            trick: "a specification of 65,536 entries",
            file: chunks(&[type_spec(2, 65_536), type_spec(1, 1), label_type()]),
            android: Refused("at most 65,535 entries"),
            recovered: Read(&[MalformedType]),
        },
        Case {
            trick: "more entries than there is room for",
            file: type_patched(|kind| patch(kind, 12, 0xffff)),
            android: Refused("entries that start after their offsets"),
            recovered: Unlabelled(&[MalformedType]),
        },
        Case {
            trick: "entries beyond the chunk",
            file: type_patched(|kind| patch(kind, 16, 0x00ff_fff0)),
            android: Refused("entries that start inside the chunk"),
            recovered: Unlabelled(&[MalformedType]),
        },
        Case {
            trick: "an entry beyond the chunk",
            file: type_patched(|kind| patch(kind, 84, 0x00ff_fff0)),
            android: Unlabelled(&[MalformedResourceEntry]),
            recovered: Unlabelled(&[MalformedResourceEntry]),
        },
        Case {
            trick: "an entry at an odd place",
            file: type_patched(|kind| patch(kind, 84, 2)),
            android: Unlabelled(&[MalformedResourceEntry]),
            recovered: Unlabelled(&[MalformedResourceEntry]),
        },
        Case {
            trick: "a string that is not there",
            file: chunks(&[
                type_spec(1, 1),
                type_chunk(1, &config(""), Layout::Dense, false, &[Some((STRING, 77))]),
            ]),
            android: Unlabelled(&[StringOutOfBounds]),
            recovered: Unlabelled(&[StringOutOfBounds]),
        },
        Case {
            trick: "a resource that is itself",
            file: chunks(&[
                type_spec(1, 1),
                type_chunk(1, &config(""), Layout::Dense, false, &[Some((REFERENCE, 0x7f01_0000))]),
            ]),
            android: Unlabelled(&[ReferenceLoop]),
            recovered: Unlabelled(&[ReferenceLoop]),
        },
        Case {
            trick: "two resources that are each other",
            file: chunks(&[
                type_spec(1, 2),
                type_chunk(
                    1,
                    &config(""),
                    Layout::Dense,
                    false,
                    &[Some((REFERENCE, 0x7f01_0001)), Some((REFERENCE, 0x7f01_0000))],
                ),
            ]),
            android: Unlabelled(&[ReferenceLoop]),
            recovered: Unlabelled(&[ReferenceLoop]),
        },
        Case {
            trick: "a resource that is another",
            file: chunks(&[
                type_spec(1, 2),
                type_chunk(
                    1,
                    &config(""),
                    Layout::Dense,
                    false,
                    &[Some((REFERENCE, 0x7f01_0001)), LABEL],
                ),
            ]),
            android: Read(&[]),
            recovered: Read(&[]),
        },
    ]);
}
