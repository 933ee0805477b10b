//! One entry of a type: dense, sparse or with 16-bit offsets; full or compact.

use super::index::TypeChunk;
use crate::budget::Meter;
use crate::bytes::Bytes;
use crate::error::{Result, Structure};
use crate::le;
use crate::value::Value;

const FLAG_SPARSE: u8 = 1;
const FLAG_OFFSET16: u8 = 2;
const ENTRY_COMPLEX: u16 = 1;
const ENTRY_COMPACT: u16 = 8;
const NO_ENTRY: u32 = u32::MAX;
const NO_ENTRY16: u16 = u16::MAX;

/// What a type chunk has for an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Absent,
    /// It is there, but outside its chunk: to Android, absent.
    Malformed,
    /// A bag, such as a style or an array.
    Complex,
    Simple(Value),
}

impl TypeChunk {
    pub const fn is_offset16(&self) -> bool {
        self.flags & FLAG_OFFSET16 != 0
    }

    /// Reads entry `index`.
    pub fn entry(&self, bytes: &mut impl Bytes, index: u16, meter: &mut Meter) -> Result<Entry> {
        meter.work(8, Structure::ResourceType, || bytes.at(self.start))?;
        match self.offset(bytes, index, meter)? {
            Some(offset) => self.read(bytes, offset, meter),
            None => Ok(Entry::Absent),
        }
    }

    /// Returns where entry `index` is, from the first entry on.
    fn offset(&self, bytes: &mut impl Bytes, index: u16, meter: &mut Meter) -> Result<Option<u32>> {
        let offsets = self.start + u64::from(self.header_size);
        if self.flags & FLAG_SPARSE != 0 {
            return self.sparse_offset(bytes, offsets, index, meter);
        }
        if u32::from(index) >= self.entry_count {
            return Ok(None);
        }
        if self.is_offset16() {
            let found = bytes.get(offsets + 2 * u64::from(index), 2, meter)?;
            let found = found.and_then(|found| le::u16_at(found, 0));
            return Ok(found.filter(|&at| at != NO_ENTRY16).map(|at| u32::from(at) * 4));
        }
        let found = bytes.get(offsets + 4 * u64::from(index), 4, meter)?;
        Ok(found.and_then(|found| le::u32_at(found, 0)).filter(|&at| at != NO_ENTRY))
    }

    /// Searches pairs of index and offset.
    fn sparse_offset(
        &self,
        bytes: &mut impl Bytes,
        offsets: u64,
        index: u16,
        meter: &mut Meter,
    ) -> Result<Option<u32>> {
        let (mut low, mut high) = (0, self.entry_count);
        while low < high {
            let middle = low + (high - low) / 2;
            let Some(pair) = bytes.get(offsets + 4 * u64::from(middle), 4, meter)? else {
                return Ok(None);
            };
            let (found, offset) = (le::u16_at(pair, 0), le::u16_at(pair, 2));
            match found.cmp(&Some(index)) {
                std::cmp::Ordering::Equal => return Ok(offset.map(|at| u32::from(at) * 4)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// Reads the entry `offset` bytes after the first.
    fn read(&self, bytes: &mut impl Bytes, offset: u32, meter: &mut Meter) -> Result<Entry> {
        let size = u64::from(self.size);
        let at = u64::from(self.entries_start) + u64::from(offset);
        if offset & 3 != 0 || at + 8 > size {
            return Ok(Entry::Malformed);
        }
        let Some(entry) = bytes.get(self.start + at, 8, meter)? else {
            return Ok(Entry::Malformed);
        };
        let entry_size = le::u16_at(entry, 0).unwrap_or(0);
        let flags = le::u16_at(entry, 2).unwrap_or(0);
        if flags & ENTRY_COMPACT != 0 {
            let [_, kind] = flags.to_le_bytes();
            return Ok(Entry::Simple(Value { kind, data: le::u32_at(entry, 4).unwrap_or(0) }));
        }
        if entry_size < 8 {
            return Ok(Entry::Malformed);
        }
        if flags & ENTRY_COMPLEX != 0 {
            return Ok(Entry::Complex);
        }
        let value_at = at + u64::from(entry_size);
        if value_at + 8 > size {
            return Ok(Entry::Malformed);
        }
        let value = bytes.get(self.start + value_at, 8, meter)?;
        let value = value
            .filter(|value| le::u16_at(value, 0).is_some_and(|size| size >= 8))
            .and_then(|value| Value::read(value, 0));
        Ok(value.map_or(Entry::Malformed, Entry::Simple))
    }
}
