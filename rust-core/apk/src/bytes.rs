//! Bytes that a structure is read from, wherever they are.

use crate::budget::Meter;
use crate::error::{Origin, Position, Result};

/// Random access to an entry's content.
pub(crate) trait Bytes {
    /// Returns how many bytes there are, or are said to be.
    fn len(&self) -> u64;

    /// Returns `offset` as a position in the APK.
    fn at(&self, offset: u64) -> Position;

    /// Returns `len` bytes from `offset` on; `None` if they are not all there.
    fn get(&mut self, offset: u64, len: usize, meter: &mut Meter) -> Result<Option<&[u8]>>;
}

/// Bytes held in memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory<'a> {
    pub bytes: &'a [u8],
    pub origin: Origin,
}

impl Bytes for Memory<'_> {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn at(&self, offset: u64) -> Position {
        self.origin.at(offset)
    }

    fn get(&mut self, offset: u64, len: usize, _: &mut Meter) -> Result<Option<&[u8]>> {
        Ok(usize::try_from(offset).ok().and_then(|at| crate::le::slice_at(self.bytes, at, len)))
    }
}
