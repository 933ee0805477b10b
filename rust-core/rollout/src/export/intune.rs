//! Microsoft Intune.

use serde_json::{Value, json};

use super::app::{App, NOTIFICATIONS};
use super::base64;
use super::blocked::{Blocked, BlockedApp};
use super::step::{Paste, Step};

/// Most entries of `restrictedApps` in one compliance policy.
const MOST_RESTRICTED: usize = 100;
/// Most entries of `personalProfilePersonalApplications`.
const MOST_PERSONAL: usize = 500;

pub fn steps(app: &App, blocked: &Blocked) -> Vec<Step> {
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
    let mut steps = vec![
        Step::new(
            "In the admin centre, assign the app as required to the groups of the phones (Apps, \
             Android).",
        ),
        Step::pasting(
            "Under Apps, App configuration policies, Add, Managed devices, choose Android \
             Enterprise and the app. Add the permission POST_NOTIFICATIONS as \"Auto grant\". \
             As the format of the settings choose \"Enter JSON data\", and paste this over what is \
             there. Then assign it to the same groups.",
            Paste::Json(configuration),
        ),
        Step::new(format!(
            "Or else, by Microsoft Graph, GET `/deviceAppManagement/mobileApps?\
             $filter=isof('microsoft.graph.androidManagedStoreApp')`, and note the `id` of the app \
             whose `packageId` is `app:{package}` or `{package}`."
        )),
        Step::pasting(
            "POST this to `/deviceAppManagement/mobileAppConfigurations`, with that id in place of \
             ID-OF-THE-APP. It is the same, permission included. Note the `id` of the answer.",
            Paste::Json(body),
        ),
        Step::pasting(
            "POST this to `/deviceAppManagement/mobileAppConfigurations/ID/assign`, with that id in \
             place of ID, and the id of the group of the phones.",
            Paste::Json(assignment),
        ),
    ];
    if app.takes_package_access {
        steps.push(Step::package_access());
    }
    steps.extend(blocking(blocked));
    steps
}

/// Returns what has Intune block the same apps and sites.
fn blocking(blocked: &Blocked) -> Vec<Step> {
    let mut steps = Vec::new();
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
        steps.push(Step::pasting(
            "For iPhone and iPad, POST this to `/deviceManagement/deviceCompliancePolicies` and assign \
             it (in the admin centre: a compliance policy for iOS/iPadOS, Restricted apps). A device \
             with one of these apps is not compliant. Nothing is removed or kept from opening: \
             `--mdm apple` prints a profile that does. On personal devices Intune sees the apps that \
             it manages, and no others.",
            Paste::Json(body),
        ));
    }
    if !blocked.packages.is_empty() {
        let store = |app: &BlockedApp| {
            item(app, Some(format!("https://play.google.com/store/apps/details?id={}", app.id)))
        };
        let apps: Vec<_> = blocked.packages.iter().take(MOST_PERSONAL).map(store).collect();
        steps.push(Step::pasting(
            "For the personal side of company-owned Android devices with a work profile, POST this to \
             `/deviceManagement/deviceConfigurations` and assign it (in the admin centre: a \
             configuration profile, Device restrictions, Personal profile). In work profiles and on \
             fully managed devices people can install only what you have assigned, unless the whole \
             store is open to them. Personal devices are not covered.",
            Paste::Json(json!({
                "@odata.type": "#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration",
                "displayName": "Banned apps",
                "personalProfilePlayStoreMode": "blockedApps",
                "personalProfilePersonalApplications": apps,
            })),
        ));
        let left = blocked.packages.len().saturating_sub(MOST_PERSONAL);
        if left > 0 {
            steps.push(Step::new(format!(
                "The list takes {MOST_PERSONAL} apps, so the last {left} are not in it."
            )));
        }
    }
    if let Some(hosts) = blocked.url_blocklist() {
        steps.push(Step::pasting(
            "To block their sites in managed Chrome, add an app configuration policy for Chrome in \
             the same way, and paste this as JSON data. Other browsers do not read it.",
            Paste::Json(json!({
                "kind": "androidenterprise#managedConfiguration",
                "productId": "app:com.android.chrome",
                "managedProperty": [{"key": "URLBlocklist", "valueString": hosts}],
            })),
        ));
    }
    if !steps.is_empty() {
        steps.push(blocked.limits());
    }
    steps
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
