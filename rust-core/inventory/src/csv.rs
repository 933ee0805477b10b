//! Tables of text: CSV with commas, semicolons or tabs.

mod columns;
mod encoding;

pub use columns::{Header, Layout, is_intune};

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use columns::Columns;
use encoding::Encoding;

use crate::record::Assembler;
use crate::shape::{Role, Scope};
use crate::side_by_side::{self, OfPiece, Parting, Turn};
use crate::window::{LONGEST, Window};
use crate::{BYTE_ORDER_MARK, Fields, Place, Reason};

/// Returns the fields of a row.
pub fn values(row: &[u8], delimiter: u8) -> Vec<String> {
    let row = row.strip_suffix(b"\r").unwrap_or(row);
    let (mut values, mut scratch) = (Vec::new(), Vec::new());
    split(row, delimiter, |field| {
        values.push(Encoding::text(unquoted(&row[field], &mut scratch)).into_owned());
    });
    values
}

/// Reads a table, and takes what is in the columns that matter.
pub fn read<R: Read>(
    window: &mut Window<R>,
    fields: Option<&Fields>,
    names: bool,
    parting: Parting,
    assembler: &mut Assembler<'_>,
) {
    let Some((first, line)) = header(window) else {
        let reason = window.take_error().unwrap_or(Reason::TooLong("a header"));
        return assembler.not_read(Place::Line(1), reason);
    };
    let header = Header::of(&first);
    let layout = match fields {
        Some(fields) => Layout::named(fields, &header.names, names),
        None => Layout::of_intune(&header.names, names),
    };
    let layout = match layout {
        Ok(layout) => layout,
        Err(reason) => return assembler.not_read(Place::Line(line), reason),
    };
    let mut row = Row::new(header.delimiter, layout.columns, layout.scope);
    row.encoding = Encoding::Ascii.after(&first);
    row.header = first;
    row.line = line;
    let mut turn = Turn::first(parting);
    loop {
        if turn.is_here(window.position()) && window.position() >= row.unclosed {
            let any = row.read_pieces(window, parting, assembler);
            turn.ended(window.position(), parting, any);
        }
        if !row.read(window, assembler) {
            break;
        }
    }
    if let Some(reason) = window.take_error() {
        assembler.not_read(Place::Line(row.line + 1), reason);
    } else if !row.any {
        assembler.not_read(Place::Whole, Reason::NoRow);
    }
}

/// Reads and passes the first line that is a header, and those before it. Returns it with how many
/// lines that were; `None` if it is too long to be one.
fn header<R: Read>(window: &mut Window<R>) -> Option<(Vec<u8>, u64)> {
    let mut row = Row::new(b',', Vec::new(), Scope::Row);
    let mut passed = 0;
    loop {
        let Found::Row { bytes, lines, .. } = row.find(window)? else { return None };
        passed += lines;
        let line = window.passed(bytes);
        let header = Header::is_in(line).then(|| line.to_vec());
        pass_line_feed(window);
        if let Some(header) = header {
            return Some((header, passed));
        }
    }
}

fn pass_line_feed<R: Read>(window: &mut Window<R>) {
    if window.peek() == Some(b'\n') {
        window.pass(1);
    }
}

/// What is at the beginning of the window.
enum Found {
    /// A row of so many bytes, without its line feed, that ends so many lines.
    Row {
        bytes: usize,
        lines: u64,
        quoted: bool,
    },
    /// A quote that is not closed.
    NoEnd,
    TooLong,
}

/// How rows are read.
#[derive(Clone)]
struct Row {
    delimiter: u8,
    columns: Columns,
    /// What a row is about.
    scope: Scope,
    /// A field with doubled quotes, resolved.
    scratch: Vec<u8>,
    /// How many columns there are up to the last that is about the app, where all that are about
    /// the device come after it; else 0.
    of_app: usize,
    /// What came after these columns in the last row that named a device; empty if that is not
    /// known. Exports mostly have the rows of a device together: where it comes again, the device
    /// is the same and need not be read again.
    rest: Vec<u8>,
    /// The header. Where files were joined, it stands among the rows as well.
    header: Vec<u8>,
    encoding: Encoding,
    /// Up to where in the stream a quote was looked through that is not closed. A quote that is
    /// open at the end of a line before that is not closed either, so that nothing is looked
    /// through again and again.
    unclosed: u64,
    /// How many lines were passed.
    line: u64,
    /// Whether there was any row.
    any: bool,
}

