//! The end of central directory record, ZIP64 included: where the directory is.

use crate::anomaly::{Anomalies, Anomaly};
use crate::error::{Error, Position, Result, Structure};
use crate::le;
use crate::source::Source;

pub(super) const SIGNATURE: [u8; 4] = *b"PK\x05\x06";
pub(super) const LENGTH: usize = 22;
const ZIP64_LOCATOR: u32 = 0x0706_4b50;
const ZIP64_LOCATOR_LENGTH: u64 = 20;
const ZIP64_RECORD: u32 = 0x0606_4b50;
const ZIP64_RECORD_LENGTH: u64 = 56;
/// First read of a file's end: holds the whole directory of a small APK.
const FIRST_TAIL: u64 = 16 << 10;
/// The furthest from the end that a record can start.
const MAX_TAIL: u64 = 65_535 + LENGTH as u64;

/// The end of a file, in memory.
pub(super) struct Tail {
    pub bytes: Vec<u8>,
    /// Offset in the file of the first byte.
    pub start: u64,
}

impl Tail {
    pub fn first(source: &Source) -> Result<Self> {
        Self::of_length(source, FIRST_TAIL)
    }

    pub fn longest(source: &Source) -> Result<Self> {
        Self::of_length(source, MAX_TAIL)
    }

    fn of_length(source: &Source, len: u64) -> Result<Self> {
        let start = source.len().saturating_sub(len);
        let len = usize::try_from(source.len() - start).unwrap_or(0);
        Ok(Self { bytes: source.read_vec(start, len)?, start })
    }

    /// Returns the start of the last end record that begins before `limit`, both within the tail.
    pub fn last_signature(&self, limit: usize) -> Option<usize> {
        let searched = self.bytes.get(..limit.checked_add(3)?.min(self.bytes.len()))?;
        let mut at = searched.len().checked_sub(SIGNATURE.len())?;
        // One byte in four is looked at: no letter stands twice in a signature, so only one that
        // covers the byte can be there.
        loop {
            let letter = *searched.get(at)?;
            let start = SIGNATURE.iter().position(|&known| known == letter);
            if let Some(start) = start.and_then(|before| at.checked_sub(before))
                && le::slice_at(searched, start, 4) == Some(&SIGNATURE)
            {
                return Some(start);
            }
            at = at.checked_sub(SIGNATURE.len())?;
        }
    }
}

/// Where the central directory is, according to the end record.
#[derive(Debug, Clone, Copy)]
pub(super) struct EndRecord {
    /// Where the end record starts.
    pub at: u64,
    /// Where the directory may at most reach: the end record, or the ZIP64 one before it.
    pub limit: u64,
    pub records: u64,
    pub size: u64,
    pub offset: u64,
}

impl EndRecord {
    /// Finds the record Android uses: the last one, which must end exactly with the file.
    pub fn find(source: &mut Source, anomalies: &mut Anomalies) -> Result<Self> {
        let malformed =
            |at, expected| Error::malformed(Structure::EndRecord, Position::in_file(at), expected);
        if source.len() < LENGTH as u64 {
            return Err(malformed(0, "a ZIP archive of at least 22 bytes"));
        }
        let mut tail = Tail::first(source)?;
        let without_comment = tail.bytes.len() - LENGTH;
        if !tail.bytes.get(without_comment..).is_some_and(|end| end.starts_with(&SIGNATURE)) {
            tail = Tail::longest(source)?;
        }
        let limit = tail.bytes.len() - LENGTH + 1;
        let found = tail
            .last_signature(limit)
            .ok_or_else(|| malformed(tail.start, "the signature PK\\5\\6 of a ZIP archive"))?;
        let at = tail.start + found as u64;
        let comment = u64::from(le::u16_at(&tail.bytes, found + 20).unwrap_or(0));
        if at + LENGTH as u64 + comment != source.len() {
            return Err(malformed(at, "an end record whose comment ends with the file"));
        }
        let record = Self::parse(source, &tail.bytes, found, at, anomalies)?;
        if tail.bytes.len() as u64 <= FIRST_TAIL {
            source.keep_tail(tail.start, tail.bytes);
        }
        Ok(record)
    }

    /// Reads the record at `found` in `bytes`, which is `at` in the file.
    pub fn parse(
        source: &Source,
        bytes: &[u8],
        found: usize,
        at: u64,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let half = |field| le::u16_at(bytes, found + field).unwrap_or(0);
        let word = |field| le::u32_at(bytes, found + field).unwrap_or(0);
        let (disk, directory_disk, here, records) = (half(4), half(6), half(8), half(10));
        let (size, offset) = (word(12), word(16));
        if here == u16::MAX
            || records == u16::MAX
            || half(20) == u16::MAX
            || size == u32::MAX
            || offset == u32::MAX
        {
            return Self::parse_zip64(source, at);
        }
        anomalies
            .note(disk != 0 || directory_disk != 0 || here != records, Anomaly::LyingEndRecord);
        let record = Self {
            at,
            limit: at,
            records: u64::from(records),
            size: u64::from(size),
            offset: u64::from(offset),
        };
        if record.offset + record.size > at {
            return Err(Error::malformed(
                Structure::EndRecord,
                Position::in_file(at),
                "a central directory that ends before the end record",
            ));
        }
        Ok(record)
    }

    fn parse_zip64(source: &Source, at: u64) -> Result<Self> {
        let malformed = |at, expected| {
            Error::malformed(Structure::Zip64EndRecord, Position::in_file(at), expected)
        };
        let locator_at = at
            .checked_sub(ZIP64_LOCATOR_LENGTH)
            .filter(|&offset| offset > 0)
            .ok_or_else(|| malformed(at, "a ZIP64 locator before the end record"))?;
        let locator = source.read_vec(locator_at, 20)?;
        if le::u32_at(&locator, 0) != Some(ZIP64_LOCATOR) {
            return Err(malformed(locator_at, "the signature PK\\6\\7 of a ZIP64 locator"));
        }
        let zip64_at = le::u64_at(&locator, 8).unwrap_or(u64::MAX);
        if locator_at.checked_sub(ZIP64_RECORD_LENGTH).is_none_or(|last| zip64_at > last) {
            return Err(malformed(locator_at, "an offset before the locator"));
        }
        let fields = source.read_vec(zip64_at, 56)?;
        if le::u32_at(&fields, 0) != Some(ZIP64_RECORD) {
            return Err(malformed(zip64_at, "the signature PK\\6\\6 of a ZIP64 end record"));
        }
        let [records, size, offset] =
            [32, 40, 48].map(|field| le::u64_at(&fields, field).unwrap_or(u64::MAX));
        if zip64_at.checked_sub(size).is_none_or(|last| last == 0 || offset > last) {
            return Err(malformed(zip64_at, "a central directory that ends before this record"));
        }
        Ok(Self { at, limit: zip64_at, records, size, offset })
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNATURE, Tail};

    #[test]
    fn the_last_signature_is_found_wherever_it_begins() {
        for len in 0..24 {
            for at in 0..=len {
                // Letters of signatures that are not whole stand around it.
                let mut bytes: Vec<u8> =
                    SIGNATURE.iter().rev().copied().cycle().take(len).collect();
                bytes.splice(at.., SIGNATURE.iter().chain(b"PKP\x05").copied());
                let tail = Tail { bytes, start: 0 };
                assert_eq!(tail.last_signature(usize::MAX - 3), Some(at), "{len}");
                assert_eq!(tail.last_signature(at + 1), Some(at), "{len}");
                assert_eq!(tail.last_signature(at), None, "{len}");
            }
        }
    }
}
