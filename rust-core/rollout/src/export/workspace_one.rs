//! Workspace ONE UEM.

use super::app::App;
use super::blocked::Blocked;
use super::step::{Paste, Step};
use super::xml;

/// Distinguishes this payload from others in a profile.
const PAYLOAD: &str = "0f4a6c1e-6d0b-4b53-9a55-61707076616b";

pub fn steps(app: &App, blocked: &Blocked) -> Vec<Step> {
    let mut steps = vec![
        Step::new(
            "Under Resources, Apps, assign the app to the smart groups of the phones, delivered \
             automatically.",
        ),
        Step::pasting(
            "Under Resources, Profiles, add an Android profile for the same groups with a payload \
             Custom Settings, and paste:",
            Paste::Xml(characteristic(app)),
        ),
        Step::new(
            "In the same profile, add a payload Permissions that grants the app the permission to \
             post notifications.",
        ),
    ];
    if app.takes_package_access {
        steps.push(Step::package_access());
    }
    steps.extend(Step::blocking_by_list(blocked));
    steps
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
