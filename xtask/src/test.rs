//! `cargo xtask test`: every check there is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::artifacts::Artifacts;
use crate::command::{command, failure, run as run_logged, run_unchecked};
use crate::jdk::Jdk;
use crate::phone_file::PhoneFile;
use crate::simulator::Simulator;
use crate::step::step;
use crate::system_package::succeeds;
use crate::{jni_check, project};

/// Simulated API levels: the oldest supported, and the newest that the default JDK can simulate.
const API_LEVELS: [u32; 2] = [26, 35];
/// Simulated as well where there is a JDK that can.
const NEWEST_API_LEVEL: u32 = 36;
/// The API level whose run is watched by `-Xcheck:jni`.
const JNI_CHECKED: u32 = 35;
/// Tests of what happens where the native library cannot be loaded.
const WITHOUT_LIBRARY: &str = "WithoutLibraryTest";

/// What has been found so far.
#[derive(Default)]
struct Outcome {
    passed: usize,
    failed: usize,
    problems: Vec<String>,
}

impl Outcome {
    /// Counts the tests of one runner. A runner that failed without a failed test, or passed
    /// without a test, counts as one failure.
    fn add(&mut self, name: &str, tests: &Tests) {
        self.passed += tests.passed;
        self.failed += tests.failed;
        if !tests.success || tests.failed > 0 || tests.passed == 0 {
            self.failed += usize::from(tests.failed == 0);
            self.problems.push(format!("{name}\n{}", tests.output));
        }
    }

    /// Counts a check that is no test: it shows only when it fails.
    fn check(&mut self, name: &str, result: Result<()>) {
        if let Err(error) = result {
            self.failed += 1;
            self.problems.push(format!("{name}\n{error:#}"));
        }
    }
}

/// What one runner reports.
struct Tests {
    passed: usize,
    failed: usize,
    success: bool,
    output: String,
}

/// Runs every check.
///
/// # Errors
/// Something failed; all of it is printed before.
pub fn run() -> Result<()> {
    let mut outcome = Outcome::default();
    println!("Rust");
    outcome.check("cargo fmt", step("format", format_of_rust));
    outcome.check("cargo clippy", step("lints", lints));
    let tests = step("tests", cargo_test)?;
    outcome.add("cargo test", &tests);

    println!("Kotlin and Android");
    let jdk = Jdk::default()?;
    outcome.check("ktlint", step("format", || ktlint(&jdk)));
    let simulator = Simulator::build("dev")?;
    for (name, tests) in step("tests on simulated phones", || simulated_phones(&simulator))? {
        println!("    {name}: {} passed, {} failed", tests.passed, tests.failed);
        outcome.add(&name, &tests);
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

fn cargo(words: &[&str]) -> Command {
    let mut cargo = command(env!("CARGO"));
    cargo.args(words);
    cargo
}

fn format_of_rust() -> Result<()> {
    if !succeeds(&["cargo", "fmt", "--version"]) {
        bail!("`cargo fmt` is missing: rustup component add rustfmt");
    }
    run_logged("cargo-fmt", &mut cargo(&["fmt", "--all", "--check"])).map(|_| ())
}

fn lints() -> Result<()> {
    if !succeeds(&["cargo", "clippy", "--version"]) {
        bail!("`cargo clippy` is missing: rustup component add clippy");
    }
    let clippy = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"];
    run_logged("cargo-clippy", &mut cargo(&clippy)).map(|_| ())
}

fn cargo_test() -> Result<Tests> {
    let mut cargo = cargo(&["test", "--workspace", "--no-fail-fast"]);
    let (output, success) = run_unchecked("cargo-test", &mut cargo)?;
    let count = |word: &str| {
        let lines = output.lines().filter(|line| line.starts_with("test result: "));
        lines.filter_map(|line| number_before(line, word)).sum()
    };
    let (passed, failed) = (count(" passed"), count(" failed"));
    Ok(Tests { passed, failed, success, output: failure("cargo-test", &cargo, &output) })
}

fn ktlint(jdk: &Jdk) -> Result<()> {
    let artifacts = Artifacts::ensure(&["ktlint"])?;
    let mut ktlint = jdk.command("java");
    ktlint
        .args(["--add-opens=java.base/java.lang=ALL-UNNAMED", "-jar"])
        .arg(artifacts.file("com.pinterest.ktlint:ktlint-cli")?)
        .args(["--relative", "android-*/src/**/*.kt"]);
    run_logged("ktlint", &mut ktlint).map(|_| ())
}

/// All runs on simulated phones, two at a time.
fn simulated_phones(simulator: &Simulator) -> Result<Vec<(String, Tests)>> {
    let mut runs = Vec::new();
    for level in API_LEVELS {
        runs.push((format!("API {level}"), level, true));
    }
    if simulator.jdk_for(NEWEST_API_LEVEL).is_some() {
        runs.push((format!("API {NEWEST_API_LEVEL}"), NEWEST_API_LEVEL, true));
    }
    runs.push(("without the native library".to_owned(), JNI_CHECKED, false));

    let mut results = Vec::new();
    for pair in runs.chunks(2) {
        let outcomes: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = pair
                .iter()
                .map(|(name, level, library)| {
                    scope.spawn(|| junit(simulator, name, *level, *library))
                })
                .collect();
            threads.into_iter().map(thread::ScopedJoinHandle::join).collect()
        });
        for ((name, ..), outcome) in pair.iter().zip(outcomes) {
            let Ok(outcome) = outcome else { bail!("the thread of {name} panicked") };
            results.push((name.clone(), outcome?));
        }
    }
    Ok(results)
}

