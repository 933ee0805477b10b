//! The JDKs of this machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::toolchain::command::command;
use crate::toolchain::system_package;

/// Oldest JDK that the Kotlin compiler's output and Robolectric run on.
pub const OLDEST: u32 = 17;

/// Where systems keep JDKs, and where in such a folder their home is.
const USUAL_PLACES: [(&str, &str); 2] =
    [("/usr/lib/jvm", ""), ("/Library/Java/JavaVirtualMachines", "Contents/Home")];

/// A JDK.
#[derive(Debug, Clone)]
pub struct Jdk {
    home: PathBuf,
    /// Major version, such as 17.
    pub version: u32,
}

impl Jdk {
    /// Returns the oldest JDK of this machine that is at least of version `minimum`; `None` if
    /// there is none. Looks at `JAVA_HOME`, the `javac` on the path, and where systems keep them.
    pub fn at_least(minimum: u32) -> Option<Self> {
        let mut homes: Vec<PathBuf> =
            env::var_os("JAVA_HOME").map(Into::into).into_iter().collect();
        let path = env::var_os("PATH").unwrap_or_default();
        homes.extend(
            env::split_paths(&path)
                .map(|folder| folder.join("javac").with_extension(env::consts::EXE_EXTENSION))
                .filter_map(|javac| javac.canonicalize().ok())
                .filter_map(|javac| Some(javac.parent()?.parent()?.to_owned())),
        );
        for (folder, home) in USUAL_PLACES {
            let found = fs::read_dir(folder).into_iter().flatten().flatten();
            homes.extend(found.map(|entry| entry.path().join(home)));
        }
        homes
            .into_iter()
            .filter_map(Self::at)
            .filter(|jdk| jdk.version >= minimum)
            .min_by_key(|jdk| jdk.version)
    }

    /// Returns the JDK that everything but the newest Android runs on.
    pub fn default() -> Result<Self> {
        if let Some(jdk) = Self::at_least(OLDEST) {
            return Ok(jdk);
        }
        system_package::ensure(&[system_package::JDK])?;
        match Self::at_least(OLDEST) {
            Some(jdk) => Ok(jdk),
            None => bail!("no JDK of version {OLDEST} or newer was found; set JAVA_HOME to one"),
        }
    }

    fn at(home: PathBuf) -> Option<Self> {
        let javac = home.join("bin/javac");
        let output = Command::new(javac).arg("-version").output().ok()?;
        // "javac 17.0.15"; JDK 8 and older print it elsewhere, and are too old.
        let text = String::from_utf8(output.stdout).ok()?;
        let version = text.strip_prefix("javac ")?.split(['.', '-', '\n']).next()?.parse().ok()?;
        Some(Self { home, version })
    }

    /// Returns its folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Returns a call of one of its programs, such as `jar`.
    pub fn command(&self, program: &str) -> Command {
        command(self.home.join("bin").join(program))
    }

    /// Returns a call of a tool's or the tests' virtual machine. These runs are short: what is compiled
    /// best is never used long enough to pay for it. That halves the processor time of compilers.
    pub fn java(&self) -> Command {
        let mut java = self.command("java");
        java.args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]);
        // What lint and the simulated phones use of Android does not fit into the 48 MB that there are
        // else: once they are full, nothing is compiled any more.
        java.arg("-XX:ReservedCodeCacheSize=240m");
        java
    }
}
