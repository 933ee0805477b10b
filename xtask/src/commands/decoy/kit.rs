//! What all decoys have in common, compiled once: code and texts.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use zip::ZipArchive;

use super::{Decoy, TEST_PACKAGE, manifest};
use crate::commands::apk::Tools;
use crate::toolchain::android_resources::{aapt2, fill_manifest};
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::command::{command, run};
use crate::toolchain::kotlin::{self, Module};
use crate::toolchain::project;
use crate::toolchain::stamp::{files, when_changed};

/// Where the sources are.
const SOURCES: &str = "samples/decoy/src/main";

/// Name of the code among what is compiled.
const MODULE: &str = "decoy";

/// Returns the code as class files, once it is compiled.
pub fn classes() -> PathBuf {
    project::target("android/classes").join(MODULE)
}

/// What every decoy is made of.
pub struct Kit {
    aapt2: PathBuf,
    /// Android's resources, which aapt2 reads in a twentieth of the time it takes it to find them
    /// among Android's classes.
    framework: PathBuf,
    /// Texts, compiled.
    texts: PathBuf,
    /// Which resource has which number: the code knows them by it.
    ids: PathBuf,
    /// Manifest, before anything is filled in.
    manifest: String,
    /// The code.
    pub dex: PathBuf,
}

impl Kit {
    /// Compiles it if it changed.
    pub fn build(tools: &Tools) -> Result<Self> {
        let Tools { artifacts, jdk, versions } = tools;
        let sources = project::path(SOURCES);
        let source = sources.join("AndroidManifest.xml");
        let folder = project::target("android/decoy");
        let kit = Self {
            aapt2: aapt2(artifacts, jdk)?,
            framework: folder.join("framework.apk"),
            texts: folder.join("texts.zip"),
            ids: folder.join("ids.txt"),
            manifest: fs::read_to_string(&source).with_context(|| source.display().to_string())?,
            dex: folder.join("classes.dex"),
        };
        let android = artifacts.file("org.robolectric:android-all")?;
        let r8 = artifacts.file("com.android.tools:r8")?;
        let settings = [format!("{versions:?} {} {}", android.display(), r8.display())];
        when_changed(&folder, std::slice::from_ref(&sources), &settings, || {
            resources_of(android, &kit.framework)?;
            run(
                "aapt2-decoy-texts",
                command(&kit.aapt2)
                    .args(["compile", "--dir"])
                    .arg(sources.join("res"))
                    .arg("-o")
                    .arg(&kit.texts),
            )?;
            let manifest = folder.join("AndroidManifest.xml");
            fill_manifest(&source, &manifest, TEST_PACKAGE, versions)?;
            let java = folder.join("java");
            run(
                "aapt2-decoy-ids",
                kit.linker(&manifest, &folder.join("resources.apk"))
                    .arg("--java")
                    .arg(&java)
                    .arg("--emit-ids")
                    .arg(&kit.ids)
                    .arg(&kit.texts),
            )?;
            let ids = folder.join("classes");
            run(
                "javac-decoy-ids",
                jdk.command("javac")
                    .args(["--release", "17", "-d"])
                    .arg(&ids)
                    .arg(java.join(TEST_PACKAGE.replace('.', "/")).join("R.java")),
            )?;
            let classes = kotlin::compile(
                artifacts,
                jdk,
                &Module {
                    name: MODULE,
                    sources: &[&format!("{SOURCES}/kotlin")],
                    class_path: &[ids],
                    friends: &[],
                    options: &[],
                },
            )?;
            run(
                "d8-decoy",
                jdk.java()
                    .args(["-Xmx1g", "-cp"])
                    .arg(r8)
                    .args(["com.android.tools.r8.D8", "--release"])
                    .args(["--min-api", &versions.min_sdk, "--lib"])
                    .arg(android)
                    .arg("--output")
                    .arg(&folder)
                    // Of R, the compiler has taken over the numbers.
                    .args(files(&classes)?.iter().filter(|file| is_class(file))),
            )?;
            without_library(&read(&kit.dex)?)
        })?;
        Ok(kit)
    }

    /// Links manifest and resources of one decoy into a file in `folder`.
    pub fn link(&self, tools: &Tools, decoy: &Decoy, folder: &Path) -> Result<PathBuf> {
        let file = folder.join("AndroidManifest.xml");
        let text = manifest::write(&self.manifest, decoy, &tools.versions);
        fs::write(&file, text).with_context(|| file.display().to_string())?;
        let linked = folder.join("resources.apk");
        let mut link = self.linker(&file, &linked);
        if decoy.split.is_some() {
            run("aapt2-decoy", &mut link)?;
            return Ok(linked);
        }
        link.arg(&self.texts);
        // Numbers go by names that begin with the package; under another, they would be given anew.
        let ids = fs::read_to_string(&self.ids).with_context(|| self.ids.display().to_string())?;
        let own_ids = folder.join("ids.txt");
        fs::write(&own_ids, ids.replace(TEST_PACKAGE, &decoy.package))
            .with_context(|| own_ids.display().to_string())?;
        link.arg("--stable-ids").arg(&own_ids);
        if let Some(strings) = manifest::strings(decoy) {
            let source = folder.join("values/strings.xml");
            fs::create_dir_all(folder.join("values"))?;
            fs::write(&source, strings).with_context(|| source.display().to_string())?;
            let mut compile = command(&self.aapt2);
            run("aapt2-decoy-strings", compile.arg("compile").arg(&source).arg("-o").arg(folder))?;
            link.arg(folder.join("values_strings.arsc.flat"));
        }
        run("aapt2-decoy", &mut link)?;
        Ok(linked)
    }

    fn linker(&self, manifest: &Path, output: &Path) -> Command {
        let mut link = command(&self.aapt2);
        link.args(["link", "-I"]).arg(&self.framework).arg("--manifest").arg(manifest);
        link.arg("-o").arg(output);
        link
    }
}

/// Copies Android's manifest and resources out of an archive that holds much else.
fn resources_of(android: &Path, file: &Path) -> Result<()> {
    let mut android = ZipArchive::new(File::open(android)?)?;
    let mut archive = Archive::create(file)?;
    for name in ["AndroidManifest.xml", "resources.arsc"] {
        let mut content = Vec::new();
        android.by_name(name)?.read_to_end(&mut content)?;
        archive.store(name, &content)?;
    }
    archive.finish()
}

/// Checks that Kotlin's library is left out: it is a hundred times the size of a decoy.
fn without_library(dex: &[u8]) -> Result<()> {
    // Nobody looks at the description for other Kotlin code.
    let others =
        |name: &[u8]| name.starts_with(b"Lkotlin/") && !name.starts_with(b"Lkotlin/Metadata;");
    if let Some(at) = (0..dex.len()).find(|&at| others(&dex[at..])) {
        let name = dex[at..].split(|&byte| byte == b';').next().unwrap_or_default();
        bail!("{SOURCES} uses {} of Kotlin's library", String::from_utf8_lossy(name));
    }
    Ok(())
}

/// Returns whether this is a class: the compiler also leaves a list of Kotlin's declarations.
fn is_class(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "class")
}
