//! Simulated phones: Robolectric's Android on a desktop JVM, and the core built for this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::{SHARE_DEPENDENCIES, command, run};
use crate::toolchain::jdk::{Jdk, OLDEST};
use crate::toolchain::stamp::when_changed;
use crate::toolchain::{junit, link, project};

/// Set of artifacts this needs.
pub const SET: &str = "robolectric";

/// Set of the Android that `JUnit` sees.
const SEEN_BY_JUNIT: &str = "android-35";

/// The first API level that needs a newer JDK than others, and that JDK.
const NEWER: (u32, u32) = (36, 21);

/// What every simulated phone needs.
pub struct Robolectric {
    jdk: Jdk,
    class_path: Vec<PathBuf>,
    native_libraries: PathBuf,
}

impl Robolectric {
    /// Builds the core with cargo's `profile` (`dev` or `release`), and unpacks what needs it.
    pub fn prepare(artifacts: &Artifacts, jdk: &Jdk, profile: &str) -> Result<Self> {
        let mut core = command(env!("CARGO"));
        core.args(["build", "--package", "appvagt-jni", "--profile", profile]);
        if profile == "dev" {
            core.args(SHARE_DEPENDENCIES);
        }
        run("cargo-core", &mut core)?;
        let native_libraries = project::target(if profile == "dev" { "debug" } else { profile });
        let mut class_path = vec![
            project::path("android-scanner/src/testFixtures/resources"),
            artifacts.file("org.jetbrains.kotlin:kotlin-stdlib")?.to_owned(),
        ];
        for file in artifacts.set(SET) {
            let in_androids_format = file.extension().is_some_and(|extension| extension == "aar");
            class_path.push(if in_androids_format { classes_of(&file, jdk)? } else { file });
        }
        Ok(Self { jdk: jdk.clone(), class_path, native_libraries })
    }

    /// Returns what tests are compiled against and run with.
    pub fn class_path(&self) -> &[PathBuf] {
        &self.class_path
    }

    /// Returns the JDK that simulates this API level; `None` if this machine has none that can.
    pub fn jdk_for(&self, api_level: u32) -> Option<Jdk> {
        let needed = oldest_jdk(api_level);
        if needed > OLDEST { Jdk::at_least(needed) } else { Some(self.jdk.clone()) }
    }

    /// Returns a call of `JUnit` on a phone of this API level, with `class_path` before
    /// Robolectric's, with further options for the virtual machine, and without the choice of
    /// tests. Downloads that Android if it is missing.
    pub fn junit(
        &self,
        jdk: &Jdk,
        api_level: u32,
        class_path: &[PathBuf],
        options: &[String],
    ) -> Result<Command> {
        let android = android(api_level)?;
        let mut java = jdk.java();
        java.arg("-Xmx2g")
            // Newer JDKs warn of what Robolectric's and our own libraries do.
            .args((jdk.version >= 24).then_some("--enable-native-access=ALL-UNNAMED"))
            // Android 17's own classes call what the JDK keeps to itself.
            .args(["--add-exports", "java.base/jdk.internal.access=ALL-UNNAMED"])
            .arg(format!("-Djava.library.path={}", self.native_libraries.display()))
            .arg("-Drobolectric.offline=true")
            .arg(format!("-Drobolectric.dependency.dir={}", android.display()))
            .arg(format!("-Drobolectric.enabledSdks={api_level}"))
            .args(options);
        junit::launch(&mut java, &[class_path, &self.class_path, &seen_by_junit()?].concat());
        Ok(java)
    }
}

/// Returns the version of the oldest JDK that simulates a phone of this API level.
pub fn oldest_jdk(api_level: u32) -> u32 {
    let (first, needed) = NEWER;
    if api_level >= first { needed } else { OLDEST }
}

/// Returns the sets of artifacts that a phone of this API level needs besides [`SET`].
pub fn android_sets(api_level: u32) -> [String; 2] {
    [SEEN_BY_JUNIT.to_owned(), format!("android-{api_level}")]
}

/// Writes where Robolectric finds an app's resources, manifest and class of resources, into a folder
/// of its own in `target/android`, which is to be on the class path.
pub fn configuration(
    name: &str,
    package: &Path,
    manifest: &Path,
    namespace: &str,
) -> Result<PathBuf> {
    let folder = project::target("android").join(name);
    let file = folder.join("com/android/tools/test_config.properties");
    let parent = file.parent().context("a file without a folder")?;
    fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    let text = format!(
        "android_resource_apk={}\nandroid_merged_manifest={}\nandroid_custom_package={namespace}\n",
        package.display(),
        manifest.display()
    );
    fs::write(&file, text).with_context(|| file.display().to_string())?;
    Ok(folder)
}

/// Returns an Android for `JUnit`, which looks at the test classes outside the simulated phone, where
/// their Android types must exist, too. Any version that the oldest JDK can read will do.
fn seen_by_junit() -> Result<Vec<PathBuf>> {
    Ok(Artifacts::ensure(&[SEEN_BY_JUNIT])?.set(SEEN_BY_JUNIT))
}

/// Returns the folder in which Robolectric finds this version of Android.
fn android(api_level: u32) -> Result<PathBuf> {
    let set = format!("android-{api_level}");
    let artifacts = Artifacts::ensure(&[&set])?;
    let folder = project::target("android/runtimes");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    for file in artifacts.set(&set) {
        let link = folder.join(file.file_name().context("an artifact without a name")?);
        if !link.exists() {
            // A dangling link of an earlier cache may be in the way, and another thread ahead.
            let _ = fs::remove_file(&link);
            let linked = link::link(&file, &link);
            if !link.exists() {
                linked.with_context(|| link.display().to_string())?;
            }
        }
    }
    Ok(folder)
}

/// Returns the classes of a library in Android's format.
pub fn classes_of(archive: &Path, jdk: &Jdk) -> Result<PathBuf> {
    let name = archive.file_stem().context("an archive without a name")?;
    let folder = project::target("android/archives").join(name);
    when_changed(&folder, &[archive.to_owned()], &[], || {
        let mut jar = jdk.command("jar");
        jar.arg("-xf").arg(archive).arg("classes.jar").current_dir(&folder);
        run("unpack-archive", &mut jar).map(|_| ())
    })?;
    Ok(folder.join("classes.jar"))
}
