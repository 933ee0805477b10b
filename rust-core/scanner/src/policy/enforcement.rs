//! What may be done about banned apps.

use serde::Serialize;

use crate::json::object::Words;

/// What the app may do about a banned app, besides saying that it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Enforcement {
    /// Take the employee to the prompts that remove it.
    Prompt,
    /// Keep it from running, where the device's management has delegated that.
    Suspend,
    /// Hide it, where the device's management has delegated that.
    Hide,
}

impl Enforcement {
    pub(crate) const WORDS: Words<Self, 3> =
        [("prompt", Self::Prompt), ("suspend", Self::Suspend), ("hide", Self::Hide)];
}
