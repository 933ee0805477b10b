//! `cargo xtask fuzz`: runs the targets of `rust-core/fuzz`, with Rust's stable compiler.
//!
//! What reaches new code is kept in `target/fuzz/corpus/TARGET`, where the next run goes on.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::toolchain::command::{command, run as run_logged, run_unchecked};
use crate::toolchain::debian_rust::set_flags;
use crate::toolchain::project;
use crate::toolchain::step::step;

/// The inputs that are kept, in a folder for each target.
const KEPT: &str = "rust-core/fuzz/corpus";
const PROGRAM: &str = "appvagt-fuzz";
/// The platform is named, or the flags would go to build scripts, too.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";
/// Has LLVM count which edges are taken, and hand the operands of comparisons to the fuzzer.
const COVERAGE: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];
/// The longest an input may take, in seconds.
const SLOWEST: u32 = 10;
/// The longest input, in bytes.
const LONGEST: u32 = 4096;

/// What a run of the fuzzer says of itself.
#[derive(Debug, PartialEq, Eq)]
struct Figures {
    executions: Option<u64>,
    /// How many edges of the code were taken.
    coverage: Option<u64>,
}

/// Runs each of `targets` for so many seconds, all of them if none is named, and prints executions,
/// coverage and finds of each. A target ends with its first find.
///
/// # Errors
/// A target is not known, an input broke one, or the fuzzer does not run.
pub fn run(seconds: u32, targets: &[String]) -> Result<()> {
    let all = names()?;
    if let Some(unknown) = targets.iter().find(|target| !all.contains(target)) {
        bail!("there is no target {unknown:?}; there are: {}", all.join(", "));
    }
    let targets = if targets.is_empty() { &all } else { targets };
    step("fuzzer", build)?;
    println!("  {:<20}{:>12}{:>10}  finds", "target", "executions", "coverage");
    let mut finds = Vec::new();
    for target in targets {
        let start = Instant::now();
        let (figures, success) = fuzz(target, seconds)?;
        let found = inputs(&project::target("fuzz/finds").join(target))?;
        let shown = |figure: Option<u64>| figure.map_or("unknown".to_owned(), |n| n.to_string());
        let (executions, coverage) = (shown(figures.executions), shown(figures.coverage));
        println!("  {target:<20}{executions:>12}{coverage:>10}  {}", found.len());
        let early = start.elapsed() < Duration::from_secs(seconds.into());
        if found.is_empty() && (!success || early) {
            bail!("{target} ended before its time: see target/logs/fuzz-{target}.log");
        }
        finds.extend(found.into_iter().map(|file| (target, file)));
    }
    if finds.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = finds
        .iter()
        .map(|(target, file)| format!("  {file}\n    see target/logs/fuzz-{target}.log"))
        .collect();
    bail!(
        "these inputs break what must hold:\n{}\n\nFix: keep each in {KEPT}/TARGET, where `cargo test -p \
         {PROGRAM} TARGET` replays it, then mend the reader. A `timeout-` or a `slow-unit-` may come of a \
         busy machine, as it is counted by the clock: fuzz that target once more when nothing else runs",
        lines.join("\n")
    )
}

/// Returns the names of all targets; a test holds that each has its folder.
fn names() -> Result<Vec<String>> {
    let folder = project::path(KEPT);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn build() -> Result<()> {
    let mut cargo = command(env!("CARGO"));
    cargo.args(["build", "--locked", "--package", PROGRAM, "--features", "libfuzzer"]);
    cargo.args(["--profile", "fuzz", "--target", PLATFORM, "--target-dir"]);
    cargo.arg(project::target("fuzz/build"));
    set_flags(&mut cargo, &COVERAGE.map(str::to_owned));
    run_logged("fuzz-build", &mut cargo).map(drop)
}

/// Runs one target. Returns what the fuzzer says, and whether it ended well.
fn fuzz(target: &str, seconds: u32) -> Result<(Figures, bool)> {
    let folder = |name: &str| -> Result<_> {
        let folder = project::target("fuzz").join(name).join(target);
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(folder)
    };
    let (corpus, finds) = (folder("corpus")?, folder("finds")?);
    for old in inputs(&finds)? {
        fs::remove_file(&old).context(old)?;
    }
    let program = project::target("fuzz/build").join(PLATFORM).join("fuzz").join(PROGRAM);
    let mut fuzzer = command(program);
    fuzzer.env("APPVAGT_FUZZ_TARGET", target);
    fuzzer.arg(format!("-max_total_time={seconds}")).arg("-print_final_stats=1");
    fuzzer.arg(format!("-timeout={SLOWEST}")).arg(format!("-max_len={LONGEST}"));
    fuzzer.arg(format!("-artifact_prefix={}/", finds.display()));
    fuzzer.arg(corpus).arg(project::path(KEPT).join(target));
    let (output, status) = run_unchecked(&format!("fuzz-{target}"), &mut fuzzer)?;
    Ok((figures(&output), status.success()))
}

/// Returns the files in `folder`, in order.
fn inputs(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        files.push(entry?.path().display().to_string());
    }
    files.sort();
    Ok(files)
}

/// Reads the last figures in what the fuzzer prints.
fn figures(output: &str) -> Figures {
    let last = |before: &str| {
        let lines = output.lines().rev();
        lines.filter_map(|line| line.split_once(before)).find_map(|(_, rest)| {
            rest.split_whitespace().next().and_then(|number| number.parse().ok())
        })
    };
    Figures { executions: last("stat::number_of_executed_units:"), coverage: last(" cov: ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_last_that_the_fuzzer_prints() {
        let output = "#2\tINITED cov: 5 ft: 6 corp: 1/1b\n#90\tNEW    cov: 12 ft: 30 corp: 2/9b\n\
                      Done 100 runs in 1 second(s)\nstat::number_of_executed_units: 100\n";
        assert_eq!(figures(output), Figures { executions: Some(100), coverage: Some(12) });
    }

    #[test]
    fn a_figure_that_the_fuzzer_does_not_print_is_unknown() {
        assert_eq!(figures("killed\n"), Figures { executions: None, coverage: None });
    }

    #[test]
    fn a_target_that_is_not_known_is_named_beside_those_that_are() {
        let error = run(1, &["zap".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("no target \"zap\"") && error.contains("users, zip"), "{error}");
    }
}
