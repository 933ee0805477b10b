//! `appvagt device`: which apps on a phone that is plugged in are banned.

mod attempt;
mod chosen_users;
mod device_admins;
mod found;
mod identities;
mod known;
mod origins;
mod outcome;
mod package_dump;
mod package_list;
mod phone;
mod remote_file;
mod removal;
mod standings;
mod text;
mod user;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

use appvagt_adb::{Adb, Chosen, Device};
use appvagt_safe_text::{clean, json};
use appvagt_scanner::{Catalogue, Judge};
use attempt::{Attempt, Attempted};
use chosen_users::ChosenUsers;
use found::{FoundOnDevice, came_with_device};
use identities::Identities;
use indicatif::ProgressBar;
use outcome::{Depth, DeviceOutcome, needs_identities};
use phone::{Phone, Stop};

use crate::exit_status::{INCOMPLETE, Judged, USAGE};
use crate::judged_by::JudgedBy;
use crate::terminal::complain;

/// How long adb may say nothing. Starting its server takes it seconds, `dumpsys` gives up on a
/// service after ten by itself, and a slow phone is given time to uninstall a large app.
const PATIENCE: Duration = Duration::from_mins(1);

/// Find the apps on a phone or tablet that a policy bans, over adb.
///
/// Looks at the user in the foreground and all profiles. Package names are judged, and with --deep
/// what apps are: who signed them and what they declare. Nothing is stored, and no app is named but
/// the banned ones.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches")]
#[command(
    after_help = "Exit status: 0 if everything was seen and no banned app can run; 1 if a banned \
                  app was found; 3 if none was found but not everything could be seen, or if the \
                  device went away while apps were removed; 2 for wrong usage or a mistake in the \
                  policy.\n\nExamples:\n  appvagt device\n  \
                  appvagt device --policy policy.json --deep --json\n  appvagt device --remove"
)]
pub struct Arguments {
    /// Look at this device, by its serial number in `adb devices`.
    #[arg(long, env = "ANDROID_SERIAL", value_name = "SERIAL")]
    serial: Option<String>,
    #[command(flatten)]
    judged_by: JudgedBy,
    /// Look at one user, by number, or at all users. Without this option: at the user in the
    /// foreground and all profiles.
    #[arg(long, value_name = "ID|all")]
    user: Option<ChosenUsers>,
    /// Read the APKs of apps, to find renamed copies and web apps as well.
    #[arg(long)]
    deep: bool,
    /// Uninstall what is found, after asking about each app, and look again.
    #[arg(long)]
    remove: bool,
    /// Remove without asking.
    #[arg(long, requires = "remove")]
    yes: bool,
    /// Print one JSON object: the report as on a phone, with the user of each finding.
    #[arg(long)]
    json: bool,
}

/// Asks, judges and prints.
pub fn run(arguments: &Arguments) -> ExitCode {
    if arguments.remove && !arguments.yes && !io::stdin().is_terminal() {
        complain(
            "--remove asks on a terminal, and there is none\n  Add --yes to remove without being \
             asked.",
        );
        return ExitCode::from(USAGE);
    }
    let catalogue = Catalogue::embedded();
    let (policy, context) = match arguments.judged_by.read(", and no device was looked at") {
        Ok(read) => read,
        Err(status) => return status,
    };
    let judge = Judge::new(catalogue, &policy, &context);
    let needs_identities = needs_identities(&policy, &context);
    let looked = Look { arguments, judge: &judge, needs_identities }.run();
    match looked {
        Ok(outcome) => finish(&outcome, arguments.json),
        Err(stop) => {
            complain(&clean_lines(&stop.to_string()));
            let is_usage = match &stop {
                Stop::Unreachable(unreachable) => unreachable.is_usage(),
                Stop::NoSuchUser { .. } => true,
            };
            ExitCode::from(if is_usage { USAGE } else { INCOMPLETE })
        }
    }
}

