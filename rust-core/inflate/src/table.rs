//! Tables that tell the next symbol by the next bits of the input.
//!
//! An entry holds, from the highest bit on: whether it is a literal; the literal, the base of a
//! length or distance, or the start of a subtable (15 bits); the flags below; the length of the
//! code (4 bits; of a subtable entry too it is the whole code's); the length of code and extra
//! bits (8 bits).

use crate::Status;

pub(crate) const LITERAL: u32 = 1 << 31;
/// Neither a literal nor a length or distance.
pub(crate) const EXCEPTIONAL: u32 = 1 << 15;
/// The entry stands in a subtable.
const SUBTABLE: u32 = 1 << 14;
/// No symbol has this code.
pub(crate) const INVALID: u32 = 1 << 13;

/// The longest code.
const LONGEST: usize = 15;
/// Bits of the first look into each table.
const SYMBOL_ROOT: u32 = 10;
const DISTANCE_ROOT: u32 = 8;
const LENGTH_ROOT: u32 = 7;
/// Complete codes of 288 symbols with 10 bits at first need 1,334 entries at most, of 32 with 8
/// bits 402 (zlib's `enough 288 10 15` and `enough 32 8 15`).
const SYMBOL_ENTRIES: usize = 2048;
const DISTANCE_ENTRIES: usize = 512;
const MOST_SYMBOLS: usize = 320;

/// What literals, lengths and the end of a block mean, in order of their symbols: an entry but for
/// the code. Symbols that no block may use are invalid.
#[allow(clippy::indexing_slicing, reason = "evaluated when this is compiled")]
static SYMBOLS: [u32; 288] = {
    let mut meanings = [EXCEPTIONAL | INVALID; 288];
    let mut symbol = 0_u32;
    while symbol < 286 {
        meanings[symbol as usize] = match symbol {
            0..256 => LITERAL | symbol << 16,
            256 => EXCEPTIONAL,
            257..265 => (symbol - 254) << 16,
            285 => 258 << 16,
            // Every 4 lengths have one extra bit more.
            _ => {
                let extra = (symbol - 261) / 4;
                (((4 + (symbol - 261) % 4) << extra) + 3) << 16 | extra
            }
        };
        symbol += 1;
    }
    meanings
};
/// The same of distances.
#[allow(clippy::indexing_slicing, reason = "evaluated when this is compiled")]
static DISTANCES: [u32; 32] = {
    let mut meanings = [EXCEPTIONAL | INVALID; 32];
    let mut symbol = 0_u32;
    while symbol < 30 {
        // From the fifth on, every 2 distances have one extra bit more.
        let extra = if symbol < 4 { 0 } else { symbol / 2 - 1 };
        let base = if symbol < 4 { symbol } else { (2 + symbol % 2) << extra };
        meanings[symbol as usize] = (base + 1) << 16 | extra;
        symbol += 1;
    }
    meanings
};
/// The same of code lengths.
#[allow(clippy::indexing_slicing, reason = "evaluated when this is compiled")]
static CODE_LENGTHS: [u32; 19] = {
    let mut meanings = [0; 19];
    let mut symbol = 0;
    while symbol < 19 {
        meanings[symbol as usize] = symbol << 16;
        symbol += 1;
    }
    meanings
};

/// The tables of a block.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    symbols: [u32; SYMBOL_ENTRIES],
    distances: [u32; DISTANCE_ENTRIES],
}

/// Bits of the code and of what belongs to it.
#[inline]
pub(crate) const fn bits_of(entry: u32) -> u32 {
    entry & 0xff
}

#[inline]
pub(crate) const fn literal(entry: u32) -> u8 {
    (entry >> 16) as u8
}

/// The length or distance that `entry` and its extra bits in `bits` make.
#[inline]
pub(crate) const fn value(entry: u32, bits: u64) -> usize {
    let extra = (bits & ((1 << bits_of(entry)) - 1)) >> (entry >> 8 & 15);
    (entry >> 16) as usize + extra as usize
}

impl Tables {
    pub const EMPTY: Self = Self { symbols: [0; SYMBOL_ENTRIES], distances: [0; DISTANCE_ENTRIES] };

    /// The literal, length or end that `bits` begin with.
    #[inline]
    pub fn symbol(&self, bits: u64) -> u32 {
        find(&self.symbols, bits, SYMBOL_ROOT)
    }

    /// The same, but of codes longer than the root only where they continue: an exceptional entry.
    #[inline]
    pub fn symbol_root(&self, bits: u64) -> u32 {
        look(&self.symbols, bits & ((1 << SYMBOL_ROOT) - 1))
    }

    /// The distance that `bits` begin with.
    #[inline]
    pub fn distance(&self, bits: u64) -> u32 {
        find(&self.distances, bits, DISTANCE_ROOT)
    }

    /// The code length symbol that `bits` begin with: its table is in the distances' place until
    /// those are known.
    pub fn code_length(&self, bits: u64) -> u32 {
        look(&self.distances, bits & ((1 << LENGTH_ROOT) - 1))
    }

    /// Makes the tables for a block with these code lengths.
    pub fn set(&mut self, symbols: &[u8], distances: &[u8]) -> Result<(), Status> {
        fill(&mut self.symbols, symbols, SYMBOL_ROOT, &SYMBOLS)?;
        fill(&mut self.distances, distances, DISTANCE_ROOT, &DISTANCES)
    }

