//! What the outcome is called in words.

use appvagt_scanner::{Certainty, Due};

use super::appraisal::{Case, MatchedBy, Standing};
use super::outcome::{Gap, file};
use crate::scan::wording;

/// What a device of which this is unseen has in common with others.
pub fn unseen(key: &str) -> &'static str {
    match key {
        "no_app_reported" => "no app is reported",
        "personal_side" => "the personal side is not shown",
        "unmanaged_apps" => "only managed apps are shown",
        "unmanaged_apps_if_personal" => "only managed apps are shown if it is a personal device",
        "other_users" => "other users and profiles are not shown",
        _ => "its list of apps is cut short",
    }
}

/// What to do about it.
pub fn remedy(key: &str) -> &'static str {
    match key {
        "no_app_reported" => {
            "See that the MDM asks for the list of apps (Android Management API: \
             statusReportingSettings.applicationReportsEnabled), and that the device is in use."
        }
        "personal_side" => {
            "No MDM sees it. List the ids to block in the policy for the personal side, and ask \
             the employee."
        }
        "unmanaged_apps" => "Ask the employee, or look at the device.",
        "unmanaged_apps_if_personal" => {
            "Give the list of devices with their ownership as a second file, or say \
             --company-owned if all of them are the organisation's."
        }
        "other_users" => "List each user: pm list packages --user ID (pm list users has the ids).",
        _ => "Get the whole file, or all of its list in one page.",
    }
}

pub fn gap(gap: &Gap) -> String {
    match gap {
        Gap::PagesMissing { format, path, entry } => format!(
            "The list that {} is of goes on in a page that was not given, or is not whole \
             ({format}). Give all its pages as files.",
            file(path, entry.as_deref())
        ),
        Gap::RecordsMissing { format, read, of } => format!(
            "The list says that it has {of} records, and {read} were read ({format}). Give all its \
             pages as files."
        ),
        Gap::DevicesUnnamed { format, path, entry } => format!(
            "{} counts apps without naming all their devices ({format}), so that it is not known \
             what of these could not be seen. Give a list of apps by device.",
            file(path, entry.as_deref())
        ),
        Gap::NoDevices => {
            "No phone or tablet is in what was read. See that the right list was exported."
                .to_owned()
        }
        Gap::RulesUnchecked { rules } => {
            let rules = rules.join(", ");
            format!("The files do not show what these rules of the policy are about: {rules}.")
        }
    }
}

/// How sure it is, and by what.
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

/// How it stands, in a word.
pub fn status(standing: &Standing) -> &'static str {
    match standing {
        Standing::Banned { .. } => "banned",
        Standing::Exempt { .. } => "exempt",
        Standing::Announced { .. } => "announced",
    }
}

/// Reason and dates, as far as there are any.
pub fn details(standing: &Standing) -> String {
    let mut parts = Vec::new();
    let reason = match standing {
        Standing::Banned { reason, due } => {
            if let Some(Due { day, over }) = due {
                let over = if *over { ", which is over" } else { "" };
                parts.push(format!("due by the end of {day}{over}"));
            }
            reason.as_ref()
        }
        Standing::Exempt { reason, until } => {
            parts.push(format!("until {until}"));
            Some(reason)
        }
        Standing::Announced { reason, from } => {
            parts.push(format!("from {from} on"));
            reason.as_ref()
        }
    };
    parts.extend(reason.map(|reason| wording::text(reason).to_owned()));
    parts.join(": ")
}

/// Id of the app where it is known, else its name in quotes; with its version.
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

pub fn counted(count: impl TryInto<u64>, what: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(count))
}

/// A number with commas between thousands.
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
