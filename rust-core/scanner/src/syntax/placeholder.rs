//! Placeholders that a device management was to fill in.

/// Ways in which managements write them: `{{mail}}`, `${mail}`, `{EnrollmentUser}`, `%NUMBER%`,
/// `$mail$`; and `$USERNAME` ([`in_capitals`]). The longer ones stand before those they hold.
const BRACKETS: [(&str, &str); 5] = [("{{", "}}"), ("${", "}"), ("{", "}"), ("%", "%"), ("$", "$")];

/// Returns the first placeholder in a text. What stands in it is a name: letters first, no
/// sentence.
pub fn placeholder(text: &str) -> Option<&str> {
    let starts = text.char_indices().filter(|(_, c)| matches!(c, '{' | '%' | '$'));
    starts.map(|(at, _)| &text[at..]).find_map(|rest| {
        BRACKETS
            .iter()
            .find_map(|(open, close)| {
                let name = rest.strip_prefix(open)?;
                let name = &name[..name.find(close)?];
                let end = open.len() + name.len() + close.len();
                is_name(name, *open == "{{").then_some(&rest[..end])
            })
            .or_else(|| in_capitals(rest))
    })
}

/// Returns the placeholder that a text begins with, written as `$USERNAME`: without an end, so in
/// capital letters alone, and too long for a currency.
fn in_capitals(text: &str) -> Option<&str> {
    const SHORTEST: usize = 4;
    let name = text.strip_prefix('$')?;
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let length = name.find(|c| !is_part(c)).unwrap_or(name.len());
    let ends = !name[length..].starts_with(char::is_alphanumeric);
    let fits = name.starts_with(|c: char| c.is_ascii_uppercase()) && length >= SHORTEST && ends;
    fits.then_some(&text[..=length])
}

/// Returns whether a management's field could be called so. Double braces hold blanks as well.
fn is_name(name: &str, with_blanks: bool) -> bool {
    let name = if with_blanks { name.trim() } else { name };
    let allowed = |c: char| c.is_alphanumeric() || "._-".contains(c) || (with_blanks && c == ' ');
    name.len() <= 60 && name.starts_with(char::is_alphabetic) && name.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_management_was_to_fill_in_is_found_within_a_text_and_prose_is_left_alone() {
        let cases = [
            ("{{mail}}", Some("{{mail}}")),
            ("Ask {{ user name }} in IT", Some("{{ user name }}")),
            ("call %PHONE%", Some("%PHONE%")),
            ("%CUSTOM1%", Some("%CUSTOM1%")),
            ("Hi {EnrollmentUser}!", Some("{EnrollmentUser}")),
            ("${userEmailAddress}", Some("${userEmailAddress}")),
            ("$emailaddress$", Some("$emailaddress$")),
            ("$USERNAME", Some("$USERNAME")),
            ("Ask $FULL_NAME2.", Some("$FULL_NAME2")),
            ("$USD", None),
            ("$USERname", None),
            ("$user", None),
            ("a { b } c", None),
            ("100 % and 50 % of it", None),
            ("100%", None),
            ("5%-10%", None),
            ("between $5 and $10", None),
            ("{\"schema\": 1}", None),
            ("{{}}", None),
            ("{{mail", None),
            ("", None),
        ];
        for (text, found) in cases {
            assert_eq!(placeholder(text), found, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "[{}%$a-zæ ]{0,30}") {
            if let Some(found) = placeholder(&text) {
                prop_assert!(text.contains(found));
            }
        }
    }
}
