//! `appvagt policy new`.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use appvagt_rollout::Preset;
use appvagt_scanner::Language;
use clap::builder::PossibleValuesParser;

use super::print;
use crate::choice::languages;
use crate::exit_status::USAGE;
use crate::terminal::complain;
use crate::today::today;

/// Print a policy to start from, and what is left to fill in.
///
/// Presets with the name of a country or a body ban what that body bans, as far as apps are on record
/// (docs/catalogue.md has each list with its date and page). `tiktok` and `tiktok-whatsapp` are what
/// municipalities have decided, `minimal` bans TikTok and says nothing else.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The policy is printed to standard output, what is left to fill in to standard \
                  error. Exit status: 0 if it was written, 2 for wrong usage or a file that cannot \
                  be written."
)]
pub struct Arguments {
    /// What to start from.
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(Preset::names()))]
    preset: String,
    /// Languages of its texts, with commas; without, those of the preset.
    #[arg(long, value_parser = languages(), value_delimiter = ',', value_name = "LANGUAGES")]
    language: Vec<Language>,
    /// Write the policy to this file, which must not be there yet.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Makes the policy, prints it, and says what is left to fill in.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Some(preset) = Preset::named(&arguments.preset) else {
        complain(&format!("there is no preset {:?}", arguments.preset));
        return ExitCode::from(USAGE);
    };
    let draft = match preset.draft(&arguments.language, today()) {
        Ok(draft) => draft,
        Err(error) => {
            complain(&format!("the preset {} makes no policy: {error}", arguments.preset));
            return ExitCode::from(USAGE);
        }
    };
    let text = draft.json;
    let status = match &arguments.output {
        None => print(&text),
        Some(file) => {
            let created = OpenOptions::new().write(true).create_new(true).open(file);
            if let Err(error) = created.and_then(|mut file| file.write_all(text.as_bytes())) {
                complain(&format!("cannot write {}: {error}", file.display()));
                return ExitCode::from(USAGE);
            }
            ExitCode::SUCCESS
        }
    };
    let left: Vec<_> = draft.left.iter().map(|line| ["  ", line, "\n"].concat()).collect();
    let notes = [
        &preset.about(),
        "Left to fill in and to decide:\n",
        &left.concat(),
        "Then run `appvagt policy check` on it.\n",
    ];
    // Nobody may listen any more.
    let _ = io::stderr().write_all(notes.concat().as_bytes());
    status
}
