//! `adb`, Android's debug bridge, and the device that is asked through it.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use appvagt_inventory::is_noise;
use thiserror::Error;

use super::patience::{self, Ended, Halt};

/// What adb says of connections. Source: `to_string(ConnectionState)` in its sources.
const STATES: [&str; 13] = [
    "device",
    "offline",
    "unauthorized",
    "authorizing",
    "connecting",
    // An explanation follows.
    "no permissions",
    "bootloader",
    "recovery",
    "rescue",
    "sideload",
    "host",
    "detached",
    "unknown",
];

/// A device that adb can talk to.
#[derive(Debug, Clone)]
pub struct Device {
    adb: Adb,
    /// Its name for adb.
    pub serial: String,
}

/// The program, and how long it may say nothing.
#[derive(Debug, Clone)]
struct Adb {
    program: PathBuf,
    patience: Duration,
    /// The call that hung. From then on there are no others: each would take as long.
    hung: Arc<OnceLock<String>>,
}

/// Why there is no device to ask. Each says what to do.
#[derive(Debug, Error)]
pub enum Unreachable {
    #[error(
        "there is no adb on the path or in the Android SDK that ANDROID_HOME names\n  Install \
         Android's platform tools (on Debian: apt-get install adb), or set ANDROID_HOME to an \
         Android SDK."
    )]
    NoAdb,
    #[error(
        "{} cannot be started: {error}\n  See that it is a program for this computer and may be \
         run.",
        adb.display()
    )]
    NotStarted { adb: PathBuf, error: io::Error },
    #[error(
        "adb failed: {words}\n  `adb kill-server` stops what is left of an earlier adb. If \
         `adb devices` fails by itself as well, reinstall Android's platform tools."
    )]
    Failed { words: String },
    #[error(
        "adb sees no device\n  On the device, switch on USB debugging (Settings, About phone: tap \
         the build number seven times; then Developer options), plug it in with a cable that \
         carries data, and unlock it."
    )]
    NoDevice,
    #[error(
        "adb sees no device {serial:?}, but {seen}\n  Name one of these with --serial, or plug \
         the other in."
    )]
    NotSeen { serial: String, seen: String },
    #[error("adb sees several devices: {seen}\n  Say which with --serial.")]
    Several { seen: String },
    #[error("{serial} {}", why_not_ready(state))]
    NotReady { serial: String, state: String },
    #[error(
        "the connection to {serial} broke: {words}\n  Leave it plugged in and unlocked, and run \
         this again."
    )]
    Lost { serial: String, words: String },
    #[error(
        "`{call}` said nothing for {} seconds, and was stopped\n  Run `adb kill-server`, unplug the \
         device, plug it in again and unlock it, and run this again. If that does not help, restart \
         the device.",
        patience.as_secs()
    )]
    Silent { call: String, patience: Duration },
}

impl Device {
    /// The device of this serial, or the only one there is. `patience` is how long adb may say
    /// nothing, in this and in all later calls.
    pub fn find(serial: Option<&str>, patience: Duration) -> Result<Self, Unreachable> {
        let program = find_adb(|name| env::var_os(name)).ok_or(Unreachable::NoAdb)?;
        let adb = Adb { program, patience, hung: Arc::default() };
        let mut listed = Vec::new();
        let ended = adb.run(&["devices", "-l"], &mut |bytes| listed.write_all(bytes));
        let ended = ended.map_err(|halt| adb.unreachable(halt, "adb devices"))?;
        if !ended.status.success() {
            let words = words(&[ended.errors, listed].concat(), ended.status);
            return Err(Unreachable::Failed { words });
        }
        let (serial, state) = choose(&String::from_utf8_lossy(&listed), serial)?;
        if state == "device" {
            Ok(Self { adb, serial })
        } else {
            Err(Unreachable::NotReady { serial, state })
        }
    }

