//! What the outcome is called in words.

use std::collections::BTreeSet;

use appvagt_inventory::{Owner, Platform, Subject, Unseen};
use appvagt_scanner::{Certainty, Due, Text};

use crate::appraisal::{Case, MatchedBy, Standing};
use crate::earlier::{Change, Changes, Was};
use crate::language::{Language, Texts};
use crate::outcome::{AppOnDevice, Device, FleetOutcome, Gap, Status, Unread, Word, file};

pub const DEVICES: [Texts; 2] =
    [["device", "enhed", "laite", "enhet"], ["devices", "enheder", "laitetta", "enheter"]];
pub const APPS: [Texts; 2] =
    [["app", "app", "sovellus", "app"], ["apps", "apps", "sovellusta", "appar"]];
pub const FILES: [Texts; 2] =
    [["file", "fil", "tiedosto", "fil"], ["files", "filer", "tiedostoa", "filer"]];
pub const RECORDS: [Texts; 2] =
    [["record", "post", "tietue", "post"], ["records", "poster", "tietuetta", "poster"]];
pub const PLACES: [Texts; 2] =
    [["place", "sted", "kohta", "ställe"], ["places", "steder", "kohtaa", "ställen"]];

pub const EXEMPT: Texts = ["exempt", "undtaget", "poikkeus", "undantagen"];
pub const ANNOUNCED: Texts = ["announced", "varslet", "ilmoitettu", "aviserad"];
pub const GONE: Texts = ["Gone", "Væk", "Poissa", "Borta"];
pub const UNCLEAR: Texts = [
    "Not known to be gone",
    "Vides ikke at være væk",
    "Ei tiedetä poistuneeksi",
    "Inte säkert borta",
];
pub const NOT_UNDERSTOOD: Texts = [
    "Words that are not understood",
    "Ord, der ikke forstås",
    "Sanat, joita ei ymmärretä",
    "Ord som inte förstås",
];

/// Returns what devices of which this is unseen have in common.
pub fn unseen(unseen: Unseen, language: Language) -> &'static str {
    language.of(match unseen {
        Unseen::Everything => [
            "no app is reported",
            "ingen app er indberettet",
            "yhtään sovellusta ei ole ilmoitettu",
            "ingen app har rapporterats",
        ],
        Unseen::OtherApps => [
            "the list is about one app and says nothing of the others",
            "listen handler om én app og siger intet om de andre",
            "luettelo koskee yhtä sovellusta eikä kerro muista mitään",
            "listan handlar om en app och säger inget om de andra",
        ],
        Unseen::PersonalSide => [
            "the personal side is not shown",
            "den private side vises ikke",
            "henkilökohtainen puoli ei näy",
            "den privata sidan visas inte",
        ],
        Unseen::UnmanagedApps => [
            "only managed apps are shown",
            "kun administrerede apps vises",
            "vain hallitut sovellukset näkyvät",
            "bara hanterade appar visas",
        ],
        Unseen::UnmanagedAppsIfPersonal => [
            "only managed apps are shown if it is a personal device",
            "kun administrerede apps vises, hvis enheden er privat",
            "vain hallitut sovellukset näkyvät, jos laite on henkilökohtainen",
            "bara hanterade appar visas om enheten är privat",
        ],
        Unseen::OtherUsers => [
            "other users and profiles are not shown",
            "andre brugere og profiler vises ikke",
            "muut käyttäjät ja profiilit eivät näy",
            "andra användare och profiler visas inte",
        ],
        Unseen::Rest => [
            "its list of apps is cut short",
            "dens liste over apps er afkortet",
            "sen sovellusluettelo on katkennut",
            "dess lista över appar är avkortad",
        ],
        Unseen::Meaning => [
            "a word about it or its apps is not understood",
            "et ord om den eller dens apps forstås ikke",
            "sanaa, joka koskee sitä tai sen sovelluksia, ei ymmärretä",
            "ett ord om den eller dess appar förstås inte",
        ],
        Unseen::AppNames => [
            "an app in its list has neither an id nor a name",
            "en app på dens liste har hverken id eller navn",
            "sen luettelossa on sovellus, jolla ei ole tunnistetta eikä nimeä",
            "en app i dess lista har varken id eller namn",
        ],
        Unseen::SharedName => [
            "several users have a device of this name",
            "flere brugere har en enhed med dette navn",
            "usealla käyttäjällä on tämänniminen laite",
            "flera användare har en enhet med detta namn",
        ],
        Unseen::DamagedId => [
            "a spreadsheet has changed its id",
            "et regneark har ændret dens id",
            "taulukkolaskenta on muuttanut sen tunnistetta",
            "ett kalkylprogram har ändrat dess id",
        ],
        Unseen::Today => [
            "its last report is too old",
            "dens seneste rapport er for gammel",
            "sen viimeisin raportti on liian vanha",
            "dess senaste rapport är för gammal",
        ],
    })
}

