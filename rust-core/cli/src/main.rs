//! `appvagt`: what the phone app does, on a computer.

#![forbid(unsafe_code)]

mod apk_file;
mod device;
mod files;
mod inspect;
mod policy;
mod policy_file;
mod problem;
mod scan;
mod terminal;
mod today;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Finds banned apps on Android devices.
#[derive(Debug, Parser)]
#[command(name = "appvagt", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Device(device::Arguments),
    Inspect(inspect::Arguments),
    Policy(policy::Arguments),
    Scan(scan::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Device(arguments) => device::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Scan(arguments) => scan::run(&arguments),
    }
}
