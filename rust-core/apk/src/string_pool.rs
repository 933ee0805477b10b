//! String pools (`ResStringPool`), UTF-8 and UTF-16.
//!
//! Rules: AOSP `frameworks/base/libs/androidfw/ResourceTypes.cpp`.

use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::Meter;
use crate::bytes::Bytes;
use crate::chunk::Chunk;
use crate::error::{Error, Result, Structure};
use crate::{Reading, le, mutf8};

const FLAG_UTF8: u32 = 1 << 8;
const HEADER: usize = 28;

/// Where a pool's strings are; the strings themselves stay where they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StringPool {
    pub utf8: bool,
    pub count: u32,
    /// Start of the offsets.
    offsets: u64,
    /// Start and end of the characters.
    strings: u64,
    end: u64,
}

impl StringPool {
    /// A pool without strings.
    pub const EMPTY: Self = Self { utf8: true, count: 0, offsets: 0, strings: 0, end: 0 };

    /// Reads the pool's header and checks what Android checks before it uses a pool.
    pub fn read(
        bytes: &mut impl Bytes,
        chunk: Chunk,
        reading: Reading,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let at = bytes.at(chunk.start);
        let malformed = |expected| Error::malformed(Structure::StringPool, at, expected);
        let header = bytes
            .get(chunk.start, HEADER, meter)?
            .ok_or_else(|| malformed("a header of 28 bytes"))?;
        let [count, styles, flags, strings_start, styles_start] =
            [8, 12, 16, 20, 24].map(|field| le::u32_at(header, field).unwrap_or(0));
        let utf8 = flags & FLAG_UTF8 != 0;
        let offsets_end = u64::from(chunk.header_size) + 4 * (u64::from(count) + u64::from(styles));
        let strings_end = if styles > 0 { styles_start.min(chunk.size) } else { chunk.size };
        let mut pool = Self {
            utf8,
            count,
            offsets: chunk.body(),
            strings: chunk.start + u64::from(strings_start),
            end: chunk.start + u64::from(strings_end),
        };
        if count == 0 && styles == 0 {
            return Ok(pool);
        }
        let complaint = if offsets_end > u64::from(chunk.size) {
            Some("string and style counts that fit into the pool")
        } else if styles > 0 && (styles_start >= chunk.size || styles_start <= strings_start) {
            Some("styles that start after the strings and inside the pool")
        } else if count > 0 && u64::from(strings_start) + 2 > u64::from(strings_end) {
            Some("strings that start before the end of the pool")
        } else if count > 0 && !pool.is_terminated(bytes, meter)? {
            Some("a last string that ends with a NUL")
        } else {
            None
        };
        if let Some(expected) = complaint {
            if reading == Reading::Android {
                return Err(malformed(expected));
            }
            anomalies.add(Anomaly::MalformedStringPool);
            let room = u64::from(chunk.size).saturating_sub(u64::from(chunk.header_size)) / 4;
            pool.count = count.min(u32::try_from(room).unwrap_or(u32::MAX));
            pool.end = chunk.end();
        }
        anomalies.note(
            count > 0 && u64::from(strings_start) != offsets_end,
            Anomaly::StringCountMismatch,
        );
        Ok(pool)
    }

    fn is_terminated(&self, bytes: &mut impl Bytes, meter: &mut Meter) -> Result<bool> {
        let width = if self.utf8 { 1 } else { 2 };
        let units = (self.end - self.strings) / width;
        let last = self.strings + (units - 1) * width;
        let last = bytes.get(last, if self.utf8 { 1 } else { 2 }, meter)?;
        Ok(last.is_some_and(|unit| unit.iter().all(|&byte| byte == 0)))
    }

