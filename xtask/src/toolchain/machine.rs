//! What this machine lacks for a simulated phone, said before anything is downloaded for it.

use std::env::consts::{ARCH, OS};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::toolchain::android_resources::aapt2_for;
use crate::toolchain::artifacts::{Artifacts, Outstanding};
use crate::toolchain::command::command;
use crate::toolchain::container;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::maven::{self, megabytes};
use crate::toolchain::project;
use crate::toolchain::system_package::{self, MAVEN};

/// What is built for a simulated phone, in bytes: the first demo leaves 763 MB in `target`.
const BUILT: u64 = 800_000_000;
/// What works on every system that Rust builds for.
const WORKS: &str =
    "Without any of it, the command works here: cargo install --locked --path rust-core/cli";

/// What is asked of a machine.
struct Asked {
    /// The oldest JDK that will do, and what for.
    jdk: u32,
    outstanding: Outstanding,
}

/// What there is.
struct Machine {
    system: &'static str,
    processor: &'static str,
    /// Whether there is a JDK that will do.
    jdk: bool,
    maven: bool,
    /// Whether what is missing can be installed here, if Debian has it.
    installs: bool,
    /// Where downloads go, and where what is built.
    downloads: Room,
    built: Room,
}

/// The room in a folder.
struct Room {
    folder: PathBuf,
    disk: Option<Disk>,
}

/// What is known of a disk.
#[derive(Debug, PartialEq, Eq)]
struct Disk {
    name: String,
    free: u64,
}

/// Checks that simulated phones that need this JDK and these sets of artifacts can be had here.
/// Returns what is to be downloaded for it.
///
/// # Errors
/// All that is missing, with what mends it and what works without.
pub fn check(jdk: u32, sets: &[&str]) -> Result<Outstanding> {
    let asked = Asked { jdk, outstanding: Artifacts::outstanding(sets)? };
    let machine = Machine {
        system: OS,
        processor: ARCH,
        jdk: Jdk::at_least(jdk).is_some(),
        maven: asked.outstanding.files == 0 || MAVEN.is_here(),
        installs: system_package::installs(),
        downloads: Room::at(maven::cache()?),
        built: Room::at(project::target("")),
    };
    let problems = machine.lacks(&asked);
    if problems.is_empty() {
        return Ok(asked.outstanding);
    }
    let list: Vec<_> = problems.iter().map(|problem| format!("\n- {problem}")).collect();
    let advice = container::advice();
    bail!("this machine cannot do that as it is:{}\n\nElse {advice}\n\n{WORKS}", list.concat())
}

impl Machine {
    /// Returns what is missing, each with what mends it.
    fn lacks(&self, asked: &Asked) -> Vec<String> {
        let Self { system, processor, .. } = self;
        let mut problems = Vec::new();
        if aapt2_for(system, processor).is_none() {
            // No more need be said: whatever is installed, it will not run.
            return vec![format!(
                "simulated phones run on Linux and Windows with a 64-bit Intel processor and on \
                 macOS; this is {system} on {processor}"
            )];
        }
        // Debian 12 has no JDK newer than this.
        let installable = self.installs && asked.jdk <= 17;
        if !self.jdk && !installable {
            let version = asked.jdk;
            let way = match *system {
                "macos" => format!("brew install --cask temurin@{version}"),
                "windows" => format!("winget install EclipseAdoptium.Temurin.{version}.JDK"),
                _ => format!(
                    "Debian and Ubuntu: apt-get install openjdk-{version}-jdk-headless; Fedora: dnf \
                     install java-{version}-openjdk-devel"
                ),
            };
            problems.push(format!(
                "a JDK, version {version} or newer, is missing ({way}). One that is elsewhere is \
                 found by JAVA_HOME"
            ));
        }
        if !self.maven && !self.installs {
            let way = match *system {
                "macos" => "brew install maven",
                "windows" => "choco install maven",
                _ => "Debian and Ubuntu: apt-get install maven; Fedora: dnf install maven",
            };
            problems.push(format!("Apache Maven is missing, which downloads the rest ({way})"));
        }
        problems.extend(self.lacks_room(asked.outstanding.bytes));
        problems
    }

