//! The languages of the result for people: those of the app.

use appvagt_scanner::{Names, Text};

/// A language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Danish.
    Da,
    /// Finnish.
    Fi,
    /// Swedish.
    Sv,
}

/// A text in English, Danish, Finnish and Swedish.
pub type Texts = [&'static str; 4];

impl Language {
    /// All languages.
    pub const ALL: [Self; 4] = [Self::En, Self::Da, Self::Fi, Self::Sv];

    /// Returns the language of this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Returns its name in English.
    #[must_use]
    pub fn name_in_english(self) -> &'static str {
        self.of(["English", "Danish", "Finnish", "Swedish"])
    }

    /// Returns its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.of(["en", "da", "fi", "sv"])
    }

    /// Returns the text in this language.
    pub(crate) fn of(self, [en, da, fi, sv]: Texts) -> &'static str {
        match self {
            Self::En => en,
            Self::Da => da,
            Self::Fi => fi,
            Self::Sv => sv,
        }
    }

    /// Returns the text in this language, with these in place of `{0}`, `{1}` and so on.
    pub(crate) fn fill(self, texts: Texts, places: &[&str]) -> String {
        let mut filled = String::new();
        let mut rest = self.of(texts);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((place, after)) = after.split_once('}') else { break };
            let place = place.parse::<usize>().ok().and_then(|place| places.get(place));
            filled.push_str(place.copied().unwrap_or_default());
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// Returns a text of the organisation's, in this language or else in English, or else in its
    /// first.
    pub(crate) fn text(self, text: &Text) -> &str {
        match text {
            Text::Everybody(text) => text,
            Text::ByLanguage(texts) => {
                let of = |code: &str| texts.iter().find(|(language, _)| language == code);
                let found = of(self.code()).or_else(|| of("en")).or(texts.first());
                found.map_or("", |(_, text)| text)
            }
        }
    }

    /// Returns a name in this language; without names, the one that is the same in all.
    pub(crate) fn name(self, name: &str, names: Option<Names>) -> &str {
        match names {
            Some(Names { en, da, fi, sv, .. }) => self.of([en, da, fi, sv]),
            None => name,
        }
    }

    /// Returns a number with what this language has between thousands.
    pub(crate) fn number(self, number: impl TryInto<u64>) -> String {
        let digits = number.try_into().unwrap_or(u64::MAX).to_string();
        let between = self.of([",", ".", "\u{a0}", "\u{a0}"]);
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
    pub(crate) fn count(self, count: impl TryInto<u64>, [one, several]: [Texts; 2]) -> String {
        let count = count.try_into().unwrap_or(u64::MAX);
        let what = if count == 1 { one } else { several };
        format!("{} {}", self.number(count), self.of(what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_filled_and_numbers_grouped_as_each_language_does() {
        let texts = ["{0} of {1}", "{0} af {1}", "{1}:sta {0}", "{0} av {1}"];
        assert_eq!(Language::En.fill(texts, &["1", "2"]), "1 of 2");
        assert_eq!(Language::Fi.fill(texts, &["1", "2"]), "2:sta 1");
        assert_eq!(Language::En.number(1_234_567_u64), "1,234,567");
        assert_eq!(Language::Da.number(1_234_567_u64), "1.234.567");
        assert_eq!(Language::Sv.number(123_u64), "123");
        let text = Text::ByLanguage(vec![
            ("fi".to_owned(), "suomi".to_owned()),
            ("en".to_owned(), "English".to_owned()),
        ]);
        assert_eq!(Language::Fi.text(&text), "suomi");
        assert_eq!(Language::Da.text(&text), "English");
    }
}
