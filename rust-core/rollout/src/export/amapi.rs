//! The Android Management API.

use appvagt_scanner::CertificateDigest;
use serde_json::{Map, Value, json};

use super::app::{App, NOTIFICATIONS};
use super::base64;
use super::blocked::Blocked;
use super::step::{Paste, Steps};

pub fn write(
    steps: &mut Steps,
    app: &App,
    blocked: &Blocked,
    certificate: Option<CertificateDigest>,
) {
    let delivered = if certificate.is_none() { "amapi.play" } else { "amapi.apk" };
    steps.paste(delivered, Paste::Json(application(app, certificate)));
    steps.say("amapi.companion");
    if certificate.is_none() {
        steps.say("amapi.publish");
    }
    if app.reports {
        let reporting = json!({"statusReportingSettings": {"applicationReportsEnabled": true}});
        steps.paste("amapi.reports", Paste::Json(reporting));
    }
    steps.say("amapi.uninstall");
    steps.say("amapi.vendors");
    block(steps, blocked);
}

/// Has Google's agent block the same apps and sites.
fn block(steps: &mut Steps, blocked: &Blocked) {
    let without = steps.list.len();
    if !blocked.packages.is_empty() {
        let entries: Vec<_> = blocked
            .packages
            .iter()
            .map(|app| json!({"packageName": app.id, "installType": "BLOCKED"}))
            .collect();
        steps.paste("amapi.block", Paste::Json(json!(entries)));
        let personal = json!({"personalUsagePolicies": {
            "personalPlayStoreMode": "BLOCKLIST",
            "personalApplications": entries,
        }});
        steps.paste("amapi.personal", Paste::Json(personal));
    }
    if let Some(hosts) = blocked.url_blocklist() {
        let chrome = json!({
            "packageName": "com.android.chrome",
            "managedConfiguration": {"URLBlocklist": hosts},
        });
        steps.paste("amapi.sites", Paste::Json(chrome));
    }
    if steps.list.len() > without {
        blocked.say_limits(steps);
    }
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
