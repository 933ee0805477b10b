//! The fields of a device.

use super::some;
use crate::{Coverage, Device, Format, Platform, Unseen};

/// The fields of a device, empty where they were not given.
#[derive(Default, PartialEq, Eq)]
pub struct DeviceFields {
    pub given: bool,
    pub id: String,
    pub other_id: String,
    pub serial: String,
    pub name: String,
    pub user: String,
    pub reported: String,
    pub platform: Platform,
    pub managed_by_profile: bool,
    pub owner: Owner,
    pub coverage: Coverage,
    /// How many apps its whole list has, where that is said.
    pub apps: Option<u64>,
}

/// Whose a device is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Owner {
    #[default]
    Unknown,
    Company,
    Person,
}

impl DeviceFields {
    pub fn clear(&mut self) {
        let Self { id, other_id, serial, name, user, reported, .. } = self;
        for text in [id, other_id, serial, name, user, reported] {
            text.clear();
        }
        self.given = false;
        self.platform = Platform::Unknown;
        self.managed_by_profile = false;
        self.owner = Owner::Unknown;
        self.coverage = Coverage::FULL;
        self.apps = None;
    }

    pub fn named(&self) -> bool {
        let Self { id, other_id, serial, name, .. } = self;
        [id, other_id, serial, name].iter().any(|text| !text.is_empty())
    }

    pub fn told(&self, format: Format) -> Device<'_> {
        let platform = match self.platform {
            Platform::Unknown => format.platform(),
            known => known,
        };
        let person = self.owner == Owner::Person;
        let mut coverage = self.coverage;
        match format {
            // A work profile's owner sees nothing beside it, whoever bought the device.
            Format::Amapi if self.managed_by_profile || person => {
                coverage = coverage.without(Unseen::PersonalSide);
            }
            Format::Intune | Format::GraphApps | Format::GraphDevices => match platform {
                Platform::Android => coverage = coverage.without(Unseen::PersonalSide),
                Platform::Other => {}
                Platform::Apple | Platform::Unknown => {
                    coverage = match self.owner {
                        Owner::Company => coverage,
                        Owner::Person => coverage.without(Unseen::UnmanagedApps),
                        Owner::Unknown => coverage.without(Unseen::UnmanagedAppsIfPersonal),
                    };
                }
            },
            Format::Headwind => coverage = coverage.without(Unseen::UnmanagedApps),
            _ if person && platform == Platform::Android => {
                coverage = coverage.without(Unseen::PersonalSide);
            }
            _ if person => coverage = coverage.without(Unseen::UnmanagedApps),
            _ => {}
        }
        let id = some(&self.id).or(some(&self.other_id));
        Device {
            id: id.or(some(&self.serial)).or(some(&self.name)),
            serial: some(&self.serial),
            name: some(&self.name),
            user: some(&self.user),
            platform,
            reported: some(&self.reported),
            company_owned: self.owner == Owner::Company,
            coverage,
        }
    }
}
