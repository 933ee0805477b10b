//! What an app calls itself and its version, made fit to be shown.

use std::fmt;

use serde::Serialize;

/// What an app calls itself. Its maker chooses that, who may be nobody's friend, so it is cleaned
/// here, once: it is one line, without control characters and without characters that change the
/// order in which text is shown, at most [`Label::MOST`] characters long, and never blank.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Label(String);

impl Label {
    /// The most characters of a label.
    pub const MOST: usize = 100;

    /// Takes from `text` the first line that shows anything. If none does, the package name stands
    /// for it.
    #[must_use]
    pub fn new(text: &str, package: &str) -> Self {
        let label = Self::first_line(text).or_else(|| Self::first_line(package));
        Self(label.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string()))
    }

    /// Returns the first line of `text` that shows anything, cleaned as a label is; `None` if none
    /// does.
    #[must_use]
    pub fn first_line(text: &str) -> Option<String> {
        text.split(ends_line).map(cleaned).find(|line| line.chars().any(is_seen))
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn cleaned(line: &str) -> String {
    let harmless: String = line.chars().filter(|&c| !c.is_control() && !orders(c)).collect();
    let harmless = harmless.trim();
    if harmless.chars().nth(Label::MOST).is_none() {
        return harmless.to_owned();
    }
    let start: String = harmless.chars().take(Label::MOST - 1).collect();
    start.trim_end().to_owned() + "…"
}

/// Returns whether a character ends a line (Unicode, UAX #14: BK, CR, LF and NL).
const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Returns whether a character has the property `Bidi_Control` (Unicode, UAX #9).
const fn orders(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns whether a character shows anything: it is no space and has not the property
/// `Default_Ignorable_Code_Point` (Unicode, `DerivedCoreProperties.txt`), nor is it the blank
/// pattern of Braille.
fn is_seen(c: char) -> bool {
    let is_ignorable = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    !is_ignorable && !c.is_whitespace() && c != '\u{2800}'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PACKAGE: &str = "com.example.app";

    fn label(text: &str) -> String {
        Label::new(text, PACKAGE).to_string()
    }

    #[test]
    fn labels_stay_as_they_are_in_every_script() {
        for text in ["TikTok", "Bilen & jeg", "抖音", "تيك توك", "می‌خواهم", "👩‍👧", "e\u{301}"]
        {
            assert_eq!(label(text), text);
        }
    }

    #[test]
    fn labels_are_one_line_that_shows_what_it_holds() {
        let cases = [
            ("Tik\u{0}Tok\u{7f}\u{9b}", "TikTok"),
            ("\u{202e}koTkiT\u{202c}\u{2066}", "koTkiT"),
            ("TikTok\nYour workplace allows this app.", "TikTok"),
            ("\n \r\n\t TikTok \u{2028}x", "TikTok"),
            ("\u{1b}[2JTikTok", "[2JTikTok"),
            ("", PACKAGE),
            (" \u{200b}\u{3164}\u{2800}\n\u{feff}", PACKAGE),
        ];
        for (text, shown) in cases {
            assert_eq!(label(text), shown, "{text:?}");
        }
        assert_eq!(Label::new("", "\u{1b}\u{202e}").as_str(), "\u{fffd}");
        assert_eq!(label(&"x".repeat(100)), "x".repeat(100));
        assert_eq!(label(&"\u{e6}".repeat(101)), "\u{e6}".repeat(99) + "…");
    }

    proptest! {
        #[test]
        fn no_label_is_blank_or_long_or_changes_what_is_around_it(
            text in "\\PC{0,8}(\\PC|[\\x00-\\x9f]|[\u{61c}\u{200b}-\u{206f}\u{feff}]){0,120}",
            package in any::<String>(),
        ) {
            let label = Label::new(&text, &package);
            let label = label.as_str();
            prop_assert!(label.chars().any(is_seen));
            prop_assert!(label.chars().count() <= Label::MOST);
            prop_assert!(!label.chars().any(|c| c.is_control() || orders(c) || ends_line(c)));
            let again = Label::new(label, &package);
            prop_assert_eq!(again.as_str(), label);
        }
    }
}
