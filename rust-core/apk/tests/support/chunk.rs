//! Writes the chunks that binary XML and resource tables share.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    dead_code,
    reason = "each test uses a part"
)]

/// A chunk: kind, header after the first 8 bytes, body.
pub fn chunk(kind: u16, header: &[u8], body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(kind.to_le_bytes());
    bytes.extend((header.len() as u16 + 8).to_le_bytes());
    bytes.extend((header.len() as u32 + body.len() as u32 + 8).to_le_bytes());
    bytes.extend(header);
    bytes.extend(body);
    bytes
}

pub fn words(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// Overwrites the word at `at`.
pub fn patch(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

/// A string pool; `styled` adds a style to its first string.
pub fn string_pool(strings: &[impl AsRef<str>], utf8: bool, styled: bool) -> Vec<u8> {
    let (mut offsets, mut characters) = (Vec::new(), Vec::new());
    for string in strings.iter().map(AsRef::as_ref) {
        offsets.push(characters.len() as u32);
        let units: Vec<u16> = string.encode_utf16().collect();
        if utf8 {
            // Characters beyond the basic plane as two surrogates, as aapt2 writes them.
            let encoded: Vec<u8> = units.iter().flat_map(|&unit| utf8_unit(unit)).collect();
            for length in [units.len(), encoded.len()] {
                if length >= 0x80 {
                    characters.push((length >> 8) as u8 | 0x80);
                }
                characters.push(length as u8);
            }
            characters.extend(encoded);
            characters.push(0);
        } else {
            if units.len() >= 0x8000 {
                characters.extend(((units.len() >> 16) as u16 | 0x8000).to_le_bytes());
            }
            characters.extend((units.len() as u16).to_le_bytes());
            characters.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
            characters.extend([0, 0]);
        }
    }
    characters.resize(characters.len().next_multiple_of(4), 0);
    let spans: &[u32] = if styled { &[0] } else { &[] };
    let start = 28 + 4 * (offsets.len() + spans.len()) as u32;
    let styles_start = if styled { start + characters.len() as u32 } else { 0 };
    let flags = if utf8 { 0x100 } else { 0 };
    let header = words(&[offsets.len() as u32, spans.len() as u32, flags, start, styles_start]);
    let mut body = words(&offsets);
    body.extend(words(spans));
    body.extend(characters);
    if styled {
        body.extend(words(&[0, 0, 2, u32::MAX, u32::MAX, u32::MAX, u32::MAX]));
    }
    chunk(1, &header, &body)
}

fn utf8_unit(unit: u16) -> Vec<u8> {
    match unit {
        1..0x80 => vec![unit as u8],
        0 | 0x80..0x800 => vec![0xc0 | (unit >> 6) as u8, 0x80 | (unit & 0x3f) as u8],
        _ => vec![
            0xe0 | (unit >> 12) as u8,
            0x80 | (unit >> 6 & 0x3f) as u8,
            0x80 | (unit & 0x3f) as u8,
        ],
    }
}
