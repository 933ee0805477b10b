//! Which app a banned app is.

use serde::Serialize;

use crate::catalogue::Certainty;
use crate::catalogue::names::Names;
use crate::report::evidence::Evidence;

/// What an app was recognised as, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Id of the family; `None` where only a rule of the organisation's own is met.
    pub family: Option<String>,
    /// Name of the family, in English where it differs between languages; without a family, the
    /// app's own name, and without that the package name.
    pub name: String,
    /// Name of the family in other languages, where it differs between them.
    pub names: Option<Names>,
    /// Whether this is Appvagt's own test app, which does nothing and is no reason to worry.
    pub test: bool,
    /// How sure the evidence makes us.
    pub certainty: Certainty,
    /// What this rests on; may be empty where the caller recognised the app by other means.
    pub evidence: Vec<Evidence>,
}
