//! `cargo xtask aab`: the app as an Android App Bundle, for publishing through the Play Console.

mod bundletool;
mod same;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use self::bundletool::Bundletool;
use crate::commands::apk::key::{self, Key};
use crate::commands::apk::{self, BuiltApk, Tools, checks, dex};
use crate::organisation::Organisation;
use crate::toolchain::android_resources::aapt2;
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::command::{command, run as run_logged};
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;
use crate::toolchain::stamp::hex;
use crate::toolchain::step::{or_fix, step};

/// How Google Play is to take the bundle apart: by processor only. An employee may choose a
/// language that their phone does not have, so all languages stay together; pictures are drawn from
/// lines and fit every screen.
pub const CONFIGURATION: &str = r#"{
  "optimizations": {
    "splitsConfig": {
      "splitDimension": [
        { "value": "ABI" },
        { "value": "LANGUAGE", "negate": true },
        { "value": "SCREEN_DENSITY", "negate": true }
      ]
    },
    "uncompressNativeLibraries": { "enabled": true, "alignment": "PAGE_ALIGNMENT_16K" }
  }
}
"#;

/// Where in a bundle the Play Console looks for the names that the shrinker took away.
const MAPPING: &str = "com.android.tools.build.obfuscation/proguard.map";

const SAME_FIX: &str = "see `module` and `CONFIGURATION` in xtask/src/commands/aab.rs; what \
    bundletool itself adds is listed in xtask/src/commands/aab/same.rs";

/// A bundle, built and checked.
pub struct BuiltBundle {
    /// The file.
    pub bundle: PathBuf,
    /// What is to be said of it: name and value.
    pub facts: Vec<(&'static str, String)>,
}

/// Builds the APK and a bundle of the same content, and prints what came of it. With the file of an
/// organisation, those of its own app.
pub fn run(organisation: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let organisation = organisation.map(Organisation::read).transpose()?;
    let bundle = build(&apk::build(organisation.as_ref())?)?;
    println!();
    for (name, value) in bundle.facts {
        println!("  {name:12} {value}");
    }
    println!("\nDone in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Builds a bundle of what the APK holds, signs it and checks it, showing each step.
pub fn build(built: &BuiltApk) -> Result<BuiltBundle> {
    let Tools { jdk, .. } = &built.tools;
    let bundletool = Bundletool::ensure(jdk)?;
    let folder = project::target("android/aab");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let unsigned = folder.join("unsigned.aab");
    step("bundle", || {
        let module = module(&built.tools, &built.unsigned, &folder)?;
        let configuration = folder.join("configuration.json");
        fs::write(&configuration, CONFIGURATION)
            .with_context(|| configuration.display().to_string())?;
        bundletool.build(&module, &configuration, &[(MAPPING, &dex::mapping())], &unsigned)
    })?;
    let validated = step("check: bundle", || bundletool.validate(&unsigned))?;
    let same = step("check: same as the APK", || {
        or_fix(compare(&bundletool, built, &unsigned, &folder), SAME_FIX)
    })?;
    let bundle = built.apk.with_extension("aab");
    let key = key::find(jdk)?;
    step("sign the bundle", || sign(jdk, &key, &unsigned, &bundle))?;

    let content = read(&bundle)?;
    let name = bundle.strip_prefix(project::root()).unwrap_or(&bundle).display().to_string();
    let facts = vec![
        ("file", name),
        ("size", format!("{} bytes", content.len())),
        ("SHA-256", hex(&Sha256::digest(&content))),
        ("signed with", key.name().to_owned()),
        ("bundle", validated),
        ("content", same),
    ];
    Ok(BuiltBundle { bundle, facts })
}

/// Writes the entries of an APK as the one module that a bundle is built from.
fn module(tools: &Tools, apk: &Path, folder: &Path) -> Result<PathBuf> {
    let proto = folder.join("proto.apk");
    run_logged(
        "aapt2-convert",
        command(aapt2(&tools.artifacts, &tools.jdk)?)
            .args(["convert", "--output-format", "proto", "-o"])
            .args([&proto, apk]),
    )?;
    let file = File::open(&proto).with_context(|| proto.display().to_string())?;
    let mut zip = ZipArchive::new(file).with_context(|| proto.display().to_string())?;
    let module = folder.join("base.zip");
    let mut archive = Archive::create(&module)?;
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index)?;
        let name = entry.name()?.into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).with_context(|| name.clone())?;
        archive.deflate(&place(&name)?, &content)?;
    }
    archive.finish()?;
    Ok(module)
}

