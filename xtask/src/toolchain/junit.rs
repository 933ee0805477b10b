//! `JUnit`'s console launcher.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::toolchain::command::{failure, run_unchecked};
use crate::toolchain::kotlin;

/// How the launcher ends where there is no test.
const NO_TESTS: i32 = 2;

/// Makes `java` a call of the launcher, without the choice of tests.
pub fn launch(java: &mut Command, class_path: &[PathBuf]) {
    java.arg("-cp").arg(kotlin::join(class_path));
    java.arg("org.junit.platform.console.ConsoleLauncher").arg("execute");
    java.args(["--disable-banner", "--disable-ansi-colors", "--details=tree"]);
    java.args(["--fail-if-no-tests", "--include-engine=junit-vintage"]);
}

/// What one runner of tests reports.
pub struct Tests {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Whether the runner itself ended well.
    pub success: bool,
    /// Whether the runner looked for tests and found none.
    pub nothing_to_run: bool,
    /// What to show if anything failed.
    pub problems: String,
    /// Everything the run printed.
    pub output: String,
}

impl Tests {
    /// Returns what several runs came to.
    pub fn sum(runs: &[Self]) -> Self {
        let failing = runs.iter().filter(|run| !run.success || run.failed > 0);
        let problems: Vec<_> = failing.map(|run| run.problems.as_str()).collect();
        Self {
            passed: runs.iter().map(|run| run.passed).sum(),
            failed: runs.iter().map(|run| run.failed).sum(),
            success: runs.iter().all(|run| run.success),
            nothing_to_run: runs.iter().all(|run| run.nothing_to_run),
            problems: problems.join("\n\n"),
            output: runs.iter().map(|run| run.output.as_str()).collect(),
        }
    }
}

/// Runs tests, with the output in `target/logs/<name>.log`.
pub fn run(name: &str, junit: &mut Command) -> Result<Tests> {
    let (output, status) = run_unchecked(name, junit)?;
    Ok(Tests {
        passed: total(&output, " tests successful"),
        failed: total(&output, " tests failed"),
        success: status.success(),
        nothing_to_run: status.code() == Some(NO_TESTS),
        problems: problems(name, junit, &output),
        output,
    })
}

/// Returns the part of the output that is about failures; without one, its end.
fn problems(name: &str, junit: &Command, output: &str) -> String {
    let Some(start) = output.find("\nFailures (") else { return failure(name, junit, output) };
    let shown: Vec<_> = output[start..].lines().take(120).collect();
    format!("{}\nThe whole log is in target/logs/{name}.log.", shown.join("\n"))
}

/// Returns the number in `[        12 tests successful      ]`.
fn total(output: &str, words: &str) -> usize {
    let lines = output.lines().filter(|line| line.starts_with('['));
    lines.filter_map(|line| number_before(line, words)).sum()
}

/// Returns the number that stands before `words` in a line.
pub fn number_before(line: &str, words: &str) -> Option<usize> {
    line.split_once(words)?.0.rsplit(' ').next()?.parse().ok()
}
