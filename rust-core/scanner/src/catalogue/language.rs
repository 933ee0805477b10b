//! The languages that the app speaks, and whatever else people read.

/// A language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Danish.
    Da,
    /// German.
    De,
    /// Finnish.
    Fi,
    /// Norwegian Bokmål.
    Nb,
    /// Swedish.
    Sv,
}

impl Language {
    /// All languages: English, then by their codes.
    pub const ALL: [Self; 6] = [Self::En, Self::Da, Self::De, Self::Fi, Self::Nb, Self::Sv];

    /// Returns the language of this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Returns its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.of(["en", "da", "de", "fi", "nb", "sv"])
    }

    /// Returns its name in English.
    #[must_use]
    pub fn name_in_english(self) -> &'static str {
        self.of(["English", "Danish", "German", "Finnish", "Norwegian Bokmål", "Swedish"])
    }

    /// Returns what is in this language, of one in each in the order of [`Self::ALL`].
    #[must_use]
    pub fn of<T>(self, [en, da, de, fi, nb, sv]: [T; 6]) -> T {
        match self {
            Self::En => en,
            Self::Da => da,
            Self::De => de,
            Self::Fi => fi,
            Self::Nb => nb,
            Self::Sv => sv,
        }
    }
}
