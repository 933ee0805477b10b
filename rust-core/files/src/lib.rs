#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod found_apk;
pub mod inspect;
mod problem;
pub mod scan;

pub use found_apk::{Claim, FoundApk, OpenApk, find};
pub use problem::Problem;
pub use scan::FilesOutcome;
