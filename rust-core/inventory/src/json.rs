//! JSON and JSON Lines, of which only what matters is decoded.

mod beginning;
mod report;
mod text;

use std::io::Read;

use beginning::Beginning;
use memchr::{memchr2, memmem};
pub use report::read_report;
pub use text::text;

use crate::format::{Content, content};
use crate::record::{Assembler, base64};
use crate::shape::{Node, Role, Scope, Shape};
use crate::side_by_side::{self, OfPiece, Parting, Turn};
use crate::window::Window;
use crate::{Format, Place, Reason, binary_plist, xml};

/// More lists within lists, or objects within objects, than this are refused.
const DEEPEST: u32 = 120;

/// Why and where a value is broken.
pub struct Fault {
    at: u64,
    reason: Reason,
}

type Result<T, E = Fault> = std::result::Result<T, E>;

/// Reads all values of a stream, and takes what is where the `shape` says.
pub fn read<R: Read>(
    window: &mut Window<R>,
    shape: &Shape,
    parting: Parting,
    assembler: &mut Assembler<'_>,
) {
    let mut reader = Reader::new(window, shape, assembler);
    reader.parting = parting;
    let of_many = reader.is_of_many(Shape::ROOT);
    let mut any = false;
    loop {
        reader.pass_space();
        if of_many {
            reader.read_pieces(Shape::ROOT, 0);
        }
        if reader.window.is_at_end() {
            break;
        }
        any = true;
        if !reader.value() {
            return;
        }
    }
    if let Some(reason) = reader.window.take_error() {
        let at = reader.window.position();
        reader.assembler.not_read(Place::Byte(at), reason);
    } else if !any {
        reader.assembler.not_read(Place::Whole, Reason::Empty);
    }
}

/// Reads the answer of an Apple device that a server handed on in base64.
fn read_payload(payload: &str, place: Place, assembler: &mut Assembler<'_>) {
    let Some((bytes, shape)) = base64(payload).zip(Format::Apple.shape(Content::PropertyList))
    else {
        let found = "damage".to_owned();
        let expected = "an answer in base64";
        return assembler.not_read(place, Reason::Syntax { found, expected });
    };
    let mut window = Window::new(&bytes[..]);
    match content(&bytes) {
        Content::BinaryPropertyList => binary_plist::read(&mut window, &shape, assembler),
        _ => xml::read_property_list(&mut window, &shape, assembler),
    }
}

struct Reader<'r, 's, R> {
    window: &'r mut Window<R>,
    shape: &'r Shape,
    assembler: &'r mut Assembler<'s>,
    /// A text with escapes, resolved.
    scratch: Vec<u8>,
    /// Line feeds passed in the present value.
    lines: u64,
    /// The name of the value that comes next, where it is the id of a device.
    id: Option<String>,
    parting: Parting,
    /// When to part the lists of each depth next.
    turns: Vec<Turn>,
}

impl<'r, 's, R: Read> Reader<'r, 's, R> {
    fn new(window: &'r mut Window<R>, shape: &'r Shape, assembler: &'r mut Assembler<'s>) -> Self {
        let (parting, turns) = (Parting::NONE, Vec::new());
        Self { window, shape, assembler, scratch: Vec::new(), lines: 0, id: None, parting, turns }
    }

    /// Reads a value at the top. Returns whether what follows can be read.
    fn value(&mut self) -> bool {
        let at = self.window.position();
        self.lines = 0;
        if let Err(fault) = self.walk(Shape::ROOT, 0) {
            let reason = self.window.take_error().unwrap_or(fault.reason);
            self.assembler.break_off(Place::Byte(fault.at), reason);
            self.assembler.take_seen();
            // A value on a line of its own: the next line has the next.
            return self.lines == 0 && self.window.pass_line();
        }
        self.assembler.end_answer();
        let seen = self.assembler.take_seen();
        for payload in self.assembler.take_payloads() {
            read_payload(&payload, Place::Byte(at), self.assembler);
        }
        if let Some(status) = self.assembler.take_refusal() {
            self.assembler.not_read(Place::Byte(at), Reason::Refused(status));
        } else if !seen {
            let format = self.assembler.format().name();
            self.assembler.not_read(Place::Byte(at), Reason::OtherFormat(format));
        }
        true
    }

