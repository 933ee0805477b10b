//! Kotlin, compiled without Gradle.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::run;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;

/// Artifacts of the Kotlin in use here.
pub const SET: &str = "kotlin";
/// Artifacts of the oldest compiler that apps of others may have.
pub const OLDEST_SET: &str = "oldest-kotlin";
/// The library that belongs to it.
pub const OLDEST_LIBRARY_SET: &str = "oldest-kotlin-library";

const STDLIB: &str = "org.jetbrains.kotlin:kotlin-stdlib";
const ANDROID: &str = "org.robolectric:android-all";

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

/// A compiler of Kotlin, and the library of Kotlin that it compiles against.
pub struct Kotlin {
    compiler: Vec<PathBuf>,
    /// The library.
    pub library: PathBuf,
}

impl Kotlin {
    /// Returns the Kotlin that is in use here.
    pub fn current(artifacts: &Artifacts) -> Result<Self> {
        Ok(Self { compiler: artifacts.set(SET), library: artifacts.file(STDLIB)?.to_owned() })
    }

    /// Returns the compiler in use here, against the oldest library that apps of others may have.
    pub fn against_oldest(artifacts: &Artifacts) -> Result<Self> {
        let library = artifacts.set(OLDEST_LIBRARY_SET).pop();
        let library = library.with_context(|| format!("{OLDEST_LIBRARY_SET} was not asked for"))?;
        Ok(Self { compiler: artifacts.set(SET), library })
    }

    /// Returns the oldest compiler and library that apps of others may have.
    pub fn oldest(artifacts: &Artifacts) -> Result<Self> {
        let Self { library, .. } = Self::against_oldest(artifacts)?;
        let mut compiler = artifacts.set(OLDEST_SET);
        compiler.push(library.clone());
        Ok(Self { compiler, library })
    }
}

/// Compiles a module if it changed, and returns the folder of its classes.
pub fn compile(artifacts: &Artifacts, jdk: &Jdk, module: &Module) -> Result<PathBuf> {
    compile_by(&Kotlin::current(artifacts)?, artifacts, jdk, module)
}

/// Does as [`compile`], by another Kotlin than the one in use here.
pub fn compile_by(
    kotlin: &Kotlin,
    artifacts: &Artifacts,
    jdk: &Jdk,
    module: &Module,
) -> Result<PathBuf> {
    let classes = project::target("android/classes").join(module.name);
    let sources: Vec<_> = module.sources.iter().map(|folder| project::path(folder)).collect();
    let class_path: Vec<PathBuf> = module
        .class_path
        .iter()
        .cloned()
        .chain([kotlin.library.clone(), artifacts.file(ANDROID)?.to_owned()])
        .collect();
    // What was built here may change; what was downloaded is pinned by its path.
    let built = project::target("");
    let (ours, archives): (Vec<_>, Vec<_>) =
        class_path.iter().cloned().partition(|path| path.starts_with(&built));
    let inputs: Vec<_> = sources.iter().cloned().chain(ours).collect();
    let settings = [format!("{:?} {archives:?} {:?}", module.options, kotlin.compiler)];
    when_changed(&classes, &inputs, &settings, || {
        let mut kotlinc = jdk.java();
        kotlinc
            .arg("-Xmx1g")
            .arg("-cp")
            .arg(join(&kotlin.compiler))
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
