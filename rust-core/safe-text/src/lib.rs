#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod html;
pub mod json;
mod words;

pub use words::{Words, fill};

/// Replaces the characters that could rewrite what a terminal shows, or the order it is shown in.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

/// Returns whether a character could do that: a control character, one that separates lines or
/// paragraphs, or one with the property `Bidi_Control` (Unicode, UAX #9).
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_rewrites_or_reorders_what_is_shown() {
        for (text, shown) in [
            ("Tik Tok 2 (β) تيك", "Tik Tok 2 (β) تيك"),
            ("a\x1b[2Jb\nc\u{9b}d\x7f", "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}"),
            ("\u{202e}koT\u{2066}x\u{200f}", "\u{fffd}koT\u{fffd}x\u{fffd}"),
        ] {
            assert_eq!(clean(text), shown);
        }
    }
}
