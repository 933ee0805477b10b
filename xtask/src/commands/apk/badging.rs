//! What the APK's manifest says in the end, compared with what is meant.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};

use super::{Tools, core};
use crate::android_app::MAIN_ACTIVITY;
use crate::toolchain::android_resources::aapt2;
use crate::toolchain::command::{command, run};
use crate::toolchain::project::Versions;

/// The permissions the app is meant to have; INTERNET is not among them.
const PERMISSIONS: [&str; 6] = [
    "android.permission.QUERY_ALL_PACKAGES",
    "android.permission.POST_NOTIFICATIONS",
    "android.permission.RECEIVE_BOOT_COMPLETED",
    "android.permission.REQUEST_DELETE_PACKAGES",
    "android.permission.HIDE_OVERLAY_WINDOWS",
    "com.android.permission.GET_INSTALLED_APPS",
];

/// What other apps may start.
const EXPORTED: [&str; 1] = [MAIN_ACTIVITY];

/// Reads manifest and resources back from the APK of the app with these facts, and compares them.
pub fn check(tools: &Tools, versions: &Versions, apk: &Path) -> Result<String> {
    let aapt2 = aapt2(&tools.artifacts, &tools.jdk)?;
    let badging = run("badging", command(&aapt2).args(["dump", "badging"]).arg(apk))?;

    let package = line(&badging, "package: ");
    compare("application id", attribute(package, "name"), &versions.application_id)?;
    compare("version code", attribute(package, "versionCode"), &versions.version_code)?;
    compare("version name", attribute(package, "versionName"), &versions.version_name)?;
    compare("oldest API level", quoted(line(&badging, "minSdkVersion:")), &versions.min_sdk)?;
    compare("target API level", quoted(line(&badging, "targetSdkVersion:")), &versions.target_sdk)?;

    let permissions: Vec<_> = badging
        .lines()
        .filter(|line| line.starts_with("uses-permission"))
        .filter_map(|line| attribute(line, "name"))
        .collect();
    compare_sets("permissions", permissions, PERMISSIONS)?;

    let abis: Vec<_> = line(&badging, "native-code: ")
        .split_whitespace()
        .map(|abi| abi.trim_matches('\''))
        .collect();
    let meant: Vec<_> = core::abis(versions).iter().map(ToString::to_string).collect();
    compare_sets("processors", abis, meant.iter().map(String::as_str))?;

    let tree = run(
        "manifest",
        command(&aapt2).args(["dump", "xmltree", "--file", "AndroidManifest.xml"]).arg(apk),
    )?;
    compare_sets("exported components", exported(&tree), EXPORTED)?;
    for (attribute, meant) in [("allowBackup", "false"), ("extractNativeLibs", "false")] {
        if !tree.contains(&format!("{attribute}(0x")) {
            bail!("the manifest has no {attribute}");
        }
        let said = tree.lines().find(|line| line.contains(attribute)).unwrap_or_default();
        compare(attribute, said.rsplit('=').next(), meant)?;
    }
    Ok(format!(
        "{} {}, API {} to {}, {} permissions without INTERNET, launcher alone exported",
        versions.application_id,
        versions.version_name,
        versions.min_sdk,
        versions.target_sdk,
        PERMISSIONS.len()
    ))
}

fn line<'a>(text: &'a str, start: &str) -> &'a str {
    text.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_default()
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let start = line.find(&format!("{name}='"))? + name.len() + 2;
    line[start..].split('\'').next()
}

fn quoted(text: &str) -> Option<&str> {
    text.split('\'').nth(1)
}

fn compare(what: &str, found: Option<&str>, meant: &str) -> Result<()> {
    if found != Some(meant) {
        bail!("{what}: the APK says {}, meant is {meant}", found.unwrap_or("nothing"));
    }
    Ok(())
}

/// Compares what the APK has with what is meant.
pub fn compare_sets<'a>(
    what: &str,
    found: impl IntoIterator<Item = &'a str>,
    meant: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let (found, meant): (BTreeSet<_>, BTreeSet<_>) =
        (found.into_iter().collect(), meant.into_iter().collect());
    if found != meant {
        let list = |set: &BTreeSet<&str>| set.iter().copied().collect::<Vec<_>>().join(", ");
        bail!("{what}: the APK has {}; meant are {}", list(&found), list(&meant));
    }
    Ok(())
}

/// Returns the names of components that other apps may start. The tree names a component in a line
/// such as `E: activity (line=12)`, and its attributes, deeper, in lines such as `A:
/// http://…:exported(0x01010010)=true`.
fn exported(tree: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut component, mut name) = (false, "");
    for line in tree.lines().map(str::trim_start) {
        if let Some(element) = line.strip_prefix("E: ") {
            let kind = element.split(' ').next().unwrap_or_default();
            let kinds = ["activity", "activity-alias", "service", "receiver", "provider"];
            (component, name) = (kinds.contains(&kind), "");
        } else if component && line.contains(":name(0x01010003)=") {
            name = line.split('"').nth(1).unwrap_or_default();
        } else if component && line.contains(":exported(0x01010010)=true") {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "\
E: manifest (line=1)
  E: application (line=2)
    A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"a.App\" (Raw: \"a.App\")
      E: activity (line=3)
        A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"a.Main\" (Raw: \"a.Main\")
        A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
          E: intent-filter (line=4)
      E: service (line=5)
        A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"a.Inside\" (Raw: \"a.Inside\")
        A: http://schemas.android.com/apk/res/android:exported(0x01010010)=false
      E: receiver (line=6)
        A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"a.Open\" (Raw: \"a.Open\")
        A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true
";

    #[test]
    fn exported_components_are_read_by_name() {
        assert_eq!(exported(TREE), ["a.Main", "a.Open"]);
    }

    #[test]
    fn a_difference_is_named() {
        let error = compare_sets("permissions", ["a", "b"], ["a"]).unwrap_err().to_string();
        assert_eq!(error, "permissions: the APK has a, b; meant are a");
        let error = compare("version", None, "1").unwrap_err().to_string();
        assert_eq!(error, "version: the APK says nothing, meant is 1");
    }
}