/// What was found in a row, or in the beginning of one.
struct Taken {
    count: usize,
    /// Whether there is anything in more fields than there are columns.
    beyond: bool,
    /// Whether all that matters is UTF-8.
    valid: bool,
    /// Whether no quote is open at the end.
    closed: bool,
    /// Where the columns after those of the app begin, with the delimiter before them.
    rest: Option<usize>,
}

impl Row {
    fn new(delimiter: u8, columns: Columns, scope: Scope) -> Self {
        let of_app = |role: &Option<Role>| role.is_some_and(Role::is_of_app);
        let last = columns.iter().rposition(of_app).map_or(0, |last| last + 1);
        let parted = columns[..last].iter().flatten().all(|role| role.is_of_app());
        let of_app = if scope == Scope::Row && parted { last } else { 0 };
        Self {
            delimiter,
            columns,
            scope,
            scratch: Vec::new(),
            of_app,
            rest: Vec::new(),
            header: Vec::new(),
            encoding: Encoding::Ascii,
            unclosed: 0,
            line: 0,
            any: false,
        }
    }

    /// Reads the first row in the window, and passes it. Returns whether there may be another.
    fn read<R: Read>(&mut self, window: &mut Window<R>, assembler: &mut Assembler<'_>) -> bool {
        let Some(found) = self.find(window) else { return false };
        self.line += 1;
        let reason = match found {
            Found::Row { bytes, lines, quoted } => {
                self.any |= self.take(&window.held()[..bytes], quoted, assembler);
                self.line += lines - 1;
                window.pass(bytes);
                pass_line_feed(window);
                return true;
            }
            // A quote that is not closed: only its own line is lost.
            Found::NoEnd => Reason::BreaksOff("a field in quotes"),
            Found::TooLong => Reason::TooLong("a line"),
        };
        self.any = true;
        assembler.not_read(Place::Line(self.line), reason);
        window.pass_line()
    }

    /// Reads rows side by side, as far as possible. Returns whether any were.
    fn read_pieces<R: Read>(
        &mut self,
        window: &mut Window<R>,
        parting: Parting,
        assembler: &mut Assembler<'_>,
    ) -> bool {
        let first = Self { rest: Vec::new(), line: 0, any: false, ..self.clone() };
        let cut = |bytes: &[u8]| memrchr(b'\n', bytes).map(|at| at + 1);
        let read = |window: &mut OfPiece<'_>, end, assembler: &mut Assembler<'_>| {
            let mut rows = first.clone();
            while window.position() < end && rows.read(window, assembler) {}
            Some(rows)
        };
        let take = |rows: Self| {
            self.encoding = self.encoding.then(rows.encoding)?;
            let before = self.line;
            self.line += rows.line;
            self.any |= rows.any;
            self.rest = rows.rest;
            Some(before)
        };
        side_by_side::read(window, parting, assembler, cut, read, take)
    }

    /// Finds where the first row in the window ends; `None` at the end, and where the stream broke
    /// off within a row.
    fn find<R: Read>(&mut self, window: &mut Window<R>) -> Option<Found> {
        let mut seen = 0;
        window.peek()?;
        let end = loop {
            let bytes = window.held();
            if let Some(at) = memchr2(b'\n', b'"', &bytes[seen..]) {
                if bytes[seen + at] == b'"' {
                    return self.find_quoted(window);
                }
                break seen + at;
            }
            seen = bytes.len();
            if !window.more() {
                if window.is_cut() {
                    return None;
                }
                if seen >= LONGEST && !window.is_last() {
                    return Some(Found::TooLong);
                }
                break seen;
            }
        };
        Some(Found::Row { bytes: end, lines: 1, quoted: false })
    }

