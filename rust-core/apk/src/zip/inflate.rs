//! Inflating an entry's data, in one go or as a stream.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_HAS_MORE_INPUT, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::entry::Data;
use crate::budget::{Meter, within};
use crate::error::{Error, Limit, Origin, Result, Structure};
use crate::source::Source;

/// How far back a match in deflated data can reach (RFC 1951): a caller that goes on with another
/// buffer must begin it with this many of the last bytes.
pub(crate) const WINDOW: usize = 32 << 10;

/// Compressed bytes read at once.
const INPUT: u64 = 32 << 10;

/// Inflates an entry from its start to its end.
pub(crate) struct Stream {
    source: Source,
    origin: Origin,
    inflater: Box<DecompressorOxide>,
    input: Vec<u8>,
    used: usize,
    /// What is not yet read of the compressed data.
    next: u64,
    end: u64,
    produced: u64,
    /// Whether the deflate stream has come to its end.
    pub finished: bool,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream")
            .field("next", &self.next)
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}

impl Stream {
    /// Begins with `prefetched`, the beginning of the data.
    pub fn new(source: &Source, data: &Data, prefetched: Vec<u8>) -> Self {
        Self {
            source: source.clone(),
            origin: Origin { file: data.offset, compressed: true },
            inflater: Box::default(),
            next: data.offset.saturating_add(prefetched.len() as u64),
            end: data.offset.saturating_add(data.compressed),
            input: prefetched,
            used: 0,
            produced: 0,
            finished: false,
        }
    }

    /// Returns how many bytes came out so far.
    pub fn produced(&self) -> u64 {
        self.produced
    }

    /// Inflates into `output` behind its first `filled` bytes, which are the last that came out:
    /// all of them, or at least [`WINDOW`]. Returns how much of it is filled
    /// then: less than all holds only at the end.
    pub fn read(&mut self, output: &mut [u8], filled: usize, meter: &mut Meter) -> Result<usize> {
        let mut filled = filled;
        while !self.finished {
            let input = self.input.get(self.used..).unwrap_or(&[]);
            let (status, consumed, written) = inflate(&mut self.inflater, input, output, filled);
            self.used += consumed;
            self.produced += written as u64;
            filled += written;
            let at = self.origin.at(self.produced);
            meter.inflated(written as u64, Structure::EntryData, at)?;
            match status {
                TINFLStatus::Done => self.finished = true,
                TINFLStatus::HasMoreOutput => break,
                TINFLStatus::NeedsMoreInput if self.next < self.end => {
                    let len = (self.end - self.next).min(INPUT);
                    self.input.resize(usize::try_from(len).unwrap_or(0), 0);
                    self.source.read(self.next, &mut self.input)?;
                    self.next += len;
                    self.used = 0;
                }
                _ => {
                    return Err(Error::malformed(Structure::EntryData, at, "deflated data"));
                }
            }
        }
        Ok(filled)
    }
}

/// Inflates the first `len` bytes of an entry, or fewer if that is all that comes out of the
/// compressed data that was read along with the header.
pub(super) fn inflate_start(data: &Data, len: usize, meter: &mut Meter) -> Result<Vec<u8>> {
    let mut bytes = vec![0; len];
    let (_, _, len) = inflate(&mut Box::default(), &data.prefetched, &mut bytes, 0);
    meter.inflated(len as u64, Structure::EntryData, data.origin().at(len as u64))?;
    bytes.truncate(len);
    Ok(bytes)
}

/// Inflates all of an entry whose data is at most `allowed` bytes large.
pub(crate) fn inflate_whole(
    source: &Source,
    data: &mut Data,
    allowed: u64,
    meter: &mut Meter,
) -> Result<Vec<u8>> {
    let (origin, structure) = (data.origin(), Structure::EntryData);
    let start = origin.at(0);
    for size in [data.uncompressed, data.compressed] {
        within(size, allowed, Limit::ManifestBytes, structure, start)?;
    }
    let compressed = usize::try_from(data.compressed).unwrap_or(usize::MAX);
    let mut input = std::mem::take(&mut data.prefetched);
    if input.len() < compressed {
        input = source.read_vec(data.offset, compressed)?;
    }
    let declared = usize::try_from(data.uncompressed).unwrap_or(0);
    let mut bytes = vec![0; declared];
    let (status, _, written) = inflate(&mut Box::default(), &input, &mut bytes, 0);
    let at = origin.at(written as u64);
    meter.inflated(written as u64, structure, at)?;
    if status != TINFLStatus::Done || written != declared {
        return Err(Error::malformed(structure, at, "data that inflates to the declared size"));
    }
    Ok(bytes)
}

/// Inflates `input` into `output` behind its first `filled` bytes. Returns why it stopped, how much
/// of the input was taken and how much was written.
fn inflate(
    inflater: &mut DecompressorOxide,
    input: &[u8],
    output: &mut [u8],
    filled: usize,
) -> (TINFLStatus, usize, usize) {
    let flags = TINFL_FLAG_HAS_MORE_INPUT | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    decompress(inflater, input, output, filled, flags)
}
