//! What the outcome is called in words.

use appvagt_inventory::{Owner, Platform, Subject, Unseen};
use appvagt_scanner::{Certainty, Due};

use super::appraisal::{Case, MatchedBy, Standing};
use super::earlier::{Change, Changes, Was};
use super::outcome::{AppOnDevice, Device, Gap, Status, Unread, Word, file};
use crate::scan::wording;

/// Returns what devices of which this is unseen have in common.
pub fn unseen(unseen: Unseen) -> &'static str {
    match unseen {
        Unseen::Everything => "no app is reported",
        Unseen::OtherApps => "the list is about one app and says nothing of the others",
        Unseen::PersonalSide => "the personal side is not shown",
        Unseen::UnmanagedApps => "only managed apps are shown",
        Unseen::UnmanagedAppsIfPersonal => "only managed apps are shown if it is a personal device",
        Unseen::OtherUsers => "other users and profiles are not shown",
        Unseen::Rest => "its list of apps is cut short",
        Unseen::Meaning => "a word about it or its apps is not understood",
        Unseen::AppNames => "an app in its list has neither an id nor a name",
        Unseen::SharedName => "several users have a device of this name",
        Unseen::DamagedId => "a spreadsheet has changed its id",
        Unseen::Today => "its last report is too old",
    }
}

/// Returns what to do about it.
pub fn remedy(unseen: Unseen) -> &'static str {
    match unseen {
        Unseen::Everything => {
            "Check that the MDM asks for the list of apps (Android Management API: \
             statusReportingSettings.applicationReportsEnabled), and that the device is in use."
        }
        Unseen::OtherApps => "Export the list of all apps on all devices.",
        Unseen::PersonalSide => {
            "No MDM sees it. List the ids to block in the policy for the personal side, and ask \
             the employee."
        }
        Unseen::UnmanagedApps => "Ask the employee, or look at the device.",
        Unseen::UnmanagedAppsIfPersonal => {
            "Add the list of devices with their ownership as a second file. If all devices belong \
             to the organisation, use --company-owned."
        }
        Unseen::OtherUsers => {
            "List each user: pm list packages --user ID (pm list users has the ids)."
        }
        Unseen::Rest => "Get the whole file, or all of its list in one page.",
        Unseen::Meaning => "The words are listed below. Export the list in English, or as codes.",
        Unseen::AppNames => {
            "Export the list with package names, bundle ids or names. If it names apps by keys of \
             the MDM, add the list of apps as a second file."
        }
        Unseen::SharedName => {
            "Export the list with serial numbers or ids of devices, and name that field with \
             --device."
        }
        Unseen::DamagedId => {
            "Export the list again, and do not save it with a spreadsheet program."
        }
        Unseen::Today => "Look for the device. --stale DAYS sets how old a report may be.",
    }
}

/// Returns what a word is about that is not understood.
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::AppState => "State",
        Subject::AppKind => "Kind of software",
        Subject::Platform => "Platform",
        Subject::Ownership => "Ownership",
        Subject::ManagementMode => "Management mode",
        Subject::DeviceState => "State of the device",
        Subject::LastReport => "Last report",
    }
}

/// Returns a word that is not understood, with how often it came.
pub fn word(word: &Word) -> String {
    let times = match word.times {
        1 => "once".to_owned(),
        times => format!("{} times", grouped(times)),
    };
    match &word.value {
        Some(value) => format!("{}: “{value}” {times}", subject(word.field)),
        None => format!("{}: other words {times}", subject(word.field)),
    }
}

/// Returns a gap in words.
pub fn gap(gap: &Gap) -> String {
    match gap {
        Gap::PagesMissing { format, path, entry } => format!(
            "The list in {} goes on in a page that was not given, or is not whole ({format}). Give \
             all its pages as files.",
            file(path, entry.as_deref())
        ),
        Gap::RecordsMissing { format, read, of } => format!(
            "The list says that it has {of} records, and {read} were read ({format}). Give all its \
             pages as files."
        ),
        Gap::DevicesUnnamed { format, path, entry } => format!(
            "{} has apps without their devices ({format}), so it is not known what of these could \
             not be seen. Give a list of apps by device. In a table with merged cells, fill in the \
             device on every row.",
            file(path, entry.as_deref())
        ),
        Gap::NoDevices => {
            "No phone or tablet is in what was read. Check that the right list was exported."
                .to_owned()
        }
        Gap::RulesUnchecked { rules } => {
            let rules = rules.join(", ");
            format!("The files do not show what these rules of the policy are about: {rules}.")
        }
    }
}

/// Returns what is printed for a place that could not be read.
pub fn unread(unread: &Unread) -> String {
    let place = unread.place();
    let place = if place.is_empty() { place } else { format!(", {place}") };
    format!("{}{place}: {}", unread.file(), unread.message)
}

