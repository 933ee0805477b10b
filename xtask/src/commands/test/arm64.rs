//! The arm64 library, run as arm64 code.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::selection::Selection;
use crate::commands::apk::{BuiltApk, native_library};
use crate::commands::decoy::{self, Decoy};
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::junit::{self, Tests};
use crate::toolchain::kotlin::{self, Module};
use crate::toolchain::project;

/// A class by which TikTok is found under any name.
const CLASS: &str = "com.ss.android.ugc.trill.account.TiktokAuthService";

/// Runs the tests that call the phones' library on an emulated processor. One of the apps that it
/// reads there is a decoy of TikTok under another name.
pub fn run(built: &BuiltApk, selection: &Selection) -> Result<Tests> {
    let tools = &built.tools;
    let artifacts = Artifacts::ensure(&["kotlin", "framework", "robolectric", "unidbg"])?;
    let junit = ["junit:junit", "org.hamcrest:hamcrest-core"].map(|name| artifacts.file(name));
    let junit: Vec<_> =
        junit.into_iter().map(|file| file.map(Path::to_owned)).collect::<Result<_>>()?;
    let emulator: Vec<PathBuf> = [artifacts.set("unidbg"), junit].concat();
    let tests = kotlin::compile(
        &artifacts,
        &tools.jdk,
        &Module {
            name: "arm64-tests",
            sources: &["android-scanner/src/arm64Test/kotlin"],
            class_path: &emulator,
            friends: &[],
            options: &[],
        },
    )?;
    let launcher = artifacts.file("org.junit.platform:junit-platform-console-standalone")?;
    let stdlib = artifacts.file("org.jetbrains.kotlin:kotlin-stdlib")?;
    let own = [tests.clone(), launcher.to_owned(), stdlib.to_owned()];
    let mut java = tools.jdk.command("java");
    java.arg(format!("-Dappvagt.arm64={}", native_library("arm64-v8a")?.display()));
    let renamed = project::target("android/arm64-decoy.apk");
    let decoy = Decoy { components: vec![CLASS.to_owned()], ..Decoy::new("com.example.notes") };
    decoy::build(tools, &decoy, &renamed)?;
    java.arg(format!("-Dappvagt.decoy={}", renamed.display()));
    junit::launch(&mut java, &[own.as_slice(), &emulator].concat());
    selection.limit(&mut java);
    junit::run("junit-arm64", java.arg("--scan-classpath").arg(tests))
}
