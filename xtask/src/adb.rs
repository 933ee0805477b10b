//! What the commands that install and test the app ask of adb beyond its client.

use std::process::Output;
use std::time::Duration;

use anyhow::{Result, bail};
pub use appvagt_adb::{Adb, Device, State};

/// How long adb may say nothing: installing a large app, it is silent for minutes.
const PATIENCE: Duration = Duration::from_mins(10);

/// Finds adb.
pub fn find() -> Result<Adb> {
    Ok(Adb::find(PATIENCE)?)
}

/// Asks for one of a device's system properties; empty if it has none of that name.
pub fn property(device: &Device, name: &str) -> Result<String> {
    let output = device.call(&["shell", "getprop", name])?;
    if !output.status.success() {
        bail!("{device} does not answer: {}", words(&output));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Returns all that adb printed: its versions differ in where they report a failure.
pub fn words(output: &Output) -> String {
    let parts = [&output.stdout, &output.stderr].map(|part| String::from_utf8_lossy(part));
    parts.concat().trim().to_owned()
}

#[cfg(test)]
pub mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::PathBuf;
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

        pub fn adb(&self) -> Adb {
            Adb::at(self.folder.join("adb"), PATIENCE)
        }

        /// Returns how it was called.
        pub fn calls(&self) -> Vec<String> {
            let calls = fs::read_to_string(self.folder.join("calls")).unwrap();
            calls.lines().map(str::to_owned).collect()
        }
    }
}
