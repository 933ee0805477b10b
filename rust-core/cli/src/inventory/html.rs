//! The outcome as one page of HTML that needs nothing else: no network, no other file.

use std::io::{self, Write};

use appvagt_inventory::Platform;
use appvagt_scanner::{Policy, Verdict};

use super::outcome::{AppOnDevice, Device, Outcome, Status};
use super::wording::{self, counted, grouped};
use crate::scan::wording::text as in_english;
use crate::terminal::clean;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// SHA-256 digests of these in base64: a browser runs nothing else on the page.
const STYLE_DIGEST: &str = "RTaqm/0A8rZ7ykGEqZUap+YhKsjCXfmEqK0Y4+9QsFM=";
const SCRIPT_DIGEST: &str = "azlN0kPeXxr6g+Xk7WnbkR990crUvWBqd/WtwoyMZTI=";

/// What the page says beside the outcome.
pub struct Page<'a> {
    pub policy: &'a Policy,
    /// Whether names of devices and users are shown.
    pub names: bool,
    /// Who made it.
    pub made_by: Option<&'a str>,
    /// After how many days it is to be deleted.
    pub keep_days: u16,
}

impl Page<'_> {
    /// Writes the page.
    pub fn write(&self, outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
        writeln!(
            output,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{STYLE_DIGEST}'; script-src 'sha256-{SCRIPT_DIGEST}'; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <title>Banned apps on our devices</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>"
        )?;
        self.head(outcome, output)?;
        totals(outcome, output)?;
        families(outcome, output)?;
        systems(outcome, output)?;
        changes(outcome, output)?;
        self.devices(outcome, output)?;
        unattributed(outcome, output)?;
        unseen(outcome, output)?;
        not_read(outcome, output)?;
        self.about(outcome, output)?;
        writeln!(output, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
    }

    fn head(&self, outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
        writeln!(output, "<h1>Banned apps on our devices</h1>")?;
        let mut line = Vec::new();
        line.extend(self.policy.organisation.as_ref().map(|text| in_english(text).to_owned()));
        line.extend(outcome.day.map(|day| format!("as on {day}")));
        line.extend(self.made_by.map(|who| format!("made by {who}")));
        line.push(format!("with Appvagt {}", env!("CARGO_PKG_VERSION")));
        writeln!(output, "<p class=\"soft\">{}</p>", escaped(&line.join(" · ")))?;
        let (class, verdict) = match (outcome.verdict, outcome.complete) {
            (Verdict::ActionRequired, false) => {
                ("banned", "Banned apps were found, and not everything could be seen.")
            }
            (Verdict::ActionRequired, true) => ("banned", "Banned apps were found."),
            (_, false) => ("unknown", "No banned app was found, but not everything could be seen."),
            (_, true) => ("fine", "Everything was seen, and no banned app was found."),
        };
        writeln!(output, "<p class=\"verdict {class}\">{verdict}</p>")
    }

    fn devices(&self, outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
        let shown = || {
            let listed =
                |device: &&Device| device.status != Status::NothingFound || !device.apps.is_empty();
            outcome.devices.iter().filter(listed)
        };
        if shown().next().is_none() {
            return Ok(());
        }
        let mut columns = vec!["Status", "Device"];
        if self.names {
            columns.extend(["Name", "User"]);
        }
        columns.extend([
            "System",
            "Owner",
            "Last report",
            "Banned as",
            "App",
            "Certainty",
            "Details",
        ]);
        // What the columns are called on a narrow screen is up to the style.
        let kind = if self.names { "named" } else { "plain" };
        writeln!(
            output,
            "<h2 id=\"devices-head\">By device</h2>\n<div class=\"controls script\">\n\
             <label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n\
             <label>Status <select id=\"status\"><option value=\"\">all</option>\
             <option>banned</option><option>unknown</option><option>exempt</option>\
             <option>announced</option><option>no longer managed</option></select></label>\n</div>\n\
             <p class=\"script soft\" id=\"count\" aria-live=\"polite\"></p>\n\
             <div class=\"sheet\" role=\"region\" aria-labelledby=\"devices-head\" tabindex=\"0\">\
             <table class=\"cards {kind}\" id=\"devices\">\n<caption>Devices on which something was \
             found, or of which not everything is known. On {} more, nothing was found.</caption>\n\
             <thead><tr>",
            grouped(outcome.totals.nothing_found as u64)
        )?;
        for column in &columns {
            write!(output, "<th scope=\"col\"><button type=\"button\">{column}</button></th>")?;
        }
        writeln!(output, "</tr></thead>\n<tbody>")?;
        for device in shown() {
            let ended = device.status == Status::NoLongerManaged;
            for app in &device.apps {
                let status = if ended {
                    wording::device_status(device.status)
                } else {
                    wording::status(&app.case.standing)
                };
                self.row(device, status, Some(app), &app_cells(app), &columns, output)?;
            }
            if ended && device.apps.is_empty() {
                let status = wording::device_status(device.status);
                self.row(device, status, None, &Default::default(), &columns, output)?;
            } else if !device.unseen.is_empty() && !ended {
                let unseen = device.unseen.iter().map(|what| wording::unseen_of(device, *what));
                let details = unseen.collect::<Vec<_>>().join("; ");
                let cells = [String::new(), String::new(), String::new(), details];
                self.row(device, "unknown", None, &cells, &columns, output)?;
            }
        }
        writeln!(output, "</tbody>\n</table></div>")
    }

    fn row(
        &self,
        device: &Device,
        status: &str,
        app: Option<&AppOnDevice>,
        last: &[String; 4],
        columns: &[&str],
        output: &mut impl Write,
    ) -> io::Result<()> {
        let class = if matches!(status, "banned" | "unknown") { status } else { "other" };
        write!(
            output,
            "<tr data-status=\"{status}\"><td><span class=\"tag {class}\">{status}\
             </span></td>"
        )?;
        let id = match &device.serial {
            Some(serial) if serial != &device.id => format!("{} ({serial})", device.id),
            _ => device.id.to_string(),
        };
        let mut cells = vec![id];
        if self.names {
            let user = app.map_or(device.user.as_deref(), |app| device.user_of(app));
            let name = device.name.as_deref();
            cells.extend([name, user].map(|text| text.unwrap_or_default().to_owned()));
        }
        cells.push(wording::platform(device.platform).to_owned());
        cells.push(wording::owner(device.owner).to_owned());
        cells.push(wording::last_report(device));
        cells.extend(last.iter().cloned());
        for (column, cell) in columns[1..].iter().zip(&cells) {
            let wide = matches!(*column, "Device" | "App" | "Details");
            let class = if wide { " class=\"wide\"" } else { "" };
            write!(output, "<td{class}>{}</td>", escaped(cell))?;
        }
        writeln!(output, "</tr>")
    }

    fn about(&self, outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
        writeln!(output, "<h2>About this page</h2>\n<ul>")?;
        if let Some(day) = outcome.day {
            let last = day.plus_days(self.keep_days);
            writeln!(output, "<li><strong>Delete this page by {last}.</strong></li>")?;
        }
        let personal = if self.names {
            "It holds ids and names of devices, and names of users"
        } else {
            "It holds ids of devices, and no names of devices or users"
        };
        writeln!(
            output,
            "<li>{personal}; of apps, only those that are banned, exempt from a ban, or to be \
             banned. It is one file, loads nothing, and sends nothing.</li>"
        )?;
        writeln!(
            output,
            "<li>Apps are recognised by package name, bundle id or certificate, as the files have \
             them. Where a file has none of these, apps are recognised by name only. An app that \
             was renamed and signed anew is not recognised from a list.</li>"
        )?;
        for file in &outcome.files {
            let entry = file.entry.as_ref().map(|entry| format!("/{entry}")).unwrap_or_default();
            let records = counted(file.records, "record");
            let path = escaped(&format!("{}{entry}", file.path));
            let day = file.modified.map(|day| format!(", of {day}")).unwrap_or_default();
            let format = file.format;
            writeln!(output, "<li>Read: <code>{path}</code> ({format}, {records}{day})</li>")?;
        }
        writeln!(output, "</ul>")
    }
}

