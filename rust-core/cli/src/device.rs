//! `appvagt device`: which apps on a phone that is plugged in are banned.

mod adb;
mod device_admins;
mod identities;
mod outcome;
mod package_dump;
mod package_list;
mod phone;
mod remote_file;
mod removal;
mod scope;
mod shell;
mod text;
mod user;

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
    time::Duration,
};

use adb::Device;
use appvagt_scanner::{Catalogue, Judge, Origin};
use identities::Identities;
use indicatif::ProgressBar;
use outcome::{Depth, Outcome, needs_identities};
use phone::{Phone, Stop};
use scope::Scope;

use crate::{
    exit_status::{INCOMPLETE, Judged, USAGE},
    judged_by::JudgedBy,
    terminal::{clean, complain},
};

/// Find the apps on a phone or tablet that a policy bans, over adb.
///
/// Looks at the user in the foreground and all profiles. Package names are judged, and with --deep
/// what apps are: who signed them and what they declare. Nothing is stored, and no app is named but
/// the banned ones.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches")]
#[command(
    after_help = "Exit status: 0 if everything was seen and nothing is banned that could run, 1 \
                  if a banned app was found, 3 if none was found but not everything could be seen, \
                  2 for wrong usage or a policy with a mistake.\n\nExamples:\n  appvagt device\n  \
                  appvagt device --policy policy.json --deep --json\n  appvagt device --remove"
)]
pub struct Arguments {
    /// Which device, by its serial number in `adb devices`.
    #[arg(long, env = "ANDROID_SERIAL", value_name = "SERIAL")]
    serial: Option<String>,
    #[command(flatten)]
    judged_by: JudgedBy,
    /// Look at one user, by number, or at all; without, at the one in the foreground and all
    /// profiles.
    #[arg(long, value_name = "ID|all")]
    user: Option<Scope>,
    /// Read what apps are, to find renamed copies and web apps as well.
    #[arg(long)]
    deep: bool,
    /// Uninstall what is found, after asking about each app, and look again.
    #[arg(long)]
    remove: bool,
    /// With --remove: do not ask.
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
            "--remove asks on a terminal, and this is none\n  Add --yes to remove without being \
             asked.",
        );
        return ExitCode::from(USAGE);
    }
    let catalogue = Catalogue::embedded();
    let (policy, occasion) = match arguments.judged_by.read(", and no device was looked at") {
        Ok(read) => read,
        Err(status) => return status,
    };
    let judge = Judge::new(catalogue, &policy, &occasion);
    let needs_identities = needs_identities(&policy, &occasion);
    let looked = Look { arguments, judge: &judge, needs_identities }.run();
    match looked {
        Ok(outcome) => finish(&outcome, arguments.json),
        Err(Failure::Stop(stop)) => {
            complain(&clean_lines(&stop.to_string()));
            let is_usage = match &stop {
                Stop::Unreachable(unreachable) => unreachable.is_usage(),
                Stop::NoSuchUser { .. } => true,
            };
            ExitCode::from(if is_usage { USAGE } else { INCOMPLETE })
        }
        Err(Failure::Terminal(error)) => {
            complain(&format!("cannot ask on the terminal: {error}"));
            ExitCode::from(INCOMPLETE)
        }
    }
}

/// Why there is no outcome.
enum Failure {
    Stop(Stop),
    Terminal(io::Error),
}

impl<E: Into<Stop>> From<E> for Failure {
    fn from(stop: E) -> Self {
        Self::Stop(stop.into())
    }
}

/// How a device is looked at.
struct Look<'a> {
    arguments: &'a Arguments,
    judge: &'a Judge<'a>,
    needs_identities: bool,
}

impl Look<'_> {
    fn run(&self) -> Result<Outcome, Failure> {
        let device = Device::find(self.arguments.serial.as_deref())?;
        let mut identities = Identities::default();
        let first = self.look(&device, &mut identities)?;
        if !self.arguments.remove {
            return Ok(first);
        }
        let mut attempts = Vec::new();
        for found in first.findings.iter().filter(|found| found.is_to_do()) {
            if self.arguments.yes || removal::agreed(found).map_err(Failure::Terminal)? {
                attempts.push(removal::uninstall(&device, found)?);
            }
        }
        if attempts.is_empty() {
            return Ok(first);
        }
        let mut outcome = self.look(&device, &mut identities)?;
        let mut disabled = false;
        for attempt in &mut attempts {
            let left = attempt.left(&outcome).filter(|found| found.is_to_do());
            if let Some(found) = left
                && matches!(found.finding.origin, Origin::Preloaded | Origin::PreloadedUpdated)
            {
                attempt.said = removal::disable(&device, found)?;
                disabled = true;
            }
        }
        if disabled {
            outcome = self.look(&device, &mut identities)?;
        }
        for attempt in &mut attempts {
            attempt.recheck(&outcome);
        }
        Ok(Outcome { removals: attempts, ..outcome })
    }

    fn look(&self, device: &Device, identities: &mut Identities) -> Result<Outcome, Stop> {
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
        Ok(Outcome::new(&device.serial, phone, depth, self.judge))
    }
}

/// Prints what came of it, and says so by the exit status.
fn finish(outcome: &Outcome, json: bool) -> ExitCode {
    for detail in &outcome.details {
        complain(&clean(detail));
    }
    for gap in &outcome.gaps {
        complain(&clean_lines(&text::gap(gap, outcome.depth)));
    }
    let found = outcome.findings.iter().any(outcome::FoundOnDevice::is_to_do);
    let judged = Judged { found, complete: outcome.gaps.is_empty() };
    judged.told(print(outcome, json, &mut io::stdout().lock())).into()
}

fn print(outcome: &Outcome, json: bool, output: &mut impl Write) -> io::Result<()> {
    if json {
        serde_json::to_writer(&mut *output, outcome)?;
        return writeln!(output);
    }
    text::write_findings(outcome, output)?;
    for attempt in &outcome.removals {
        writeln!(output, "{}", attempt.told())?;
    }
    text::write_verdict(outcome, output)
}

/// Lines that are safe to show, each by itself.
fn clean_lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}
