//! The papers for a roll-out, filled in from the policy that stands in the page.

use appvagt_papers::Page;
use appvagt_papers::papers;
use appvagt_scanner::{Catalogue, Date, Language, Policy};
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::refusal::{Reason, Refusal};

/// Returns the papers in a language, as a JSON list of files that `appvagt papers` writes.
///
/// # Errors
/// The policy has mistakes, there is no such language, or the clock is wrong.
#[wasm_bindgen(js_name = writePapers)]
pub fn write_papers(policy: &str, language: &str, now: u32) -> Result<String, JsValue> {
    Ok(written(policy, language, now)?)
}

fn written(policy: &str, language: &str, now: u32) -> Result<String, Refusal> {
    let policy = Policy::read(policy.as_bytes(), Catalogue::embedded());
    let policy = policy.map_err(Refusal::of_policy)?;
    let none = || Refusal::other("language", format!("there are no papers in {language:?}"));
    let language = Language::of_code(language).ok_or_else(none)?;
    let clock = || Refusal::of_field("day", Reason::WrongClock);
    let today = Date::of_unix_time(now.into()).ok_or_else(clock)?;
    let pages = papers(&policy, language, today);
    let file = |page: &Page| json!({"title": page.title, "file": page.file, "html": page.html});
    let files: Vec<_> = pages.iter().map(file).collect();
    Ok(json!(files).to_string())
}
