//! Kotlin, compiled without Gradle.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::run;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;

const STDLIB: &str = "org.jetbrains.kotlin:kotlin-stdlib";

/// One module to compile.
pub struct Module<'a> {
    /// Name in logs and metadata.
    pub name: &'a str,
    /// Source folders, in the checkout.
    pub sources: &'a [&'a str],
    /// What it is compiled against, besides Kotlin and Android.
    pub class_path: &'a [PathBuf],
    /// Modules whose `internal` declarations it sees.
    pub friends: &'a [PathBuf],
    /// Further compiler options.
    pub options: &'a [&'a str],
}

/// Compiles a module if it changed, and returns the folder of its classes.
pub fn compile(artifacts: &Artifacts, jdk: &Jdk, module: &Module) -> Result<PathBuf> {
    let classes = project::target("android/classes").join(module.name);
    let sources: Vec<_> = module.sources.iter().map(|folder| project::path(folder)).collect();
    let class_path: Vec<PathBuf> = module
        .class_path
        .iter()
        .cloned()
        .chain(
            [STDLIB, "org.robolectric:android-all"]
                .map(|a| artifacts.file(a).map(Path::to_owned))
                .into_iter()
                .collect::<Result<Vec<_>>>()?,
        )
        .collect();
    // What was built here may change; what was downloaded is pinned by its path.
    let built = project::target("");
    let (ours, archives): (Vec<_>, Vec<_>) =
        class_path.iter().cloned().partition(|path| path.starts_with(&built));
    let inputs: Vec<_> = sources.iter().cloned().chain(ours).collect();
    let settings = [format!("{:?} {archives:?}", module.options)];
    when_changed(&classes, &inputs, &settings, || {
        let mut kotlinc = jdk.java();
        kotlinc
            .arg("-Xmx1g")
            .arg("-cp")
            .arg(join(&artifacts.set("kotlin")))
            .arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler")
            .args(["-no-stdlib", "-no-reflect", "-jvm-target", "17", "-Werror"])
            .args(["-module-name", module.name])
            .args(module.options)
            .arg("-cp")
            .arg(join(&class_path));
        if !module.friends.is_empty() {
            let friends: Vec<_> = module.friends.iter().map(|f| f.display().to_string()).collect();
            kotlinc.arg(format!("-Xfriend-paths={}", friends.join(",")));
        }
        kotlinc.arg("-d").arg(&classes).args(&sources);
        run(&format!("kotlinc-{}", module.name), &mut kotlinc).map(|_| ())
    })?;
    Ok(classes)
}

/// Returns a class path.
pub fn join(paths: &[PathBuf]) -> String {
    let separator = if cfg!(windows) { ";" } else { ":" };
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(separator)
}
