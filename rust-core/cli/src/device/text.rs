//! The outcome for people.

use std::io::{self, Write};

use appvagt_files::scan::text::{counted, line, write_facts};
use appvagt_files::scan::wording;
use appvagt_safe_text::clean;
use appvagt_scanner::{Gap, Note, PackageList, Profile, Removal};

use super::found::{FoundOnDevice, Holder};
use super::outcome::{Depth, DeviceOutcome};

/// Writes which device this is, and a paragraph for each finding and note.
pub fn write_findings(outcome: &DeviceOutcome, output: &mut impl Write) -> io::Result<()> {
    let DeviceOutcome { serial, model, android, .. } = outcome;
    let model = model.as_deref().unwrap_or("Device");
    let android = android.as_deref().map(|version| format!(", Android {version}"));
    let device = format!("{model} ({serial}){}", android.unwrap_or_default());
    writeln!(output, "{}\n", clean(&device))?;
    for found in &outcome.report.findings {
        write_finding(found, output)?;
        writeln!(output)?;
    }
    for note in &outcome.report.notes {
        if let Some(sentence) = wording::note(note).or_else(|| about_device(note)) {
            writeln!(output, "{}\n", clean(&sentence))?;
        }
    }
    Ok(())
}

/// Writes what it all comes to.
pub fn write_verdict(outcome: &DeviceOutcome, output: &mut impl Write) -> io::Result<()> {
    let DeviceOutcome { report, users, depth, .. } = outcome;
    let banned = match report.findings.len() {
        0 => "none".to_owned(),
        count => count.to_string(),
    };
    let (apps, users) = (counted(report.scanned, "app"), numbers(users));
    let since = if outcome.outdated { ", and not again after the removal" } else { "" };
    writeln!(output, "Looked at {apps} of {users}{since}. Banned: {banned}.")?;
    let by_what = match depth {
        Depth::Names | Depth::NamesAlthoughMoreMatters => {
            "Apps were identified by their package names alone. Renamed copies and web apps are \
             found with --deep."
        }
        Depth::Identities => {
            "What came with the device and was not updated was identified by its package name alone."
        }
    };
    writeln!(output, "{by_what}")?;
    if !outcome.other_users.is_empty() {
        let others = numbers(&outcome.other_users);
        writeln!(output, "Not looked at: {others}. To look at all users, add --user all.")?;
    }
    if !report.complete {
        writeln!(output, "The scan is incomplete; standard error says why.")?;
    }
    Ok(())
}

fn numbers(users: &[u32]) -> String {
    let numbers: Vec<_> = users.iter().map(u32::to_string).collect();
    match numbers.as_slice() {
        [] => "no user".to_owned(),
        [one] => format!("user {one}"),
        several => format!("users {}", several.join(", ")),
    }
}

/// Writes what is known of a finding, and what to do next.
pub fn write_finding(found: &FoundOnDevice, output: &mut impl Write) -> io::Result<()> {
    let FoundOnDevice { finding, subject: Holder { user, refused } } = found;
    let profile = finding.profile.map(|profile| format!(" ({})", self::profile(profile)));
    writeln!(output, "user {user}{}", profile.unwrap_or_default())?;
    write_facts(finding, wording::Signatures::CheckedByDevice, output)?;
    line(output, "next", next(finding.removal, *refused))
}

const fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::Work => "work profile",
        Profile::Personal => "personal side",
        Profile::Private => "private space",
        Profile::Clone => "copies of apps",
    }
}

/// Says what to do next about an app; where the shell is refused, without it.
const fn next(removal: Removal, refused: bool) -> &'static str {
    match removal {
        Removal::Uninstall | Removal::InOtherProfile if refused => {
            "Uninstall it on the device: adb is refused what is this user's."
        }
        Removal::RestoreThenDisable | Removal::Disable if refused => {
            "It came with the device: disable it there. Adb is refused what is this user's."
        }
        Removal::AskIt if refused => "Have the device's management remove it.",
        Removal::Uninstall | Removal::InOtherProfile => {
            "Uninstall it, on the device or with --remove."
        }
        Removal::RestoreThenDisable | Removal::Disable => {
            "It came with the device: disable it there, or uninstall it for this user with \
             --remove."
        }
        Removal::DeactivateAdmin => "Deactivate it as a device administrator first.",
        Removal::ClearInstant => "It runs without being installed: clear it on the device.",
        Removal::AskIt => "Have the device's management remove it, or try --remove.",
        Removal::NothingLeft => "It came with the device and is disabled: nothing is left to do.",
    }
}

fn about_device(note: &Note) -> Option<String> {
    match note {
        Note::ProfileUnseen { profile: Profile::Clone } => {
            Some("The copies of apps were not looked at.".to_owned())
        }
        Note::ProfileUnseen { profile } => {
            Some(format!("The {} was not looked at.", self::profile(*profile)))
        }
        Note::DataKept { package, name, .. } => {
            Some(format!("{name} ({package}) was uninstalled, and its data were kept."))
        }
        Note::Exempt { .. } | Note::Announced { .. } => None,
    }
}

/// Says why the scan is incomplete, and what to do.
pub fn gap(gap: &Gap, depth: Depth) -> String {
    match gap {
        Gap::ListFailed { list: PackageList::Hidden, .. } => {
            "Hidden and archived apps are not known.\n  Unlock the device, let it rest for a minute \
             and run this again. If that does not help, have the app scan on the device."
                .to_owned()
        }
        Gap::ListFailed { list: PackageList::Installed, .. } => {
            "The apps of a user could not be listed.\n  Unlock the device and run this again. Where \
             it refuses that to adb, have the app scan on the device."
                .to_owned()
        }
        Gap::ListEmpty => "The list of apps is empty, which no device's is.\n  Restart the device \
                           and run this again."
            .to_owned(),
        Gap::ListWithoutOurselves | Gap::ListWithoutAndroid => {
            "The list of apps lacks Android itself, so it may lack others.\n  Restart the device \
             and run this again. On Xiaomi, switch on \"USB debugging (Security settings)\"."
                .to_owned()
        }
        Gap::ListContradicted { apps } => format!(
            "The list of apps left out {}.\n  What it left out was judged; there may be more. \
             Have the app scan on the device.",
            counted(*apps, "banned app")
        ),
        Gap::AppsUnread { .. } if depth == Depth::NamesAlthoughMoreMatters => {
            "The policy bans apps by more than their names, and nothing else was looked at.\n  Run \
             this again with --deep."
                .to_owned()
        }
        Gap::AppsUnread { apps, of } => format!(
            "{apps} of {} could not be identified.\n  Run this again. If that does not help, have \
             the app scan on the device.",
            counted(*of, "app")
        ),
        Gap::PermissionMissing { permission } => format!("{permission} is missing."),
        Gap::ProfileUnseen { profile } => format!(
            "The {} could not be looked at, and the policy asks for it.\n  {}",
            self::profile(*profile),
            match profile {
                Profile::Work | Profile::Personal => {
                    "If it is locked or paused, switch it on and run this again. Where the device \
                     refuses that to adb, have the app scan there."
                }
                Profile::Private => {
                    "If it is locked, unlock it and run this again. Where the device refuses that \
                     to adb, as Samsung's Secure Folder does, look at its apps on the device."
                }
                Profile::Clone => {
                    "Look at the copies on the device, where its settings have them (Dual apps, App \
                     twin, App cloner, Dual Messenger)."
                }
            }
        ),
    }
}
