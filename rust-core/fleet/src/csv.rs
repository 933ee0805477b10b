//! The outcome for a spreadsheet.

use std::io::{self, Write};

use appvagt_safe_text::is_unsafe;
use appvagt_scanner::Language;

use crate::outcome::{Device, FleetOutcome, Status, owner_key, platform_key};
use crate::wording;

/// What programs read is the same everywhere.
const ENGLISH: Language = Language::En;

/// Writes a row for each app on each device, each device of which something is unknown or on which
/// nothing was found, and each place that could not be read.
///
/// # Errors
/// It cannot be written.
pub fn write(outcome: &FleetOutcome, names: bool, output: &mut impl Write) -> io::Result<()> {
    // Without a byte order mark, spreadsheets take it for another encoding.
    output.write_all("\u{feff}".as_bytes())?;
    let mut header = vec![
        "status",
        "device",
        "serial",
        "platform",
        "os_version",
        "group",
        "owner",
        "last_report",
    ];
    if names {
        header.extend(["device_name", "user"]);
    }
    header.extend(["family", "app", "app_name", "version", "certainty", "devices", "details"]);
    row(&header, output)?;
    for device in &outcome.devices {
        for app in &device.apps {
            let case = &app.case;
            let status = match device.status {
                Status::NoLongerManaged => wording::device_status(device.status, ENGLISH),
                _ => wording::status(&case.standing, ENGLISH),
            };
            let rest = [
                &case.name,
                case.app.as_deref().unwrap_or_default(),
                case.label.as_deref().unwrap_or_default(),
                case.version.as_deref().unwrap_or_default(),
                &wording::certainty(case, ENGLISH),
                "",
                &wording::details(app, ENGLISH),
            ];
            let user = device.user_of(app);
            device_row(status, device, names, user, rest, output)?;
        }
        let user = device.user.as_deref();
        for &unseen in &device.unseen {
            let status = match device.status {
                Status::Banned | Status::NothingFound => "unseen",
                other => wording::device_status(other, ENGLISH),
            };
            let details = wording::unseen_of(device, unseen, ENGLISH);
            device_row(status, device, names, user, only(&details), output)?;
        }
        if device.unseen.is_empty() && device.status != Status::Banned {
            let status = wording::device_status(device.status, ENGLISH);
            device_row(status, device, names, user, [""; 7], output)?;
        }
    }
    let without_device = |status: &str, output: &mut dyn Write, rest: [&str; 7]| {
        let mut cells = vec![status];
        cells.resize(if names { 10 } else { 8 }, "");
        cells.extend(rest);
        row(&cells, output)
    };
    for app in &outcome.unattributed {
        let case = &app.case;
        let rest = [
            &case.name,
            case.app.as_deref().unwrap_or_default(),
            case.label.as_deref().unwrap_or_default(),
            case.version.as_deref().unwrap_or_default(),
            &wording::certainty(case, ENGLISH),
            &app.devices.to_string(),
            "the file does not name the devices",
        ];
        without_device(wording::status(&case.standing, ENGLISH), output, rest)?;
    }
    if let Some(changes) = &outcome.changes {
        for (status, list) in [("gone", &changes.gone), ("not known to be gone", &changes.unclear)]
        {
            for was in list {
                without_device(status, output, only(&wording::was(was, ENGLISH)))?;
            }
        }
    }
    for word in &outcome.not_understood {
        let details = wording::word(word, ENGLISH);
        without_device("not understood", output, only(&details))?;
    }
    for gap in &outcome.gaps {
        without_device("incomplete", output, only(&wording::gap(gap, ENGLISH)))?;
    }
    for unread in &outcome.unread {
        let details = wording::unread(unread);
        without_device("not read", output, only(&details))?;
    }
    Ok(())
}

/// Returns the cells of a row that is about no app.
fn only(details: &str) -> [&str; 7] {
    ["", "", "", "", "", "", details]
}

/// Writes a row about a device, which this user has.
fn device_row(
    status: &str,
    device: &Device,
    names: bool,
    user: Option<&str>,
    rest: [&str; 7],
    output: &mut impl Write,
) -> io::Result<()> {
    let last_report = wording::last_report(device);
    let mut cells = vec![
        status,
        &device.id,
        device.serial.as_deref().unwrap_or_default(),
        platform_key(device.platform),
        device.os_version.as_deref().unwrap_or_default(),
        device.group.as_deref().unwrap_or_default(),
        owner_key(device.owner),
        &last_report,
    ];
    if names {
        cells.extend([device.name.as_deref().unwrap_or_default(), user.unwrap_or_default()]);
    }
    cells.extend(rest);
    row(&cells, output)
}

fn row(cells: &[impl AsRef<str>], output: &mut (impl Write + ?Sized)) -> io::Result<()> {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            output.write_all(b",")?;
        }
        output.write_all(field(cell.as_ref()).as_bytes())?;
    }
    output.write_all(b"\r\n")
}

/// Returns a field that no spreadsheet takes for a formula, whichever delimiter it splits lines at,
/// and that says nothing to a terminal.
fn field(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 2);
    let skipped = |c: char| c.is_whitespace() || is_invisible(c) || matches!(c, '"' | '\'');
    // Another program may begin a cell after a delimiter within the text.
    let mut begins = true;
    if text.trim_start_matches(skipped).starts_with(is_formula)
        || text.starts_with(['\t', '\r', '\n'])
    {
        safe.push('\'');
        begins = false;
    }
    for character in text.chars() {
        if begins && is_formula(character) {
            safe.push('\'');
        }
        begins = match character {
            ',' | ';' | '\t' | '\r' | '\n' => true,
            other => begins && skipped(other),
        };
        safe.push(match character {
            '\t' | '\r' | '\n' => character,
            unsafe_one if is_unsafe(unsafe_one) => '\u{fffd}',
            other => other,
        });
    }
    if safe.contains([',', '"', '\r', '\n', ';', '\t', '\'']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// Returns whether a cell that begins with this is calculated.
fn is_formula(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

fn is_invisible(character: char) -> bool {
    character.is_control() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_never_formulas_and_keep_what_they_hold() {
        let cases = [
            ("TikTok", "TikTok"),
            ("", ""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t'=1\""),
            ("＝1", "\"'＝1\""),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("a-b", "a-b"),
            ("a;=1", "\"a;'=1\""),
            ("a;b\t \"+1", "\"a;b\t \"\"'+1\""),
            ("a,\n@b", "\"a,\n'@b\""),
            ("\u{feff}=1", "\"'\u{feff}=1\""),
            ("a\u{1b}[31m\u{9b}", "a\u{fffd}[31m\u{fffd}"),
            ("\u{202e}gpj.\u{2066}", "\u{fffd}gpj.\u{fffd}"),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
        ];
        for (text, expected) in cases {
            assert_eq!(field(text), expected, "{text:?}");
        }
    }
}
