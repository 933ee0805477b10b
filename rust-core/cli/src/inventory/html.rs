//! The outcome as one page of HTML that needs nothing else: no network, no other file.

use std::io::{self, Write};

use appvagt_scanner::{Policy, Verdict};

use super::outcome::{Device, Outcome, is_banned};
use super::wording::{self, counted, grouped};
use crate::scan::wording::text as in_english;
use crate::terminal::clean;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// SHA-256 digests of these in base64: a browser runs nothing else on the page.
const STYLE_DIGEST: &str = "haUA3fh8GFv1xfp0xE24QFmd8JS0Cnt7WytOivM7KqU=";
const SCRIPT_DIGEST: &str = "azlN0kPeXxr6g+Xk7WnbkR990crUvWBqd/WtwoyMZTI=";

/// Writes the page.
pub fn write(
    outcome: &Outcome,
    policy: &Policy,
    names: bool,
    output: &mut impl Write,
) -> io::Result<()> {
    writeln!(
        output,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{STYLE_DIGEST}'; script-src 'sha256-{SCRIPT_DIGEST}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <title>Banned apps on our devices</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    )?;
    head(outcome, policy, output)?;
    totals(outcome, output)?;
    families(outcome, output)?;
    devices(outcome, names, output)?;
    unattributed(outcome, output)?;
    unseen(outcome, output)?;
    not_read(outcome, output)?;
    about(outcome, policy, names, output)?;
    writeln!(output, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
}

fn head(outcome: &Outcome, policy: &Policy, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "<h1>Banned apps on our devices</h1>")?;
    let mut line = Vec::new();
    line.extend(policy.organisation.as_ref().map(|text| in_english(text).to_owned()));
    line.extend(outcome.day.map(|day| format!("as on {day}")));
    line.push(format!("made by Appvagt {}", env!("CARGO_PKG_VERSION")));
    writeln!(output, "<p class=\"soft\">{}</p>", escaped(&line.join(" · ")))?;
    let (class, verdict) = match (outcome.found_any(), outcome.verdict) {
        (true, Verdict::Incomplete) => {
            ("banned", "Banned apps were found, and not everything could be seen.")
        }
        (true, _) => ("banned", "Banned apps were found."),
        (false, Verdict::Incomplete) => {
            ("unknown", "No banned app was found, but not everything could be seen.")
        }
        (false, _) => ("fine", "Everything was seen, and no banned app was found."),
    };
    writeln!(output, "<p class=\"verdict {class}\">{verdict}</p>")
}

fn totals(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    let totals = &outcome.totals;
    writeln!(output, "<dl class=\"totals\">")?;
    let mut total = |what: &str, count: usize| {
        let count = grouped(count as u64);
        writeln!(output, "<div><dt>{what}</dt><dd>{count}</dd></div>")
    };
    total("Phones and tablets", totals.devices)?;
    total("With a banned app", totals.banned)?;
    total("Not fully known", totals.unknown)?;
    total("Nothing found", totals.nothing_found)?;
    if totals.other_systems > 0 {
        total("Computers left out", totals.other_systems)?;
    }
    writeln!(output, "</dl>")
}

fn families(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    if outcome.families.is_empty() {
        return Ok(());
    }
    writeln!(
        output,
        "<h2>By app</h2>\n<div class=\"sheet\"><table>\n<thead><tr><th scope=\"col\">App</th>\
         <th scope=\"col\" class=\"number\">Devices</th>\
         <th scope=\"col\" class=\"number\">By name only</th>\
         <th scope=\"col\" class=\"number\">Not named</th></tr></thead>\n<tbody>"
    )?;
    for tally in &outcome.families {
        let test = if tally.test { " (test app)" } else { "" };
        writeln!(
            output,
            "<tr><td>{}{test}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>\
             <td class=\"number\">{}</td></tr>",
            escaped(&tally.name),
            grouped(tally.devices as u64),
            grouped(tally.name_only as u64),
            grouped(tally.unattributed)
        )?;
    }
    writeln!(
        output,
        "</tbody>\n</table></div>\n<p class=\"soft\">“By name only” are devices whose list of apps \
         has names but no ids: a likely finding, to be confirmed on the device. “Not named” are \
         further devices that the files count but do not name.</p>"
    )
}

