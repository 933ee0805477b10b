//! `cargo xtask apk`: the app as an APK, built, signed and checked.

mod api_level;
mod archive;
mod badging;
mod checks;
mod core;
mod dex;
mod elf;
mod key;
mod lint;
mod signature;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::android_app;
use crate::artifacts::Artifacts;
use crate::jdk::Jdk;
use crate::project::{self, Versions};
use crate::stamp::hex;
use crate::step::step;
use crate::system_package::{self, DEXDUMP, RUST_FOR_ANDROID};

/// An APK before it is signed.
pub struct UnsignedApk {
    /// The file.
    pub file: PathBuf,
    /// What was compiled on the way.
    pub app: android_app::AndroidApp,
}

/// Tools the build needs, found.
pub struct Tools {
    pub artifacts: Artifacts,
    pub jdk: Jdk,
    pub versions: Versions,
}

impl Tools {
    /// Downloads or installs what is missing.
    pub fn ensure() -> Result<Self> {
        let versions = Versions::read()?;
        let jdk = Jdk::default()?;
        step("compilers for Android", || system_package::ensure(&RUST_FOR_ANDROID))?;
        step("dexdump", || system_package::ensure(&[DEXDUMP]))?;
        let own = ["r8", "apksig", "animal-sniffer", "lint"];
        let sets = [android_app::SETS.as_slice(), &own].concat();
        let artifacts = step("tools and libraries", || Artifacts::ensure(&sets))?;
        Ok(Self { artifacts, jdk, versions })
    }
}

/// Builds, signs, checks, and prints what came of it.
pub fn run() -> Result<()> {
    let start = Instant::now();
    let tools = Tools::ensure()?;
    let unsigned = build_unsigned(&tools)?;
    let folder = project::path("dist");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let apk = folder.join(format!("appvagt-{}.apk", project::VERSION));
    let key = key::find(&tools.jdk)?;
    let certificate =
        step("align, sign, verify", || signature::sign(&tools, &key, &unsigned.file, &apk))?;
    let passed = checks::run(&tools, &unsigned.app, &apk)?;

    let content = fs::read(&apk).with_context(|| apk.display().to_string())?;
    println!("\n  file         {}", apk.strip_prefix(project::root()).unwrap_or(&apk).display());
    println!("  size         {} bytes", content.len());
    println!("  SHA-256      {}", hex(&Sha256::digest(&content)));
    println!("  certificate  {certificate} ({})", key.name());
    for (name, outcome) in passed {
        println!("  {name:12} {outcome}");
    }
    println!("\nDone in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Builds the APK without its signature: the same bytes on every machine.
pub fn build_unsigned(tools: &Tools) -> Result<UnsignedApk> {
    let Tools { artifacts, jdk, versions } = tools;
    let app = android_app::build(artifacts, jdk, versions)?;
    let libraries = step("core, for phones", || core::build(versions))?;
    let dex = step("shrink and dex", || dex::build(tools, &app))?;
    let file = project::target("android/apk/unsigned.apk");
    step("package", || archive::write(&file, &app.resources.package, &dex, &libraries))?;
    Ok(UnsignedApk { file, app })
}
