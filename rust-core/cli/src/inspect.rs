//! `appvagt inspect`: what APK files say about themselves.

use std::io::{self, Write};
use std::mem;
use std::path::PathBuf;
use std::process::ExitCode;

use appvagt_files::inspect::{self, Facts};
use appvagt_safe_text::json;

use crate::files::ApkSearch;
use crate::terminal::complain;

/// Some files could not be read as Android reads them.
const SOME_NOT_READ: u8 = 1;

/// Show what APK files say about themselves: package, version, label, components, signers.
///
/// Every file is read as Android reads it. One that Android refuses is reported with the reason
/// and with whatever could be recovered from it. Of an archive, the base APK of each app is shown.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 if all files were read, 1 if some were not, 2 for wrong usage."
)]
pub struct Arguments {
    /// APKs, archives of APKs (.apks, .xapk, .apkm, .zip), and folders with any of these, whatever
    /// they are called.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print one JSON object a file, one a line.
    #[arg(long)]
    json: bool,
    /// Show the label in this locale, such as da-DK; several in order of preference.
    #[arg(long = "locale", value_name = "TAG")]
    locales: Vec<String>,
}

/// Reads and prints all files.
pub fn run(arguments: &Arguments) -> ExitCode {
    match print_all(arguments, &mut io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(SOME_NOT_READ),
        // Whoever reads the output has enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("cannot write the result: {error}"));
            ExitCode::from(SOME_NOT_READ)
        }
    }
}

/// Prints what every file says; returns whether all could be read.
fn print_all(arguments: &Arguments, output: &mut impl Write) -> io::Result<bool> {
    let locales: Vec<&str> = arguments.locales.iter().map(String::as_str).collect();
    let mut all_read = true;
    for path in &arguments.paths {
        let mut found = Ok(());
        let mut of_file: Vec<Facts> = Vec::new();
        let mut print_those = |of_file: &mut Vec<Facts>| -> io::Result<()> {
            for facts in inspect::bases(mem::take(of_file)) {
                all_read &= facts.error.is_none();
                print(&facts, arguments.json, output)?;
            }
            Ok(())
        };
        let problems = ApkSearch::default().visit(path, &mut |mut found_apk| {
            let facts = inspect::read(&mut found_apk, &locales);
            if of_file.last().is_some_and(|last| last.path != facts.path) && found.is_ok() {
                found = print_those(&mut of_file);
            }
            of_file.push(facts);
        });
        found.and_then(|()| print_those(&mut of_file))?;
        for (path, problem) in problems {
            all_read = false;
            print(&Facts::unreadable(&path, &problem), arguments.json, output)?;
        }
    }
    Ok(all_read)
}

fn print(facts: &Facts, json: bool, output: &mut impl Write) -> io::Result<()> {
    if json { json::write_line(facts, output) } else { inspect::text::write(facts, output) }
}
