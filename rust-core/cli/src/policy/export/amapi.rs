//! The Android Management API.

use appvagt_scanner::CertificateDigest;
use serde_json::{Map, Value, json};

use super::app::{App, NOTIFICATIONS};
use super::base64;
use super::step::{Paste, Step};

pub fn steps(app: &App, certificate: Option<CertificateDigest>) -> Vec<Step> {
    let mut steps = vec![Step::pasting(
        "In the policy of the devices (enterprises.policies), add this entry to `applications`. It \
         is installed before the setup of a device is over, and as a companion app Android lets it \
         work although nobody has opened it.",
        Paste::Json(application(app, certificate)),
    )];
    if certificate.is_none() {
        steps.push(Step::new(
            "If the app does not come from Google Play, say by which certificate it is known: \
             export again with --certificate.",
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
    steps
}

fn application(app: &App, certificate: Option<CertificateDigest>) -> Value {
    let configuration: Map<String, Value> =
        app.values().into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
    let mut application = json!({
        "packageName": app.package,
        "installType": "REQUIRED_FOR_SETUP",
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
