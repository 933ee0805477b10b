//! What the organisation learns about a phone.

use serde::Serialize;

use crate::json::object::Words;

/// What the app reports to the device's management.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportLevel {
    /// Nothing at all.
    Nothing,
    /// The verdict in one word.
    Verdict,
    /// The verdict, and which banned families were found.
    Families,
}

impl ReportLevel {
    pub(crate) const WORDS: Words<Self, 3> =
        [("nothing", Self::Nothing), ("verdict", Self::Verdict), ("families", Self::Families)];
}
