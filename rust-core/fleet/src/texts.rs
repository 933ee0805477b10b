//! Texts for people in each language, and what stands in them.

use appvagt_safe_text as safe_text;
use appvagt_scanner::{Language, Names};

/// A text in each language, in the order of [`Language::ALL`].
pub type Texts = [&'static str; 6];

/// Returns the text in this language, with these in place of `{0}`, `{1}` and so on.
pub fn fill(language: Language, texts: Texts, places: &[&str]) -> String {
    safe_text::fill(language.of(texts), |place| {
        places.get(place.parse::<usize>().ok()?).map(|text| (*text).to_owned())
    })
}

/// Returns a name in this language; without names, the one that is the same in all.
pub fn name_in(language: Language, name: &str, names: Option<Names>) -> &str {
    names.map_or(name, |names| names.in_language(language))
}

/// Returns a number with what this language has between thousands.
pub fn number(language: Language, number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let between = language.of([",", ".", ".", "\u{a0}", "\u{a0}", "\u{a0}"]);
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push_str(between);
        }
        grouped.push(digit);
    }
    grouped
}

/// Returns a number of things, which have one text for one and one for several.
pub fn count(language: Language, count: impl TryInto<u64>, [one, several]: [Texts; 2]) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let what = if count == 1 { one } else { several };
    format!("{} {}", number(language, count), language.of(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_filled_and_numbers_grouped_as_each_language_does() {
        let texts =
            ["{0} of {1}", "{0} af {1}", "{0} von {1}", "{1}:sta {0}", "{0} av {1}", "{0} av {1}"];
        assert_eq!(fill(Language::En, texts, &["1", "2"]), "1 of 2");
        assert_eq!(fill(Language::Fi, texts, &["1", "2"]), "2:sta 1");
        assert_eq!(number(Language::En, 1_234_567_u64), "1,234,567");
        assert_eq!(number(Language::Da, 1_234_567_u64), "1.234.567");
        assert_eq!(number(Language::Sv, 123_u64), "123");
        assert_eq!(number(Language::De, 12_345_u64), "12.345");
    }
}
