//! Text within HTML.

use crate::clean;

/// Returns text that is safe within an element or an attribute.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_within_elements_and_attributes() {
        for (text, html) in [
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ("\"' onload=x", "&quot;&#39; onload=x"),
            ("</td><script>", "&lt;/td&gt;&lt;script&gt;"),
            ("a\u{202e}b\nc", "a\u{fffd}b\u{fffd}c"),
        ] {
            assert_eq!(escaped(text), html);
        }
    }
}
