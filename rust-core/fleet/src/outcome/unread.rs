//! What could not be read.

use appvagt_inventory::{Format, Place, Reason};
use serde::Serialize;

use super::file;
use crate::fleet::{NotRead, Trouble};

/// Something that could not be read.
#[derive(Debug, Serialize)]
pub struct Unread {
    /// The file.
    pub path: String,
    /// The one in it, if it is an archive.
    pub entry: Option<String>,
    /// The format that it was read as.
    pub format: Option<&'static str>,
    /// The line, from 1.
    pub line: Option<u64>,
    /// How many bytes came before it.
    pub byte: Option<u64>,
    /// How many devices or rows came before it.
    pub record: Option<u64>,
    /// A word for why.
    pub kind: &'static str,
    /// Why, in English.
    pub message: String,
}

impl Unread {
    pub(crate) fn new(not_read: &NotRead) -> Self {
        let NotRead { path, entry, format, trouble } = not_read;
        let (path, entry) = (path.clone(), entry.clone());
        let format = format.map(Format::name);
        match trouble {
            Trouble::Here(problem) => {
                let (line, byte) = match problem.place {
                    Place::Whole => (None, None),
                    Place::Line(line) => (Some(line), None),
                    Place::Byte(byte) => (None, Some(byte)),
                };
                let record = (problem.place != Place::Whole).then_some(problem.record);
                let kind = problem.reason.kind();
                let message = match &problem.reason {
                    Reason::Unrecognised(_) => format!(
                        "{problem}. Name its format with --format, or its fields with --device, \
                         --app or --name"
                    ),
                    Reason::NoIds { .. } => {
                        format!("{problem}. If --app names the field of names, say --name instead")
                    }
                    Reason::NoNames { .. } => {
                        format!("{problem}. If --name names the field of ids, say --app instead")
                    }
                    _ => problem.to_string(),
                };
                Self { path, entry, format, line, byte, record, kind, message }
            }
            Trouble::More(more) => {
                let message = format!("{more} more places in it could not be read");
                let (line, byte, record) = (None, None, None);
                Self { path, entry, format, line, byte, record, kind: "more", message }
            }
        }
    }

    /// Returns the name of the file, and of the one in it.
    #[must_use]
    pub fn file(&self) -> String {
        file(&self.path, self.entry.as_deref())
    }

    /// Returns where in the file, in words after a comma; empty if the file as a whole.
    pub(crate) fn place(&self) -> String {
        let record = self.record.map(|record| format!(", record {}", record + 1));
        let record = record.unwrap_or_default();
        match (self.line, self.byte) {
            (Some(line), _) => format!(", line {line}"),
            (_, Some(byte)) => format!(", byte {byte}{record}"),
            _ => String::new(),
        }
    }
}
