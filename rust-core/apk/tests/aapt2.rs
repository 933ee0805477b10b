//! Every APK of the corpus, field by field against Google's aapt2, run then and there.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/peer.rs"]
mod peer;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use appvagt_apk::{Apk, Component, Manifest, Options, Reading, SdkLevel, Text};

/// Where the two differ, and why. A difference that is not listed fails the test, and so does one
/// that is listed and is not there.
const EXPLAINED: &[(&str, &str, &str)] = &[];

#[test]
fn every_field_is_what_aapt2_says() {
    let aapt2 = corpus::variable("APPVAGT_AAPT2");
    let mut differences = Vec::new();
    let (mut compared, mut fields, mut refused) = (0, 0, Vec::new());
    for (name, path) in corpus::files() {
        if corpus::is_bundle(&path) {
            continue;
        }
        let Some(theirs) = badging(&aapt2, &path) else {
            refused.push(name);
            continue;
        };
        compared += 1;
        let ours = facts(&path, &theirs);
        let keys = theirs.keys().chain(ours.keys()).collect::<std::collections::BTreeSet<_>>();
        for key in keys {
            fields += 1;
            let (our, their) = (ours.get(key), theirs.get(key));
            if our != their {
                differences.push((name.clone(), key.clone(), format!("{our:?}, aapt2 {their:?}")));
            }
        }
    }
    println!("{compared} APKs and {fields} fields compared; aapt2 reads nothing of {refused:?}");
    assert!(compared >= 90, "aapt2 read only {compared} APKs");
    let is_explained = |(file, field, _): &&(String, String, String)| {
        EXPLAINED.iter().any(|(name, key, _)| file.ends_with(name) && field.starts_with(key))
    };
    let unexplained: Vec<_> =
        differences.iter().filter(|difference| !is_explained(difference)).collect();
    assert!(unexplained.is_empty(), "{} differences: {unexplained:#?}", unexplained.len());
    for (name, key, why) in EXPLAINED {
        assert!(
            differences
                .iter()
                .any(|(file, field, _)| file.ends_with(name) && field.starts_with(key)),
            "{name} no longer differs in {key} ({why})"
        );
    }
}

/// The fields of `aapt2 dump badging` and the components of `aapt2 dump xmltree`; `None` if
/// aapt2 refuses the file.
fn badging(aapt2: &Path, path: &Path) -> Option<BTreeMap<String, String>> {
    let run = |arguments: &[&str]| peer::output(Command::new(aapt2).args(arguments).arg(path), 10);
    let mut facts = BTreeMap::new();
    let mut permissions = Vec::new();
    for line in run(&["dump", "badging"])?.lines() {
        let Some((key, rest)) = line.split_once(':') else { continue };
        match key {
            "package" => {
                for field in ["name", "versionCode", "versionName", "split"] {
                    if let Some(value) = quoted(rest, field) {
                        facts.insert(field.to_owned(), value);
                    }
                }
            }
            "minSdkVersion" | "targetSdkVersion" => {
                facts.insert(key.to_owned(), rest.trim_matches('\'').to_owned());
            }
            "uses-permission" | "uses-permission-sdk-23" => {
                permissions.extend(quoted(rest, "name"));
            }
            // aapt2 lists what old apps get without asking as if they had asked, and says so here.
            "uses-implied-permission" => {
                let implied = quoted(rest, "name");
                let listed = permissions.iter().rposition(|found| Some(found) == implied.as_ref());
                listed.map(|at| permissions.remove(at));
            }
            _ if key.starts_with("application-label") => {
                facts.insert(key.to_owned(), rest.trim_matches('\'').to_owned());
            }
            _ => {}
        }
    }
    facts.get("name")?;
    permissions.sort();
    facts.insert("permissions".to_owned(), permissions.join(" "));
    let package = facts.get("name").cloned().unwrap_or_default();
    let tree = run(&["dump", "xmltree", "--file", "AndroidManifest.xml"])?;
    facts.insert("components".to_owned(), components_of_tree(&tree, &package));
    Some(facts)
}

