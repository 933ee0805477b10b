//! JSON as it stands in the text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

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
    pub fn parse(text: &[u8]) -> Result<Self, (String, &'static str)> {
        if text.len() > LONGEST {
            return Err((format!("{} bytes", text.len()), "a policy of 262144 bytes at most"));
        }
        if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
            return Err(("a text in UTF-16".to_owned(), "UTF-8: save the file in that encoding"));
        }
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if text.trim_ascii().is_empty() {
            return Err(("an empty text".to_owned(), "a policy as JSON"));
        }
        serde_json::from_slice(text).map_err(|error| (why(&error, text), "a policy as JSON"))
    }

    /// Returns what this is, for a message: short, whatever it holds.
    pub fn described(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::OtherNumber => "a number that is not whole or too large".to_owned(),
            Self::Text(text) => quoted(text),
            Self::List(_) => "a list".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        }
    }
}

/// Returns why a text is not JSON, and where, in words that do not come from a parser.
fn why(error: &serde_json::Error, text: &[u8]) -> String {
    let (line, column) = (error.line(), error.column());
    let lines = text.split(|&byte| byte == b'\n');
    let lines = lines.skip(line.saturating_sub(1));
    let mut here = lines.flat_map(|line| line.iter().chain(b"\n")).skip(column.saturating_sub(1));
    let reason = if error.is_eof() {
        "the text ends too early: a bracket or quotation mark is not closed".to_owned()
    } else {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        match (message, here.next()) {
            ("trailing comma", _) => "there is a comma with nothing after it".to_owned(),
            (_, Some(b'/')) => "there is a comment, and JSON has none".to_owned(),
            (_, Some(b'\'')) => {
                "there is a single quotation mark, and JSON has double ones".to_owned()
            }
            ("key must be a string", _) => "a key is not in quotation marks".to_owned(),
            ("trailing characters", _) => "something follows the end of the policy".to_owned(),
            (message, _) if message.contains("unicode") || message.contains("UTF-8") => {
                "there is a character that is not UTF-8".to_owned()
            }
            (message, _) => message.to_owned(),
        }
    };
    format!("not JSON from line {line}, column {column} on: {reason}")
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
