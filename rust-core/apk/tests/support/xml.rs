//! Writes binary XML, honest and lying.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    dead_code,
    reason = "each test uses a part"
)]

use crate::chunk::{chunk, string_pool, words};

/// Attribute names that have resource ids; they begin the string pool.
pub const NAMED: [(&str, u32); 17] = [
    ("label", 0x0101_0001),
    ("name", 0x0101_0003),
    ("protectionLevel", 0x0101_0009),
    ("enabled", 0x0101_000e),
    ("exported", 0x0101_0010),
    ("authorities", 0x0101_0018),
    ("value", 0x0101_0024),
    ("resource", 0x0101_0025),
    ("scheme", 0x0101_0027),
    ("host", 0x0101_0028),
    ("targetActivity", 0x0101_0202),
    ("minSdkVersion", 0x0101_020c),
    ("versionCode", 0x0101_021b),
    ("versionName", 0x0101_021c),
    ("targetSdkVersion", 0x0101_0270),
    ("maxSdkVersion", 0x0101_0271),
    ("versionCodeMajor", 0x0101_0576),
];

/// The value of an attribute.
#[derive(Debug, Clone, Copy)]
pub enum Value<'v> {
    Text(&'v str),
    Integer(i32),
    Boolean(bool),
    Reference(u32),
    /// Data type and data.
    Raw(u8, u32),
}

/// A document that is being written.
#[derive(Debug, Clone)]
pub struct Xml {
    pub strings: Vec<String>,
    pub utf8: bool,
    pub styled: bool,
    /// Resource ids of the first strings.
    pub ids: Vec<u32>,
    pub nodes: Vec<u8>,
    /// Chunks before the string pool.
    pub before_pool: Vec<u8>,
    /// Chunks between string pool and first node.
    pub before_nodes: Vec<u8>,
    pub kind: u16,
    /// Bytes between the document's header and its first chunk.
    pub header_padding: usize,
    /// Bytes that nodes' headers are longer than 16.
    pub node_padding: usize,
    /// Where the attributes start and how far apart they are.
    pub attribute_start: u16,
    pub attribute_size: u16,
    /// Bytes after the attributes of each element.
    pub element_padding: usize,
}

impl Xml {
    pub fn new() -> Self {
        Self {
            strings: NAMED.iter().map(|(name, _)| (*name).to_owned()).collect(),
            utf8: true,
            styled: false,
            ids: NAMED.iter().map(|(_, id)| *id).collect(),
            nodes: Vec::new(),
            before_pool: Vec::new(),
            before_nodes: Vec::new(),
            kind: 3,
            header_padding: 0,
            node_padding: 0,
            attribute_start: 20,
            attribute_size: 20,
            element_padding: 0,
        }
    }

    pub fn string(&mut self, text: &str) -> u32 {
        // Names with ids are not shared with other strings: their index is their meaning.
        let known = self.strings.iter().skip(NAMED.len()).position(|known| known == text);
        let at = known.unwrap_or_else(|| {
            self.strings.push(text.to_owned());
            self.strings.len() - 1 - NAMED.len()
        });
        (at + NAMED.len()) as u32
    }

    /// The index of an attribute's name: one with an id if it is known.
    fn attribute_name(&mut self, name: &str) -> u32 {
        match NAMED.iter().position(|(known, _)| *known == name) {
            Some(at) => at as u32,
            None => self.string(name),
        }
    }

    pub fn node(&mut self, kind: u16, body: &[u8]) {
        let mut header = words(&[1, u32::MAX]);
        header.resize(8 + self.node_padding, 0);
        self.nodes.extend(chunk(kind, &header, body));
    }

    /// Starts an element. Attributes are written in the order given.
    pub fn start(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) -> &mut Self {
        let name = self.string(name);
        let written: Vec<_> =
            attributes.iter().map(|(name, value)| (self.attribute_name(name), *value)).collect();
        self.start_raw(name, &written)
    }

    /// Starts an element whose names are given as indices.
    pub fn start_raw(&mut self, name: u32, attributes: &[(u32, Value<'_>)]) -> &mut Self {
        let mut body = words(&[u32::MAX, name]);
        for half in [self.attribute_start, self.attribute_size, attributes.len() as u16, 0, 0, 0] {
            body.extend(half.to_le_bytes());
        }
        body.resize(usize::from(self.attribute_start), 0);
        for &(name, value) in attributes {
            let (raw, kind, data) = match value {
                Value::Text(text) => {
                    let at = self.string(text);
                    (at, 3, at)
                }
                Value::Integer(number) => (u32::MAX, 0x10, number as u32),
                Value::Boolean(value) => (u32::MAX, 0x12, if value { u32::MAX } else { 0 }),
                Value::Reference(id) => (u32::MAX, 1, id),
                Value::Raw(kind, data) => (u32::MAX, kind, data),
            };
            let start = body.len();
            body.extend(words(&[u32::MAX, name, raw, u32::from(kind) << 24 | 8, data]));
            body.resize(start + usize::from(self.attribute_size), 0);
        }
        body.resize(body.len() + self.element_padding, 0);
        self.node(0x102, &body);
        self
    }

    pub fn end(&mut self, name: &str) -> &mut Self {
        let name = self.string(name);
        self.node(0x103, &words(&[u32::MAX, name]));
        self
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, Value<'_>)]) -> &mut Self {
        self.start(name, attributes).end(name)
    }

    pub fn build(&self) -> Vec<u8> {
        let mut body = self.before_pool.clone();
        body.extend(string_pool(&self.strings, self.utf8, self.styled));
        body.extend(chunk(0x180, &[], &words(&self.ids)));
        body.extend(&self.before_nodes);
        body.extend(&self.nodes);
        chunk(self.kind, &vec![0; self.header_padding], &body)
    }
}

/// A small manifest: `com.example.app`, version 7 (1.7), label `label`, one activity `.Main`.
pub fn manifest_with(change: impl Fn(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::new();
    change(&mut xml);
    xml.start(
        "manifest",
        &[
            ("versionCode", Value::Integer(7)),
            ("versionName", Value::Text("1.7")),
            ("package", Value::Text("com.example.app")),
        ],
    );
    xml.empty(
        "uses-sdk",
        &[("minSdkVersion", Value::Integer(26)), ("targetSdkVersion", Value::Integer(35))],
    );
    xml.start("application", &[("label", Value::Reference(0x7f01_0000))]);
    xml.start("activity", &[("name", Value::Text(".Main"))]);
    xml.start("intent-filter", &[]);
    xml.empty("action", &[("name", Value::Text("android.intent.action.MAIN"))]);
    xml.end("intent-filter").end("activity").end("application").end("manifest");
    xml.build()
}

pub fn manifest() -> Vec<u8> {
    manifest_with(|_| {})
}
