#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod appraisal;
mod csv;
mod earlier;
mod fleet;
mod headings;
mod html;
mod lengths;
mod official_names;
mod outcome;
mod reported;
mod text;
mod texts;
mod wording;

pub use csv::write as write_csv;
pub use earlier::{Earlier, NoResult};
pub use fleet::Fleet;
pub use html::Page;
pub use outcome::{FleetOutcome, Terms, Unread};
pub use text::{Shown, write as write_table};
