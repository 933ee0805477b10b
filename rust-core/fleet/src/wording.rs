//! What the outcome is called in words.

mod unseen;

use appvagt_inventory::{Owner, Platform, Subject, Unseen};
use appvagt_scanner::{Certainty, Due, Language, Text};

pub use self::unseen::{remedy, unseen};
use crate::appraisal::{Case, MatchedBy, Standing};
use crate::earlier::{Change, Changes, Was};
use crate::headings::LAST_REPORT;
use crate::outcome::{AppOnDevice, Device, Gap, Status, Unread, Word, file};
use crate::texts::{Texts, fill, name_in, number};

pub const DEVICES: [Texts; 2] = [
    ["device", "enhed", "Gerät", "laite", "enhet", "enhet"],
    ["devices", "enheder", "Geräte", "laitetta", "enheter", "enheter"],
];
pub const APPS: [Texts; 2] = [
    ["app", "app", "App", "sovellus", "app", "app"],
    ["apps", "apps", "Apps", "sovellusta", "apper", "appar"],
];
pub const FILES: [Texts; 2] = [
    ["file", "fil", "Datei", "tiedosto", "fil", "fil"],
    ["files", "filer", "Dateien", "tiedostoa", "filer", "filer"],
];
pub const RECORDS: [Texts; 2] = [
    ["record", "post", "Datensatz", "tietue", "post", "post"],
    ["records", "poster", "Datensätze", "tietuetta", "poster", "poster"],
];
pub const PLACES: [Texts; 2] = [
    ["place", "sted", "Stelle", "kohta", "sted", "ställe"],
    ["places", "steder", "Stellen", "kohtaa", "steder", "ställen"],
];

pub const EXEMPT: Texts =
    ["exempt", "undtaget", "ausgenommen", "poikkeus", "unntatt", "undantagen"];
pub const ANNOUNCED: Texts =
    ["announced", "varslet", "angekündigt", "ilmoitettu", "varslet", "aviserad"];
pub const GONE: Texts = ["Gone", "Væk", "Verschwunden", "Poissa", "Borte", "Borta"];
pub const UNCLEAR: Texts = [
    "Not known to be gone",
    "Vides ikke at være væk",
    "Nicht sicher verschwunden",
    "Ei tiedetä poistuneeksi",
    "Ikke sikkert borte",
    "Inte säkert borta",
];
pub const NOT_UNDERSTOOD: Texts = [
    "Words that are not understood",
    "Ord, der ikke forstås",
    "Nicht verstandene Wörter",
    "Sanat, joita ei ymmärretä",
    "Ord som ikke forstås",
    "Ord som inte förstås",
];

/// Returns what a word is about that is not understood.
fn subject(subject: Subject, language: Language) -> &'static str {
    language.of(match subject {
        Subject::AppState => ["State", "Tilstand", "Zustand", "Tila", "Tilstand", "Status"],
        Subject::AppKind => [
            "Kind of software",
            "Slags software",
            "Art der Software",
            "Ohjelmiston laji",
            "Type programvare",
            "Slags programvara",
        ],
        Subject::Platform => {
            ["Platform", "Platform", "Plattform", "Alusta", "Plattform", "Plattform"]
        }
        Subject::Ownership => {
            ["Ownership", "Ejerskab", "Eigentum", "Omistajuus", "Eierskap", "Ägarskap"]
        }
        Subject::ManagementMode => [
            "Management mode",
            "Administrationstilstand",
            "Verwaltungsart",
            "Hallintatila",
            "Administrasjonsmodus",
            "Hanteringsläge",
        ],
        Subject::DeviceState => [
            "State of the device",
            "Enhedens tilstand",
            "Zustand des Geräts",
            "Laitteen tila",
            "Enhetens tilstand",
            "Enhetens status",
        ],
        Subject::LastReport => LAST_REPORT,
    })
}

