//! What something is called in the languages that the app speaks.

use serde::Serialize;

/// A name in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Names {
    /// In English, or as its maker writes it.
    pub en: &'static str,
    /// In Danish.
    pub da: &'static str,
    /// In Finnish.
    pub fi: &'static str,
    /// In Swedish.
    pub sv: &'static str,
}

impl Names {
    /// Returns the name in every language.
    pub(crate) fn all(&self) -> [&'static str; 4] {
        [self.en, self.da, self.fi, self.sv]
    }

    /// Returns whether it is not called the same everywhere.
    pub(crate) fn differ(&self) -> bool {
        [self.da, self.fi, self.sv].iter().any(|name| *name != self.en)
    }
}
