//! Inflates raw deflate data (RFC 1951), and refuses exactly what zlib refuses.
//!
//! Made for the small entries of an APK: setting up costs two tables of 10 KB, and symbols are
//! read by table with several of them to a load of the input; copies are 16 bytes wide. What came
//! out already, in the caller's own buffer, is the window: nothing is copied twice.
//!
//! ```
//! use appvagt_inflate::{Inflater, Status};
//!
//! let mut output = [0; 16];
//! let progress = Inflater::new().inflate(b"\x4b\x4c\x44\x00\x00", &mut output, 0);
//! assert_eq!(progress.status, Status::Done);
//! assert_eq!(&output[..progress.filled], b"aaaaaaaaaaaa");
//! ```

#![forbid(unsafe_code)]
#![warn(clippy::indexing_slicing)]
#![allow(
    clippy::cast_possible_truncation,
    reason = "what is cast are bits cut to the width wanted"
)]

mod bits;
mod fast;
mod lengths;
mod table;

use bits::Bits;
use lengths::Lengths;
use table::{EXCEPTIONAL, INVALID, LITERAL, Tables};

/// How far back a match can reach: a caller that goes on with another buffer must begin it with
/// this many of the last bytes.
pub const WINDOW: usize = 32 << 10;

/// Output is fastest while at least this much room is left.
pub const ROOM: usize = fast::ROOM;

/// One deflate stream, from its start to its end.
#[derive(Debug, Clone)]
pub struct Inflater {
    bits: Bits,
    step: Step,
    is_last_block: bool,
    lengths: Lengths,
    tables: Tables,
}

/// What comes next in the stream. Each step takes all the bits it needs or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    BlockHeader,
    StoredLength,
    Stored { left: usize },
    Counts,
    Lengths,
    Symbols,
    Copy { left: usize, distance: usize },
    Done,
    Corrupt,
}

/// Why inflating stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The stream is at its end.
    Done,
    /// All input is taken, and the stream is not at its end.
    NeedsInput,
    /// The output is full, and more is to come.
    NeedsRoom,
    /// The input is not deflated data.
    Corrupt,
}

/// What one call of [`Inflater::inflate`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the input taken; all of them unless the status is [`Status::NeedsRoom`], or the
    /// stream ended before.
    pub consumed: usize,
    /// Bytes of the output that are filled now, those before the call included.
    pub filled: usize,
    /// Why it stopped.
    pub status: Status,
}

/// Input and output of one call.
struct Run<'r> {
    input: &'r [u8],
    /// What is taken of the input.
    at: usize,
    output: &'r mut [u8],
    filled: usize,
}

impl Default for Inflater {
    fn default() -> Self {
        Self::new()
    }
}