/// Returns a word that is not understood, with how often it came.
pub fn word(word: &Word, language: Language) -> String {
    let times = match word.times {
        1 => language.of(["once", "én gang", "einmal", "kerran", "én gang", "en gång"]).to_owned(),
        times => {
            let times = number(language, times);
            fill(
                language,
                ["{0} times", "{0} gange", "{0}-mal", "{0} kertaa", "{0} ganger", "{0} gånger"],
                &[&times],
            )
        }
    };
    let about = subject(word.field, language);
    let value = if word.value.as_deref() == Some("") {
        language.of(["empty", "tom", "leer", "tyhjä", "tom", "tom"]).to_owned()
    } else if let Some(value) = &word.value {
        fill(language, ["“{0}”", "»{0}«", "„{0}“", "”{0}”", "«{0}»", "”{0}”"], &[value])
    } else {
        language
            .of([
                "other words",
                "andre ord",
                "andere Wörter",
                "muita sanoja",
                "andre ord",
                "andra ord",
            ])
            .to_owned()
    };
    format!("{about}: {value} {times}")
}

/// Returns a gap in words.
pub fn gap(gap: &Gap, language: Language) -> String {
    match gap {
        Gap::PagesMissing { format, path, entry } => fill(
            language,
            [
                "The list in {0} goes on in a page that was not given, or is not whole ({1}). Give \
                 all its pages as files.",
                "Listen i {0} fortsætter på en side, der ikke er givet eller ikke er hel ({1}). \
                 Giv alle dens sider som filer.",
                "Die Liste in {0} geht auf einer Seite weiter, die nicht angegeben oder nicht \
                 vollständig ist ({1}). Geben Sie alle ihre Seiten als Dateien an.",
                "Tiedoston {0} luettelo jatkuu sivulla, jota ei annettu tai joka ei ole kokonainen \
                 ({1}). Anna kaikki sen sivut tiedostoina.",
                "Listen i {0} fortsetter på en side som ikke er oppgitt, eller som ikke er hel \
                 ({1}). Oppgi alle sidene som filer.",
                "Listan i {0} fortsätter på en sida som inte har angetts eller inte är hel ({1}). \
                 Ange alla dess sidor som filer.",
            ],
            &[&file(path, entry.as_deref()), format],
        ),
        Gap::RecordsMissing { format, read, of } => fill(
            language,
            [
                "The list says that it has {0} records, and {1} were read ({2}). Give all its \
                 pages as files.",
                "Listen siger, at den har {0} poster, og {1} blev læst ({2}). Giv alle dens sider \
                 som filer.",
                "Laut der Liste hat sie {0} Datensätze, gelesen wurden {1} ({2}). Geben Sie alle \
                 ihre Seiten als Dateien an.",
                "Luettelon mukaan siinä on {0} tietuetta, ja {1} luettiin ({2}). Anna kaikki sen \
                 sivut tiedostoina.",
                "Ifølge listen har den {0} poster, og {1} ble lest ({2}). Oppgi alle sidene som \
                 filer.",
                "Listan säger att den har {0} poster, och {1} lästes ({2}). Ange alla dess sidor \
                 som filer.",
            ],
            &[&of.to_string(), &read.to_string(), format],
        ),
        Gap::DevicesUnnamed { format, path, entry } => fill(
            language,
            [
                "{0} has apps without their devices ({1}), so it is not known what of these could \
                 not be seen. Give a list of apps by device. In a table with merged cells, fill in \
                 the device on every row.",
                "{0} har apps uden deres enheder ({1}), så det vides ikke, hvad der ikke kunne ses \
                 på dem. Giv en liste over apps pr. enhed. Er der flettede celler i en tabel, så \
                 udfyld enheden i hver række.",
                "{0} enthält Apps ohne ihre Geräte ({1}). Daher ist nicht bekannt, was auf \
                 diesen nicht zu sehen war. Geben Sie eine Liste der Apps nach Gerät an. Sind \
                 Zellen einer Tabelle verbunden, tragen Sie das Gerät in jede Zeile ein.",
                "Tiedostossa {0} on sovelluksia ilman laitteita ({1}), joten ei tiedetä, mitä \
                 niistä ei nähty. Anna sovellusluettelo laitteittain. Jos taulukossa on \
                 yhdistettyjä soluja, täytä laite joka riville.",
                "{0} har apper uten enhetene deres ({1}), så det er ikke kjent hva som ikke \
                 kunne ses på dem. Oppgi en liste over apper per enhet. I en tabell med \
                 sammenslåtte celler må enheten fylles ut i hver rad.",
                "{0} har appar utan deras enheter ({1}), så det är inte känt vad av dem som inte \
                 kunde ses. Ange en lista över appar per enhet. Har en tabell sammanfogade celler, \
                 fyll i enheten på varje rad.",
            ],
            &[&file(path, entry.as_deref()), format],
        ),
        Gap::NoDevices => language
            .of([
                "No phone or tablet is in what was read. Check that the right list was exported.",
                "Der er ingen telefon eller tablet i det, der blev læst. Kontrollér, at den \
                 rigtige liste blev eksporteret.",
                "In dem, was gelesen wurde, ist kein Smartphone oder Tablet. Prüfen Sie, ob die \
                 richtige Liste exportiert wurde.",
                "Luetussa ei ole yhtään puhelinta tai tablettia. Tarkista, että oikea luettelo \
                 vietiin.",
                "Det er ingen telefon eller nettbrett i det som ble lest. Kontroller at riktig \
                 liste ble eksportert.",
                "Ingen telefon eller surfplatta finns i det som lästes. Kontrollera att rätt lista \
                 exporterades.",
            ])
            .to_owned(),
        Gap::RulesUnchecked { rules } => fill(
            language,
            [
                "The files do not show what these rules of the policy are about: {0}.",
                "Filerne viser ikke det, som disse regler i politikken handler om: {0}.",
                "Die Dateien zeigen nicht, worum es in diesen Regeln der Richtlinie geht: {0}.",
                "Tiedostoista ei näy se, mitä nämä käytännön säännöt koskevat: {0}.",
                "Filene viser ikke det disse reglene i policyen handler om: {0}.",
                "Filerna visar inte det som dessa regler i policyn handlar om: {0}.",
            ],
            &[&rules.join(", ")],
        ),
    }
}

