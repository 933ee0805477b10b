//! Android lint, without an Android SDK.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Tools;
use crate::android_app::AndroidApp;
use crate::command::run;
use crate::kotlin;
use crate::project;
use crate::stamp::files;

/// Checks whose grounds do not hold here.
const DISABLED: [&str; 2] = [
    // The permission is what the app is for.
    "QueryAllPackagesPermission",
    // Lint may know a newer Android than there are framework classes to compile against.
    "OldTargetApi",
];

/// Runs lint over sources and resources; a warning is an error. Lint wants an SDK: it gets a folder
/// that looks like one, around the framework that the app is compiled against.
pub fn check(tools: &Tools, app: &AndroidApp) -> Result<String> {
    let Tools { artifacts, jdk, versions } = tools;
    let folder = project::target("android/lint");
    let platform = folder.join(format!("sdk/platforms/android-{}", versions.target_sdk));
    fs::create_dir_all(&platform).with_context(|| platform.display().to_string())?;
    let framework = platform.join("android.jar");
    let _ = fs::remove_file(&framework);
    std::os::unix::fs::symlink(artifacts.file("org.robolectric:android-all")?, &framework)?;
    let properties = format!(
        "Pkg.Revision=1\nAndroidVersion.ApiLevel={}\nPlatform.Version=1\nLayoutlib.Api=15\n\
         Layoutlib.Revision=1\n",
        versions.target_sdk
    );
    fs::write(platform.join("source.properties"), properties)?;
    let description = folder.join("project.xml");
    fs::write(&description, describe(tools, app)?)?;
    run(
        "lint",
        jdk.command("java")
            .args(["-Xmx1500m", "-cp"])
            .arg(kotlin::join(&artifacts.set("lint")))
            .arg("com.android.tools.lint.Main")
            .arg("--sdk-home")
            .arg(folder.join("sdk"))
            .args(["--compile-sdk-version", &versions.target_sdk])
            .arg("--project")
            .arg(&description)
            .args(["--disable", &DISABLED.join(","), "-Werror", "--exitcode"]),
    )?;
    Ok("no warnings".to_owned())
}

/// What lint is to look at.
fn describe(tools: &Tools, app: &AndroidApp) -> Result<String> {
    let main = project::path("android-app/src/main");
    let stdlib = tools.artifacts.file("org.jetbrains.kotlin:kotlin-stdlib")?;
    let mut parts: Vec<(&str, PathBuf)> =
        vec![("manifest", app.resources.manifest.clone()), ("resource", main.join("res"))];
    for folder in [&main.join("kotlin"), &app.resources.sources] {
        // Of a folder named here, lint would see nothing.
        parts.extend(files(folder)?.into_iter().map(|file| ("src", file)));
    }
    for classes in [&app.app, &app.resources.classes, &app.library, &stdlib.to_owned()] {
        parts.push(("classpath", classes.clone()));
    }
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(element, path)| format!("  <{element} file=\"{}\"/>\n", path.display()))
        .collect();
    Ok(format!(
        "<project>\n<root dir=\"{}\"/>\n<module name=\"android-app\" android=\"true\">\n{}</module>\n\
         </project>\n",
        project::root().display(),
        parts.concat()
    ))
}
