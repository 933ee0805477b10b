//! What of a device an inventory cannot show.

use std::fmt;

/// Something of a device that its inventory does not show, so that nothing is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Unseen {
    /// All of it: no app is reported.
    Everything,
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
}

impl Unseen {
    /// All there are.
    pub const ALL: [Self; 6] = [
        Self::Everything,
        Self::PersonalSide,
        Self::UnmanagedApps,
        Self::UnmanagedAppsIfPersonal,
        Self::OtherUsers,
        Self::Rest,
    ];
}

/// A set of [`Unseen`].
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage(u8);

impl Coverage {
    /// Everything is shown.
    pub const FULL: Self = Self(0);

    /// Whether this is not shown.
    #[must_use]
    pub fn lacks(self, unseen: Unseen) -> bool {
        self.0 & (1 << unseen as u8) != 0
    }

    /// The same, lacking this as well.
    #[must_use]
    pub fn without(self, unseen: Unseen) -> Self {
        Self(self.0 | 1 << unseen as u8)
    }

    /// The same, with this known after all.
    #[must_use]
    pub fn with(self, unseen: Unseen) -> Self {
        Self(self.0 & !(1 << unseen as u8))
    }

    /// What either lacks.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is not shown.
    pub fn unseen(self) -> impl Iterator<Item = Unseen> {
        Unseen::ALL.into_iter().filter(move |&unseen| self.lacks(unseen))
    }
}

impl fmt::Debug for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.unseen()).finish()
    }
}
