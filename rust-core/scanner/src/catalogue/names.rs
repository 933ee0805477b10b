//! What something is called in the languages that the app speaks.

use serde::Serialize;

use super::language::Language;

/// A name in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Names {
    /// In English, or as its maker writes it.
    pub en: &'static str,
    /// In Danish.
    pub da: &'static str,
    /// In German.
    pub de: &'static str,
    /// In Finnish.
    pub fi: &'static str,
    /// In Norwegian Bokmål.
    pub nb: &'static str,
    /// In Swedish.
    pub sv: &'static str,
}

impl Names {
    /// Returns the name in every language, in the order of [`Language::ALL`].
    #[must_use]
    pub fn all(&self) -> [&'static str; 6] {
        let Self { en, da, de, fi, nb, sv } = *self;
        [en, da, de, fi, nb, sv]
    }

    /// Returns the name in this language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &'static str {
        language.of(self.all())
    }
}
