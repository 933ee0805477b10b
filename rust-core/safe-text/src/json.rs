//! JSON that is safe to show on a terminal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::is_unsafe;

/// Writes one line of JSON. Characters that could rewrite what a terminal shows, or the order it is
/// shown in, are escaped, those too that JSON lets stand as they are.
///
/// # Errors
/// It cannot be written.
pub fn write_line(value: &impl Serialize, output: &mut impl Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *output, Escaping))?;
    writeln!(output)
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: Write + ?Sized,
    {
        let mut rest = fragment;
        while let Some((start, unsafe_character)) = rest.char_indices().find(|&(_, c)| is_unsafe(c))
        {
            let (before, after) = rest.split_at(start);
            writer.write_all(before.as_bytes())?;
            // All of them have four digits.
            write!(writer, "\\u{:04x}", u32::from(unsafe_character))?;
            rest = after.strip_prefix(unsafe_character).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_a_terminal_obeys_stands_in_json_and_none_is_lost() {
        for code in 0..=u32::from(char::MAX) {
            let Some(character) = char::from_u32(code) else { continue };
            let text = format!("a{character}b{character}");
            let mut written = Vec::new();
            write_line(&text, &mut written).unwrap();
            let written = String::from_utf8(written).unwrap();
            let line = written.strip_suffix('\n').unwrap();
            assert!(!line.chars().any(is_unsafe), "{code:#x}");
            assert_eq!(serde_json::from_str::<String>(line).unwrap(), text);
        }
    }
}
