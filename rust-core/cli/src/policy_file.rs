//! The policy in a file.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use appvagt_safe_text::clean;
use appvagt_scanner::{Catalogue, Policy, PolicyError};

use crate::exit_status::{MISTAKEN, USAGE};
use crate::terminal::complain;
use crate::text_file;

/// Why there is no policy.
#[derive(Debug)]
pub enum Refusal {
    /// The file could not be read.
    Unreadable(String, io::Error),
    /// There are mistakes in it.
    Mistaken(String, PolicyError),
}

impl Refusal {
    /// Says what is wrong and what is not done therefore, and returns how a command ends that needs
    /// the policy.
    pub fn end(&self, consequence: &str) -> ExitCode {
        complain(&self.describe(consequence));
        ExitCode::from(match self {
            Self::Unreadable(..) => USAGE,
            Self::Mistaken(..) => MISTAKEN,
        })
    }

    /// Returns what is wrong, every mistake on a line of its own; and what is not done therefore.
    pub fn describe(&self, consequence: &str) -> String {
        match self {
            Self::Unreadable(file, error) => format!("cannot read the policy {file}: {error}"),
            Self::Mistaken(file, error) => {
                let mistake = |mistake| format!("\n  {}", clean(&format!("{mistake}")));
                let lines: String = error.mistakes.iter().map(mistake).collect();
                format!("the policy {file} is refused{consequence}:{lines}")
            }
        }
    }
}

/// Reads the policy in the file at `path`.
pub fn read(path: &Path, catalogue: &Catalogue) -> Result<Policy, Refusal> {
    let shown = || clean(&path.display().to_string());
    let json = text_file::read(path).map_err(|error| Refusal::Unreadable(shown(), error))?;
    Policy::read(&json, catalogue).map_err(|error| Refusal::Mistaken(shown(), error))
}
