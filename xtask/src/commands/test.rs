//! `cargo xtask test`: every check there is.

mod arm64;
mod cases;
mod decoys;
mod gradle;
mod jni_check;
mod outcome;
pub mod phones;
mod reproducible;
mod rust;
mod sample;
mod shipped;

use anyhow::{Result, bail};
use clap::ValueEnum;

use self::outcome::Outcome;
use crate::commands::apk::{self, Tools};
use crate::commands::{aar, device_test};
use crate::corpus::Corpus;
use crate::simulator::Simulator;
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::run as run_logged;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, CHROMIUM};

/// What there is to check.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Format, lints and tests of the Rust crates
    Rust,
    /// Format of Kotlin; library and app on simulated phones
    Phones,
    /// The APK and what it holds
    Apk,
    /// The library for other apps
    Aar,
    /// Decoys, and the app that looks for one on a device
    Decoy,
}

/// Runs all checks of these parts.
///
/// # Errors
/// Something failed; all of it is printed before.
pub fn run(parts: &[Part]) -> Result<()> {
    let mut outcome = Outcome::default();
    for part in parts {
        match part {
            Part::Rust => check_rust(&mut outcome)?,
            Part::Phones => check_phones(&mut outcome)?,
            Part::Apk => check_apk(&mut outcome)?,
            Part::Aar => check_aar(&mut outcome)?,
            Part::Decoy => check_decoy(&mut outcome)?,
        }
    }
    for problem in &outcome.problems {
        println!("\n--- {problem}");
    }
    println!("\n{} passed, {} failed", outcome.passed, outcome.failed);
    if outcome.failed > 0 {
        bail!("{} failed; see above", outcome.failed);
    }
    Ok(())
}

fn check_rust(outcome: &mut Outcome) -> Result<()> {
    println!("Rust");
    outcome.check("cargo fmt", step("format", rust::format));
    outcome.check("cargo clippy", step("lints", rust::lints));
    let corpus = step("real APKs", Corpus::ensure)?;
    step("Debian's Chromium", || system_package::ensure(&[CHROMIUM]))?;
    outcome.add("cargo test", &step("tests", || rust::tests(&corpus))?);
    Ok(())
}

fn check_phones(outcome: &mut Outcome) -> Result<()> {
    println!("Kotlin, on simulated phones");
    let jdk = Jdk::default()?;
    outcome.check("ktlint", step("format", || ktlint(&jdk)));
    outcome.check("Gradle", step("what Gradle would download", || gradle::check(&jdk)));
    let simulator = Simulator::build("dev")?;
    for (name, tests) in step("tests on simulated phones", || phones::run(&simulator))? {
        outcome.add(&name, &tests);
    }
    Ok(())
}

fn check_apk(outcome: &mut Outcome) -> Result<()> {
    println!("The APK");
    let built = apk::build()?;
    let tests = step("the arm64 library, emulated", || arm64::run(&built))?;
    outcome.add("arm64 library", &tests);
    for (name, tests) in step("the shipped code, on simulated phones", || shipped::run(&built))? {
        outcome.add(&name, &tests);
    }
    let again = step("a second build, elsewhere", || reproducible::check(&built));
    outcome.check("reproducible build", again);
    Ok(())
}

fn check_aar(outcome: &mut Outcome) -> Result<()> {
    println!("The library");
    let tools = Tools::ensure()?;
    let aar = aar::build(&tools)?;
    outcome.add("samples/embed", &step("an app that uses it", || sample::run(&tools, &aar))?);
    Ok(())
}

fn check_decoy(outcome: &mut Outcome) -> Result<()> {
    println!("Decoys");
    let tools = Tools::ensure()?;
    outcome.cases("decoys", step("decoys of every kind", || decoys::run(&tools)));
    outcome.cases("cases", step("what must be found and what not", || cases::run(&tools)));
    outcome.add("samples/decoy", &step("the screen of a decoy", || decoys::screen(&tools))?);
    outcome.cases("apps that scan a device", device_test::build_and_check(&tools));
    Ok(())
}

fn ktlint(jdk: &Jdk) -> Result<()> {
    let artifacts = Artifacts::ensure(&["ktlint"])?;
    let mut ktlint = jdk.command("java");
    ktlint
        .args(["--add-opens=java.base/java.lang=ALL-UNNAMED", "-jar"])
        .arg(artifacts.file("com.pinterest.ktlint:ktlint-cli")?)
        .args(["--relative", "android-*/src/**/*.kt", "samples/**/*.kt"]);
    run_logged("ktlint", &mut ktlint).map(|_| ())
}
