//! Microsoft Intune.

use serde_json::{Value, json};

use super::app::{App, NOTIFICATIONS};
use super::base64;
use super::blocked::{Blocked, BlockedApp};
use super::step::{Paste, Steps};

/// Most entries of `restrictedApps` in one compliance policy.
const MOST_RESTRICTED: usize = 100;
/// Most entries of `personalProfilePersonalApplications`.
const MOST_PERSONAL: usize = 500;

pub fn write(steps: &mut Steps, app: &App, blocked: &Blocked) {
    let configuration = configuration(app);
    let package = &app.package;
    let body = json!({
        "@odata.type": "#microsoft.graph.androidManagedStoreAppConfiguration",
        "displayName": "Appvagt",
        "targetedMobileApps": ["ID-OF-THE-APP"],
        "packageId": format!("app:{package}"),
        "profileApplicability": "default",
        "permissionActions": [{"permission": NOTIFICATIONS, "action": "autoGrant"}],
        "payloadJson": base64::encode(configuration.to_string().as_bytes()),
    });
    let assignment = json!({"assignments": [{
        "@odata.type": "#microsoft.graph.managedDeviceMobileAppConfigurationAssignment",
        "target": {
            "@odata.type": "#microsoft.graph.groupAssignmentTarget",
            "groupId": "ID-OF-THE-GROUP",
        },
    }]});
    steps.say("intune.assign");
    steps.paste("intune.configure", Paste::Json(configuration));
    steps.fill("intune.find", &[("package", package)]);
    steps.paste("intune.create", Paste::Json(body));
    steps.paste("intune.target", Paste::Json(assignment));
    if app.takes_package_access {
        steps.say("package-access");
    }
    block(steps, blocked);
}

/// Has Intune block the same apps and sites.
fn block(steps: &mut Steps, blocked: &Blocked) {
    let without = steps.list.len();
    for (index, apps) in blocked.bundles.chunks(MOST_RESTRICTED).enumerate() {
        let store = |app: &BlockedApp| item(app, None);
        let body = json!({
            "@odata.type": "#microsoft.graph.iosCompliancePolicy",
            "displayName": format!("Banned apps {}", index + 1),
            "restrictedApps": apps.iter().map(store).collect::<Vec<_>>(),
            "scheduledActionsForRule": [{
                "ruleName": "PasswordRequired",
                "scheduledActionConfigurations": [{"actionType": "block", "gracePeriodHours": 0}],
            }],
        });
        steps.paste("intune.ios", Paste::Json(body));
    }
    if !blocked.packages.is_empty() {
        let store = |app: &BlockedApp| {
            item(app, Some(format!("https://play.google.com/store/apps/details?id={}", app.id)))
        };
        let apps: Vec<_> = blocked.packages.iter().take(MOST_PERSONAL).map(store).collect();
        let body = json!({
            "@odata.type": "#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration",
            "displayName": "Banned apps",
            "personalProfilePlayStoreMode": "blockedApps",
            "personalProfilePersonalApplications": apps,
        });
        steps.paste("intune.personal", Paste::Json(body));
        let left = blocked.packages.len().saturating_sub(MOST_PERSONAL);
        if left > 0 {
            let (most, left) = (MOST_PERSONAL.to_string(), left.to_string());
            steps.fill("intune.rest", &[("most", &most), ("left", &left)]);
        }
    }
    if let Some(hosts) = blocked.url_blocklist() {
        let chrome = json!({
            "kind": "androidenterprise#managedConfiguration",
            "productId": "app:com.android.chrome",
            "managedProperty": [{"key": "URLBlocklist", "valueString": hosts}],
        });
        steps.paste("intune.sites", Paste::Json(chrome));
    }
    if steps.list.len() > without {
        blocked.say_limits(steps);
    }
}

fn item(app: &BlockedApp, store: Option<String>) -> Value {
    let mut item = json!({
        "@odata.type": "#microsoft.graph.appListItem", "name": app.name, "appId": app.id,
    });
    if let Some(store) = store {
        item["appStoreUrl"] = store.into();
    }
    item
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
