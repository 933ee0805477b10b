//! That bundletool's universal APK holds what ours holds.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use zip::ZipArchive;

use crate::toolchain::command::{command, run};

/// What bundletool declares besides in the manifest of what it makes.
const ADDED_META_DATA: [&str; 2] =
    ["com.android.dynamic.apk.fused.modules", "com.android.vending.splits"];
/// The file that the second of these leads to, and its resource.
const ADDED_FILE: &str = "res/xml/splits0.xml";
const ADDED_RESOURCE: &str = "xml/splits0";

const MANIFEST: &str = "AndroidManifest.xml";
/// The table of resources, which is compared by what it says.
const RESOURCES: &str = "resources.arsc";
/// The signature that bundletool gives it.
const SIGNATURE: &str = "META-INF/";

/// Compares two APKs: code, native libraries and other files to the byte, manifest, resources and
/// compiled XML by what aapt2 reads in them. What bundletool is known to add is left out.
pub fn check(aapt2: &Path, ours: &Path, universal: &Path) -> Result<String> {
    let (our_entries, its_entries) = (entries(ours)?, entries(universal)?);
    compare_names(&our_entries, &its_entries)?;
    if !our_entries.contains_key(MANIFEST) {
        bail!("{} has no {MANIFEST}", ours.display());
    }
    let (mut to_the_byte, mut read) = (0, 0);
    for (name, content) in &our_entries {
        if name == RESOURCES {
            let dump = |apk| dump(aapt2, &["resources"], apk);
            compare(name, &without_resource(&dump(ours)?), &without_resource(&dump(universal)?))?;
        } else if is_compiled_xml(content) {
            let dump = |apk| dump(aapt2, &["xmltree", "--file", name], apk);
            compare(name, &without_meta_data(&dump(ours)?), &without_meta_data(&dump(universal)?))?;
            read += usize::from(name != MANIFEST);
        } else if its_entries[name] == *content {
            to_the_byte += 1;
        } else {
            bail!("{name} of bundletool's universal APK has other bytes than ours");
        }
    }
    Ok(format!(
        "bundletool's universal APK has the same {to_the_byte} files of code and data to the byte, \
         the same resources, manifest and {read} compiled XML files"
    ))
}

fn entries(apk: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let file = File::open(apk).with_context(|| apk.display().to_string())?;
    let mut zip = ZipArchive::new(file).with_context(|| apk.display().to_string())?;
    let mut entries = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index)?;
        let name = entry.name()?.into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).with_context(|| name.clone())?;
        if !name.starts_with(SIGNATURE) && name != ADDED_FILE {
            entries.insert(name, content);
        }
    }
    Ok(entries)
}

fn compare_names(ours: &BTreeMap<String, Vec<u8>>, its: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    if let Some(missing) = ours.keys().find(|name| !its.contains_key(*name)) {
        bail!("bundletool's universal APK has no {missing}; ours has");
    }
    if let Some(added) = its.keys().find(|name| !ours.contains_key(*name)) {
        bail!("bundletool's universal APK has {added}; ours has not");
    }
    Ok(())
}

/// Returns whether a file is XML as Android reads it: it begins with the type of such a chunk and
/// the size of its head.
fn is_compiled_xml(content: &[u8]) -> bool {
    content.starts_with(&[3, 0, 8, 0])
}

fn dump(aapt2: &Path, words: &[&str], apk: &Path) -> Result<String> {
    run("aapt2-dump", command(aapt2).arg("dump").args(words).arg(apk))
}

/// Compares line by line; the error has the first that differs.
fn compare(name: &str, ours: &[&str], its: &[&str]) -> Result<()> {
    let longest = ours.len().max(its.len());
    for line in 0..longest {
        let (our, its) = (ours.get(line), its.get(line));
        if our != its {
            let shown = |line: Option<&&str>| line.map_or("nothing", |line| line.trim()).to_owned();
            bail!(
                "{name} of bundletool's universal APK has {}, where ours has {}",
                shown(its),
                shown(our)
            );
        }
    }
    Ok(())
}

