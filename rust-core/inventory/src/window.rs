//! A stream, seen through a window that moves along it.

use std::io::{self, Read};
use std::mem;

use memchr::memchr;

use crate::Reason;

/// How much is read at a time, in bytes.
const STEP: usize = 128 * 1024;
/// The longest stretch that is ever held at once, in bytes: no name, line or header is longer.
pub const LONGEST: usize = 1 << 20;

/// A stream, seen through a window that moves along it. What it gives does not depend on the
/// portions that the stream arrives in.
pub struct Window<R> {
    source: Source<R>,
    buffer: Vec<u8>,
    /// What has been read and not been passed is `buffer[start..end]`.
    start: usize,
    end: usize,
    /// Where in the stream the buffer begins.
    base: u64,
    ended: bool,
    /// Whether more was asked for after the end.
    overrun: bool,
    error: Option<io::Error>,
}

/// A stream that can be given back what was read of it.
struct Source<R> {
    inner: R,
    /// What was given back, of which so much was read again.
    returned: Vec<u8>,
    again: usize,
    /// How the stream ended, if that is known before it is reached.
    end: Option<io::Result<usize>>,
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.again < self.returned.len() {
            let read = (&self.returned[self.again..]).read(into)?;
            self.again += read;
            return Ok(read);
        }
        self.returned = Vec::new();
        self.again = 0;
        self.end.take().unwrap_or_else(|| self.inner.read(into))
    }
}

impl<R: Read> Window<R> {
    /// Makes a window at the beginning of `source`.
    pub fn new(source: R) -> Self {
        Self::with(source, vec![0; STEP], 0)
    }

    fn with(source: R, buffer: Vec<u8>, base: u64) -> Self {
        let source = Source { inner: source, returned: Vec::new(), again: 0, end: None };
        let (ended, overrun) = (false, false);
        Self { source, buffer, start: 0, end: 0, base, ended, overrun, error: None }
    }

    /// Makes a window that holds `piece[..end]`, which begins there in its stream. Nothing follows
    /// it (`source` is empty); whether anything depends on that, [`Self::overran`] says.
    pub fn of_piece(source: R, piece: Vec<u8>, end: usize, base: u64) -> Self {
        Self { end, ended: true, ..Self::with(source, piece, base) }
    }

    /// Returns the piece that the window was made of.
    pub fn into_piece(self) -> Vec<u8> {
        self.buffer
    }

    /// Returns whether more was asked for than the stream has.
    pub fn overran(&self) -> bool {
        self.overrun
    }

    /// Takes what is in the window, which is passed. It can be given back.
    pub fn take_held(&mut self) -> Vec<u8> {
        let held = self.held().to_vec();
        self.start = self.end;
        held
    }

    /// Reads what follows the window, until `into` is full, or the stream ends or is interrupted.
    /// Returns how much that was. It can be given back.
    pub fn read_ahead(&mut self, into: &mut [u8]) -> usize {
        let mut read = 0;
        while read < into.len() && !self.ended && self.source.end.is_none() {
            match self.source.read(&mut into[read..]) {
                Ok(more @ 1..) => read += more,
                // Whoever interrupts may want to know first what is in what was read.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => break,
                end => self.source.end = Some(end),
            }
        }
        read
    }

    /// Gives back the last that was taken and read ahead: the window is where it begins.
    pub fn give_back(&mut self, mut bytes: Vec<u8>, begin: u64) {
        bytes.extend_from_slice(&self.source.returned[self.source.again..]);
        (self.source.returned, self.source.again) = (bytes, 0);
        if mem::take(&mut self.ended) {
            self.source.end = Some(self.error.take().map_or(Ok(0), Err));
        }
        (self.base, self.start, self.end) = (begin, 0, 0);
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
        let any = self.start < self.end || self.more();
        if any { self.buffer.get(self.start).copied() } else { None }
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
    #[cold]
    pub fn more(&mut self) -> bool {
        if self.ended {
            self.overrun = true;
            return false;
        }
        if self.start == 0 && self.end == LONGEST {
            return false;
        }
        while self.read_once().is_err() {}
        !self.ended
    }

    /// Reads more, of which there is room. An error is that the stream was interrupted.
    fn read_once(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.base += self.start as u64;
            self.end -= self.start;
            self.start = 0;
        }
        let room = LONGEST.min(self.end + STEP);
        if room > self.buffer.len() {
            self.buffer.resize(room, 0);
        }
        match self.source.read(&mut self.buffer[self.end..]) {
            Ok(0) => self.ended = true,
            Ok(read) => self.end += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                self.ended = true;
                self.error = Some(error);
            }
        }
        Ok(())
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
        if self.held().is_empty() && !self.ended {
            self.read_once()?;
        }
        if self.held().is_empty() {
            return self.error.take().map_or(Ok(0), Err);
        }
        let length = into.len().min(self.held().len());
        into[..length].copy_from_slice(&self.held()[..length]);
        self.pass(length);
        Ok(length)
    }
}