    /// Returns where the characters of string `index` are, and how many bytes they take.
    fn locate(
        &self,
        bytes: &mut impl Bytes,
        index: u32,
        meter: &mut Meter,
    ) -> Result<Option<(u64, usize)>> {
        if index >= self.count {
            return Ok(None);
        }
        let Some(offset) = bytes
            .get(self.offsets + 4 * u64::from(index), 4, meter)?
            .and_then(|bytes| le::u32_at(bytes, 0))
        else {
            return Ok(None);
        };
        let offset = if self.utf8 { offset } else { offset & !1 };
        let start = self.strings.saturating_add(u64::from(offset));
        let Some(left) = self.end.checked_sub(start) else { return Ok(None) };
        let prefix = usize::try_from(left).unwrap_or(4).min(4);
        let Some(prefix) = bytes.get(start, prefix, meter)? else { return Ok(None) };
        let Some((skip, len)) =
            (if self.utf8 { utf8_length(prefix) } else { utf16_length(prefix) })
        else {
            return Ok(None);
        };
        let terminator = if self.utf8 { 1 } else { 2 };
        if skip as u64 + len as u64 + terminator > left {
            return Ok(None);
        }
        Ok(Some((start + skip as u64, len)))
    }

    /// Returns string `index`; `None` if to Android it is absent.
    pub fn text(
        &self,
        bytes: &mut impl Bytes,
        index: u32,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Option<String>> {
        let Some((start, len)) = self.locate(bytes, index, meter)? else {
            anomalies.add(Anomaly::StringOutOfBounds);
            return Ok(None);
        };
        meter.text(len as u64, || bytes.at(start))?;
        let terminator = if self.utf8 { 1 } else { 2 };
        let found = bytes.get(start, len + terminator, meter)?;
        let Some((text, end)) = found.and_then(|found| found.split_at_checked(len)) else {
            return Ok(None);
        };
        if end.iter().any(|&byte| byte != 0) {
            anomalies.add(Anomaly::StringOutOfBounds);
            if self.utf8 {
                return Ok(None);
            }
        }
        Ok(Some(if self.utf8 {
            // Java takes a UTF-8 pool's strings up to their first NUL.
            mutf8::decode(text.split(|&byte| byte == 0).next().unwrap_or(text))
        } else {
            decode_utf16(text.as_chunks::<2>().0)
        }))
    }

    /// Returns whether string `index` is `expected`, which must be ASCII.
    pub fn is(
        &self,
        bytes: &mut impl Bytes,
        index: u32,
        expected: &str,
        meter: &mut Meter,
    ) -> Result<bool> {
        let Some((start, len)) = self.locate(bytes, index, meter)? else { return Ok(false) };
        let width = if self.utf8 { 1 } else { 2 };
        if len != expected.len() * width {
            return Ok(false);
        }
        let Some(found) = bytes.get(start, len, meter)? else { return Ok(false) };
        Ok(if self.utf8 {
            found == expected.as_bytes()
        } else {
            let (units, _) = found.as_chunks::<2>();
            units.iter().zip(expected.bytes()).all(|(unit, byte)| *unit == [byte, 0])
        })
    }
}

fn decode_utf16(units: &[[u8; 2]]) -> String {
    let ascii = units.iter().fold(0, |all, &unit| all | u16::from_le_bytes(unit)) < 0x80;
    if ascii {
        let bytes = units.iter().map(|&[low, _]| low).collect();
        return String::from_utf8(bytes).unwrap_or_default();
    }
    char::decode_utf16(units.iter().map(|&unit| u16::from_le_bytes(unit)))
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Returns the bytes of the two lengths before a UTF-8 string, and the length in bytes.
fn utf8_length(bytes: &[u8]) -> Option<(usize, usize)> {
    let skip = if *bytes.first()? & 0x80 == 0 { 1 } else { 2 };
    let first = *bytes.get(skip)?;
    if first & 0x80 == 0 {
        return Some((skip + 1, usize::from(first)));
    }
    let second = *bytes.get(skip + 1)?;
    Some((skip + 2, usize::from(first & 0x7f) << 8 | usize::from(second)))
}

/// Returns the bytes of the length before a UTF-16 string, and the length in bytes.
fn utf16_length(bytes: &[u8]) -> Option<(usize, usize)> {
    let first = le::u16_at(bytes, 0)?;
    if first & 0x8000 == 0 {
        return Some((2, usize::from(first) * 2));
    }
    let units = usize::from(first & 0x7fff) << 16 | usize::from(le::u16_at(bytes, 2)?);
    Some((4, units.checked_mul(2)?))
}
