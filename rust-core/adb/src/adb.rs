//! The program `adb`, and the devices that it sees.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::device::Device;
use crate::listing::{self, State};
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

/// The device to ask.
#[derive(Debug)]
pub struct Chosen {
    /// The device.
    pub device: Device,
    /// Others that adb lists and that do not answer.
    pub passed_over: Vec<Device>,
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

    /// Lists all devices, whatever their state.
    ///
    /// # Errors
    /// adb cannot be started, fails, hangs or never stops printing.
    pub fn devices(&self) -> Result<Vec<Device>, Unreachable> {
        let output = self.output(&["devices", "-l"], "adb devices")?;
        if !output.status.success() {
            let words = words(&[output.stderr, output.stdout].concat(), output.status);
            return Err(Unreachable::Failed { words });
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().filter_map(listing::read).map(|listed| self.device(&listed)).collect())
    }

    /// Chooses the device of this serial, or the only one that can be meant: beside one that is
    /// ready, those that are offline are passed over.
    ///
    /// # Errors
    /// There is none, it is not ready, or several may be meant.
    pub fn choose(&self, serial: Option<&str>) -> Result<Chosen, Unreachable> {
        choose(self.devices()?, serial)
    }

    fn device(&self, listed: &listing::Listed) -> Device {
        let listing::Listed { serial, state, model } = listed;
        let (serial, state, model) = ((*serial).to_owned(), state.clone(), model.clone());
        Device { adb: self.clone(), serial, state, model }
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

/// Chooses among the devices that adb lists.
fn choose(devices: Vec<Device>, wanted: Option<&str>) -> Result<Chosen, Unreachable> {
    if devices.is_empty() {
        return Err(Unreachable::NoDevice);
    }
    let seen = devices.iter().map(|device| match &device.state {
        State::Ready => device.serial.clone(),
        state => format!("{} ({state})", device.serial),
    });
    let seen = seen.collect::<Vec<_>>().join(", ");
    let (mut wanted_ones, passed_over): (Vec<_>, Vec<_>) = match wanted {
        Some(wanted) => devices.into_iter().partition(|device| device.serial == wanted),
        None if devices.len() == 1 => (devices, Vec::new()),
        None => devices.into_iter().partition(|device| device.state != State::Offline),
    };
    let device = match (wanted_ones.pop(), wanted) {
        (Some(device), _) if wanted_ones.is_empty() => device,
        (None, Some(wanted)) => {
            return Err(Unreachable::NotSeen { serial: wanted.to_owned(), seen });
        }
        _ => return Err(Unreachable::Several { seen }),
    };
    if device.state != State::Ready {
        let Device { serial, state, .. } = device;
        return Err(Unreachable::NotReady { serial, state });
    }
    let passed_over = if wanted.is_some() { Vec::new() } else { passed_over };
    Ok(Chosen { device, passed_over })
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

    fn chosen(listed: &str, wanted: Option<&str>) -> Result<Chosen, Unreachable> {
        let adb = Adb::at("/nowhere", Duration::from_secs(1));
        let devices = listed.lines().filter_map(listing::read).map(|listed| adb.device(&listed));
        choose(devices.collect(), wanted)
    }

    #[test]
    fn the_device_is_the_one_named_or_the_only_one_that_can_be_meant() {
        let stale = "adb-R58M-x._adb-tls-connect._tcp\toffline transport_id:3\n";
        let more = format!("R58M\tdevice\n{stale}");
        let other_way_round = format!("{stale}R58M\tdevice\n");
        for (listed, wanted, passed_over) in [
            ("List of devices attached\nR58M\tdevice\n\n", None, 0),
            (&*more, None, 1),
            (&*other_way_round, None, 1),
            (&*more, Some("R58M"), 0),
            ("R58M\tdevice\nR59\tunauthorized\n", Some("R58M"), 0),
        ] {
            let chosen = chosen(listed, wanted).unwrap();
            assert_eq!(chosen.device.serial, "R58M", "{listed}");
            assert_eq!(chosen.passed_over.len(), passed_over, "{listed}");
        }
        for (listed, wanted, refusal) in [
            ("", None, "adb sees no device"),
            ("R58M device\nR59 device", None, "adb sees several devices: R58M, R59"),
            // It may be the one that is meant.
            ("R58M device\nR59 unauthorized", None, {
                "adb sees several devices: R58M, R59 (unauthorized)"
            }),
            ("R58M offline\nR59 offline", None, {
                "adb sees several devices: R58M (offline), R59 (offline)"
            }),
            ("R58M device\nR59 offline", Some("X"), {
                "adb sees no device \"X\", but R58M, R59 (offline)"
            }),
            ("R58M device\nR59 offline", Some("R59"), {
                "R59 is attached and does not answer (offline)"
            }),
            ("R58M unauthorized\nR59 offline", None, {
                "R58M has not allowed this computer to ask it"
            }),
            ("R58M recovery", None, "R58M has not started Android (recovery)"),
        ] {
            let message = chosen(listed, wanted).unwrap_err().to_string();
            assert_eq!(message.lines().next(), Some(refusal), "{listed}");
        }
    }

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
