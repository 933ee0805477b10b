//! The app's resources and manifest, compiled by aapt2.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::{command, run};
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::runnable::make_runnable;
use crate::toolchain::stamp::when_changed;

/// Where the app is, with its resources.
pub const SOURCES: &str = "android-app/src/main";

/// How aapt2 adds pseudo-locales, and which.
const PSEUDO_LOCALIZE: [&str; 1] = ["--pseudo-localize"];
const PSEUDO_LOCALES: [&str; 2] = ["en-rXA", "ar-rXB"];

/// What aapt2 makes of the app's resources.
#[derive(Clone)]
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
    /// What was compiled and not linked yet: for phones, and for simulated ones.
    parts: [PathBuf; 2],
    /// The numbers that the classes of `R` have.
    ids: PathBuf,
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
        parts: ["compiled.zip", "pseudo-localized.zip"].map(|name| output.join(name)),
        ids: output.join("ids.txt"),
    };
    let framework = artifacts.file("org.robolectric:android-all")?;
    let settings = [format!("{versions:?} {}", framework.display())];
    when_changed(&output, &[project::path(SOURCES)], &settings, || {
        let aapt2 = aapt2(artifacts, jdk)?;
        let manifest = project::path(SOURCES).join("AndroidManifest.xml");
        fill_manifest(&manifest, &resources.manifest, &versions.application_id, versions)?;
        let res = project::path(SOURCES).join("res");
        let [compiled, pseudo_localized] = &resources.parts;
        compile(&aapt2, &res, &[], compiled)?;
        compile(&aapt2, &res, &PSEUDO_LOCALIZE, pseudo_localized)?;
        let link = || link(&aapt2, framework, &resources.manifest);
        run(
            "aapt2-link",
            link()
                .args(["--custom-package", &versions.namespace, "--java"])
                .arg(&resources.sources)
                .arg("--proguard")
                .arg(&resources.keep_rules)
                .arg("--emit-ids")
                .arg(&resources.ids)
                .arg("-o")
                .args([&resources.package, compiled]),
        )?;
        run(
            "aapt2-link-pseudo",
            link()
                .arg("--stable-ids")
                .arg(&resources.ids)
                .arg("-o")
                .args([&resources.pseudo_localized, pseudo_localized]),
        )?;
        let source = resources.sources.join(versions.namespace.replace('.', "/")).join("R.java");
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

impl AndroidResources {
    /// Links them again for another app with these facts: in the languages named, and with what is
    /// in `folder/res` over them. Sources, classes and rules stay: resources have the same numbers in
    /// both, so code is compiled once for all.
    pub fn relink(
        &self,
        artifacts: &Artifacts,
        jdk: &Jdk,
        versions: &Versions,
        languages: &[String],
        folder: &Path,
    ) -> Result<Self> {
        let (res, output) = (folder.join("res"), folder.join("resources"));
        let own = Self {
            manifest: output.join("AndroidManifest.xml"),
            package: output.join("resources.apk"),
            pseudo_localized: output.join("pseudo-localized.apk"),
            ids: output.join("ids.txt"),
            parts: ["compiled.zip", "pseudo-localized.zip"].map(|name| output.join(name)),
            ..self.clone()
        };
        let framework = artifacts.file("org.robolectric:android-all")?;
        let source = project::path(SOURCES).join("AndroidManifest.xml");
        let [compiled, pseudo_localized] = self.parts.clone();
        let inputs = [res.clone(), compiled, pseudo_localized, self.ids.clone(), source.clone()];
        let settings = [format!("{versions:?} {languages:?} {}", framework.display())];
        when_changed(&output, &inputs, &settings, || {
            let aapt2 = aapt2(artifacts, jdk)?;
            fill_manifest(&source, &own.manifest, &versions.application_id, versions)?;
            let ids = fs::read_to_string(&self.ids).context("ids.txt")?;
            // A number goes by a name that begins with the application id.
            let ids = ids.lines().filter_map(|line| line.split_once(':')).map(|(_, name)| name);
            let ids = ids.map(|name| format!("{}:{name}\n", versions.application_id));
            fs::write(&own.ids, ids.collect::<String>()).context("ids.txt")?;
            let linked = [(&own.package, &[][..]), (&own.pseudo_localized, &PSEUDO_LOCALIZE)];
            for (index, (package, options)) in linked.into_iter().enumerate() {
                compile(&aapt2, &res, options, &own.parts[index])?;
                let mut languages: Vec<_> = languages.iter().map(String::as_str).collect();
                if !options.is_empty() {
                    languages.extend(PSEUDO_LOCALES);
                }
                let mut link = link(&aapt2, framework, &own.manifest);
                link.arg("--stable-ids").arg(&own.ids).args(["-c", &languages.join(",")]);
                link.arg("-o").args([package, &self.parts[index]]);
                run(
                    "aapt2-relink",
                    link.args(["--auto-add-overlay", "-R"]).arg(&own.parts[index]),
                )?;
            }
            Ok(())
        })?;
        Ok(own)
    }
}

fn compile(aapt2: &Path, res: &Path, options: &[&str], compiled: &Path) -> Result<()> {
    let mut aapt2 = command(aapt2);
    aapt2.args(["compile", "--dir"]).arg(res).args(options).arg("-o").arg(compiled);
    run("aapt2-compile", &mut aapt2).map(|_| ())
}

fn link(aapt2: &Path, framework: &Path, manifest: &Path) -> Command {
    let mut link = command(aapt2);
    link.args(["link", "-I"]).arg(framework).arg("--manifest").arg(manifest);
    link
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
    let Versions { min_sdk, target_sdk, version_code, version_name, .. } = versions;
    manifest
        .replacen(
            "<manifest",
            &format!(
                "<manifest package=\"{application_id}\" android:versionCode=\"{version_code}\" \
                 android:versionName=\"{version_name}\""
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
