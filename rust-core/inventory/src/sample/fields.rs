//! The fields that a file begins with, and what is in them.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::csv;
use crate::json;
use crate::window::Window;

/// No more fields are listed.
const MOST_FIELDS: usize = 200;
/// So many different values of a field are shown.
const MOST_VALUES: usize = 3;
/// So much of a value is shown, in characters.
const LONGEST_VALUE: usize = 60;
/// Nothing that is read lies deeper.
const DEEPEST: usize = 64;

/// A field, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleField {
    /// Its column or path, as [`Fields`](crate::Fields) has it.
    pub path: String,
    /// The first different values that are not empty, or their beginnings.
    pub values: Vec<String>,
}

/// Adds a value to a field, which is new if it was not there.
fn add(fields: &mut Vec<SampleField>, path: &str, value: &str) {
    let known = fields.iter().position(|field| field.path == path);
    let place = match known {
        Some(place) => place,
        None if fields.len() < MOST_FIELDS => {
            fields.push(SampleField { path: path.to_owned(), values: Vec::new() });
            fields.len() - 1
        }
        None => return,
    };
    let value: String = value.trim().chars().take(LONGEST_VALUE).collect();
    let values = &mut fields[place].values;
    if !value.is_empty() && values.len() < MOST_VALUES && !values.contains(&value) {
        values.push(value);
    }
}

/// Returns the columns of a table.
pub fn of_table(beginning: &[u8]) -> Vec<SampleField> {
    let mut fields = Vec::new();
    let mut lines = beginning.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let Some(header) = lines.find(|line| csv::Header::is_in(line)) else { return fields };
    let header = csv::Header::of(header);
    for name in &header.names {
        add(&mut fields, name, "");
    }
    for line in lines {
        // A row with a line feed in a field has other fields than its lines.
        let values = csv::values(line, header.delimiter);
        if values.len() == header.names.len() {
            for (name, value) in header.names.iter().zip(&values) {
                add(&mut fields, name, value);
            }
        }
    }
    fields
}

/// Returns the paths of values in what may break off.
pub fn of_json(beginning: &[u8]) -> Vec<SampleField> {
    let (mut fields, mut window, mut scratch) = (Vec::new(), Window::new(beginning), Vec::new());
    let mut path: Vec<String> = Vec::new();
    // What is open: whether it is a record, and whether the path has a name for it.
    let mut open: Vec<(bool, bool)> = Vec::new();
    // Whether the path ends with the name of the value that comes next.
    let mut named = false;
    while let Some(byte) = window.peek() {
        let value = match byte {
            b'{' | b'[' => {
                if open.len() == DEEPEST {
                    break;
                }
                window.pass(1);
                open.push((byte == b'{', named));
                named = false;
                continue;
            }
            b'}' | b']' => {
                window.pass(1);
                if open.pop().is_some_and(|(_, named)| named) {
                    path.pop();
                }
                continue;
            }
            b'"' => {
                let Ok(text) = json::text(&mut window, &mut scratch) else { break };
                let text = String::from_utf8_lossy(text).into_owned();
                if !named && open.last().is_some_and(|(is_record, _)| *is_record) {
                    path.push(text.replace('.', "\\."));
                    named = true;
                    continue;
                }
                text
            }
            b':' | b',' | b' ' | b'\t' | b'\r' | b'\n' => {
                window.pass(1);
                continue;
            }
            _ => {
                let held = window.held();
                let end = held.iter().position(|byte| b",]} \t\r\n".contains(byte));
                let text = window.passed(end.unwrap_or(held.len()));
                let text = String::from_utf8_lossy(text).into_owned();
                if text == "null" { String::new() } else { text }
            }
        };
        if !path.is_empty() {
            add(&mut fields, &path.join("."), &value);
        }
        if named {
            path.pop();
            named = false;
        }
    }
    fields
}

/// Returns the paths of elements in what may break off.
pub fn of_xml(beginning: &[u8]) -> Vec<SampleField> {
    let (mut fields, mut reader) = (Vec::new(), Reader::from_reader(beginning));
    reader.config_mut().expand_empty_elements = true;
    let (mut path, mut text, mut holds_elements): (Vec<String>, _, _) =
        (Vec::new(), String::new(), false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if path.len() < DEEPEST => {
                path.push(start.name().as_ref().replace('.', "\\."));
                text.clear();
                holds_elements = false;
            }
            Ok(Event::Text(piece)) => text.push_str(&piece.xml10_content()),
            Ok(Event::CData(piece)) => text.push_str(&piece.xml10_content()),
            Ok(Event::End(_)) => {
                if !holds_elements {
                    add(&mut fields, &path.join("."), &text);
                }
                path.pop();
                holds_elements = true;
            }
            Ok(Event::Start(_) | Event::Eof) | Err(_) => return fields,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(fields: &[SampleField]) -> Vec<(&str, Vec<&str>)> {
        let mut listed = Vec::new();
        for SampleField { path, values } in fields {
            listed.push((path.as_str(), values.iter().map(String::as_str).collect()));
        }
        listed
    }

    #[test]
    fn columns_have_the_first_different_values_of_whole_rows() {
        let table = b"sep=;\nEnhed;App;\"Til \"\"stand\"\"\"\nE1;com.a;\"a;b\"\nE2;com.a;\nE3\n";
        let expected =
            [("Enhed", vec!["E1", "E2"]), ("App", vec!["com.a"]), ("Til \"stand\"", vec!["a;b"])];
        assert_eq!(listed(&of_table(table)), expected);
        let windows_1252 = b"Enhed,Navn\n1,K\xf8benhavn\n";
        assert_eq!(listed(&of_table(windows_1252))[1], ("Navn", vec!["København"]));
    }

    #[test]
    fn json_has_paths_past_lists_and_may_break_off() {
        let json = br#"{"n":2,"devices":[{"id":"D\u00e91","apps":[{"pkg.name":"com.a","on":true},
            {"pkg.name":"com.b","on":null}]},{"id":"D2","apps":[{"pkg.name":"com."#;
        let expected = [
            ("n", vec!["2"]),
            ("devices.id", vec!["Dé1", "D2"]),
            ("devices.apps.pkg\\.name", vec!["com.a", "com.b"]),
            ("devices.apps.on", vec!["true"]),
        ];
        assert_eq!(listed(&of_json(json)), expected);
        assert_eq!(listed(&of_json(b"{\"a\":1}\n{\"a\":2}\n")), [("a", vec!["1", "2"])]);
        assert!(
            of_json(b"[[[1, 2").is_empty() && of_json("[".repeat(100_000).as_bytes()).is_empty()
        );
    }

    #[test]
    fn xml_has_paths_of_what_holds_text_and_may_break_off() {
        let xml = b"<?xml version='1.0'?><r><d><id>1</id><a><p>com.a</p><e/></a></d><d><id>2</i";
        let expected = [("r.d.id", vec!["1"]), ("r.d.a.p", vec!["com.a"]), ("r.d.a.e", vec![])];
        assert_eq!(listed(&of_xml(xml)), expected);
    }
}
