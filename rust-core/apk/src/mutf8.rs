//! Modified UTF-8, as aapt2 and Java write it: U+0000 as C0 80, and characters beyond the basic
//! plane as two encoded surrogates.

/// Decodes modified or standard UTF-8; what is neither becomes U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => decode_by_unit(bytes),
    }
}

fn decode_by_unit(bytes: &[u8]) -> String {
    let mut units = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        let (value, used) = match (first, tail) {
            (0..0x80, _) => (u32::from(first), 0),
            (0xc0..0xe0, &[a @ 0x80..0xc0, ..]) => (u32::from(first & 0x1f) << 6 | low(a), 1),
            (0xe0..0xf0, &[a @ 0x80..0xc0, b @ 0x80..0xc0, ..]) => {
                (u32::from(first & 0x0f) << 12 | low(a) << 6 | low(b), 2)
            }
            (0xf0..0xf8, &[a @ 0x80..0xc0, b @ 0x80..0xc0, c @ 0x80..0xc0, ..]) => {
                (u32::from(first & 7) << 18 | low(a) << 12 | low(b) << 6 | low(c), 3)
            }
            _ => (u32::from(char::REPLACEMENT_CHARACTER), 0),
        };
        if let Ok(unit) = u16::try_from(value) {
            units.push(unit);
        } else {
            let character = char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER);
            units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
        }
        rest = tail.get(used..).unwrap_or(&[]);
    }
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn low(byte: u8) -> u32 {
    u32::from(byte & 0x3f)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn surrogates_encoded_one_by_one_become_one_character() {
        assert_eq!(decode(b"a\xed\xa0\xbd\xed\xb8\x80b"), "a\u{1f600}b");
        assert_eq!(decode("a\u{1f600}b".as_bytes()), "a\u{1f600}b");
    }

    #[test]
    fn an_encoded_nul_is_a_nul_and_what_is_no_utf8_is_replaced() {
        assert_eq!(decode(b"a\xc0\x80b"), "a\0b");
        assert_eq!(decode(b"a\xffb\xed\xa0\xbd"), "a\u{fffd}b\u{fffd}");
        assert_eq!(decode(b"\xf7\xbf\xbf\xbf\xe2\x82"), "\u{fffd}\u{fffd}\u{fffd}");
    }
}
