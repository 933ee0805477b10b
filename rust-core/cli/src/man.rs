//! `appvagt man`: the manual page.

use std::{io, process::ExitCode};

use clap::Command;
use clap_mangen::Man;

use crate::terminal::{complain, print};

/// Print the manual page of this command and of all its subcommands (man -l reads it).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  appvagt man > ~/.local/share/man/man1/appvagt.1")]
pub struct Arguments {}

/// Prints the page.
pub fn run(mut command: Command) -> ExitCode {
    command.build();
    let mut page = Vec::new();
    if let Err(error) = write(&command, &mut page) {
        complain(&format!("cannot write the manual page: {error}"));
        return ExitCode::FAILURE;
    }
    print(&String::from_utf8_lossy(&page))
}

/// The page of the command, and after it those of its subcommands as further sections.
fn write(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render(page)?;
    for subcommand in command.get_subcommands().filter(|command| command.get_name() != "help") {
        write_subcommand(subcommand, page)?;
    }
    Ok(())
}

fn write_subcommand(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    page.extend_from_slice(format!(".SH {}\n", name.to_uppercase()).as_bytes());
    let man = Man::new(command.clone());
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    man.render_extra_section(page)?;
    for subcommand in command.get_subcommands().filter(|command| command.get_name() != "help") {
        write_subcommand(subcommand, page)?;
    }
    Ok(())
}