fn devices(outcome: &Outcome, names: bool, output: &mut impl Write) -> io::Result<()> {
    if outcome.devices.is_empty() {
        return Ok(());
    }
    let mut columns = vec!["Status", "Device"];
    if names {
        columns.extend(["Name", "User"]);
    }
    columns.extend(["System", "Last report", "Banned as", "App", "Certainty", "Details"]);
    // What the columns are called on a narrow screen is up to the style.
    let kind = if names { "named" } else { "plain" };
    writeln!(
        output,
        "<h2 id=\"devices-head\">By device</h2>\n<div class=\"controls script\">\n\
         <label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n\
         <label>Status <select id=\"status\"><option value=\"\">all</option>\
         <option>banned</option><option>unknown</option><option>exempt</option>\
         <option>announced</option></select></label>\n</div>\n\
         <p class=\"script soft\" id=\"count\" aria-live=\"polite\"></p>\n\
         <div class=\"sheet\" role=\"region\" aria-labelledby=\"devices-head\" tabindex=\"0\">\
         <table class=\"cards {kind}\" id=\"devices\">\n<caption>Devices on which something was found, or \
         of which not everything is known. On {} more, nothing was found.</caption>\n<thead><tr>",
        grouped(outcome.totals.nothing_found as u64)
    )?;
    for column in &columns {
        write!(output, "<th scope=\"col\"><button type=\"button\">{column}</button></th>")?;
    }
    writeln!(output, "</tr></thead>\n<tbody>")?;
    for device in &outcome.devices {
        for case in &device.apps {
            let test = if case.test { " (test app)" } else { "" };
            let cells = [
                format!("{}{test}", case.name),
                wording::app(case),
                wording::certainty(case),
                wording::details(&case.standing),
            ];
            row(device, wording::status(&case.standing), &columns, names, &cells, output)?;
        }
        if !device.unseen.is_empty() {
            let unseen: Vec<_> = device.unseen.iter().map(|key| wording::unseen(key)).collect();
            let cells = [String::new(), String::new(), String::new(), unseen.join("; ")];
            row(device, "unknown", &columns, names, &cells, output)?;
        }
    }
    writeln!(output, "</tbody>\n</table></div>")
}

fn row(
    device: &Device,
    status: &str,
    columns: &[&str],
    names: bool,
    last: &[String; 4],
    output: &mut impl Write,
) -> io::Result<()> {
    let class = if matches!(status, "banned" | "unknown") { status } else { "other" };
    write!(
        output,
        "<tr data-status=\"{status}\"><td><span class=\"tag {class}\">{status}\
         </span></td>"
    )?;
    let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    let id = match &device.serial {
        Some(serial) if serial != &device.id => format!("{} ({serial})", device.id),
        _ => device.id.to_string(),
    };
    let mut cells = vec![id];
    if names {
        cells.extend([text(&device.name), text(&device.user)]);
    }
    let system = match device.platform {
        "android" => "Android",
        "ios" => "iOS, iPadOS",
        _ => "",
    };
    // The day is enough to see how old it is.
    let reported = text(&device.reported);
    let day = reported.get(..10).filter(|day| day.is_ascii() && day.as_bytes()[4] == b'-');
    cells.extend([system.to_owned(), day.unwrap_or(&reported).to_owned()]);
    cells.extend(last.iter().cloned());
    for (column, cell) in columns[1..].iter().zip(&cells) {
        let wide = matches!(*column, "Device" | "App" | "Details");
        let class = if wide { " class=\"wide\"" } else { "" };
        write!(output, "<td{class}>{}</td>", escaped(cell))?;
    }
    writeln!(output, "</tr>")
}

