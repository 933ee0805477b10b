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
    /// German.
    De,
    /// Finnish.
    Fi,
    /// Norwegian Bokmål.
    Nb,
    /// Swedish.
    Sv,
}

/// A text in each language, in the order of [`Language::ALL`].
pub type Texts = [&'static str; 6];

impl Language {
    /// All languages.
    pub const ALL: [Self; 6] = [Self::En, Self::Da, Self::De, Self::Fi, Self::Nb, Self::Sv];

    /// Returns the language of this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Returns its name in English.
    #[must_use]
    pub fn name_in_english(self) -> &'static str {
        self.of(["English", "Danish", "German", "Finnish", "Norwegian Bokmål", "Swedish"])
    }

    /// Returns its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.of(["en", "da", "de", "fi", "nb", "sv"])
    }

    /// Returns the text in this language.
    pub(crate) fn of(self, [en, da, de, fi, nb, sv]: Texts) -> &'static str {
        match self {
            Self::En => en,
            Self::Da => da,
            Self::De => de,
            Self::Fi => fi,
            Self::Nb => nb,
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
    #[must_use]
    pub fn text(self, text: &Text) -> &str {
        text.in_language(self.code())
    }

    /// Returns a name in this language; without names, the one that is the same in all.
    pub(crate) fn name(self, name: &str, names: Option<Names>) -> &str {
        match names {
            Some(names) => names.in_language(self.code()),
            None => name,
        }
    }

    /// Returns a number with what this language has between thousands.
    pub(crate) fn number(self, number: impl TryInto<u64>) -> String {
        let digits = number.try_into().unwrap_or(u64::MAX).to_string();
        let between = self.of([",", ".", ".", "\u{a0}", "\u{a0}", "\u{a0}"]);
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
        let texts =
            ["{0} of {1}", "{0} af {1}", "{0} von {1}", "{1}:sta {0}", "{0} av {1}", "{0} av {1}"];
        assert_eq!(Language::En.fill(texts, &["1", "2"]), "1 of 2");
        assert_eq!(Language::Fi.fill(texts, &["1", "2"]), "2:sta 1");
        assert_eq!(Language::En.number(1_234_567_u64), "1,234,567");
        assert_eq!(Language::Da.number(1_234_567_u64), "1.234.567");
        assert_eq!(Language::Sv.number(123_u64), "123");
        assert_eq!(Language::De.number(12_345_u64), "12.345");
    }

    #[test]
    fn each_language_gets_the_text_that_its_readers_read() {
        for (tags, language, read) in [
            (&["fi", "en"][..], Language::Fi, "fi"),
            (&["fi", "en"], Language::Da, "en"),
            (&["fi", "sv"], Language::Da, "fi"),
            (&["en", "de-AT"], Language::De, "de-AT"),
            (&["de-CH", "de"], Language::De, "de"),
            (&["fi", "en-GB"], Language::Sv, "en-GB"),
            (&["en", "nn", "no"], Language::Nb, "no"),
            (&["en", "nn"], Language::Nb, "nn"),
            (&["en", "den"], Language::De, "en"),
        ] {
            let texts = tags.iter().map(|tag| (tag.to_string(), tag.to_string())).collect();
            assert_eq!(language.text(&Text::ByLanguage(texts)), read, "{tags:?} in {language:?}");
        }
        assert_eq!(Language::Nb.text(&Text::Everybody("IT".to_owned())), "IT");
    }
}