/// Returns what is printed for a place that could not be read.
pub fn unread(unread: &Unread) -> String {
    format!("{}{}: {}", unread.file(), unread.place(), unread.message)
}

/// Returns what is unseen of a device, with the day of a report that is too old.
pub fn unseen_of(device: &Device, what: Unseen, language: Language) -> String {
    match (what, device.reported_day) {
        (Unseen::Today, Some(day)) => last_reported(&day.to_string(), language),
        _ => unseen(what, language).to_owned(),
    }
}

/// Returns when a device last reported.
pub fn last_reported(day: &str, language: Language) -> String {
    let texts = [
        "last reported on {0}",
        "rapporterede senest den {0}",
        "letzte Meldung am {0}",
        "raportoi viimeksi {0}",
        "rapporterte sist {0}",
        "rapporterade senast den {0}",
    ];
    fill(language, texts, &[day])
}

/// Returns the day of the last report; as the file has it, where that is not understood.
pub fn last_report(device: &Device) -> String {
    match (device.reported_day, &device.reported) {
        (Some(day), _) => day.to_string(),
        (None, reported) => reported.as_deref().unwrap_or_default().to_owned(),
    }
}

/// Returns how much changed since an earlier result.
pub fn changes(changes: &Changes, language: Language) -> String {
    let since = changes.since.map(|day| day.to_string());
    let earlier = [
        "the earlier result",
        "det tidligere resultat",
        "das frühere Ergebnis",
        "aiemmasta",
        "det tidligere resultatet",
        "tidigare resultat",
    ];
    let number = |count: usize| number(language, count);
    let (gone, unclear) = (number(changes.gone.len()), number(changes.unclear.len()));
    fill(
        language,
        [
            "Since {0}: {1} new, {2} still there, {3} gone, {4} not known to be gone.",
            "Siden {0}: {1} nye, {2} er der stadig, {3} er væk, {4} vides ikke at være væk.",
            "Seit {0}: {1} neu, {2} noch vorhanden, {3} verschwunden, {4} nicht sicher \
             verschwunden.",
            "Sitten {0}: {1} uutta, {2} yhä paikalla, {3} poissa, {4} ei tiedetä poistuneiksi.",
            "Siden {0}: {1} nye, {2} er der fortsatt, {3} er borte, {4} ikke sikkert borte.",
            "Sedan {0}: {1} nya, {2} finns kvar, {3} är borta, {4} är inte säkert borta.",
        ],
        &[
            since.as_deref().unwrap_or(language.of(earlier)),
            &number(changes.new),
            &number(changes.still),
            &gone,
            &unclear,
        ],
    )
}

