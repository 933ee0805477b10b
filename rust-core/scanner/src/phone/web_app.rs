//! Installed web apps: apps that only show a web site, and say in their meta-data which.

use crate::syntax::host::host_of_url;

/// Application meta-data of an app that Chrome and its kin make of a web site (a `WebAPK`), each a
/// URL of that site: `WebApkMetaDataKeys.java` in Chromium. Such an app may have any package name.
const WEB_APK: &str = "org.chromium.webapk.shell_apk.";
const WEB_APK_URLS: [&str; 4] = ["startUrl", "scope", "webManifestUrl", "webManifestId"];
/// Activity meta-data of a Trusted Web Activity, the URL that it opens:
/// `LauncherActivityMetadata.java` in `android-browser-helper`.
const TRUSTED_WEB_ACTIVITY_URL: &str = "android.support.customtabs.trusted.DEFAULT_URL";
/// Application meta-data that `bubblewrap` adds to the Trusted Web Activities it makes.
const WEB_MANIFEST_URL: &str = "web_manifest_url";
/// Application meta-data with the sites an app says it belongs to, in the JSON of Digital Asset
/// Links. Every Trusted Web Activity has it, and other apps may.
const ASSET_STATEMENTS: &str = "asset_statements";

/// Returns whether rules read the value of the meta-data item with this name, and not just its
/// name.
#[must_use]
pub fn value_matters(name: &str) -> bool {
    says_what_it_shows(name) || name == ASSET_STATEMENTS
}

fn says_what_it_shows(name: &str) -> bool {
    match name.strip_prefix(WEB_APK) {
        Some(rest) => WEB_APK_URLS.contains(&rest),
        None => name == TRUSTED_WEB_ACTIVITY_URL || name == WEB_MANIFEST_URL,
    }
}

/// Returns the host of the web site that an app with this meta-data item shows; `None` if the item
/// does not say so.
pub(crate) fn shown_host(name: &str, value: &str) -> Option<String> {
    says_what_it_shows(name).then(|| host_of_url(value)).flatten()
}

/// Returns the hosts of the web sites that an app with this meta-data item says it belongs to:
/// whatever is called `site` in it. Taken from the text as it stands, because reading its structure
/// with serde would cost the library on the phone five kilobytes.
pub(crate) fn stated_hosts(name: &str, value: &str) -> Vec<String> {
    let mut hosts = Vec::new();
    let mut rest = if name == ASSET_STATEMENTS { value } else { "" };
    let mut is_site = false;
    while let Some((before, literal, after)) = next_literal(rest) {
        if is_site && before.trim() == ":" {
            let site: Option<String> = serde_json::from_slice(literal.as_bytes()).ok();
            hosts.extend(site.and_then(|site| host_of_url(&site)));
        }
        is_site = literal == "\"site\"";
        rest = after;
    }
    hosts
}

/// Finds the next string in a JSON text, with its quotes, and what stands before and after it.
fn next_literal(json: &str) -> Option<(&str, &str, &str)> {
    let start = json.find('"')?;
    let mut escaped = false;
    let is_end = |c| {
        let end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        end
    };
    let end = start + 1 + json[start + 1..].find(is_end)? + 1;
    Some((&json[..start], &json[start..end], &json[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_web_app_says_what_it_shows() {
        let url = "https://www.tiktok.com/foryou";
        for name in [
            "org.chromium.webapk.shell_apk.startUrl",
            "org.chromium.webapk.shell_apk.scope",
            "org.chromium.webapk.shell_apk.webManifestUrl",
            "org.chromium.webapk.shell_apk.webManifestId",
            "android.support.customtabs.trusted.DEFAULT_URL",
            "web_manifest_url",
        ] {
            assert_eq!(shown_host(name, url).as_deref(), Some("www.tiktok.com"), "{name}");
        }
        for name in [
            "org.chromium.webapk.shell_apk.name",
            "org.chromium.webapk.shell_apk.startUrl2",
            "startUrl",
            "DEFAULT_URL",
            "asset_statements",
            "",
        ] {
            assert_eq!(shown_host(name, url), None, "{name}");
        }
    }

    #[test]
    fn asset_statements_name_sites() {
        let statements = r#"[
            {"relation": ["delegate_permission/common.handle_all_urls"],
             "target": {"namespace": "web", "site": "https://www.tiktok.com"}},
            {"include": "https://example.com/statements.json"},
            {"target": {"namespace": "android_app", "package_name": "com.example"}},
            {"target": {"namespace": "web", "site" : "https:\/\/EXAMPLE.dk:443"}},
            {"target": {"note": "a \" quote", "path": "C:\\", "site": "https://\u0065xample.org"}}
        ]"#;
        let hosts = stated_hosts("asset_statements", statements);
        assert_eq!(hosts, ["www.tiktok.com", "example.dk", "example.org"]);
        for (name, value) in [
            ("asset_statement", statements),
            ("asset_statements", ""),
            ("asset_statements", "https://www.tiktok.com"),
            ("asset_statements", r#"[{"target": "https://www.tiktok.com"}]"#),
            ("asset_statements", r#"["site", "https://www.tiktok.com"]"#),
            ("asset_statements", r#"[{"site": 1, "x": "https://www.tiktok.com"}]"#),
            ("asset_statements", r#"[{"site": "https://www.tiktok.com"#),
            ("asset_statements", r#"[{"x": "\"site\": \"https://www.tiktok.com\""}]"#),
        ] {
            assert!(stated_hosts(name, value).is_empty(), "{name} {value}");
        }
    }
}
