//! One record of the central directory.

use crate::error::{Error, Position, Result, Structure};
use crate::le;

pub(super) const SIGNATURE: u32 = 0x0201_4b50;
/// Length of a record's fixed part.
pub(super) const LENGTH: usize = 46;
/// A 32-bit field that says "see the ZIP64 extra field".
pub(super) const SEE_ZIP64: u32 = u32::MAX;

/// The fixed part of a central directory record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'r> {
    pub fields: &'r [u8; LENGTH],
}

impl<'r> Record<'r> {
    /// Returns the record that `bytes` begin with, if they do with one.
    pub fn read(bytes: &'r [u8]) -> Option<Self> {
        let record = Self { fields: bytes.first_chunk()? };
        (record.word(0) == SIGNATURE).then_some(record)
    }

    fn half(self, at: usize) -> u16 {
        le::u16_at(self.fields, at).unwrap_or(0)
    }

    fn word(self, at: usize) -> u32 {
        le::u32_at(self.fields, at).unwrap_or(0)
    }

    pub fn flags(self) -> u16 {
        self.half(8)
    }

    pub fn method(self) -> u16 {
        self.half(10)
    }

    pub fn crc(self) -> u32 {
        self.word(16)
    }

    /// Returns the compressed size, unless it stands in the ZIP64 extra field.
    pub fn compressed(self) -> u32 {
        self.word(20)
    }

    pub fn name_length(self) -> usize {
        usize::from(self.half(28))
    }

    pub fn extra_length(self) -> usize {
        usize::from(self.half(30))
    }

    /// Returns the length of the whole record.
    pub fn length(self) -> usize {
        LENGTH + self.name_length() + self.extra_length() + usize::from(self.half(32))
    }

    /// Returns the local header's offset, unless it stands in the ZIP64 extra field.
    pub fn header(self) -> Option<u32> {
        Some(self.word(42)).filter(|&offset| offset != SEE_ZIP64)
    }

    /// Sizes and local header offset, from the ZIP64 extra field where the 32-bit ones say so.
    pub fn extent(self, extra: &[u8], at: Position) -> Result<Extent> {
        let (compressed, uncompressed, header) = (self.compressed(), self.word(24), self.word(42));
        let mut extent = Extent {
            compressed: u64::from(compressed),
            uncompressed: u64::from(uncompressed),
            header: u64::from(header),
        };
        if [compressed, uncompressed, header].contains(&SEE_ZIP64) {
            let zip64 = Zip64::find(extra, uncompressed, compressed, Some(header), at)?;
            extent.uncompressed = zip64.uncompressed.unwrap_or(extent.uncompressed);
            extent.compressed = zip64.compressed.unwrap_or(extent.compressed);
            extent.header = zip64.header.unwrap_or(extent.header);
        }
        Ok(extent)
    }
}

/// Where an entry's local header is and how large its data is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    pub compressed: u64,
    pub uncompressed: u64,
    pub header: u64,
}

/// ZIP64 extended information, as libziparchive reads it.
pub(super) struct Zip64 {
    pub uncompressed: Option<u64>,
    pub compressed: Option<u64>,
    pub header: Option<u64>,
}

impl Zip64 {
    const ID: u16 = 1;

    pub fn find(
        extra: &[u8],
        uncompressed: u32,
        compressed: u32,
        header: Option<u32>,
        at: Position,
    ) -> Result<Self> {
        let malformed = |expected| Error::malformed(Structure::Zip64Extra, at, expected);
        let mut rest = extra;
        while rest.len() > 4 {
            let id = le::u16_at(rest, 0).unwrap_or(0);
            let size = usize::from(le::u16_at(rest, 2).unwrap_or(0));
            let data = le::slice_at(rest, 4, size)
                .ok_or_else(|| malformed("a field that ends inside the extra data"))?;
            if id != Self::ID {
                rest = rest.get(4 + size..).unwrap_or(&[]);
                continue;
            }
            // A disk number may follow all three fields; it is ignored.
            let data = if size == 28 { data.get(..24).unwrap_or(data) } else { data };
            let complete = data.len() == 24;
            let mut read = 0;
            let mut take = |wanted: bool| -> Result<Option<u64>> {
                if !wanted {
                    return Ok(None);
                }
                let value = le::u64_at(data, read);
                read += 8;
                value.map(Some).ok_or_else(|| malformed("every size that the header leaves out"))
            };
            let found = Self {
                uncompressed: take(complete || uncompressed == SEE_ZIP64)?,
                compressed: take(complete || compressed == SEE_ZIP64)?,
                header: take(header.is_some() && (complete || header == Some(SEE_ZIP64)))?,
            };
            if read == 0 || (read != data.len() && header.is_some()) {
                return Err(malformed("exactly the sizes that the header leaves out"));
            }
            return Ok(found);
        }
        Err(malformed("ZIP64 sizes, as the header announces"))
    }
}
