//! The Android Management API.

use appvagt_scanner::CertificateDigest;
use serde_json::{Map, Value, json};

use super::app::{App, NOTIFICATIONS};
use super::base64;
use super::blocked::Blocked;
use super::step::{Paste, Step};

pub fn steps(app: &App, blocked: &Blocked, certificate: Option<CertificateDigest>) -> Vec<Step> {
    let delivered = match certificate {
        None => {
            "In the policy of the devices (enterprises.policies), add this entry to `applications`. It \
             is installed from Google Play before the setup of a device is over, and as a companion \
             app Android lets it work although nobody has opened it."
        }
        Some(_) => {
            "In the policy of the devices (enterprises.policies), add this entry to `applications`. \
             CUSTOM is for an app that is not on Google Play: Google's agent does not install it. \
             Your management's own app does that through the AMAPI SDK, on fully managed devices \
             only, and setup does not wait for it."
        }
    };
    let mut steps = vec![Step::pasting(delivered, Paste::Json(application(app, certificate)))];
    steps.push(Step::new(
        "A policy has one companion app at most: if another app has the role COMPANION_APP or an \
         `extensionConfig`, leave `roles` out of this entry. The app then waits until somebody opens \
         it once.",
    ));
    if certificate.is_none() {
        steps.push(Step::new(
            "REQUIRED_FOR_SETUP needs the app on Google Play: publish it there as a private app of \
             your organisation (managed Google Play). If it is not on Google Play, export again with \
             --certificate.",
        ));
    }
    if app.reports {
        steps.push(Step::pasting(
            "In the same policy, let devices report what their apps say. It then stands in \
             `applicationReports[].keyedAppStates[]` of each device.",
            Paste::Json(json!({"statusReportingSettings": {"applicationReportsEnabled": true}})),
        ));
    }
    steps.push(Step::new(
        "In the same policy, see that `uninstallAppsDisabled` is not true: nobody could remove \
         anything. To forbid the private space, which no app can look into, there is \
         `privateSpacePolicy`.",
    ));
    steps.push(Step::new(
        "For phones of Xiaomi, Oppo, vivo and Huawei, add \
         `com.android.permission.GET_INSTALLED_APPS` to `permissionGrants` in the same way.",
    ));
    steps.extend(blocking(blocked));
    steps
}

/// Returns what has Google's agent block the same apps and sites.
fn blocking(blocked: &Blocked) -> Vec<Step> {
    let mut steps = Vec::new();
    if !blocked.packages.is_empty() {
        let entries: Vec<_> = blocked
            .packages
            .iter()
            .map(|app| json!({"packageName": app.id, "installType": "BLOCKED"}))
            .collect();
        steps.push(Step::pasting(
            "To have the management block the same apps as well, add these entries to `applications`. \
             On fully managed devices and in work profiles they cannot be installed then, and are \
             removed where they are.",
            Paste::Json(json!(entries)),
        ));
        steps.push(Step::pasting(
            "For the personal side of company-owned devices with a work profile, add this. On personal \
             devices nothing blocks an app on the personal side.",
            Paste::Json(json!({"personalUsagePolicies": {
                "personalPlayStoreMode": "BLOCKLIST",
                "personalApplications": entries,
            }})),
        ));
    }
    if let Some(hosts) = blocked.url_blocklist() {
        steps.push(Step::pasting(
            "To block their sites in managed Chrome, put this into its entry in `applications`. Other \
             browsers do not read it, nor does Chrome on the personal side.",
            Paste::Json(json!({
                "packageName": "com.android.chrome",
                "managedConfiguration": {"URLBlocklist": hosts},
            })),
        ));
    }
    if !steps.is_empty() {
        steps.push(blocked.limits());
    }
    steps
}

fn application(app: &App, certificate: Option<CertificateDigest>) -> Value {
    let configuration: Map<String, Value> =
        app.values().into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
    let mut application = json!({
        "packageName": app.package,
        "installType": if certificate.is_some() { "CUSTOM" } else { "REQUIRED_FOR_SETUP" },
        "managedConfiguration": configuration,
        "permissionGrants": [{"permission": NOTIFICATIONS, "policy": "GRANT"}],
        "roles": [{"roleType": "COMPANION_APP"}],
    });
    if app.takes_package_access {
        application["delegatedScopes"] = json!(["PACKAGE_ACCESS"]);
    }
    if let Some(CertificateDigest(digest)) = certificate {
        let digest = base64::encode(&digest);
        application["signingKeyCerts"] = json!([{"signingKeyCertFingerprintSha256": digest}]);
    }
    application
}
