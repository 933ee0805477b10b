//! `appvagt papers`: what an organisation owes its staff in writing, filled in from its policy.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use appvagt_papers::{Page, papers};
use appvagt_safe_text::clean;
use appvagt_scanner::{Catalogue, Date, Language};

use crate::choice::languages;
use crate::exit_status::USAGE;
use crate::policy_file;
use crate::terminal::{complain, print};
use crate::today::today;

/// Write the papers for a roll-out, filled in from a policy.
///
/// They are: a letter to staff, a notice for the intranet, questions and answers for the help desk,
/// the data protection impact assessment, the record of processing, the information for the
/// representatives of staff, a plan with dates, and an accessibility statement. Each is a file of HTML
/// that prints and opens in a word processor. What only the organisation knows is marked in them, and
/// what they say about the law a lawyer must read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
                  appvagt papers --policy policy.json --language da --out papers\n  \
                  for language in fi sv en; do appvagt papers --policy policy.json --language $language \
                  --out papers; done\n\n\
                  The names of the files are printed. No file is overwritten: if one of them is there, \
                  none is written. Exit status: 0 if all were written, 1 if the policy has a mistake, 2 \
                  for wrong usage or a file that cannot be read or written.")]
pub struct Arguments {
    /// The policy, as JSON (docs/policy.md).
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
    /// The language of the papers.
    #[arg(long, value_parser = languages(), value_name = "CODE")]
    language: Language,
    /// The folder to write them into; it is made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Make them as on this day, such as 2026-12-31; without, today (UTC).
    #[arg(long, value_name = "DATE")]
    day: Option<Date>,
}

/// Fills in the papers, writes them, and prints their names.
pub fn run(arguments: &Arguments) -> ExitCode {
    let policy = match policy_file::read(&arguments.policy, Catalogue::embedded()) {
        Ok(policy) => policy,
        Err(refusal) => return refusal.end(", and no paper was written"),
    };
    let Some(today) = arguments.day.or_else(today) else {
        complain("this computer's clock shows a day before 2000: name the day with --day");
        return ExitCode::from(USAGE);
    };
    match write(&papers(&policy, arguments.language, today), &arguments.out) {
        Ok(written) => print(&written),
        Err(problem) => {
            complain(&problem);
            ExitCode::from(USAGE)
        }
    }
}

/// Writes the pages into a folder, none over a file that is there, and returns a line for each.
fn write(pages: &[Page], folder: &Path) -> Result<String, String> {
    let shown = |path: &Path| clean(&path.display().to_string());
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make the folder {}: {error}", shown(folder)))?;
    let paths: Vec<_> = pages.iter().map(|page| folder.join(&page.file)).collect();
    if let Some(there) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(already_there(&shown(there)));
    }
    let mut written = String::new();
    for (page, path) in pages.iter().zip(&paths) {
        match create(path, &page.html) {
            Ok(()) => {
                let _ = writeln!(written, "{}", shown(path));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(already_there(&shown(path)));
            }
            Err(error) => return Err(format!("cannot write {}: {error}", shown(path))),
        }
    }
    Ok(written)
}

fn already_there(file: &str) -> String {
    format!(
        "{file} is already there and may hold what somebody has filled in: move it, or name another folder"
    )
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
