//! The code lengths that a dynamic block begins with.

use crate::{Run, Status, bits::Bits, table, table::Tables};

/// Code lengths of fixed blocks.
pub(crate) const FIXED_SYMBOLS: [u8; 288] = {
    let mut lengths = [8; 288];
    let (_, after) = lengths.split_at_mut(144);
    let (of_nine, after) = after.split_at_mut(112);
    let (of_seven, _) = after.split_at_mut(24);
    fill(of_nine, 9);
    fill(of_seven, 7);
    lengths
};
pub(crate) const FIXED_DISTANCES: [u8; 32] = [5; 32];

/// The order in which the lengths of the code lengths' own code are written.
const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_SYMBOLS: usize = 286;
const MOST_DISTANCES: usize = 30;
const END_OF_BLOCK: usize = 256;

const fn fill(mut lengths: &mut [u8], length: u8) {
    while let [first, rest @ ..] = lengths {
        *first = length;
        lengths = rest;
    }
}

/// The code lengths read so far.
#[derive(Debug, Clone)]
pub(crate) struct Lengths {
    of_codes: [u8; ORDER.len()],
    /// How many of those are in the stream.
    codes: usize,
    symbols: usize,
    distances: usize,
    /// How many of the lengths below, or before them of those above, are known.
    known: usize,
    has_codes: bool,
    of_symbols: [u8; MOST_SYMBOLS + MOST_DISTANCES],
}

impl Lengths {
    pub const NONE: Self = Self {
        of_codes: [0; ORDER.len()],
        codes: 0,
        symbols: 0,
        distances: 0,
        known: 0,
        has_codes: false,
        of_symbols: [0; MOST_SYMBOLS + MOST_DISTANCES],
    };

    /// Reads how many code lengths there are.
    pub fn read_counts(&mut self, bits: &mut Bits, run: &mut Run<'_>) -> Result<(), Status> {
        bits.need(14, run)?;
        self.symbols = bits.take(5) + 257;
        self.distances = bits.take(5) + 1;
        self.codes = bits.take(4) + 4;
        self.known = 0;
        self.has_codes = false;
        self.of_codes = [0; ORDER.len()];
        if self.symbols > MOST_SYMBOLS || self.distances > MOST_DISTANCES {
            return Err(Status::Corrupt);
        }
        Ok(())
    }

    /// Reads the lengths, going on where it stopped for want of input. Uses `tables`.
    pub fn read(
        &mut self,
        bits: &mut Bits,
        run: &mut Run<'_>,
        tables: &mut Tables,
    ) -> Result<(), Status> {
        if !self.has_codes {
            for &symbol in ORDER.iter().take(self.codes).skip(self.known) {
                bits.need(3, run)?;
                if let Some(length) = self.of_codes.get_mut(usize::from(symbol)) {
                    *length = bits.take(3) as u8;
                }
                self.known += 1;
            }
            tables.set_code_lengths(&self.of_codes)?;
            self.has_codes = true;
            self.known = 0;
        }
        let all = self.symbols + self.distances;
        while self.known < all {
            // The longest code and its extra bits.
            if bits.count() < 7 + 7 {
                bits.load(run);
            }
            let entry = tables.code_length(bits.peek());
            let code = table::bits_of(entry);
            let symbol = table::value(entry, 0);
            // Most often a length that stands by itself; else the last one is repeated, or 0 few
            // or many times.
            let (extra, least) = match symbol {
                0..16 => {
                    if code > bits.count() {
                        return Err(Status::NeedsInput);
                    }
                    bits.skip(code);
                    if let Some(place) = self.of_symbols.get_mut(self.known) {
                        *place = symbol as u8;
                    }
                    self.known += 1;
                    continue;
                }
                16 => (2, 3),
                17 => (3, 3),
                _ => (7, 11),
            };
            if code + extra > bits.count() {
                return Err(Status::NeedsInput);
            }
            bits.skip(code);
            let times = bits.take(extra) + least;
            let length = if symbol == 16 {
                let before = self.known.checked_sub(1);
                let repeated = before.and_then(|before| self.of_symbols.get(before));
                *repeated.ok_or(Status::Corrupt)?
            } else {
                0
            };
            let end = self.known + times;
            if end > all {
                return Err(Status::Corrupt);
            }
            if let Some(places) = self.of_symbols.get_mut(self.known..end) {
                places.fill(length);
            }
            self.known = end;
        }
        if self.of_symbols.get(END_OF_BLOCK) == Some(&0) {
            return Err(Status::Corrupt);
        }
        Ok(())
    }

    /// The lengths of literals, lengths and end, and those of distances.
    pub fn split(&self) -> (&[u8], &[u8]) {
        let all = self.symbols + self.distances;
        let lengths = self.of_symbols.get(..all).unwrap_or(&[]);
        lengths.split_at_checked(self.symbols).unwrap_or((lengths, &[]))
    }
}
