//! Any console: every key with its type and value.

use serde_json::{Value, json};

use super::app::{App, NOTIFICATIONS};
use super::blocked::{Blocked, ids};
use super::step::{Paste, Step};

pub fn steps(app: &App, blocked: &Blocked) -> Vec<Step> {
    let mut steps = configuration(app);
    if app.takes_package_access {
        steps.push(Step::package_access());
    }
    if !blocked.packages.is_empty() {
        steps.push(Step::pasting(
            "To block the same apps on Android by the management itself, where it takes package names:",
            Paste::Plain(ids(&blocked.packages).join("\n")),
        ));
    }
    if !blocked.bundles.is_empty() {
        steps.push(Step::pasting(
            "To block them on iPhone and iPad, where it takes bundle ids (`--mdm apple` prints a \
             configuration profile):",
            Paste::Plain(ids(&blocked.bundles).join("\n")),
        ));
    }
    if let Some(hosts) = blocked.url_blocklist() {
        steps.push(Step::pasting(
            "To block their sites in managed Chrome, set this key of its managed configuration. Other \
             browsers do not read it.",
            Paste::Json(json!([{"key": "URLBlocklist", "type": "string", "value": hosts}])),
        ));
    }
    if !blocked.packages.is_empty() || !blocked.bundles.is_empty() {
        steps.push(blocked.limits());
    }
    steps
}

/// Returns the steps that deliver the policy, whatever the console is called.
pub fn configuration(app: &App) -> Vec<Step> {
    let keys: Vec<_> =
        app.values().into_iter().map(|(key, value)| key_of(key, &value.into())).collect();
    let mut steps = vec![
        Step::new(format!("Have the app ({}) installed on the devices, as required.", app.package)),
        Step::pasting(
            "In its managed configuration (app configuration, app restrictions), set each of these \
             keys, with this type and value:",
            Paste::Json(json!(keys)),
        ),
    ];
    if let Some(keys) = &app.single_keys {
        let keys: Vec<_> = keys.iter().map(|(key, value)| key_of(key, value)).collect();
        steps.push(Step::pasting(
            "Or else, where the console has no room for a long text, these keys say the same. Do not \
             set `policy_json` then.",
            Paste::Json(json!(keys)),
        ));
    }
    steps.push(Step::new(format!("Grant the app the permission {NOTIFICATIONS}.")));
    steps
}

/// Returns a key as a console asks for it.
fn key_of(key: &str, value: &Value) -> Value {
    let kind = match value {
        Value::Number(_) => "integer",
        Value::Array(_) => "multi-select",
        _ => "string",
    };
    json!({"key": key, "type": kind, "value": value})
}
