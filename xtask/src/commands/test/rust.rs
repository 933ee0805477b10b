//! Lints, documentation and tests of the Rust crates.

use std::process::Command;

use anyhow::{Result, bail};

use super::selection::Selection;
use crate::corpus::Corpus;
use crate::toolchain::command::{command, failure, run, run_unchecked};
use crate::toolchain::junit::{Tests, number_before};
use crate::toolchain::system_package::{CHROMIUM_PROGRAM, succeeds};

/// Runs clippy; a warning is an error.
pub fn lints() -> Result<()> {
    if !succeeds(&["cargo", "clippy", "--version"]) {
        bail!("`cargo clippy` is missing: rustup component add clippy");
    }
    let clippy = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"];
    run("cargo-clippy", &mut cargo(&clippy)).map(|_| ())
}

/// Writes the documentation of all crates; a warning is an error. The command goes by itself: it has
/// the name of the native library, and both would write into one folder at once.
pub fn documentation() -> Result<()> {
    for what in [["--workspace", "--exclude", "appvagt-cli"].as_slice(), &["-p", "appvagt-cli"]] {
        let mut doc = cargo(&["doc", "--no-deps", "--quiet"]);
        doc.args(what).env("RUSTDOCFLAGS", "--deny warnings");
        run("cargo-doc", &mut doc)?;
    }
    Ok(())
}

/// Runs the tests of all crates.
pub fn tests(corpus: &Corpus, selection: &Selection) -> Result<Tests> {
    let mut cargo = cargo(&["test", "--workspace", "--no-fail-fast"]);
    // Cargo takes the words for the name of a test, too.
    cargo.args(selection.only().into_iter().flat_map(|only| ["--", only]));
    cargo.envs(corpus.variables()).env("APPVAGT_CHROMIUM", CHROMIUM_PROGRAM);
    run_tests("cargo-test", &mut cargo)
}

/// Runs a call of `cargo test`, with the output in `target/logs/<name>.log`.
pub fn run_tests(name: &str, cargo: &mut Command) -> Result<Tests> {
    let (output, status) = run_unchecked(name, cargo)?;
    let count = |word: &str| {
        let lines = output.lines().filter(|line| line.starts_with("test result: "));
        lines.filter_map(|line| number_before(line, word)).sum()
    };
    let (passed, failed) = (count(" passed"), count(" failed"));
    let problems = failure(name, cargo, &output);
    let nothing_to_run = status.success() && passed == 0;
    Ok(Tests { passed, failed, success: status.success(), nothing_to_run, problems, output })
}

/// Returns a call of cargo.
pub fn cargo(words: &[&str]) -> Command {
    let mut cargo = command(env!("CARGO"));
    cargo.args(words);
    cargo
}
