//! What every APK is checked for before anybody gets it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use zip::{CompressionMethod, ZipArchive};

use super::{Tools, abis, badging, core, elf, licences, lint};
use crate::android_app::AndroidApp;
use crate::toolchain::command::{command, run as run_logged};
use crate::toolchain::project::Versions;
use crate::toolchain::step::{or_fix, step};

/// The most the whole APK may weigh, in bytes.
const APK_BUDGET: u64 = 2_200 * 1024;
/// The most the arm64 library may weigh, in bytes.
const LIBRARY_BUDGET: u64 = 896 * 1024;
const BUDGETED_LIBRARY: &str = "lib/arm64-v8a/libappvagt.so";

// What mends what these checks find.
const MANIFEST_FIX: &str = "change android-app/src/main/AndroidManifest.xml or \
    gradle/libs.versions.toml; if the APK is right, change what is meant in \
    xtask/src/commands/apk/badging.rs";
const ARCHIVE_FIX: &str = "apksig aligns what it signs: see xtask/java/SignApk.java, and `package` \
    in xtask/src/commands/apk.rs for what is stored";
const LIBRARIES_FIX: &str = "change how the library is linked, in `linker_script` of \
    xtask/src/commands/apk/core.rs; thread-local storage comes with a crate or `thread_local!`";
const DEX_FIX: &str = "delete target/android/dex and build again; if that does not help, R8 wrote \
    what dexdump cannot read: see target/logs/dexdump.log and r8.log";
const LINT_FIX: &str = "change what lint names; what does not apply is listed, with the reason, in \
    android-app/lint.xml";
const LICENCES_FIX: &str = "name the crates in android-app/src/main/res/raw/licences.txt, those under \
    the MIT License with the copyright line of their LICENSE";
const SIZE_FIX: &str = "see what grew: compare the list with the last release's. If it is worth its \
    weight, raise the limit in xtask/src/commands/apk/checks.rs and docs/apk.md";

/// Runs all checks on the APK of the app with these facts; `app` is what is compiled for all.
/// Returns for each its name and what it found to be right.
///
/// # Errors
/// One failed: what is wrong, and where.
pub fn run(
    tools: &Tools,
    app: &AndroidApp,
    versions: &Versions,
    apk: &Path,
) -> Result<Vec<(&'static str, String)>> {
    let mut passed = vec![
        ("signature", "v2 and v3, verified".to_owned()),
        ("API level", format!("nothing newer than {} unguarded", tools.versions.min_sdk)),
    ];
    let mut check = |name: &'static str, fix: &str, check: &dyn Fn() -> Result<String>| {
        let result = step(&format!("check: {name}"), check);
        passed.push((name, or_fix(result, fix)?));
        Ok::<(), anyhow::Error>(())
    };
    check("manifest", MANIFEST_FIX, &|| badging::check(tools, versions, apk))?;
    check("archive", ARCHIVE_FIX, &|| archive(apk))?;
    check("libraries", LIBRARIES_FIX, &|| libraries(apk))?;
    check("dex", DEX_FIX, &|| dex(apk))?;
    check("lint", LINT_FIX, &|| lint::check(tools, app))?;
    check("licences", LICENCES_FIX, &|| licences::check(&core::linked(&abis(&tools.versions))?))?;
    check("size", SIZE_FIX, &|| size(apk))?;
    Ok(passed)
}

/// Checks that native libraries and resources can be mapped where they lie in the file.
pub fn archive(apk: &Path) -> Result<String> {
    let mut zip = ZipArchive::new(File::open(apk)?)?;
    let mut libraries = 0;
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index)?;
        let name = entry.name()?.into_owned();
        let stored = entry.compression() == CompressionMethod::Stored;
        let library = Path::new(&name).extension().is_some_and(|extension| extension == "so");
        let at = entry.data_start().with_context(|| format!("{name} has no data"))?;
        if (library || name == "resources.arsc") && !stored {
            bail!("{name} is compressed, so a phone cannot map it");
        }
        let alignment = if library { elf::PAGE } else { 4 };
        if stored && at % alignment != 0 {
            bail!("{name} lies at byte {at}, not at a multiple of {alignment}");
        }
        libraries += usize::from(library);
    }
    Ok(format!("{libraries} libraries stored and aligned to 16 KB"))
}

fn libraries(apk: &Path) -> Result<String> {
    let mut zip = ZipArchive::new(File::open(apk)?)?;
    let names = zip.file_names().collect::<Result<Vec<_>, _>>()?;
    let names: Vec<_> =
        names.iter().filter(|name| name.ends_with(".so")).map(ToString::to_string).collect();
    for name in &names {
        let mut content = Vec::new();
        zip.by_name(name)?.read_to_end(&mut content)?;
        elf::check(&content).with_context(|| name.clone())?;
    }
    Ok("16 KB segments, JNI_OnLoad alone exported, no text relocations".to_owned())
}

/// Has dexdump read the whole file; it fails on what does not fit together.
fn dex(apk: &Path) -> Result<String> {
    let dump = run_logged("dexdump", command("dexdump").arg("-d").arg(apk))?;
    let classes = dump.matches("\nClass #").count();
    if classes == 0 {
        bail!("dexdump found no class");
    }
    Ok(format!("{classes} classes, read whole"))
}

fn size(apk: &Path) -> Result<String> {
    let whole = fs::metadata(apk)?.len();
    let mut zip = ZipArchive::new(File::open(apk)?)?;
    let library = zip.by_name(BUDGETED_LIBRARY)?.size();
    if whole > APK_BUDGET || library > LIBRARY_BUDGET {
        let mut entries = Vec::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index)?;
            entries.push((entry.compressed_size(), entry.name()?.into_owned()));
        }
        entries.sort_unstable();
        let list: Vec<_> = entries
            .iter()
            .rev()
            .take(12)
            .map(|(size, name)| format!("\n{size:>10}  {name}"))
            .collect();
        let list = list.concat();
        bail!(
            "the APK has {whole} bytes of {APK_BUDGET} allowed, its arm64 library {library} of \
             {LIBRARY_BUDGET}:{list}"
        );
    }
    Ok(format!(
        "APK {} of {} KB, arm64 library {} of {} KB",
        whole.div_ceil(1024),
        APK_BUDGET / 1024,
        library.div_ceil(1024),
        LIBRARY_BUDGET / 1024
    ))
}
