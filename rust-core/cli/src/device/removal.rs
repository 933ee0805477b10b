//! Removing what was found. What the device says of it is not believed: it is asked again what is
//! there.

use std::io::{self, BufRead, Write};

use appvagt_scanner::Origin;
use serde::Serialize;

use super::{
    adb::{Device, Unreachable},
    outcome::{FoundOnDevice, Outcome},
    shell::{self, quoted},
    text,
};
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
    /// What the device said.
    #[serde(skip)]
    pub said: String,
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
}

/// Whether the person at the terminal says yes to removing an app.
pub fn agreed(found: &FoundOnDevice) -> io::Result<bool> {
    let FoundOnDevice { finding, user } = found;
    let mut told = io::stderr().lock();
    text::write_finding(found, &mut told)?;
    if finding.origin != Origin::Installed {
        writeln!(
            told,
            "It came with the device: it is uninstalled for user {user}, or else disabled, and \
             resetting the device brings it back."
        )?;
    }
    write!(
        told,
        "Uninstall {} ({}) with its data for user {user}? [y/N] ",
        clean(&finding.name),
        finding.package
    )?;
    told.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// Uninstalls an app for its user. What the device printed is told.
pub fn uninstall(device: &Device, found: &FoundOnDevice) -> Result<Attempt, Unreachable> {
    let said = run(device, "uninstall", found)?;
    let FoundOnDevice { finding, user } = found;
    let (package, name) = (finding.package.clone(), finding.name.clone());
    Ok(Attempt { package, user: *user, result: Attempted::Unknown, name, said })
}

/// Disables an app that came with the device, for its user.
pub fn disable(device: &Device, found: &FoundOnDevice) -> Result<String, Unreachable> {
    run(device, "disable-user", found)
}

fn run(device: &Device, what: &str, found: &FoundOnDevice) -> Result<String, Unreachable> {
    let package = quoted(&found.finding.package);
    let command = format!("pm {what} --user {} {package}", found.user);
    let [answer] = shell::ask(device, [command.as_str()])?;
    let said = answer.text.lines().map(str::trim).find(|line| !line.is_empty());
    Ok(said.unwrap_or("nothing").to_owned())
}

impl Attempt {
    /// The finding that is left, if there is one.
    pub fn left<'a>(&self, outcome: &'a Outcome) -> Option<&'a FoundOnDevice> {
        let mut found = outcome.findings.iter();
        found.find(|found| found.finding.package == self.package && found.user == self.user)
    }

    /// Takes from a later look what became of the app.
    pub fn recheck(&mut self, outcome: &Outcome) {
        self.result = match self.left(outcome) {
            Some(found) if found.is_to_do() => Attempted::StillThere,
            Some(_) => Attempted::Disabled,
            None if outcome.gaps.is_empty() => Attempted::Gone,
            None => Attempted::Unknown,
        };
    }

    /// What came of it, and what to do if it did not work.
    pub fn told(&self) -> String {
        let Self { package, user, result, name, said } = self;
        let (name, said) = (clean(name), clean(said));
        let app = format!("{name} ({package}) of user {user}");
        match result {
            Attempted::Gone => format!("{app} is gone."),
            Attempted::Disabled => format!("{app} came with the device, and is disabled."),
            Attempted::Unknown => {
                format!("{app} was not found any more, but not everything was seen.")
            }
            Attempted::StillThere => {
                format!("{app} is still there. The device said: {said}\n  {}", remedy(&said))
            }
        }
    }
}

/// What helps where the device would not remove an app.
fn remedy(said: &str) -> &'static str {
    let says = |what: &[&str]| what.iter().any(|what| said.contains(what));
    if says(&["DEVICE_POLICY_MANAGER"]) {
        "It is a device administrator: deactivate it on the device (Settings, Security, Device \
         administrators), then run this again."
    } else if says(&["OWNER_BLOCKED", "USER_RESTRICTED", "RESTRICTED"]) {
        "The device's management forbids uninstalling it: block or remove it there."
    } else if says(&["SecurityException", "does not have permission"]) {
        "The shell may not act for this user: uninstall it on the device."
    } else {
        "Uninstall it on the device, and run this again."
    }
}
