//! A binary XML document: its strings, its resource ids and its nodes one after another.

use super::element::Element;
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::Meter;
use crate::bytes::{Bytes, Memory};
use crate::chunk::{self, Chunk};
use crate::error::{Error, Result, Structure};
use crate::string_pool::StringPool;
use crate::{Reading, le};

/// Length of a node's header: chunk header, line number and comment.
const NODE_HEADER: u16 = 16;
const NONE: u32 = u32::MAX;

/// A document in memory and a place in it.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    bytes: Memory<'a>,
    pool: StringPool,
    /// The resource ids of the attribute names that begin the pool.
    ids: &'a [u8],
    reading: Reading,
    /// Where the next node starts, and where the document ends.
    next: u64,
    end: u64,
    /// Namespace declared by the node before, if it declared one.
    declared: Option<u32>,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    Start(Element<'a>),
    End,
    /// A namespace, text, or something unknown.
    Other,
}

impl<'a> Document<'a> {
    /// Reads what comes before the first node.
    pub fn open(
        mut bytes: Memory<'a>,
        reading: Reading,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let start = bytes.at(0);
        let malformed = |expected| Error::malformed(Structure::XmlDocument, start, expected);
        let header = Chunk::read_unchecked(&mut bytes, 0, meter)?
            .ok_or_else(|| malformed("a header of 8 bytes"))?;
        anomalies.note(header.kind != chunk::XML, Anomaly::WrongXmlMagic);
        anomalies.note(header.header_size != Chunk::HEADER, Anomaly::ShiftedXmlHeader);
        anomalies.note(header.end() != bytes.len(), Anomaly::XmlSizeMismatch);
        let overlong = header.end() > bytes.len() || u64::from(header.header_size) > header.end();
        if overlong && reading == Reading::Android {
            return Err(malformed("a document as long as its header says"));
        }
        let end = if overlong { bytes.len() } else { header.end() };
        let mut document = Self {
            bytes,
            // Replaced below: without a string pool this document is refused.
            pool: StringPool::EMPTY,
            ids: &[],
            reading,
            next: 0,
            end,
            declared: None,
        };
        let mut pools = 0;
        let mut at = header.body();
        if overlong && at > 64 {
            at = u64::from(Chunk::HEADER);
        }
        while at.saturating_add(u64::from(Chunk::HEADER)) < end {
            let found = Chunk::read(
                &mut document.bytes,
                at,
                end,
                Chunk::HEADER,
                Structure::XmlDocument,
                meter,
            )?;
            match found.kind {
                chunk::STRING_POOL => {
                    pools += 1;
                    document.pool =
                        StringPool::read(&mut document.bytes, found, reading, meter, anomalies)?;
                }
                chunk::XML_RESOURCE_MAP => {
                    let range = (usize::try_from(found.body()), usize::try_from(found.end()));
                    if let (Ok(from), Ok(to)) = range {
                        document.ids = bytes.bytes.get(from..to).unwrap_or(&[]);
                    }
                }
                chunk::XML_FIRST_NODE..=chunk::XML_LAST_NODE => {
                    document.next = at;
                    break;
                }
                _ => anomalies.add(Anomaly::UnknownXmlChunk),
            }
            at = found.end();
        }
        anomalies.note(pools > 1, Anomaly::RepeatedStringPool);
        if document.next == 0 {
            let at = document.bytes.at(at);
            return Err(Error::malformed(Structure::XmlDocument, at, "an XML node"));
        }
        if pools == 0 {
            return Err(malformed("a string pool before the first node"));
        }
        Ok(document)
    }

    /// Returns the next node, or `None` at the end of the document.
    #[inline]
    pub fn next(
        &mut self,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Option<Node<'a>>> {
        if self.next >= self.end {
            return Ok(None);
        }
        let start = self.next;
        match self.read_node(start, meter, anomalies) {
            Ok(node) => Ok(Some(node)),
            Err(error) if self.reading == Reading::Recovered && error.is_malformed() => {
                self.recover(start, meter, anomalies)
            }
            Err(error) => Err(error),
        }
    }

