//! Workspace ONE UEM.

use super::app::App;
use super::blocked::Blocked;
use super::step::{Paste, Steps};
use super::xml;

/// Distinguishes this payload from others in a profile.
const PAYLOAD: &str = "0f4a6c1e-6d0b-4b53-9a55-61707076616b";

pub fn write(steps: &mut Steps, app: &App, blocked: &Blocked) {
    steps.say("workspace-one.assign");
    steps.paste("workspace-one.profile", Paste::Xml(characteristic(app)));
    steps.say("workspace-one.permission");
    if app.takes_package_access {
        steps.say("package-access");
    }
    if !blocked.packages.is_empty() {
        steps.say("lists");
    }
}

fn characteristic(app: &App) -> String {
    let parameter = |(key, value): (&str, &str)| {
        format!("  <parm name=\"{key}\" value=\"{}\" type=\"string\"/>\n", xml::text(value))
    };
    let parameters: String = app.values().into_iter().map(parameter).collect();
    format!(
        "<characteristic type=\"com.airwatch.android.androidwork.app:{}\" uuid=\"{PAYLOAD}\">\n\
         {parameters}</characteristic>",
        app.package
    )
}
