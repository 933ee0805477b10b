//! Values of a managed configuration, in whatever shape a device management gave them.
//!
//! Managements turn values into others: numbers and truth values become text and the other way
//! round, lists become text with commas, a text becomes a list of one. What nobody set arrives as
//! nothing, as an empty text or list, or as `0` or `false` where it is no text.

use crate::json::value::Json;
use crate::syntax::placeholder::placeholder;

/// A value as it was meant.
#[derive(Debug, Clone)]
pub enum Delivered {
    /// Nobody set it.
    Nothing,
    /// The management was to put something else here, and did not.
    Unfilled(String),
    /// What was set: a text, or something that is none and never a number that was written as text.
    Value(Json),
}

impl Delivered {
    /// Reads the value of a key.
    pub fn of(json: &Json) -> Self {
        match json {
            Json::Null | Json::Bool(false) => Self::Nothing,
            Json::Text(text) => match trimmed(text) {
                "" => Self::Nothing,
                text => match placeholder(text) {
                    Some(found) => Self::Unfilled(found.to_owned()),
                    None => Self::Value(Json::Text(text.to_owned())),
                },
            },
            Json::List(items) => {
                let mut said = items.iter().map(Self::of).filter(|v| !matches!(v, Self::Nothing));
                match (said.next(), said.next()) {
                    (None, _) => Self::Nothing,
                    (Some(only), None) => only,
                    _ => Self::Value(json.clone()),
                }
            }
            Json::Object(entries) if entries.is_empty() => Self::Nothing,
            other => Self::Value(other.clone()),
        }
    }

    /// Returns it as a text, if it is one or was made another thing of; `0` is what nobody set.
    pub fn text(self) -> Self {
        match self {
            Self::Value(Json::Whole(0)) => Self::Nothing,
            Self::Value(Json::Whole(number)) => Self::Value(Json::Text(number.to_string())),
            Self::Value(Json::Bool(value)) => Self::Value(Json::Text(value.to_string())),
            other => other,
        }
    }

    /// Returns it as a whole number, if it is one.
    pub fn number(self) -> Self {
        match self {
            Self::Value(Json::Text(text)) => {
                let whole = text.parse().map(Json::Whole).ok();
                let written = || Json::parse(text.as_bytes()).ok();
                let is_whole = |json: &Json| matches!(json, Json::Whole(_));
                Self::Value(whole.or_else(written).filter(is_whole).unwrap_or(Json::Text(text)))
            }
            other => other,
        }
    }
}

/// Returns a text without blanks, and byte order marks, around it.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// One entry of a list, or what stands there instead.
#[derive(Debug)]
pub enum Entry {
    Name(String),
    Unfilled(String),
    /// Neither a text nor anything that one was made of.
    Odd(Json),
}

/// Reads what a value says as a list of names: a list, JSON of one, or text with commas, semicolons
/// or line breaks.
pub fn entries(json: &Json) -> Vec<Entry> {
    match json {
        Json::Null | Json::Bool(false) | Json::Whole(0) => Vec::new(),
        Json::List(items) => items.iter().flat_map(entries).collect(),
        Json::Object(entries) if entries.is_empty() => Vec::new(),
        Json::Text(text) => names(text),
        Json::Whole(number) => vec![Entry::Name(number.to_string())],
        odd => vec![Entry::Odd(odd.clone())],
    }
}

fn names(text: &str) -> Vec<Entry> {
    if trimmed(text).starts_with(['[', '"'])
        && let Ok(list @ (Json::List(_) | Json::Text(_))) = Json::parse(trimmed(text).as_bytes())
    {
        return entries(&list);
    }
    let parts = text.split([',', ';', '|', '\n', '\r', '\t', '、', '，']);
    let parts = parts.map(|part| trimmed(part).trim_matches(['[', ']', '"', '\'', '“', '”']));
    let said = parts.map(trimmed).filter(|part| !part.is_empty());
    let entry = |part: &str| match placeholder(part) {
        Some(found) => Entry::Unfilled(found.to_owned()),
        None => Entry::Name(part.to_owned()),
    };
    said.map(entry).collect()
}
