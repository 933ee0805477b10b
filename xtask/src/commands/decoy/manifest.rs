//! What a decoy's manifest says.

use super::{Decoy, TEST_PACKAGE, WebApp, WebAppKind};
use crate::toolchain::android_resources::filled;
use crate::toolchain::project::Versions;
use crate::toolchain::xml::quoted;

/// What Chrome and others declare in the apps they make of web pages.
const WEBAPK: &str = "org.chromium.webapk.shell_apk.";
/// Where a Trusted Web Activity says which page it opens.
const DEFAULT_URL: &str = "android.support.customtabs.trusted.DEFAULT_URL";

/// Returns the decoy's own screen.
pub fn own_activity() -> String {
    format!("{TEST_PACKAGE}.DecoyActivity")
}

/// Returns the classes declared under other names for the own screen.
pub fn aliases(decoy: &Decoy) -> Vec<String> {
    let shell = match &decoy.web_app {
        Some(WebApp { kind: WebAppKind::Webapk, .. }) => Some(format!("{WEBAPK}MainActivity")),
        _ => None,
    };
    decoy.components.iter().cloned().chain(shell).collect()
}

/// Returns the meta-data of the application: name and value.
pub fn meta_data(decoy: &Decoy) -> Vec<(String, String)> {
    let Some(WebApp { kind, start_url }) = &decoy.web_app else { return Vec::new() };
    match kind {
        WebAppKind::Webapk => {
            let (label, manifest) = (decoy.label(), web_manifest(start_url));
            [
                ("startUrl", start_url),
                ("scope", start_url),
                ("webManifestUrl", &manifest),
                ("webManifestId", start_url),
                ("appKey", start_url),
                ("name", &label),
                ("shortName", &label),
                ("runtimeHost", &"com.android.chrome".to_owned()),
            ]
            .map(|(key, value)| (format!("{WEBAPK}{key}"), value.clone()))
            .to_vec()
        }
        WebAppKind::Twa => vec![
            ("asset_statements".to_owned(), asset_statements(start_url)),
            ("web_manifest_url".to_owned(), web_manifest(start_url)),
        ],
    }
}

/// Returns the meta-data of the decoy's own screen: name and value.
pub fn activity_meta_data(decoy: &Decoy) -> Vec<(String, String)> {
    match &decoy.web_app {
        Some(WebApp { kind: WebAppKind::Twa, start_url }) => {
            vec![(DEFAULT_URL.to_owned(), start_url.clone())]
        }
        _ => Vec::new(),
    }
}

/// Returns the manifest of a split.
fn of_split(split: &str, decoy: &Decoy, versions: &Versions) -> String {
    let components = decoy.components.iter().fold(String::new(), |text, name| {
        text + &format!("<activity android:name=\"{name}\" android:exported=\"false\" />\n")
    });
    let Decoy { package, marks, in_manifest, in_application, .. } = decoy;
    let manifest = format!(
        "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" \
         split=\"{split}\">\n<application android:hasCode=\"false\">\n{components}{}\
         {in_application}</application>\n{}{in_manifest}</manifest>\n",
        marks.in_application(),
        marks.in_manifest(),
    );
    filled(&manifest, package, versions)
}

/// Fills `template` in, or for a split writes what it needs.
pub fn write(template: &str, decoy: &Decoy, versions: &Versions) -> String {
    if let Some(split) = &decoy.split {
        return of_split(split, decoy, versions);
    }
    // As with the apps they stand for, a Trusted Web Activity's values are in its resources.
    let in_resources = strings(decoy).is_some();
    let meta_data = |pairs: Vec<(String, String)>| {
        pairs.into_iter().fold(String::new(), |text, (key, value)| {
            let value =
                if in_resources { format!("@string/{}", resource(&key)) } else { quoted(&value) };
            text + &format!("<meta-data android:name=\"{key}\" android:value=\"{value}\" />\n")
        })
    };
    let target = own_activity();
    let aliases = aliases(decoy).iter().fold(String::new(), |text, name| {
        text + &format!(
            "<activity-alias android:name=\"{name}\" android:targetActivity=\"{target}\" \
             android:exported=\"false\" />\n"
        )
    });
    let Decoy { marks, in_manifest, in_application, .. } = decoy;
    filled(template, &decoy.package, versions)
        .replacen(
            "<application",
            &format!("<application android:label=\"{}\"", quoted(&decoy.label())),
            1,
        )
        .replacen(
            "</activity>",
            &format!("{}</activity>\n{aliases}", meta_data(activity_meta_data(decoy))),
            1,
        )
        .replacen(
            "</application>",
            &format!(
                "{}{}{in_application}</application>\n{}{in_manifest}",
                meta_data(self::meta_data(decoy)),
                marks.in_application(),
                marks.in_manifest(),
            ),
            1,
        )
}

/// Returns the resources that the manifest refers to, if it does.
pub fn strings(decoy: &Decoy) -> Option<String> {
    decoy.web_app.as_ref().filter(|app| app.kind == WebAppKind::Twa)?;
    let pairs = activity_meta_data(decoy).into_iter().chain(meta_data(decoy));
    let strings = pairs.fold(String::new(), |text, (key, value)| {
        text + &format!("<string name=\"{}\">{}</string>\n", resource(&key), quoted(&value))
    });
    Some(format!("<resources>\n{strings}</resources>\n"))
}

fn resource(key: &str) -> String {
    format!("decoy_{}", key.replace('.', "_").to_lowercase())
}

fn web_manifest(start_url: &str) -> String {
    format!("{}/manifest.json", start_url.trim_end_matches('/'))
}

fn asset_statements(start_url: &str) -> String {
    format!(
        "[{{\"relation\": [\"delegate_permission/common.handle_all_urls\"], \
         \"target\": {{\"namespace\": \"web\", \"site\": \"{start_url}\"}}}}]"
    )
}
