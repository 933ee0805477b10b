//! Lints, documentation and tests of the Rust crates.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};
use serde_json::Value;

use super::selection::Selection;
use crate::corpus::Corpus;
use crate::toolchain::command::{command, failure, run, run_unchecked};
use crate::toolchain::junit::{Tests, number_before};
use crate::toolchain::system_package::{CHROMIUM_PROGRAM, succeeds};
use crate::toolchain::workers;

/// The crates that other programs may use.
const PUBLISHED: [&str; 8] = [
    "appvagt-adb",
    "appvagt-apk",
    "appvagt-certificate",
    "appvagt-facts",
    "appvagt-fleet",
    "appvagt-inventory",
    "appvagt-safe-text",
    "appvagt-scanner",
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

/// Runs the tests of all crates. Cargo would run one program of tests after the other, and many of
/// these have one thread, or wait for another program.
pub fn tests(corpus: &Corpus, selection: &Selection) -> Result<Tests> {
    let mut compile = cargo(&["test", "--workspace", "--no-run"]);
    compile.arg("--message-format=json-render-diagnostics");
    let built = run("cargo-test-build", &mut compile)?;
    let programs = TestProgram::all_of(&built);
    ensure!(
        !programs.is_empty(),
        "cargo names no program of tests; see target/logs/cargo-test-build.log"
    );
    let run = |program: TestProgram| {
        move || {
            let mut tests = command(&program.file);
            tests.current_dir(&program.folder).args(selection.only());
            tests.envs(corpus.variables()).env("APPVAGT_CHROMIUM", CHROMIUM_PROGRAM);
            run_tests(&format!("test-{}", program.name), &mut tests)
        }
    };
    let mut all = workers::run(programs.into_iter().map(run).collect())?;
    // The native library has no examples, and would be compiled once more for none.
    let mut examples = cargo(&["test", "--workspace", "--exclude", "appvagt-jni", "--doc"]);
    examples.args(selection.only().into_iter().flat_map(|only| ["--", only]));
    all.push(run_tests("test-examples", &mut examples)?);
    Ok(Tests::sum(&all))
}

/// A program of tests that cargo has built.
struct TestProgram {
    file: PathBuf,
    /// That of its package, in which it runs.
    folder: PathBuf,
    /// Which of the package's it is, and of which package.
    name: String,
}

impl TestProgram {
    /// Returns those that cargo names as it builds them, the ones that run longest before the others:
    /// those of whole packages.
    fn all_of(built: &str) -> Vec<Self> {
        let artifacts = built.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let tests = artifacts.filter(|artifact| artifact["profile"]["test"] == true);
        let mut programs: Vec<_> = tests
            .filter_map(|artifact| {
                let folder = Path::new(artifact["manifest_path"].as_str()?).parent()?;
                let package = folder.file_name()?.to_string_lossy();
                let name = format!("{package}-{}", artifact["target"]["name"].as_str()?);
                let file = artifact["executable"].as_str()?.into();
                let is_whole = artifact["target"]["kind"][0] == "test";
                Some((!is_whole, Self { file, folder: folder.to_owned(), name }))
            })
            .collect();
        programs.sort_by_key(|(is_unit, _)| *is_unit);
        programs.into_iter().map(|(_, program)| program).collect()
    }
}

/// Runs a call of `cargo test`, or a program of tests, with the output in `target/logs/<name>.log`.
pub fn run_tests(name: &str, tests: &mut Command) -> Result<Tests> {
    let (output, status) = run_unchecked(name, tests)?;
    let count = |word: &str| {
        let lines = output.lines().filter(|line| line.starts_with("test result: "));
        lines.filter_map(|line| number_before(line, word)).sum()
    };
    let (passed, failed) = (count(" passed"), count(" failed"));
    let problems = failure(name, tests, &output);
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

    use serde_json::json;

    use super::*;
    use crate::toolchain::archive::read;
    use crate::toolchain::project;

    #[test]
    fn programs_of_tests_are_those_that_cargo_names() {
        let artifact = |kind: &str, name: &str, test: bool| {
            let executable = format!("/target/{name}-0123");
            let target = json!({"kind": [kind], "name": name});
            json!({
                "reason": "compiler-artifact", "manifest_path": "/checkout/cli/Cargo.toml",
                "target": target, "profile": {"test": test}, "executable": executable,
            })
        };
        let lines = [
            "   Compiling appvagt-cli v0.1.0".to_owned(),
            artifact("bin", "appvagt", true).to_string(),
            artifact("bin", "appvagt", false).to_string(),
            artifact("test", "scan", true).to_string(),
            json!({"reason": "build-finished", "success": true}).to_string(),
        ];
        let programs = TestProgram::all_of(&lines.join("\n"));
        let names: Vec<_> = programs.iter().map(|program| &*program.name).collect();
        assert_eq!(names, ["cli-scan", "cli-appvagt"]);
        assert_eq!(programs[0].file, Path::new("/target/scan-0123"));
        assert_eq!(programs[0].folder, Path::new("/checkout/cli"));
    }

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
