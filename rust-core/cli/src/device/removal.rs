//! Removing what was found. What the device says of it is not believed: it is asked again what is
//! there.

use std::io::{self, BufRead, Write};

use appvagt_adb::{Answer, Asked, Device, Unreachable, quoted};
use appvagt_scanner::Origin;
use serde::Serialize;

use super::outcome::{FoundOnDevice, Outcome, User};
use super::text;
use crate::terminal::clean;

/// An attempt to remove a banned app.
#[derive(Debug, Serialize)]
pub struct Attempt {
    pub package: String,
    pub user: u32,
    pub result: Attempted,
    /// What it is called.
    #[serde(skip)]
    pub name: String,
    /// Whether it came with the device, which keeps such apps.
    #[serde(skip)]
    pub preloaded: bool,
    /// What the device said; `None` if the connection broke before.
    #[serde(skip)]
    pub said: Option<String>,
}

/// What the device shows after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attempted {
    /// It is gone.
    Gone,
    /// It came with the device, and is disabled now.
    Disabled,
    /// It is there as before.
    StillThere,
    /// It was not found, but not everything was seen.
    Unknown,
    /// The device was asked to remove it, and could not be looked at since.
    NotRechecked,
    /// The device was not asked to remove it: something else went wrong before.
    NotTried,
}

/// Returns whether an app came with the device, whose image keeps it.
pub fn came_with_device(found: &FoundOnDevice) -> bool {
    matches!(found.finding.origin, Origin::Preloaded | Origin::PreloadedUpdated)
}

/// Asks the person at the terminal whether to remove an app.
pub fn agreed(found: &FoundOnDevice) -> io::Result<bool> {
    let FoundOnDevice { finding, subject: User { user, .. } } = found;
    let mut terminal = io::stderr().lock();
    text::write_finding(found, &mut terminal)?;
    if came_with_device(found) {
        writeln!(
            terminal,
            "It came with the device: it is uninstalled for user {user}, or else disabled, and \
             resetting the device brings it back."
        )?;
    }
    write!(
        terminal,
        "Uninstall {} with its data for user {user}? [y/N] ",
        clean(&format!("{} ({})", finding.identity.name, finding.package))
    )?;
    terminal.flush()?;
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer)? == 0 {
        // Nobody ended the line.
        writeln!(terminal)?;
    }
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// Uninstalls an app for its user. Returns what the device says to that.
pub fn uninstall(device: &Device, found: &FoundOnDevice) -> Result<String, Unreachable> {
    run(device, "uninstall", found)
}

/// Disables an app that came with the device, for its user. Returns what the device says to that.
pub fn disable(device: &Device, found: &FoundOnDevice) -> Result<String, Unreachable> {
    run(device, "disable-user", found)
}

fn run(device: &Device, what: &str, found: &FoundOnDevice) -> Result<String, Unreachable> {
    let package = quoted(&found.finding.package);
    let command = format!("pm {what} --user {} {package}", found.subject.user);
    let Asked { answers, broke } = device.ask(&[&command])?;
    if let Some(broke) = broke {
        return Err(broke);
    }
    Ok(answers.iter().find_map(Answer::reason).unwrap_or("nothing").to_owned())
}

impl Attempt {
    /// Returns one that was not made so far.
    pub fn none(found: &FoundOnDevice) -> Self {
        let FoundOnDevice { finding, subject: User { user, .. } } = found;
        let (package, name) = (finding.package.clone(), finding.identity.name.clone());
        let preloaded = came_with_device(found);
        let result = Attempted::NotTried;
        Self { package, user: *user, result, name, preloaded, said: None }
    }

    /// Takes down that the device was asked to remove it, and what it said to that.
    pub fn made(&mut self, said: Result<String, Unreachable>) -> Result<(), Unreachable> {
        self.result = Attempted::NotRechecked;
        let (said, broke) = match said {
            Ok(said) => (Some(said), Ok(())),
            Err(broke) => (None, Err(broke)),
        };
        self.said = said;
        broke
    }

    /// Returns the finding that is left, if there is one.
    pub fn left<'a>(&self, outcome: &'a Outcome) -> Option<&'a FoundOnDevice> {
        let mut found = outcome.report.findings.iter();
        found.find(|found| found.finding.package == self.package && found.subject.user == self.user)
    }

    /// Takes from a later look what became of the app.
    pub fn recheck(&mut self, outcome: &Outcome) {
        if self.result == Attempted::NotTried {
            return;
        }
        self.result = match self.left(outcome) {
            Some(found) if found.is_to_do() => Attempted::StillThere,
            Some(_) => Attempted::Disabled,
            // Another user may be in the foreground by now.
            None if outcome.report.complete && outcome.users.contains(&self.user) => {
                Attempted::Gone
            }
            None => Attempted::Unknown,
        };
    }

    /// Says what came of it, and what to do if it did not work.
    pub fn sentence(&self) -> String {
        let Self { package, user, result, name, preloaded, said } = self;
        let app = clean(&format!("{name} ({package}) of user {user}"));
        let said = said.as_deref().map(clean);
        match (result, said) {
            (Attempted::Gone, _) => format!("{app} is gone."),
            (Attempted::Disabled, _) => format!("{app} came with the device, and is disabled."),
            (Attempted::Unknown, _) => {
                format!("{app} was not found any more, but not everything was seen.")
            }
            (Attempted::StillThere, Some(said)) => {
                format!(
                    "{app} is still there. The device said: {said}\n  {}",
                    remedy(&said, *preloaded)
                )
            }
            (Attempted::StillThere, None) => {
                format!("{app} is still there: the connection broke.\n  Run this again.")
            }
            (Attempted::NotRechecked, Some(said)) => format!(
                "{app} was to be removed, and the device said: {said}. It could not be looked at \
                 again.\n  Run this again."
            ),
            (Attempted::NotRechecked, None) => format!(
                "{app} was to be removed, and the connection broke: it may be there or gone.\n  \
                 Run this again."
            ),
            (Attempted::NotTried, _) => format!("{app} was not removed.\n  Run this again."),
        }
    }
}

/// Says what helps where the device would not remove an app.
fn remedy(said: &str, preloaded: bool) -> &'static str {
    let says = |what: &[&str]| what.iter().any(|what| said.contains(what));
    if says(&["DEVICE_POLICY_MANAGER"]) {
        "It is a device administrator: deactivate it on the device (Settings, Security, Device \
         administrators), then run this again."
    } else if says(&["OWNER_BLOCKED", "USER_RESTRICTED", "RESTRICTED"]) {
        "The device's management forbids uninstalling it: block or remove it there."
    } else if says(&["SecurityException", "does not have permission"]) {
        if preloaded {
            "The shell may not act for this user: disable it on the device."
        } else {
            "The shell may not act for this user: uninstall it on the device."
        }
    } else if preloaded {
        "It came with the device: disable it there, and run this again."
    } else {
        "Uninstall it on the device, and run this again."
    }
}