impl Inflater {
    /// An inflater at the start of a stream.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            bits: Bits::NONE,
            step: Step::BlockHeader,
            is_last_block: false,
            lengths: Lengths::NONE,
            tables: Tables::EMPTY,
        }
    }

    /// Goes back to the start, for another stream.
    pub const fn restart(&mut self) {
        self.bits = Bits::NONE;
        self.step = Step::BlockHeader;
    }

    /// Inflates `input`, which goes on where the last call's `consumed` ended, into `output`
    /// behind its first `filled` bytes, which must be the last that came out: all of them, or at
    /// least [`WINDOW`]. The output behind what is filled may be overwritten.
    pub fn inflate(&mut self, input: &[u8], output: &mut [u8], filled: usize) -> Progress {
        let filled = filled.min(output.len());
        let mut run = Run { input, at: 0, output, filled };
        let status = loop {
            if let Err(status) = self.advance(&mut run) {
                break status;
            }
        };
        self.bits.forget_what_is_not_counted();
        if status == Status::Corrupt {
            self.step = Step::Corrupt;
        }
        Progress { consumed: run.at, filled: run.filled, status }
    }

    /// Takes the next step; fails with the reason if it cannot or need not.
    fn advance(&mut self, run: &mut Run<'_>) -> Result<(), Status> {
        match self.step {
            Step::BlockHeader => self.block_header(run),
            Step::StoredLength => self.stored_length(run),
            Step::Stored { left } => self.stored(run, left),
            Step::Counts => {
                self.lengths.read_counts(&mut self.bits, run)?;
                self.step = Step::Lengths;
                Ok(())
            }
            Step::Lengths => {
                self.lengths.read(&mut self.bits, run, &mut self.tables)?;
                let (symbols, distances) = self.lengths.split();
                self.tables.set(symbols, distances)?;
                self.step = Step::Symbols;
                Ok(())
            }
            Step::Symbols => {
                fast::symbols(&mut self.bits, &self.tables, run)?;
                self.symbol(run)
            }
            Step::Copy { left, distance } => self.copy(run, left, distance),
            Step::Done => Err(Status::Done),
            Step::Corrupt => Err(Status::Corrupt),
        }
    }

    fn block_header(&mut self, run: &mut Run<'_>) -> Result<(), Status> {
        self.bits.need(3, run)?;
        self.is_last_block = self.bits.take(1) == 1;
        self.step = match self.bits.take(2) {
            0 => Step::StoredLength,
            1 => {
                self.tables.set(&lengths::FIXED_SYMBOLS, &lengths::FIXED_DISTANCES)?;
                Step::Symbols
            }
            2 => Step::Counts,
            _ => return Err(Status::Corrupt),
        };
        Ok(())
    }

    fn end_block(&mut self) {
        self.step = if self.is_last_block { Step::Done } else { Step::BlockHeader };
    }

    fn stored_length(&mut self, run: &mut Run<'_>) -> Result<(), Status> {
        self.bits.align();
        self.bits.need(32, run)?;
        let (length, inverse) = (self.bits.take(16), self.bits.take(16));
        if length ^ inverse != 0xffff {
            return Err(Status::Corrupt);
        }
        self.step = Step::Stored { left: length };
        Ok(())
    }

    fn stored(&mut self, run: &mut Run<'_>, left: usize) -> Result<(), Status> {
        if left == 0 {
            self.end_block();
            return Ok(());
        }
        // What was loaded along with the length comes first.
        let written = if self.bits.count() >= 8 {
            let Some(to) = run.output.get_mut(run.filled) else { return Err(Status::NeedsRoom) };
            *to = self.bits.take(8) as u8;
            1
        } else {
            self.bits.forget_what_is_not_counted();
            let from = run.input.get(run.at..).unwrap_or(&[]);
            let to = run.output.get_mut(run.filled..).unwrap_or(&mut []);
            let length = left.min(from.len()).min(to.len());
            if length == 0 {
                return Err(if to.is_empty() { Status::NeedsRoom } else { Status::NeedsInput });
            }
            if let (Some(to), Some(from)) = (to.get_mut(..length), from.get(..length)) {
                to.copy_from_slice(from);
            }
            run.at += length;
            length
        };
        run.filled += written;
        self.step = Step::Stored { left: left - written };
        Ok(())
    }

    /// One literal, match or end of block, near the end of input or output.
    fn symbol(&mut self, run: &mut Run<'_>) -> Result<(), Status> {
        self.bits.load(run);
        let symbol = self.tables.symbol(self.bits.peek());
        let count = self.bits.count();
        // Of an incomplete code the bits that are there decide, if they are enough.
        if table::bits_of(symbol) > count {
            return Err(Status::NeedsInput);
        }
        if symbol & LITERAL != 0 {
            let Some(to) = run.output.get_mut(run.filled) else { return Err(Status::NeedsRoom) };
            *to = table::literal(symbol);
            run.filled += 1;
            self.bits.skip(table::bits_of(symbol));
            return Ok(());
        }
        if symbol & EXCEPTIONAL != 0 {
            if symbol & INVALID != 0 {
                return Err(Status::Corrupt);
            }
            self.bits.skip(table::bits_of(symbol));
            self.end_block();
            return Ok(());
        }
        let after = self.bits.peek() >> table::bits_of(symbol);
        let distance = self.tables.distance(after);
        let bits = table::bits_of(symbol) + table::bits_of(distance);
        if bits > count {
            return Err(Status::NeedsInput);
        }
        if distance & EXCEPTIONAL != 0 {
            return Err(Status::Corrupt);
        }
        let left = table::value(symbol, self.bits.peek());
        let distance = table::value(distance, after);
        if distance > run.filled {
            return Err(Status::Corrupt);
        }
        self.bits.skip(bits);
        self.step = Step::Copy { left, distance };
        Ok(())
    }

    fn copy(&mut self, run: &mut Run<'_>, left: usize, distance: usize) -> Result<(), Status> {
        let end = run.filled.saturating_add(left).min(run.output.len());
        let left = left - (end - run.filled);
        while run.filled < end {
            let byte = run.output.get(run.filled.wrapping_sub(distance)).copied();
            let (Some(byte), Some(to)) = (byte, run.output.get_mut(run.filled)) else {
                return Err(Status::Corrupt);
            };
            *to = byte;
            run.filled += 1;
        }
        if left > 0 {
            self.step = Step::Copy { left, distance };
            return Err(Status::NeedsRoom);
        }
        self.step = Step::Symbols;
        Ok(())
    }
}
