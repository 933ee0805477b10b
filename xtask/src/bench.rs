//! `cargo xtask bench`: how long scans take on this machine.

use anyhow::{Result, bail};

use crate::command::run_shown;
use crate::simulator::Simulator;

/// Marks the lines of the output that hold the figures.
const SHOWN: &str = "bench> ";
const API_LEVEL: u32 = 35;

/// Measures, and prints the figures.
pub fn run() -> Result<()> {
    println!("Setting up");
    let simulator = Simulator::build("release")?;
    let Some(jdk) = simulator.jdk_for(API_LEVEL) else {
        bail!("this machine has no JDK for API level {API_LEVEL}");
    };
    println!("\nScans through JNI on this machine's JVM (JDK {})", jdk.version);
    let mut junit = simulator.junit(&jdk, API_LEVEL, &[])?;
    junit.args(["--select-class", "org.appvagt.demo.ScanBench"]);
    run_shown("bench", &mut junit, SHOWN)
}
