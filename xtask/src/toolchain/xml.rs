//! Texts in the XML that Android's tools read.

/// Escapes a text for XML, and for aapt2, which has escapes of its own.
pub fn quoted(text: &str) -> String {
    text.chars().fold(String::new(), |mut quoted, c| {
        match c {
            '&' => quoted.push_str("&amp;"),
            '<' => quoted.push_str("&lt;"),
            '"' => quoted.push_str("\\&quot;"),
            '\'' => quoted.push_str("\\&apos;"),
            '\\' => quoted.push_str("\\\\"),
            c => quoted.push(c),
        }
        quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_something_in_xml_or_to_aapt2_is_quoted() {
        assert_eq!(
            quoted("a \"b\" & 'c' <\\n"),
            "a \\&quot;b\\&quot; &amp; \\&apos;c\\&apos; &lt;\\\\n"
        );
    }
}
