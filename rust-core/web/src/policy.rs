//! Policies: started from a preset, checked, and exported for an MDM.

use appvagt_rollout::{Checked, Export, Mdm, Paste, Preset, Step};
use appvagt_scanner::{Catalogue, Date, Language, Policy};
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::refusal::{self, Refusal};
use crate::terms::filled;

/// Returns a policy to start from and what is left to fill in, as JSON.
///
/// # Errors
/// There is no such preset.
#[wasm_bindgen(js_name = startPolicy)]
pub fn start_policy(preset: &str, now: u32) -> Result<String, JsValue> {
    let none = || Refusal::of_field("preset", format!("there is no preset {preset:?}"));
    let preset = Preset::named(preset).ok_or_else(none)?;
    let draft = preset.draft(&[], Date::of_unix_time(now.into())).map_err(Refusal::of_policy)?;
    Ok(json!({"policy": draft.json, "about": preset.about(), "left": draft.left}).to_string())
}

/// Returns whether phones would take a policy, as `appvagt policy check --json` prints it.
#[wasm_bindgen(js_name = checkPolicy)]
#[must_use]
pub fn check_policy(policy: &str, now: u32) -> String {
    let read = Policy::read(policy.as_bytes(), Catalogue::embedded());
    json!(Checked::of(read.as_ref(), Date::of_unix_time(now.into()))).to_string()
}

/// What is exported. What is left empty in the page is an empty text here.
#[derive(Debug, Deserialize)]
struct ExportRequest {
    policy: String,
    mdm: String,
    package: String,
    group: String,
    certificate: String,
    language: String,
    now: u64,
}

/// Returns what to do and what to paste, as a JSON list of steps.
///
/// # Errors
/// The policy has mistakes, or something else in the request is wrong.
#[wasm_bindgen(js_name = exportPolicy)]
pub fn export_policy(request: &str) -> Result<String, JsValue> {
    Ok(exported(request)?)
}

fn exported(request: &str) -> Result<String, Refusal> {
    let request: ExportRequest = refusal::request(request)?;
    let mdm = Mdm::named(&request.mdm)
        .ok_or_else(|| Refusal::of_field("mdm", format!("there is no MDM {:?}", request.mdm)))?;
    let certificate = filled(&request.certificate).map(|digest| digest.parse()).transpose();
    let certificate = certificate.map_err(|_| {
        let message = "a SHA-256 digest has 64 lower-case hexadecimal digits";
        Refusal::of_field("certificate", message)
    })?;
    let policy = Policy::read(request.policy.as_bytes(), Catalogue::embedded())
        .map_err(Refusal::of_policy)?;
    let group = filled(&request.group);
    let export = Export {
        mdm,
        package: request.package.trim(),
        group: group.as_deref(),
        certificate,
        day: Date::of_unix_time(request.now),
        language: Language::of_code(&request.language).unwrap_or_default(),
    };
    let steps = export.steps(&policy);
    let steps = steps.map_err(|problem| Refusal::of_field("export", problem.to_string()))?;
    Ok(json!(steps.iter().map(shown).collect::<Vec<_>>()).to_string())
}

/// Returns a step with what is pasted as text.
fn shown(step: &Step) -> Value {
    let (kind, paste) = step.paste.as_ref().map(Paste::written).unzip();
    json!({"what": step.what, "kind": kind, "paste": paste})
}