    /// Returns whether the records that are at `node`, one after another, say nothing of each other.
    fn is_of_many(&self, node: usize) -> bool {
        let Node { record, is_list, .. } = self.shape.node(node);
        let is_list = *is_list || node == Shape::ROOT;
        match record {
            Some(Scope::Device | Scope::Row) => is_list,
            Some(Scope::App) => is_list && self.assembler.apps_hold_devices(),
            Some(Scope::Violation) => false,
            None => node == Shape::ROOT,
        }
    }

    /// Reads elements of the list at this depth side by side, as far as possible, if it is time; at the
    /// top, lines with a value each.
    #[inline]
    fn read_pieces(&mut self, node: usize, depth: u32) {
        let turn = self.turns.get(depth as usize).copied();
        let turn = turn.unwrap_or(Turn::first(self.parting));
        if turn.is_here(self.window.position()) {
            self.read_pieces_now(node, depth, turn);
        }
    }

    #[cold]
    fn read_pieces_now(&mut self, node: usize, depth: u32, mut turn: Turn) {
        let any = if depth == 0 { self.read_lines() } else { self.read_elements(node, depth) };
        turn.ended(self.window.position(), self.parting, any);
        let depth = depth as usize;
        if self.turns.len() <= depth {
            self.turns.resize(depth + 1, Turn::first(self.parting));
        }
        self.turns[depth] = turn;
    }

    fn read_lines(&mut self) -> bool {
        let Self { window, shape, assembler, parting, .. } = self;
        let cut = |bytes: &[u8]| memmem::rfind(bytes, b"\n{").map(|at| at + 1);
        let read = |window: &mut OfPiece<'_>, end, assembler: &mut Assembler<'_>| {
            let mut reader = Reader::new(window, shape, assembler);
            while reader.window.position() < end {
                if !reader.value() {
                    return None;
                }
                reader.pass_space();
            }
            Some(())
        };
        side_by_side::read(window, *parting, assembler, cut, read, |()| Some(0))
    }

    fn read_elements(&mut self, node: usize, depth: u32) -> bool {
        self.pass_space();
        self.window.fill(Beginning::LONGEST);
        let Some(beginning) = Beginning::of(self.window.held()) else { return false };
        let Self { window, shape, assembler, parting, lines, .. } = self;
        let cut = |bytes: &[u8]| beginning.last_in(bytes);
        let read = |window: &mut OfPiece<'_>, end, assembler: &mut Assembler<'_>| {
            let mut reader = Reader::new(window, shape, assembler);
            while reader.window.position() < end {
                reader.walk(node, depth).ok()?;
                if reader.next_of(b']', "`,` or `]`").ok()? {
                    return None;
                }
                reader.pass_space();
            }
            Some(reader.lines)
        };
        let take = |of_piece: u64| {
            *lines += of_piece;
            Some(0)
        };
        side_by_side::read(window, *parting, assembler, cut, read, take)
    }

    /// Reads a value that is at `node`.
    fn walk(&mut self, node: usize, depth: u32) -> Result<()> {
        match self.next("a value")? {
            b'{' => self.object(node, depth),
            b'[' => {
                self.deeper(depth)?;
                match self.shape.node(node) {
                    Node { is_list: true, .. } => self.assembler.begin_list(),
                    Node { record: Some(Scope::App), .. } => self.assembler.begin_apps(),
                    _ => {}
                }
                self.window.pass(1);
                let ends = self.next("a value")? == b']';
                if self.shape.node(node).role == Some(Role::InstalledVersions) {
                    self.assembler.installed_versions(!ends);
                }
                if ends {
                    self.window.pass(1);
                    return Ok(());
                }
                let of_many = self.is_of_many(node);
                loop {
                    if of_many {
                        self.read_pieces(node, depth + 1);
                    }
                    self.walk(node, depth + 1)?;
                    if self.next_of(b']', "`,` or `]`")? {
                        return Ok(());
                    }
                }
            }
            b'"' => {
                let at = self.window.position();
                let Some(role) = self.shape.node(node).role else {
                    self.skip_text()?;
                    self.odd(node, depth, at, "a text");
                    return Ok(());
                };
                let text = text(self.window, &mut self.scratch)?;
                if !self.assembler.field(role, text) {
                    self.assembler.not_read(Place::Byte(at), Reason::NotUtf8);
                }
                Ok(())
            }
            _ => {
                let at = self.window.position();
                let literal = literal(self.window)?;
                let is_null = literal == b"null";
                match self.shape.node(node).role {
                    Some(Role::InstalledVersions) => {
                        self.assembler.installed_versions(!is_null);
                    }
                    Some(role) if !is_null => {
                        self.assembler.field(role, literal);
                    }
                    _ => {}
                }
                self.window.pass_literal();
                if !is_null {
                    self.odd(node, depth, at, "a number or a truth value");
                }
                Ok(())
            }
        }
    }

