//! Profiles: several sets of apps on one phone.

use serde::Serialize;

use crate::json::object::Words;

/// A profile of the phone other than the one that is scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// The work profile, seen from the personal side.
    Work,
    /// The personal side, seen from the work profile. Android never shows it.
    Personal,
    /// The private space (Android 15). Android shows it to home screen apps only.
    Private,
    /// Second copies of apps, as some makers offer them.
    Clone,
}

impl Profile {
    pub(crate) const WORDS: Words<Self, 4> = [
        ("work", Self::Work),
        ("personal", Self::Personal),
        ("private", Self::Private),
        ("clone", Self::Clone),
    ];

    /// Returns the profile that JSON calls by this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(named, _)| *named == word).map(|(_, profile)| *profile)
    }
}
