//! The chunk header that every part of binary XML and of the resource table begins with.

use crate::budget::Meter;
use crate::bytes::Bytes;
use crate::error::{Error, Result, Structure};
use crate::le;

pub(crate) const STRING_POOL: u16 = 0x0001;
pub(crate) const TABLE: u16 = 0x0002;
pub(crate) const XML: u16 = 0x0003;
pub(crate) const XML_FIRST_NODE: u16 = 0x0100;
pub(crate) const XML_START_NAMESPACE: u16 = 0x0100;
pub(crate) const XML_END_NAMESPACE: u16 = 0x0101;
pub(crate) const XML_START_ELEMENT: u16 = 0x0102;
pub(crate) const XML_END_ELEMENT: u16 = 0x0103;
pub(crate) const XML_TEXT: u16 = 0x0104;
pub(crate) const XML_LAST_NODE: u16 = 0x017f;
pub(crate) const XML_RESOURCE_MAP: u16 = 0x0180;
pub(crate) const TABLE_PACKAGE: u16 = 0x0200;
pub(crate) const TABLE_TYPE: u16 = 0x0201;
pub(crate) const TABLE_TYPE_SPEC: u16 = 0x0202;
/// Library, overlayable, overlayable policy and staged alias chunks.
pub(crate) const TABLE_OTHERS: std::ops::RangeInclusive<u16> = 0x0203..=0x0206;

/// A chunk header and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chunk {
    pub start: u64,
    pub kind: u16,
    pub header_size: u16,
    pub size: u32,
}

impl Chunk {
    pub const HEADER: u16 = 8;

    /// Reads the header at `start` and checks what Android's `validate_chunk` checks.
    pub fn read(
        bytes: &mut impl Bytes,
        start: u64,
        end: u64,
        least_header: u16,
        structure: Structure,
        meter: &mut Meter,
    ) -> Result<Self> {
        meter.chunk(structure, || bytes.at(start))?;
        let chunk = Self::read_unchecked(bytes, start, meter)?;
        let expected = match chunk {
            None => "a chunk header of 8 bytes",
            Some(chunk) if chunk.header_size < least_header => {
                "a chunk header that is not too short"
            }
            Some(chunk) if u32::from(chunk.header_size) > chunk.size => {
                "a chunk at least as long as its header"
            }
            Some(chunk) if (u32::from(chunk.header_size) | chunk.size) & 3 != 0 => {
                "chunk sizes that are multiples of 4"
            }
            Some(chunk) if chunk.end() > end => "a chunk that ends inside its parent",
            Some(chunk) => return Ok(chunk),
        };
        Err(Error::malformed(structure, bytes.at(start), expected))
    }

    /// Reads the header at `start`, whatever it says.
    pub fn read_unchecked(
        bytes: &mut impl Bytes,
        start: u64,
        meter: &mut Meter,
    ) -> Result<Option<Self>> {
        Ok(bytes.get(start, usize::from(Self::HEADER), meter)?.and_then(|header| {
            Some(Self {
                start,
                kind: le::u16_at(header, 0)?,
                header_size: le::u16_at(header, 2)?,
                size: le::u32_at(header, 4)?,
            })
        }))
    }

    pub fn end(&self) -> u64 {
        self.start.saturating_add(u64::from(self.size))
    }

    /// Returns where what follows the header starts.
    pub fn body(&self) -> u64 {
        self.start.saturating_add(u64::from(self.header_size))
    }
}
