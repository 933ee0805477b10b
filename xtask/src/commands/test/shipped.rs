//! The code of the APK, turned back into class files and run on simulated phones with the APK's own
//! resources: the shrinker must not have taken what is called by name.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use zip::ZipArchive;

use super::phones::API_LEVELS;
use super::selection::Selection;
use crate::commands::apk::BuiltApk;
use crate::toolchain::archive::Archive;
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::{command, failure, run as run_logged};
use crate::toolchain::junit::{self, Tests};
use crate::toolchain::kotlin::{self, Module};
use crate::toolchain::robolectric::{self, Robolectric};
use crate::toolchain::stamp::when_changed;
use crate::toolchain::system_package::{self, ENJARIFY};
use crate::toolchain::{project, workers};

/// The tests of an organisation's own app.
const OWN_APP: &str = "org.appvagt.shipped.OwnAppTest";

/// The code of an APK and its tests, ready to be run.
pub struct Shipped<'a> {
    /// The APK.
    pub built: &'a BuiltApk,
    robolectric: Robolectric,
    tests: PathBuf,
    classes: PathBuf,
}

/// Runs the tests of the shipped code.
pub fn run(shipped: &Shipped, selection: &Selection) -> Result<Vec<(String, Tests)>> {
    let built = shipped.built;
    let manifest = &built.app.resources.manifest;
    let namespace = &built.tools.versions.namespace;
    let app = robolectric::configuration("shipped-configuration", &built.apk, manifest, namespace)?;
    let on = |level| {
        let mut junit = shipped.junit(level, &app, &[])?;
        junit.arg("--scan-classpath").arg(&shipped.tests);
        junit.args(["--include-classname", ".*Test", "--exclude-classname", OWN_APP]);
        selection.limit(&mut junit);
        let tests = junit::run(&format!("junit-shipped-{level}"), &mut junit)?;
        Ok((format!("shipped code, API {level}"), tests))
    };
    workers::run(API_LEVELS.map(|level| move || on(level)).into())
}

/// Runs the tests of an organisation's own app, whose code is that of the published one and whose
/// resources are in `apk`.
pub fn run_own_app(
    shipped: &Shipped,
    apk: &Path,
    manifest: &Path,
    name: &str,
    options: &[String],
    selection: &Selection,
) -> Result<Tests> {
    let level = API_LEVELS[API_LEVELS.len() - 1];
    let namespace = &shipped.built.tools.versions.namespace;
    let folder = format!("organisations/{name}/shipped-configuration");
    let app = robolectric::configuration(&folder, apk, manifest, namespace)?;
    let mut junit = shipped.junit(level, &app, options)?;
    junit.args(["--select-class", OWN_APP]);
    selection.limit(&mut junit);
    junit::run(&format!("junit-{name}"), &mut junit)
}

impl<'a> Shipped<'a> {
    /// Compiles the tests, and turns the APK's code back into class files.
    pub fn of(built: &'a BuiltApk) -> Result<Self> {
        let tools = &built.tools;
        let artifacts = Artifacts::ensure(&["kotlin", "framework", "robolectric"])?;
        let robolectric = Robolectric::prepare(&artifacts, &tools.jdk, "dev")?;
        let tests = kotlin::compile(
            &artifacts,
            &tools.jdk,
            &Module {
                name: "shipped-tests",
                sources: &[
                    "android-scanner/src/testFixtures/kotlin",
                    "android-app/src/shippedTest/kotlin",
                ],
                class_path: robolectric.class_path(),
                friends: &[],
                options: &[],
            },
        )?;
        Ok(Self { built, robolectric, tests, classes: classes(built)? })
    }

    fn junit(&self, level: u32, app: &Path, options: &[String]) -> Result<Command> {
        // Class files that were dex have no stack maps to be verified by.
        let unverified = ["-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"];
        let options = [unverified.map(str::to_owned).as_slice(), options].concat();
        let jdk = self.robolectric.jdk_for(level).context("no JDK for this API level")?;
        let class_path = [self.tests.clone(), self.classes.clone(), app.to_owned()];
        self.robolectric.junit(&jdk, level, &class_path, &options)
    }
}

/// Returns the APK's code as class files.
fn classes(built: &BuiltApk) -> Result<PathBuf> {
    system_package::ensure(&[ENJARIFY])?;
    let folder = project::target("android/shipped");
    let jar = folder.join("classes.jar");
    when_changed(&folder, std::slice::from_ref(&built.apk), &[], || {
        let old = folder.join("old.jar");
        let mut enjarify = command("/usr/bin/python3");
        enjarify.args(["-O", "-m", "enjarify.main", "--output"]).arg(&old).arg(&built.apk);
        let output = run_logged("enjarify", &mut enjarify)?;
        if !output.contains(" 0 classes had errors") {
            bail!(failure("enjarify", &enjarify, &output));
        }
        renew(&old, &jar)
    })?;
    Ok(jar)
}

/// Copies class files that say they are Java 5's, and has them say Java 8: they call methods of
/// interfaces, which Java 5 had none of.
fn renew(old: &Path, new: &Path) -> Result<()> {
    const JAVA_8: [u8; 4] = [0, 0, 0, 52];
    let mut classes = ZipArchive::new(File::open(old)?)?;
    let mut archive = Archive::create(new)?;
    for index in 0..classes.len() {
        let mut entry = classes.by_index(index)?;
        let name = entry.name()?.into_owned();
        let mut class = Vec::new();
        entry.read_to_end(&mut class)?;
        let version = class.get_mut(4..8).with_context(|| format!("{name} is no class file"))?;
        version.copy_from_slice(&JAVA_8);
        archive.deflate(&name, &class)?;
    }
    archive.finish()
}
