//! `appvagt`: what the phone app does, on a computer.

#![forbid(unsafe_code)]

mod choice;
mod completions;
mod device;
mod exit_status;
mod files;
mod inspect;
mod inventory;
mod judged_by;
mod man;
mod papers;
mod policy;
mod policy_file;
mod scan;
mod terminal;
mod text_file;
mod today;

use std::io::{self, Write};
use std::process::ExitCode;

use appvagt_safe_text::clean;
use clap::{CommandFactory, Parser, Subcommand};

use crate::exit_status::USAGE;

/// Finds banned apps on phones and tablets.
#[derive(Debug, Parser)]
#[command(
    name = "appvagt",
    version,
    after_help = "Examples:\n  \
                  appvagt scan app.apk\n  \
                  appvagt inventory devices.json --html report.html\n  \
                  appvagt policy check policy.json\n  \
                  appvagt completions bash > ~/.local/share/bash-completion/completions/appvagt\n\n\
                  Colours are off where NO_COLOR is set, and in pipes."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Completions(completions::Arguments),
    Device(device::Arguments),
    Inspect(inspect::Arguments),
    Inventory(Box<inventory::Arguments>),
    Man(man::Arguments),
    Papers(papers::Arguments),
    Policy(policy::Arguments),
    Scan(scan::Arguments),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // An error repeats what was given, and that may be the name of a file.
        Err(error) if error.use_stderr() => {
            for line in error.render().to_string().lines() {
                let _ = writeln!(io::stderr(), "{}", clean(line));
            }
            return ExitCode::from(USAGE);
        }
        Err(help) => help.exit(),
    };
    match arguments.command {
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Device(arguments) => device::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Inventory(arguments) => inventory::run(&arguments),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
        Command::Papers(arguments) => papers::run(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Scan(arguments) => scan::run(&arguments),
    }
}
