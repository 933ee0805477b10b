//! How commands end.

use std::io::{self, ErrorKind};
use std::process::ExitCode;

use crate::terminal::complain;

/// A banned app was found.
const FOUND: u8 = 1;
/// The policy that is checked, exported or filled in has mistakes.
pub const MISTAKEN: u8 = 1;
/// Wrong usage: of the options, or of a file that is named in them.
pub const USAGE: u8 = 2;
/// No banned app was found, but not everything could be read or written.
pub const INCOMPLETE: u8 = 3;

/// What was judged, as far as the exit status goes.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    /// Whether a banned app was found.
    pub found: bool,
    /// Whether everything was read, and written.
    pub complete: bool,
}

impl Judged {
    /// Takes in whether the result could be written. What was found stays found.
    pub fn written(self, written: io::Result<()>) -> Self {
        match written {
            // Whoever reads the output has enough of it.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                complain(&format!("cannot write the result: {error}"));
                Self { complete: false, ..self }
            }
            _ => self,
        }
    }
}

impl From<Judged> for ExitCode {
    fn from(judged: Judged) -> Self {
        match judged {
            Judged { found: true, .. } => FOUND.into(),
            Judged { complete: true, .. } => Self::SUCCESS,
            Judged { .. } => INCOMPLETE.into(),
        }
    }
}
