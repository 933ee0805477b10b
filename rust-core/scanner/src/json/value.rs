//! JSON as it stands in the text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::allowed::Allowed;
use super::wrong::{NotJson, Wrong};

/// A piece of JSON. Unlike `serde_json::Value` it keeps a key that is there twice, which would go
/// unnoticed otherwise.
#[derive(Debug, Clone)]
pub enum Json {
    Null,
    Bool(bool),
    Whole(i64),
    /// With a fraction, or too large. Nothing in a policy is such a number.
    OtherNumber,
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// How much of a text is repeated in a message.
const SHOWN: usize = 60;

/// A text of 65,535 characters fits, whatever the characters are.
const LONGEST: usize = 262_144;

impl Json {
    /// Returns the JSON in a text; else what was found, and what is allowed. A byte order mark
    /// before it, as Windows writes one, does not count.
    pub fn parse(text: &[u8]) -> Result<Self, (Wrong, Allowed)> {
        if text.len() > LONGEST {
            let found = Wrong::Bytes { count: text.len() };
            return Err((found, Allowed::ShortJson { most: LONGEST }));
        }
        if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
            return Err((Wrong::Utf16, Allowed::Utf8));
        }
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if text.trim_ascii().is_empty() {
            return Err((Wrong::EmptyText, Allowed::Json));
        }
        serde_json::from_slice(text).map_err(|error| (why(&error, text), Allowed::Json))
    }

    /// Returns what this is, for a mistake: short, whatever it holds.
    pub fn found(&self) -> Wrong {
        let text = match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::OtherNumber => return Wrong::OtherNumber,
            Self::Text(text) => quoted(text),
            Self::List(_) => return Wrong::List,
            Self::Object(_) => return Wrong::Object,
        };
        Wrong::Literal { text }
    }
}

/// Returns why a text is not JSON, and where, in words that do not come from a parser.
fn why(error: &serde_json::Error, text: &[u8]) -> Wrong {
    let (line, column) = (error.line(), error.column());
    let lines = text.split(|&byte| byte == b'\n');
    let lines = lines.skip(line.saturating_sub(1));
    let mut here = lines.flat_map(|line| line.iter().chain(b"\n")).skip(column.saturating_sub(1));
    let reason = if error.is_eof() {
        NotJson::Unclosed
    } else {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        match (message, here.next()) {
            ("trailing comma", _) => NotJson::LastComma,
            (_, Some(b'/')) => NotJson::Comment,
            (_, Some(b'\'')) => NotJson::SingleMark,
            ("key must be a string", _) => NotJson::BareKey,
            ("trailing characters", _) => NotJson::More,
            (message, _) if message.contains("unicode") || message.contains("UTF-8") => {
                NotJson::NotUtf8
            }
            (message, _) => NotJson::Other { message: message.to_owned() },
        }
    };
    Wrong::NotJson { line, column, reason }
}

/// Returns the text, or the beginning of a long one, as JSON writes it.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}…", &text[..end]),
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(i64::try_from(number).map_or(Json::OtherNumber, Json::Whole))
    }

    /// `60.0` is as whole as `60`: to JSON both are one number.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "what is cut off or lost is noticed"
    )]
    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        // Formatting would be plainer, and cost the library on the phone ten kilobytes of tables.
        let whole = number as i64;
        let is_whole = (whole as f64 - number).abs() == 0.0 && whole != i64::MAX;
        Ok(if is_whole { Json::Whole(whole) } else { Json::OtherNumber })
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Json::Object(object))
    }
}
