//! `cargo xtask aar`: the scanner as a library for other apps.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::android_app;
use crate::commands::apk::{Tools, abis, core, elf};
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::project;
use crate::toolchain::stamp::hex;
use crate::toolchain::step::step;

/// Group and artifact of the library among Maven's.
pub const GROUP: &str = "org.appvagt";
pub const ARTIFACT: &str = "appvagt-scanner";

/// The library, built: what goes into a Maven repository.
pub struct Aar {
    /// Kotlin classes, native libraries, manifest and keep rules.
    pub archive: PathBuf,
    sources: PathBuf,
    pom: PathBuf,
}

impl Aar {
    /// Returns all files that belong to it.
    pub fn files(&self) -> [&Path; 3] {
        [&self.archive, &self.sources, &self.pom]
    }
}

/// Builds the library and prints what came of it.
pub fn run() -> Result<()> {
    let aar = build(&Tools::ensure()?)?;
    println!();
    for file in aar.files() {
        let content = read(file)?;
        let name = file.strip_prefix(project::root()).unwrap_or(file).display();
        println!("  {name}, {} bytes, SHA-256 {}", content.len(), hex(&Sha256::digest(&content)));
    }
    println!("\nDependency: {GROUP}:{ARTIFACT}:{}", project::VERSION);
    Ok(())
}

/// Builds the library, showing each step.
pub fn build(tools: &Tools) -> Result<Aar> {
    let classes =
        step("scanner library (Kotlin)", || android_app::library(&tools.artifacts, &tools.jdk))?;
    let libraries =
        step("core, for phones", || core::build(&tools.versions, &abis(&tools.versions)))?;
    let file = |ending: &str| {
        project::path("dist").join(format!("{ARTIFACT}-{}{ending}", project::VERSION))
    };
    let aar = Aar { archive: file(".aar"), sources: file("-sources.jar"), pom: file(".pom") };
    step("package", || {
        let jar = project::target("android/aar/classes.jar");
        let mut classes_jar = Archive::create(&jar)?;
        classes_jar.deflate_folder(&classes)?;
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
        let pom = pom(&tools.versions.kotlin);
        fs::write(&aar.pom, pom).with_context(|| aar.pom.display().to_string())
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

/// Returns what Maven is to know of the library.
pub fn pom(kotlin: &str) -> String {
    let version = project::VERSION;
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>{GROUP}</groupId>
  <artifactId>{ARTIFACT}</artifactId>
  <version>{version}</version>
  <packaging>aar</packaging>
  <name>Appvagt scanner</name>
  <description>Finds apps on Android devices that an organisation has banned.</description>
  <licenses>
    <license>
      <name>Apache-2.0</name>
      <url>https://www.apache.org/licenses/LICENSE-2.0.txt</url>
    </license>
  </licenses>
  <dependencies>
    <dependency>
      <groupId>org.jetbrains.kotlin</groupId>
      <artifactId>kotlin-stdlib</artifactId>
      <version>{kotlin}</version>
      <scope>compile</scope>
    </dependency>
  </dependencies>
</project>
"#
    )
}
