//! Any console: every key with its type and value.

use serde_json::{Value, json};

use super::app::{App, NOTIFICATIONS};
use super::blocked::{Blocked, ids};
use super::step::{Paste, Steps};

pub fn write(steps: &mut Steps, app: &App, blocked: &Blocked) {
    configure(steps, app);
    if app.takes_package_access {
        steps.say("package-access");
    }
    if !blocked.packages.is_empty() {
        steps.paste("generic.android", Paste::Plain(ids(&blocked.packages).join("\n")));
    }
    if !blocked.bundles.is_empty() {
        steps.paste("generic.ios", Paste::Plain(ids(&blocked.bundles).join("\n")));
    }
    if let Some(hosts) = blocked.url_blocklist() {
        let key = json!([{"key": "URLBlocklist", "type": "string", "value": hosts}]);
        steps.paste("generic.sites", Paste::Json(key));
    }
    if !blocked.packages.is_empty() || !blocked.bundles.is_empty() {
        blocked.say_limits(steps);
    }
}

/// Delivers the policy, whatever the console is called.
pub fn configure(steps: &mut Steps, app: &App) {
    let keys: Vec<_> =
        app.values().into_iter().map(|(key, value)| key_of(key, &value.into())).collect();
    steps.fill("generic.install", &[("package", &app.package)]);
    steps.paste("generic.keys", Paste::Json(json!(keys)));
    if let Some(keys) = &app.single_keys {
        let keys: Vec<_> = keys.iter().map(|(key, value)| key_of(key, value)).collect();
        steps.paste("generic.single", Paste::Json(json!(keys)));
    }
    steps.fill("generic.permission", &[("permission", NOTIFICATIONS)]);
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
