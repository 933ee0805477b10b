//! Lints, documentation and tests of the Rust crates.

use std::process::Command;

use anyhow::{Result, bail};

use super::selection::Selection;
use crate::corpus::Corpus;
use crate::toolchain::command::{command, failure, run, run_unchecked};
use crate::toolchain::junit::{Tests, number_before};
use crate::toolchain::system_package::{CHROMIUM_PROGRAM, succeeds};
use crate::toolchain::workers;

/// The crates that other programs may use.
const PUBLISHED: [&str; 6] = [
    "appvagt-adb",
    "appvagt-apk",
    "appvagt-certificate",
    "appvagt-facts",
    "appvagt-inventory",
    "appvagt-scanner",
];

/// The kinds of tests that cargo tells apart, the slowest first.
const KINDS: [(&str, &[&str]); 3] = [
    ("cargo-test-integration", &["--test", "*"]),
    ("cargo-test-unit", &["--lib", "--bins"]),
    ("cargo-test-doc", &["--doc"]),
];

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

/// Packs the crates that other programs may use, as they would be published. A warning, such as of
/// what a registry wants to know and a crate does not say, is an error.
pub fn packages() -> Result<()> {
    let mut package = cargo(&["package", "--offline", "--allow-dirty", "--exclude-lockfile"]);
    // What is in them, lints and tests compile.
    package.arg("--no-verify");
    package.args(PUBLISHED.iter().flat_map(|name| ["--package", name]));
    let (output, status) = run_unchecked("cargo-package", &mut package)?;
    let packed = output.matches(" Packaged ").count();
    if !status.success() || output.contains("warning: ") || packed != PUBLISHED.len() {
        bail!(failure("cargo-package", &package, &output));
    }
    Ok(())
}

/// Runs the tests of all crates, and names those of each kind. Two kinds run at once: cargo runs one
/// program of tests after the other, and many of these wait for others or have one thread.
pub fn tests(corpus: &Corpus, selection: &Selection) -> Result<Vec<(&'static str, Tests)>> {
    run("cargo-test-build", &mut cargo(&["test", "--workspace", "--no-run"]))?;
    let tests = |(name, kind): (&'static str, &'static [&str])| {
        move || {
            let mut cargo = cargo(&["test", "--workspace", "--no-fail-fast"]);
            // Cargo takes the words for the name of a test, too.
            cargo.args(kind).args(selection.only().into_iter().flat_map(|only| ["--", only]));
            cargo.envs(corpus.variables()).env("APPVAGT_CHROMIUM", CHROMIUM_PROGRAM);
            Ok((name, run_tests(name, &mut cargo)?))
        }
    };
    workers::run(KINDS.map(tests).into())
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::toolchain::archive::read;
    use crate::toolchain::project;

    #[test]
    fn what_is_published_asks_for_nothing_of_ours_that_is_not() {
        let mut may_be = BTreeSet::new();
        for folder in std::fs::read_dir(project::path("rust-core")).unwrap() {
            let file = folder.unwrap().path().join("Cargo.toml");
            if !file.exists() {
                continue;
            }
            let manifest = String::from_utf8(read(&file).unwrap()).unwrap();
            let manifest: toml::Table = toml::from_str(&manifest).unwrap();
            let package = manifest["package"].as_table().unwrap();
            let name = package["name"].as_str().unwrap().to_owned();
            if package.contains_key("publish") {
                assert!(!PUBLISHED.contains(&name.as_str()), "{name} cannot be published");
                continue;
            }
            let dependencies = manifest["dependencies"].as_table().unwrap();
            for ours in dependencies.keys().filter(|name| name.starts_with("appvagt-")) {
                assert!(PUBLISHED.contains(&ours.as_str()), "{name} asks for {ours}");
            }
            may_be.insert(name);
        }
        assert_eq!(may_be, PUBLISHED.map(str::to_owned).into());
    }
}
