//! `appvagt policy`: what whoever writes a policy needs.

mod check;
mod export;
mod new;

use std::process::ExitCode;

use clap::Subcommand;

use crate::terminal::print;

/// What policies look like; generated from the types, and held against them in the tests.
const SCHEMA: &str = include_str!("../../../docs/policy.schema.json");

/// Start a policy, check one, print the JSON Schema of policies, or export one for an MDM.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    /// Print the JSON Schema of policies, for editors that check and complete by one.
    Schema,
    Export(export::Arguments),
    New(new::Arguments),
}

/// Does what is asked for.
pub fn run(arguments: &Arguments) -> ExitCode {
    match &arguments.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Schema => print(SCHEMA),
        Command::Export(arguments) => export::run(arguments),
        Command::New(arguments) => new::run(arguments),
    }
}
