//! APKs and archives that were dropped on the page, read at offsets: of a file of gigabytes, only what
//! is asked about is in memory.

use std::io::{self, Write};
use std::sync::Mutex;

use appvagt_apk::{ApkFile, ReadAt, Result, Scratch};

use crate::browser::{
    begin_scratch, copy_bytes, end_scratch, failed, forget_scratch, read_file, take_scratch,
};

/// So much is asked of the browser at once: what is read next lies close by, mostly.
const PORTION: usize = 64 * 1024;

/// A file that was dropped on the page, or that the judge has the browser keep.
#[derive(Debug)]
pub struct BrowserApk {
    file: usize,
    length: u64,
    /// Whether it was made by the judge, so that it goes when this does.
    is_scratch: bool,
    /// Where the bytes that were read last begin, and these.
    held: Mutex<(u64, Vec<u8>)>,
}

impl BrowserApk {
    /// Opens the file at this place among those that were dropped.
    pub fn new(file: usize, length: u64) -> Self {
        Self { file, length, is_scratch: false, held: Mutex::default() }
    }

    #[expect(clippy::cast_precision_loss, reason = "files are shorter than 9 million gigabytes")]
    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let held = read_file(self.file, offset as f64, length).map_err(failed)?;
        let mut bytes = vec![0; held.length()];
        copy_bytes(&held, 0, &mut bytes);
        Ok(bytes)
    }
}

/// Returns the bytes of a length from an offset on, if these are among those held.
fn within((start, bytes): &(u64, Vec<u8>), offset: u64, length: usize) -> Option<&[u8]> {
    let from = usize::try_from(offset.checked_sub(*start)?).ok()?;
    bytes.get(from..from.checked_add(length)?)
}

impl ReadAt for BrowserApk {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut held = self.held.lock().map_err(|_| io::Error::other("a read broke off"))?;
        if within(&held, offset, buffer.len()).is_none() {
            *held = (offset, self.read(offset, buffer.len().max(PORTION))?);
        }
        let found = within(&held, offset, buffer.len());
        buffer.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

impl Drop for BrowserApk {
    fn drop(&mut self) {
        if self.is_scratch {
            forget_scratch(self.file);
        }
    }
}

/// What a large entry of an archive is inflated into: the browser keeps it, on disk if it is large.
pub struct BrowserScratch {
    length: u64,
}

impl BrowserScratch {
    /// Begins an empty one. There is one at a time.
    pub fn new() -> Self {
        begin_scratch();
        Self { length: 0 }
    }
}

impl Write for BrowserScratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        take_scratch(bytes);
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Scratch for BrowserScratch {
    fn into_apk_file(self) -> Result<ApkFile> {
        let mut kept = BrowserApk::new(end_scratch(), self.length);
        kept.is_scratch = true;
        Ok(ApkFile::from_elsewhere(Box::new(kept)))
    }
}
