//! A stream, seen through a window that moves along it.

use std::io::{self, Read};

use memchr::memchr;

use crate::Reason;

/// How much is read at a time, in bytes.
const STEP: usize = 128 * 1024;
/// The longest stretch that is ever held at once, in bytes: no name, line or header is longer.
pub const LONGEST: usize = 1 << 20;

/// A stream, seen through a window that moves along it. What it gives does not depend on the
/// portions that the stream arrives in.
pub struct Window<R> {
    source: R,
    buffer: Vec<u8>,
    /// What has been read and not been passed is `buffer[start..end]`.
    start: usize,
    end: usize,
    /// Where in the stream the buffer begins.
    base: u64,
    ended: bool,
    error: Option<io::Error>,
}

impl<R: Read> Window<R> {
    /// Makes a window at the beginning of `source`.
    pub fn new(source: R) -> Self {
        Self { source, buffer: vec![0; STEP], start: 0, end: 0, base: 0, ended: false, error: None }
    }

    /// Returns where in the stream the window begins, in bytes.
    pub fn position(&self) -> u64 {
        self.base + self.start as u64
    }

    /// Returns what is in the window.
    #[inline]
    pub fn held(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Returns the first byte; `None` at the end of the stream.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        if self.start == self.end && !self.more() {
            return None;
        }
        self.held().first().copied()
    }

    /// Moves the window on by so many of its bytes.
    #[inline]
    pub fn pass(&mut self, bytes: usize) {
        self.start = self.end.min(self.start + bytes);
    }

    /// Moves the window on by so many of its bytes, which are returned.
    #[inline]
    pub fn passed(&mut self, bytes: usize) -> &[u8] {
        let start = self.start;
        self.pass(bytes);
        &self.buffer[start..self.start]
    }

    /// Reads more, keeping what is in the window. Returns whether there was more; if not, the
    /// stream is at its end, has failed, or the window is as long as it may be.
    pub fn more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.base += self.start as u64;
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == LONGEST {
            return false;
        }
        let room = LONGEST.min(self.end + STEP);
        if room > self.buffer.len() {
            self.buffer.resize(room, 0);
        }
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    self.error = Some(error);
                }
            }
            return !self.ended;
        }
    }

    /// Reads until the window holds `bytes`, or all there is.
    pub fn fill(&mut self, bytes: usize) {
        while self.held().len() < bytes && self.more() {}
    }

    /// Returns whether everything has been passed.
    pub fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Returns whether nothing follows what is in the window.
    pub fn is_last(&self) -> bool {
        self.ended
    }

    /// Returns whether the stream broke off where the window ends.
    pub fn is_cut(&self) -> bool {
        self.error.is_some()
    }

    /// Returns why the stream could not be read to its end.
    pub fn take_error(&mut self) -> Option<Reason> {
        self.error.take().as_ref().map(Reason::from)
    }

    /// Passes everything up to and with the next line feed. Returns whether there was one.
    pub fn pass_line(&mut self) -> bool {
        loop {
            if let Some(at) = memchr(b'\n', self.held()) {
                self.pass(at + 1);
                return true;
            }
            self.pass(self.held().len());
            if !self.more() {
                return false;
            }
        }
    }
}

/// What has not been passed, as a stream.
impl<R: Read> Read for Window<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.peek().is_none() {
            return self.error.take().map_or(Ok(0), Err);
        }
        let length = into.len().min(self.held().len());
        into[..length].copy_from_slice(&self.held()[..length]);
        self.pass(length);
        Ok(length)
    }
}
