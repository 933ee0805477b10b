//! Files of text that this command or a person wrote, in the encodings that systems give them.

use std::path::Path;
use std::{fs, io};

/// Reads a file of text. One in UTF-16, which Windows PowerShell makes of what is redirected into a
/// file, becomes UTF-8, and a mark that says UTF-8 is left out; anything else is left as it is to
/// whoever understands it.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = fs::read(path)?;
    Ok(in_utf8(&bytes).unwrap_or(bytes))
}

/// Returns text with a mark at its start that says its encoding, if it is in that.
fn in_utf8(bytes: &[u8]) -> Option<Vec<u8>> {
    let (order, text): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, text @ ..] => (u16::from_le_bytes, text),
        [0xfe, 0xff, text @ ..] => (u16::from_be_bytes, text),
        [0xef, 0xbb, 0xbf, text @ ..] => return Some(text.to_vec()),
        _ => return None,
    };
    let (units, []) = text.as_chunks::<2>() else { return None };
    let text: Result<String, _> = char::decode_utf16(units.iter().copied().map(order)).collect();
    text.ok().map(String::into_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encoding_that_its_mark_says_and_all_else_is_left_as_it_is() {
        for (bytes, expected) in [
            (&b"\xff\xfe{\0\xf8\0}\0"[..], Some("{\u{f8}}")),
            (b"\xfe\xff\0{\0\xf8\0}", Some("{\u{f8}}")),
            (b"\xff\xfe\x3d\xd8\x00\xde", Some("\u{1f600}")),
            (b"\xff\xfe", Some("")),
            (b"\xef\xbb\xbf{}", Some("{}")),
            // Half a letter, half a pair.
            (b"\xff\xfe{\0}", None),
            (b"\xff\xfe\x3d\xd8", None),
            (b"{}", None),
            (b"{\0}\0", None),
            (b"", None),
        ] {
            let text = in_utf8(bytes).map(|text| String::from_utf8(text).unwrap());
            assert_eq!(text.as_deref(), expected, "{bytes:x?}");
        }
    }
}
