//! What came of looking at a device. The field names are those of the JSON output.

use appvagt_scanner::{
    Finding, Gap, Judge, JudgingContext, MarkKind, Note, PackageList, PhoneApps, Policy, Removal,
    Report, State, Verdict,
};
use serde::Serialize;

use super::in_one_line;
use super::phone::{Phone, Stop};
use super::removal::Attempt;

/// The report as on a phone, and which device and users it is about.
#[derive(Debug, Serialize)]
pub struct Outcome {
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
    pub verdict: Verdict,
    /// How many apps of these users were looked at.
    pub scanned: usize,
    pub findings: Vec<FoundOnDevice>,
    pub gaps: Vec<Gap>,
    pub notes: Vec<Note>,
    /// What went wrong and where, in words.
    pub details: Vec<String>,
    /// What was to be removed, and what became of it.
    pub removals: Vec<Attempt>,
    /// Whether the device was told to remove something since, and could not be looked at again.
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

/// A banned app.
#[derive(Debug, Clone, Serialize)]
pub struct FoundOnDevice {
    #[serde(flatten)]
    pub finding: Finding,
    /// The user who has it.
    pub user: u32,
}

impl FoundOnDevice {
    /// Whether anything is left to do about it.
    pub fn is_to_do(&self) -> bool {
        self.finding.removal != Removal::NothingLeft
    }
}

impl Outcome {
    /// Has the apps of a phone judged.
    pub fn new(serial: &str, phone: Phone, depth: Depth, judge: &Judge) -> Self {
        let apps = || phone.apps.iter().map(|listed| &listed.app);
        let scanned = apps().filter(|app| State::of(app).is_some()).count();
        let mut findings: Vec<_> = phone
            .apps
            .iter()
            .filter_map(|listed| {
                let finding = judge.finding(&listed.app)?;
                Some(FoundOnDevice { finding, user: listed.user })
            })
            .collect();
        findings.sort_by_key(|found| found.finding.removal);
        let all_unread = depth == Depth::NamesAlthoughMoreMatters;
        let unread = if all_unread { scanned } else { phone.unread };
        let mut gaps = phone.gaps;
        if unread > 0 {
            gaps.push(Gap::AppsUnread { apps: unread, of: scanned.max(unread) });
        }
        let unseen = PhoneApps { apps: Vec::new(), gaps, unseen: phone.unseen };
        let Report { gaps, mut notes, .. } = judge.report(&unseen);
        notes.extend(phone.apps.iter().filter_map(|listed| judge.note(&listed.app)));
        let only_findings = findings.iter().map(|found| found.finding.clone()).collect();
        let Report { verdict, scanned, findings: _, gaps, notes } =
            Report::new(scanned, only_findings, gaps, notes);
        Self {
            serial: serial.to_owned(),
            model: phone.model,
            android: phone.android,
            users: phone.users,
            other_users: phone.others,
            depth,
            verdict,
            scanned,
            findings,
            gaps,
            notes,
            details: phone.details,
            removals: Vec::new(),
            outdated: false,
        }
    }

    /// The same, after the device was told to remove apps and could not be looked at again.
    pub fn outdated(self, stop: &Stop) -> Self {
        Self { outdated: true, ..self.incomplete(in_one_line(stop)) }
    }

    /// The same, with something unseen, for this reason.
    pub fn incomplete(mut self, why: String) -> Self {
        let exception = "adb".to_owned();
        self.gaps.push(Gap::ListFailed { list: PackageList::Installed, exception });
        self.details.push(why);
        Self { verdict: Verdict::Incomplete, ..self }
    }
}

/// Whether the policy bans something that names alone cannot tell.
pub fn needs_identities(policy: &Policy, context: &JudgingContext) -> bool {
    let in_force = policy.banned.iter().filter(|banned| banned.in_force(context.today));
    let mut marks = in_force.filter_map(|banned| banned.what.mark());
    marks.any(|(kind, _)| !matches!(kind, MarkKind::Package | MarkKind::PackagePrefix))
}
