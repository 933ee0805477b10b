//! The app that scans: the library as another app would ship it, and an instrumentation that calls
//! it.
//!
//! It brings its own copy of the library and targets itself rather than the app, because of the
//! app's classes the shrinker has renamed everything that could be called.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::PACKAGE;
use crate::android_app;
use crate::commands::apk::{Abi, Tools, checks, core, dex, key, package, signature};
use crate::toolchain::android_resources::{aapt2, fill_manifest};
use crate::toolchain::command::{command, run};
use crate::toolchain::kotlin::{self, Module};
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;
use crate::toolchain::step::step;

const SOURCES: &str = "android-scanner/src/deviceTest";

/// Builds it for this kind of processor, and signs it.
pub fn build(tools: &Tools, abi: Abi) -> Result<PathBuf> {
    let Tools { artifacts, jdk, versions } = tools;
    let library =
        step("scanner library (Kotlin)", || android_app::library(artifacts, jdk, versions))?;
    let test = step("device test (Kotlin)", || {
        kotlin::compile(
            artifacts,
            jdk,
            &Module {
                name: "device-test",
                sources: &[&format!("{SOURCES}/kotlin")],
                class_path: std::slice::from_ref(&library),
                friends: std::slice::from_ref(&library),
                options: &[],
            },
        )
    })?;
    let core = step("core, for the device", || core::build(versions, &[abi]))?;
    let folder = project::target("android/device-test");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let signed = folder.join(format!("device-test-{abi}.apk"));
    step("package and sign the test", || {
        let manifest = folder.join("AndroidManifest.xml");
        let source = project::path(SOURCES).join("AndroidManifest.xml");
        fill_manifest(&source, &manifest, PACKAGE, versions)?;
        let (resources, keep_rules) = (folder.join("resources.apk"), folder.join("keep-rules.pro"));
        run(
            "aapt2-device-test",
            command(aapt2(artifacts, jdk)?)
                .args(["link", "-I"])
                .arg(artifacts.file("org.robolectric:android-all")?)
                .arg("--manifest")
                .arg(&manifest)
                .arg("--proguard")
                .arg(&keep_rules)
                .arg("-o")
                .arg(&resources),
        )?;
        let rules = [keep_rules, project::path("android-scanner/consumer-rules.pro")];
        let inputs = [rules.as_slice(), &[library.clone(), test.clone()]].concat();
        let dex = folder.join("dex");
        when_changed(&dex, &inputs, &[format!("{versions:?}")], || {
            let classes = dex::jar(tools, &[&library, &test], &dex)?;
            dex::shrink(tools, &classes, &rules, &dex)
        })?;
        let unsigned = folder.join("unsigned.apk");
        package(&unsigned, &resources, &dex.join("classes.dex"), &core)?;
        signature::sign(tools, &key::find(jdk)?, &unsigned, &signed)
    })?;
    Ok(signed)
}

/// Sees that the shrinker kept what Android and the native library call by name.
pub fn check(apk: &Path) -> Result<()> {
    checks::archive(apk)?;
    let dump = run("dexdump-device-test", command("dexdump").arg(apk))?;
    for class in ["org/appvagt/devicetest/ScanInstrumentation", "org/appvagt/scanner/NativeCore"] {
        if !dump.contains(&format!("Class descriptor  : 'L{class};'")) {
            bail!("{} has no class {class}", apk.display());
        }
    }
    Ok(())
}
