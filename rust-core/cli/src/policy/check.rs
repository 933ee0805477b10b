//! `appvagt policy check`.

use std::path::PathBuf;
use std::process::ExitCode;

use appvagt_rollout::Checked;
use appvagt_safe_text::clean;
use appvagt_scanner::{Catalogue, Date, Warning};
use serde_json::json;

use super::print;
use crate::exit_status::MISTAKEN;
use crate::policy_file::{self, Refusal};
use crate::today::today;

/// Say whether phones would take a policy, or list every mistake in it; and list what is no mistake,
/// but surely not meant.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 if there is no mistake, with warnings or without, 1 if there are \
                  some, 2 for wrong usage or a file that cannot be read."
)]
pub struct Arguments {
    /// The policy, as JSON (docs/policy.md).
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Warn as on this day, such as 2026-12-31; without, today (UTC).
    #[arg(long, value_name = "DATE")]
    day: Option<Date>,
    /// Print one JSON object: `version`, what phones know the policy by, or null; `mistakes`, each
    /// with `path`, `found` and `allowed`; and `warnings`, each with `path` and `text`.
    #[arg(long)]
    json: bool,
}

/// Reads the policy and prints what is wrong with it, or strange.
pub fn run(arguments: &Arguments) -> ExitCode {
    let day = arguments.day.or_else(today);
    let read = policy_file::read(&arguments.file, Catalogue::embedded());
    let checked = match &read {
        Ok(policy) => Checked::of(Ok(policy), day),
        Err(Refusal::Mistaken(_, error)) if arguments.json => Checked::of(Err(error), day),
        Err(refusal) => return refusal.end(""),
    };
    if arguments.json {
        let printed = print(&format!("{}\n", json!(checked)));
        return if checked.mistakes.is_empty() { printed } else { ExitCode::from(MISTAKEN) };
    }
    let file = clean(&arguments.file.display().to_string());
    print(&format!(
        "{file} has no mistake. Phones that use it show the version {}.\n{}",
        checked.version.unwrap_or_default(),
        listed(&checked.warnings)
    ))
}

/// Returns the warnings as text, one a line.
pub fn listed(warnings: &[Warning]) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let lines = warnings.iter().map(|warning| format!("  {}\n", clean(&warning.to_string())));
    format!("Phones take it all the same, but look at this again:\n{}", lines.collect::<String>())
}
