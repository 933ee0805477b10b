//! Chromium's own protocol, over a pair of pipes.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// A connection with a browser.
pub struct Devtools {
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
    asked: u64,
    /// What happened while answers were awaited.
    events: Vec<Value>,
}

impl Devtools {
    /// Takes the pipes of a browser's process.
    pub fn with(process: &mut Child) -> Result<Self> {
        let to = process.stdin.take().context("no pipe to Chromium")?;
        let from = process.stdout.take().context("no pipe from Chromium")?;
        let (to, from) = (BufWriter::new(to), BufReader::new(from));
        Ok(Self { to, from, asked: 0, events: Vec::new() })
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
            bail!("it is gone; see the file chromium.log beside its profile");
        }
        Ok(serde_json::from_slice(&message)?)
    }
}
