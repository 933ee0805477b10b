//! `appvagt policy check`.

use std::path::PathBuf;
use std::process::ExitCode;

use appvagt_scanner::Catalogue;
use serde_json::json;

use super::{MISTAKEN, print};
use crate::exit_status::USAGE;
use crate::policy_file::{self, Refusal};
use crate::terminal::{clean, complain};

/// Say whether phones would take a policy, or list every mistake in it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 if there is no mistake, 1 if there are some, 2 for wrong usage or \
                  a file that cannot be read."
)]
pub struct Arguments {
    /// The policy, as JSON (docs/policy.md).
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print one JSON object: `version`, what phones know the policy by, or null, and `mistakes`,
    /// each with `path`, `found` and `allowed`.
    #[arg(long)]
    json: bool,
}

/// Reads the policy and tells what is wrong with it.
pub fn run(arguments: &Arguments) -> ExitCode {
    let read = policy_file::read(&arguments.file, Catalogue::embedded());
    match read {
        Ok(policy) if arguments.json => {
            print(&format!("{}\n", json!({"version": policy.version(), "mistakes": []})))
        }
        Ok(policy) => print(&format!(
            "{} has no mistake. Phones that use it show the version {}.\n",
            clean(&arguments.file.display().to_string()),
            policy.version()
        )),
        Err(refusal @ Refusal::Unreadable(..)) => {
            complain(&refusal.told(""));
            ExitCode::from(USAGE)
        }
        Err(refusal @ Refusal::Mistaken(..)) => {
            if let (true, Refusal::Mistaken(_, error)) = (arguments.json, &refusal) {
                print(&format!("{}\n", json!({"version": null, "mistakes": error.mistakes})));
            } else {
                complain(&refusal.told(""));
            }
            ExitCode::from(MISTAKEN)
        }
    }
}
