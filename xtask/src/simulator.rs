//! The app on simulated phones, with its tests and the demo.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::android_app::{self, AndroidApp};
use crate::organisation::Organisation;
use crate::toolchain::android_resources::AndroidResources;
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::kotlin::{self, Module};
use crate::toolchain::project::Versions;
use crate::toolchain::robolectric::{self, Robolectric};
use crate::toolchain::step::step;

/// Sets of artifacts this needs.
pub const SETS: [&str; 5] =
    [kotlin::SET, kotlin::OLDEST_LIBRARY_SET, "framework", "aapt2", robolectric::SET];

/// The app, its tests and the demo, built.
pub struct Simulator {
    artifacts: Artifacts,
    jdk: Jdk,
    versions: Versions,
    resources: AndroidResources,
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
        let mut class_path = vec![library.clone(), app.clone(), resources.classes.clone()];
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
        Ok(Self { artifacts, jdk, versions, resources, robolectric, class_path })
    }

    /// Does as [`Robolectric::jdk_for`].
    pub fn jdk_for(&self, api_level: u32) -> Option<Jdk> {
        self.robolectric.jdk_for(api_level)
    }

    /// Returns the app that is on the phones, for [`Simulator::junit`]: as it is published, or an
    /// organisation's own.
    pub fn app(&self, organisation: Option<&Organisation>) -> Result<PathBuf> {
        let Some(own) = organisation else {
            return configuration("configuration", &self.resources, &self.versions);
        };
        let resources =
            own.resources(&self.artifacts, &self.jdk, &self.versions, &self.resources)?;
        let name = format!("organisations/{}/configuration", own.application_id);
        configuration(&name, &resources, &self.versions)
    }

    /// Returns a call of `JUnit` on a phone of this API level with this app, without the choice of
    /// tests.
    pub fn junit(
        &self,
        jdk: &Jdk,
        api_level: u32,
        app: &Path,
        options: &[String],
    ) -> Result<Command> {
        let class_path = [self.class_path.as_slice(), &[app.to_owned()]].concat();
        self.robolectric.junit(jdk, api_level, &class_path, options)
    }

    /// Returns the folder of the tests' classes.
    pub fn tests(&self) -> &Path {
        &self.class_path[0]
    }
}

fn configuration(name: &str, resources: &AndroidResources, versions: &Versions) -> Result<PathBuf> {
    let AndroidResources { pseudo_localized, manifest, .. } = resources;
    robolectric::configuration(name, pseudo_localized, manifest, &versions.namespace)
}
