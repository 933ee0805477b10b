//! Running a peer that may hang, or write without end, on a hostile file.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests use this")]

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// More than any peer has to say about an honest file.
const MOST_OUTPUT: u64 = 16 << 20;

/// What `command` writes; `None` if it writes too much or does not come to an end by itself
/// within `seconds`.
pub fn output(command: &mut Command, seconds: u64) -> Option<String> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let stdout = child.stdout.take().unwrap();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.take(MOST_OUTPUT).read_to_end(&mut bytes);
        let _ = sender.send(read.map(|_| bytes));
    });
    let bytes = receiver.recv_timeout(Duration::from_secs(seconds));
    // One that came to an end no longer minds.
    let _ = child.kill();
    child.wait().unwrap();
    let bytes = bytes.ok()?.unwrap();
    ((bytes.len() as u64) < MOST_OUTPUT).then(|| String::from_utf8_lossy(&bytes).into_owned())
}
