//! The fields of a device.

use super::some;
use crate::words::{is_damaged_id, is_placeholder};
use crate::{Coverage, Device, Format, Management, Owner, Platform, Subject, Unseen};

/// The fields of a device, empty where they were not given.
#[derive(Default, Clone, PartialEq, Eq)]
pub struct DeviceFields {
    pub given: bool,
    pub id: String,
    pub other_id: String,
    pub serial: String,
    pub name: String,
    pub user: String,
    pub reported: String,
    pub os_version: String,
    pub group: String,
    pub other_group: String,
    pub platform: Platform,
    pub managed_by_profile: bool,
    pub owner: Owner,
    pub management: Management,
    pub coverage: Coverage,
    /// How many apps its whole list has, where that is said.
    pub apps: Option<u64>,
    /// Words that are not understood.
    pub not_understood: Vec<(Subject, String)>,
}

/// Returns an id, unless it stands for none.
fn known(id: &str) -> Option<&str> {
    some(id).filter(|id| !is_placeholder(id))
}

impl DeviceFields {
    pub fn clear(&mut self) {
        let Self { id, other_id, serial, name, user, reported, .. } = self;
        let Self { os_version, group, other_group, .. } = self;
        for text in [id, other_id, serial, name, user, reported, os_version, group, other_group] {
            text.clear();
        }
        self.given = false;
        self.platform = Platform::Unknown;
        self.managed_by_profile = false;
        self.owner = Owner::Unsaid;
        self.management = Management::Unsaid;
        self.coverage = Coverage::FULL;
        self.apps = None;
        self.not_understood.clear();
    }

    pub fn is_named(&self) -> bool {
        let Self { id, other_id, serial, name, .. } = self;
        [id, other_id, serial, name].into_iter().any(|text| known(text).is_some())
    }

    /// Returns the device as these fields have it. `ids_are_names` is whether what was named as its
    /// id is but a name; `names` is whether names of users are wanted, and of devices with ids.
    pub fn device(&self, format: Format, ids_are_names: bool, names: bool) -> Device<'_> {
        let platform = match self.platform {
            Platform::Unknown => format.platform(),
            known => known,
        };
        let id = known(&self.id).or(known(&self.other_id)).filter(|_| !ids_are_names);
        let by_id = id.or(known(&self.serial));
        let name = known(&self.name).or(known(&self.id)).or(known(&self.other_id));
        let mut coverage = self.coverage_by(format, platform);
        if by_id.or(name).is_some_and(is_damaged_id) {
            coverage = coverage.lacking(Unseen::DamagedId);
        }
        if !self.not_understood.is_empty() {
            coverage = coverage.lacking(Unseen::Meaning);
        }
        // Only a name and its user may set devices apart.
        let by_name_only = by_id.is_none();
        Device {
            id: by_id.or(name),
            by_name_only,
            serial: known(&self.serial),
            name: known(&self.name).filter(|_| names || by_name_only),
            user: known(&self.user).filter(|_| names || by_name_only),
            platform,
            os_version: known(&self.os_version),
            group: known(&self.group).or(known(&self.other_group)),
            reported: some(&self.reported),
            owner: self.owner,
            management: self.management,
            coverage,
        }
    }

    /// Returns how much the format shows of such a device.
    fn coverage_by(&self, format: Format, platform: Platform) -> Coverage {
        let person = self.owner == Owner::Person;
        let coverage = self.coverage;
        match format {
            // A work profile's owner sees nothing beside it, whoever bought the device.
            Format::Amapi if self.managed_by_profile || person => {
                coverage.lacking(Unseen::PersonalSide)
            }
            Format::Intune | Format::GraphApps | Format::GraphDevices => match platform {
                Platform::Android => coverage.lacking(Unseen::PersonalSide),
                Platform::Other => coverage,
                Platform::Apple | Platform::Unknown => match self.owner {
                    Owner::Company => coverage,
                    Owner::Person => coverage.lacking(Unseen::UnmanagedApps),
                    Owner::Unsaid => coverage.lacking(Unseen::UnmanagedAppsIfPersonal),
                },
            },
            Format::Headwind => coverage.lacking(Unseen::UnmanagedApps),
            _ if person && platform == Platform::Android => coverage.lacking(Unseen::PersonalSide),
            _ if person => coverage.lacking(Unseen::UnmanagedApps),
            _ => coverage,
        }
    }
}
