//! Why something that the page asked for was not done. The field names are those of its JSON.

use appvagt_scanner::{Mistake, PolicyError};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

/// Why something was not done: what is wrong, and in which field of the page.
#[derive(Debug, Serialize)]
pub struct Refusal {
    /// The field of the page.
    field: &'static str,
    message: String,
    /// The mistakes of a policy.
    mistakes: Vec<Value>,
}

/// Reads what the page asks for, which is JSON.
pub fn request<'r, T: Deserialize<'r>>(json: &'r str) -> Result<T, Refusal> {
    serde_json::from_str(json).map_err(|error| Refusal::of_field("request", error.to_string()))
}

impl Refusal {
    pub fn of_field(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), mistakes: Vec::new() }
    }

    pub fn of_policy(error: PolicyError) -> Self {
        Self { field: "policy", message: String::new(), mistakes: shown(&error.mistakes) }
    }
}

impl From<Refusal> for JsValue {
    fn from(refusal: Refusal) -> Self {
        json!(refusal).to_string().into()
    }
}

/// Returns mistakes with what is wrong as data, for the page to say in the reader's language.
pub fn shown(mistakes: &[Mistake]) -> Vec<Value> {
    let shown = |Mistake { path, found, allowed }: &Mistake| json!({"path": path, "found": found, "allowed": allowed});
    mistakes.iter().map(shown).collect()
}
