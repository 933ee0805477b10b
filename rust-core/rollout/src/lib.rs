#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod checked;
mod export;
mod preset;

pub use checked::Checked;
pub use export::{Export, Mdm, Paste, Problem, Step, steps_as_json, steps_as_text};
pub use preset::{Draft, Preset};
