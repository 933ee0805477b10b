//! Runs of programs, measured.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::exports::banned;
use crate::toolchain::command;
use crate::toolchain::project;

/// The best of so many runs counts.
pub const RUNS: usize = 3;

/// Builds the command, as fast as it is released.
pub fn build_appvagt() -> Result<()> {
    let mut cargo = command::command(env!("CARGO"));
    cargo.args(["build", "--quiet", "--release", "--package", "appvagt-cli", "--target-dir"]);
    cargo.arg(project::target(""));
    command::run("cargo-build-appvagt", &mut cargo).map(drop)
}

/// Returns the call of the command that judges files, with one thread or with two.
pub fn appvagt(threads: usize, files: &[&PathBuf]) -> Command {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", if threads == 1 { "0" } else { "0,1" }]);
    command.arg(project::target("release/appvagt")).args(["inventory", "--json"]).args(files);
    command
}

/// Returns what the command's answer has where it is right, for a fleet of so many devices.
pub fn answer(devices: usize) -> String {
    format!("\"banned\":{},", banned(devices))
}

/// One run of a program.
pub struct Run {
    pub time: Duration,
    /// The time that processors worked for it.
    pub processor: Duration,
    /// The most memory that it had, in KiB.
    pub memory: u64,
    pub output: String,
}

impl Run {
    pub fn best(command: impl Fn() -> Command) -> Result<Self> {
        let mut best: Option<Self> = None;
        for _ in 0..RUNS {
            let run = Self::of(&mut command())?;
            if best.as_ref().is_none_or(|best| run.time < best.time) {
                best = Some(run);
            }
        }
        best.context("nothing was run")
    }

    fn of(command: &mut Command) -> Result<Self> {
        let (start, before) = (Instant::now(), processor_time_of_children()?);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{command:?} could not be started"))?;
        let mut stdout = child.stdout.take().context("a child without output")?;
        let output = thread::spawn(move || {
            let mut output = String::new();
            std::io::Read::read_to_string(&mut stdout, &mut output).map(|_| output)
        });
        let status = format!("/proc/{}/status", child.id());
        let mut memory = 0;
        let exit = loop {
            if let Some(exit) = child.try_wait()? {
                break exit;
            }
            memory = peak(&status).unwrap_or(0).max(memory);
            thread::sleep(Duration::from_millis(1));
        };
        let time = start.elapsed();
        let processor = processor_time_of_children()?.saturating_sub(before);
        let Ok(output) = output.join() else { bail!("the output could not be read") };
        // Of ours, 1 says that something was found, and 3 that something is unknown.
        if !matches!(exit.code(), Some(0 | 1 | 3)) {
            bail!("{command:?} failed");
        }
        Ok(Self { time, processor, memory, output: output? })
    }

    /// Prints how fast it was, and returns that in MB/s.
    pub fn print(&self, what: &str, files: &[&PathBuf]) -> Result<f64> {
        let megabytes = megabytes(files)?;
        let seconds = self.time.as_secs_f64();
        let speed = megabytes / seconds;
        let memory = self.memory / 1024;
        println!(
            "  {what:<26} {megabytes:>6.0} MB in {seconds:>6.2} s: {speed:>6.0} MB/s, {memory} MiB, \
             {:.2} s of processors",
            self.processor.as_secs_f64()
        );
        Ok(speed)
    }
}

/// Returns the most memory that a process has had, in KiB.
fn peak(status: &str) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Returns how much is in files, in MB.
fn megabytes(files: &[&PathBuf]) -> Result<f64> {
    let mut size = 0;
    for file in files {
        size += fs::metadata(file)?.len();
    }
    #[expect(clippy::cast_precision_loss, reason = "sizes of files are far below 2^52")]
    Ok(size as f64 / 1e6)
}

/// Returns how long processors worked for the programs that this one ran and that have ended.
fn processor_time_of_children() -> Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name of a program may hold spaces, but ends with the last parenthesis.
    let (_, fields) = stat.rsplit_once(')').context("/proc/self/stat is not understood")?;
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<u64>);
    Ok(Duration::from_millis(10) * u32::try_from(ticks.sum::<Result<u64, _>>()?)?)
}