    /// Runs a script in the device's shell, and adds to `printed` what it prints. `asked` tells the
    /// command in it that was being answered, by what was printed.
    pub fn shell<'s>(
        &self,
        script: &str,
        printed: &mut Vec<u8>,
        asked: impl FnOnce(&[u8]) -> &'s str,
    ) -> Result<Ended, Unreachable> {
        let ended = self.call(&["shell", script], &mut |bytes| printed.write_all(bytes));
        ended.map_err(|halt| self.adb.unreachable(halt, &named("shell", asked(printed))))
    }

    /// The bytes that a command in the device's shell writes.
    pub fn bytes(&self, command: &str) -> io::Result<Vec<u8>> {
        let mut written = Vec::new();
        self.exec_out(command, &mut |bytes| written.write_all(bytes))?;
        Ok(written)
    }

    /// Has a command in the device's shell write into a file here.
    pub fn stream(&self, command: &str, mut file: &File) -> io::Result<()> {
        self.exec_out(command, &mut |bytes| file.write_all(bytes))
    }

    /// That adb hung in an earlier call, if it did: then it is not called any more.
    pub fn hung(&self) -> Option<Unreachable> {
        self.adb.hung.get().map(|call| self.adb.silent(call))
    }

    /// That the connection broke, by how adb ended.
    pub fn lost(&self, ended: &Ended) -> Unreachable {
        let words = words(&ended.errors, ended.status);
        Unreachable::Lost { serial: self.serial.clone(), words }
    }

    fn exec_out(
        &self,
        command: &str,
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        match self.call(&["exec-out", command], keep) {
            Ok(ended) if ended.status.success() => Ok(()),
            Ok(ended) => Err(io::Error::other(words(&ended.errors, ended.status))),
            Err(Halt::Io(error)) => Err(error),
            Err(halt) => {
                Err(io::Error::other(self.adb.unreachable(halt, &named("exec-out", command))))
            }
        }
    }

    fn call(
        &self,
        words: &[&str],
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<Ended, Halt> {
        self.adb.run(&[&["-s", &self.serial], words].concat(), keep)
    }
}

