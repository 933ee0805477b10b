//! The outcome as JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter};

use super::outcome::Outcome;

/// Writes the outcome on one line.
pub fn write(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    outcome.serialize(&mut Serializer::with_formatter(&mut *output, Escaping))?;
    writeln!(output)
}

/// Writes JSON in which no text has control characters: a terminal may show it. JSON itself escapes
/// those of ASCII.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(char::is_control) {
            CompactFormatter.write_string_fragment(writer, &rest[..at])?;
            let Some(control) = rest[at..].chars().next() else { break };
            write!(writer, "\\u{:04x}", u32::from(control))?;
            rest = &rest[at + control.len_utf8()..];
        }
        CompactFormatter.write_string_fragment(writer, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_read_back() {
        let text = "a\u{1b}[31m\u{7f}\u{9b}\u{85}æ\"\n";
        let mut json = Vec::new();
        text.serialize(&mut Serializer::with_formatter(&mut json, Escaping)).unwrap();
        let json = String::from_utf8(json).unwrap();
        assert_eq!(json, r#""a\u001b[31m\u007f\u009b\u0085æ\"\n""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
