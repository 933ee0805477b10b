//! What is known of one device.

use std::sync::Arc;

use appvagt_inventory::{Coverage, Owner, Platform};
use appvagt_scanner::Date;

use super::person::Person;

/// What is known of a device. There is one for each device of the fleet, so it is small.
#[derive(Debug)]
pub struct Known {
    pub id: Box<str>,
    pub serial: Option<Box<str>>,
    pub name: Option<Box<str>>,
    pub person: Person,
    pub reported: Option<Box<str>>,
    /// The day of its last report, as far as that is understood.
    pub reported_day: Option<Date>,
    pub platform: Platform,
    /// Which version of that, by the latest report.
    pub os_version: Option<Arc<str>>,
    /// Which part of the organisation has it.
    pub group: Option<Arc<str>>,
    pub owner: Owner,
    /// Whether a record says that it is managed, and whether one says that it no longer is.
    pub is_managed: bool,
    pub is_ended: bool,
    pub coverage: Coverage,
    /// How many apps are listed as installed on it.
    pub apps: u32,
    /// Whether a list of one app alone has it.
    pub one_app_only: bool,
    /// What there is to say of its apps; sorted, each once.
    pub found: Vec<Found>,
    /// Apps on it that are named elsewhere, by the keys of the MDM's.
    pub(super) app_keys: Vec<Box<str>>,
}

/// Something that there is to say of an app on a device.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Index of the case.
    pub case: u32,
    /// Who uses the device, by the record that has the app.
    pub user: Option<Box<str>>,
}

impl Known {
    pub(super) fn new(id: &str) -> Self {
        Self {
            id: id.into(),
            serial: None,
            name: None,
            person: Person::default(),
            reported: None,
            reported_day: None,
            platform: Platform::Unknown,
            os_version: None,
            group: None,
            owner: Owner::Unsaid,
            is_managed: false,
            is_ended: false,
            coverage: Coverage::FULL,
            apps: 0,
            one_app_only: false,
            found: Vec::new(),
            app_keys: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, found: Found) {
        if let Err(at) = self.found.binary_search(&found) {
            self.found.insert(at, found);
        }
    }

    /// Takes what is known of the same device under another key.
    pub(super) fn merge(&mut self, other: Self) {
        self.apps = self.apps.saturating_add(other.apps);
        self.one_app_only |= other.one_app_only;
        other.found.into_iter().for_each(|found| self.add(found));
        self.app_keys.extend(other.app_keys);
        self.coverage = self.coverage.lacking_all_of(other.coverage);
        self.is_managed |= other.is_managed;
        self.is_ended |= other.is_ended;
        self.take_owner(other.owner);
        if self.platform == Platform::Unknown {
            self.platform = other.platform;
        }
        self.take_os_version(other.os_version, other.reported_day);
        self.take_report(other.reported.as_deref(), other.reported_day);
        keep(&mut self.group, other.group.as_deref(), Arc::from);
        keep(&mut self.serial, other.serial.as_deref(), Box::from);
        keep(&mut self.name, other.name.as_deref(), Box::from);
        self.person.merge(other.person);
    }

    pub(super) fn take_owner(&mut self, owner: Owner) {
        // A record that says so counts, and of two that differ the one that hides more.
        if self.owner == Owner::Unsaid || owner == Owner::Person {
            self.owner = owner;
        }
    }

    /// Takes which version of its system a record of this day names: the latest report counts.
    pub(super) fn take_os_version(&mut self, version: Option<Arc<str>>, day: Option<Date>) {
        if version.is_some() && (self.os_version.is_none() || day > self.reported_day) {
            self.os_version = version;
        }
    }

    /// Takes when it reported: the latest report counts.
    pub(super) fn take_report(&mut self, reported: Option<&str>, day: Option<Date>) {
        if let Some(reported) = reported
            && (day, Some(reported)) > (self.reported_day, self.reported.as_deref())
        {
            self.reported = Some(reported.into());
            self.reported_day = day;
        }
    }
}

/// Keeps, of things that differ, what is first in the alphabet, so that the order of rows does not
/// matter.
pub(super) fn keep<'t, T: AsRef<str>>(
    known: &mut Option<T>,
    new: Option<&'t str>,
    own: impl FnOnce(&'t str) -> T,
) {
    if let Some(new) = new
        && known.as_ref().is_none_or(|known| new < known.as_ref())
    {
        *known = Some(own(new));
    }
}
