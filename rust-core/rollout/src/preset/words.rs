//! Texts of presets, in each language.

use appvagt_scanner::Language;

/// Returns whom employees ask.
pub fn help_desk(language: Language) -> &'static str {
    language.of([
        "IT help desk",
        "IT-support",
        "IT-Service",
        "IT-tuki",
        "IT-support",
        "IT-supporten",
    ])
}

/// Returns a notice that these apps are banned.
pub fn notice(language: Language, apps: &[&str]) -> String {
    let [start, end] = match (language, apps.len()) {
        (Language::En, 1) => [
            "",
            " is not allowed on phones and tablets for work. Remove it if you have it. This app looks \
             for it only, and reports no other app.",
        ],
        (Language::En, _) => [
            "These apps are not allowed on phones and tablets for work: ",
            ". Remove them if you have them. This app looks for them only, and reports no other app.",
        ],
        (Language::Da, 1) => [
            "",
            " er ikke tilladt på arbejdstelefoner og -tablets. Fjern den, hvis du har den. Denne app \
             leder kun efter den og rapporterer ingen andre apps.",
        ],
        (Language::Da, _) => [
            "Disse apps er ikke tilladt på arbejdstelefoner og -tablets: ",
            ". Fjern dem, hvis du har dem. Denne app leder kun efter dem og rapporterer ingen andre \
             apps.",
        ],
        (Language::De, 1) => [
            "",
            " ist auf Diensthandys und Dienst-Tablets nicht erlaubt. Bitte entfernen Sie die App, wenn Sie \
             sie haben. Diese App sucht nur danach und meldet keine anderen Apps.",
        ],
        (Language::De, _) => [
            "Diese Apps sind auf Diensthandys und Dienst-Tablets nicht erlaubt: ",
            ". Bitte entfernen Sie sie, wenn Sie sie haben. Diese App sucht nur danach und meldet keine \
             anderen Apps.",
        ],
        (Language::Fi, 1) => [
            "",
            " ei ole sallittu työpuhelimissa eikä -tableteissa. Poista se, jos sinulla on se. Tämä \
             sovellus etsii vain sitä eikä raportoi muista sovelluksista.",
        ],
        (Language::Fi, _) => [
            "Näitä sovelluksia ei sallita työpuhelimissa eikä -tableteissa: ",
            ". Poista ne, jos sinulla on niitä. Tämä sovellus etsii vain niitä eikä raportoi muista \
             sovelluksista.",
        ],
        (Language::Nb, 1) => [
            "",
            " er ikke tillatt på jobbtelefoner og -nettbrett. Fjern den hvis du har den. Denne appen \
             leter bare etter den og rapporterer ingen andre apper.",
        ],
        (Language::Nb, _) => [
            "Disse appene er ikke tillatt på jobbtelefoner og -nettbrett: ",
            ". Fjern dem hvis du har dem. Denne appen leter bare etter dem og rapporterer ingen \
             andre apper.",
        ],
        (Language::Sv, 1) => [
            "",
            " är inte tillåten på arbetstelefoner och surfplattor. Ta bort den om du har den. Den här \
             appen söker bara efter den och rapporterar inga andra appar.",
        ],
        (Language::Sv, _) => [
            "De här apparna är inte tillåtna på arbetstelefoner och surfplattor: ",
            ". Ta bort dem om du har dem. Den här appen söker bara efter dem och rapporterar inga \
             andra appar.",
        ],
    };
    [start, &apps.join(", "), end].concat()
}
