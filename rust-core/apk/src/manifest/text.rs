//! A string that may stand in the manifest or in the resources.

use crate::value::ResourceId;

/// A string of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Text {
    /// The string itself.
    Literal(String),
    /// Where in the resources the string is.
    Reference(ResourceId),
}

impl Text {
    /// Returns the string, if it is known.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Reference(_) => None,
        }
    }
}

impl std::fmt::Display for Text {
    /// Returns the string, or the id of the resource that holds it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Literal(text) => f.write_str(text),
            Self::Reference(id) => id.fmt(f),
        }
    }
}