fn unattributed(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    if outcome.unattributed.is_empty() {
        return Ok(());
    }
    writeln!(
        output,
        "<h2>On devices that the files do not name</h2>\n<div class=\"sheet\"><table>\n<thead><tr>\
         <th scope=\"col\">Status</th><th scope=\"col\">Banned as</th><th scope=\"col\">App</th>\
         <th scope=\"col\">Certainty</th><th scope=\"col\" class=\"number\">Devices</th></tr></thead>\
         \n<tbody>"
    )?;
    for app in &outcome.unattributed {
        let case = &app.case;
        let status = wording::status(&case.standing);
        let class = if is_banned(case) { "banned" } else { "other" };
        writeln!(
            output,
            "<tr><td><span class=\"tag {class}\">{status}</span></td><td>{}</td><td>{}</td>\
             <td>{}</td><td class=\"number\">{}</td></tr>",
            escaped(&case.name),
            escaped(&wording::app(case)),
            escaped(&wording::certainty(case)),
            grouped(app.devices)
        )?;
    }
    writeln!(output, "</tbody>\n</table></div>")
}

fn unseen(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    let unseen = outcome.unseen();
    if unseen.is_empty() && outcome.gaps.is_empty() {
        return Ok(());
    }
    writeln!(output, "<h2>What could not be seen, and what to do</h2>\n<ul>")?;
    for (what, devices) in unseen {
        let count = counted(devices.len() as u64, "device");
        let (unseen, remedy) = (wording::unseen(what), wording::remedy(what));
        writeln!(output, "<li><strong>{count}</strong>: {unseen}. {}</li>", escaped(remedy))?;
    }
    for gap in &outcome.gaps {
        writeln!(output, "<li>{}</li>", escaped(&wording::gap(gap)))?;
    }
    writeln!(output, "</ul>")
}

fn not_read(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    if outcome.unread.is_empty() {
        return Ok(());
    }
    writeln!(output, "<h2>What could not be read</h2>\n<ul>")?;
    for unread in &outcome.unread {
        let place = unread.place();
        let place = if place.is_empty() { place } else { format!(", {place}") };
        let (file, message) = (escaped(&unread.file()), escaped(&unread.message));
        writeln!(output, "<li><code>{file}</code>{place}: {message}</li>")?;
    }
    writeln!(output, "</ul>")
}

fn about(
    outcome: &Outcome,
    policy: &Policy,
    names: bool,
    output: &mut impl Write,
) -> io::Result<()> {
    writeln!(output, "<h2>About this page</h2>\n<ul>")?;
    let reasons = policy.banned.iter().filter_map(|banned| banned.reason.as_ref());
    for reason in reasons {
        writeln!(output, "<li>Why: {}</li>", escaped(in_english(reason)))?;
    }
    let personal = if names {
        "It holds ids and names of devices, and names of users"
    } else {
        "It holds ids of devices, and no names of devices or users"
    };
    writeln!(
        output,
        "<li>{personal}; of apps, only those that are banned, exempt from a ban, or to be banned. \
         It is one file, loads nothing, and sends nothing.</li>"
    )?;
    writeln!(
        output,
        "<li>Apps are told by package name, bundle id or certificate, as the files have them, and \
         where these are not to be had, by name. An app that was renamed and signed anew is not recognised from a list.</li>"
    )?;
    for file in &outcome.files {
        let entry = file.entry.as_ref().map(|entry| format!("/{entry}")).unwrap_or_default();
        let records = grouped(file.records);
        let path = escaped(&format!("{}{entry}", file.path));
        let format = file.format;
        writeln!(output, "<li>Read: <code>{path}</code> ({format}, {records} records)</li>")?;
    }
    writeln!(output, "</ul>")
}

/// Text, safe within an element or an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let group = [chunk[0], *chunk.get(1).unwrap_or(&0), *chunk.get(2).unwrap_or(&0)];
            let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
            for digit in 0..4 {
                let value = (bits >> (18 - 6 * digit) & 63) as usize;
                text.push(if digit <= chunk.len() { DIGITS[value] as char } else { '=' });
            }
        }
        text
    }

    #[test]
    fn the_policy_of_the_page_lets_its_own_style_and_script_through() {
        assert_eq!(STYLE_DIGEST, base64(&Sha256::digest(STYLE)));
        assert_eq!(SCRIPT_DIGEST, base64(&Sha256::digest(SCRIPT)));
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escaped("<img src=x onerror='a()'> & \"b\"\u{1b}"),
            "&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;b&quot;\u{fffd}"
        );
    }
}