/// Returns what to do about it, with what the formats at hand call it.
pub fn remedy(what: Unseen, outcome: &FleetOutcome, language: Language) -> String {
    let remedy = language.of(texts_of_remedy(what));
    let setting = |format: &str| match (what, format) {
        (Unseen::Everything, "amapi") => Some("statusReportingSettings.applicationReportsEnabled"),
        (Unseen::Everything, "google-directory") => Some("projection=FULL"),
        (Unseen::Everything, "fleet") => Some("populate_software=true"),
        (Unseen::Everything, "jamf") => Some("section=APPLICATIONS"),
        (Unseen::Everything, "graph-devices") => Some("managedDevices/ID/detectedApps"),
        (Unseen::AppNames, "graph-devices") => Some("deviceManagement/detectedApps"),
        (Unseen::AppNames, "graph-apps" | "amapi" | "jamf") => Some("ConvertTo-Json -Depth 10"),
        (Unseen::UnmanagedAppsIfPersonal, "intune") => Some("Devices.csv: Ownership"),
        _ => None,
    };
    let settings: BTreeSet<_> =
        outcome.files.iter().filter_map(|file| setting(file.format)).collect();
    if settings.is_empty() {
        return remedy.to_owned();
    }
    let settings: Vec<_> = settings.into_iter().collect();
    format!("{remedy} ({})", settings.join("; "))
}