fn app_cells(app: &AppOnDevice) -> [String; 4] {
    let case = &app.case;
    let test = if case.test { " (test app)" } else { "" };
    let mut details = wording::dates(&case.standing, app.due);
    details.extend(wording::change(app));
    [
        format!("{}{test}", case.name),
        wording::app(case),
        wording::certainty(case),
        details.join("; "),
    ]
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
    if totals.no_longer_managed > 0 {
        total("No longer managed", totals.no_longer_managed)?;
    }
    if totals.other_systems > 0 {
        total("Computers left out", totals.other_systems)?;
    }
    writeln!(output, "</dl>")
}

/// Returns a bar that is as long as this part of the whole is large. The number stands beside it.
fn bar(part: u64, whole: u64) -> String {
    let tenths = part.saturating_mul(1000).checked_div(whole).unwrap_or(0).min(1000);
    let (percent, tenth) = (tenths / 10, tenths % 10);
    format!(
        "<svg class=\"bar\" width=\"100%\" height=\"12\" aria-hidden=\"true\">\
         <rect class=\"whole\" width=\"100%\" height=\"12\"/>\
         <rect class=\"part\" width=\"{percent}.{tenth}%\" height=\"12\"/></svg>"
    )
}

fn families(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    if outcome.families.is_empty() {
        return Ok(());
    }
    writeln!(
        output,
        "<h2>By app</h2>\n<div class=\"sheet\"><table>\n<thead><tr><th scope=\"col\">App</th>\
         <th scope=\"col\" class=\"number\">Devices</th>\
         <th scope=\"col\" class=\"bars\">Of all devices</th>\
         <th scope=\"col\" class=\"number\">By name only</th>\
         <th scope=\"col\" class=\"number\">Not named</th>\
         <th scope=\"col\">Why</th></tr></thead>\n<tbody>"
    )?;
    for tally in &outcome.families {
        let test = if tally.test { " (test app)" } else { "" };
        writeln!(
            output,
            "<tr><td>{}{test}</td><td class=\"number\">{}</td><td class=\"bars\">{}</td>\
             <td class=\"number\">{}</td><td class=\"number\">{}</td><td>{}</td></tr>",
            escaped(&tally.name),
            grouped(tally.devices as u64),
            bar(tally.devices as u64, outcome.totals.devices as u64),
            grouped(tally.name_only as u64),
            grouped(tally.unattributed),
            escaped(tally.reason.as_ref().map_or("", in_english))
        )?;
    }
    writeln!(
        output,
        "</tbody>\n</table></div>\n<p class=\"soft\">“By name only” are devices whose list of apps \
         has names but no ids: a likely finding, to be confirmed on the device. “Not named” are \
         further devices that the files count but do not name.</p>"
    )
}

