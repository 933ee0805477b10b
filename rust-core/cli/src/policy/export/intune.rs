//! Microsoft Intune.

use serde_json::{Value, json};

use super::app::{App, NOTIFICATIONS};
use super::base64;
use super::step::{Paste, Step};

pub fn steps(app: &App) -> Vec<Step> {
    let configuration = configuration(app);
    let body = json!({
        "@odata.type": "#microsoft.graph.androidManagedStoreAppConfiguration",
        "displayName": "Appvagt",
        "packageId": format!("app:{}", app.package),
        "profileApplicability": "default",
        "permissionActions": [{"permission": NOTIFICATIONS, "action": "autoGrant"}],
        "payloadJson": base64::encode(configuration.to_string().as_bytes()),
    });
    let mut steps = vec![
        Step::new(
            "In the admin centre, assign the app as required to the groups of the phones (Apps, \
             Android).",
        ),
        Step::pasting(
            "Under Apps, App configuration policies, Add, Managed devices, choose Android \
             Enterprise and the app. Add the permission POST_NOTIFICATIONS as \"Auto grant\". \
             As the format of the settings choose \"Enter JSON data\", and paste this over what is \
             there:",
            Paste::Json(configuration),
        ),
        Step::pasting(
            "Or else, by Microsoft Graph, POST this to \
             `/deviceAppManagement/mobileAppConfigurations`. It is the same, permission included:",
            Paste::Json(body),
        ),
    ];
    if app.takes_package_access {
        steps.push(Step::package_access());
    }
    steps
}

fn configuration(app: &App) -> Value {
    let property = |(key, value): (&str, &str)| json!({"key": key, "valueString": value});
    let properties: Vec<_> = app.values().into_iter().map(property).collect();
    json!({
        "kind": "androidenterprise#managedConfiguration",
        "productId": format!("app:{}", app.package),
        "managedProperty": properties,
    })
}