    /// Makes the table of the code that code lengths are written in.
    pub fn set_code_lengths(&mut self, lengths: &[u8]) -> Result<(), Status> {
        fill(&mut self.distances, lengths, LENGTH_ROOT, &CODE_LENGTHS)
    }
}

/// The entry at `place`, which wraps around: no bounds are checked in the end.
#[inline]
fn look<const N: usize>(table: &[u32; N], place: u64) -> u32 {
    table.get(place as usize & (N - 1)).copied().unwrap_or(0)
}

#[inline]
fn find<const N: usize>(table: &[u32; N], bits: u64, root: u32) -> u32 {
    let entry = look(table, bits & ((1 << root) - 1));
    if entry & SUBTABLE == 0 {
        return entry;
    }
    let width = entry >> 8 & 15;
    let place = (bits >> root) & ((1 << width) - 1);
    look(table, u64::from(entry >> 16) + place)
}

/// Fills `table` for the code with these code lengths, of symbols with these meanings, or refuses
/// it as zlib does.
fn fill(table: &mut [u32], lengths: &[u8], root: u32, meanings: &[u32]) -> Result<(), Status> {
    let mut counts = [0_usize; LONGEST + 1];
    for &length in lengths {
        if let Some(count) = counts.get_mut(usize::from(length)) {
            *count += 1;
        }
    }
    // Where the symbols of each length start when sorted by it; how many codes are left.
    let mut starts = [0; LONGEST + 1];
    let (mut start, mut left) = (0, 1_usize);
    for (length, (&count, place)) in counts.iter().zip(&mut starts).enumerate() {
        *place = start;
        start += count;
        if length > 0 {
            left = (2 * left).checked_sub(count).ok_or(Status::Corrupt)?;
        }
    }
    let mut sorted = [0; MOST_SYMBOLS];
    for (&meaning, &length) in meanings.iter().zip(lengths) {
        if let Some(start) = starts.get_mut(usize::from(length)) {
            if let Some(place) = sorted.get_mut(*start) {
                *place = with_code(meaning, u32::from(length));
            }
            *start += 1;
        }
    }
    let [unused, of_one_bit, ..] = counts;
    let sorted = sorted.get(unused..lengths.len()).unwrap_or(&[]);
    if left == 0 {
        fill_complete(table, sorted, root, &counts);
        return Ok(());
    }
    // No code at all, or one alone of one bit; but code lengths must have a complete code, or, to
    // zlib, none: then all of them are 0, and there is no end of the block, which is refused.
    let most = usize::from(meanings.len() != CODE_LENGTHS.len());
    if sorted.len() > most || sorted.len() != of_one_bit {
        return Err(Status::Corrupt);
    }
    let invalid = with_code(EXCEPTIONAL | INVALID, 1);
    let only = sorted.first().copied().unwrap_or(invalid);
    for (place, entry) in table.iter_mut().zip([only, invalid].into_iter().cycle()).take(1 << root)
    {
        *place = entry;
    }
    Ok(())
}

/// Fills `table` with entries in order of the length of their codes, which make a complete code.
/// `counts` says how many there are of each length.
fn fill_complete(table: &mut [u32], sorted: &[u32], root: u32, counts: &[usize; LONGEST + 1]) {
    // The part of the table that codes of the length so far fill. For longer codes it is doubled.
    let mut size = 1;
    let mut code = 0_usize;
    // The subtable at hand: the root bits that lead to it, where it starts, and its end.
    let mut subtable = (usize::MAX, 0);
    let mut end = 1 << root;
    let root_mask = (1 << root) - 1;
    let mut rest = sorted;
    for (length, &count) in (0..).zip(counts).skip(1) {
        let Some((entries, longer)) = rest.split_at_checked(count) else { break };
        rest = longer;
        while size < 1 << length.min(root) {
            table.copy_within(..size, size);
            size *= 2;
        }
        for (at, &entry) in entries.iter().enumerate() {
            if length <= root {
                if let Some(place) = table.get_mut(code) {
                    *place = entry;
                }
            } else {
                if code & root_mask != subtable.0 {
                    let width = width_of_subtable(length, root, count - at, counts);
                    subtable = (code & root_mask, end);
                    if let Some(place) = table.get_mut(subtable.0) {
                        *place = EXCEPTIONAL | SUBTABLE | (end as u32) << 16 | width << 8;
                    }
                    end += 1 << width;
                }
                let first = subtable.1 + (code >> root);
                let places = table.get_mut(first..end).unwrap_or(&mut []);
                for place in places.iter_mut().step_by(1 << (length - root)) {
                    *place = entry;
                }
            }
            // The next code counts from the highest bit on, since codes are stored mirrored.
            let zeros = !code & ((1 << length) - 1);
            let Some(highest) = zeros.checked_ilog2() else { break };
            code = code & ((1 << highest) - 1) | 1 << highest;
        }
    }
    while size <= root_mask {
        table.copy_within(..size, size);
        size *= 2;
    }
}

/// Bits of the second look for the codes that share root bits with the next one: they are as many
/// as make a complete code. There are `left` more of its `length`, and `counts` of longer ones.
fn width_of_subtable(length: u32, root: u32, left: usize, counts: &[usize; LONGEST + 1]) -> u32 {
    let mut used = left;
    let mut width = length - root;
    for &count in counts.iter().skip(length as usize + 1) {
        if used >= 1 << width {
            break;
        }
        used = 2 * used + count;
        width += 1;
    }
    width
}

#[inline]
const fn with_code(meaning: u32, length: u32) -> u32 {
    meaning + (length << 8) + length
}