/// Returns where an APK's entry is in a module.
fn place(entry: &str) -> Result<String> {
    Ok(match entry {
        "AndroidManifest.xml" => format!("manifest/{entry}"),
        "classes.dex" => format!("dex/{entry}"),
        "resources.pb" => entry.to_owned(),
        _ if entry.starts_with("res/") || entry.starts_with("lib/") => entry.to_owned(),
        _ => bail!("no place in a bundle is known for {entry} of the APK"),
    })
}

/// Has bundletool make of the bundle what phones get, and compares that with our own APK.
fn compare(
    bundletool: &Bundletool,
    built: &BuiltApk,
    bundle: &Path,
    folder: &Path,
) -> Result<String> {
    let aapt2 = aapt2(&built.tools.artifacts, &built.tools.jdk)?;
    let universal = bundletool.universal_apk(bundle, &aapt2, folder)?;
    let held = same::check(&aapt2, &built.unsigned, &universal)?;
    checks::archive(&universal).context("bundletool's universal APK")?;
    let splits = bundletool.splits(bundle, &aapt2, folder)?;
    if let Some(other) = splits.iter().find(|name| !is_split_by_processor(name)) {
        bail!("bundletool makes {other} of the bundle; it is to be split by processor only");
    }
    Ok(format!("{held}; split by processor only"))
}

/// Returns whether a split has either all but native code, or native code. bundletool numbers
/// variants for ranges of Android: `base-master_2.apk`.
fn is_split_by_processor(name: &str) -> bool {
    let name = name.trim_end_matches(".apk").trim_start_matches("base-");
    ["master", "arm64_v8a", "x86_64"].iter().any(|part| {
        let number = name.strip_prefix(part).map(|rest| rest.strip_prefix('_').unwrap_or(rest));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Signs as the Play Console wants it, like a JAR file, and verifies that.
fn sign(jdk: &Jdk, key: &Key, unsigned: &Path, signed: &Path) -> Result<()> {
    let mut jarsigner = jdk.command("jarsigner");
    jarsigner.args(["-J-Duser.language=en", "-sigfile", "CERT", "-digestalg", "SHA-256"]);
    key.name_to_java_tool(&mut jarsigner)?;
    if let Some(variable) = key.own_password() {
        jarsigner.args(["-keypass:env", variable]);
    }
    run_logged(
        "sign-bundle",
        jarsigner.arg("-signedjar").args([signed, unsigned]).arg(key.alias()?),
    )?;
    let verified = run_logged(
        "verify-bundle",
        jdk.command("jarsigner").args(["-J-Duser.language=en", "-verify"]).arg(signed),
    )?;
    if !verified.lines().any(|line| line == "jar verified.") {
        bail!("jarsigner does not verify {}: {verified}", signed.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_for_a_language_or_a_screen_is_not_one_by_processor() {
        for name in
            ["base-master.apk", "base-arm64_v8a_3.apk", "base-x86_64.apk", "base-x86_64_2.apk"]
        {
            assert!(is_split_by_processor(name), "{name}");
        }
        for name in ["base-da.apk", "base-xxhdpi.apk", "base-master-da.apk", "base-x86.apk"] {
            assert!(!is_split_by_processor(name), "{name}");
        }
    }

    #[test]
    fn an_entry_without_a_place_in_a_bundle_is_named() {
        assert_eq!(place("AndroidManifest.xml").unwrap(), "manifest/AndroidManifest.xml");
        assert_eq!(place("classes.dex").unwrap(), "dex/classes.dex");
        assert_eq!(place("lib/x86_64/libappvagt.so").unwrap(), "lib/x86_64/libappvagt.so");
        let error = place("assets/policy.json").unwrap_err().to_string();
        assert!(error.contains("assets/policy.json"), "{error}");
    }
}
