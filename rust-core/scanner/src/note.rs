//! What is worth knowing about a scan, and changes nothing about its verdict.

use serde::Serialize;

use crate::Profile;

/// Something worth knowing that is neither a finding nor a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// A profile is there that cannot be seen, and the policy does not ask for it.
    ProfileUnseen {
        /// Which.
        profile: Profile,
    },
    /// A banned app was uninstalled, but its data were kept.
    DataKept {
        /// Its package name.
        package: String,
        /// Name of its family; without a family, its package name.
        name: String,
    },
}
