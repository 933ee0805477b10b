//! `adb`, Android's debug bridge, and the device that is asked through it.

use std::{
    env,
    ffi::OsString,
    fs::File,
    io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use thiserror::Error;

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
    adb: PathBuf,
    /// Its name for adb.
    pub serial: String,
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
}

impl Device {
    /// The device of this serial, or the only one there is.
    pub fn find(serial: Option<&str>) -> Result<Self, Unreachable> {
        let adb = find_adb(|name| env::var_os(name)).ok_or(Unreachable::NoAdb)?;
        let output = output(Command::new(&adb).args(["devices", "-l"]), &adb)?;
        if !output.status.success() {
            return Err(Unreachable::Failed { words: words(&output) });
        }
        let (serial, state) = choose(&String::from_utf8_lossy(&output.stdout), serial)?;
        if state == "device" {
            Ok(Self { adb, serial })
        } else {
            Err(Unreachable::NotReady { serial, state })
        }
    }

    /// Runs a script in the device's shell.
    pub fn shell(&self, script: &str) -> Result<Output, Unreachable> {
        output(self.adb(&["shell", script]).stdin(Stdio::null()), &self.adb)
    }

    /// The bytes that a command in the device's shell writes.
    pub fn bytes(&self, command: &str) -> io::Result<Vec<u8>> {
        let output = self.adb(&["exec-out", command]).stdin(Stdio::null()).output()?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(io::Error::other(words(&output)))
        }
    }

    /// Has a command in the device's shell write into a file here.
    pub fn stream(&self, command: &str, file: File) -> io::Result<()> {
        let mut adb = self.adb(&["exec-out", command]);
        let status = adb.stdin(Stdio::null()).stderr(Stdio::null()).stdout(file).status()?;
        if status.success() { Ok(()) } else { Err(io::Error::other("adb failed")) }
    }

    fn adb(&self, words: &[&str]) -> Command {
        let mut adb = Command::new(&self.adb);
        adb.args(["-s", &self.serial]).args(words);
        adb
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
    if line.starts_with("List of devices") || line.starts_with('*') {
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

fn output(command: &mut Command, adb: &Path) -> Result<Output, Unreachable> {
    command.output().map_err(|error| Unreachable::NotStarted { adb: adb.to_owned(), error })
}

/// All that adb printed, in one line: its versions differ in where they report a failure.
pub fn words(output: &Output) -> String {
    let parts = [&output.stderr, &output.stdout].map(|part| String::from_utf8_lossy(part));
    let words = parts.iter().flat_map(|part| part.split_whitespace());
    let words = words.collect::<Vec<_>>().join(" ");
    if words.is_empty() { format!("{}, without a word", output.status) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_device_is_the_one_named_or_the_only_one() {
        let one = "List of devices attached\n\
                   R58M  device usb:1-2 product:a52q model:SM_A525F device:a52q transport_id:3\n\n";
        let starting = format!("* daemon not running; starting now at tcp:5037\n{one}");
        let more = "List of devices attached\r\nR58M\tdevice\r\nemulator-5554\toffline\r\n";
        let denied = "List of devices attached\n\
                      0123  no permissions (user in plugdev group; are your udev rules wrong?); \
                      see [http://developer.android.com/tools/device.html] usb:1-1\n";
        for (listed, wanted, expected) in [
            (one, None, "R58M device"),
            (&starting, None, "R58M device"),
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