    #[inline]
    fn read_node(
        &mut self,
        start: u64,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Node<'a>> {
        let structure = Structure::XmlNode;
        let node = Chunk::read(&mut self.bytes, start, self.end, NODE_HEADER, structure, meter)?;
        anomalies.note(node.header_size != NODE_HEADER, Anomaly::ShiftedXmlNode);
        let body = u64::from(node.size) - u64::from(node.header_size);
        let bytes = self.bytes;
        let room_for = |least: u64| {
            if body >= least {
                return Ok(());
            }
            let expected = "a node with room for what its type says";
            Err(Error::malformed(structure, bytes.at(start), expected))
        };
        let declared = self.declared.take();
        self.next = node.end();
        match node.kind {
            chunk::XML_START_ELEMENT => {
                room_for(Element::LENGTH as u64)?;
                Element::read(self.bytes, node, self.reading, anomalies).map(Node::Start)
            }
            chunk::XML_END_ELEMENT => room_for(8).map(|()| Node::End),
            chunk::XML_START_NAMESPACE => {
                room_for(8)?;
                let uri = self.bytes.get(node.body() + 4, 4, meter)?;
                let uri = uri.and_then(|uri| le::u32_at(uri, 0));
                anomalies.note(uri.is_some() && uri == declared, Anomaly::DuplicateNamespace);
                self.declared = uri;
                Ok(Node::Other)
            }
            chunk::XML_END_NAMESPACE => room_for(8).map(|()| Node::Other),
            chunk::XML_TEXT => room_for(12).map(|()| Node::Other),
            _ => {
                anomalies.add(Anomaly::UnknownXmlChunk);
                Ok(Node::Other)
            }
        }
    }

    /// Goes on after a node that Android refuses, as far as its size can be believed.
    #[cold]
    fn recover(
        &mut self,
        start: u64,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Option<Node<'a>>> {
        let node = Chunk::read_unchecked(&mut self.bytes, start, meter)?;
        let whole = node.filter(|node| {
            node.size >= u32::from(Chunk::HEADER)
                && node.size.is_multiple_of(4)
                && node.end() <= self.end
        });
        let Some(node) = whole else {
            anomalies.add(Anomaly::TruncatedXml);
            self.next = self.end;
            return Ok(None);
        };
        self.next = node.end();
        if node.kind == chunk::XML_START_ELEMENT {
            anomalies.add(Anomaly::ShiftedXmlNode);
            let usual = Chunk { header_size: NODE_HEADER, ..node };
            if let Ok(element) = Element::read(self.bytes, usual, self.reading, anomalies) {
                return Ok(Some(Node::Start(element)));
            }
        }
        if node.kind == chunk::XML_END_ELEMENT {
            return Ok(Some(Node::End));
        }
        anomalies.add(Anomaly::UnknownXmlChunk);
        Ok(Some(Node::Other))
    }

    /// Returns the resource id that goes with name `index`, or 0.
    pub fn resource_id(&self, index: u32) -> u32 {
        usize::try_from(index)
            .ok()
            .and_then(|index| le::u32_at(self.ids, index.checked_mul(4)?))
            .unwrap_or(0)
    }

    /// Returns all names that have a resource id: their indices and the ids.
    pub fn named_ids(&self) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        let ids = self.ids.as_chunks::<4>().0;
        (0..).zip(ids.iter().map(|&id| u32::from_le_bytes(id)))
    }

    /// Returns string `index`; `None` if it is absent.
    pub fn text(
        &mut self,
        index: u32,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Option<String>> {
        if index == NONE {
            return Ok(None);
        }
        self.pool.text(&mut self.bytes, index, meter, anomalies)
    }

    /// Returns whether string `index` is `expected`.
    pub fn is(&mut self, index: u32, expected: &str, meter: &mut Meter) -> Result<bool> {
        self.pool.is(&mut self.bytes, index, expected, meter)
    }

    /// Returns where reading stands.
    pub fn position(&self) -> crate::error::Position {
        self.bytes.at(self.next)
    }
}
