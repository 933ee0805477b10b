//! The ZIP container, as Android's libziparchive reads it, or recovered in spite of tricks.
//!
//! Rules of the Android reading: AOSP `system/libziparchive/zip_archive.cc`.

mod content;
mod directory;
mod end_record;
mod entry;
mod inflate;
mod names;
mod open;
mod record;
mod recover;

pub(crate) use content::Content;
pub(crate) use directory::{Directory, Entry, Kept, LOCAL_HEADER, in_capitals};
pub(crate) use entry::{Data, Reader, locate};
pub(crate) use inflate::{Stream, WINDOW};
