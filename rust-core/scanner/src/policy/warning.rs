//! What is no mistake, but surely not meant.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::policy::oddity::Oddity;

/// Something that is no mistake, but surely not meant. The policy is in force all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning<T: fmt::Display = Oddity> {
    /// Where, as a JSON path such as `exemptions[0].until`, or as the key of a managed
    /// configuration.
    pub path: String,
    /// What is strange there; written as a sentence in English.
    #[serde(serialize_with = "as_text")]
    pub text: T,
}

impl<T: fmt::Display> Warning<T> {
    pub(crate) fn new(path: impl Into<String>, text: impl Into<T>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

impl<T: fmt::Display> fmt::Display for Warning<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.text)
    }
}

fn as_text<T: fmt::Display, S: Serializer>(text: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text.to_string())
}
