//! The letters of a table: UTF-8, or Windows-1252 as spreadsheets write it.

use std::borrow::Cow;

/// What Windows-1252 has from 0x80 to 0x9f; the others are as in Unicode. Five bytes are nothing.
const HIGH: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// How the letters of a table are written, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// So far, all are ASCII.
    Ascii,
    Utf8,
    Windows1252,
}

impl Encoding {
    /// Returns how the letters are written after these. The first that are not ASCII decide.
    pub fn after(self, bytes: &[u8]) -> Self {
        match self {
            Self::Ascii if bytes.is_ascii() => Self::Ascii,
            Self::Ascii if std::str::from_utf8(bytes).is_ok() => Self::Utf8,
            Self::Ascii => Self::Windows1252,
            known => known,
        }
    }

    /// Returns how the letters are written after a piece that was read for itself; `None` if it was
    /// read as what it is not.
    pub fn then(self, piece: Self) -> Option<Self> {
        match (self, piece) {
            (Self::Ascii, known) | (known, Self::Ascii) => Some(known),
            (known, piece) => (known == piece).then_some(known),
        }
    }

    /// Returns the text of bytes that stand on their own.
    pub fn text(bytes: &[u8]) -> Cow<'_, str> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(windows_1252(bytes)),
        }
    }

    /// Returns these bytes in UTF-8; as they are where that is what they should be.
    pub fn utf8(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Windows1252 if !bytes.is_ascii() => Cow::Owned(windows_1252(bytes).into_bytes()),
            _ => Cow::Borrowed(bytes),
        }
    }
}

fn windows_1252(bytes: &[u8]) -> String {
    let letter = |&byte: &u8| match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nordic_letters_are_read_as_spreadsheets_write_them() {
        assert_eq!(Encoding::text(b"L\xe6sepad \xc5 \xd8 \xe4\xf6 \x80"), "Læsepad Å Ø äö €");
        assert_eq!(Encoding::text("Læsepad".as_bytes()), "Læsepad");
        let first = Encoding::Ascii.after(b"abc");
        assert_eq!(first, Encoding::Ascii);
        assert_eq!(first.after("æ".as_bytes()), Encoding::Utf8);
        assert_eq!(first.after(b"\xe6"), Encoding::Windows1252);
        assert_eq!(Encoding::Utf8.after(b"\xe6"), Encoding::Utf8);
    }
}