    /// Does as [`Self::find`], where there are quotes, and maybe line feeds in quotes.
    fn find_quoted<R: Read>(&mut self, window: &mut Window<R>) -> Option<Found> {
        let (mut at, mut lines, mut in_quotes, mut at_start) = (0, 1, false, true);
        loop {
            let bytes = window.held();
            if at >= bytes.len() {
                if window.more() {
                    continue;
                }
                if window.is_cut() {
                    return None;
                }
                if in_quotes {
                    self.unclosed = window.position() + at as u64;
                    return Some(Found::NoEnd);
                }
                return Some(Found::Row { bytes: at, lines, quoted: true });
            }
            if in_quotes {
                match memchr2(b'"', b'\n', &bytes[at..]) {
                    Some(found) if bytes[at + found] == b'\n' => {
                        lines += 1;
                        at += found + 1;
                        if window.position() + at as u64 <= self.unclosed {
                            return Some(Found::NoEnd);
                        }
                    }
                    Some(found) => {
                        at += found + 1;
                        if at >= bytes.len() {
                            window.more();
                        }
                        // Doubled, it is part of the text.
                        if window.held().get(at) == Some(&b'"') {
                            at += 1;
                        } else {
                            in_quotes = false;
                        }
                    }
                    None => at = bytes.len(),
                }
            } else if at_start && bytes[at] == b'"' {
                in_quotes = true;
                at += 1;
            } else if let Some(found) = memchr2(self.delimiter, b'\n', &bytes[at..]) {
                at += found;
                if bytes[at] == b'\n' {
                    return Some(Found::Row { bytes: at, lines, quoted: true });
                }
                at += 1;
                at_start = true;
                continue;
            } else {
                at = bytes.len();
            }
            at_start = false;
        }
    }

    /// Takes what is in a row. Returns whether it is one: not empty, and not the header again.
    fn take(&mut self, row: &[u8], quoted: bool, assembler: &mut Assembler<'_>) -> bool {
        if row.strip_prefix(BYTE_ORDER_MARK).unwrap_or(row) == self.header {
            return false;
        }
        let row = row.strip_suffix(b"\r").unwrap_or(row);
        if row.is_empty() {
            return false;
        }
        // What is as in the last row was looked at with that.
        let of_app = self.before_rest(row);
        self.encoding = self.encoding.after(of_app.unwrap_or(row));
        let (row, damaged) = match self.encoding.utf8(row) {
            Cow::Borrowed(row) => (Cow::Borrowed(row), false),
            Cow::Owned(text) => {
                let damaged = memchr::memmem::find(&text, "\u{fffd}".as_bytes()).is_some();
                (Cow::Owned(text), damaged)
            }
        };
        let of_app = match &row {
            Cow::Borrowed(_) => of_app,
            Cow::Owned(text) => self.before_rest(text),
        };
        let row: &[u8] = &row;
        if let Some(of_app) = of_app {
            assembler.begin_row_of_same_device();
            let fields = self.fields(of_app, quoted, assembler);
            if fields.count == self.of_app && fields.closed {
                assembler.end_row_of_same_device();
                if !fields.valid || damaged {
                    assembler.not_read(Place::Line(self.line), Reason::NotUtf8);
                }
                return true;
            }
            // It only ends like the last one.
            assembler.drop_row();
        }
        assembler.begin(self.scope);
        let Taken { count, beyond, valid, rest, .. } = self.fields(row, quoted, assembler);
        if count < self.columns.len() || beyond {
            // Which field is which is not known.
            assembler.drop_row();
            let reason = Reason::Fields { found: count, expected: self.columns.len() };
            assembler.not_read(Place::Line(self.line), reason);
            return true;
        }
        if !assembler.row_is_named() {
            assembler.drop_row();
            assembler.not_read(Place::Line(self.line), Reason::Nothing);
            return true;
        }
        self.rest.clear();
        if let Some(rest) = rest
            && valid
            && assembler.row_names_device()
        {
            self.rest.extend_from_slice(&row[rest..]);
        }
        assembler.end(self.scope, false, false);
        if !valid || damaged {
            assembler.not_read(Place::Line(self.line), Reason::NotUtf8);
        }
        true
    }

