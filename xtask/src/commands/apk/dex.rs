//! The classes of app, library and Kotlin, shrunk and turned into dex.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Tools, api_level};
use crate::android_app::AndroidApp;
use crate::toolchain::command::run;
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;
use crate::toolchain::step::or_fix;

const R8: &str = "com.android.tools:r8";

/// What mends a call that the oldest Android lacks.
const API_LEVEL_FIX: &str = "make the call in a class that carries `@RequiresApi`, and look at \
    `Build.VERSION.SDK_INT` before calling that";

/// What the shrinker keeps, for Gradle too.
pub const RULES: [&str; 2] =
    ["android-app/proguard-rules.pro", "android-scanner/consumer-rules.pro"];

/// Where the code is before it is packaged.
const FOLDER: &str = "android/dex";

/// Returns where the shrinker writes which names it took away, once it ran.
pub fn mapping() -> PathBuf {
    project::target(FOLDER).join("mapping.txt")
}

/// Returns the names that the classes in the dex file had before the shrinker renamed them, once it
/// ran. What it made up itself is left out.
pub fn class_names() -> Result<Vec<String>> {
    let mapping = mapping();
    let text = fs::read_to_string(&mapping).with_context(|| mapping.display().to_string())?;
    Ok(original_names(&text))
}

/// Returns the names of classes in what the shrinker writes, where members are indented.
fn original_names(mapping: &str) -> Vec<String> {
    let classes = mapping.lines().filter(|line| !line.starts_with([' ', '#']));
    let names = classes.filter_map(|line| Some(line.split_once(" -> ")?.0.to_owned()));
    names.filter(|name| !name.starts_with("R8$$")).collect()
}

/// Shrinks and dexes what changed, checks on the way that nothing is used that the oldest Android
/// lacks, and returns the dex file.
pub fn build(tools: &Tools, app: &AndroidApp) -> Result<PathBuf> {
    let folder = project::target(FOLDER);
    let mut inputs = RULES.map(project::path).to_vec();
    inputs.push(app.resources.keep_rules.clone());
    let parts = [&app.library, &app.app, &app.resources.classes];
    inputs.extend(parts.into_iter().cloned());
    let settings =
        [tools.versions.min_sdk.clone(), tools.artifacts.file(R8)?.display().to_string()];
    when_changed(&folder, &inputs, &settings, || {
        let classes = jar(tools, &parts, &folder)?;
        or_fix(api_level::check(tools, &classes), API_LEVEL_FIX)?;
        shrink(tools, &classes, &inputs[..=RULES.len()], &folder)
    })?;
    Ok(folder.join("classes.dex"))
}

/// Returns the classes in these folders as one archive.
pub fn jar(tools: &Tools, parts: &[&PathBuf], folder: &Path) -> Result<PathBuf> {
    let classes = folder.join("classes.jar");
    let mut jar = tools.jdk.command("jar");
    jar.arg("--create").arg("--no-manifest").arg("--file").arg(&classes);
    for part in parts {
        jar.arg("-C").arg(part).arg(".");
    }
    run("jar", &mut jar)?;
    Ok(classes)
}

/// Shrinks and dexes these classes and Kotlin's library, by these rules.
pub fn shrink(tools: &Tools, classes: &Path, rules: &[PathBuf], folder: &Path) -> Result<()> {
    let Tools { artifacts, jdk, versions } = tools;
    let mut r8 = jdk.java();
    r8.args(["-Xmx1500m", "-cp"])
        .arg(artifacts.file(R8)?)
        .args(["com.android.tools.r8.R8", "--release", "--no-data-resources"])
        .args(["--min-api", &versions.min_sdk]);
    for library in ["org.robolectric:android-all", "org.jetbrains:annotations"] {
        r8.arg("--lib").arg(artifacts.file(library)?);
    }
    r8.arg("--lib").arg(jdk.home());
    for file in rules {
        r8.arg("--pg-conf").arg(file);
    }
    r8.arg("--pg-map-output").arg(folder.join("mapping.txt")).arg("--output").arg(folder);
    r8.arg(classes).arg(artifacts.file("org.jetbrains.kotlin:kotlin-stdlib")?);
    run("r8", &mut r8).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_by_the_names_that_they_had() {
        let mapping = "# compiler: R8\norg.appvagt.Main -> a.a:\n# {\"id\":\"sourceFile\"}\n    \
                       int size() -> b\nR8$$REMOVED$$CLASS$$0 -> a.b:\nkotlin.Unit -> kotlin.Unit:\n";
        assert_eq!(original_names(mapping), ["org.appvagt.Main", "kotlin.Unit"]);
    }
}
