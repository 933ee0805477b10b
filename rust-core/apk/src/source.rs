//! The bytes of an APK, read by position: a file is never mapped, so a file that shrinks or that
//! is still being streamed onto the phone is an error and not a signal.

use std::fs::File;
use std::sync::Arc;
use std::{fmt, io};

use crate::error::{Error, Result};
use crate::regular_file;

/// An APK that lies elsewhere, such as on another device: bytes that are fetched when they are
/// asked for.
pub trait ReadAt: fmt::Debug + Send + Sync {
    /// Returns the length in bytes; the same each time.
    fn len(&self) -> u64;

    /// Returns whether there is nothing in it.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `buffer` from `offset` on. Most are a few bytes, close to the ones before.
    ///
    /// # Errors
    /// The bytes cannot be had, or end before `buffer` is full.
    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()>;
}

/// An open file, bytes in memory or elsewhere, or a range of these.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    inner: Arc<Inner>,
    base: u64,
    len: u64,
    /// The end of it, already read: where the end starts, and its bytes.
    tail: Option<Arc<(u64, Vec<u8>)>>,
}

#[derive(Debug)]
enum Inner {
    File(File),
    Bytes(Vec<u8>),
    Elsewhere(Box<dyn ReadAt>),
}

impl Source {
    pub fn from_file(file: File) -> Result<Self> {
        let len = file.metadata().and_then(|metadata| regular_file::length(&metadata));
        let len = len.map_err(|error| Box::new(Error::Open(error)))?;
        Ok(Self { inner: Arc::new(Inner::File(file)), base: 0, len, tail: None })
    }

    pub fn from_elsewhere(elsewhere: Box<dyn ReadAt>) -> Self {
        let len = elsewhere.len();
        Self { inner: Arc::new(Inner::Elsewhere(elsewhere)), base: 0, len, tail: None }
    }

    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        let len = bytes.len() as u64;
        Self { inner: Arc::new(Inner::Bytes(bytes)), base: 0, len, tail: None }
    }

    /// Returns the bytes `offset..offset + len` of this source as a source of their own.
    pub fn range(&self, offset: u64, len: u64) -> Option<Self> {
        (offset.checked_add(len)? <= self.len).then(|| Self {
            inner: Arc::clone(&self.inner),
            base: self.base.saturating_add(offset),
            len,
            tail: None,
        })
    }

    /// Keeps what was read from `start` to the end, so that it is not read again: of a small APK,
    /// that is all of it.
    pub fn keep_tail(&mut self, start: u64, bytes: Vec<u8>) {
        self.tail = Some(Arc::new((start, bytes)));
    }

    /// Returns what is kept of the bytes from `offset` on.
    fn kept(&self, offset: u64, len: usize) -> Option<&[u8]> {
        let (start, bytes) = &**self.tail.as_ref()?;
        let at = usize::try_from(offset.checked_sub(*start)?).ok()?;
        crate::le::slice_at(bytes, at, len)
    }

    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Fills `buffer` from `offset` on.
    pub fn read(&self, offset: u64, buffer: &mut [u8]) -> Result<()> {
        let length = buffer.len() as u64;
        let failed = |source| Error::io(offset, length, source);
        let beyond = || failed(io::ErrorKind::UnexpectedEof.into());
        if offset.checked_add(length).is_none_or(|end| end > self.len) {
            return Err(beyond());
        }
        if let Some(kept) = self.kept(offset, buffer.len()) {
            buffer.copy_from_slice(kept);
            return Ok(());
        }
        let start = self.base.saturating_add(offset);
        match &*self.inner {
            Inner::File(file) => read_exact_at(file, buffer, start).map_err(failed),
            Inner::Elsewhere(elsewhere) => elsewhere.read_exact_at(buffer, start).map_err(failed),
            Inner::Bytes(bytes) => {
                let from = usize::try_from(start).ok();
                let found = from.and_then(|from| crate::le::slice_at(bytes, from, buffer.len()));
                buffer.copy_from_slice(found.ok_or_else(beyond)?);
                Ok(())
            }
        }
    }

    /// Returns `len` bytes from `offset` on.
    pub fn read_vec(&self, offset: u64, len: usize) -> Result<Vec<u8>> {
        if let Some(kept) = self.kept(offset, len) {
            return Ok(kept.to_vec());
        }
        let mut buffer = vec![0; len];
        self.read(offset, &mut buffer)?;
        Ok(buffer)
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, offset) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                buffer = &mut buffer[read..];
                offset += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Fails: where there are no files, none was opened.
#[cfg(not(any(unix, windows)))]
fn read_exact_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
