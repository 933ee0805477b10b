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

/// Returns a text as aapt2 reads it: without elements, and with what is escaped.
pub fn plain(text: &str) -> String {
    let mut outside = String::new();
    for (index, part) in text.split('<').enumerate() {
        let kept =
            if index == 0 { part } else { part.split_once('>').map_or("", |(_, rest)| rest) };
        outside.push_str(kept);
    }
    let unquoted =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            .iter()
            .fold(outside, |text, (entity, meant)| text.replace(entity, meant));
    let mut plain = String::new();
    let mut characters = unquoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => plain.push('\n'),
                other => plain.extend(other),
            },
            character => plain.push(character),
        }
    }
    plain
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

    #[test]
    fn a_text_is_read_as_aapt2_reads_it() {
        let text =
            r#"<xliff:g example="Remove" id="action">%1$s</xliff:g>: don\'t \"a\" &amp;\n&lt;b>"#;
        assert_eq!(plain(text), "%1$s: don't \"a\" &\n<b>");
    }
}
