//! Running the instrumentation on a device, and what it answers.

use std::io::{self, Read};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::PACKAGE;
use crate::adb::Device;

/// How often to look whether it has ended.
const INTERVAL: Duration = Duration::from_millis(100);
/// How long what it printed may take to arrive once it has ended.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Runs a scan on the device. Returns what was seen there.
///
/// # Errors
/// The test failed or gave no result: why, and what to do.
pub fn run(device: &Device, limit: Duration) -> Result<String> {
    let name = format!("{PACKAGE}/.ScanInstrumentation");
    let mut adb = device.command(&["shell", "am", "instrument", "-w", &name]);
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
            bail!(
                "{device} did not end the test within {} s. Unlock it, answer what its screen asks, \
                 and try again",
                limit.as_secs()
            );
        }
        sleep(INTERVAL);
    }
    let words = words.recv_timeout(LAST_WORDS).context("adb did not say what came of it")??;
    result(device, words.trim())
}

fn read(mut pipe: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads the lines that `am` prints.
fn result(device: &Device, words: &str) -> Result<String> {
    let value = |key: &str| words.lines().find_map(|line| line.trim().strip_prefix(key));
    let serial = &device.serial;
    if let Some(message) = value("INSTRUMENTATION_RESULT: shortMsg=") {
        let message = value("INSTRUMENTATION_RESULT: longMsg=").unwrap_or(message);
        bail!(
            "the test crashed on {device}: {}. Its stack: adb -s {serial} logcat -b crash -d",
            message.trim_end_matches('.')
        );
    }
    let reason = value("INSTRUMENTATION_RESULT: reason=");
    match (value("INSTRUMENTATION_CODE: "), reason) {
        // Activity.RESULT_OK
        (Some("-1"), Some(reason)) => Ok(reason.to_owned()),
        (Some(_), Some(reason)) => bail!(
            "the test failed on {device}: {reason}. See what the app says there with `cargo xtask \
             run --serial {serial}`"
        ),
        _ => {
            let words = if words.is_empty() { "nothing" } else { words };
            bail!("{device} gave no result of the test. Restart it and try again. It said: {words}")
        }
    }
}
