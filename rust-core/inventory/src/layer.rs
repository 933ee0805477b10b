//! What a text is packed in.

use crate::BYTE_ORDER_MARK;

/// How long the mark is that UTF-16 begins with.
pub const UTF16_MARK: usize = 2;

/// What is around a text, or around what it is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    Gzip,
    /// UTF-16, after its [mark](UTF16_MARK).
    Utf16 {
        big_endian: bool,
    },
    /// Nothing but so many bytes before the text.
    Text {
        mark: usize,
    },
}

impl Layer {
    /// Returns what begins so, if so many `layers` are still looked into.
    pub fn of(head: &[u8], layers: u32) -> Self {
        match head {
            [0x1f, 0x8b, ..] if layers > 0 => Self::Gzip,
            [0xff, 0xfe, ..] if layers > 0 => Self::Utf16 { big_endian: false },
            [0xfe, 0xff, ..] if layers > 0 => Self::Utf16 { big_endian: true },
            _ if head.starts_with(BYTE_ORDER_MARK) => Self::Text { mark: BYTE_ORDER_MARK.len() },
            _ => Self::Text { mark: 0 },
        }
    }
}
