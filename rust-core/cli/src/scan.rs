//! `appvagt scan`: which APK files are apps that a policy bans.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use appvagt_files::scan::{self, Unread, text, wording};
use appvagt_files::{FilesOutcome, FoundApk};
use appvagt_safe_text::json;
use appvagt_scanner::{Catalogue, Judge};

use crate::exit_status::Judged;
use crate::files::ApkSearch;
use crate::judged_by::JudgedBy;
use crate::terminal::complain;

/// Find the apps among APK files that a policy bans, as the app on the phone does.
///
/// Base and split APKs of one app that lie in one folder, or in one archive, are judged as one app.
/// Every file is read as Android reads it. Signatures are not verified.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 if everything was read and nothing is banned, 1 if a banned app \
                  was found, 3 if none was found but not everything could be read, 2 for wrong \
                  usage or a policy with a mistake."
)]
pub struct Arguments {
    /// APKs, archives of APKs (.apks, .xapk, .apkm, .zip), and folders with any of these, whatever
    /// they are called.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    judged_by: JudgedBy,
    /// Print one JSON object: the report as on a phone, with the paths of each finding, and what
    /// could not be read.
    #[arg(long)]
    json: bool,
}

/// Reads, judges and prints.
pub fn run(arguments: &Arguments) -> ExitCode {
    let catalogue = Catalogue::embedded();
    let (policy, context) = match arguments.judged_by.read(", and nothing was scanned") {
        Ok(read) => read,
        Err(status) => return status,
    };
    let outcome = scanned(&arguments.paths, &Judge::new(catalogue, &policy, &context));
    for unread in &outcome.unread {
        complain(&wording::unread(unread));
    }
    let judged =
        Judged { found: !outcome.report.findings.is_empty(), complete: outcome.unread.is_empty() };
    judged.written(print(&outcome, arguments.json, &mut io::stdout().lock())).into()
}

fn scanned(paths: &[PathBuf], judge: &Judge) -> FilesOutcome {
    let (mut parts, mut unread) = (Vec::new(), Vec::new());
    let mut search = ApkSearch::default();
    for path in paths {
        let mut visit = |mut found: FoundApk| {
            let (part, refusal) = scan::read(&mut found);
            parts.extend(part);
            unread.extend(refusal);
        };
        let problems = search.visit(path, &mut visit);
        unread.extend(problems.iter().map(|(path, problem)| Unread::folder(path, problem)));
    }
    FilesOutcome::new(parts, unread, judge)
}

fn print(outcome: &FilesOutcome, json: bool, output: &mut impl Write) -> io::Result<()> {
    if json { json::write_line(outcome, output) } else { text::write(outcome, output) }
}
