//! What the organisation tells its employees.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::policy::json::{Json, quoted};
use crate::policy::mistake::Mistakes;

/// So many languages a text may be in.
const MOST_LANGUAGES: usize = 40;

/// A text for people: one for everybody, or one for each language.
///
/// As JSON: `"Tietohallinto"`, or `{"fi": "Tietohallinto", "sv": "Dataförvaltningen"}`. Whoever
/// reads none of the languages is shown English, or else the first by the alphabet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Text {
    /// The same for everybody.
    Everybody(#[cfg_attr(test, schemars(length(min = 1)))] String),
    /// By language, as BCP 47 calls it: `da`, `pt-BR`.
    ByLanguage(
        #[cfg_attr(test, schemars(extend("minProperties" = 1, "maxProperties" = MOST_LANGUAGES)))]
        BTreeMap<String, String>,
    ),
}

impl Text {
    /// Reads a text of `longest` characters at most in each language.
    pub(crate) fn read(json: &Json, longest: usize, mistakes: &mut Mistakes) -> Option<Self> {
        let Json::Object(entries) = json else {
            return one(json, longest, mistakes).map(Self::Everybody);
        };
        if entries.is_empty() || entries.len() > MOST_LANGUAGES {
            let allowed = format!("a text, or texts in 1 to {MOST_LANGUAGES} languages");
            mistakes.add(format!("{} languages", entries.len()), allowed);
        }
        let mut texts = BTreeMap::new();
        for (language, json) in entries.iter().take(MOST_LANGUAGES) {
            mistakes.at_key(language, |mistakes| {
                if !is_language(language) {
                    mistakes.add("a key that is no language", "languages such as da, fi, pt-BR");
                } else if let Some(text) = one(json, longest, mistakes)
                    && texts.insert(language.clone(), text).is_some()
                {
                    mistakes.add("the same language again", "each language once");
                }
            });
        }
        Some(Self::ByLanguage(texts))
    }
}

fn one(json: &Json, longest: usize, mistakes: &mut Mistakes) -> Option<String> {
    let allowed = || format!("a text of 1 to {longest} characters");
    let Json::Text(text) = json else {
        mistakes.add(json.described(), allowed());
        return None;
    };
    let length = text.chars().count();
    if length > longest {
        mistakes.add(format!("{length} characters"), allowed());
    } else if text.trim().is_empty()
        || text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        mistakes.add(quoted(text), format!("{}, not blank, without control characters", allowed()));
    } else {
        return Some(text.clone());
    }
    None
}

/// Whether it looks like a language tag. Which languages there are is not known here.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|language| {
        matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase())
    }) && tag.len() <= 35
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
