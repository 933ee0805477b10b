//! `appvagt inspect`: what APK files say about themselves.

mod facts;
mod read;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use facts::Facts;

use crate::files;
use crate::terminal::complain;

/// Some files could not be read as Android reads them.
const SOME_NOT_READ: u8 = 1;

/// Show what APK files say about themselves: package, version, label, components, signers.
///
/// Every file is read as Android reads it. One that Android refuses is reported with the reason
/// and with whatever could be recovered from it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 if all files were read, 1 if some were not, 2 for wrong usage."
)]
pub struct Arguments {
    /// Files, and folders whose .apk, .apks, .xapk and .apkm files are read.
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

/// Whether all files could be read.
fn print_all(arguments: &Arguments, output: &mut impl Write) -> io::Result<bool> {
    let locales: Vec<&str> = arguments.locales.iter().map(String::as_str).collect();
    let mut all_read = true;
    for path in &arguments.paths {
        let (files, problems) = files::below(path);
        for (path, problem) in problems {
            all_read = false;
            let facts = Facts::unreadable(&path, &problem);
            print(&facts, arguments.json, output)?;
        }
        for path in files {
            let facts = read::file(&path, &locales);
            all_read &= facts.error.is_none();
            print(&facts, arguments.json, output)?;
        }
    }
    Ok(all_read)
}

fn print(facts: &Facts, json: bool, output: &mut impl Write) -> io::Result<()> {
    if json {
        serde_json::to_writer(&mut *output, facts)?;
        writeln!(output)
    } else {
        text::write(facts, output)
    }
}
