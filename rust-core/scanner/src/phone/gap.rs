//! What a scan could not see.

use serde::Serialize;

use crate::phone::profile::Profile;

/// One of the two package lists a scan asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PackageList {
    /// Enabled and disabled apps.
    Installed,
    /// Those, and the hidden and archived ones.
    Hidden,
}

/// A reason why a scan is incomplete. No gap names an app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Gap {
    /// A permission without which the phone leaves apps out of its list.
    PermissionMissing {
        /// Full name of the permission.
        permission: String,
    },
    /// The phone answered the request for a list with an exception.
    ListFailed {
        /// Which list.
        list: PackageList,
        /// Class name of the exception.
        exception: String,
    },
    /// The list of installed apps was empty. Android 8.0 could return this while instant apps were
    /// present, and some Samsung builds do.
    ListEmpty,
    /// The list left out the app that asked for it, so it may leave out others.
    ListWithoutOurselves,
    /// The list left out the platform itself (`android`), so it may leave out others.
    ListWithoutAndroid,
    /// Apps are there that a list had left out: another list holds them, or they answer to their
    /// names.
    ListContradicted {
        /// How many.
        apps: usize,
    },
    /// Apps of which the signing certificate or the manifest could not be read, so a renamed app
    /// may be among them.
    AppsUnread {
        /// How many.
        apps: usize,
        /// Of how many in the list.
        of: usize,
    },
    /// A profile cannot be seen that the policy asks for.
    ProfileUnseen {
        /// Which.
        profile: Profile,
    },
}
