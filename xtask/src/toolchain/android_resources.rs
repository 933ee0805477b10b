//! The app's resources and manifest, compiled by aapt2.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::{command, run};
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::runnable::make_runnable;
use crate::toolchain::stamp::when_changed;

/// Where the app is, with its resources.
pub const SOURCES: &str = "android-app/src/main";

/// What aapt2 makes of the app's resources.
pub struct AndroidResources {
    /// The manifest with package, versions and API levels filled in.
    pub manifest: PathBuf,
    /// Compiled resources and manifest.
    pub package: PathBuf,
    /// The same for simulated phones, with the pseudo-locales `en-XA` and `ar-XB` besides.
    pub pseudo_localized: PathBuf,
    /// Sources of `R`.
    pub sources: PathBuf,
    /// Classes of `R`.
    pub classes: PathBuf,
    /// What the shrinker keeps because the manifest or a layout names it.
    pub keep_rules: PathBuf,
}

/// Compiles the resources if they changed.
pub fn build(artifacts: &Artifacts, jdk: &Jdk, versions: &Versions) -> Result<AndroidResources> {
    let output = project::target("android/resources");
    let resources = AndroidResources {
        manifest: output.join("AndroidManifest.xml"),
        package: output.join("resources.apk"),
        pseudo_localized: output.join("pseudo-localized.apk"),
        sources: output.join("java"),
        classes: output.join("classes"),
        keep_rules: output.join("keep-rules.pro"),
    };
    let framework = artifacts.file("org.robolectric:android-all")?;
    let settings = [format!("{versions:?} {} {}", project::VERSION, framework.display())];
    when_changed(&output, &[project::path(SOURCES)], &settings, || {
        let aapt2 = aapt2(artifacts, jdk)?;
        let manifest = project::path(SOURCES).join("AndroidManifest.xml");
        fill_manifest(&manifest, &resources.manifest, &versions.application_id, versions)?;
        let compiled = |name: &str, options: &[&str]| {
            let compiled = output.join(name);
            let mut aapt2 = command(&aapt2);
            aapt2.args(["compile", "--dir"]).arg(project::path(SOURCES).join("res"));
            run("aapt2-compile", aapt2.args(options).arg("-o").arg(&compiled))?;
            anyhow::Ok(compiled)
        };
        let link = || {
            let mut link = command(&aapt2);
            link.args(["link", "-I"]).arg(framework).arg("--manifest").arg(&resources.manifest);
            link
        };
        let ids = output.join("ids.txt");
        run(
            "aapt2-link",
            link()
                .arg("--java")
                .arg(&resources.sources)
                .arg("--proguard")
                .arg(&resources.keep_rules)
                .arg("--emit-ids")
                .arg(&ids)
                .arg("-o")
                .arg(&resources.package)
                .arg(compiled("compiled.zip", &[])?),
        )?;
        run(
            "aapt2-link-pseudo",
            link()
                .arg("--stable-ids")
                .arg(&ids)
                .arg("-o")
                .arg(&resources.pseudo_localized)
                .arg(compiled("pseudo-localized.zip", &["--pseudo-localize"])?),
        )?;
        let source =
            resources.sources.join(versions.application_id.replace('.', "/")).join("R.java");
        run(
            "javac-r",
            jdk.command("javac")
                .args(["--release", "17", "-d"])
                .arg(&resources.classes)
                .arg(source),
        )?;
        Ok(())
    })?;
    Ok(resources)
}

/// Writes what [`filled`] makes of the manifest in `source`.
pub fn fill_manifest(
    source: &Path,
    file: &Path,
    application_id: &str,
    versions: &Versions,
) -> Result<()> {
    let text = fs::read_to_string(source).with_context(|| source.display().to_string())?;
    let text = filled(&text, application_id, versions);
    fs::write(file, text).with_context(|| file.display().to_string())
}

/// Fills in what the source manifest leaves to the build, as the Android Gradle plugin wants it:
/// what `libs.versions.toml` and `Cargo.toml` hold, and that native libraries stay in the APK.
pub fn filled(manifest: &str, application_id: &str, versions: &Versions) -> String {
    let Versions { min_sdk, target_sdk, version_code, .. } = versions;
    let version = project::VERSION;
    manifest
        .replacen(
            "<manifest",
            &format!(
                "<manifest package=\"{application_id}\" android:versionCode=\"{version_code}\" \
                 android:versionName=\"{version}\""
            ),
            1,
        )
        .replacen(
            "<application",
            &format!(
                "<uses-sdk android:minSdkVersion=\"{min_sdk}\" \
                 android:targetSdkVersion=\"{target_sdk}\" />\n\n    \
                 <application android:extractNativeLibs=\"false\""
            ),
            1,
        )
}

/// Returns the aapt2 inside apktool's library.
pub fn aapt2(artifacts: &Artifacts, jdk: &Jdk) -> Result<PathBuf> {
    let entry = aapt2_for(OS, ARCH)
        .with_context(|| format!("there is no aapt2 here for {OS} on {ARCH}"))?;
    let folder = project::target("android/aapt2");
    let library = artifacts.file("org.apktool:apktool-lib")?;
    let program = folder.join(entry);
    when_changed(&folder, &[], &[library.display().to_string()], || {
        run(
            "unpack-aapt2",
            jdk.command("jar").arg("-xf").arg(library).arg(entry).current_dir(&folder),
        )?;
        make_runnable(&program)
    })?;
    Ok(program)
}

/// Returns which aapt2 of apktool's library runs on a system, if one does.
pub fn aapt2_for(system: &str, processor: &str) -> Option<&'static str> {
    match (system, processor) {
        ("linux", "x86_64") => Some("prebuilt/linux/aapt2"),
        // One file for both processors.
        ("macos", "x86_64" | "aarch64") => Some("prebuilt/macosx/aapt2"),
        ("windows", "x86_64") => Some("prebuilt/windows/aapt2.exe"),
        _ => None,
    }
}
