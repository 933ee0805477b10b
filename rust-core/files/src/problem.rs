//! Why a file could not be read. The field names are those of the JSON output.

use std::io;

use appvagt_apk::Error;
use serde::Serialize;

/// Why a file could not be read.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// The kind of problem, for programs.
    pub kind: &'static str,
    /// What is wrong, for people.
    pub message: String,
    /// Where in the file.
    pub offset: Option<u64>,
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Self { kind: error.kind(), message: error.to_string(), offset: error.offset() }
    }
}

/// A path that could not be looked into.
impl From<&io::Error> for Problem {
    fn from(error: &io::Error) -> Self {
        Self { kind: "io", message: error.to_string(), offset: None }
    }
}
