//! What of a device an inventory cannot show.

use std::fmt;

/// Something of a device that its inventory does not show, so that nothing is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Unseen {
    /// All of it: no app is reported.
    Everything,
    /// All apps but the one that the list is about.
    OtherApps,
    /// The personal side of the device, beside a work profile.
    PersonalSide,
    /// Apps that are not managed.
    UnmanagedApps,
    /// Apps that are not managed, if the device is a personal one; the file does not say whose it
    /// is.
    UnmanagedAppsIfPersonal,
    /// Other users and profiles of the device.
    OtherUsers,
    /// The rest of its list of apps: the file breaks off in it, or it goes on in another page.
    Rest,
    /// What a word or a record of it means, which is not understood.
    Meaning,
    /// What an app is: its record has neither an id nor a name.
    AppNames,
    /// Which device it is: several may have its name.
    SharedName,
    /// Which device it is: a spreadsheet has changed its id.
    DamagedId,
    /// What is on it today: its last report is too old.
    Today,
}

impl Unseen {
    /// All there are.
    pub const ALL: [Self; 12] = [
        Self::Everything,
        Self::OtherApps,
        Self::PersonalSide,
        Self::UnmanagedApps,
        Self::UnmanagedAppsIfPersonal,
        Self::OtherUsers,
        Self::Rest,
        Self::Meaning,
        Self::AppNames,
        Self::SharedName,
        Self::DamagedId,
        Self::Today,
    ];
}

/// How much of a device is shown: all but a set of [`Unseen`].
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage(u16);

impl Coverage {
    /// Everything is shown.
    pub const FULL: Self = Self(0);

    /// Returns whether this is not shown.
    #[must_use]
    pub fn lacks(self, unseen: Unseen) -> bool {
        self.0 & (1 << unseen as u8) != 0
    }

    /// Returns the same coverage, lacking this as well.
    #[must_use]
    pub fn lacking(self, unseen: Unseen) -> Self {
        Self(self.0 | 1 << unseen as u8)
    }

    /// Returns the same coverage, showing this after all.
    #[must_use]
    pub fn showing(self, unseen: Unseen) -> Self {
        Self(self.0 & !(1 << unseen as u8))
    }

    /// Returns a coverage that lacks what either lacks.
    #[must_use]
    pub fn lacking_all_of(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns what is not shown.
    pub fn unseen(self) -> impl Iterator<Item = Unseen> {
        Unseen::ALL.into_iter().filter(move |&unseen| self.lacks(unseen))
    }
}

impl fmt::Debug for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.unseen()).finish()
    }
}