/// Returns something that an earlier result found.
pub fn was(was: &Was, language: Language) -> String {
    let first = was.first_seen.map(|day| format!(" ({})", first_seen(&day.to_string(), language)));
    let texts = [
        "{0} on {1}{2}",
        "{0} på {1}{2}",
        "{0} auf {1}{2}",
        "{0}, laite {1}{2}",
        "{0} på {1}{2}",
        "{0} på {1}{2}",
    ];
    fill(language, texts, &[&was.name, &was.device, &first.unwrap_or_default()])
}

fn first_seen(day: &str, language: Language) -> String {
    let texts = [
        "first seen on {0}",
        "først set den {0}",
        "zuerst gesehen am {0}",
        "havaittu ensin {0}",
        "først sett {0}",
        "först sedd den {0}",
    ];
    fill(language, texts, &[day])
}

/// Returns how a device stands, in a word.
pub fn device_status(status: Status, language: Language) -> &'static str {
    language.of(match status {
        Status::Banned => ["banned", "forbudt", "verboten", "kielletty", "forbudt", "förbjuden"],
        Status::Unknown => ["unknown", "ukendt", "unbekannt", "tuntematon", "ukjent", "okänd"],
        Status::NothingFound => [
            "nothing found",
            "intet fundet",
            "nichts gefunden",
            "ei löydöksiä",
            "ingenting funnet",
            "inget hittat",
        ],
        Status::NoLongerManaged => [
            "no longer managed",
            "ikke længere administreret",
            "nicht mehr verwaltet",
            "ei enää hallinnassa",
            "ikke lenger administrert",
            "inte längre hanterad",
        ],
    })
}

/// Returns what runs on a device.
pub fn platform(platform: Platform) -> &'static str {
    match platform {
        Platform::Android => "Android",
        Platform::Apple => "iOS, iPadOS",
        Platform::Unknown | Platform::Other => "",
    }
}

/// Returns what runs on a device, and which version of it.
pub fn system(device: &Device) -> String {
    match (platform(device.platform), device.os_version.as_deref().unwrap_or_default()) {
        (platform, "") => platform.to_owned(),
        // It says what it is a version of.
        (_, version) if version.starts_with(char::is_alphabetic) => version.to_owned(),
        ("", version) => version.to_owned(),
        (platform, version) => format!("{platform} {version}"),
    }
}

/// Returns whose a device is.
pub fn owner(owner: Owner, language: Language) -> &'static str {
    language.of(match owner {
        Owner::Company => [
            "organisation",
            "organisationen",
            "Organisation",
            "organisaatio",
            "organisasjonen",
            "organisationen",
        ],
        Owner::Person => ["personal", "privat", "privat", "henkilökohtainen", "privat", "privat"],
        Owner::Unsaid => ["", "", "", "", "", ""],
    })
}

/// Returns how sure it is, and by what.
pub fn certainty(case: &Case, language: Language) -> String {
    let sure = language.of(match case.certainty {
        Certainty::Certain => ["certain", "sikkert", "sicher", "varma", "sikkert", "säker"],
        Certainty::Strong => [
            "very likely",
            "meget sandsynligt",
            "sehr wahrscheinlich",
            "erittäin todennäköinen",
            "svært sannsynlig",
            "mycket sannolik",
        ],
    });
    let own_rule = language.of([
        "own rule",
        "egen regel",
        "eigene Regel",
        "oma sääntö",
        "egen regel",
        "egen regel",
    ]);
    match (case.matched_by, case.certainty) {
        (MatchedBy::NameOnly, _) => language
            .of([
                "name only: likely",
                "kun navn: sandsynligt",
                "nur Name: wahrscheinlich",
                "vain nimi: todennäköinen",
                "bare navn: sannsynlig",
                "endast namn: sannolik",
            ])
            .to_owned(),
        (MatchedBy::AppId, _) => sure.to_owned(),
        (MatchedBy::Certificate, _) => {
            let texts = [
                "{0} (by its certificate)",
                "{0} (ved certifikatet)",
                "{0} (am Zertifikat)",
                "{0} (varmenteen perusteella)",
                "{0} (ved sertifikatet)",
                "{0} (genom certifikatet)",
            ];
            fill(language, texts, &[sure])
        }
        (MatchedBy::OwnRule, Certainty::Certain) => own_rule.to_owned(),
        (MatchedBy::OwnRule, Certainty::Strong) => format!("{sure} ({own_rule})"),
    }
}