fn texts_of_remedy(unseen: Unseen) -> Texts {
    match unseen {
        Unseen::Everything => [
            "Check that the MDM asks for the list of apps, and that the device is in use.",
            "Kontrollér, at MDM-systemet beder om listen over apps, og at enheden er i brug.",
            "Tarkista, että MDM pyytää sovellusluettelon ja että laite on käytössä.",
            "Kontrollera att MDM-systemet frågar efter listan över appar och att enheten används.",
        ],
        Unseen::OtherApps => [
            "Export the list of all apps on all devices.",
            "Eksportér listen over alle apps på alle enheder.",
            "Vie kaikkien laitteiden kaikkien sovellusten luettelo.",
            "Exportera listan över alla appar på alla enheter.",
        ],
        Unseen::PersonalSide => [
            "No MDM sees it. List the ids to block in the policy for the personal side, and ask \
             the employee.",
            "Intet MDM-system ser den. Skriv de id'er, der skal blokeres, i politikken for den \
             private side, og spørg medarbejderen.",
            "Mikään MDM ei näe sitä. Kirjaa estettävät tunnisteet henkilökohtaisen puolen \
             käytäntöön ja kysy työntekijältä.",
            "Inget MDM-system ser den. Ange de id:n som ska blockeras i policyn för den privata \
             sidan, och fråga medarbetaren.",
        ],
        Unseen::UnmanagedApps => [
            "Ask the employee, or look at the device.",
            "Spørg medarbejderen, eller se på enheden.",
            "Kysy työntekijältä tai katso laitetta.",
            "Fråga medarbetaren, eller titta på enheten.",
        ],
        Unseen::UnmanagedAppsIfPersonal => [
            "Add the list of devices with their ownership as a second file. If all devices belong \
             to the organisation, use --company-owned.",
            "Tilføj listen over enheder med deres ejerskab som en fil mere. Hvis alle enheder \
             tilhører organisationen, så brug --company-owned.",
            "Lisää toiseksi tiedostoksi laiteluettelo, jossa on omistajuus. Jos kaikki laitteet \
             ovat organisaation, käytä valitsinta --company-owned.",
            "Lägg till listan över enheter med ägarskap som en fil till. Om alla enheter tillhör \
             organisationen, använd --company-owned.",
        ],
        Unseen::OtherUsers => [
            "List each user: pm list packages --user ID (pm list users has the ids).",
            "List hver bruger: pm list packages --user ID (pm list users har id'erne).",
            "Luettele jokainen käyttäjä: pm list packages --user ID (tunnisteet: pm list users).",
            "Lista varje användare: pm list packages --user ID (pm list users har id:na).",
        ],
        Unseen::Rest => [
            "Get the whole file, or all of its list in one page.",
            "Hent hele filen, eller hele dens liste på én side.",
            "Hanki koko tiedosto tai koko luettelo yhdellä sivulla.",
            "Hämta hela filen, eller hela dess lista på en sida.",
        ],
        Unseen::Meaning => [
            "The words are listed below. Export the list in English, or as codes.",
            "Ordene står nedenfor. Eksportér listen på engelsk eller som koder.",
            "Sanat on lueteltu alla. Vie luettelo englanniksi tai koodeina.",
            "Orden står nedan. Exportera listan på engelska eller som koder.",
        ],
        Unseen::AppNames => [
            "Export the list with package names, bundle ids or names. If it names apps by keys of \
             the MDM, add the list of apps as a second file.",
            "Eksportér listen med pakkenavne, bundle-id'er eller navne. Hvis den kalder apps ved \
             MDM-systemets nøgler, så tilføj listen over apps som en fil mere.",
            "Vie luettelo pakettinimineen, bundle-tunnisteineen tai nimineen. Jos siinä on vain \
             MDM:n avaimia, lisää sovellusluettelo toiseksi tiedostoksi.",
            "Exportera listan med paketnamn, bundle-id:n eller namn. Om den anger appar med \
             MDM-systemets nycklar, lägg till listan över appar som en fil till.",
        ],
        Unseen::SharedName => [
            "Export the list with serial numbers or ids of devices, and name that field with \
             --device.",
            "Eksportér listen med enhedernes serienumre eller id'er, og angiv feltet med --device.",
            "Vie luettelo laitteiden sarjanumeroineen tai tunnisteineen ja nimeä kenttä \
             valitsimella --device.",
            "Exportera listan med enheternas serienummer eller id:n, och ange fältet med --device.",
        ],
        Unseen::DamagedId => [
            "Export the list again, and do not save it with a spreadsheet program.",
            "Eksportér listen igen, og gem den ikke i et regneark.",
            "Vie luettelo uudelleen, äläkä tallenna sitä taulukkolaskentaohjelmalla.",
            "Exportera listan igen, och spara den inte med ett kalkylprogram.",
        ],
        Unseen::Today => [
            "Look for the device. --stale DAYS sets how old a report may be.",
            "Find enheden. --stale DAYS bestemmer, hvor gammel en rapport må være.",
            "Etsi laite. --stale DAYS määrää, kuinka vanha raportti saa olla.",
            "Leta efter enheten. --stale DAYS anger hur gammal en rapport får vara.",
        ],
    }
}

/// Returns what a word is about that is not understood.
fn subject(subject: Subject, language: Language) -> &'static str {
    language.of(match subject {
        Subject::AppState => ["State", "Tilstand", "Tila", "Status"],
        Subject::AppKind => {
            ["Kind of software", "Slags software", "Ohjelmiston laji", "Slags programvara"]
        }
        Subject::Platform => ["Platform", "Platform", "Alusta", "Plattform"],
        Subject::Ownership => ["Ownership", "Ejerskab", "Omistajuus", "Ägarskap"],
        Subject::ManagementMode => {
            ["Management mode", "Administrationstilstand", "Hallintatila", "Hanteringsläge"]
        }
        Subject::DeviceState => {
            ["State of the device", "Enhedens tilstand", "Laitteen tila", "Enhetens status"]
        }
        Subject::LastReport => {
            ["Last report", "Seneste rapport", "Viimeisin raportti", "Senaste rapport"]
        }
    })
}

