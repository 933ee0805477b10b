//! Why something that the page asked for was not done. The field names are those of its JSON.
//!
//! What is to be said is data: `say` is the key of a text of the page, and what stands beside it is
//! what that text is about.

use appvagt_rollout::Problem;
use appvagt_scanner::{Mistake, PolicyError};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

/// Why something was not done: what is wrong, and in which field of the page.
#[derive(Debug, Serialize)]
pub struct Refusal {
    /// The field of the page.
    field: &'static str,
    /// What is wrong with it; null for a policy, whose mistakes say it.
    reason: Value,
    /// The mistakes of a policy.
    mistakes: Vec<Value>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize)]
#[serde(tag = "say")]
pub enum Reason {
    /// The page asked for what there is not.
    #[serde(rename = "refused_other")]
    Other { message: String },
    #[serde(rename = "refused_no_app")]
    NoApp,
    #[serde(rename = "refused_day")]
    NotADay { day: String },
    #[serde(rename = "refused_clock")]
    WrongClock,
    #[serde(rename = "refused_earlier")]
    NotEarlier { name: String, message: String },
    #[serde(rename = "refused_certificate")]
    NotADigest,
    #[serde(rename = "refused_package")]
    NotAPackageName { package: String },
    #[serde(rename = "refused_bans_itself")]
    BansItself { package: String },
    #[serde(rename = "refused_group")]
    NoSuchGroup { group: String },
    #[serde(rename = "refused_too_long")]
    TooLong { count: usize },
}

impl From<Problem> for Reason {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotAPackageName(package) => Self::NotAPackageName { package },
            Problem::BansItself(package) => Self::BansItself { package },
            Problem::NoSuchGroup(group) => Self::NoSuchGroup { group },
            Problem::TooLong(count) => Self::TooLong { count },
        }
    }
}

/// Reads what the page asks for, which is JSON.
pub fn request<'r, T: Deserialize<'r>>(json: &'r str) -> Result<T, Refusal> {
    serde_json::from_str(json).map_err(|error| Refusal::other("request", error.to_string()))
}

impl Refusal {
    pub fn of_field(field: &'static str, reason: impl Serialize) -> Self {
        Self { field, reason: json!(reason), mistakes: Vec::new() }
    }

    pub fn other(field: &'static str, message: String) -> Self {
        Self::of_field(field, Reason::Other { message })
    }

    pub fn of_policy(error: PolicyError) -> Self {
        Self { field: "policy", reason: Value::Null, mistakes: mistakes(error.mistakes) }
    }
}

impl From<Refusal> for JsValue {
    fn from(refusal: Refusal) -> Self {
        json!(refusal).to_string().into()
    }
}

/// Returns mistakes with what is wrong as data.
pub fn mistakes(mistakes: Vec<Mistake>) -> Vec<Value> {
    let shown = |Mistake { path, found, allowed }| json!({"path": path, "found": found, "allowed": allowed});
    mistakes.into_iter().map(shown).collect()
}

/// Returns why a file of a fleet could not be read: what kind of reason it is, and the whole of it
/// in English.
pub fn unread(kind: &str, message: &str) -> Value {
    json!({"say": format!("unread_{kind}"), "message": message})
}