/// How a device is looked at.
struct Look<'a> {
    arguments: &'a Arguments,
    judge: &'a Judge<'a>,
    needs_identities: bool,
}

impl Look<'_> {
    fn run(&self) -> Result<DeviceOutcome, Stop> {
        let serial = self.arguments.serial.as_deref().filter(|serial| !serial.is_empty());
        let Chosen { device, passed_over } = Adb::find(PATIENCE)?.choose(serial)?;
        let mut identities = Identities::default();
        let mut outcome = self.look(&device, &mut identities)?;
        if self.arguments.remove {
            outcome = self.remove(&device, &mut identities, outcome);
        }
        outcome.details.extend(passed_over.iter().map(|other| {
            format!("{other} does not answer ({}) and was not looked at", other.state)
        }));
        Ok(outcome)
    }

    /// Removes what was found, and looks again. Whatever goes wrong, what was done is reported.
    fn remove(
        &self,
        device: &Device,
        identities: &mut Identities,
        found: DeviceOutcome,
    ) -> DeviceOutcome {
        let (mut attempts, mut broke) = (Vec::new(), None);
        for found in found.report.findings.iter().filter(|found| found.is_to_do()) {
            let mut attempt = Attempt::none(found);
            broke = broke.or_else(|| device.stopped().map(|hung| in_one_line(&hung)));
            if broke.is_none() {
                match if self.arguments.yes { Ok(true) } else { removal::agreed(found) } {
                    Ok(false) => continue,
                    Ok(true) => {
                        let said = removal::uninstall(device, found);
                        broke = attempt.made(said).err().map(|broke| in_one_line(&broke));
                    }
                    Err(error) => broke = Some(format!("cannot ask on the terminal: {error}")),
                }
            }
            attempts.push(attempt);
        }
        let tried = attempts.iter().any(|attempt| attempt.result != Attempted::NotTried);
        let mut outcome =
            if tried { self.recheck(device, identities, found, &mut attempts) } else { found };
        if let Some(broke) = broke.filter(|broke| !outcome.details.contains(broke)) {
            outcome.details.insert(0, broke);
        }
        DeviceOutcome { removals: attempts, ..outcome }
    }

    /// Looks again, disables what came with the device and would not go, and finds out what
    /// became of each attempt. Without a device to look at, `last` is what is known.
    fn recheck(
        &self,
        device: &Device,
        identities: &mut Identities,
        last: DeviceOutcome,
        attempts: &mut [Attempt],
    ) -> DeviceOutcome {
        let mut outcome = match self.look(device, identities) {
            Ok(outcome) => outcome,
            Err(stop) => return last.outdated(&stop),
        };
        let mut disabled = false;
        for attempt in attempts.iter_mut() {
            attempt.recheck(&outcome.report, &outcome.users);
            if attempt.result != Attempted::StillThere || device.stopped().is_some() {
                continue;
            }
            let left = attempt.left(&outcome.report);
            if let Some(found) = left.filter(|found| came_with_device(found)) {
                disabled = true;
                // If the connection broke, looking again shows it.
                let _ = attempt.made(removal::disable(device, found));
            }
        }
        if disabled {
            outcome = match self.look(device, identities) {
                Ok(outcome) => outcome,
                Err(stop) => return outcome.outdated(&stop),
            };
            for attempt in attempts.iter_mut() {
                attempt.recheck(&outcome.report, &outcome.users);
            }
        }
        // What was found there was not seen to be gone.
        let unseen = |attempt: &&Attempt| attempt.result == Attempted::Unknown;
        match attempts.iter().find(unseen).filter(|_| outcome.report.complete) {
            Some(Attempt { user, .. }) => {
                outcome.incomplete(format!("user {user} could not be looked at again"))
            }
            None => outcome,
        }
    }

    fn look(&self, device: &Device, identities: &mut Identities) -> Result<DeviceOutcome, Stop> {
        let Arguments { user, deep, .. } = self.arguments;
        let progress = ProgressBar::new_spinner().with_message("Listing apps");
        if !progress.is_hidden() {
            progress.enable_steady_tick(Duration::from_millis(100));
        }
        let phone = Phone::ask(device, user.unwrap_or_default(), self.judge);
        progress.finish_and_clear();
        let mut phone = phone?;
        if *deep {
            identities.read(device, &mut phone, self.judge);
        }
        let depth = match (deep, self.needs_identities) {
            (true, _) => Depth::Identities,
            (false, false) => Depth::Names,
            (false, true) => Depth::NamesAlthoughMoreMatters,
        };
        Ok(DeviceOutcome::new(&device.serial, phone, depth, self.judge))
    }
}

