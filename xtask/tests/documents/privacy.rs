//! That `docs/privacy.md` and the papers for organisations name what the app keeps and sends, key by
//! key. The papers are made from one table, [`FILES`] and [`STATES`], which both are held against.

use std::collections::{BTreeMap, BTreeSet};

use appvagt_papers::{FILES, FORMAT, Key, PERMISSIONS, RISKS, STATES};

use crate::tree::{files, read};

const DOCUMENT: &str = "docs/privacy.md";
const PAPERS: &str = "rust-core/papers/src/inventory.rs";
/// What stands before the name of a file that the app keeps.
const OPENS: &str = "AtomicFileStore(context, ";
const APP: &str = "android-app/src/main/kotlin";
/// What the app is built on: the library, and the core without its tests.
const BELOW: [(&str, &str); 5] = [
    ("android-scanner/src/main/kotlin", ".kt"),
    ("rust-core/jni/src", ".rs"),
    ("rust-core/scanner/src", ".rs"),
    ("rust-core/facts/src", ".rs"),
    ("rust-core/apk/src", ".rs"),
];

/// The app's sources, by path.
fn sources() -> BTreeMap<String, String> {
    files(APP, &[".kt"]).into_iter().map(|path| (path.clone(), read(&path))).collect()
}

/// The sources of the app and of all that it is built on, by path, without tests.
fn all_sources() -> BTreeMap<String, String> {
    let below = BELOW.iter().flat_map(|(folder, ending)| files(folder, &[ending]));
    let below = below.filter(|path| !path.ends_with("tests.rs")).map(|path| {
        let source = read(&path);
        let code = source.split("\nmod tests {").next().unwrap_or_default();
        (path, code.to_owned())
    });
    below.chain(sources()).collect()
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
fn compare(what: &str, code: &BTreeSet<String>, said_in: &str, said: &BTreeSet<String>) {
    let unsaid: Vec<_> = code.difference(said).collect();
    let untrue: Vec<_> = said.difference(code).collect();
    assert!(
        unsaid.is_empty() && untrue.is_empty(),
        "{said_in}, {what}: it does not say {unsaid:?}, and the app has no {untrue:?} any more"
    );
}

/// Returns the names of these keys.
fn names<'a>(keys: impl IntoIterator<Item = &'a Key>) -> BTreeSet<String> {
    keys.into_iter().map(|key| key.name.to_owned()).collect()
}

/// Returns the keys that a source of the app writes into JSON.
fn written(source: &str) -> BTreeSet<String> {
    let starts = [".put(", "putUnlessEmpty(", "putUnlessZero(", " put("];
    let written = starts.into_iter().flat_map(|start| {
        quoted_after(source, start).into_iter().chain(constants_after(source, start))
    });
    written.map(str::to_owned).collect()
}

/// Returns the states that a source of the app makes.
fn made(source: &str) -> Vec<&str> {
    let starts = ["KeyedAppState(", "        key = "];
    starts.into_iter().flat_map(|start| quoted_after(source, start)).collect()
}

#[test]
fn every_file_that_the_app_keeps_is_named() {
    let mut kept = BTreeSet::new();
    for source in sources().values() {
        let files = quoted_after(source, OPENS);
        kept.extend(files.into_iter().map(str::to_owned));
    }
    compare("files", &kept, DOCUMENT, &rows(&read(DOCUMENT), "### Files"));
    compare("files", &kept, PAPERS, &FILES.iter().map(|file| file.name.to_owned()).collect());
}

#[test]
fn every_key_that_the_app_writes_is_explained() {
    let keys = sources().values().flat_map(|source| written(source)).collect();
    let document = read(DOCUMENT);
    let mut explained = rows(&document, "### What stands in them");
    explained.append(&mut rows(&document, "### What stands in the states"));
    compare("keys", &keys, DOCUMENT, &explained);
    let mut in_papers = names(FILES.iter().flat_map(|file| file.keys).chain([&FORMAT]));
    in_papers.append(&mut names(STATES.iter().flat_map(|state| state.keys)));
    compare("keys", &keys, PAPERS, &in_papers);
}

/// Holds that what a source writes that opens a file is in that file, and what one writes that makes a
/// state is in that state.
#[test]
fn every_key_stands_where_the_app_writes_it() {
    let everywhere = written(&read(&format!("{APP}/org/appvagt/feedback/StateData.kt")));
    let (mut files, mut states) = (0, 0);
    for (path, source) in sources() {
        let written = written(&source);
        if let [name] = quoted_after(&source, OPENS)[..] {
            let file = FILES.iter().find(|file| file.name == name).unwrap();
            let strange: Vec<_> = written.difference(&names(file.keys)).cloned().collect();
            assert!(
                strange.is_empty(),
                "{path} writes {strange:?} into {name}: {PAPERS} does not say so"
            );
            files += 1;
        }
        if let [name, ..] = made(&source)[..] {
            let state = STATES.iter().find(|state| state.name == name).unwrap();
            let said: BTreeSet<_> = names(state.keys).difference(&everywhere).cloned().collect();
            compare(&format!("{name}, of {path}"), &written, PAPERS, &said);
            assert!(
                everywhere.is_subset(&names(state.keys)),
                "{PAPERS}: {name} lacks {everywhere:?}"
            );
            states += 1;
        }
    }
    assert_eq!((files, states), (FILES.len(), STATES.len()), "some were not looked at");
}

#[test]
fn every_state_that_the_app_sends_is_named() {
    let mut states = BTreeSet::new();
    for source in sources().values() {
        states.extend(made(source).into_iter().map(str::to_owned));
    }
    compare("states", &states, DOCUMENT, &rows(&read(DOCUMENT), "### States"));
    compare("states", &states, PAPERS, &STATES.iter().map(|state| state.name.to_owned()).collect());
}

/// Relies on the names in `docs/security.md`, which are held to be those of tests that exist.
#[test]
fn every_test_that_papers_name_holds_a_promise() {
    let promises = read("docs/security.md");
    for (file, name) in RISKS.iter().flat_map(|risk| risk.tests) {
        let held = promises.contains(&format!("](../{file}): `{name}`"));
        assert!(held, "docs/security.md names no test {name:?} in {file}, and the papers do");
    }
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
        "WebView",
        "openOrCreateDatabase",
        "RandomAccessFile",
        "Files.write",
        "getDir(",
        "dataDir",
        "std::net",
        "fs::write",
        "File::create",
        ".write(true)",
    ];
    let keeper = "/AtomicFileStore.kt";
    let sources = all_sources();
    for (folder, _) in BELOW {
        assert!(sources.keys().any(|path| path.starts_with(folder)), "{folder} was not looked at");
    }
    for (path, source) in sources {
        for other in others {
            let rest = source.replace("noBackupFilesDir", "");
            assert!(!rest.contains(other), "{path} uses {other}: {DOCUMENT} knows nothing of that");
        }
        let opens = ["java.io.File\n", "java.io.File(", "FileOutputStream"];
        let opens = opens.iter().any(|opens| source.contains(opens));
        assert!(!opens || path.ends_with(keeper), "{path} opens files past {keeper}");
    }
}

#[test]
fn every_permission_that_the_app_asks_for_is_explained() {
    let manifest = read("android-app/src/main/AndroidManifest.xml");
    let asked = manifest.split("<uses-permission").skip(1).map(|rest| {
        rest.split("android:name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    });
    let asked = asked.collect();
    compare("permissions", &asked, DOCUMENT, &rows(&read(DOCUMENT), "## Permissions"));
    compare("permissions", &asked, PAPERS, &PERMISSIONS.map(str::to_owned).into());
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