/// The value of `field='value'`.
fn quoted(text: &str, field: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!(" {field}='"))?;
    rest.split_once('\'').map(|(value, _)| value.to_owned())
}

/// Kinds and full names of the components right below the application, sorted.
fn components_of_tree(tree: &str, package: &str) -> String {
    const KINDS: [&str; 5] = ["activity", "activity-alias", "provider", "receiver", "service"];
    let mut found: Vec<String> = Vec::new();
    // Names of the open elements, by depth.
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut pending: Option<String> = None;
    for line in tree.lines() {
        let depth = line.len() - line.trim_start().len();
        let line = line.trim_start();
        if let Some(element) = line.strip_prefix("E: ") {
            let name = element.split(' ').next().unwrap_or_default().to_owned();
            while open.last().is_some_and(|(above, _)| *above >= depth) {
                open.pop();
            }
            let names: Vec<&str> = open.iter().map(|(_, name)| name.as_str()).collect();
            let component = names == ["manifest", "application"] && KINDS.contains(&&*name);
            pending = component.then(|| name.clone());
            open.push((depth, name));
        } else if let Some((_, value)) = line.split_once(":name(0x01010003)=")
            && let Some(kind) = pending.take()
        {
            let name = value.trim_start_matches('"').split('"').next().unwrap_or_default();
            let full = match name.find('.') {
                Some(0) => format!("{package}{name}"),
                Some(_) => name.to_owned(),
                None => format!("{package}.{name}"),
            };
            found.push(format!("{kind} {full}"));
        }
    }
    found.sort();
    found.join("\n")
}

/// The same fields, read by this crate: the labels for the locales that aapt2 lists.
fn facts(path: &Path, theirs: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let open = |reading| {
        let apk = Apk::open(path, Options { reading, ..Options::default() })?;
        apk.manifest().cloned()?;
        Ok::<_, Box<appvagt_apk::Error>>(apk)
    };
    let mut facts = BTreeMap::new();
    // aapt2 does not care what Android refuses.
    let Ok(apk) = open(Reading::Android).or_else(|_| open(Reading::Recovered)) else {
        return facts;
    };
    let manifest: Manifest = match apk.resolved_manifest() {
        Ok(manifest) => manifest,
        Err(_) => apk.manifest().unwrap().clone(),
    };
    let version_code =
        if manifest.version_code == 0 && theirs.get("versionCode") == Some(&String::new()) {
            String::new()
        } else {
            manifest.version_code.to_string()
        };
    facts.insert("name".to_owned(), manifest.package.clone());
    facts.insert("versionCode".to_owned(), version_code);
    let version_name = manifest.version_name.as_ref().map(Text::to_string).unwrap_or_default();
    facts.insert("versionName".to_owned(), version_name);
    facts.extend(manifest.split.clone().map(|split| ("split".to_owned(), split)));
    for (key, level) in
        [("minSdkVersion", &manifest.min_sdk), ("targetSdkVersion", &manifest.target_sdk)]
    {
        let level = level.as_ref().map(|level| match level {
            SdkLevel::Level(level) => level.to_string(),
            SdkLevel::Codename(name) => name.clone(),
        });
        facts.extend(level.map(|level| (key.to_owned(), level)));
    }
    let mut permissions: Vec<&str> =
        manifest.uses_permissions.iter().map(|permission| permission.name.as_str()).collect();
    permissions.sort_unstable();
    facts.insert("permissions".to_owned(), permissions.join(" "));
    let named = |component: &Component| format!("{} {}", component.kind.name(), component.name);
    let mut components: Vec<String> = manifest.components.iter().map(named).collect();
    components.sort();
    facts.insert("components".to_owned(), components.join("\n"));
    for key in theirs.keys().filter(|key| key.starts_with("application-label")) {
        let locale = key.trim_start_matches("application-label").trim_start_matches('-');
        let locales: Vec<&str> = Some(locale).filter(|tag| !tag.is_empty()).into_iter().collect();
        let label = apk.label(&locales).ok().flatten();
        facts.extend(label.map(|label| (key.clone(), label)));
    }
    facts
}
