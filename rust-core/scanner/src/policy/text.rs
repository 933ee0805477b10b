//! Texts of the organisation for its employees.

use serde::{Serialize, Serializer};

use crate::catalogue::language::Language;
use crate::json::allowed::Allowed;
use crate::json::mistake::Mistakes;
use crate::json::value::Json;
use crate::json::wrong::Wrong;

/// So many languages a text may be in.
pub(crate) const MOST_LANGUAGES: usize = 40;

/// A text for people: one for everybody, or one for each language.
///
/// As JSON: `"Tietohallinto"`, or `{"fi": "Tietohallinto", "sv": "Dataförvaltningen"}`. Whoever
/// reads none of the languages is shown English, or else the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Text {
    /// The same for everybody.
    Everybody(#[cfg_attr(test, schemars(length(min = 1)))] String),
    /// By language, as BCP 47 calls it: `da`, `pt-BR`.
    #[serde(serialize_with = "as_object")]
    ByLanguage(
        #[cfg_attr(test, schemars(with = "crate::policy::schema::ByLanguage"))]
        Vec<(String, String)>,
    ),
}

impl Text {
    /// Returns what it says, with the language of each; one for everybody is in none.
    pub(crate) fn languages(&self) -> Vec<(Option<&str>, &str)> {
        match self {
            Self::Everybody(text) => vec![(None, text)],
            Self::ByLanguage(texts) => {
                texts.iter().map(|(language, text)| (Some(&**language), &**text)).collect()
            }
        }
    }

    /// Returns what whoever reads this language reads: the text in it, in whatever region, or else in
    /// English, or else the first. Readers of one written Norwegian read the others.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        let texts = match self {
            Self::Everybody(text) => return text,
            Self::ByLanguage(texts) => texts,
        };
        let of = |code: &str| {
            let exact = texts.iter().find(|(tag, _)| tag == code);
            exact.or_else(|| texts.iter().find(|(tag, _)| tag.split('-').next() == Some(code)))
        };
        let norwegian =
            || if language == Language::Nb { of("no").or_else(|| of("nn")) } else { None };
        let read = of(language.code()).or_else(norwegian).or_else(|| of("en")).or(texts.first());
        read.map_or("", |(_, text)| text)
    }

    /// Reads a text of `longest` characters at most in each language.
    #[inline(never)]
    pub(crate) fn read(json: &Json, longest: usize, mistakes: &mut Mistakes) -> Option<Self> {
        let Json::Object(entries) = json else {
            return one(json, longest, mistakes).map(Self::Everybody);
        };
        if !(1..=MOST_LANGUAGES).contains(&entries.len()) {
            let found = Wrong::Languages { count: entries.len() };
            mistakes.add(found, Allowed::Languages { most: MOST_LANGUAGES });
        }
        let mut texts: Vec<(String, String)> = Vec::new();
        for (language, json) in entries.iter().take(MOST_LANGUAGES) {
            mistakes.at_key(language, |mistakes| {
                if !is_language(language) {
                    mistakes.add(Wrong::UnknownLanguage, Allowed::Language);
                } else if texts.iter().any(|(other, _)| other == language) {
                    mistakes.add(Wrong::RepeatedLanguage, Allowed::EachLanguageOnce);
                } else if let Some(text) = one(json, longest, mistakes) {
                    texts.push((language.clone(), text));
                }
            });
        }
        Some(Self::ByLanguage(texts))
    }
}

fn as_object<S: Serializer>(texts: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(texts.iter().map(|(language, text)| (language, text)))
}

#[inline(never)]
fn one(json: &Json, longest: usize, mistakes: &mut Mistakes) -> Option<String> {
    let allowed = Allowed::Text { most: longest };
    let Json::Text(text) = json else {
        mistakes.add(json.found(), allowed);
        return None;
    };
    let length = text.chars().count();
    if length > longest {
        mistakes.add(Wrong::Characters { count: length }, allowed);
    } else if text.trim().is_empty() || text.bytes().any(is_control) {
        mistakes.add(json.found(), Allowed::PlainText { most: longest });
    } else {
        return Some(text.clone());
    }
    None
}

/// Returns whether this is a control character other than line breaks and tabs.
fn is_control(byte: u8) -> bool {
    (byte < b' ' || byte == 0x7f) && !b"\n\r\t".contains(&byte)
}

/// Returns whether it looks like a language tag. Which languages there are is not known here.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|language| {
        matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase())
    }) && tag.len() <= 35
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let text = Text::ByLanguage(texts);
            assert_eq!(text.in_language(language), read, "{tags:?} in {language:?}");
        }
        assert_eq!(Text::Everybody("IT".to_owned()).in_language(Language::Nb), "IT");
    }
}
