//! Programs that the machine itself must have.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::toolchain::command::{command, run};

/// A program and the Debian package that holds it.
pub struct SystemPackage {
    /// What to run to see that it is there.
    probe: &'static [&'static str],
    /// Debian's package.
    debian: &'static str,
    /// What it is, for people.
    what: &'static str,
}

/// Java compiler and virtual machine.
pub const JDK: SystemPackage = SystemPackage {
    probe: &["javac", "-version"],
    debian: "openjdk-17-jdk-headless",
    what: "a JDK, version 17 or newer",
};

/// Fetches Java packages.
pub const MAVEN: SystemPackage =
    SystemPackage { probe: &[MAVEN_PROGRAM, "--version"], debian: "maven", what: "Apache Maven" };
/// What starts it.
pub const MAVEN_PROGRAM: &str = if cfg!(windows) { "mvn.cmd" } else { "mvn" };

/// Prints what a dex file holds, and with that checks it.
pub const DEXDUMP: SystemPackage =
    SystemPackage { probe: &["which", "dexdump"], debian: "dexdump", what: "Android's dexdump" };

/// Reads APKs, as most who use Debian know it: a peer to measure ours beside.
pub const AAPT2: SystemPackage =
    SystemPackage { probe: &["/usr/bin/aapt2", "version"], debian: "aapt", what: "Debian's aapt2" };

/// Turns dex back into class files.
pub const ENJARIFY: SystemPackage = SystemPackage {
    probe: &["/usr/bin/python3", "-c", "import enjarify"],
    debian: "enjarify",
    what: "enjarify for the system's Python",
};

/// Fetches packages of JavaScript's registry.
pub const NPM: SystemPackage =
    SystemPackage { probe: &["npm", "--version"], debian: "npm", what: "npm" };

/// Fetches Python packages.
pub const PIP: SystemPackage =
    SystemPackage { probe: &["pip", "--version"], debian: "python3-pip", what: "pip" };

/// A browser, which the page of `appvagt inventory` is tried in.
pub const CHROMIUM: SystemPackage = SystemPackage {
    probe: &[CHROMIUM_PROGRAM, "--version"],
    debian: "chromium",
    what: "Debian's Chromium",
};
/// Where it is.
pub const CHROMIUM_PROGRAM: &str = "/usr/bin/chromium";

/// Another browser, which the page of the IT office is tried in.
pub const FIREFOX: SystemPackage = SystemPackage {
    probe: &[FIREFOX_PROGRAM, "--version"],
    debian: "firefox-esr",
    what: "Debian's Firefox",
};
/// Where it is.
pub const FIREFOX_PROGRAM: &str = "/usr/bin/firefox-esr";

/// Answers questions about JSON: a peer to measure ours beside.
pub const JQ: SystemPackage =
    SystemPackage { probe: &["jq", "--version"], debian: "jq", what: "jq" };

/// Unpacks ZIP files.
pub const UNZIP: SystemPackage =
    SystemPackage { probe: &["unzip", "-v"], debian: "unzip", what: "unzip" };

/// Rust for Android: Debian's compiler, because with its library's sources beside it, it builds for
/// targets that nobody has a ready-made library of; and a linker that can.
pub const RUST_FOR_ANDROID: [SystemPackage; 5] = [
    SystemPackage {
        probe: &["/usr/bin/rustc", "--version"],
        debian: "rustc-web",
        what: "Debian's Rust compiler",
    },
    SystemPackage {
        probe: &["/usr/bin/cargo", "--version"],
        debian: "cargo-web",
        what: "Debian's cargo",
    },
    SystemPackage {
        probe: &["test", "-e", "/usr/lib/rustlib/src/rust/library/std/Cargo.toml"],
        debian: "rust-web-src",
        what: "the sources of Debian's Rust library",
    },
    SystemPackage { probe: &["clang", "--version"], debian: "clang", what: "Clang" },
    SystemPackage { probe: &["ld.lld", "--version"], debian: "lld", what: "LLVM's linker" },
];

/// The C library of `appvagt` for Linux, which stands in the program itself.
pub const MUSL: SystemPackage = SystemPackage {
    probe: &["test", "-e", "/usr/lib/x86_64-linux-musl/rcrt1.o"],
    debian: "musl-dev",
    what: "musl, a C library",
};

/// The compiler whose linker and libraries `appvagt` for Linux is linked with.
pub const GCC: SystemPackage =
    SystemPackage { probe: &["gcc", "--version"], debian: "gcc", what: "GCC" };

/// The linker and libraries of `appvagt` for Windows.
pub const MINGW: SystemPackage = SystemPackage {
    probe: &[WINDOWS_LINKER, "--version"],
    debian: "gcc-mingw-w64-x86-64-win32",
    what: "GCC for Windows",
};
/// What links with it.
pub const WINDOWS_LINKER: &str = "x86_64-w64-mingw32-gcc-win32";

impl SystemPackage {
    /// Returns whether the program is here.
    pub fn is_here(&self) -> bool {
        succeeds(self.probe)
    }
}

/// Runs programs for Windows.
pub const WINE: SystemPackage =
    SystemPackage { probe: &[WINE_PROGRAM, "--version"], debian: "wine64", what: "Wine" };
/// Where it is. The command `wine` says each time that it misses its 32-bit part.
pub const WINE_PROGRAM: &str = "/usr/lib/wine/wine64";

/// Installs the packages whose programs are missing, if this user may install packages.
///
/// # Errors
/// One is missing and cannot be installed here: the error says what to install.
pub fn ensure(packages: &[SystemPackage]) -> Result<()> {
    let missing: Vec<_> = packages.iter().filter(|package| !package.is_here()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let what = missing.iter().map(|package| package.what).collect::<Vec<_>>().join(", ");
    let debian: Vec<_> = missing.iter().map(|package| package.debian).collect();
    if !installs() {
        bail!("missing: {what}. Install it (on Debian: apt-get install {})", debian.join(" "));
    }
    println!("as root: apt-get install {} …", debian.join(" "));
    run("apt-get-update", command("apt-get").args(["update", "--quiet"]))?;
    run(
        "apt-get-install",
        command("apt-get")
            .args(["install", "--yes", "--no-install-recommends"])
            .args(&debian)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    match missing.iter().find(|package| !package.is_here()) {
        Some(package) => {
            bail!("{} is still missing after installing {}", package.what, package.debian)
        }
        None => Ok(()),
    }
}

/// Returns whether this user may install packages here.
pub fn installs() -> bool {
    succeeds(&["apt-get", "--version"]) && succeeds(&["test", "-w", "/var/lib/dpkg"])
}

/// Returns the version of a Debian package that is installed.
pub fn version(debian: &str) -> Result<String> {
    let version = run(
        "dpkg-query",
        command("dpkg-query").args(["--show", "--showformat", "${Version}", debian]),
    )?;
    Ok(version.trim().to_owned())
}

/// Returns whether a Debian package that is installed holds this file.
pub fn holds(debian: &str, file: &str) -> Result<bool> {
    let files = run("dpkg-files", command("dpkg-query").args(["--listfiles", debian]))?;
    Ok(files.lines().any(|line| line == file))
}

/// Returns whether a command can be started and ends with 0.
pub fn succeeds(words: &[&str]) -> bool {
    Command::new(words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
