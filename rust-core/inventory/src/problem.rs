//! Why something could not be read.

use std::io;

use crate::barren::{Barren, MOST_MEGABYTES};

/// Why something could not be read, and where in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// How many devices or rows came before it.
    pub record: u64,
    /// Why.
    pub reason: Reason,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// So many bytes into it (of an archive's entry or a compressed file: into what it holds).
    Byte(u64),
    /// Line, from 1.
    Line(u64),
}

/// Why something could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The medium failed.
    #[error("{0}")]
    Medium(String),
    /// What is compressed is damaged, or breaks off.
    #[error("what is compressed is damaged or breaks off here ({0})")]
    Damaged(String),
    /// What is compressed goes on for long without anything in it.
    #[error(
        "it goes on for more than {MOST_MEGABYTES} MB without an app or a device, and was read no \
         further"
    )]
    Barren,
    /// A ZIP file whose directory cannot be read.
    #[error("the ZIP file is damaged or breaks off ({0}); of it, the files before that were read")]
    DamagedZip(String),
    /// The file breaks off.
    #[error("it breaks off in the middle of {0}")]
    BreaksOff(&'static str),
    /// Something else stands where this was expected.
    #[error("{found} where {expected} is expected")]
    Syntax {
        /// What is there.
        found: String,
        /// What should be.
        expected: &'static str,
    },
    /// A text or a line is longer than any should be.
    #[error("{0} of more than a megabyte")]
    TooLong(&'static str),
    /// More lists within lists than any format has.
    #[error("lists within lists more than {0} deep")]
    TooDeep(u32),
    /// A line of a table has more or fewer fields than its header.
    #[error("{found} fields where the header has {expected}")]
    Fields {
        /// Fields in the line.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// A row that names neither app nor device.
    #[error("neither an app nor a device is named")]
    Nothing,
    /// Records that name neither app nor device.
    #[error("{0} records in it name neither an app nor a device")]
    NamelessRecords(u64),
    /// What was named as ids of apps are none.
    #[error("of {count} ids of apps, {fitting} look like a package name or bundle id")]
    NoIds {
        /// How many there are.
        count: u64,
        /// How many of them look like ids.
        fitting: u64,
    },
    /// What was named as names of apps are their ids.
    #[error("of {count} names of apps, {fitting} look like a package name or bundle id")]
    NoNames {
        /// How many there are.
        count: u64,
        /// How many of them look like ids.
        fitting: u64,
    },
    /// An answer that is an error.
    #[error("an answer in it is an error (HTTP status {0})")]
    Refused(u16),
    /// A report of how one app was installed.
    #[error("it says how the installation of one app went, not which apps there are")]
    InstallationReport,
    /// A record in which nothing of the format is.
    #[error("nothing in it is of the format {0}")]
    OtherFormat(&'static str),
    /// Text that is not UTF-8 where it matters.
    #[error("a text that is not UTF-8")]
    NotUtf8,
    /// A format that is not known.
    #[error("it is not recognised: {0}")]
    Unrecognised(String),
    /// A field that was asked for is not there.
    #[error("there is no column {wanted:?}; there are {there}")]
    NoColumn {
        /// The field.
        wanted: String,
        /// Those that there are.
        there: String,
    },
    /// Two columns with the same name, of which one was asked for.
    #[error("there are two columns {0:?}; rename or remove one of them")]
    TwoColumns(String),
    /// A field that was asked for is in no record.
    #[error("no record has the field {0:?}")]
    NoField(String),
    /// A line that is not understood.
    #[error("{0:?} is not understood")]
    Line(String),
    /// It is empty.
    #[error("it is empty")]
    Empty,
    /// A table without rows.
    #[error("it has a header and no row")]
    NoRow,
    /// A web page, where an export was wanted.
    #[error("it is a web page, such as that of a login; export the list again")]
    WebPage,
    /// A workbook of a spreadsheet, which is a ZIP file of other things.
    #[error("it is a workbook; save it as CSV")]
    Workbook,
}

impl From<&io::Error> for Reason {
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        if matches!(error.get_ref(), Some(inner) if inner.is::<Barren>()) {
            return Self::Barren;
        }
        // As inflaters call it; a medium fails otherwise.
        match error.kind() {
            InvalidData | InvalidInput | UnexpectedEof => Self::Damaged(error.to_string()),
            _ => Self::Medium(error.to_string()),
        }
    }
}

impl Reason {
    /// Returns a word for programs.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Medium(_) => "io",
            Self::Damaged(_) | Self::DamagedZip(_) => "damaged",
            Self::Barren => "barren",
            Self::BreaksOff(_) => "truncated",
            Self::Syntax { .. } => "syntax",
            Self::TooLong(_) => "too_long",
            Self::TooDeep(_) => "too_deep",
            Self::Fields { .. } => "fields",
            Self::Nothing | Self::NamelessRecords(_) => "no_app_and_device",
            Self::NoIds { .. } => "no_ids",
            Self::NoNames { .. } => "no_names",
            Self::Refused(_) => "refused",
            Self::InstallationReport => "installation_report",
            Self::TwoColumns(_) => "two_columns",
            Self::NoField(_) => "no_field",
            Self::OtherFormat(_) => "other_format",
            Self::NotUtf8 => "not_utf8",
            Self::Unrecognised(_) => "unrecognised",
            Self::NoColumn { .. } => "no_column",
            Self::Line(_) => "line",
            Self::Empty | Self::NoRow => "empty",
            Self::WebPage => "web_page",
            Self::Workbook => "workbook",
        }
    }
}
