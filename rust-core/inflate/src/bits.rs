//! The bits of the input, the lowest of each byte first.

use crate::{Run, Status};

/// Bits taken from the input and not used yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bits {
    /// The next bits, from the lowest on. Behind those that count may stand bits of the bytes
    /// that come next in the input, which loading them sets once more.
    pub bits: u64,
    pub count: u32,
}

impl Bits {
    pub const NONE: Self = Self { bits: 0, count: 0 };

    pub const fn peek(&self) -> u64 {
        self.bits
    }

    pub const fn count(&self) -> u32 {
        self.count
    }

    /// Loads input until there are at least 56 bits, or all that are left.
    pub fn load(&mut self, run: &mut Run<'_>) {
        if let Some(next) = run.input.get(run.at..).and_then(<[u8]>::first_chunk) {
            run.at += self.load_whole(*next);
            return;
        }
        while self.count < 56 {
            let Some(&byte) = run.input.get(run.at) else { return };
            self.bits |= u64::from(byte) << self.count;
            self.count += 8;
            run.at += 1;
        }
    }

    /// Loads as many of the next 8 bytes as there is room for, at least 56 bits in all; returns
    /// how many.
    #[inline]
    pub const fn load_whole(&mut self, next: [u8; 8]) -> usize {
        self.bits |= u64::from_le_bytes(next) << self.count;
        let bytes = (63 - self.count) >> 3;
        // To at least 56, and as many more as there were beyond whole bytes.
        self.count |= 0b11_1000;
        bytes as usize
    }

    /// Makes sure that `count` bits are there, at most 56.
    pub fn need(&mut self, count: u32, run: &mut Run<'_>) -> Result<(), Status> {
        if self.count < count {
            self.load(run);
        }
        if self.count < count { Err(Status::NeedsInput) } else { Ok(()) }
    }

    #[inline]
    pub const fn skip(&mut self, count: u32) {
        self.bits >>= count;
        self.count -= count;
    }

    /// Takes `count` bits, which must be there.
    pub const fn take(&mut self, count: u32) -> usize {
        let taken = self.bits & ((1 << count) - 1);
        self.skip(count);
        taken as usize
    }

    /// Goes on to the next whole byte.
    pub const fn align(&mut self) {
        self.skip(self.count & 7);
    }

    pub const fn forget_what_is_not_counted(&mut self) {
        self.bits &= (1 << self.count) - 1;
    }
}
