//! `cargo xtask aar`: the scanner as a library for other apps, in a Maven repository of its own.

pub mod documentation;
pub mod pom;
mod repository;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use self::repository::Repository;
use crate::android_app;
use crate::commands::apk::{Tools, abis, core, elf};
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::project;
use crate::toolchain::stamp::hex;
use crate::toolchain::step::step;

/// Group and artifact of the library among Maven's.
pub const GROUP: &str = "org.appvagt";
pub const ARTIFACT: &str = "appvagt-scanner";

/// The library, built, in a Maven repository.
pub struct Aar {
    /// The folder that builds of apps name.
    pub repository: PathBuf,
    /// Kotlin classes, native libraries, manifest and keep rules.
    pub archive: PathBuf,
    /// The folder of its classes.
    pub classes: PathBuf,
    sources: PathBuf,
    documentation: PathBuf,
    pom: PathBuf,
}

impl Aar {
    /// Returns all files that belong to it.
    pub fn files(&self) -> [&Path; 4] {
        [&self.archive, &self.sources, &self.documentation, &self.pom]
    }
}

/// Builds the library and prints what came of it.
pub fn run() -> Result<()> {
    let tools = Tools::ensure()?;
    let aar = build(&tools)?;
    println!();
    for file in aar.files() {
        let content = read(file)?;
        let name = file.strip_prefix(project::root()).unwrap_or(file).display();
        println!("  {name}, {} bytes, SHA-256 {}", content.len(), hex(&Sha256::digest(&content)));
    }
    let version = project::VERSION;
    println!("\nWhat an app's build needs (docs/library.md):\n");
    println!("  maven {{ url = uri('{}') }}", aar.repository.display());
    println!("  implementation '{GROUP}:{ARTIFACT}:{version}'");
    println!("\nMade for Kotlin {} and newer.", tools.versions.oldest_kotlin);
    if pom::address()?.is_none() {
        println!(
            "Maven Central would refuse it: the POM names no url and scm until Cargo.toml has \
             `repository` in [workspace.package]."
        );
    }
    Ok(())
}

/// Builds the library, showing each step.
pub fn build(tools: &Tools) -> Result<Aar> {
    let classes = step("scanner library (Kotlin)", || {
        android_app::library(&tools.artifacts, &tools.jdk, &tools.versions)
    })?;
    let documentation = step("documentation", || documentation::write(&tools.jdk))?;
    let libraries =
        step("core, for phones", || core::build(&tools.versions, &abis(&tools.versions)))?;
    let repository = Repository::create(project::path("dist/maven"))?;
    let aar = Aar {
        repository: repository.root.clone(),
        archive: repository.file(".aar"),
        classes,
        sources: repository.file("-sources.jar"),
        documentation: repository.file("-javadoc.jar"),
        pom: repository.file(".pom"),
    };
    step("package", || {
        let jar = project::target("android/aar/classes.jar");
        let mut classes_jar = Archive::create(&jar)?;
        classes_jar.deflate_folder(&aar.classes)?;
        classes_jar.finish()?;

        let mut archive = Archive::create(&aar.archive)?;
        archive.deflate("AndroidManifest.xml", manifest(tools)?.as_bytes())?;
        archive.store("classes.jar", &read(&jar)?)?;
        let rules = read(&project::path("android-scanner/consumer-rules.pro"))?;
        archive.deflate("proguard.txt", &rules)?;
        // The library has no resources; the Android plugin wants the list all the same.
        archive.store("R.txt", b"")?;
        archive.deflate(
            "META-INF/com/android/build/gradle/aar-metadata.properties",
            b"aarFormatVersion=1.0\naarMetadataVersion=1.0\n",
        )?;
        for (abi, library) in libraries {
            let content = read(&library)?;
            elf::check(&content).with_context(|| library.display().to_string())?;
            archive.deflate(&format!("jni/{abi}/libappvagt.so"), &content)?;
        }
        archive.finish()?;

        let mut sources = Archive::create(&aar.sources)?;
        sources.deflate_folder(&project::path("android-scanner/src/main/kotlin"))?;
        sources.finish()?;
        let mut documents = Archive::create(&aar.documentation)?;
        documents.deflate_folder(&documentation)?;
        documents.finish()?;
        let pom = pom::pom(&tools.versions.oldest_kotlin)?;
        fs::write(&aar.pom, pom).with_context(|| aar.pom.display().to_string())?;
        repository.finish()
    })?;
    Ok(aar)
}

/// Fills in what the source manifest leaves to the build: the package name and the API level.
fn manifest(tools: &Tools) -> Result<String> {
    let source = project::path("android-scanner/src/main/AndroidManifest.xml");
    let text = fs::read_to_string(&source).with_context(|| source.display().to_string())?;
    let attributes = "xmlns:android=\"http://schemas.android.com/apk/res/android\"";
    Ok(text.replacen(
        "<manifest />",
        &format!(
            "<manifest {attributes} package=\"{}.scanner\">\n    \
             <uses-sdk android:minSdkVersion=\"{}\" />\n</manifest>",
            tools.versions.namespace, tools.versions.min_sdk
        ),
        1,
    ))
}