fn systems(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    if outcome.totals.banned == 0 {
        return Ok(());
    }
    writeln!(
        output,
        "<h2>By system</h2>\n<div class=\"sheet\"><table>\n<thead><tr>\
         <th scope=\"col\">System</th><th scope=\"col\" class=\"number\">Devices</th>\
         <th scope=\"col\" class=\"number\">With a banned app</th>\
         <th scope=\"col\" class=\"bars\">Of all of the system</th></tr></thead>\n<tbody>"
    )?;
    for platform in [Platform::Apple, Platform::Android, Platform::Unknown] {
        let of_it = || outcome.judged().filter(|device| device.platform == platform);
        let (all, banned) =
            (of_it().count(), of_it().filter(|device| device.status == Status::Banned).count());
        if all == 0 {
            continue;
        }
        let name = match wording::platform(platform) {
            "" => "not known",
            name => name,
        };
        writeln!(
            output,
            "<tr><td>{name}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>\
             <td class=\"bars\">{}</td></tr>",
            grouped(all as u64),
            grouped(banned as u64),
            bar(banned as u64, all as u64)
        )?;
    }
    writeln!(output, "</tbody>\n</table></div>")
}

fn changes(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    let Some(changes) = &outcome.changes else { return Ok(()) };
    writeln!(
        output,
        "<h2>What changed</h2>\n<p>{}</p>\n<ul>",
        escaped(&wording::changes(changes))
    )?;
    for (what, list) in [("Gone", &changes.gone), ("Not known to be gone", &changes.unclear)] {
        for was in list {
            writeln!(output, "<li>{what}: {}</li>", escaped(&wording::was(was)))?;
        }
    }
    writeln!(output, "</ul>")
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
        let class = if case.is_banned() { "banned" } else { "other" };
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
    if unseen.is_empty() && outcome.gaps.is_empty() && outcome.not_understood.is_empty() {
        return Ok(());
    }
    writeln!(output, "<h2>What could not be seen, and what to do</h2>\n<ul>")?;
    for (what, devices) in unseen {
        let count = counted(devices.len() as u64, "device");
        let (unseen, remedy) = (wording::unseen(what), wording::remedy(what));
        writeln!(output, "<li><strong>{count}</strong>: {unseen}. {}</li>", escaped(remedy))?;
    }
    for word in &outcome.not_understood {
        let word = escaped(&wording::word(word));
        writeln!(output, "<li>This word is not understood: {word}</li>")?;
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

/// Returns text that is safe within an element or an attribute.
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
