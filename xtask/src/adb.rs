//! `adb`, Android's debug bridge, and the phones and emulators it sees.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fmt};

use anyhow::{Context, Result, bail};

use crate::toolchain::command::command;

/// The program.
#[derive(Debug, Clone)]
pub struct Adb {
    program: PathBuf,
}

/// A phone or emulator.
#[derive(Debug)]
pub struct Device {
    adb: Adb,
    /// Its name for adb.
    pub serial: String,
    /// What adb says of the connection, such as `unauthorized`.
    pub state: String,
    model: Option<String>,
}

impl Adb {
    /// The one on the path, or else that of the Android SDK which the environment names.
    pub fn find() -> Result<Self> {
        Self::find_in(|name| env::var_os(name))
    }

    /// As [`Adb::find`], in the environment that `variable` looks up.
    fn find_in(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let path = variable("PATH").unwrap_or_default();
        let sdks = ["ANDROID_HOME", "ANDROID_SDK_ROOT"].into_iter().filter_map(variable);
        let program = env::split_paths(&path)
            .chain(sdks.map(|sdk| Path::new(&sdk).join("platform-tools")))
            .map(|folder| folder.join("adb"))
            .find(|program| program.is_file())
            .context(
                "there is no adb on the path or in the Android SDK that ANDROID_HOME names. \
                 Install Android Studio and set ANDROID_HOME to its SDK, or install adb alone (on \
                 Debian: apt-get install adb)",
            )?;
        Ok(Self { program })
    }

    /// All devices it sees, whatever their state.
    pub fn devices(&self) -> Result<Vec<Device>> {
        let output = output(command(&self.program).args(["devices", "-l"]))?;
        if !output.status.success() {
            bail!("`adb devices` failed: {}", words(&output));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().filter_map(|line| self.device(line)).collect())
    }

    /// The device in a line such as `emulator-5554  device product:sdk model:Pixel_7 …`.
    fn device(&self, line: &str) -> Option<Device> {
        if line.starts_with("List of devices") || line.starts_with('*') {
            return None;
        }
        let (serial, rest) = line.split_once(char::is_whitespace)?;
        let mut facts = rest.split_whitespace();
        // The other state of several words comes with all kinds of explanations.
        let state =
            facts.next().map(|state| if state == "no" { "no permissions" } else { state })?;
        let model = facts.find_map(|fact| fact.strip_prefix("model:"));
        Some(Device {
            adb: self.clone(),
            serial: serial.to_owned(),
            state: state.to_owned(),
            model: model.map(|model| model.replace('_', " ")),
        })
    }
}

impl Device {
    /// Whether adb can talk to it.
    pub fn is_ready(&self) -> bool {
        self.state == "device"
    }

    /// Whether adb still sees it and can talk to it.
    pub fn is_attached(&self) -> bool {
        let devices = self.adb.devices().unwrap_or_default();
        devices.iter().any(|device| device.serial == self.serial && device.is_ready())
    }

    /// A call of adb that is about this device.
    pub fn adb(&self, words: &[&str]) -> Command {
        let mut adb = command(&self.adb.program);
        adb.args(["-s", &self.serial]).args(words);
        adb
    }

    /// Makes such a call and waits for its end, good or not.
    pub fn call(&self, words: &[&str]) -> Result<Output> {
        output(&mut self.adb(words))
    }

    /// One of its system properties; empty if it has none of that name.
    pub fn property(&self, name: &str) -> Result<String> {
        let output = self.call(&["shell", "getprop", name])?;
        if !output.status.success() {
            bail!("{self} does not answer: {}", words(&output));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
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

/// All that adb printed: its versions differ in where they report a failure.
pub fn words(output: &Output) -> String {
    let parts = [&output.stdout, &output.stderr].map(|part| String::from_utf8_lossy(part));
    parts.concat().trim().to_owned()
}

fn output(adb: &mut Command) -> Result<Output> {
    adb.output().with_context(|| format!("{} cannot be started", adb.get_program().display()))
}

#[cfg(test)]
pub mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::sync::LazyLock;

    use super::*;
    use crate::toolchain::project;

    /// Writes down how it is called, and does what the `answers` beside it say.
    const SCRIPT: &str = "#!/bin/sh\ncd \"${0%/*}\"\necho \"$*\" >>calls\n. ./answers\n";

    /// Written once: a script cannot be run while a process that another test just started still
    /// has it open for writing.
    static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = project::target("stand-in-adb");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("adb.sh");
        fs::write(&program, SCRIPT).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        program
    });

    /// A stand-in for adb.
    pub struct StandIn {
        folder: PathBuf,
    }

    impl StandIn {
        /// Calls that `answers` (cases of a shell's `case`) do not answer fail.
        pub fn new(name: &str, answers: &str) -> Self {
            let folder = PROGRAM.with_file_name(name);
            fs::create_dir(&folder).unwrap();
            symlink(&*PROGRAM, folder.join("adb")).unwrap();
            let answers = format!("case $* in\n{answers}\n*) exit 99 ;;\nesac\n");
            fs::write(folder.join("answers"), answers).unwrap();
            Self { folder }
        }

        /// As it is found on a path.
        pub fn adb(&self) -> Adb {
            let path = self.folder.clone().into_os_string();
            Adb::find_in(|name| (name == "PATH").then(|| path.clone())).unwrap()
        }

        /// How it was called.
        pub fn calls(&self) -> Vec<String> {
            let calls = fs::read_to_string(self.folder.join("calls")).unwrap();
            calls.lines().map(str::to_owned).collect()
        }
    }

    #[test]
    fn adb_is_on_the_path_or_in_an_sdk() {
        let first = StandIn::new("found-on-path", "").folder;
        let sdk = PROGRAM.with_file_name("sdk");
        let tools = sdk.join("platform-tools");
        fs::create_dir_all(&tools).unwrap();
        symlink(&*PROGRAM, tools.join("adb")).unwrap();
        let path = env::join_paths([Path::new("/nowhere"), &first]).unwrap();
        let sdk = sdk.into_os_string();
        for (environment, expected) in [
            (vec![("PATH", &path), ("ANDROID_HOME", &sdk)], first.join("adb")),
            (vec![("ANDROID_HOME", &sdk)], tools.join("adb")),
            (vec![("ANDROID_HOME", &path), ("ANDROID_SDK_ROOT", &sdk)], tools.join("adb")),
        ] {
            let variable = |name: &str| {
                let set = environment.iter().find(|(set, _)| *set == name);
                set.map(|(_, value)| (*value).clone())
            };
            assert_eq!(Adb::find_in(variable).unwrap().program, expected);
        }
        assert_eq!(
            Adb::find_in(|_| None).unwrap_err().to_string(),
            "there is no adb on the path or in the Android SDK that ANDROID_HOME names. Install \
             Android Studio and set ANDROID_HOME to its SDK, or install adb alone (on Debian: \
             apt-get install adb)"
        );
    }

    #[test]
    fn an_adb_that_fails_is_quoted() {
        let adb = StandIn::new("fails", "*) echo 'cannot connect to daemon' >&2; exit 1 ;;").adb();
        let error = adb.devices().unwrap_err().to_string();
        assert_eq!(error, "`adb devices` failed: cannot connect to daemon");
    }
}