    /// Returns what is before the rest, if a row has the same as the last one.
    fn before_rest<'r>(&self, row: &'r [u8]) -> Option<&'r [u8]> {
        let (before, rest) = row.split_at(row.len().checked_sub(self.rest.len())?);
        (!rest.is_empty() && are_same(rest, &self.rest)).then_some(before)
    }

    /// Gives the assembler the fields of a row, or of the beginning of one.
    fn fields(&mut self, row: &[u8], quoted: bool, assembler: &mut Assembler<'_>) -> Taken {
        let Self { delimiter, columns, scratch, of_app, .. } = self;
        let (mut count, mut beyond, mut valid, mut closed) = (0, false, true, true);
        let mut rest = None;
        match std::str::from_utf8(row) {
            Ok(row) if !quoted => {
                let mut start = 0;
                let ends = memchr_iter(*delimiter, row.as_bytes()).chain([row.len()]);
                for end in ends {
                    match columns.get(count) {
                        Some(&Some(role)) => assembler.text(role, &row[start..end]),
                        Some(None) => {}
                        None => beyond |= start < end,
                    }
                    count += 1;
                    if count == *of_app && end < row.len() {
                        rest = Some(end);
                    }
                    start = end + 1;
                }
            }
            _ => {
                closed = split(row, *delimiter, |field| {
                    let end = field.end;
                    let field = &row[field];
                    match columns.get(count) {
                        Some(&Some(role)) => {
                            valid &= assembler.field(role, unquoted(field, scratch));
                        }
                        Some(None) => {}
                        None => beyond |= !field.is_empty(),
                    }
                    count += 1;
                    if count == *of_app && end < row.len() {
                        rest = Some(end);
                    }
                });
            }
        }
        Taken { count, beyond, valid, closed, rest }
    }
}

/// Returns whether two stretches of a length are the same, by words: by itself, WebAssembly compares
/// byte by byte.
fn are_same(one: &[u8], other: &[u8]) -> bool {
    let ((words, last), (other_words, other_last)) = (one.as_chunks(), other.as_chunks());
    let mut pairs = words.iter().zip(other_words);
    pairs.all(|(one, other)| u128::from_ne_bytes(*one) == u128::from_ne_bytes(*other))
        && last == other_last
}

/// Calls `take` with where each field is of a row in which there are quotes, quotes included.
/// Returns whether the quotes of the last one are closed.
fn split(row: &[u8], delimiter: u8, mut take: impl FnMut(Range<usize>)) -> bool {
    let (mut start, mut at) = (0, 0);
    loop {
        let mut closed = true;
        if row.get(at) == Some(&b'"') && at == start {
            at += 1;
            closed = false;
            while let Some(found) = memchr(b'"', &row[at..]) {
                at += found + 1;
                if row.get(at) != Some(&b'"') {
                    closed = true;
                    break;
                }
                at += 1;
            }
        }
        if let Some(found) = memchr(delimiter, &row[at..]) {
            take(start..at + found);
            start = at + found + 1;
            at = start;
        } else {
            take(start..row.len());
            return closed;
        }
    }
}

/// Returns a field without the quotes around it.
fn unquoted<'f>(field: &'f [u8], scratch: &'f mut Vec<u8>) -> &'f [u8] {
    let Some(inner) = field.strip_prefix(b"\"") else { return field };
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    if memchr(b'"', inner).is_none() {
        return inner;
    }
    scratch.clear();
    let mut bytes = inner.iter();
    while let Some(&byte) = bytes.next() {
        scratch.push(byte);
        if byte == b'"' && bytes.as_slice().first() == Some(&b'"') {
            bytes.next();
        }
    }
    scratch
}