    /// Returns where there is too little room, as far as that is known. What was built before has its
    /// room already, so that only downloads are counted then.
    fn lacks_room(&self, downloads: u64) -> Vec<String> {
        let built = if downloads == 0 { 0 } else { BUILT };
        let needs = [(&self.downloads, downloads, "to download"), (&self.built, built, "to build")];
        let mut problems = Vec::new();
        for (at, (room, bytes, what)) in needs.iter().enumerate() {
            let Some(disk) = &room.disk else { continue };
            // What comes before on the same disk takes its room from this.
            let before = needs[..at]
                .iter()
                .filter(|(other, ..)| other.disk.as_ref().is_some_and(|o| o.name == disk.name));
            let taken: u64 = before.map(|(_, bytes, _)| bytes).sum();
            let needed = taken + bytes;
            if disk.free < needed {
                let taken = if taken > 0 {
                    format!(", with the {} MB to download", megabytes(taken))
                } else {
                    String::new()
                };
                problems.push(format!(
                    "there are {} MB {what} into {}{taken}, and {} MB are free there: free {} MB",
                    megabytes(*bytes),
                    room.folder.display(),
                    megabytes(disk.free),
                    megabytes(needed - disk.free)
                ));
            }
        }
        problems
    }
}

impl Room {
    /// Looks how much room there is in a folder, or in the one that it will be in.
    fn at(folder: PathBuf) -> Self {
        let there = folder.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned);
        let disk = there.and_then(|folder| disk(&folder));
        Self { folder, disk }
    }
}

/// Asks the system for the disk that a folder is on.
#[cfg(not(windows))]
fn disk(folder: &Path) -> Option<Disk> {
    let output = command("df").arg("-Pk").arg(folder).output().ok()?;
    described_by_df(&String::from_utf8(output.stdout).ok()?)
}

/// Asks the system for the disk that a folder is on.
#[cfg(windows)]
fn disk(folder: &Path) -> Option<Disk> {
    let script =
        "$d = (Get-Item -LiteralPath $env:APPVAGT_FOLDER).PSDrive; \"$($d.Name) $($d.Free)\"";
    let output = command("powershell")
        .args(["-NoProfile", "-NonInteractive", "-Command", script])
        .env("APPVAGT_FOLDER", folder)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (name, free) = text.trim().split_once(' ')?;
    Some(Disk { name: name.to_owned(), free: free.parse().ok()? })
}

