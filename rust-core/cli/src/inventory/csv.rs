//! The outcome for a spreadsheet.

use std::io::{self, Write};

use super::outcome::{Outcome, Status};
use super::wording;

/// Writes a row for each app on each device, each device of which something is unknown, and each
/// place that could not be read.
pub fn write(outcome: &Outcome, names: bool, output: &mut impl Write) -> io::Result<()> {
    // Without a byte order mark, spreadsheets take it for another encoding.
    output.write_all("\u{feff}".as_bytes())?;
    let mut header = vec!["status", "device", "serial", "platform", "last_report"];
    if names {
        header.extend(["device_name", "user"]);
    }
    header.extend(["family", "app", "app_name", "version", "certainty", "devices", "details"]);
    row(&header, output)?;
    for device in &outcome.devices {
        let of_device = |status: &str, output: &mut dyn Write, rest: [&str; 7]| {
            let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
            let mut cells = vec![
                status.to_owned(),
                device.id.to_string(),
                text(&device.serial),
                device.platform.to_owned(),
                text(&device.reported),
            ];
            if names {
                cells.extend([text(&device.name), text(&device.user)]);
            }
            cells.extend(rest.map(str::to_owned));
            row(&cells, output)
        };
        for case in &device.apps {
            let (app, label) = (case.app.as_deref(), case.label.as_deref());
            let rest = [
                &case.name,
                app.unwrap_or_default(),
                label.unwrap_or_default(),
                case.version.as_deref().unwrap_or_default(),
                &wording::certainty(case),
                "",
                &wording::details(&case.standing),
            ];
            of_device(wording::status(&case.standing), output, rest)?;
        }
        for unseen in &device.unseen {
            let status = if device.status == Status::Unknown { "unknown" } else { "unseen" };
            of_device(status, output, ["", "", "", "", "", "", wording::unseen(unseen)])?;
        }
    }
    let without_device = |status: &str, output: &mut dyn Write, rest: [&str; 7]| {
        let mut cells = vec![status];
        cells.resize(if names { 7 } else { 5 }, "");
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
            &wording::certainty(case),
            &app.devices.to_string(),
            "the file does not name the devices",
        ];
        without_device(wording::status(&case.standing), output, rest)?;
    }
    for gap in &outcome.gaps {
        without_device("incomplete", output, ["", "", "", "", "", "", &wording::gap(gap)])?;
    }
    for unread in &outcome.unread {
        let place = unread.place();
        let place = if place.is_empty() { place } else { format!(", {place}") };
        let details = format!("{}{place}: {}", unread.file(), unread.message);
        without_device("not read", output, ["", "", "", "", "", "", &details])?;
    }
    Ok(())
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

/// A field, which no spreadsheet takes for a formula.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n', ';', '\t']) || formula {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
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
            ("\t=1", "\"'\t=1\""),
            ("＝1", "\"'＝1\""),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
        ];
        for (text, expected) in cases {
            assert_eq!(field(text), expected, "{text:?}");
        }
    }
}
