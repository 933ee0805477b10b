//! What is no mistake, but surely not meant.

use std::fmt;

use serde::Serialize;

/// Something that is no mistake, but surely not meant. The policy is in force all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Where, as a JSON path such as `exemptions[0].until`, or as the key of a managed
    /// configuration.
    pub path: String,
    /// What is strange there, as a sentence.
    pub text: String,
}

impl Warning {
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.text)
    }
}
