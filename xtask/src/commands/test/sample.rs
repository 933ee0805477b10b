//! `samples/embed`, an app of another team: compiled against the library as others get it, by the
//! oldest Kotlin that the library is for, and run on the simulated phone.

use std::path::PathBuf;

use anyhow::Result;

use super::selection::Selection;
use crate::commands::aar::Aar;
use crate::commands::apk::Tools;
use crate::toolchain::android_resources::{aapt2, fill_manifest};
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::{command, run as run_logged};
use crate::toolchain::junit::{self, Tests};
use crate::toolchain::kotlin::{self, Kotlin, Module};
use crate::toolchain::project;
use crate::toolchain::robolectric::{self, Robolectric};

const SAMPLE: &str = "samples/embed/src";
const TEST_PHONE: &str = "android-scanner/src/testFixtures/kotlin";
const APPLICATION_ID: &str = "com.example.embed";
/// The newest Android that every JDK of ours can simulate.
const API_LEVEL: u32 = 35;

/// Runs the sample's tests.
pub fn run(tools: &Tools, aar: &Aar, selection: &Selection) -> Result<Tests> {
    let jdk = &tools.jdk;
    let kotlins = [kotlin::SET, kotlin::OLDEST_SET, kotlin::OLDEST_LIBRARY_SET];
    let others = ["framework", "aapt2", robolectric::SET];
    let artifacts = Artifacts::ensure(&[kotlins, others].concat())?;
    let robolectric = Robolectric::prepare(&artifacts, jdk, "dev")?;
    let library = robolectric::classes_of(&aar.archive, jdk)?;
    let compile = |kotlin: &Kotlin, name, sources: &[&str], class_path: &[PathBuf]| {
        let module = Module { name, sources, class_path, friends: &[], options: &[] };
        kotlin::compile_by(kotlin, &artifacts, jdk, &module)
    };
    let main = format!("{SAMPLE}/main/kotlin");
    let oldest = Kotlin::oldest(&artifacts)?;
    let app = compile(&oldest, "embed", &[&main], std::slice::from_ref(&library))?;
    let test = format!("{SAMPLE}/test/kotlin");
    let seen = [&[app.clone(), library.clone()], robolectric.class_path()].concat();
    let current = Kotlin::current(&artifacts)?;
    let tests = [TEST_PHONE, &test];
    let tests = compile(&current, "embed-tests", &tests, &seen)?;

    let source = project::path(SAMPLE).join("main/AndroidManifest.xml");
    let manifest = project::target("android/embed.xml");
    fill_manifest(&source, &manifest, APPLICATION_ID, &tools.versions)?;
    let package = project::target("android/embed.apk");
    run_logged(
        "aapt2-embed",
        command(aapt2(&artifacts, jdk)?)
            .args(["link", "-I"])
            .arg(artifacts.file("org.robolectric:android-all")?)
            .arg("--manifest")
            .arg(&manifest)
            .arg("-o")
            .arg(&package),
    )?;
    let configuration =
        robolectric::configuration("embed-configuration", &package, &manifest, APPLICATION_ID)?;
    let class_path = [tests.clone(), app, library, configuration];
    let mut junit = robolectric.junit(jdk, API_LEVEL, &class_path, &[])?;
    selection.limit(&mut junit);
    junit::run("junit-embed", junit.arg("--scan-classpath").arg(tests))
}
