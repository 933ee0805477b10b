//! Writes the seeds that fuzzing starts from, below the folder given: small real APKs, the parts
//! of them, and made parts of every kind. `cargo xtask fuzz` goes on from what is in
//! `target/fuzz/corpus`.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a tool for developers, which may stop at any mistake"
)]

#[path = "../tests/support/chunk.rs"]
mod chunk;
#[path = "../tests/support/corpus.rs"]
mod corpus;
#[path = "../tests/support/resources.rs"]
mod resources;
#[path = "../tests/support/signing.rs"]
mod signing;
#[path = "../tests/support/xml.rs"]
mod xml;
#[path = "../tests/support/zip.rs"]
mod zip;

use std::fs;
use std::path::PathBuf;

use resources::{Layout, config, package, table, type_chunk, type_spec};
use zip::{Entry, Zip};

/// Larger seeds make fuzzing slow.
const LARGEST_APK: u64 = 24 << 10;
const LARGEST_PART: usize = 32 << 10;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder for the seeds"));
    let mut written = 0;
    let mut write = |target: &str, bytes: &[u8]| {
        let folder = folder.join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("seed-{written:04}")), bytes).unwrap();
        written += 1;
    };
    for (_, path) in corpus::files() {
        if path.metadata().unwrap().len() > LARGEST_APK {
            continue;
        }
        let file = fs::read(path).unwrap();
        write("apk", &file);
        for (name, data) in entries(&file) {
            match name.as_slice() {
                b"AndroidManifest.xml" if data.len() <= LARGEST_PART => write("axml", &data),
                b"resources.arsc" if data.len() <= LARGEST_PART => write("arsc", &data),
                name if name.ends_with(b".RSA") => write("pkcs7", &data),
                _ => {}
            }
        }
        if let Some(end) = file.windows(16).position(|found| found == b"APK Sig Block 42") {
            let size = u64::from_le_bytes(*file[end - 8..].first_chunk().unwrap());
            let start = usize::try_from(size).ok().and_then(|size| (end + 8).checked_sub(size));
            if let Some(block) = start.and_then(|start| file.get(start..end + 16)) {
                write("signing_block", block);
            }
        }
    }
    for utf8 in [true, false] {
        write("axml", &xml::manifest_with(|xml| xml.utf8 = utf8));
    }
    for layout in [Layout::Dense, Layout::Sparse, Layout::Offset16] {
        for compact in [true, false] {
            let entries =
                [Some((resources::STRING, 0)), None, Some((resources::REFERENCE, 0x7f01_0000))];
            let chunks = [
                type_spec(1, 3),
                type_chunk(1, &config(""), layout, compact, &entries),
                type_chunk(1, &config("da"), layout, compact, &entries),
            ];
            write("arsc", &table(&["Example"], &[package(0x7f, &chunks.concat())]));
        }
    }
    let certificate = signing::certificate("CN", 1);
    let versioned = signing::scheme(true, &[&[&certificate]], &[&certificate]);
    let schemes = [signing::V3, signing::V31, signing::V32].map(|id| (id, versioned.clone()));
    write("signing_block", &signing::block(&schemes));
    let issuer = signing::name(0x13, "CN");
    write("pkcs7", &signing::pkcs7(&[certificate], &issuer, 1));
    for (zip64, flags) in [(false, 0), (true, 0), (false, 8), (true, 1)] {
        let manifest =
            Entry { flags, zip64, ..Entry::deflated("AndroidManifest.xml", xml::manifest()) };
        let resources = Entry::stored("resources.arsc", resources::example());
        let zip = Zip { zip64, ..Zip::of(vec![manifest, resources]) };
        let zip = zip.build();
        write("zip", &zip);
        for flags in [0, 1] {
            let inner = Entry { flags, zip64, ..Entry::deflated("base.apk", zip.clone()) };
            let stored = Entry::stored("inner", Zip::of(vec![inner.clone()]).build());
            write("zip", &Zip { zip64, ..Zip::of(vec![inner, stored]) }.build());
        }
    }
    println!("{written} seeds in {}", folder.display());
}

/// The entries of an honest archive, by their local headers.
fn entries(file: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    for at in (0..file.len()).filter(|&at| file[at..].starts_with(b"PK\x03\x04")) {
        let half = |field: usize| {
            file.get(at + field..at + field + 2)
                .map_or(0, |bytes| usize::from(bytes[0]) | usize::from(bytes[1]) << 8)
        };
        let word = |field: usize| half(field) | half(field + 2) << 16;
        let name = file.get(at + 30..at + 30 + half(26)).unwrap_or_default().to_vec();
        let start = at + 30 + half(26) + half(28);
        let Some(data) = file.get(start..start.saturating_add(word(18))) else { continue };
        let mut output = vec![0; word(22).min(1 << 20)];
        if half(8) == 8 {
            let mut inflate = zlib_rs::Inflate::new(false, 15);
            if inflate.decompress(data, &mut output, zlib_rs::InflateFlush::Finish).is_err() {
                continue;
            }
        } else {
            output = data.to_vec();
        }
        found.push((name, output));
    }
    found
}