/// Returns how it stands with an app, in a word.
pub fn status(standing: &Standing, language: Language) -> &'static str {
    match standing {
        Standing::Banned { .. } => device_status(Status::Banned, language),
        Standing::Exempt { .. } => language.of(EXEMPT),
        Standing::Announced { .. } => language.of(ANNOUNCED),
    }
}

/// Returns dates, what is new and the reason, as far as there are any.
pub fn details(app: &AppOnDevice, language: Language) -> String {
    let reason = reason(&app.case.standing).map(|reason| reason.in_language(language).to_owned());
    let mut parts = dates(&app.case.standing, app.due, language);
    parts.extend(change(app, language));
    parts.extend(reason);
    parts.join(": ")
}

/// Returns dates, as far as there are any.
pub fn dates(standing: &Standing, due: Option<Due>, language: Language) -> Vec<String> {
    let (texts, day) = match (standing, due) {
        (Standing::Banned { .. }, Some(Due { day, over: false })) => (
            [
                "due by the end of {0}",
                "frist til og med den {0}",
                "Frist bis zum {0}",
                "määräaika {0} loppuun",
                "frist til og med {0}",
                "tidsfrist till och med den {0}",
            ],
            day,
        ),
        (Standing::Banned { .. }, Some(Due { day, over: true })) => (
            [
                "due by the end of {0}, which is over",
                "fristen udløb den {0}",
                "die Frist endete am {0}",
                "määräaika {0} on ohi",
                "fristen gikk ut {0}",
                "tidsfristen gick ut den {0}",
            ],
            day,
        ),
        (Standing::Banned { .. }, None) => return Vec::new(),
        (Standing::Exempt { until, .. }, _) => (
            [
                "until {0}",
                "til og med den {0}",
                "bis {0}",
                "{0} asti",
                "til og med {0}",
                "till och med den {0}",
            ],
            *until,
        ),
        (Standing::Announced { from, .. }, _) => (
            [
                "from {0} on",
                "fra den {0}",
                "ab {0}",
                "{0} alkaen",
                "fra {0}",
                "från och med den {0}",
            ],
            *from,
        ),
    };
    vec![fill(language, texts, &[&day.to_string()])]
}

/// Returns what is new of an app since an earlier result.
pub fn change(app: &AppOnDevice, language: Language) -> Option<String> {
    let first = app.first_seen.map(|day| format!(", {}", first_seen(&day.to_string(), language)));
    Some(match app.change? {
        Change::New => language.of(["new", "ny", "neu", "uusi", "ny", "ny"]).to_owned(),
        Change::Still => {
            let still = [
                "still there",
                "er der stadig",
                "noch vorhanden",
                "yhä paikalla",
                "fortsatt der",
                "finns kvar",
            ];
            format!("{}{}", language.of(still), first.unwrap_or_default())
        }
    })
}

/// Returns the reason, where the policy gives one.
fn reason(standing: &Standing) -> Option<&Text> {
    match standing {
        Standing::Banned { reason, .. } | Standing::Announced { reason, .. } => reason.as_ref(),
        Standing::Exempt { reason, .. } => Some(reason),
    }
}

/// Returns the name of a banned app, and whether it is a test app.
pub fn name(case: &Case, language: Language) -> String {
    let name = name_in(language, &case.name, case.names);
    if case.test { format!("{name}{}", test(language)) } else { name.to_owned() }
}

/// Returns what follows the name of a test app.
pub fn test(language: Language) -> &'static str {
    language.of([
        " (test app)",
        " (test-app)",
        " (Test-App)",
        " (testisovellus)",
        " (testapp)",
        " (testapp)",
    ])
}

/// Returns the id of the app where it is known, else its name in quotes; with its version.
pub fn app(case: &Case) -> String {
    let app = match (&case.app, &case.label) {
        (Some(id), _) => id.clone(),
        (None, Some(label)) => format!("“{label}”"),
        (None, None) => case.name.clone(),
    };
    match &case.version {
        Some(version) => format!("{app} {version}"),
        None => app,
    }
}
