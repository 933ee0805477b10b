//! Format, lints and tests of the Rust crates.

use std::process::Command;

use anyhow::{Result, bail};

use crate::corpus::Corpus;
use crate::toolchain::command::{command, failure, run, run_unchecked};
use crate::toolchain::junit::{Tests, number_before};
use crate::toolchain::system_package::{CHROMIUM_PROGRAM, succeeds};

/// Checks the format.
pub fn format() -> Result<()> {
    if !succeeds(&["cargo", "fmt", "--version"]) {
        bail!("`cargo fmt` is missing: rustup component add rustfmt");
    }
    run("cargo-fmt", &mut cargo(&["fmt", "--all", "--check"])).map(|_| ())
}

/// Runs clippy; a warning is an error.
pub fn lints() -> Result<()> {
    if !succeeds(&["cargo", "clippy", "--version"]) {
        bail!("`cargo clippy` is missing: rustup component add clippy");
    }
    let clippy = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"];
    run("cargo-clippy", &mut cargo(&clippy)).map(|_| ())
}

/// Runs the tests of all crates.
pub fn tests(corpus: &Corpus) -> Result<Tests> {
    let mut cargo = cargo(&["test", "--workspace", "--no-fail-fast"]);
    cargo.envs(corpus.variables()).env("APPVAGT_CHROMIUM", CHROMIUM_PROGRAM);
    let (output, success) = run_unchecked("cargo-test", &mut cargo)?;
    let count = |word: &str| {
        let lines = output.lines().filter(|line| line.starts_with("test result: "));
        lines.filter_map(|line| number_before(line, word)).sum()
    };
    let (passed, failed) = (count(" passed"), count(" failed"));
    let problems = failure("cargo-test", &cargo, &output);
    Ok(Tests { passed, failed, success, problems, output })
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = command(env!("CARGO"));
    cargo.args(words);
    cargo
}
