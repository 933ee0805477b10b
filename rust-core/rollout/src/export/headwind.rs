//! Headwind MDM.

use super::app::App;
use super::blocked::Blocked;
use super::step::{Paste, Steps};

pub fn write(steps: &mut Steps, app: &App, blocked: &Blocked) {
    let package = ("package", &*app.package);
    steps.fill("headwind.install", &[package]);
    for (key, value) in app.values() {
        let setting = steps.words.fill("headwind.setting", &[package, ("key", key)]);
        steps.add(setting, Some(Paste::Plain(as_text(value))));
    }
    steps.say("headwind.permissions");
    if app.takes_package_access {
        steps.say("package-access");
    }
    if !blocked.packages.is_empty() {
        steps.say("lists");
    }
}

/// Returns the value so that the launcher takes it for a text, and not for a number, a switch or a list.
fn as_text(value: &str) -> String {
    let number = value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let special = matches!(value, "true" | "false") || value.starts_with(['[', '"']);
    if number || special { format!("\"{value}\"") } else { value.to_owned() }
}
