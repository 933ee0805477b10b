//! Programs that the machine itself must have.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::command::{command, run};

/// A program and the Debian package that holds it.
pub struct SystemPackage {
    /// What to run to see that it is there.
    pub probe: &'static [&'static str],
    /// Debian's package.
    pub debian: &'static str,
    /// What it is, for people.
    pub what: &'static str,
}

/// Java compiler.
pub const JDK: SystemPackage = SystemPackage {
    probe: &["javac", "-version"],
    debian: "openjdk-17-jdk-headless",
    what: "a JDK, version 17 or newer",
};

/// Fetches Java packages.
pub const MAVEN: SystemPackage =
    SystemPackage { probe: &["mvn", "--version"], debian: "maven", what: "Apache Maven" };

impl SystemPackage {
    /// Installs the package if its program is missing and this user may install packages.
    ///
    /// # Errors
    /// It is missing and cannot be installed here: the error says what to install.
    pub fn ensure(&self) -> Result<()> {
        if self.works() {
            return Ok(());
        }
        let Self { debian, what, .. } = self;
        let program = self.probe[0];
        if !succeeds(&["apt-get", "--version"]) || !succeeds(&["test", "-w", "/var/lib/dpkg"]) {
            bail!("`{program}` is missing: install {what} (on Debian: apt-get install {debian})");
        }
        println!("  `{program}` is missing: installing Debian's {debian}");
        run("apt-get-update", command("apt-get").args(["update", "--quiet"]))?;
        run(
            "apt-get-install",
            command("apt-get")
                .args(["install", "--yes", "--no-install-recommends", debian])
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )?;
        if !self.works() {
            bail!("`{program}` is still missing after installing {debian}; install {what}");
        }
        Ok(())
    }

    fn works(&self) -> bool {
        succeeds(self.probe)
    }
}

/// Whether a command can be started and ends with 0.
pub fn succeeds(words: &[&str]) -> bool {
    Command::new(words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
