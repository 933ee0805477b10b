//! Android lint, without an Android SDK.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Tools;
use crate::android_app::AndroidApp;
use crate::toolchain::android_resources::{AndroidResources, SOURCES};
use crate::toolchain::command::run;
use crate::toolchain::link::link;
use crate::toolchain::stamp::{files, when_changed};
use crate::toolchain::{kotlin, project};

/// Which checks do not apply, for Gradle too.
pub const CONFIGURATION: &str = "android-app/lint.xml";

/// Runs lint over sources and resources, unless it saw the same before; a warning is an error. Lint
/// wants an SDK: it gets a folder that looks like one, around the framework that the app is
/// compiled against.
pub fn check(tools: &Tools, app: &AndroidApp) -> Result<String> {
    let Tools { artifacts, jdk, versions } = tools;
    let folder = project::target("android/lint");
    let framework = artifacts.file("org.robolectric:android-all")?;
    let programs = kotlin::join(&artifacts.set("lint"));
    let configuration = project::path(CONFIGURATION);
    let AndroidResources { manifest, sources, classes, .. } = &app.resources;
    let seen = [&configuration, &project::path(SOURCES), manifest, sources, classes, &app.library];
    let settings = [format!("{} {programs} {}", versions.target_sdk, framework.display())];
    when_changed(&folder, &seen.map(PathBuf::clone), &settings, || {
        let platform = folder.join(format!("sdk/platforms/android-{}", versions.target_sdk));
        fs::create_dir_all(&platform).with_context(|| platform.display().to_string())?;
        link(framework, &platform.join("android.jar"))?;
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
            jdk.java()
                .args(["-Xmx1500m", "-cp", &programs, "com.android.tools.lint.Main", "--sdk-home"])
                .arg(folder.join("sdk"))
                .args(["--compile-sdk-version", &versions.target_sdk, "--project"])
                .arg(&description)
                .arg("--config")
                .arg(&configuration)
                .args(["-Werror", "--exitcode"]),
        )
        .map(|_| ())
    })?;
    Ok("no warnings".to_owned())
}

/// Describes to lint what it looks at.
fn describe(tools: &Tools, app: &AndroidApp) -> Result<String> {
    let main = project::path(SOURCES);
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