    /// Takes a text or the like, which was passed, where a record should be.
    #[inline]
    fn odd(&mut self, node: usize, depth: u32, at: u64, found: &'static str) {
        if let Some(scope) = self.shape.node(node).record
            && (node != Shape::ROOT || depth > 0)
        {
            self.assembler.odd_record(scope, Place::Byte(at), found);
        }
    }

    fn object(&mut self, node: usize, depth: u32) -> Result<()> {
        self.deeper(depth)?;
        let record = self.shape.node(node).record;
        if let Some(scope) = record {
            self.assembler.begin(scope);
            if let Some(id) = self.id.take() {
                self.assembler.text(Role::OtherDeviceId, &id);
            }
        }
        self.window.pass(1);
        if self.next("a name")? == b'}' {
            self.window.pass(1);
        } else {
            loop {
                if self.next("a name")? != b'"' {
                    return Err(self.unexpected("a name"));
                }
                let name = text(self.window, &mut self.scratch)?;
                let mut child = self.shape.child(node, name);
                if child.is_none()
                    && let Some(each) = self.shape.node(node).each
                {
                    self.id = Some(String::from_utf8_lossy(name).into_owned());
                    child = Some(each);
                }
                if self.next("`:`")? != b':' {
                    return Err(self.unexpected("`:`"));
                }
                self.window.pass(1);
                match child {
                    Some(child) => {
                        if let Some(role) = self.shape.node(child).role {
                            self.assembler.see(role);
                        }
                        self.walk(child, depth + 1)?;
                    }
                    None => self.skip()?,
                }
                if self.next_of(b'}', "`,` or `}`")? {
                    break;
                }
            }
        }
        if let Some(scope) = record {
            self.assembler.end(scope, node == Shape::ROOT, depth > 0);
        }
        Ok(())
    }

    /// Passes an object, handing each of its names to `take`, which reads its value.
    fn each_name(&mut self, mut take: impl FnMut(&mut Self, &[u8]) -> Result<()>) -> Result<()> {
        if self.next("an object")? != b'{' {
            return Err(self.unexpected("an object"));
        }
        self.window.pass(1);
        if self.next("a name")? == b'}' {
            self.window.pass(1);
            return Ok(());
        }
        loop {
            if self.next("a name")? != b'"' {
                return Err(self.unexpected("a name"));
            }
            let name = text(self.window, &mut self.scratch)?.to_owned();
            if self.next("`:`")? != b':' {
                return Err(self.unexpected("`:`"));
            }
            self.window.pass(1);
            take(self, &name)?;
            if self.next_of(b'}', "`,` or `}`")? {
                return Ok(());
            }
        }
    }

    /// Passes a list, each of whose elements `take` reads.
    fn each_element(&mut self, mut take: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        if self.next("a list")? != b'[' {
            return Err(self.unexpected("a list"));
        }
        self.window.pass(1);
        if self.next("a value")? == b']' {
            self.window.pass(1);
            return Ok(());
        }
        loop {
            take(self)?;
            if self.next_of(b']', "`,` or `]`")? {
                return Ok(());
            }
        }
    }

    fn deeper(&self, depth: u32) -> Result<()> {
        if depth >= DEEPEST {
            return Err(Fault { at: self.window.position(), reason: Reason::TooDeep(DEEPEST) });
        }
        Ok(())
    }

    /// Passes a comma, or this bracket, which ends a list. Returns whether it is the bracket.
    #[inline]
    fn next_of(&mut self, bracket: u8, expected: &'static str) -> Result<bool> {
        let next = self.next(expected)?;
        if next != b',' && next != bracket {
            return Err(self.unexpected(expected));
        }
        self.window.pass(1);
        Ok(next == bracket)
    }

    /// Returns the next byte that is no space, which is not passed.
    #[inline]
    fn next(&mut self, expected: &'static str) -> Result<u8> {
        match self.window.peek() {
            Some(byte) if byte > b' ' => Ok(byte),
            _ => self.next_past_space(expected),
        }
    }

    #[inline(never)]
    fn next_past_space(&mut self, expected: &'static str) -> Result<u8> {
        self.pass_space();
        self.window.peek().ok_or_else(|| Fault {
            at: self.window.position(),
            reason: Reason::BreaksOff(match expected {
                "`:`" | "a name" | "`,` or `}`" => "an object",
                "`,` or `]`" => "a list",
                _ => "the JSON",
            }),
        })
    }