/// Returns a word that is not understood, with how often it came.
pub fn word(word: &Word, language: Language) -> String {
    let times = match word.times {
        1 => language.of(["once", "én gang", "kerran", "en gång"]).to_owned(),
        times => {
            let times = language.number(times);
            language.fill(["{0} times", "{0} gange", "{0} kertaa", "{0} gånger"], &[&times])
        }
    };
    let about = subject(word.field, language);
    let value = if word.value.as_deref() == Some("") {
        language.of(["empty", "tom", "tyhjä", "tom"]).to_owned()
    } else if let Some(value) = &word.value {
        language.fill(["“{0}”", "»{0}«", "”{0}”", "”{0}”"], &[value])
    } else {
        language.of(["other words", "andre ord", "muita sanoja", "andra ord"]).to_owned()
    };
    format!("{about}: {value} {times}")
}

/// Returns a gap in words.
pub fn gap(gap: &Gap, language: Language) -> String {
    match gap {
        Gap::PagesMissing { format, path, entry } => language.fill(
            [
                "The list in {0} goes on in a page that was not given, or is not whole ({1}). Give \
                 all its pages as files.",
                "Listen i {0} fortsætter på en side, der ikke er givet eller ikke er hel ({1}). \
                 Giv alle dens sider som filer.",
                "Tiedoston {0} luettelo jatkuu sivulla, jota ei annettu tai joka ei ole kokonainen \
                 ({1}). Anna kaikki sen sivut tiedostoina.",
                "Listan i {0} fortsätter på en sida som inte har angetts eller inte är hel ({1}). \
                 Ange alla dess sidor som filer.",
            ],
            &[&file(path, entry.as_deref()), format],
        ),
        Gap::RecordsMissing { format, read, of } => language.fill(
            [
                "The list says that it has {0} records, and {1} were read ({2}). Give all its \
                 pages as files.",
                "Listen siger, at den har {0} poster, og {1} blev læst ({2}). Giv alle dens sider \
                 som filer.",
                "Luettelon mukaan siinä on {0} tietuetta, ja {1} luettiin ({2}). Anna kaikki sen \
                 sivut tiedostoina.",
                "Listan säger att den har {0} poster, och {1} lästes ({2}). Ange alla dess sidor \
                 som filer.",
            ],
            &[&of.to_string(), &read.to_string(), format],
        ),
        Gap::DevicesUnnamed { format, path, entry } => language.fill(
            [
                "{0} has apps without their devices ({1}), so it is not known what of these could \
                 not be seen. Give a list of apps by device. In a table with merged cells, fill in \
                 the device on every row.",
                "{0} har apps uden deres enheder ({1}), så det vides ikke, hvad der ikke kunne ses \
                 på dem. Giv en liste over apps pr. enhed. Er der flettede celler i en tabel, så \
                 udfyld enheden i hver række.",
                "Tiedostossa {0} on sovelluksia ilman laitteita ({1}), joten ei tiedetä, mitä \
                 niistä ei nähty. Anna sovellusluettelo laitteittain. Jos taulukossa on \
                 yhdistettyjä soluja, täytä laite joka riville.",
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
                "Luetussa ei ole yhtään puhelinta tai tablettia. Tarkista, että oikea luettelo \
                 vietiin.",
                "Ingen telefon eller surfplatta finns i det som lästes. Kontrollera att rätt lista \
                 exporterades.",
            ])
            .to_owned(),
        Gap::RulesUnchecked { rules } => language.fill(
            [
                "The files do not show what these rules of the policy are about: {0}.",
                "Filerne viser ikke det, som disse regler i politikken handler om: {0}.",
                "Tiedostoista ei näy se, mitä nämä käytännön säännöt koskevat: {0}.",
                "Filerna visar inte det som dessa regler i policyn handlar om: {0}.",
            ],
            &[&rules.join(", ")],
        ),
    }
}

