//! That `docs/privacy.md` names what the app keeps and sends, key by key.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{files, read};

const DOCUMENT: &str = "docs/privacy.md";
const APP: &str = "android-app/src/main/kotlin";

/// The app's sources, by path.
fn sources() -> BTreeMap<String, String> {
    files(APP, &[".kt"]).into_iter().map(|path| (path.clone(), read(&path))).collect()
}

/// Returns the texts in `source` that stand right behind `start`, in quotation marks.
fn quoted_after<'a>(source: &'a str, start: &str) -> Vec<&'a str> {
    let rests = source.split(start).skip(1).map(str::trim_start);
    rests.filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).collect()
}

/// Returns what the rows of the table below `heading` begin with: what stands as code in the first
/// cell.
fn rows(document: &str, heading: &str) -> BTreeSet<String> {
    let (_, section) = document
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("{DOCUMENT} has no heading {heading:?}"));
    let section = section.split("\n#").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned()).collect()
}

/// Returns the values of the constants in `source` that stand right behind `start`.
fn constants_after<'a>(source: &'a str, start: &str) -> Vec<&'a str> {
    let names = source.split(start).skip(1).filter_map(|rest| {
        let name = rest.split(|c: char| !c.is_ascii_uppercase() && c != '_').next()?;
        (name.len() > 1).then_some(name)
    });
    names.flat_map(|name| quoted_after(source, &format!("const val {name} ="))).collect()
}

/// Says which of two sets lacks what.
fn compare(what: &str, code: &BTreeSet<String>, document: &BTreeSet<String>) {
    let unsaid: Vec<_> = code.difference(document).collect();
    let untrue: Vec<_> = document.difference(code).collect();
    assert!(
        unsaid.is_empty() && untrue.is_empty(),
        "{DOCUMENT}, {what}: it does not say {unsaid:?}, and the app has no {untrue:?} any more"
    );
}

#[test]
fn every_file_that_the_app_keeps_is_named() {
    let mut kept = BTreeSet::new();
    for source in sources().values() {
        kept.extend(
            quoted_after(source, "AtomicFileStore(context, ").into_iter().map(str::to_owned),
        );
    }
    compare("files", &kept, &rows(&read(DOCUMENT), "### Files"));
}

#[test]
fn every_key_that_the_app_writes_is_explained() {
    let mut keys = BTreeSet::new();
    for source in sources().values() {
        for start in [".put(", "putUnlessEmpty(", "putUnlessZero(", " put("] {
            keys.extend(quoted_after(source, start).into_iter().map(str::to_owned));
            keys.extend(constants_after(source, start).into_iter().map(str::to_owned));
        }
    }
    let document = read(DOCUMENT);
    let mut explained = rows(&document, "### What stands in them");
    explained.append(&mut rows(&document, "### What stands in the states"));
    compare("keys", &keys, &explained);
}

#[test]
fn every_state_that_the_app_sends_is_named() {
    let mut states = BTreeSet::new();
    for source in sources().values() {
        for start in ["KeyedAppState(", "        key = "] {
            states.extend(quoted_after(source, start).into_iter().map(str::to_owned));
        }
    }
    compare("states", &states, &rows(&read(DOCUMENT), "### States"));
}

/// Whatever else an app could keep or send things by is not used: what is named is all there is.
#[test]
fn the_app_keeps_nothing_in_other_places_and_opens_no_connection() {
    let others = [
        "SharedPreferences",
        "openFileOutput",
        "filesDir",
        "cacheDir",
        "getExternalFiles",
        "SQLite",
        "ANDROID_ID",
        "AccountManager",
        "java.net.",
        "android.net.http",
        "Socket(",
        "DownloadManager",
        "sendBroadcast",
    ];
    let keeper = "/AtomicFileStore.kt";
    for (path, source) in sources() {
        for other in others {
            let rest = source.replace("noBackupFilesDir", "");
            assert!(!rest.contains(other), "{path} uses {other}: {DOCUMENT} knows nothing of that");
        }
        let opens = source.contains("File(") && source.contains("import java.io.File\n");
        assert!(!opens || path.ends_with(keeper), "{path} opens files past {keeper}");
    }
}

#[test]
fn every_permission_that_the_app_asks_for_is_explained() {
    let manifest = read("android-app/src/main/AndroidManifest.xml");
    let asked = manifest.split("<uses-permission").skip(1).map(|rest| {
        rest.split("android:name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    });
    compare("permissions", &asked.collect(), &rows(&read(DOCUMENT), "## Permissions"));
}

#[test]
fn texts_are_read_as_code_writes_them() {
    let source = ".put(\"a\", 1).putUnlessEmpty(\n    \"b\", x).put(key, y)";
    assert_eq!(quoted_after(source, ".put("), ["a"]);
    assert_eq!(quoted_after(source, "putUnlessEmpty("), ["b"]);
    let source = "json.put(KEY_A, 1).put(key, 2)\nconst val KEY_A = \"a\"";
    assert_eq!(constants_after(source, ".put("), ["a"]);
    let document = "\n## X\n\n| `c` | d |\n| e | `f` |\n\n## Y\n| `g` |\n";
    assert_eq!(rows(document, "## X"), BTreeSet::from(["c".to_owned()]));
}
