//! Texts of presets, in each language.

use clap::ValueEnum;

/// A language that texts of presets are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
    /// Finnish.
    Fi,
    /// Norwegian Bokmål.
    Nb,
    /// Swedish.
    Sv,
}

impl Language {
    /// Returns its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
            Self::Fi => "fi",
            Self::Nb => "nb",
            Self::Sv => "sv",
        }
    }

    /// Returns whom employees ask.
    pub fn help_desk(self) -> &'static str {
        match self {
            Self::En => "IT help desk",
            Self::Fi => "IT-tuki",
            Self::Da | Self::Nb => "IT-support",
            Self::Sv => "IT-supporten",
        }
    }

    /// Returns a notice that these apps are banned.
    pub fn notice(self, apps: &str) -> String {
        match self {
            Self::En => format!(
                "These apps are not allowed on phones and tablets for work: {apps}. Remove them if you \
                 have them. This app looks for them only, and reports no other app."
            ),
            Self::Da => format!(
                "Disse apps er ikke tilladt på arbejdstelefoner og -tablets: {apps}. Fjern dem, hvis \
                 du har dem. Denne app leder kun efter dem og rapporterer ingen andre apps."
            ),
            Self::Fi => format!(
                "Näitä sovelluksia ei sallita työpuhelimissa eikä -tableteissa: {apps}. Poista ne, jos \
                 sinulla on niitä. Tämä sovellus etsii vain niitä eikä raportoi muista sovelluksista."
            ),
            Self::Nb => format!(
                "Disse appene er ikke tillatt på jobbtelefoner og -nettbrett: {apps}. Fjern dem hvis \
                 du har dem. Denne appen leter bare etter dem og rapporterer ingen andre apper."
            ),
            Self::Sv => format!(
                "De här apparna är inte tillåtna på arbetstelefoner och surfplattor: {apps}. Ta bort \
                 dem om du har dem. Den här appen söker bara efter dem och rapporterar inga andra \
                 appar."
            ),
        }
    }
}
