//! How it stands with a device.

use std::rc::Rc;
use std::sync::Arc;

use appvagt_inventory::{Coverage, Owner, Platform, Subject, Unseen};
use appvagt_scanner::{Date, Deadline, Due};
use serde::{Serialize, Serializer};

use super::Terms;
use crate::appraisal::{Case, Standing};
use crate::earlier::Change;
use crate::fleet::{Found, Known};

/// A phone or tablet.
#[derive(Debug, Serialize)]
pub struct Device {
    /// What the MDM calls it.
    #[serde(rename = "device")]
    pub id: Box<str>,
    pub status: Status,
    pub serial: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Box<str>>,
    /// Who uses it, by a list of devices or by the latest report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<str>>,
    #[serde(serialize_with = "platform")]
    pub platform: Platform,
    /// Which version of that.
    #[serde(serialize_with = "text")]
    pub os_version: Option<Arc<str>>,
    /// Which part of the organisation has it.
    #[serde(serialize_with = "text")]
    pub group: Option<Arc<str>>,
    #[serde(serialize_with = "owner")]
    pub owner: Owner,
    /// When it last reported, as the file has it.
    pub reported: Option<Box<str>>,
    /// The day of its last report.
    pub reported_day: Option<Date>,
    pub apps: Vec<AppOnDevice>,
    /// What of it could not be seen.
    #[serde(serialize_with = "unseen_keys")]
    pub unseen: Vec<Unseen>,
}

/// A banned, exempt or announced app on a device.
#[derive(Debug, Serialize)]
pub struct AppOnDevice {
    /// One for all devices that have the same, as many may.
    #[serde(flatten, serialize_with = "shared")]
    pub case: Rc<Case>,
    /// Until when it is to be gone; `None` also where that depends on when it was first found, and
    /// nobody knows.
    pub due: Option<Due>,
    /// Who uses the device, by the record that has the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<str>>,
    /// The day on which it was first found, where an earlier result shows that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Date>,
    /// What is new of it since an earlier result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Banned,
    Unknown,
    NothingFound,
    NoLongerManaged,
}

impl Device {
    /// Draws up how it stands with a device; `None` for a computer, which is not judged.
    pub fn new(known: Known, cases: &[Rc<Case>], terms: &Terms) -> Option<Self> {
        if known.platform == Platform::Other {
            return None;
        }
        let coverage = coverage(&known, terms);
        let mut apps: Vec<_> = known
            .found
            .iter()
            .map(|found| AppOnDevice::new(found, &known.id, cases, terms))
            .collect();
        apps.sort_by(|a, b| (a.case.order(), &a.user).cmp(&(b.case.order(), &b.user)));
        let status = if known.is_ended && !known.is_managed {
            Status::NoLongerManaged
        } else if apps.iter().any(|app| app.case.is_banned()) {
            Status::Banned
        } else if coverage.unseen().next().is_some() {
            Status::Unknown
        } else {
            Status::NothingFound
        };
        Some(Self {
            id: known.id,
            status,
            serial: known.serial,
            name: known.name,
            user: known.person.name(),
            platform: known.platform,
            os_version: known.os_version,
            group: known.group,
            owner: known.owner,
            reported: known.reported,
            reported_day: known.reported_day,
            apps,
            unseen: coverage.unseen().collect(),
        })
    }

    /// Returns who uses it, by what is known of one of its apps or else of itself.
    pub fn user_of<'d>(&'d self, app: &'d AppOnDevice) -> Option<&'d str> {
        app.user.as_deref().or(self.user.as_deref())
    }
}

impl AppOnDevice {
    fn new(found: &Found, device: &str, cases: &[Rc<Case>], terms: &Terms) -> Self {
        let case = Rc::clone(&cases[found.case as usize]);
        let (mut first_seen, mut change) = (None, None);
        if let (Some(earlier), Standing::Banned { .. }) = (terms.earlier, &case.standing) {
            (first_seen, change) = earlier.change(device, &case, terms.day);
        }
        let due = due(&case, first_seen, terms);
        Self { case, due, user: found.user.clone(), first_seen, change }
    }
}

/// Returns until when an app is to be gone that was first seen on this day. Where that matters, only
/// an earlier result knows it.
pub fn due(case: &Case, first_seen: Option<Date>, terms: &Terms) -> Option<Due> {
    let Standing::Banned { due, .. } = &case.standing else { return None };
    match terms.policy.deadline {
        Some(deadline @ Deadline::DaysAfterFound(_)) => {
            let day = deadline.day(first_seen)?;
            Some(Due { day, over: terms.day.is_some_and(|today| day < today) })
        }
        _ => *due,
    }
}

/// Returns how much of a device is shown, by all that is known of it.
fn coverage(known: &Known, terms: &Terms) -> Coverage {
    let mut coverage = known.coverage;
    if known.owner == Owner::Company || coverage.lacks(Unseen::UnmanagedApps) {
        coverage = coverage.showing(Unseen::UnmanagedAppsIfPersonal);
    }
    if known.apps == 0 {
        let unseen = if known.one_app_only { Unseen::OtherApps } else { Unseen::Everything };
        coverage = coverage.lacking(unseen);
    }
    if let Some((today, reported)) = terms.day.zip(known.reported_day)
        && reported.plus_days(terms.stale_days) < today
    {
        coverage = coverage.lacking(Unseen::Today);
    }
    coverage
}

fn shared<S: Serializer>(case: &Rc<Case>, to: S) -> Result<S::Ok, S::Error> {
    case.serialize(to)
}

#[expect(clippy::ref_option, reason = "serde passes references")]
fn text<S: Serializer>(text: &Option<Arc<str>>, to: S) -> Result<S::Ok, S::Error> {
    text.as_deref().serialize(to)
}

/// Returns what runs on a device, as a word of the JSON output.
pub fn platform_key(platform: Platform) -> &'static str {
    match platform {
        Platform::Android => "android",
        Platform::Apple => "ios",
        Platform::Unknown => "unknown",
        Platform::Other => "other",
    }
}

/// Returns whose a device is, as a word of the JSON output.
pub fn owner_key(owner: Owner) -> &'static str {
    match owner {
        Owner::Company => "company",
        Owner::Person => "personal",
        Owner::Unsaid => "unknown",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn platform<S: Serializer>(platform: &Platform, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(platform_key(*platform))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn owner<S: Serializer>(owner: &Owner, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(owner_key(*owner))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub fn subject_key<S: Serializer>(subject: &Subject, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match subject {
        Subject::AppState => "app_state",
        Subject::AppKind => "app_kind",
        Subject::Platform => "platform",
        Subject::Ownership => "ownership",
        Subject::ManagementMode => "management_mode",
        Subject::DeviceState => "device_state",
        Subject::LastReport => "last_report",
    })
}

fn unseen_keys<S: Serializer>(unseen: &[Unseen], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(unseen.iter().map(|unseen| match unseen {
        Unseen::Everything => "no_app_reported",
        Unseen::OtherApps => "other_apps",
        Unseen::PersonalSide => "personal_side",
        Unseen::UnmanagedApps => "unmanaged_apps",
        Unseen::UnmanagedAppsIfPersonal => "unmanaged_apps_if_personal",
        Unseen::OtherUsers => "other_users",
        Unseen::Rest => "cut_short",
        Unseen::Meaning => "not_understood",
        Unseen::AppNames => "apps_without_name",
        Unseen::SharedName => "name_of_several",
        Unseen::DamagedId => "damaged_id",
        Unseen::Today => "old_report",
    }))
}