/// Prints what came of it, and says so by the exit status.
fn finish(outcome: &DeviceOutcome, json: bool) -> ExitCode {
    for detail in &outcome.details {
        complain(&clean(detail));
    }
    for gap in &outcome.report.gaps {
        complain(&clean_lines(&text::gap(gap, outcome.depth)));
    }
    judged(outcome).written(print(outcome, json, &mut io::stdout().lock())).into()
}

fn judged(outcome: &DeviceOutcome) -> Judged {
    // What was found before a removal that could not be followed may be gone.
    let found = !outcome.outdated && outcome.report.findings.iter().any(FoundOnDevice::is_to_do);
    Judged { found, complete: outcome.report.complete }
}

fn print(outcome: &DeviceOutcome, json: bool, output: &mut impl Write) -> io::Result<()> {
    if json {
        return json::write_line(outcome, output);
    }
    text::write_findings(outcome, output)?;
    for attempt in &outcome.removals {
        writeln!(output, "{}", attempt.sentence())?;
    }
    text::write_verdict(outcome, output)
}

/// Puts a message of several lines into one.
fn in_one_line(message: &impl ToString) -> String {
    message.to_string().replace("\n ", ".")
}

/// Makes lines safe to show, each by itself.
fn clean_lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use appvagt_scanner::{InstalledApp, JudgingContext, Policy};
    use clap::Parser;
    use phone::AppOfUser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn an_adb_that_hangs_while_apps_are_removed_is_asked_no_more() {
        let Line { arguments } = Line::parse_from(["appvagt", "--remove", "--yes"]);
        let (policy, context) = (Policy::default(), JudgingContext::default());
        let judge = Judge::new(Catalogue::embedded(), &policy, &context);
        let look = Look { arguments: &arguments, judge: &judge, needs_identities: false };
        let looked = || {
            let names = ["com.zhiliaoapp.musically", "com.ss.android.ugc.trill"];
            let apps = names.map(|name| AppOfUser { user: 0, app: InstalledApp::named(name) });
            let phone = Phone { users: vec![0], apps: apps.into(), ..Phone::default() };
            DeviceOutcome::new("R58M", phone, Depth::Names, &judge)
        };
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../adb/tests/hanging_adb.sh");
        let device = Device::named(&Adb::at(program, Duration::from_secs(2)), "R58M");
        let results = |outcome: &DeviceOutcome| {
            outcome.removals.iter().map(|attempt| attempt.result).collect::<Vec<_>>()
        };
        let outcome = look.remove(&device, &mut Identities::default(), looked());
        assert_eq!(results(&outcome), [Attempted::NotRechecked, Attempted::NotTried]);
        assert_eq!((outcome.outdated, outcome.report.findings.len()), (true, 2));
        let silent = "`adb shell pm uninstall` said nothing for 2 seconds";
        assert!(matches!(outcome.details.as_slice(), [one] if one.starts_with(silent)));
        let Judged { found, complete } = judged(&outcome);
        assert!(!found && !complete);
        // Where it hung before, what was found is still there.
        let outcome = look.remove(&device, &mut Identities::default(), looked());
        assert_eq!(results(&outcome), [Attempted::NotTried; 2]);
        assert!(!outcome.outdated);
    }
}
