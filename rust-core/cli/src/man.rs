//! `appvagt man`: the manual pages.

use std::process::ExitCode;

use clap::Command;
use clap_mangen::Man;

use crate::terminal::{complain, print};

/// Print a manual page: of this command, or of one of its subcommands.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
                  appvagt man > ~/.local/share/man/man1/appvagt.1\n  \
                  appvagt man inventory > ~/.local/share/man/man1/appvagt-inventory.1")]
pub struct Arguments {
    /// The subcommand, such as `inventory` or `policy check`.
    #[arg(value_name = "COMMAND")]
    of: Vec<String>,
}

/// Prints the page.
pub fn run(arguments: &Arguments, mut command: Command) -> ExitCode {
    command.build();
    let mut name = command.get_name().to_owned();
    let mut command = &command;
    for word in &arguments.of {
        let Some(subcommand) = command.find_subcommand(word) else {
            let there = command.get_subcommands().map(Command::get_name);
            let there: Vec<_> = there.filter(|name| *name != "help").collect();
            let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
            complain(&format!("there is no subcommand {word:?}; there are: {there}"));
            return ExitCode::from(2);
        };
        command = subcommand;
        name = format!("{name}-{word}");
    }
    let mut page = Vec::new();
    match Man::new(command.clone()).title(name.to_uppercase()).render(&mut page) {
        Ok(()) => print(&String::from_utf8_lossy(&page)),
        Err(error) => {
            complain(&format!("cannot write the manual page: {error}"));
            ExitCode::from(2)
        }
    }
}
