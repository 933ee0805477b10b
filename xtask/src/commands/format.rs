//! `cargo xtask format`: Rust and Kotlin in the one format that the tests want.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::{command, run as run_logged};
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;
use crate::toolchain::step::step;
use crate::toolchain::system_package::succeeds;

/// Folders and files that the format of Kotlin depends on.
const KOTLIN: [&str; 4] = ["android-app/src", "android-scanner/src", "samples", ".editorconfig"];

/// Formats everything.
pub fn run() -> Result<()> {
    step("Rust", || rust(&[]))?;
    step("Kotlin", || ktlint(&Jdk::default()?, &["--format"]))
}

/// Checks the format of Rust.
pub fn check_rust() -> Result<()> {
    rust(&["--check"])
}

/// Checks the format of Kotlin, unless it was checked as it is now.
pub fn check_kotlin(jdk: &Jdk) -> Result<()> {
    let inputs = KOTLIN.map(project::path).to_vec();
    let version = ktlint_archive()?.display().to_string();
    when_changed(&project::target("android/ktlint"), &inputs, &[version], || ktlint(jdk, &[]))
}

fn rust(options: &[&str]) -> Result<()> {
    if !succeeds(&["cargo", "fmt", "--version"]) {
        bail!("`cargo fmt` is missing: rustup component add rustfmt");
    }
    run_logged("cargo-fmt", command(env!("CARGO")).args(["fmt", "--all"]).args(options)).map(|_| ())
}

fn ktlint(jdk: &Jdk, options: &[&str]) -> Result<()> {
    let mut ktlint = jdk.java();
    ktlint
        .args(["--add-opens=java.base/java.lang=ALL-UNNAMED", "-jar"])
        .arg(ktlint_archive()?)
        .args(["--relative", "android-*/src/**/*.kt", "samples/**/*.kt"])
        .args(options);
    run_logged("ktlint", &mut ktlint).map(|_| ())
}

fn ktlint_archive() -> Result<PathBuf> {
    let artifacts = Artifacts::ensure(&["ktlint"])?;
    artifacts.file("com.pinterest.ktlint:ktlint-cli").map(Into::into)
}
