//! The outcome for a terminal.

use std::io::{self, Write};

use appvagt_inventory::Unseen;

use super::appraisal::Standing;
use super::outcome::Outcome;
use super::wording::{self, counted, grouped};
use crate::terminal::clean;

/// So many devices of which the same is unknown are named.
const NAMED: usize = 10;
/// No column is padded to more than this.
const WIDEST: usize = 60;

/// What is shown of devices.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Names of devices and users.
    pub names: bool,
    /// All devices, also those on which nothing was found.
    pub all: bool,
}

/// Writes what was found, on what devices, and what it all comes to.
pub fn write(outcome: &Outcome, shown: Shown, output: &mut impl Write) -> io::Result<()> {
    let Shown { names, all } = shown;
    let banned: Vec<_> = outcome.apps().filter(|(_, app)| app.case.is_banned()).collect();
    if !banned.is_empty() {
        let mut header = vec!["BANNED", "APP", "CERTAINTY", "DEVICE"];
        if names {
            header.extend(["NAME", "USER"]);
        }
        let rows = banned.iter().map(|(device, app)| {
            let case = &app.case;
            let test = if case.test { " (test app)" } else { "" };
            let mut row = vec![
                format!("{}{test}", case.name),
                wording::app(case),
                wording::certainty(case),
                device.id.to_string(),
            ];
            if names {
                let shown = |text: Option<&str>| text.unwrap_or_default().to_owned();
                row.extend([shown(device.name.as_deref()), shown(device.user_of(app))]);
            }
            row
        });
        table(&header, rows.collect(), output)?;
        writeln!(output)?;
    }
    if !outcome.unattributed.is_empty() {
        let header = ["ON DEVICES THAT THE FILE DOES NOT NAME", "APP", "CERTAINTY", "DEVICES"];
        let rows = outcome.unattributed.iter().map(|app| {
            vec![
                format!("{} ({})", app.case.name, wording::status(&app.case.standing)),
                wording::app(&app.case),
                wording::certainty(&app.case),
                grouped(app.devices),
            ]
        });
        table(&header, rows.collect(), output)?;
        writeln!(output)?;
    }
    for (device, app) in outcome.apps().filter(|(_, app)| !app.case.is_banned()) {
        let status = match app.case.standing {
            Standing::Exempt { .. } => "is exempt",
            _ => "will be banned",
        };
        let (id, details) = (wording::app(&app.case), wording::details(app));
        let line = format!("{}: {} ({id}) {status} {details}", device.id, app.case.name);
        writeln!(output, "{}", clean(&line))?;
    }
    if all {
        write_devices(outcome, names, output)?;
    }
    write_changes(outcome, output)?;
    write_tallies(outcome, output)?;
    write_unknown(outcome, output)?;
    write_totals(outcome, output)
}

fn write_tallies(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    for tally in &outcome.families {
        let mut parts = vec![counted(tally.devices as u64, "device")];
        if tally.name_only > 0 {
            parts.push(format!("{} of them by name only", grouped(tally.name_only as u64)));
        }
        if tally.unattributed > 0 {
            parts.push(format!("{} more that are not named", grouped(tally.unattributed)));
        }
        writeln!(output, "{}: {}", clean(&tally.name), parts.join(", "))?;
    }
    if !outcome.families.is_empty() {
        writeln!(output)?;
    }
    Ok(())
}

/// Writes all devices, a line for each.
fn write_devices(outcome: &Outcome, names: bool, output: &mut impl Write) -> io::Result<()> {
    let mut header = vec!["DEVICE", "STATUS", "LAST REPORT", "SYSTEM", "OWNER"];
    if names {
        header.extend(["NAME", "USER"]);
    }
    let rows = outcome.devices.iter().map(|device| {
        let mut row = vec![
            device.id.to_string(),
            wording::device_status(device.status).to_owned(),
            wording::last_report(device),
            wording::platform(device.platform).to_owned(),
            wording::owner(device.owner).to_owned(),
        ];
        if names {
            let shown = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
            row.extend([shown(&device.name), shown(&device.user)]);
        }
        row
    });
    table(&header, rows.collect(), output)?;
    writeln!(output)
}

/// Writes what changed since an earlier result.
fn write_changes(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    let Some(changes) = &outcome.changes else { return Ok(()) };
    writeln!(output, "{}", wording::changes(changes))?;
    for (what, list) in [("Gone", &changes.gone), ("Not known to be gone", &changes.unclear)] {
        for was in list {
            writeln!(output, "{what}: {}", clean(&wording::was(was)))?;
        }
    }
    writeln!(output)
}

fn write_unknown(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    let unseen = outcome.unseen();
    for (&what, devices) in &unseen {
        let count = counted(devices.len() as u64, "device");
        writeln!(
            output,
            "Unknown on {count}: {}. {}",
            wording::unseen(what),
            wording::remedy(what)
        )?;
        for device in devices.iter().take(NAMED) {
            let day = device.reported_day.filter(|_| what == Unseen::Today);
            let day = day.map(|day| format!(", last reported on {day}")).unwrap_or_default();
            writeln!(output, "  {}{day}", clean(&device.id))?;
        }
        if devices.len() > NAMED {
            let more = grouped((devices.len() - NAMED) as u64);
            writeln!(output, "  and {more} more, which --csv, --json and --html list")?;
        }
    }
    if !outcome.not_understood.is_empty() {
        writeln!(output, "Words that are not understood:")?;
        for word in &outcome.not_understood {
            writeln!(output, "  {}", clean(&wording::word(word)))?;
        }
    }
    for gap in &outcome.gaps {
        writeln!(output, "{}", clean(&wording::gap(gap)))?;
    }
    if !outcome.gaps.is_empty() || !unseen.is_empty() || !outcome.not_understood.is_empty() {
        writeln!(output)?;
    }
    Ok(())
}

fn write_totals(outcome: &Outcome, output: &mut impl Write) -> io::Result<()> {
    let totals = &outcome.totals;
    let apps = counted(totals.apps, "app");
    let files = counted(outcome.files.len() as u64, "file");
    let devices = counted(totals.devices as u64, "device");
    let number = |count: usize| grouped(count as u64);
    writeln!(
        output,
        "Judged {apps} on {devices} from {files}. Banned on {}, unknown {}, nothing found on {}.",
        number(totals.banned),
        number(totals.unknown),
        number(totals.nothing_found)
    )?;
    if totals.no_longer_managed > 0 {
        let ended = counted(totals.no_longer_managed as u64, "device");
        writeln!(output, "Not judged: {ended} no longer managed (wiped, retired or unenrolled).")?;
    }
    if totals.other_systems > 0 {
        let others = counted(totals.other_systems as u64, "computer");
        writeln!(output, "Left out: {others} and the like, which are no phones or tablets.")?;
    }
    if !outcome.unread.is_empty() {
        let places = counted(outcome.unread.len() as u64, "place");
        writeln!(
            output,
            "The result is incomplete: {places} could not be read; standard error names each."
        )?;
    }
    Ok(())
}

/// Writes a table, its columns as wide as what is in them.
fn table(header: &[&str], rows: Vec<Vec<String>>, output: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain([header[column].len()]).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<_> = (0..header.len()).map(width).collect();
    let header: Vec<_> = header.iter().map(|cell| (*cell).to_owned()).collect();
    for row in [&header].into_iter().chain(&rows) {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(output, "{}", line.trim_end())?;
    }
    Ok(())
}
