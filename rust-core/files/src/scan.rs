//! Which APK files are apps that a policy bans.

mod app;
mod outcome;
mod reading;
mod scanned_apk;
pub mod text;
pub mod wording;

pub use outcome::{Files, FilesOutcome, FoundInFiles, Remedy, Unread};
pub use reading::read;
pub use scanned_apk::ScannedApk;
