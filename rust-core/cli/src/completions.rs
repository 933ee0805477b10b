//! `appvagt completions`: what a shell completes the command by.

use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;

use crate::terminal::print;

/// Print what a shell completes this command by.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
                  appvagt completions bash > ~/.local/share/bash-completion/completions/appvagt\n  \
                  appvagt completions fish > ~/.config/fish/completions/appvagt.fish\n  \
                  appvagt completions powershell >> $PROFILE")]
pub struct Arguments {
    /// The shell.
    shell: Shell,
}

/// Prints the completions.
pub fn run(arguments: &Arguments, mut command: Command) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "appvagt", &mut script);
    print(&String::from_utf8_lossy(&script))
}
