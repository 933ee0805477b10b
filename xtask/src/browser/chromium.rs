//! Chromium, driven by its own protocol over a pair of pipes.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::toolchain::command::command;
use crate::toolchain::folder;
use crate::toolchain::project;
use crate::toolchain::system_package::CHROMIUM_PROGRAM;

/// A browser without a window.
pub struct Chromium {
    process: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
    asked: u64,
    /// What happened while answers were awaited.
    events: Vec<Value>,
}

impl Chromium {
    /// Starts it with a profile of its own, which is new each time.
    pub fn start() -> Result<Self> {
        let profile = project::target("page/profile");
        folder::remove(&profile)?;
        let log = project::target("page/chromium.log");
        // It reads from the pipe number 3, and writes to number 4.
        let script = r#"log=$1; shift; exec "$@" 3<&0 4>&1 </dev/null >"$log" 2>&1"#;
        let mut process = command("bash")
            .args(["-c", script, "bash"])
            .arg(&log)
            .arg(CHROMIUM_PROGRAM)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--lang=en", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start Chromium")?;
        let to = process.stdin.take().context("no pipe to Chromium")?;
        let from = process.stdout.take().context("no pipe from Chromium")?;
        let (to, from) = (BufWriter::new(to), BufReader::new(from));
        Ok(Self { process, to, from, asked: 0, events: Vec::new() })
    }

    /// Has the browser keep what is downloaded in this folder, under its own name.
    pub fn download_to(&mut self, folder: &Path) -> Result<()> {
        let parameters =
            json!({"behavior": "allow", "downloadPath": folder, "eventsEnabled": true});
        self.ask(None, "Browser.setDownloadBehavior", parameters).map(drop)
    }

    /// Asks the browser, or what this session is with, and returns the answer.
    pub fn ask(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value> {
        self.asked += 1;
        let id = self.asked;
        let mut message = json!({"id": id, "method": method});
        message["params"] = parameters;
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.to.write_all(message.to_string().as_bytes())?;
        self.to.write_all(&[0])?;
        self.to.flush()?;
        loop {
            let mut heard = self.hear().with_context(|| format!("Chromium, at {method}"))?;
            if heard["id"] != id {
                self.events.push(heard);
                continue;
            }
            if !heard["error"].is_null() {
                bail!("Chromium refuses {method}: {}", heard["error"]);
            }
            return Ok(heard["result"].take());
        }
    }

    /// Returns what happened since this was asked last.
    pub fn take_events(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.events)
    }

    fn hear(&mut self) -> Result<Value> {
        let mut message = Vec::new();
        self.from.read_until(0, &mut message)?;
        if message.pop() != Some(0) {
            bail!("it is gone; see target/page/chromium.log");
        }
        Ok(serde_json::from_slice(&message)?)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