/// Returns the lines of a table of resources but for the resource that bundletool adds, and for the
/// head of its type, which has their number.
fn without_resource(table: &str) -> Vec<&str> {
    let mut within = false;
    let kept = table.lines().filter(|line| {
        let text = line.trim_start();
        if text.starts_with("resource ") {
            within = text.ends_with(ADDED_RESOURCE);
        } else if text.starts_with("type ") {
            within = false;
        }
        !within
    });
    kept.map(|line| line.split(" entryCount=").next().unwrap_or(line)).collect()
}

/// Returns the lines of an XML tree but for the meta-data that bundletool adds, and for the numbers
/// of lines, which it drops.
fn without_meta_data(tree: &str) -> Vec<&str> {
    let mut kept: Vec<&str> = Vec::new();
    let mut within = false;
    for line in tree.lines() {
        let text = line.trim_start();
        if text.starts_with("E: ") {
            within = false;
        } else if ADDED_META_DATA
            .iter()
            .any(|name| text.contains(&format!(":name(0x01010003)=\"{name}\"")))
        {
            // Its element came before.
            kept.pop();
            within = true;
        }
        if !within {
            kept.push(line.split(" (line=").next().unwrap_or(line));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::LazyLock;

    use tempfile::TempDir;

    use super::*;
    use crate::toolchain::archive::Archive;
    use crate::toolchain::project;
    use crate::toolchain::runnable::make_runnable;

    fn apk(folder: &TempDir, name: &str, entries: &[(&str, &str)]) -> PathBuf {
        let path = folder.path().join(name);
        let mut archive = Archive::create(&path).unwrap();
        for (name, content) in entries {
            archive.deflate(name, content.as_bytes()).unwrap();
        }
        archive.finish().unwrap();
        path
    }

    /// Compiled XML, as far as it is told from other files.
    const XML: &str = "\u{3}\0\u{8}\0";
    const ENTRIES: [(&str, &str); 5] = [
        ("AndroidManifest.xml", XML),
        ("classes.dex", "code"),
        ("lib/x86_64/a.so", "a"),
        ("res/xml/a.xml", XML),
        ("resources.arsc", "table"),
    ];

    /// An aapt2 that prints what lies beside an APK: `dump resources APK` and `dump xmltree --file NAME
    /// APK`. Written once: a script cannot be run while a process that another test just started still
    /// has it open for writing.
    static AAPT2: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = project::target("stand-in-aapt2");
        fs::create_dir_all(&folder).unwrap();
        let aapt2 = folder.join("aapt2");
        let _ = fs::remove_file(&aapt2);
        let script = "#!/bin/sh\nshift\nif [ $1 = xmltree ]; then shift 2; fi\n\
                      cat \"${2%/*}/$(basename \"$1\") of $(basename \"$2\")\"\n";
        fs::write(&aapt2, script).unwrap();
        make_runnable(&aapt2).unwrap();
        aapt2
    });

    /// Makes a folder with what aapt2 is to print of `ours.apk` and `universal.apk`.
    fn folder_with(dumps: &[(&str, &str)]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for name in ["AndroidManifest.xml", "a.xml", "resources"] {
            for apk in ["ours.apk", "universal.apk"] {
                let dump = format!("{name} of {apk}");
                let text = dumps.iter().find(|(other, _)| *other == dump);
                fs::write(folder.path().join(&dump), text.map_or("same", |(_, text)| text))
                    .unwrap();
            }
        }
        folder
    }

    #[test]
    fn what_is_missing_added_or_changed_is_named() {
        let (manifest, dex, library, xml, table) =
            (ENTRIES[0], ENTRIES[1], ENTRIES[2], ENTRIES[3], ENTRIES[4]);
        let meta_data =
            "E: meta-data (line=1)\nA: x:name(0x01010003)=\"com.android.vending.splits\"";
        for (entries, dumps, expected) in [
            (
                &ENTRIES[..],
                &[][..],
                Ok(
                    "the same 2 files of code and data to the byte, the same resources, manifest and 1 compiled XML files",
                ),
            ),
            (
                &[
                    manifest,
                    dex,
                    library,
                    xml,
                    table,
                    ("META-INF/A.SF", "signed"),
                    ("res/xml/splits0.xml", XML),
                ],
                &[
                    ("AndroidManifest.xml of universal.apk", meta_data),
                    ("AndroidManifest.xml of ours.apk", ""),
                ],
                Ok("1 compiled"),
            ),
            (&[manifest, dex, xml, table], &[], Err("has no lib/x86_64/a.so")),
            (&[manifest, dex, library, xml], &[], Err("has no resources.arsc")),
            (
                &[manifest, dex, library, xml, table, ("assets/b", "")],
                &[],
                Err("has assets/b; ours has not"),
            ),
            (
                &[manifest, ("classes.dex", "c0de"), library, xml, table],
                &[],
                Err("classes.dex of bundletool's universal APK has other bytes"),
            ),
            (
                &ENTRIES,
                &[("resources of universal.apk", "same\nand more")],
                Err(
                    "resources.arsc of bundletool's universal APK has and more, where ours has nothing",
                ),
            ),
            (
                &ENTRIES,
                &[("AndroidManifest.xml of universal.apk", "debuggable")],
                Err(
                    "AndroidManifest.xml of bundletool's universal APK has debuggable, where ours has same",
                ),
            ),
            (
                &ENTRIES,
                &[("a.xml of ours.apk", "same\nlocale")],
                Err(
                    "res/xml/a.xml of bundletool's universal APK has nothing, where ours has locale",
                ),
            ),
        ] {
            let folder = folder_with(dumps);
            let ours = apk(&folder, "ours.apk", &ENTRIES);
            let universal = apk(&folder, "universal.apk", entries);
            let found = check(&AAPT2, &ours, &universal);
            let found = found.map_err(|error| format!("{error:#}"));
            match (&found, expected) {
                (Ok(text), Ok(expected)) => assert!(text.contains(expected), "{text}"),
                (Err(error), Err(expected)) => assert!(error.contains(expected), "{error}"),
                (found, expected) => panic!("{entries:?}: {found:?}, expected {expected:?}"),
            }
        }
    }

    #[test]
    fn an_apk_without_a_manifest_or_that_is_none_is_refused() {
        let folder = TempDir::new().unwrap();
        let without = apk(&folder, "without.apk", &ENTRIES[1..3]);
        // It is not asked.
        let check =
            |ours: &Path| format!("{:#}", check(Path::new("no-aapt2"), ours, ours).unwrap_err());
        assert!(check(&without).contains("without.apk has no AndroidManifest.xml"));
        let none = folder.path().join("none.apk");
        fs::write(&none, "none").unwrap();
        assert!(check(&none).contains("none.apk"));
        assert!(check(&folder.path().join("missing.apk")).contains("missing.apk"));
    }

    #[test]
    fn of_a_table_only_the_added_resource_is_left_out() {
        let ours = "  type xml id=0c entryCount=1\n    resource 0x7f0c0000 xml/a\n      () (file) res/xml/a.xml type=XML\n  type id id=0d entryCount=0\n";
        let its = "  type xml id=0c entryCount=2\n    resource 0x7f0c0000 xml/a\n      () (file) res/xml/a.xml type=XML\n    \
                   resource 0x7f0c0001 xml/splits0\n      () (file) res/xml/splits0.xml type=XML\n  type id id=0d entryCount=0\n";
        compare("table", &without_resource(ours), &without_resource(its)).unwrap();
        let other = its.replace("res/xml/a.xml", "res/xml/b.xml");
        let error =
            compare("table", &without_resource(ours), &without_resource(&other)).unwrap_err();
        assert!(error.to_string().contains("res/xml/b.xml"), "{error}");
    }

    #[test]
    fn of_a_manifest_only_the_added_meta_data_is_left_out() {
        let name = |name: &str| format!("    A: x:name(0x01010003)=\"{name}\" (Raw: \"{name}\")\n");
        let ours = format!("  E: meta-data (line=7)\n{}    A: x:value(0x1)=1\n", name("own"));
        let its = format!(
            "  E: meta-data (line=0)\n{}    A: x:value(0x1)=1\n  E: meta-data (line=0)\n{}    A: x:value(0x1)=2\n",
            name("own"),
            name("com.android.vending.splits")
        );
        compare("manifest", &without_meta_data(&ours), &without_meta_data(&its)).unwrap();
        let other = its.replace("vending.splits", "vending.tricks");
        compare("manifest", &without_meta_data(&ours), &without_meta_data(&other)).unwrap_err();
    }
}
