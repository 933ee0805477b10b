//! Everything a person or CI runs: `cargo xtask demo`, `test`, `apk` and others.
#![forbid(unsafe_code)]

mod android_app;
mod android_resources;
mod apk;
mod artifacts;
mod bench;
mod command;
mod demo;
mod jdk;
mod jni_check;
mod kotlin;
mod phone_file;
mod project;
mod simulator;
mod stamp;
mod step;
mod system_package;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, shows and checks Appvagt. What a command needs and the machine lacks, it downloads.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Walks through the app on a simulated phone; leaves screenshots and report.json in
    /// target/demo
    Demo {
        /// A phone described in a JSON file (docs/phone-file.md)
        #[arg(long, value_name = "FILE", default_value = "samples/phones/typical.json")]
        phone: PathBuf,
    },
    /// Runs every check: format, lints, Rust tests, and the app's tests on simulated phones
    Test,
    /// Builds and checks dist/appvagt-VERSION.apk, signed with a debug key, or with the key of a
    /// keystore that the environment names (see the README)
    Apk,
    /// Measures scans through JNI on this machine
    Bench,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Task::Demo { phone } => demo::run(&phone),
        Task::Test => test::run(),
        Task::Apk => apk::run(),
        Task::Bench => bench::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