/// Returns what is unseen of a device, with the day of a report that is too old.
pub fn unseen_of(device: &Device, what: Unseen) -> String {
    match (what, device.reported_day) {
        (Unseen::Today, Some(day)) => format!("last reported on {day}"),
        _ => unseen(what).to_owned(),
    }
}

/// Returns the day of the last report; as the file has it, where that is not understood.
pub fn last_report(device: &Device) -> String {
    match (device.reported_day, &device.reported) {
        (Some(day), _) => day.to_string(),
        (None, reported) => reported.as_deref().unwrap_or_default().to_owned(),
    }
}

/// Returns how much changed since an earlier result.
pub fn changes(changes: &Changes) -> String {
    let since = changes.since.map(|day| day.to_string());
    let since = since.as_deref().unwrap_or("the earlier result");
    format!(
        "Since {since}: {} new, {} still there, {} gone, {} not known to be gone.",
        grouped(changes.new as u64),
        grouped(changes.still as u64),
        grouped(changes.gone.len() as u64),
        grouped(changes.unclear.len() as u64)
    )
}

/// Returns something that an earlier result found.
pub fn was(was: &Was) -> String {
    let first = was.first_seen.map(|day| format!(" (first seen on {day})")).unwrap_or_default();
    format!("{} on {}{first}", was.name, was.device)
}

/// Returns how a device stands, in a word.
pub fn device_status(status: Status) -> &'static str {
    match status {
        Status::Banned => "banned",
        Status::Unknown => "unknown",
        Status::NothingFound => "nothing found",
        Status::NoLongerManaged => "no longer managed",
    }
}

/// Returns what runs on a device.
pub fn platform(platform: Platform) -> &'static str {
    match platform {
        Platform::Android => "Android",
        Platform::Apple => "iOS, iPadOS",
        Platform::Unknown | Platform::Other => "",
    }
}

/// Returns whose a device is.
pub fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Company => "organisation",
        Owner::Person => "personal",
        Owner::Unsaid => "",
    }
}

/// Returns how sure it is, and by what.
pub fn certainty(case: &Case) -> String {
    let sure = wording::certainty(case.certainty);
    match case.matched_by {
        MatchedBy::NameOnly => "name only: likely".to_owned(),
        MatchedBy::AppId => sure.to_owned(),
        MatchedBy::Certificate => format!("{sure} (by its certificate)"),
        MatchedBy::OwnRule => match case.certainty {
            Certainty::Certain => "own rule".to_owned(),
            Certainty::Strong => format!("{sure} (own rule)"),
        },
    }
}

/// Returns how it stands with an app, in a word.
pub fn status(standing: &Standing) -> &'static str {
    match standing {
        Standing::Banned { .. } => "banned",
        Standing::Exempt { .. } => "exempt",
        Standing::Announced { .. } => "announced",
    }
}

/// Returns dates, what is new and the reason, as far as there are any.
pub fn details(app: &AppOnDevice) -> String {
    let reason = reason(&app.case.standing);
    let mut parts = dates(&app.case.standing, app.due);
    parts.extend(change(app));
    parts.extend(reason.map(str::to_owned));
    parts.join(": ")
}

/// Returns dates, as far as there are any.
pub fn dates(standing: &Standing, due: Option<Due>) -> Vec<String> {
    match (standing, due) {
        (Standing::Banned { .. }, Some(Due { day, over })) => {
            let over = if over { ", which is over" } else { "" };
            vec![format!("due by the end of {day}{over}")]
        }
        (Standing::Banned { .. }, None) => Vec::new(),
        (Standing::Exempt { until, .. }, _) => vec![format!("until {until}")],
        (Standing::Announced { from, .. }, _) => vec![format!("from {from} on")],
    }
}

/// Returns what is new of an app since an earlier result.
pub fn change(app: &AppOnDevice) -> Option<String> {
    let first = app.first_seen.map(|day| format!(", first seen on {day}")).unwrap_or_default();
    Some(match app.change? {
        Change::New => "new".to_owned(),
        Change::Still => format!("still there{first}"),
    })
}

/// Returns the reason in English, where the policy gives one.
pub fn reason(standing: &Standing) -> Option<&str> {
    match standing {
        Standing::Banned { reason, .. } | Standing::Announced { reason, .. } => {
            reason.as_ref().map(wording::text)
        }
        Standing::Exempt { reason, .. } => Some(wording::text(reason)),
    }
}

/// Returns the id of the app where it is known, else its name in quotes; with its version.
pub fn app(case: &Case) -> String {
    let app = match (&case.app, &case.label) {
        (Some(id), _) => id.clone(),
        (None, Some(label)) => format!("“{label}”"),
        (None, None) => case.name.clone(),
    };
    match &case.version {
        Some(version) => format!("{app} {version}"),
        None => app,
    }
}

/// Returns a number of things.
pub fn counted(count: impl TryInto<u64>, what: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(count))
}

/// Returns a number with commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