impl Adb {
    fn run(
        &self,
        words: &[&str],
        keep: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<Ended, Halt> {
        if self.hung.get().is_some() {
            return Err(Halt::Silent);
        }
        patience::run(Command::new(&self.program).args(words), self.patience, keep)
    }

    fn unreachable(&self, halt: Halt, call: &str) -> Unreachable {
        match halt {
            Halt::NotStarted(error) => Unreachable::NotStarted { adb: self.program.clone(), error },
            Halt::Silent => self.silent(self.hung.get_or_init(|| call.to_owned())),
            Halt::Io(error) => Unreachable::Failed { words: error.to_string() },
        }
    }

    fn silent(&self, call: &str) -> Unreachable {
        Unreachable::Silent { call: call.to_owned(), patience: self.patience }
    }
}

impl Unreachable {
    /// Whether the command line is what has to change.
    pub const fn is_usage(&self) -> bool {
        matches!(self, Self::Several { .. } | Self::NotSeen { .. })
    }
}

/// The adb on the path, or else that of the Android SDK which the environment names.
fn find_adb(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = variable("PATH").unwrap_or_default();
    let sdks = ["ANDROID_HOME", "ANDROID_SDK_ROOT"].into_iter().filter_map(variable);
    env::split_paths(&path)
        .chain(sdks.map(|sdk| Path::new(&sdk).join("platform-tools")))
        .map(|folder| folder.join("adb").with_extension(env::consts::EXE_EXTENSION))
        .find(|program| program.is_file())
}

/// Serial and state of the device to ask, of those that `adb devices -l` lists.
fn choose(listed: &str, wanted: Option<&str>) -> Result<(String, String), Unreachable> {
    let devices: Vec<_> = listed.lines().filter_map(device).collect();
    if devices.is_empty() {
        return Err(Unreachable::NoDevice);
    }
    let seen = || {
        let seen = devices.iter().map(|(serial, state)| match *state {
            "device" => (*serial).to_owned(),
            state => format!("{serial} ({state})"),
        });
        seen.collect::<Vec<_>>().join(", ")
    };
    let found = match wanted {
        Some(wanted) => devices.iter().find(|(serial, _)| *serial == wanted).copied(),
        None if devices.len() == 1 => devices.first().copied(),
        None => return Err(Unreachable::Several { seen: seen() }),
    };
    match (found, wanted) {
        (Some((serial, state)), _) => Ok((serial.to_owned(), state.to_owned())),
        (None, wanted) => Err(Unreachable::NotSeen {
            serial: wanted.unwrap_or_default().to_owned(),
            seen: seen(),
        }),
    }
}

/// Serial and state in a line such as `emulator-5554  device product:sdk model:Pixel_7`.
fn device(line: &str) -> Option<(&str, &str)> {
    if is_noise(line) {
        return None;
    }
    let parts = || {
        let spaces = line.match_indices(char::is_whitespace);
        spaces.map(|(at, _)| (line.split_at(at).0.trim_end(), line.split_at(at).1.trim_start()))
    };
    // A device that was found over Wi-Fi may have a space in its serial.
    let known = parts().find_map(|(serial, rest)| {
        let state = STATES.iter().find(|state| {
            let after = rest.strip_prefix(**state);
            after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\r']))
        })?;
        Some((serial, *state))
    });
    known.or_else(|| parts().next().map(|(serial, rest)| (serial, rest.trim_end())))
}

fn why_not_ready(state: &str) -> String {
    match state {
        "unauthorized" => "has not allowed this computer to ask it\n  Unlock it and confirm \
                           \"Allow USB debugging?\". If it does not ask, choose \"Revoke USB \
                           debugging authorisations\" in its developer options, and plug it in \
                           again."
            .to_owned(),
        "offline" => "is attached and does not answer (offline)\n  Unplug it, plug it in again \
                      and unlock it; if that does not help, `adb kill-server` and restart it."
            .to_owned(),
        "connecting" | "authorizing" => "is still connecting\n  Unlock it, wait a moment and run \
                                         this again."
            .to_owned(),
        "no permissions" => "may not be opened by this user of the computer (no permissions)\n  \
                             On Linux, install udev rules for Android devices (on Debian: \
                             apt-get install android-sdk-platform-tools-common) and plug it in \
                             again."
            .to_owned(),
        other => format!(
            "has not started Android ({other})\n  Restart it, unlock it and run this again."
        ),
    }
}

/// A call of adb by the first words of what the device is asked: what follows may name an app.
fn named(how: &str, command: &str) -> String {
    let of_programs = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let is_plain = |word: &&str| !word.starts_with('-') && word.chars().all(of_programs);
    let words = command.split(' ').take_while(is_plain);
    ["adb", how].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

/// What adb said, in one line, or else how it ended.
fn words(said: &[u8], status: ExitStatus) -> String {
    let said = String::from_utf8_lossy(said);
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { format!("{status}, without a word") } else { words }
}

#[cfg(all(test, unix))]
impl Device {
    /// A device whose adb answers the first question of a call, and hangs.
    pub fn hanging() -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/device/hanging_adb.sh");
        let adb = Adb { program, patience: Duration::from_secs(2), hung: Arc::default() };
        Self { adb, serial: "R58M".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::shell::{self, Asked};
    #[cfg(unix)]
    use super::*;

    #[test]
    fn the_device_is_the_one_named_or_the_only_one() {
        let one = "List of devices attached\n\
                   R58M  device usb:1-2 product:a52q model:SM_A525F device:a52q transport_id:3\n\n";
        let starting = format!("* daemon not running; starting now at tcp:5037\n{one}");
        let old = format!(
            "adb server is out of date.  killing...\r\n* daemon started successfully *\r\n{one}"
        );
        let newer =
            format!("adb server version (31) doesn't match this client (41); killing...\n{one}");
        let more = "List of devices attached\r\nR58M\tdevice\r\nemulator-5554\toffline\r\n";
        let denied = "List of devices attached\n\
                      0123  no permissions (user in plugdev group; are your udev rules wrong?); \
                      see [http://developer.android.com/tools/device.html] usb:1-1\n";
        for (listed, wanted, expected) in [
            (one, None, "R58M device"),
            (&starting, None, "R58M device"),
            (&old, None, "R58M device"),
            (&newer, None, "R58M device"),
            (more, Some("R58M"), "R58M device"),
            (more, Some("emulator-5554"), "emulator-5554 offline"),
            (denied, None, "0123 no permissions"),
            (
                "adb-R58M-x (2)._adb-tls-connect._tcp device product:a\n",
                None,
                "adb-R58M-x (2)._adb-tls-connect._tcp device",
            ),
            ("R58M\tdevice-to-come\n", None, "R58M device-to-come"),
        ] {
            let (serial, state) = choose(listed, wanted).unwrap();
            assert_eq!(format!("{serial} {state}"), expected);
        }
        let refusal = |listed, wanted| {
            let told = choose(listed, wanted).unwrap_err().to_string();
            told.lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(refusal("List of devices attached\n\n", None), "adb sees no device");
        let several = "adb sees several devices: R58M, emulator-5554 (offline)";
        assert_eq!(refusal(more, None), several);
        let other = "adb sees no device \"X\", but R58M, emulator-5554 (offline)";
        assert_eq!(refusal(more, Some("X")), other);
    }

    #[cfg(unix)]
    #[test]
    fn an_adb_that_hangs_is_stopped_and_told_by_the_call() {
        let device = Device::hanging();
        let commands = ["am get-current-user", "pm uninstall --user 0 'com.example.secret'"];
        let Asked { answers, broke } = shell::ask(&device, &commands).unwrap();
        assert_eq!((answers[0].line(), answers[1].status), (Some("0"), None));
        let told = "`adb shell pm uninstall` said nothing for 2 seconds, and was stopped\n  Run \
                    `adb kill-server`, unplug the device";
        assert!(broke.unwrap().to_string().starts_with(told));
        // It is not called again, and what is told is the call that hung.
        let again = shell::ask(&device, &["pm list users"]).unwrap_err();
        assert!(again.to_string().starts_with(told), "{again}");
        assert!(device.bytes("dd if=x").unwrap_err().to_string().starts_with(told));
        assert!(device.hung().unwrap().to_string().starts_with(told));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_stops_coming_is_told_without_its_name() {
        for (stream, told) in [(true, "`adb exec-out cat` said"), (false, "`adb exec-out dd` said")]
        {
            let (device, file) = (Device::hanging(), tempfile::tempfile().unwrap());
            let error = if stream {
                device.stream("cat '/data/app/com.example.secret/base.apk'", &file).unwrap_err()
            } else {
                device.bytes("dd if='/data/app/com.example.secret/base.apk' bs=65536").unwrap_err()
            };
            assert!(error.to_string().starts_with(told), "{error}");
        }
    }

    #[test]
    fn adb_is_on_the_path_or_in_an_sdk() {
        let folder = tempfile::tempdir().unwrap();
        let tools = folder.path().join("sdk/platform-tools");
        std::fs::create_dir_all(&tools).unwrap();
        let adb = tools.join("adb").with_extension(env::consts::EXE_EXTENSION);
        File::create(&adb).unwrap();
        let sdk = folder.path().join("sdk").into_os_string();
        for (variable, value) in [
            ("PATH", tools.into_os_string()),
            ("ANDROID_HOME", sdk.clone()),
            ("ANDROID_SDK_ROOT", sdk),
        ] {
            let found = find_adb(|name| (name == variable).then(|| value.clone()));
            assert_eq!(found.as_deref(), Some(adb.as_path()), "{variable}");
        }
        assert_eq!(find_adb(|_| None), None);
    }
}
