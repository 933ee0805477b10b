//! Distinguished names: two are the same if their texts are, however they are encoded.

use super::der;

const UTF8_STRING: u8 = 0x0c;
const PRINTABLE_STRING: u8 = 0x13;
const T61_STRING: u8 = 0x14;
const IA5_STRING: u8 = 0x16;
const UNIVERSAL_STRING: u8 = 0x1c;
const BMP_STRING: u8 = 0x1e;
const CONSTRUCTED: u8 = 0x20;

/// Returns whether two names, given without their outermost tag and length, are the same to Java's
/// `X500Principal`: case, surrounding blanks and the type of a string do not count.
pub(super) fn is_same_name(one: &[u8], other: &[u8], steps: &mut u32) -> bool {
    if one == other {
        return true;
    }
    let (mut one, mut other) = (one, other);
    loop {
        match (next_value(&mut one, steps), next_value(&mut other, steps)) {
            (Some((tag, value)), Some((other_tag, other_value))) => {
                let same = match (text(tag, value), text(other_tag, other_value)) {
                    (Some(text), Some(other)) => text == other,
                    (None, None) => tag == other_tag && value == other_value,
                    _ => false,
                };
                if !same {
                    return false;
                }
            }
            (None, None) => return one.is_empty() && other.is_empty(),
            _ => return false,
        }
    }
}

/// Returns the next value that is not made of others, with its tag.
fn next_value<'d>(bytes: &mut &'d [u8], steps: &mut u32) -> Option<(u8, &'d [u8])> {
    loop {
        let (element, rest) = der::take(bytes, steps)?;
        if element.tag & CONSTRUCTED == 0 {
            *bytes = rest;
            return Some((element.tag, element.content));
        }
        // What follows a constructed value's header is its first part.
        let header = element.whole.len() - element.content.len();
        *bytes = bytes.get(header..)?;
    }
}

/// Returns the value as text without what does not count, if it is text.
fn text(tag: u8, value: &[u8]) -> Option<String> {
    let text = match tag {
        UTF8_STRING | PRINTABLE_STRING | T61_STRING | IA5_STRING => {
            String::from_utf8_lossy(value).into_owned()
        }
        BMP_STRING => {
            let units = value.as_chunks::<2>().0.iter().map(|&unit| u16::from_be_bytes(unit));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        UNIVERSAL_STRING => {
            let units = value.as_chunks::<4>().0.iter().map(|&unit| u32::from_be_bytes(unit));
            units.map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => return None,
    };
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    Some(words.join(" ").to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_same_name;

    /// Returns a name of one common name, its text in a string with `tag`.
    fn name(tag: u8, text: &[u8]) -> Vec<u8> {
        let len = u8::try_from(text.len()).unwrap();
        let mut name = vec![0x31, 9 + len, 0x30, 7 + len, 6, 3, 0x55, 4, 3, tag, len];
        name.extend_from_slice(text);
        name
    }

    #[test]
    fn encoding_case_and_blanks_do_not_count() {
        let plain = name(0x0c, b"rsa 2048");
        for same in [
            name(0x13, b"rsa 2048"),
            name(0x16, b" RSA  2048 "),
            name(0x1e, &b"rsa 2048".iter().flat_map(|&byte| [0, byte]).collect::<Vec<_>>()),
        ] {
            assert!(is_same_name(&plain, &same, &mut 100));
        }
        for other in [name(0x0c, b"rsa 2049"), name(0x04, b"rsa 2048"), plain[..8].to_vec()] {
            assert!(!is_same_name(&plain, &other, &mut 100));
        }
    }
}
