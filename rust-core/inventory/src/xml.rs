//! XML: elements, and Apple's property lists.

use std::cell::Cell;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};

use crate::record::Assembler;
use crate::shape::Shape;
use crate::window::{LONGEST, Window};
use crate::{Place, Reason};

/// How much is read for one piece, in bytes: what is too long is known by its own length, so that it
/// does not depend on how much was read ahead.
const MOST_HELD: usize = LONGEST + 64 * 1024;

/// Reads elements, and takes what is in those that the `shape` names.
pub fn read<R: Read>(window: &mut Window<R>, shape: &Shape, assembler: &mut Assembler<'_>) {
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut text = String::new();
    read_events(window, assembler, |piece, assembler| {
        match piece {
            Piece::Start(name) => {
                let above = open.last().copied().unwrap_or(Some(Shape::ROOT));
                let node = above.and_then(|above| shape.child(above, name.as_bytes()));
                if let Some(scope) = node.and_then(|node| shape.node(node).record) {
                    assembler.begin(scope);
                }
                open.push(node);
                text.clear();
            }
            Piece::Text(more) => text.push_str(more),
            Piece::End => {
                let node = open.pop().flatten().map(|node| shape.node(node));
                if let Some(role) = node.and_then(|node| node.role) {
                    assembler.see(role);
                    assembler.field(role, text.as_bytes());
                }
                if let Some(scope) = node.and_then(|node| node.record) {
                    assembler.end(scope, false, false);
                }
                text.clear();
            }
        }
        text.len() + open.len() <= LONGEST
    });
}

/// Reads a property list, and takes what is where the `shape` says.
pub fn read_property_list<R: Read>(
    window: &mut Window<R>,
    shape: &Shape,
    assembler: &mut Assembler<'_>,
) {
    // Where the values of the dictionaries and lists that are open are, and their keys.
    let mut open: Vec<(Option<usize>, bool)> = Vec::new();
    let mut key = None;
    let mut text = String::new();
    let mut element = String::new();
    read_events(window, assembler, |piece, assembler| {
        match piece {
            Piece::Start(name) => {
                text.clear();
                element.clear();
                element.push_str(name);
                if matches!(name, "dict" | "array") {
                    let node = match open.last() {
                        None => Some(Shape::ROOT),
                        Some(&(_, true)) => key.take().flatten(),
                        Some(&(node, false)) => node,
                    };
                    let is_dict = name == "dict";
                    let record = node.and_then(|node| shape.node(node).record);
                    if let (true, Some(scope)) = (is_dict, record) {
                        assembler.begin(scope);
                    }
                    open.push((node, is_dict));
                    key = None;
                }
            }
            Piece::Text(more) => text.push_str(more),
            Piece::End if element == "key" => {
                let above = open.last().and_then(|(node, _)| *node);
                key = Some(above.and_then(|above| shape.child(above, text.trim().as_bytes())));
                element.clear();
            }
            Piece::End if element.is_empty() || matches!(element.as_str(), "dict" | "array") => {
                element.clear();
                // The end of a dictionary or a list; `plist` itself is none.
                let Some((node, is_dict)) = open.pop() else { return true };
                let record = node.and_then(|node| shape.node(node).record);
                if let (true, Some(scope)) = (is_dict, record) {
                    assembler.end(scope, node == Some(Shape::ROOT), false);
                }
            }
            Piece::End => {
                if let Some(node) = key.take().flatten()
                    && let Some(role) = shape.node(node).role
                {
                    assembler.see(role);
                    let truth = matches!(element.as_str(), "true" | "false");
                    let value = if truth { &element } else { &text };
                    assembler.field(role, value.as_bytes());
                } else if let Some(&(Some(node), false)) = open.last()
                    && let Some(scope) = shape.node(node).record
                {
                    assembler.odd_record(scope, Place::Whole, "a text");
                }
                element.clear();
            }
        }
        text.len() + open.len() <= LONGEST
    });
}

/// A piece of XML.
enum Piece<'a> {
    Start(&'a str),
    Text(&'a str),
    End,
}

/// Hands all pieces to `take`, which says whether to go on, and reports where it breaks off.
fn read_events<'s, R: Read>(
    window: &mut Window<R>,
    assembler: &mut Assembler<'s>,
    mut take: impl FnMut(Piece<'_>, &mut Assembler<'s>) -> bool,
) {
    let held = Cell::new(0);
    let mut reader = Reader::from_reader(BufReader::new(Measured { window, held: &held }));
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    let mut at;
    let reason = loop {
        at = reader.buffer_position();
        buffer.clear();
        held.set(0);
        let on = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => {
                depth += 1;
                take(Piece::Start(start.name().as_ref()), assembler)
            }
            Ok(Event::End(_)) => {
                depth -= 1;
                take(Piece::End, assembler)
            }
            Ok(Event::Text(text)) => take(Piece::Text(&text.xml10_content()), assembler),
            Ok(Event::CData(text)) => take(Piece::Text(&text.xml10_content()), assembler),
            Ok(Event::GeneralRef(name)) => match resolved(&name) {
                Some(text) => take(Piece::Text(&text), assembler),
                None => {
                    break Some(Reason::Syntax {
                        found: "an entity that there is not".to_owned(),
                        expected: "one of XML's",
                    });
                }
            },
            Ok(Event::Eof) if depth == 0 => break None,
            Ok(Event::Eof) => break Some(Reason::BreaksOff("an element")),
            Ok(_) => true,
            Err(_) if held.get() > MOST_HELD => break Some(Reason::TooLong("a text")),
            Err(quick_xml::Error::Io(error)) => break Some(Reason::from(&*error)),
            Err(quick_xml::Error::Syntax(_)) => break Some(Reason::BreaksOff("a piece of XML")),
            Err(error) => {
                let found = error.to_string();
                break Some(Reason::Syntax { found, expected: "well-formed XML" });
            }
        };
        if !on || buffer.len() > LONGEST {
            break Some(Reason::TooLong("a text"));
        }
    };
    if let Some(reason) = reason {
        if !matches!(reason, Reason::TooLong(_)) {
            at = reader.buffer_position();
        }
        assembler.break_off(Place::Byte(at), reason);
        return;
    }
    assembler.end_answer();
    if !assembler.take_seen() {
        let format = assembler.format().name();
        assembler.not_read(Place::Whole, Reason::OtherFormat(format));
    }
}

/// Returns what an entity stands for.
fn resolved(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        Ok(None) => resolve_xml_entity(&name.xml10_content()).map(str::to_owned),
        Err(_) => None,
    }
}

/// A stream that ends where a piece of XML would be longer than any should be.
struct Measured<'w, R> {
    window: &'w mut Window<R>,
    /// How much was read for the present piece, in bytes.
    held: &'w Cell<usize>,
}

impl<R: Read> Read for Measured<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.held.get() > MOST_HELD {
            return Err(std::io::Error::other("a piece of XML without end"));
        }
        let read = self.window.read(into)?;
        self.held.set(self.held.get() + read);
        Ok(read)
    }
}