fn junit(simulator: &Simulator, name: &str, level: u32, library: bool) -> Result<Tests> {
    let jdk = simulator.jdk_for(level).context("no JDK for this API level")?;
    let check_jni = library && level == JNI_CHECKED;
    let mut options = vec![format!("-Dappvagt.phones={}", check_sample_phones()?.display())];
    if check_jni {
        options.push("-Xcheck:jni".to_owned());
    }
    if !library {
        // Stands after the simulator's own, and the last one counts.
        options.push("-Djava.library.path=/nonexistent".to_owned());
    }
    let mut junit = simulator.junit(&jdk, level, &options)?;
    let pattern = if library { "--exclude-classname" } else { "--include-classname" };
    junit.arg("--scan-classpath").arg(simulator.tests());
    junit.args(["--details", "tree", pattern, &format!(".*{WITHOUT_LIBRARY}")]);
    if library {
        junit.args(["--include-classname", ".*Test"]);
    }
    let log = format!("junit-{}", name.replace(' ', "-").to_lowercase());
    let (output, success) = run_unchecked(&log, &mut junit)?;
    let passed = number_before_line(&output, " tests successful");
    let mut failed = number_before_line(&output, " tests failed");
    let mut shown =
        failed_tests(&output, Path::new("target/logs").join(format!("{log}.log")).as_path());
    if check_jni {
        let reports = jni_check::reports(&output);
        failed += reports.len();
        shown.push_str(&reports.join("\n"));
    }
    Ok(Tests { passed, failed, success, output: shown })
}

/// Checks the shipped phones and fills in their defaults, into a folder for the tests.
fn check_sample_phones() -> Result<PathBuf> {
    let checked = project::target("phones");
    fs::create_dir_all(&checked).with_context(|| checked.display().to_string())?;
    for entry in fs::read_dir(project::path("samples/phones"))? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "json") {
            let phone = serde_json::to_vec(&PhoneFile::read(&file)?)?;
            fs::write(checked.join(file.file_name().unwrap_or_default()), phone)?;
        }
    }
    Ok(checked)
}

/// The part of JUnit's output that is about failures.
fn failed_tests(output: &str, log: &Path) -> String {
    let part = output.find("\nFailures (").map_or("", |start| &output[start..]);
    let shown: Vec<_> = part.lines().take(120).collect();
    format!("{}\nThe whole log is in {}.\n", shown.join("\n"), log.display())
}

/// The number in JUnit's `[        12 tests successful      ]`.
fn number_before_line(output: &str, words: &str) -> usize {
    let lines = output.lines().filter(|line| line.starts_with('['));
    lines.filter_map(|line| number_before(line, words)).sum()
}

fn number_before(line: &str, words: &str) -> Option<usize> {
    line.split_once(words)?.0.rsplit(' ').next()?.parse().ok()
}
