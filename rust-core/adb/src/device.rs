//! A phone, a tablet or an emulator.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::process::{Command, Output, Stdio};

use crate::adb::{Adb, MOST_TEXT, words};
use crate::listing::{ListedDevice, State};
use crate::process::{Ended, Halt};
use crate::shell::{Answer, Asked, Script, whole};
use crate::unreachable::Unreachable;

/// A device that adb lists.
#[derive(Debug, Clone)]
pub struct Device {
    adb: Adb,
    /// Its name for adb.
    pub serial: String,
    /// How adb stands with it.
    pub state: State,
    /// Its model, as its maker calls it, if adb knows it.
    pub model: Option<String>,
}

impl Device {
    /// Takes the device that adb calls so. Whether it is there shows when it is asked.
    #[must_use]
    pub fn named(adb: &Adb, serial: impl Into<String>) -> Self {
        Self { adb: adb.clone(), serial: serial.into(), state: State::Ready, model: None }
    }

    /// Takes a device as adb lists it.
    pub(crate) fn listed(adb: &Adb, listed: ListedDevice) -> Self {
        let ListedDevice { serial, state, model } = listed;
        Self { adb: adb.clone(), serial, state, model }
    }

    /// Returns whether it could be asked when it was listed.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.state == State::Ready
    }

    /// Asks adb whether it still sees it and can talk to it.
    #[must_use]
    pub fn is_attached(&self) -> bool {
        let listed = self.adb.listed().unwrap_or_default();
        listed.iter().any(|device| device.serial == self.serial && device.state == State::Ready)
    }

    /// Runs each command in the device's shell, all in one call.
    ///
    /// # Errors
    /// None of them was answered.
    pub fn ask(&self, commands: &[&str]) -> Result<Asked, Unreachable> {
        let script = Script::new(commands);
        let mut printed = Vec::new();
        let call = ["-s", &self.serial, "shell", &script.text];
        let ended = self.adb.run(&call, MOST_TEXT, &mut |bytes| printed.write_all(bytes));
        let mut answers = script.answers(&printed);
        let broke = match ended {
            _ if whole(&answers) >= commands.len() => None,
            Ok(Ended { errors, status }) => {
                let (serial, words) = (self.serial.clone(), words(&errors, status));
                Some(Unreachable::Lost { serial, words })
            }
            Err(halt) => {
                let answering = commands.get(whole(&answers)).or(commands.last());
                let call = named("shell", answering.copied().unwrap_or_default());
                Some(self.adb.unreachable(halt, &call))
            }
        };
        match broke {
            Some(broke) if answers.is_empty() => Err(broke),
            broke => {
                answers.resize(commands.len(), Answer::default());
                Ok(Asked { answers, broke })
            }
        }
    }

    /// Returns the bytes that a command in the device's shell writes; with more than `most`, it is
    /// stopped.
    ///
    /// # Errors
    /// The command or the connection failed.
    pub fn bytes(&self, command: &str, most: u64) -> io::Result<Vec<u8>> {
        let mut written = Vec::new();
        self.exec_out(command, most, &mut |bytes| written.write_all(bytes))?;
        Ok(written)
    }

    /// Has a command in the device's shell write into a file here; with more than `most` bytes, it
    /// is stopped.
    ///
    /// # Errors
    /// The command or the connection failed, or the file cannot be written.
    pub fn stream(&self, command: &str, mut file: &File, most: u64) -> io::Result<()> {
        self.exec_out(command, most, &mut |bytes| file.write_all(bytes))
    }

    /// Returns the earlier call that had to be stopped, if there was one: adb is not called any
    /// more.
    #[must_use]
    pub fn stopped(&self) -> Option<Unreachable> {
        self.adb.stopped()
    }

    /// Prepares a call of adb that is about this device, and reads no input.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> Command {
        let mut adb = Command::new(self.adb.program());
        adb.args(["-s", &self.serial]).args(words).stdin(Stdio::null());
        adb
    }

    /// Makes such a call and waits for its end, good or not.
    ///
    /// # Errors
    /// adb cannot be started, hangs or never stops printing.
    pub fn call(&self, words: &[&str]) -> Result<Output, Unreachable> {
        let named = format!("adb {}", words.first().unwrap_or(&""));
        self.adb.output(&[&["-s", &self.serial], words].concat(), &named)
    }

    fn exec_out(
        &self,
        command: &str,
        most: u64,
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        match self.adb.run(&["-s", &self.serial, "exec-out", command], most, keep) {
            Ok(ended) if ended.status.success() => Ok(()),
            Ok(ended) => Err(io::Error::other(words(&ended.errors, ended.status))),
            Err(Halt::Io(error)) => Err(error),
            // A file that is longer than the device said; the device answers all the same.
            Err(Halt::Endless) if self.adb.stopped().is_none() => {
                let call = named("exec-out", command);
                Err(io::Error::other(format!("`{call}` wrote more than was asked for")))
            }
            Err(halt) => {
                Err(io::Error::other(self.adb.unreachable(halt, &named("exec-out", command))))
            }
        }
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.model {
            Some(model) => write!(f, "{model} ({})", self.serial),
            None => f.write_str(&self.serial),
        }
    }
}

/// Names a call of adb by the first words of what the device is asked: what follows may name an
/// app.
fn named(how: &str, command: &str) -> String {
    let of_programs = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let is_plain = |word: &&str| !word.starts_with('-') && word.chars().all(of_programs);
    let words = command.split(' ').take_while(is_plain);
    ["adb", how].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}
