//! What came of looking at a device. The field names are those of the JSON output.

use appvagt_scanner::{
    Ban, Gap, Judge, JudgingContext, PackageList, Policy, Report, State, Subject, Verdict,
};
use serde::Serialize;

use super::attempt::Attempt;
use super::found::Holder;
use super::in_one_line;
use super::phone::{Phone, Stop};

/// The report as on a phone, and which device and users it is about.
#[derive(Debug, Serialize)]
pub struct DeviceOutcome {
    /// The device's name for adb.
    pub serial: String,
    pub model: Option<String>,
    /// Its version of Android.
    pub android: Option<String>,
    /// The users whose apps were looked at.
    pub users: Vec<u32>,
    /// Users of their own that were not.
    pub other_users: Vec<u32>,
    /// What was looked at of the apps.
    pub depth: Depth,
    #[serde(flatten)]
    pub report: Report<Holder>,
    /// What went wrong and where, in words.
    pub details: Vec<String>,
    /// What was to be removed, and what became of it.
    pub removals: Vec<Attempt>,
    /// Whether something was to be removed from the device since, and could not be looked at again.
    #[serde(skip)]
    pub outdated: bool,
}

/// What was looked at of apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Depth {
    /// Their package names.
    Names,
    /// Their package names, although the policy bans apps by more than these.
    #[serde(rename = "names")]
    NamesAlthoughMoreMatters,
    /// Who signed them and what they declare.
    Identities,
}

impl DeviceOutcome {
    /// Has the apps of a phone judged.
    pub fn new(serial: &str, phone: Phone, depth: Depth, judge: &Judge) -> Self {
        let holder = |user| Holder { user, refused: phone.refused.contains(&user) };
        let apps = || phone.apps.iter().map(|listed| (holder(listed.user), &listed.app));
        let scanned = apps().filter(|(_, app)| State::of(app).is_some()).count();
        let all_unread = depth == Depth::NamesAlthoughMoreMatters;
        let unread = if all_unread { scanned } else { phone.unread };
        let mut gaps = phone.gaps;
        if unread > 0 {
            gaps.push(Gap::AppsUnread { apps: unread, of: scanned.max(unread) });
        }
        Self {
            serial: serial.to_owned(),
            model: phone.model,
            android: phone.android,
            users: phone.users,
            other_users: phone.others,
            depth,
            report: judge.report(apps(), gaps, &phone.unseen),
            details: phone.details,
            removals: Vec::new(),
            outdated: false,
        }
    }

    /// Adds that the device could not be looked at again after apps were to be removed.
    pub fn outdated(self, stop: &Stop) -> Self {
        let outcome = self.incomplete(in_one_line(stop));
        // What was found may be gone.
        let report = Report { verdict: Verdict::Incomplete, ..outcome.report };
        Self { outdated: true, report, ..outcome }
    }

    /// Adds that something was not seen, for this reason.
    pub fn incomplete(mut self, why: String) -> Self {
        let exception = "adb".to_owned();
        let gap = Gap::ListFailed { list: PackageList::Installed, exception };
        self.details.push(why);
        Self { report: self.report.with_gap(gap), ..self }
    }
}

/// Returns whether the policy bans something that names alone do not show.
pub fn needs_identities(policy: &Policy, context: &JudgingContext) -> bool {
    let in_force = policy.banned.iter().filter(|banned| banned.in_force(context.today));
    let mut bans = in_force.map(|banned| &banned.what);
    bans.any(|ban| matches!(ban, Ban::Mark(kind, _) if kind.subject != Subject::Package))
}
