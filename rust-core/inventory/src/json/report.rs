//! Reports of Graph's, which are tables in JSON.

use std::io::Read;

use super::text::text;
use super::{Fault, Reader, Result, literal};
use crate::csv::Layout;
use crate::record::Assembler;
use crate::shape::Shape;
use crate::window::Window;
use crate::{Place, Reason};

/// Reads a report of Graph's, which is a table in JSON: its columns stand in `Schema`, its rows in
/// `Values`.
pub fn read_report<R: Read>(window: &mut Window<R>, names: bool, assembler: &mut Assembler<'_>) {
    let shape = Shape::of(None, &[]);
    let mut reader = Reader::new(window, &shape, assembler);
    reader.pass_space();
    if let Err(fault) = reader.report(names) {
        let reason = reader.window.take_error().unwrap_or(fault.reason);
        reader.assembler.break_off(Place::Byte(fault.at), reason);
        return;
    }
    reader.assembler.end_answer();
    reader.pass_space();
    if !reader.window.is_at_end() {
        let fault = reader.unexpected("the end");
        reader.assembler.not_read(Place::Byte(fault.at), fault.reason);
    } else if let Some(reason) = reader.window.take_error() {
        let at = reader.window.position();
        reader.assembler.not_read(Place::Byte(at), reason);
    }
}

impl<R: Read> Reader<'_, '_, R> {
    /// Reads a report of Graph's.
    fn report(&mut self, with_names: bool) -> Result<()> {
        let mut names: Vec<String> = Vec::new();
        self.each_name(|reader, name| {
            if name.eq_ignore_ascii_case(b"Schema") {
                reader.each_element(|reader| reader.report_column(&mut names))
            } else if name.eq_ignore_ascii_case(b"Values") {
                if names.is_empty() {
                    return Err(reader.unexpected("the Schema before the Values"));
                }
                let at = reader.window.position();
                let layout = Layout::of_intune(&names, with_names);
                let layout = layout.map_err(|reason| Fault { at, reason })?;
                reader.assembler.begin_list();
                reader.each_element(|reader| reader.report_row(&layout))
            } else if name.eq_ignore_ascii_case(b"TotalRowCount") {
                reader.walk(Shape::total(), 1)
            } else {
                reader.skip()
            }
        })
    }

    fn report_column(&mut self, names: &mut Vec<String>) -> Result<()> {
        self.each_name(|reader, name| {
            if name != b"Column" || reader.next("a text")? != b'"' {
                return reader.skip();
            }
            let name = text(reader.window, &mut reader.scratch)?;
            names.push(String::from_utf8_lossy(name).into_owned());
            Ok(())
        })
    }

    fn report_row(&mut self, layout: &Layout) -> Result<()> {
        let Layout { columns, scope } = layout;
        let (at, mut count) = (self.window.position(), 0);
        self.assembler.begin(*scope);
        self.each_element(|reader| {
            let role = columns.get(count).copied().flatten();
            count += 1;
            match (role, reader.next("a value")?) {
                (Some(role), b'"') => {
                    let value = text(reader.window, &mut reader.scratch)?;
                    reader.assembler.field(role, value);
                    Ok(())
                }
                (None, _) | (_, b'{' | b'[') => reader.skip(),
                (Some(role), _) => {
                    let literal = literal(reader.window)?;
                    if literal != b"null" {
                        reader.assembler.field(role, literal);
                    }
                    reader.window.pass_literal();
                    Ok(())
                }
            }
        })?;
        let reason = if count != columns.len() {
            Reason::Fields { found: count, expected: columns.len() }
        } else if self.assembler.row_is_named() {
            self.assembler.end(*scope, false, true);
            return Ok(());
        } else {
            Reason::Nothing
        };
        self.assembler.drop_row();
        self.assembler.not_read(Place::Byte(at), reason);
        Ok(())
    }
}
