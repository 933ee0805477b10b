//! Headwind MDM.

use super::app::App;
use super::blocked::Blocked;
use super::step::{Paste, Step};

pub fn steps(app: &App, blocked: &Blocked) -> Vec<Step> {
    let mut steps = vec![Step::new(format!(
        "Under Applications, add the APK ({}). In the configuration of the devices, under \
         Applications, have it installed.",
        app.package
    ))];
    for (key, value) in app.values() {
        let value = as_text(value);
        steps.push(Step::pasting(
            format!(
                "In the same configuration, under Application settings, add one for {}: attribute \
                 `{key}`, type String. As its value, paste:",
                app.package
            ),
            Paste::Plain(value),
        ));
    }
    steps.push(Step::new(
        "In the same configuration, have the permissions of apps granted without asking.",
    ));
    if app.takes_package_access {
        steps.push(Step::package_access());
    }
    steps.extend(Step::blocking_by_list(blocked));
    steps
}

/// Returns the value so that the launcher takes it for a text, and not for a number, a switch or a list.
fn as_text(value: &str) -> String {
    let number = value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let special = matches!(value, "true" | "false") || value.starts_with(['[', '"']);
    if number || special { format!("\"{value}\"") } else { value.to_owned() }
}
