//! The library and the app, compiled to class files and resources.

use std::path::PathBuf;

use anyhow::Result;

use crate::toolchain::android_resources::{self, AndroidResources};
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::kotlin::{self, Kotlin, Module};
use crate::toolchain::project::Versions;
use crate::toolchain::step::step;

/// The screen that the app opens with.
pub const MAIN_ACTIVITY: &str = "org.appvagt.screen.MainActivity";

/// Sets of artifacts this needs.
pub const SETS: [&str; 4] = [kotlin::SET, kotlin::OLDEST_LIBRARY_SET, "framework", "aapt2"];

/// What is compiled from the sources, before it is packaged.
pub struct AndroidApp {
    /// Resources and manifest of the app.
    pub resources: AndroidResources,
    /// Classes of the library.
    pub library: PathBuf,
    /// Classes of the app.
    pub app: PathBuf,
}

/// Compiles what changed, showing each step.
pub fn build(artifacts: &Artifacts, jdk: &Jdk, versions: &Versions) -> Result<AndroidApp> {
    let resources = step("app resources", || android_resources::build(artifacts, jdk, versions))?;
    let library = step("scanner library (Kotlin)", || library(artifacts, jdk, versions))?;
    let app = step("app (Kotlin)", || {
        let class_path = [library.clone(), resources.classes.clone()];
        kotlin::compile(
            artifacts,
            jdk,
            &Module {
                name: "appvagt-app",
                sources: &["android-app/src/main/kotlin"],
                class_path: &class_path,
                friends: &[],
                options: &[],
            },
        )
    })?;
    Ok(AndroidApp { resources, library, app })
}

/// Compiles the library if it changed, so that the oldest Kotlin of apps that use it understands it,
/// and returns the folder of its classes.
pub fn library(artifacts: &Artifacts, jdk: &Jdk, versions: &Versions) -> Result<PathBuf> {
    let oldest = versions.oldest_kotlin_language();
    kotlin::compile_by(
        &Kotlin::against_oldest(artifacts)?,
        artifacts,
        jdk,
        &Module {
            name: "appvagt-scanner",
            sources: &["android-scanner/src/main/kotlin"],
            class_path: &[],
            friends: &[],
            options: &[
                "-Xexplicit-api=strict",
                "-language-version",
                oldest,
                "-api-version",
                oldest,
                // That it is old is what it is for.
                "-Xsuppress-version-warnings",
            ],
        },
    )
}
