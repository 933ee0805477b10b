//! A file, or an entry of an archive, that may be an APK or an archive of APKs.

use std::fs::File;
use std::sync::Arc;

use crate::archive::Share;
use crate::error::Result;
use crate::source::Source;
use crate::{Apk, Options, ReadAt};

/// Bytes that may be an APK, or an archive of APKs. They can be opened several times: in both
/// readings, for example.
#[derive(Debug, Clone)]
pub struct ApkFile {
    pub(crate) source: Source,
    /// What it shares with other entries of the archive it comes from; `None` for a file.
    pub(crate) share: Option<Arc<Share>>,
    /// In how many archives it lies, one in another.
    pub(crate) depth: u32,
}

impl ApkFile {
    /// Takes an open file, which is read by position: its cursor does not matter.
    ///
    /// # Errors
    ///
    /// If the length of the file cannot be had.
    pub fn new(file: File) -> Result<Self> {
        Ok(Self { source: Source::from_file(file)?, share: None, depth: 0 })
    }

    /// Takes what lies elsewhere. Only what is asked about is fetched.
    #[must_use]
    pub fn from_elsewhere(elsewhere: Box<dyn ReadAt>) -> Self {
        Self { source: Source::from_elsewhere(elsewhere), share: None, depth: 0 }
    }

    /// Takes bytes in memory.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { source: Source::from_bytes(bytes), share: None, depth: 0 }
    }

    /// Returns whether it begins as every APK does that Android reads.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn begins_as_apk(&self) -> Result<bool> {
        let start = crate::zip::LOCAL_HEADER;
        Ok(self.source.len() >= start.len() as u64
            && self.source.read_vec(0, start.len())? == start)
    }

    /// Opens it as an APK. Of one without a manifest, [`Apk::has_manifest`], the rest may be had as
    /// an [`Archive`](crate::Archive).
    ///
    /// # Errors
    ///
    /// As [`Apk::open`].
    pub fn open(&self, options: Options) -> Result<Apk> {
        Apk::from_source(self.source.clone(), options)
    }
}
