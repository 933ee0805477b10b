//! Texts of JSON and their escapes.

use std::io::Read;

use memchr::memchr2;

use super::{Fault, Result};
use crate::Reason;
use crate::window::Window;

/// Reads the text that begins here, which is passed. One without escapes is not copied.
#[inline]
pub fn text<'w, R: Read>(window: &'w mut Window<R>, scratch: &'w mut Vec<u8>) -> Result<&'w [u8]> {
    let at = window.position();
    // Just after the opening quote, where the text began to be looked through.
    let mut seen = 1;
    loop {
        let bytes = window.held();
        match memchr2(b'"', b'\\', &bytes[seen..]) {
            Some(found) if bytes[seen + found] == b'"' => {
                let length = seen + found;
                return Ok(&window.passed(length + 1)[1..length]);
            }
            Some(found) => return escaped(window, scratch, seen + found),
            None => {
                seen = bytes.len();
                if !window.more() {
                    return Err(unended(window, at));
                }
            }
        }
    }
}

fn unended<R: Read>(window: &Window<R>, at: u64) -> Fault {
    let reason =
        if window.is_last() { Reason::BreaksOff("a text") } else { Reason::TooLong("a text") };
    Fault { at, reason }
}

/// Reads the text that begins here and has its first escape at `seen`.
#[cold]
fn escaped<'w, R: Read>(
    window: &'w mut Window<R>,
    scratch: &'w mut Vec<u8>,
    mut seen: usize,
) -> Result<&'w [u8]> {
    let at = window.position();
    scratch.clear();
    let mut copied = 1;
    loop {
        let bytes = window.held();
        match memchr2(b'"', b'\\', &bytes[seen..]) {
            Some(found) if bytes[seen + found] == b'"' => {
                scratch.extend_from_slice(&bytes[copied..seen + found]);
                window.pass(seen + found + 1);
                return Ok(scratch);
            }
            Some(found) => {
                let escape = seen + found;
                // The longest are two escapes of a surrogate pair.
                while window.held().len() < escape + 12 && window.more() {}
                let bytes = window.held();
                scratch.extend_from_slice(&bytes[copied..escape]);
                let Some((character, length)) = unescape(&bytes[escape + 1..]) else {
                    let found = "an escape that there is not".to_owned();
                    let expected = "an escape of JSON's";
                    if escape + 12 > bytes.len() {
                        return Err(unended(window, at));
                    }
                    let at = at + escape as u64;
                    return Err(Fault { at, reason: Reason::Syntax { found, expected } });
                };
                scratch.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                seen = escape + 1 + length;
                copied = seen;
            }
            None => {
                seen = bytes.len();
                if !window.more() {
                    return Err(unended(window, at));
                }
            }
        }
    }
}

/// Returns what follows a backslash, and how long it is.
fn unescape(bytes: &[u8]) -> Option<(char, usize)> {
    let plain = match *bytes.first()? {
        byte @ (b'"' | b'\\' | b'/') => byte as char,
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let unit = code_unit(&bytes[1..])?;
            if let Some(character) = char::from_u32(unit) {
                return Some((character, 5));
            }
            let low = (bytes.get(5..7) == Some(b"\\u")).then(|| code_unit(&bytes[7..])).flatten();
            return Some(match low {
                Some(low @ 0xdc00..=0xdfff) if unit < 0xdc00 => {
                    let code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(code)?, 11)
                }
                _ => (char::REPLACEMENT_CHARACTER, 5),
            });
        }
        _ => return None,
    };
    Some((plain, 1))
}

fn code_unit(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.get(..4)?;
    digits.iter().try_fold(0, |code, &digit| Some(code << 4 | (digit as char).to_digit(16)?))
}