    fn pass_space(&mut self) {
        loop {
            let bytes = self.window.held();
            let space = bytes.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
            let all = space == bytes.len();
            self.lines += memchr::memchr_iter(b'\n', &bytes[..space]).count() as u64;
            self.window.pass(space);
            if !all || !self.window.more() {
                return;
            }
        }
    }

    #[cold]
    fn unexpected(&mut self, expected: &'static str) -> Fault {
        let found = match self.window.peek() {
            Some(byte @ 0x21..=0x7e) => format!("`{}`", byte as char),
            Some(byte) => format!("the byte {byte:#04x}"),
            None => "the end".to_owned(),
        };
        Fault { at: self.window.position(), reason: Reason::Syntax { found, expected } }
    }

    /// Passes a value that does not matter.
    fn skip(&mut self) -> Result<()> {
        match self.next("a value")? {
            b'"' => self.skip_text(),
            b'{' | b'[' => self.skip_nested(),
            _ => {
                literal(self.window)?;
                self.window.pass_literal();
                Ok(())
            }
        }
    }

    fn skip_text(&mut self) -> Result<()> {
        let at = self.window.position();
        self.window.pass(1);
        loop {
            let bytes = self.window.held();
            match memchr2(b'"', b'\\', bytes) {
                Some(found) if bytes[found] == b'"' => {
                    self.window.pass(found + 1);
                    return Ok(());
                }
                Some(found) => {
                    self.window.pass(found);
                    self.window.fill(2);
                    self.window.pass(2);
                }
                None => {
                    self.window.pass(bytes.len());
                    if !self.window.more() {
                        return Err(Fault { at, reason: Reason::BreaksOff("a text") });
                    }
                }
            }
        }
    }

    /// Passes an object or a list with all that is in it. Brackets must match.
    fn skip_nested(&mut self) -> Result<()> {
        // Whether each open bracket is an object's, the innermost in the lowest bit.
        let (mut objects, mut depth) = (0_u128, 0);
        loop {
            let bytes = self.window.held();
            let found = bytes
                .iter()
                .position(|&byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b'\n'));
            let Some(found) = found else {
                self.window.pass(bytes.len());
                if !self.window.more() {
                    let at = self.window.position();
                    return Err(Fault { at, reason: Reason::BreaksOff("the JSON") });
                }
                continue;
            };
            let byte = bytes[found];
            self.window.pass(found);
            match byte {
                b'"' => {
                    self.skip_text()?;
                    continue;
                }
                b'\n' => self.lines += 1,
                b'{' | b'[' => {
                    self.deeper(depth)?;
                    objects = objects << 1 | u128::from(byte == b'{');
                    depth += 1;
                }
                _ => {
                    if (objects & 1 == 1) != (byte == b'}') {
                        return Err(self.unexpected("the other bracket"));
                    }
                    objects >>= 1;
                    depth -= 1;
                }
            }
            self.window.pass(1);
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

/// Returns the number, `true`, `false` or `null` that begins here, which is not passed.
fn literal<R: Read>(window: &mut Window<R>) -> Result<&[u8]> {
    const LONGEST: usize = 64;
    window.fill(LONGEST);
    let length = literal_length(window.held());
    let at = window.position();
    let bytes = window.held();
    let literal = &bytes[..length];
    let is_one = match literal.first() {
        Some(b'-' | b'0'..=b'9') => literal
            .iter()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')),
        Some(_) => matches!(literal, b"true" | b"false" | b"null"),
        None => false,
    };
    if is_one && length < LONGEST {
        return Ok(literal);
    }
    if length == bytes.len() && length < LONGEST {
        return Err(Fault { at, reason: Reason::BreaksOff("a value") });
    }
    let found = match bytes[0] {
        _ if length > 0 => {
            format!("`{}`", String::from_utf8_lossy(&literal[..length.min(LONGEST)]))
        }
        byte @ 0x21..=0x7e => format!("`{}`", byte as char),
        byte => format!("the byte {byte:#04x}"),
    };
    Err(Fault { at, reason: Reason::Syntax { found, expected: "a value" } })
}

fn literal_length(bytes: &[u8]) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    bytes.iter().take(64).take_while(|byte| is_part(byte)).count()
}

impl<R: Read> Window<R> {
    fn pass_literal(&mut self) {
        let length = literal_length(self.held());
        self.pass(length);
    }
}
