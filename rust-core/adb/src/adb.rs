//! The program `adb`.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::listing::{self, ListedDevice};
use crate::process::{self, Ended, Halt, Limits};
use crate::unreachable::Unreachable;

/// How many times as long as it may say nothing a call may take in all.
const PATIENT: u32 = 30;
/// How much text a call may print, in bytes. The longest answer, the filtered dump of a device of a
/// thousand apps and several users, has about one of these thirty-two megabytes.
pub const MOST_TEXT: u64 = 32 << 20;

/// The program, and how long it may say nothing.
#[derive(Debug, Clone)]
pub struct Adb {
    program: PathBuf,
    patience: Duration,
    /// The call that had to be stopped. From then on there are no others: each would take as long.
    stopped: Arc<OnceLock<Stopped>>,
}

/// A call that had to be stopped.
#[derive(Debug)]
struct Stopped {
    call: String,
    /// Whether it said nothing, and not too much.
    silent: bool,
}

impl Adb {
    /// Finds the adb on the path, or else that of the Android SDK which the environment names.
    /// `patience` is how long a call may say nothing.
    ///
    /// # Errors
    /// There is none.
    pub fn find(patience: Duration) -> Result<Self, Unreachable> {
        let program = find(|name| env::var_os(name)).ok_or(Unreachable::NoAdb)?;
        Ok(Self::at(program, patience))
    }

    /// Takes the adb at a path.
    #[must_use]
    pub fn at(program: impl Into<PathBuf>, patience: Duration) -> Self {
        Self { program: program.into(), patience, stopped: Arc::default() }
    }

    /// Returns where the program is.
    #[must_use]
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Lists what adb sees, whatever its state.
    pub(crate) fn listed(&self) -> Result<Vec<ListedDevice>, Unreachable> {
        let output = self.output(&["devices", "-l"], "adb devices")?;
        if !output.status.success() {
            let words = words(&[output.stderr, output.stdout].concat(), output.status);
            return Err(Unreachable::Failed { words });
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().filter_map(listing::read).collect())
    }

    /// Makes a call and waits for its end; `call` names it where it has to be stopped.
    pub(crate) fn output(&self, words: &[&str], call: &str) -> Result<Output, Unreachable> {
        let mut stdout = Vec::new();
        let ended = self.run(words, MOST_TEXT, &mut |bytes| stdout.write_all(bytes));
        let Ended { status, errors } = ended.map_err(|halt| self.unreachable(halt, call))?;
        Ok(Output { status, stdout, stderr: errors })
    }

    /// Makes a call that may print so many bytes, and has `keep` take them as they come.
    pub(crate) fn run(
        &self,
        words: &[&str],
        most: u64,
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<Ended, Halt> {
        match self.stopped.get() {
            Some(stopped) if stopped.silent => Err(Halt::Silent),
            Some(_) => Err(Halt::Endless),
            None => {
                let (silence, time) = (self.patience, self.patience.saturating_mul(PATIENT));
                let limits = Limits { silence, time, bytes: most };
                process::run(Command::new(&self.program).args(words), limits, keep)
            }
        }
    }

    pub(crate) fn unreachable(&self, halt: Halt, call: &str) -> Unreachable {
        let stopped = |silent| {
            let stopped = || Stopped { call: call.to_owned(), silent };
            self.because(self.stopped.get_or_init(stopped))
        };
        match halt {
            Halt::NotStarted(error) => Unreachable::NotStarted { adb: self.program.clone(), error },
            Halt::Silent => stopped(true),
            Halt::Endless => stopped(false),
            Halt::Io(error) => Unreachable::Failed { words: error.to_string() },
        }
    }

    /// Returns the earlier call that had to be stopped, if there was one.
    pub(crate) fn stopped(&self) -> Option<Unreachable> {
        self.stopped.get().map(|stopped| self.because(stopped))
    }

    fn because(&self, stopped: &Stopped) -> Unreachable {
        let call = stopped.call.clone();
        if stopped.silent {
            Unreachable::Silent { call, patience: self.patience }
        } else {
            Unreachable::Endless { call }
        }
    }
}

/// Finds adb in the environment that `variable` looks up.
fn find(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = variable("PATH").unwrap_or_default();
    let sdks = ["ANDROID_HOME", "ANDROID_SDK_ROOT"].into_iter().filter_map(variable);
    env::split_paths(&path)
        .chain(sdks.map(|sdk| Path::new(&sdk).join("platform-tools")))
        .map(|folder| folder.join("adb").with_extension(env::consts::EXE_EXTENSION))
        .find(|program| program.is_file())
}

/// Returns what adb said, in one line, or else how it ended.
pub fn words(said: &[u8], status: ExitStatus) -> String {
    let said = String::from_utf8_lossy(said);
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { format!("{status}, without a word") } else { words }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;

    #[test]
    fn adb_is_on_the_path_or_in_an_sdk() {
        let folder = tempfile::tempdir().unwrap();
        let tools = folder.path().join("sdk/platform-tools");
        fs::create_dir_all(&tools).unwrap();
        let adb = tools.join("adb").with_extension(env::consts::EXE_EXTENSION);
        File::create(&adb).unwrap();
        let sdk = folder.path().join("sdk").into_os_string();
        let path = env::join_paths([Path::new("/nowhere"), &tools]).unwrap();
        for (variables, expected) in [
            (vec![("PATH", &path), ("ANDROID_HOME", &path)], Some(&adb)),
            (vec![("ANDROID_HOME", &sdk)], Some(&adb)),
            (vec![("ANDROID_HOME", &path), ("ANDROID_SDK_ROOT", &sdk)], Some(&adb)),
            (vec![], None),
        ] {
            let variable = |name: &str| {
                let set = variables.iter().find(|(set, _)| *set == name);
                set.map(|(_, value)| (*value).clone())
            };
            assert_eq!(find(variable).as_ref(), expected);
        }
    }
}