/// Returns what is printed for a place that could not be read.
pub fn unread(unread: &Unread) -> String {
    let place = unread.place();
    let place = if place.is_empty() { place } else { format!(", {place}") };
    format!("{}{place}: {}", unread.file(), unread.message)
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
        "raportoi viimeksi {0}",
        "rapporterade senast den {0}",
    ];
    language.fill(texts, &[day])
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
    let earlier =
        ["the earlier result", "det tidligere resultat", "aiemmasta", "tidigare resultat"];
    let number = |count: usize| language.number(count);
    let (gone, unclear) = (number(changes.gone.len()), number(changes.unclear.len()));
    language.fill(
        [
            "Since {0}: {1} new, {2} still there, {3} gone, {4} not known to be gone.",
            "Siden {0}: {1} nye, {2} er der stadig, {3} er væk, {4} vides ikke at være væk.",
            "Sitten {0}: {1} uutta, {2} yhä paikalla, {3} poissa, {4} ei tiedetä poistuneiksi.",
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
    let texts = ["{0} on {1}{2}", "{0} på {1}{2}", "{0}, laite {1}{2}", "{0} på {1}{2}"];
    language.fill(texts, &[&was.name, &was.device, &first.unwrap_or_default()])
}

fn first_seen(day: &str, language: Language) -> String {
    let texts =
        ["first seen on {0}", "først set den {0}", "havaittu ensin {0}", "först sedd den {0}"];
    language.fill(texts, &[day])
}

/// Returns how a device stands, in a word.
pub fn device_status(status: Status, language: Language) -> &'static str {
    language.of(match status {
        Status::Banned => ["banned", "forbudt", "kielletty", "förbjuden"],
        Status::Unknown => ["unknown", "ukendt", "tuntematon", "okänd"],
        Status::NothingFound => ["nothing found", "intet fundet", "ei löydöksiä", "inget hittat"],
        Status::NoLongerManaged => [
            "no longer managed",
            "ikke længere administreret",
            "ei enää hallinnassa",
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
        Owner::Company => ["organisation", "organisationen", "organisaatio", "organisationen"],
        Owner::Person => ["personal", "privat", "henkilökohtainen", "privat"],
        Owner::Unsaid => ["", "", "", ""],
    })
}

/// Returns how sure it is, and by what.
pub fn certainty(case: &Case, language: Language) -> String {
    let sure = language.of(match case.certainty {
        Certainty::Certain => ["certain", "sikkert", "varma", "säker"],
        Certainty::Strong => {
            ["very likely", "meget sandsynligt", "erittäin todennäköinen", "mycket sannolik"]
        }
    });
    let own_rule = language.of(["own rule", "egen regel", "oma sääntö", "egen regel"]);
    match (case.matched_by, case.certainty) {
        (MatchedBy::NameOnly, _) => language
            .of([
                "name only: likely",
                "kun navn: sandsynligt",
                "vain nimi: todennäköinen",
                "endast namn: sannolik",
            ])
            .to_owned(),
        (MatchedBy::AppId, _) => sure.to_owned(),
        (MatchedBy::Certificate, _) => {
            let texts = [
                "{0} (by its certificate)",
                "{0} (ved certifikatet)",
                "{0} (varmenteen perusteella)",
                "{0} (genom certifikatet)",
            ];
            language.fill(texts, &[sure])
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
    let reason = reason(&app.case.standing).map(|reason| language.text(reason).to_owned());
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
                "määräaika {0} loppuun",
                "tidsfrist till och med den {0}",
            ],
            day,
        ),
        (Standing::Banned { .. }, Some(Due { day, over: true })) => (
            [
                "due by the end of {0}, which is over",
                "fristen udløb den {0}",
                "määräaika {0} on ohi",
                "tidsfristen gick ut den {0}",
            ],
            day,
        ),
        (Standing::Banned { .. }, None) => return Vec::new(),
        (Standing::Exempt { until, .. }, _) => {
            (["until {0}", "til og med den {0}", "{0} asti", "till och med den {0}"], *until)
        }
        (Standing::Announced { from, .. }, _) => {
            (["from {0} on", "fra den {0}", "{0} alkaen", "från och med den {0}"], *from)
        }
    };
    vec![language.fill(texts, &[&day.to_string()])]
}

/// Returns what is new of an app since an earlier result.
pub fn change(app: &AppOnDevice, language: Language) -> Option<String> {
    let first = app.first_seen.map(|day| format!(", {}", first_seen(&day.to_string(), language)));
    Some(match app.change? {
        Change::New => language.of(["new", "ny", "uusi", "ny"]).to_owned(),
        Change::Still => {
            let still = ["still there", "er der stadig", "yhä paikalla", "finns kvar"];
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
    let name = language.name(&case.name, case.names);
    if case.test { format!("{name}{}", test(language)) } else { name.to_owned() }
}

/// Returns what follows the name of a test app.
pub fn test(language: Language) -> &'static str {
    language.of([" (test app)", " (test-app)", " (testisovellus)", " (testapp)"])
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