/// Reads what `df -Pk` prints of one folder: blocks of 1024 bytes in the fourth column.
#[cfg(any(not(windows), test))]
fn described_by_df(text: &str) -> Option<Disk> {
    let (before, mounted_at) = text.lines().nth(1)?.split_once("% ")?;
    let free: u64 = before.split_whitespace().rev().nth(1)?.parse().ok()?;
    Some(Disk { name: mounted_at.trim().to_owned(), free: free.checked_mul(1024)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1_000_000;

    fn room(folder: &str, disk: Option<(&str, u64)>) -> Room {
        let disk = disk.map(|(name, free)| Disk { name: name.to_owned(), free });
        Room { folder: folder.into(), disk }
    }

    fn machine(system: &'static str, processor: &'static str) -> Machine {
        Machine {
            system,
            processor,
            jdk: true,
            maven: true,
            installs: false,
            downloads: room("/home/a/.m2", Some(("/home", 2_000 * MB))),
            built: room("/src/target", Some(("/", 2_000 * MB))),
        }
    }

    fn asked(jdk: u32) -> Asked {
        Asked { jdk, outstanding: Outstanding { files: 9, bytes: 700 * MB } }
    }

    #[test]
    fn an_unfit_machine_is_given_what_mends_it() {
        let without = |machine: Machine| Machine { jdk: false, maven: false, ..machine };
        let debian = |machine: Machine| Machine { installs: true, ..machine };
        for (what, machine, jdk, expected) in [
            ("Linux", machine("linux", "x86_64"), 17, &[][..]),
            ("a Mac", machine("macos", "aarch64"), 17, &[]),
            ("Windows", machine("windows", "x86_64"), 17, &[]),
            ("Debian as root", debian(without(machine("linux", "x86_64"))), 17, &[]),
            (
                "Debian as root, for an Android that needs more than it has",
                debian(without(machine("linux", "x86_64"))),
                21,
                &["version 21 or newer, is missing"],
            ),
            (
                "Linux without rights",
                without(machine("linux", "x86_64")),
                17,
                &["apt-get install openjdk-17-jdk-headless", "apt-get install maven"],
            ),
            (
                "a bare Mac",
                without(machine("macos", "x86_64")),
                17,
                &["brew install --cask temurin@17", "brew install maven"],
            ),
            (
                "a bare Windows",
                without(machine("windows", "x86_64")),
                21,
                &["winget install EclipseAdoptium.Temurin.21.JDK", "choco install maven"],
            ),
            ("a Raspberry Pi", without(machine("linux", "aarch64")), 17, &["linux on aarch64"]),
            ("Windows on ARM", machine("windows", "aarch64"), 17, &["windows on aarch64"]),
        ] {
            let problems = machine.lacks(&asked(jdk));
            assert_eq!(problems.len(), expected.len(), "{what}: {problems:?}");
            for (problem, expected) in problems.iter().zip(expected) {
                assert!(problem.contains(expected), "{what}: {problem}");
            }
        }
    }

    #[test]
    fn a_disk_that_is_too_full_is_named_before_anything_is_downloaded() {
        let with = |downloads, built| {
            let machine = machine("linux", "x86_64");
            Machine { downloads: room("/m2", downloads), built: room("/t", built), ..machine }
        };
        let one_disk = |free| with(Some(("/", free * MB)), Some(("/", free * MB)));
        for (what, machine, expected) in [
            ("room for both on one disk", one_disk(1500), &[][..]),
            (
                "room for each, not for both",
                one_disk(1499),
                &["into /t, with the 700 MB to download, and 1499 MB are free there: free 1 MB"],
            ),
            (
                "no room",
                one_disk(0),
                &["into /m2, and 0 MB are free there: free 700 MB", "free 1500 MB"],
            ),
            ("two disks", with(Some(("/", 700 * MB)), Some(("/home", 800 * MB))), &[]),
            ("two disks, one full", with(Some(("/", 0)), Some(("/home", 800 * MB))), &["into /m2"]),
            ("unknown is not too little", with(None, None), &[]),
        ] {
            let problems = machine.lacks(&asked(17));
            assert_eq!(problems.len(), expected.len(), "{what}: {problems:?}");
            for (problem, expected) in problems.iter().zip(expected) {
                assert!(problem.contains(expected), "{what}: {problem}");
            }
        }
        // Nothing to download: what was built before is there.
        let nothing = Asked { jdk: 17, outstanding: Outstanding { files: 0, bytes: 0 } };
        assert!(one_disk(0).lacks(&nothing).is_empty());
    }

    #[test]
    fn free_room_is_read_as_every_df_prints_it() {
        let disk = |name: &str, free| Some(Disk { name: name.to_owned(), free });
        for (text, expected) in [
            (
                "Filesystem     1024-blocks     Used Available Capacity Mounted on\n\
                 /dev/vda         264212084 59116624  36384640      62% /\n",
                disk("/", 36_384_640 * 1024),
            ),
            (
                "Filesystem 1024-blocks Used Available Capacity  Mounted on\n\
                 /dev/disk3s5 971350180 5 3 1%    /System/Volumes/My Data\n",
                disk("/System/Volumes/My Data", 3 * 1024),
            ),
            ("Filesystem 1024-blocks\n//server/my share 9 9 x 1% /a\n", None),
            ("df: /x: No such file or directory\n", None),
            ("", None),
        ] {
            assert_eq!(described_by_df(text), expected, "{text}");
        }
        if cfg!(unix) {
            assert!(disk_of_this_checkout().is_some_and(|disk| disk.free > 0));
        }
    }

    fn disk_of_this_checkout() -> Option<Disk> {
        disk(project::root())
    }
}
