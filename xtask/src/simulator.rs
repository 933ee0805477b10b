//! The app on simulated phones: its own classes and resources, the core built for this machine, and
//! Robolectric's Android.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::android_app::{self, AndroidApp};
use crate::artifacts::Artifacts;
use crate::command::{command, run};
use crate::jdk::Jdk;
use crate::kotlin::{self, Module};
use crate::project::{self, Versions};
use crate::stamp::when_changed;
use crate::step::step;
use crate::system_package;

/// The newest API level runs on this JDK or a newer one.
const NEWEST: (u32, u32) = (36, 21);

/// Everything that simulated phones need, built.
pub struct Simulator {
    jdk: Jdk,
    tests: PathBuf,
    class_path: Vec<PathBuf>,
    native_libraries: PathBuf,
}

impl Simulator {
    /// Downloads what is missing and builds what changed, showing each step. The core is built with
    /// cargo's `profile` (`dev` or `release`).
    pub fn build(profile: &str) -> Result<Self> {
        let versions = Versions::read()?;
        let jdk = Jdk::default()?;
        system_package::ensure(&[system_package::MAVEN])?;
        let sets = [android_app::SETS.as_slice(), &["robolectric"]].concat();
        let artifacts = step("tools and libraries", || Artifacts::ensure(&sets))?;
        let native_libraries = step("core, for this machine", || build_core(profile))?;
        let AndroidApp { resources, library, app } =
            android_app::build(&artifacts, &jdk, &versions)?;
        let mut class_path = vec![library.clone(), app.clone(), resources.classes];
        let robolectric = robolectric(&artifacts, &jdk)?;
        let tests = step("simulated phones and tests (Kotlin)", || {
            kotlin::compile(
                &artifacts,
                &jdk,
                &Module {
                    name: "appvagt-tests",
                    sources: &[
                        "android-scanner/src/testFixtures/kotlin",
                        "android-scanner/src/test/kotlin",
                        "android-app/src/test/kotlin",
                        "android-app/src/demo/kotlin",
                    ],
                    class_path: &[class_path.as_slice(), &robolectric].concat(),
                    friends: &[library, app],
                    options: &[],
                },
            )
        })?;
        let configuration = configure(&resources.package, &resources.manifest, &versions)?;
        class_path.insert(0, tests.clone());
        class_path.push(configuration);
        class_path.push(project::path("android-scanner/src/testFixtures/resources"));
        class_path.push(artifacts.file("org.jetbrains.kotlin:kotlin-stdlib")?.to_owned());
        class_path.extend(robolectric);
        Ok(Self { jdk, tests, class_path, native_libraries })
    }

    /// The JDK that simulates this API level; `None` if this machine has none that can.
    pub fn jdk_for(&self, api_level: u32) -> Option<Jdk> {
        let (newest, needed) = NEWEST;
        if api_level >= newest { Jdk::at_least(needed) } else { Some(self.jdk.clone()) }
    }

    /// A call of JUnit's console launcher on a phone of this API level, with further options for
    /// the virtual machine and without the choice of tests. Downloads that Android if it is missing.
    pub fn junit(&self, jdk: &Jdk, api_level: u32, options: &[String]) -> Result<Command> {
        let android = Self::android(api_level)?;
        let mut java = jdk.command("java");
        java.arg("-Xmx2g")
            // Short runs: what is compiled best is never used long enough to pay for it.
            .args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"])
            // Newer JDKs warn of what Robolectric's and our own libraries do.
            .args(if jdk.version >= 24 { &["--enable-native-access=ALL-UNNAMED"][..] } else { &[] })
            .arg(format!("-Djava.library.path={}", self.native_libraries.display()))
            .arg("-Drobolectric.offline=true")
            .arg(format!("-Drobolectric.dependency.dir={}", android.display()))
            .arg(format!("-Drobolectric.enabledSdks={api_level}"))
            .args(options)
            .arg("-cp")
            .arg(kotlin::join(&[self.class_path.as_slice(), &Self::seen_by_junit()?].concat()))
            .arg("org.junit.platform.console.ConsoleLauncher")
            .args([
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--fail-if-no-tests",
                "--include-engine=junit-vintage",
            ]);
        Ok(java)
    }

    /// The folder of the tests' classes.
    pub fn tests(&self) -> &Path {
        &self.tests
    }

    /// `JUnit` looks at the test classes outside the simulated phone, and there too their Android
    /// types must exist. Any version that the oldest JDK can read will do.
    fn seen_by_junit() -> Result<Vec<PathBuf>> {
        const SET: &str = "android-35";
        Ok(Artifacts::ensure(&[SET])?.set(SET))
    }

    /// The folder in which Robolectric finds this version of Android.
    fn android(api_level: u32) -> Result<PathBuf> {
        let set = format!("android-{api_level}");
        let artifacts = Artifacts::ensure(&[&set])?;
        let folder = project::target("android/runtimes");
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        for file in artifacts.set(&set) {
            let link = folder.join(file.file_name().context("an artifact without a name")?);
            if !link.exists() {
                // A dangling link of an earlier cache may be in the way.
                let _ = fs::remove_file(&link);
                std::os::unix::fs::symlink(&file, &link)
                    .with_context(|| link.display().to_string())?;
            }
        }
        Ok(folder)
    }
}

/// Builds `libappvagt.so` for this machine and returns its folder.
fn build_core(profile: &str) -> Result<PathBuf> {
    run(
        "cargo-core",
        command(env!("CARGO")).args(["build", "--package", "appvagt-jni", "--profile", profile]),
    )?;
    Ok(project::target(if profile == "dev" { "debug" } else { profile }))
}

/// Robolectric's archives; those in Android's own format are unpacked to their classes.
fn robolectric(artifacts: &Artifacts, jdk: &Jdk) -> Result<Vec<PathBuf>> {
    let mut class_path = Vec::new();
    for file in artifacts.set("robolectric") {
        if file.extension().is_some_and(|extension| extension == "aar") {
            class_path.push(classes_of(&file, jdk)?);
        } else {
            class_path.push(file);
        }
    }
    Ok(class_path)
}

fn classes_of(archive: &Path, jdk: &Jdk) -> Result<PathBuf> {
    let name = archive.file_stem().context("an archive without a name")?;
    let folder = project::target("android/archives").join(name);
    when_changed(&folder, &[], &[archive.display().to_string()], || {
        let mut jar = jdk.command("jar");
        jar.arg("-xf").arg(archive).arg("classes.jar").current_dir(&folder);
        run("unpack-archive", &mut jar).map(|_| ())
    })?;
    Ok(folder.join("classes.jar"))
}

/// Tells Robolectric where the app's resources and manifest are.
fn configure(package: &Path, manifest: &Path, versions: &Versions) -> Result<PathBuf> {
    let folder = project::target("android/configuration");
    let file = folder.join("com/android/tools/test_config.properties");
    let parent = file.parent().context("a file without a folder")?;
    fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    let text = format!(
        "android_resource_apk={}\nandroid_merged_manifest={}\nandroid_custom_package={}\n",
        package.display(),
        manifest.display(),
        versions.application_id
    );
    fs::write(&file, text).with_context(|| file.display().to_string())?;
    Ok(folder)
}
