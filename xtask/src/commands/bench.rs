//! `cargo xtask bench`: what takes how long on this machine, beside peers in the same run.

mod inventory;
mod page;
mod phone;
mod run;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::corpus::Corpus;
use crate::simulator::Simulator;
use crate::toolchain::command::{command, run_shown};
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, AAPT2};

/// Marks the lines of the output that hold the figures.
const SHOWN: &str = "bench> ";
const API_LEVEL: u32 = 35;

/// What there is to measure.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Measurement {
    /// The judge alone
    Judge,
    /// Scans through JNI
    Scan,
    /// Reading APKs
    Apk,
    /// Looking at a phone over adb
    Device,
    /// Inventories of a fleet
    Inventory,
    /// The page of the IT office
    Page,
}

/// Measures, and prints the figures.
///
/// `devices` is how many the fleet has of which inventories are read.
pub fn run(measurements: &[Measurement], devices: usize) -> Result<()> {
    for measurement in measurements {
        match measurement {
            Measurement::Judge => judge()?,
            Measurement::Scan => scan()?,
            Measurement::Apk => apk()?,
            Measurement::Device => device()?,
            Measurement::Inventory => inventory::run_with(devices)?,
            Measurement::Page => page::run_with(devices)?,
        }
    }
    Ok(())
}

fn judge() -> Result<()> {
    println!("\nThe judge alone");
    let mut judge = command(env!("CARGO"));
    judge.args(["bench", "--quiet", "--package", "appvagt-scanner", "--bench", "judge"]);
    run_shown("bench-judge", &mut judge, SHOWN)
}

fn scan() -> Result<()> {
    println!("\nSetting up");
    let simulator = Simulator::build("release")?;
    let Some(jdk) = simulator.jdk_for(API_LEVEL) else {
        bail!("this machine has no JDK for API level {API_LEVEL}");
    };
    let corpus = step("real APKs", Corpus::ensure)?;
    let files = step("the files of a phone", || phone::ensure(&corpus))?;
    println!("\nScans through JNI on this machine's JVM (JDK {})", jdk.version);
    // With all of Java's memory in use from the start, what is added is the library's.
    let options = [
        format!("-Dappvagt.apks={}", files.display()),
        "-Xms1g".to_owned(),
        "-Xmx1g".to_owned(),
        "-XX:+AlwaysPreTouch".to_owned(),
    ];
    let mut junit = simulator.junit(&jdk, API_LEVEL, &simulator.app(None)?, &options)?;
    junit.args(["--select-class", "org.appvagt.demo.ScanBench"]);
    run_shown("bench-scan", &mut junit, SHOWN)
}

fn apk() -> Result<()> {
    println!("\nSetting up");
    let corpus = step("real APKs", Corpus::ensure)?;
    step("Debian's aapt2", || system_package::ensure(&[AAPT2]))?;
    println!("\nReading APKs");
    let mut cargo = command(env!("CARGO"));
    cargo.args(["bench", "--quiet", "--package", "appvagt-apk", "--bench", "peers"]);
    cargo.envs(corpus.variables()).env("APPVAGT_DEBIAN_AAPT2", "/usr/bin/aapt2");
    run_shown("bench-apk", &mut cargo, "")
}

fn device() -> Result<()> {
    println!("\nLooking at a phone over a stand-in for adb");
    let mut device = command(env!("CARGO"));
    device.args(["bench", "--quiet", "--package", "appvagt-cli", "--bench", "device"]);
    run_shown("bench-device", &mut device, SHOWN)
}
