//! Where an app is.

use serde::Serialize;

use crate::phone::profile::Profile;

/// An app of which no more is said than where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AppPlace {
    /// Package name.
    pub package: String,
    /// The profile it is in; `None` for the one that is scanned.
    pub profile: Option<Profile>,
}
