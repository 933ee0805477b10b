//! The library's documentation, written by Dokka from the comments in its sources.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::json;

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::run;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::kotlin;
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;

const SET: &str = "dokka";
const SOURCES: &str = "android-scanner/src/main/kotlin";

/// Writes it if the sources have changed, and returns its folder.
///
/// # Errors
/// Something that others can call has no comment, or names in one what is not there.
pub fn write(jdk: &Jdk) -> Result<PathBuf> {
    let sets = [SET, kotlin::SET, kotlin::OLDEST_LIBRARY_SET, "framework"];
    let artifacts = Artifacts::ensure(&sets)?;
    let folder = project::target("android/documentation");
    let sources = project::path(SOURCES);
    let seen = [
        artifacts.set(kotlin::OLDEST_LIBRARY_SET),
        vec![artifacts.file("org.robolectric:android-all")?.to_owned()],
    ]
    .concat();
    let configuration = json!({
        "moduleName": super::ARTIFACT,
        "moduleVersion": project::VERSION,
        "outputDir": folder,
        // What it links to elsewhere, it would look up there.
        "offlineMode": true,
        "failOnWarning": true,
        // All of them are on the class path.
        "pluginsClasspath": [],
        "sourceSets": [{
            "displayName": "Android",
            "sourceSetID": { "scopeId": super::ARTIFACT, "sourceSetName": "main" },
            "sourceRoots": [sources],
            "classpath": seen,
            "reportUndocumented": true,
            "jdkVersion": 17,
            "noStdlibLink": true,
            "noJdkLink": true,
        }],
    });
    let configuration = serde_json::to_string_pretty(&configuration)?;
    let dokka = [artifacts.set(SET), kotlin_library(&artifacts)?].concat();
    let settings = [configuration.clone(), format!("{dokka:?}")];
    when_changed(&folder, &[sources], &settings, || {
        let file = project::target("android/dokka.json");
        fs::write(&file, &configuration).with_context(|| file.display().to_string())?;
        let mut java = jdk.java();
        java.args(["-Xmx1g", "-cp"]).arg(kotlin::join(&dokka));
        run("dokka", java.arg(project::path("xtask/java/WriteDocs.java")).arg(&file)).map(|_| ())
    })?;
    Ok(folder)
}

/// Returns the library of Kotlin that is in use here, on which the tools run.
pub fn kotlin_library(artifacts: &Artifacts) -> Result<Vec<PathBuf>> {
    Ok(vec![artifacts.file("org.jetbrains.kotlin:kotlin-stdlib")?.to_owned()])
}
