//! The app on simulated phones, with its tests and the demo.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::android_app::{self, AndroidApp};
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::kotlin::{self, Module};
use crate::toolchain::project::Versions;
use crate::toolchain::robolectric::{self, Robolectric};
use crate::toolchain::step::step;

/// Sets of artifacts this needs.
pub const SETS: [&str; 4] = ["kotlin", "framework", "aapt2", robolectric::SET];

/// The app, its tests and the demo, built.
pub struct Simulator {
    robolectric: Robolectric,
    class_path: Vec<PathBuf>,
}

impl Simulator {
    /// Downloads what is missing and builds what changed, showing each step. The core is built with
    /// cargo's `profile` (`dev` or `release`).
    pub fn build(profile: &str) -> Result<Self> {
        let versions = Versions::read()?;
        let jdk = Jdk::default()?;
        let artifacts = step("tools and libraries", || Artifacts::ensure(&SETS))?;
        let robolectric =
            step("core, for this machine", || Robolectric::prepare(&artifacts, &jdk, profile))?;
        let AndroidApp { resources, library, app } =
            android_app::build(&artifacts, &jdk, &versions)?;
        let configuration = robolectric::configuration(
            "configuration",
            &resources.pseudo_localized,
            &resources.manifest,
            &versions.application_id,
        )?;
        let mut class_path = vec![library.clone(), app.clone(), resources.classes, configuration];
        let tests = step("simulated phones and tests (Kotlin)", || {
            kotlin::compile(
                &artifacts,
                &jdk,
                &Module {
                    name: "appvagt-tests",
                    sources: &[
                        "android-scanner/src/testFixtures/kotlin",
                        "android-scanner/src/deviceTest/kotlin",
                        "android-scanner/src/test/kotlin",
                        "android-app/src/test/kotlin",
                        "android-app/src/demo/kotlin",
                    ],
                    class_path: &[class_path.as_slice(), robolectric.class_path()].concat(),
                    friends: &[library, app],
                    options: &[],
                },
            )
        })?;
        class_path.insert(0, tests);
        Ok(Self { robolectric, class_path })
    }

    /// Does as [`Robolectric::jdk_for`].
    pub fn jdk_for(&self, api_level: u32) -> Option<Jdk> {
        self.robolectric.jdk_for(api_level)
    }

    /// Returns a call of `JUnit` on a phone of this API level, without the choice of tests.
    pub fn junit(&self, jdk: &Jdk, api_level: u32, options: &[String]) -> Result<Command> {
        self.robolectric.junit(jdk, api_level, &self.class_path, options)
    }

    /// Returns the folder of the tests' classes.
    pub fn tests(&self) -> &Path {
        &self.class_path[0]
    }
}
