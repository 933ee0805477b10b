//! Texts of presets, in each language.

/// A language that texts of presets are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Danish.
    Da,
    /// German.
    De,
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
    /// All languages, by their tags.
    pub const ALL: [Self; 6] = [Self::Da, Self::De, Self::En, Self::Fi, Self::Nb, Self::Sv];

    /// Returns its name in English.
    #[must_use]
    pub fn name_in_english(self) -> &'static str {
        match self {
            Self::Da => "Danish",
            Self::De => "German",
            Self::En => "English",
            Self::Fi => "Finnish",
            Self::Nb => "Norwegian Bokmål",
            Self::Sv => "Swedish",
        }
    }

    /// Returns its tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::De => "de",
            Self::En => "en",
            Self::Fi => "fi",
            Self::Nb => "nb",
            Self::Sv => "sv",
        }
    }

    /// Returns whom employees ask.
    pub(super) fn help_desk(self) -> &'static str {
        match self {
            Self::De => "IT-Service",
            Self::En => "IT help desk",
            Self::Fi => "IT-tuki",
            Self::Da | Self::Nb => "IT-support",
            Self::Sv => "IT-supporten",
        }
    }

    /// Returns a notice that these apps are banned.
    pub(super) fn notice(self, apps: &[&str]) -> String {
        let [start, end] = match (self, apps.len()) {
            (Self::En, 1) => [
                "",
                " is not allowed on phones and tablets for work. Remove it if you have it. This app looks \
                 for it only, and reports no other app.",
            ],
            (Self::En, _) => [
                "These apps are not allowed on phones and tablets for work: ",
                ". Remove them if you have them. This app looks for them only, and reports no other app.",
            ],
            (Self::Da, 1) => [
                "",
                " er ikke tilladt på arbejdstelefoner og -tablets. Fjern den, hvis du har den. Denne app \
                 leder kun efter den og rapporterer ingen andre apps.",
            ],
            (Self::Da, _) => [
                "Disse apps er ikke tilladt på arbejdstelefoner og -tablets: ",
                ". Fjern dem, hvis du har dem. Denne app leder kun efter dem og rapporterer ingen andre \
                 apps.",
            ],
            (Self::De, 1) => [
                "",
                " ist auf Diensthandys und Dienst-Tablets nicht erlaubt. Bitte entfernen Sie die App, wenn Sie \
                 sie haben. Diese App sucht nur danach und meldet keine anderen Apps.",
            ],
            (Self::De, _) => [
                "Diese Apps sind auf Diensthandys und Dienst-Tablets nicht erlaubt: ",
                ". Bitte entfernen Sie sie, wenn Sie sie haben. Diese App sucht nur danach und meldet keine \
                 anderen Apps.",
            ],
            (Self::Fi, 1) => [
                "",
                " ei ole sallittu työpuhelimissa eikä -tableteissa. Poista se, jos sinulla on se. Tämä \
                 sovellus etsii vain sitä eikä raportoi muista sovelluksista.",
            ],
            (Self::Fi, _) => [
                "Näitä sovelluksia ei sallita työpuhelimissa eikä -tableteissa: ",
                ". Poista ne, jos sinulla on niitä. Tämä sovellus etsii vain niitä eikä raportoi muista \
                 sovelluksista.",
            ],
            (Self::Nb, 1) => [
                "",
                " er ikke tillatt på jobbtelefoner og -nettbrett. Fjern den hvis du har den. Denne appen \
                 leter bare etter den og rapporterer ingen andre apper.",
            ],
            (Self::Nb, _) => [
                "Disse appene er ikke tillatt på jobbtelefoner og -nettbrett: ",
                ". Fjern dem hvis du har dem. Denne appen leter bare etter dem og rapporterer ingen \
                 andre apper.",
            ],
            (Self::Sv, 1) => [
                "",
                " är inte tillåten på arbetstelefoner och surfplattor. Ta bort den om du har den. Den här \
                 appen söker bara efter den och rapporterar inga andra appar.",
            ],
            (Self::Sv, _) => [
                "De här apparna är inte tillåtna på arbetstelefoner och surfplattor: ",
                ". Ta bort dem om du har dem. Den här appen söker bara efter dem och rapporterar inga \
                 andra appar.",
            ],
        };
        [start, &apps.join(", "), end].concat()
    }
}
