//! Writes resource tables, honest and lying.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    dead_code,
    reason = "each test uses a part"
)]

use crate::chunk::{chunk, string_pool, words};

/// How a type chunk holds its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Dense,
    Sparse,
    Offset16,
}

/// What an entry holds: data type and data.
pub type Entry = Option<(u8, u32)>;

/// A reference.
pub const REFERENCE: u8 = 1;
/// A string, by its index.
pub const STRING: u8 = 3;

/// A configuration for a locale such as `da` or `pt-BR`; empty for the default.
pub fn config(locale: &str) -> Vec<u8> {
    let mut config = words(&[64]);
    config.resize(64, 0);
    let (language, region) = locale.split_once('-').unwrap_or((locale, ""));
    for (at, part) in [(8, language), (10, region)] {
        config[at..at + part.len()].copy_from_slice(part.as_bytes());
    }
    config
}

pub fn type_spec(id: u8, entries: u32) -> Vec<u8> {
    let header = words(&[u32::from(id), entries]);
    chunk(0x202, &header, &vec![0; 4 * entries as usize])
}

/// One configuration of type `id`.
pub fn type_chunk(
    id: u8,
    config: &[u8],
    layout: Layout,
    compact: bool,
    entries: &[Entry],
) -> Vec<u8> {
    let mut data = Vec::new();
    let mut offsets = Vec::new();
    let mut count = 0;
    for (index, entry) in entries.iter().enumerate() {
        let offset = data.len() as u32;
        match (layout, entry) {
            (Layout::Dense, None) => offsets.extend(words(&[u32::MAX])),
            (Layout::Dense, Some(_)) => offsets.extend(words(&[offset])),
            (Layout::Offset16, None) => offsets.extend([0xff, 0xff]),
            (Layout::Offset16, Some(_)) => offsets.extend((offset as u16 / 4).to_le_bytes()),
            (Layout::Sparse, None) => continue,
            (Layout::Sparse, Some(_)) => {
                offsets.extend((index as u16).to_le_bytes());
                offsets.extend((offset as u16 / 4).to_le_bytes());
            }
        }
        count += 1;
        let Some((kind, value)) = *entry else { continue };
        if compact {
            data.extend(words(&[u32::from(kind) << 24 | 8 << 16, value]));
        } else {
            data.extend(words(&[8, 0, u32::from(kind) << 24 | 8, value]));
        }
    }
    offsets.resize(offsets.len().next_multiple_of(4), 0);
    let flags = match layout {
        Layout::Dense => 0,
        Layout::Sparse => 1,
        Layout::Offset16 => 2,
    };
    let start = 20 + config.len() + offsets.len();
    let mut header = words(&[u32::from(id) | flags << 8, count, start as u32]);
    header.extend(config);
    offsets.extend(data);
    chunk(0x201, &header, &offsets)
}

/// A package with the chunks given.
pub fn package(id: u32, chunks: &[u8]) -> Vec<u8> {
    let pool = string_pool(&["string"], true, false);
    let mut header = words(&[id]);
    header.resize(260, 0);
    header.extend(words(&[288, 1, 288 + pool.len() as u32, 1, 0]));
    let mut body = pool.clone();
    body.extend(pool);
    body.extend(chunks);
    chunk(0x200, &header, &body)
}

/// A table of one string pool and the packages given.
pub fn table(strings: &[&str], packages: &[Vec<u8>]) -> Vec<u8> {
    let mut body = string_pool(strings, true, false);
    body.extend(packages.concat());
    chunk(2, &words(&[packages.len() as u32]), &body)
}

/// A table whose one string, `0x7f010000`, is "Example", and in Danish "Eksempel".
pub fn example() -> Vec<u8> {
    let chunks = [
        type_spec(1, 1),
        type_chunk(1, &config(""), Layout::Dense, false, &[Some((STRING, 0))]),
        type_chunk(1, &config("da"), Layout::Dense, false, &[Some((STRING, 1))]),
    ];
    table(&["Example", "Eksempel"], &[package(0x7f, &chunks.concat())])
}
