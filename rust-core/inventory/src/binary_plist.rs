//! Apple's property lists in binary. <https://opensource.apple.com/source/CF/CF-550/CFBinaryPList.c>
//!
//! Values may be shared between lists, so that a small file can stand for any number of them. This
//! reads those alone that matter, and no more than a budget.

use std::io::Read;

use crate::record::Assembler;
use crate::shape::Shape;
use crate::window::Window;
use crate::{Place, Reason};

/// The longest that is read, in bytes. It is of one device.
const LONGEST: u64 = 16 << 20;
/// So many values are looked at in all.
const MOST_VALUES: u32 = 4_000_000;
/// Lists within lists.
const DEEPEST: u32 = 120;

/// Reads a property list, and takes what is where the `shape` says.
pub fn read<R: Read>(window: &mut Window<R>, shape: &Shape, assembler: &mut Assembler<'_>) {
    let mut bytes = Vec::new();
    if let Err(error) = window.take(LONGEST + 1).read_to_end(&mut bytes) {
        return assembler.not_read(Place::Whole, Reason::from(&error));
    }
    if bytes.len() as u64 > LONGEST {
        return assembler.not_read(Place::Whole, Reason::TooLong("a binary property list"));
    }
    let done =
        List::new(&bytes).map(|(mut list, top)| list.take(top, Shape::ROOT, 0, shape, assembler));
    match done {
        Some(Some(())) if assembler.take_seen() => {}
        Some(Some(())) => {
            let format = assembler.format().name();
            assembler.not_read(Place::Whole, Reason::OtherFormat(format));
        }
        Some(None) | None => {
            let found = "damage".to_owned();
            let expected = "a binary property list";
            assembler.break_off(Place::Whole, Reason::Syntax { found, expected });
        }
    }
}

struct List<'b> {
    bytes: &'b [u8],
    /// Bytes of each offset in the table of objects.
    offset_size: usize,
    /// Bytes of each reference to an object.
    reference_size: usize,
    table: usize,
    objects: usize,
    budget: u32,
}

/// An object: what kind it is, how long, and where its content begins.
struct Object {
    kind: u8,
    count: usize,
    at: usize,
}

impl<'b> List<'b> {
    /// Reads where the objects of a list are, and which is its top; `None` if the trailer is not one.
    fn new(bytes: &'b [u8]) -> Option<(Self, usize)> {
        let trailer = bytes.len().checked_sub(32)?;
        let number = |at: usize, size: usize| number(bytes.get(trailer + at..trailer + at + size)?);
        let list = Self {
            bytes,
            offset_size: number(6, 1)?,
            reference_size: number(7, 1)?,
            objects: number(8, 8)?,
            table: number(24, 8)?,
            budget: MOST_VALUES,
        };
        Some((list, number(16, 8)?))
    }

    fn object(&mut self, index: usize) -> Option<Object> {
        self.budget = self.budget.checked_sub(1)?;
        if index >= self.objects {
            return None;
        }
        let entry = self.table.checked_add(index.checked_mul(self.offset_size)?)?;
        let at = number(self.bytes.get(entry..entry.checked_add(self.offset_size)?)?)?;
        let marker = *self.bytes.get(at)?;
        let (kind, mut count, mut at) = (marker >> 4, usize::from(marker & 15), at + 1);
        if kind >= 4 && count == 15 {
            // The length follows as a number.
            let marker = *self.bytes.get(at)?;
            let size = 1_usize.checked_shl(u32::from(marker & 15)).filter(|_| marker >> 4 == 1)?;
            count = number(self.bytes.get(at + 1..(at + 1).checked_add(size)?)?)?;
            at += 1 + size;
        }
        Some(Object { kind, count, at })
    }

    fn content(&self, object: &Object, size: usize) -> Option<&'b [u8]> {
        let end = object.count.checked_mul(size)?.checked_add(object.at)?;
        self.bytes.get(object.at..end)
    }

    fn text(&self, object: &Object) -> Option<String> {
        match object.kind {
            5 => Some(String::from_utf8_lossy(self.content(object, 1)?).into_owned()),
            6 => {
                let units = self.content(object, 2)?.chunks_exact(2);
                let units = units.map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
                Some(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect())
            }
            _ => None,
        }
    }

    /// Takes what matters of an object; `None` if it is damaged.
    fn take(
        &mut self,
        index: usize,
        node: usize,
        depth: u32,
        shape: &Shape,
        assembler: &mut Assembler<'_>,
    ) -> Option<()> {
        let object = self.object(index)?;
        let role = shape.node(node).role;
        if let Some(role) = role {
            assembler.see(role);
        }
        match (object.kind, role) {
            (0xa | 0xd, _) if depth >= DEEPEST => return None,
            (0xa, _) => {
                for reference in self.content(&object, self.reference_size)?.chunks(self.size()?) {
                    self.take(number(reference)?, node, depth + 1, shape, assembler)?;
                }
            }
            (0xd, _) => {
                let size = self.size()?;
                let references = self.content(&object, size.checked_mul(2)?)?;
                let (keys, values) = references.split_at(object.count * size);
                let record = shape.node(node).record;
                if let Some(scope) = record {
                    assembler.begin(scope);
                }
                for (key, value) in keys.chunks(size).zip(values.chunks(size)) {
                    let key = self.object(number(key)?)?;
                    let name = self.text(&key)?;
                    if let Some(child) = shape.child(node, name.as_bytes()) {
                        self.take(number(value)?, child, depth + 1, shape, assembler)?;
                    }
                }
                if let Some(scope) = record {
                    assembler.end(scope, node == Shape::ROOT, false);
                }
            }
            (0, Some(role)) if matches!(object.count, 8 | 9) => {
                assembler.field(role, if object.count == 9 { b"true" } else { b"false" });
            }
            (kind, None) if kind != 0 && depth > 0 && shape.node(node).record.is_some() => {
                if let Some(scope) = shape.node(node).record {
                    assembler.odd_record(scope, Place::Whole, "a text");
                }
            }
            (5 | 6, Some(role)) => {
                let text = self.text(&object)?;
                assembler.field(role, text.as_bytes());
            }
            _ => {}
        }
        Some(())
    }

    fn size(&self) -> Option<usize> {
        (1..=8).contains(&self.reference_size).then_some(self.reference_size)
    }
}

/// Reads a whole number, its greatest byte first; `None` if it is too large to be one of ours.
fn number(bytes: &[u8]) -> Option<usize> {
    if bytes.is_empty() || bytes.len() > 16 {
        return None;
    }
    let number = bytes
        .iter()
        .try_fold(0_u64, |number, &byte| number.checked_mul(256)?.checked_add(u64::from(byte)))?;
    usize::try_from(number).ok()
}
