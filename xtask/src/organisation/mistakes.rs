//! What is wrong with an organisation's file.

use anyhow::{Result, bail};
use toml::Spanned;

/// The mistakes that were found in a text, in the order in which they were found.
pub struct Mistakes<'a> {
    text: &'a str,
    list: Vec<String>,
}

impl<'a> Mistakes<'a> {
    /// Returns none so far.
    pub fn new(text: &'a str) -> Self {
        Self { text, list: Vec::new() }
    }

    /// Adds what is wrong with the value of a key, and what is allowed.
    pub fn add<T>(&mut self, value: &Spanned<T>, key: &str, mistake: &str) {
        let line = line(self.text.as_bytes(), value.span().start);
        self.list.push(format!("\n  line {line}, {key}: {mistake}"));
    }

    /// Checks that a value can be shown in one line.
    pub fn check_text(&mut self, value: &Spanned<String>, key: &str, longest: usize) {
        let text = value.get_ref();
        let length = text.chars().count();
        let odd = |c: char| c.is_control() || is_invisible(c);
        if text.trim() != text || text.is_empty() || text.chars().any(odd) || length > longest {
            let mistake = format!(
                "{text:?} has {length} characters; allowed: one line of 1 to {longest} characters \
                 that are seen, without blanks at its ends"
            );
            self.add(value, key, &mistake);
        }
    }

    /// Succeeds where there are none.
    pub fn none(self) -> Result<()> {
        if !self.list.is_empty() {
            bail!("nothing is built, because of these mistakes:{}", self.list.concat());
        }
        Ok(())
    }
}

/// Returns the number of the line with this byte.
pub fn line(text: &[u8], byte: usize) -> usize {
    text.iter().take(byte).filter(|byte| **byte == b'\n').count() + 1
}

/// Returns whether a character is none that is drawn, such as one that turns the direction of a
/// text around.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
