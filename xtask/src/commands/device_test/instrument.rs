//! Running the instrumentation on a device, and how that ends.

use std::fmt;
use std::io::{self, Read};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::PACKAGE;
use crate::adb::Device;

/// How the lines begin in which `am` prints how far the test is.
const STATUS: &str = "INSTRUMENTATION_STATUS";

/// How often to look whether it has ended.
const INTERVAL: Duration = Duration::from_millis(100);
/// How long what it printed may take to arrive once it has ended.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// How the test ended.
pub enum Ending {
    /// All checks hold: what was seen.
    Passed(String),
    /// One does not: which, and why.
    Failed(String),
    /// Android ended the test: in short, and in full.
    Crashed(String, String),
    /// It gave no result.
    Silent,
    /// It did not end within the limit.
    Late(Duration),
}

/// Runs the test on the device. Returns all it printed, and how it ended.
///
/// # Errors
/// adb cannot be called.
pub fn run(device: &Device, limit: Duration) -> Result<(String, Ending)> {
    let name = format!("{PACKAGE}/.ScanInstrumentation");
    // Raw, so that each check is printed.
    let mut adb = device.command(&["shell", "am", "instrument", "-r", "-w", &name]);
    let mut child = adb
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} cannot be started", adb.get_program().display()))?;
    let out = child.stdout.take().context("adb without output")?;
    let err = child.stderr.take().context("adb without output")?;
    let (sender, words) = mpsc::channel();
    thread::spawn(move || {
        let words = read(out).and_then(|out| Ok(out + &read(err)?));
        // Nobody listens once the time is up.
        let _ = sender.send(words);
    });
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() >= limit {
            // It may have ended just now.
            let _ = child.kill();
            child.wait()?;
            let words = words.recv_timeout(LAST_WORDS).ok().and_then(Result::ok);
            return Ok((words.unwrap_or_default(), Ending::Late(limit)));
        }
        sleep(INTERVAL);
    }
    let words = words.recv_timeout(LAST_WORDS).context("adb did not say what came of it")??;
    let ending = Ending::read(&words);
    Ok((words, ending))
}

fn read(mut pipe: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Ending {
    /// Reads the lines that `am` prints at the end.
    fn read(words: &str) -> Self {
        let value = |key: &str| words.lines().find_map(|line| line.trim().strip_prefix(key));
        if let Some(short) = value("INSTRUMENTATION_RESULT: shortMsg=") {
            let long = value("INSTRUMENTATION_RESULT: longMsg=").unwrap_or(short);
            return Self::Crashed(short.to_owned(), long.to_owned());
        }
        let reason = value("INSTRUMENTATION_RESULT: reason=").map(str::to_owned);
        match (value("INSTRUMENTATION_CODE: "), reason) {
            // Activity.RESULT_OK
            (Some("-1"), Some(reason)) => Self::Passed(reason),
            (Some(_), Some(reason)) => Self::Failed(reason),
            _ => Self::Silent,
        }
    }

    /// Returns what was seen on the device, which printed these words.
    ///
    /// # Errors
    /// The test did not pass: why, and what to do.
    pub fn result(&self, device: &Device, words: &str) -> Result<String> {
        let serial = &device.serial;
        match self {
            Self::Passed(seen) => Ok(seen.clone()),
            Self::Failed(reason) => bail!(
                "the test failed on {device}: {reason}. See what the app says there with `cargo \
                 xtask run --serial {serial}`"
            ),
            Self::Crashed(_, message) => bail!(
                "the test crashed on {device}: {}. Its stack: adb -s {serial} logcat -b crash -d",
                message.trim_end_matches('.')
            ),
            Self::Silent => {
                let words = words.lines().filter(|line| !line.starts_with(STATUS));
                let words = words.collect::<Vec<_>>().join("\n");
                let words = words.trim();
                let words = if words.is_empty() { "nothing" } else { words };
                bail!(
                    "{device} gave no result of the test. Restart it and try again. It said: \
                     {words}"
                )
            }
            Self::Late(limit) => bail!(
                "{device} did not end the test within {} s. Unlock it, answer what its screen \
                 asks, and try again",
                limit.as_secs()
            ),
        }
    }
}

/// Shows it without what identifies a device.
impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Passed(seen) => write!(f, "passed: {seen}"),
            Self::Failed(reason) => write!(f, "failed: {reason}"),
            Self::Crashed(message, _) => write!(f, "crashed: {message}"),
            Self::Silent => write!(f, "no result"),
            Self::Late(limit) => write!(f, "no end within {} s", limit.as_secs()),
        }
    }
}
