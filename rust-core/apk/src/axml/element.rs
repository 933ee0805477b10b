//! The start of an element, and its attributes.

use crate::anomaly::{Anomalies, Anomaly};
use crate::bytes::{Bytes, Memory};
use crate::chunk::Chunk;
use crate::error::{Error, Result, Structure};
use crate::value::Value;
use crate::{Reading, le};

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    /// Index of the element's name.
    pub name: u32,
    /// The document from the element's fields on: attributes are addressed from here.
    fields: &'a [u8],
    start: usize,
    size: usize,
    count: usize,
}

/// One attribute.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attribute {
    /// Index of the namespace, `u32::MAX` for none.
    pub namespace: u32,
    /// Index of the name.
    pub name: u32,
    /// Index of the value as it was written in the source, `u32::MAX` for none.
    pub raw: u32,
    pub value: Value,
}

impl<'a> Element<'a> {
    /// Length of an element's own fields.
    pub const LENGTH: usize = 20;

    #[inline]
    pub fn read(
        bytes: Memory<'a>,
        node: Chunk,
        reading: Reading,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let malformed =
            |expected| Error::malformed(Structure::XmlNode, bytes.at(node.start), expected);
        let fields = usize::try_from(node.body())
            .ok()
            .and_then(|body| bytes.bytes.get(body..))
            .ok_or_else(|| malformed("an element of 20 bytes"))?;
        let own: &[u8; Element::LENGTH] =
            fields.first_chunk().ok_or_else(|| malformed("an element of 20 bytes"))?;
        let half = |at| usize::from(le::u16_at(own, at).unwrap_or(0));
        let (start, size, mut count) = (half(8), half(10), half(12));
        let room = node.end().saturating_sub(node.body());
        let room = usize::try_from(room).unwrap_or(0);
        if start + size * count > room {
            if reading == Reading::Android {
                return Err(malformed("attributes that end inside their element"));
            }
            anomalies.add(Anomaly::TruncatedXml);
            count = room.saturating_sub(start).checked_div(size).unwrap_or(0);
        }
        anomalies.note(start != Self::LENGTH, Anomaly::ShiftedAttributes);
        anomalies.note(count > 0 && size != Attribute::LENGTH, Anomaly::UnusualAttributeSize);
        anomalies.note(room > start + size * count, Anomaly::TrailingElementBytes);
        let name = le::u32_at(own, 4).unwrap_or(u32::MAX);
        Ok(Self { name, fields, start, size, count })
    }

    pub const fn attribute_count(&self) -> usize {
        self.count
    }

    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<'a> {
        let Self { fields, start, size, count, .. } = *self;
        (0..count).map_while(move |index| Attribute::at(fields, start + size * index))
    }
}

impl Attribute {
    const LENGTH: usize = 20;

    fn at(fields: &[u8], at: usize) -> Option<Self> {
        let bytes: &[u8; Attribute::LENGTH] = fields.get(at..)?.first_chunk()?;
        Some(Self {
            namespace: le::u32_at(bytes, 0)?,
            name: le::u32_at(bytes, 4)?,
            raw: le::u32_at(bytes, 8)?,
            value: Value::read(bytes, 12)?,
        })
    }
}
