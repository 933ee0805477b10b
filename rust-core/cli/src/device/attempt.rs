//! What became of an attempt to remove a banned app.

use appvagt_adb::Unreachable;
use appvagt_safe_text::clean;
use appvagt_scanner::Report;
use serde::Serialize;

use super::found::{FoundOnDevice, Holder, came_with_device};

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

impl Attempt {
    /// Returns one that was not made so far.
    pub fn none(found: &FoundOnDevice) -> Self {
        let FoundOnDevice { finding, subject: Holder { user, .. } } = found;
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
    pub fn left<'a>(&self, report: &'a Report<Holder>) -> Option<&'a FoundOnDevice> {
        let mut found = report.findings.iter();
        found.find(|found| found.finding.package == self.package && found.subject.user == self.user)
    }

    /// Takes from a later look at these users what became of the app.
    pub fn recheck(&mut self, report: &Report<Holder>, users: &[u32]) {
        if self.result == Attempted::NotTried {
            return;
        }
        self.result = match self.left(report) {
            Some(found) if found.is_to_do() => Attempted::StillThere,
            Some(_) => Attempted::Disabled,
            // Another user may be in the foreground by now.
            None if report.complete && users.contains(&self.user) => Attempted::Gone,
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
