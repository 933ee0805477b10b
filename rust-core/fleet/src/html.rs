//! The outcome as one page of HTML that needs nothing else: no network, no other file.

use std::io::{self, Write};

use appvagt_inventory::Platform;
use appvagt_safe_text::clean;
use appvagt_scanner::{Policy, Verdict};

use crate::headings::{
    APP, CERTAINTY, COUNT, DEVICE, LAST_REPORT, NAME, OWNER, STATUS, SYSTEM, USER,
};
use crate::language::{Language, Texts};
use crate::outcome::{AppOnDevice, Device, FleetOutcome, Status};
use crate::wording::{self, DEVICES, RECORDS};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// SHA-256 digests of these in base64: a browser runs nothing else on the page.
const STYLE_DIGEST: &str = "szNcHMtiuyl6CEGaJAio2JywSi5GlPWW5buLkbk2ons=";
const SCRIPT_DIGEST: &str = "M5xB/D276H+UeHFaciFWto9nQ7dsETa7pDpDYRnJ2Dk=";

const TITLE: Texts = [
    "Banned apps on our devices",
    "Forbudte apps på vores enheder",
    "Kielletyt sovellukset laitteissamme",
    "Förbjudna appar på våra enheter",
];
/// Headings of columns that only this page has.
const BANNED_AS: Texts = ["Banned as", "Forbudt som", "Kielletty sovellus", "Förbjuden som"];
const DETAILS: Texts = ["Details", "Detaljer", "Tiedot", "Detaljer"];
const WITH_BANNED: Texts =
    ["With a banned app", "Med en forbudt app", "Kielletty sovellus", "Med en förbjuden app"];
const SHARE: Texts = ["Share", "Andel", "Osuus", "Andel"];

/// What the page says beside the outcome.
pub struct Page<'a> {
    /// What is banned.
    pub policy: &'a Policy,
    /// Whether names of devices and users are shown.
    pub names: bool,
    /// Who made it.
    pub made_by: Option<&'a str>,
    /// After how many days it is to be deleted.
    pub keep_days: u16,
    /// The language of its texts.
    pub language: Language,
}

impl Page<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let (code, title) = (self.language.code(), self.language.of(TITLE));
        writeln!(
            output,
            "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{STYLE_DIGEST}'; script-src 'sha256-{SCRIPT_DIGEST}'; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{title}</h1>"
        )?;
        self.head(outcome, output)?;
        self.totals(outcome, output)?;
        self.families(outcome, output)?;
        self.systems(outcome, output)?;
        self.changes(outcome, output)?;
        self.devices(outcome, output)?;
        self.unattributed(outcome, output)?;
        self.unseen(outcome, output)?;
        self.not_read(outcome, output)?;
        self.about(outcome, output)?;
        writeln!(output, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
    }

    fn heading(&self, texts: Texts, output: &mut impl Write) -> io::Result<()> {
        writeln!(output, "<h2>{}</h2>", self.language.of(texts))
    }

    /// Begins a table with these columns, some of which have a class.
    fn table(&self, columns: &[(Texts, &str)], output: &mut impl Write) -> io::Result<()> {
        write!(output, "<div class=\"sheet\"><table>\n<thead><tr>")?;
        for (texts, class) in columns {
            let class = if class.is_empty() { "" } else { &format!(" class=\"{class}\"") };
            write!(output, "<th scope=\"col\"{class}>{}</th>", self.language.of(*texts))?;
        }
        writeln!(output, "</tr></thead>\n<tbody>")
    }

    fn head(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        let mut line = Vec::new();
        line.extend(self.policy.organisation.as_ref().map(|text| language.text(text).to_owned()));
        line.extend(outcome.day.map(|day| {
            let texts = ["as on {0}", "pr. {0}", "tilanne {0}", "per {0}"];
            language.fill(texts, &[&day.to_string()])
        }));
        line.extend(self.made_by.map(|who| {
            let texts = ["made by {0}", "lavet af {0}", "laatinut {0}", "gjord av {0}"];
            language.fill(texts, &[who])
        }));
        let texts = ["with Appvagt {0}", "med Appvagt {0}", "Appvagt {0}", "med Appvagt {0}"];
        line.push(language.fill(texts, &[env!("CARGO_PKG_VERSION")]));
        writeln!(output, "<p class=\"soft\">{}</p>", escaped(&line.join(" · ")))?;
        let (class, verdict) = match (outcome.verdict, outcome.complete) {
            (Verdict::ActionRequired, false) => (
                "banned",
                [
                    "Banned apps were found, and not everything could be seen.",
                    "Der blev fundet forbudte apps, og ikke alt kunne ses.",
                    "Kiellettyjä sovelluksia löytyi, eikä kaikkea voitu nähdä.",
                    "Förbjudna appar hittades, och allt kunde inte ses.",
                ],
            ),
            (Verdict::ActionRequired, true) => (
                "banned",
                [
                    "Banned apps were found.",
                    "Der blev fundet forbudte apps.",
                    "Kiellettyjä sovelluksia löytyi.",
                    "Förbjudna appar hittades.",
                ],
            ),
            (_, false) => (
                "unknown",
                [
                    "No banned app was found, but not everything could be seen.",
                    "Der blev ikke fundet nogen forbudt app, men ikke alt kunne ses.",
                    "Yhtään kiellettyä sovellusta ei löytynyt, mutta kaikkea ei voitu nähdä.",
                    "Ingen förbjuden app hittades, men allt kunde inte ses.",
                ],
            ),
            (_, true) => (
                "fine",
                [
                    "Everything was seen, and no banned app was found.",
                    "Alt blev set, og der blev ikke fundet nogen forbudt app.",
                    "Kaikki nähtiin, eikä yhtään kiellettyä sovellusta löytynyt.",
                    "Allt sågs, och ingen förbjuden app hittades.",
                ],
            ),
        };
        writeln!(output, "<p class=\"verdict {class}\">{}</p>", language.of(verdict))
    }

    fn totals(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let totals = &outcome.totals;
        writeln!(output, "<dl class=\"totals\">")?;
        let mut total = |what: Texts, count: usize| {
            let (what, count) = (self.language.of(what), self.language.number(count));
            writeln!(output, "<div><dt>{what}</dt><dd>{count}</dd></div>")
        };
        total(
            [
                "Phones and tablets",
                "Telefoner og tablets",
                "Puhelimet ja tabletit",
                "Telefoner och surfplattor",
            ],
            totals.devices,
        )?;
        total(WITH_BANNED, totals.banned)?;
        total(
            ["Not fully known", "Ikke helt kendt", "Ei täysin tunnettu", "Inte helt känd"],
            totals.unknown,
        )?;
        total(
            ["Nothing found", "Intet fundet", "Ei löydöksiä", "Inget hittat"],
            totals.nothing_found,
        )?;
        if totals.no_longer_managed > 0 {
            total(
                [
                    "No longer managed",
                    "Ikke længere administreret",
                    "Ei enää hallinnassa",
                    "Inte längre hanterad",
                ],
                totals.no_longer_managed,
            )?;
        }
        if totals.other_systems > 0 {
            total(
                [
                    "Computers left out",
                    "Computere udeladt",
                    "Tietokoneet jätetty pois",
                    "Datorer utelämnade",
                ],
                totals.other_systems,
            )?;
        }
        writeln!(output, "</dl>")
    }

    fn families(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        if outcome.families.is_empty() {
            return Ok(());
        }
        self.heading(["By app", "Efter app", "Sovelluksittain", "Per app"], output)?;
        let columns = [
            (APP, ""),
            (COUNT, "number"),
            (SHARE, "bars"),
            (["By name only", "Kun ved navn", "Vain nimen perusteella", "Endast namn"], "number"),
            (["Not named", "Ikke nævnt", "Ei nimetty", "Inte angiven"], "number"),
            (["Why", "Hvorfor", "Miksi", "Varför"], ""),
        ];
        self.table(&columns, output)?;
        for tally in &outcome.families {
            let test = if tally.test { wording::test(language) } else { "" };
            writeln!(
                output,
                "<tr><td>{}{test}</td><td class=\"number\">{}</td><td class=\"bars\">{}</td>\
                 <td class=\"number\">{}</td><td class=\"number\">{}</td><td>{}</td></tr>",
                escaped(language.name(&tally.name, tally.names)),
                language.number(tally.devices),
                bar(tally.devices as u64, outcome.totals.devices as u64),
                language.number(tally.name_only),
                language.number(tally.unattributed),
                escaped(tally.reason.as_ref().map_or("", |reason| language.text(reason)))
            )?;
        }
        let note = [
            "“By name only” are devices whose list of apps has names but no ids: a likely finding, \
             to be confirmed on the device. “Not named” are further devices that the files count \
             but do not name.",
            "»Kun ved navn« er enheder, hvis liste over apps har navne, men ingen id'er: et \
             sandsynligt fund, som skal bekræftes på enheden. »Ikke nævnt« er flere enheder, som \
             filerne tæller, men ikke nævner.",
            "”Vain nimen perusteella” ovat laitteet, joiden sovellusluettelossa on nimiä mutta ei \
             tunnisteita: todennäköinen löydös, joka on vahvistettava laitteesta. ”Ei nimetty” \
             ovat laitteet, jotka tiedostot laskevat mutta eivät nimeä.",
            "”Endast namn” är enheter vars lista över appar har namn men inga id:n: ett sannolikt \
             fynd, som ska bekräftas på enheten. ”Inte angiven” är ytterligare enheter som filerna \
             räknar men inte anger.",
        ];
        writeln!(output, "</tbody>\n</table></div>\n<p class=\"soft\">{}</p>", language.of(note))
    }

    fn systems(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        if outcome.totals.banned == 0 {
            return Ok(());
        }
        self.heading(["By system", "Efter system", "Järjestelmittäin", "Per system"], output)?;
        let columns = [(SYSTEM, ""), (COUNT, "number"), (WITH_BANNED, "number"), (SHARE, "bars")];
        self.table(&columns, output)?;
        for platform in [Platform::Apple, Platform::Android, Platform::Unknown] {
            let of_it = || outcome.judged().filter(|device| device.platform == platform);
            let (all, banned) =
                (of_it().count(), of_it().filter(|device| device.status == Status::Banned).count());
            if all == 0 {
                continue;
            }
            let name = match wording::platform(platform) {
                "" => language.of(["not known", "ikke kendt", "ei tiedossa", "inte känt"]),
                name => name,
            };
            writeln!(
                output,
                "<tr><td>{name}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>\
                 <td class=\"bars\">{}</td></tr>",
                language.number(all),
                language.number(banned),
                bar(banned as u64, all as u64)
            )?;
        }
        writeln!(output, "</tbody>\n</table></div>")
    }

    fn changes(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        let Some(changes) = &outcome.changes else { return Ok(()) };
        self.heading(
            ["What changed", "Hvad der er ændret", "Mikä muuttui", "Vad som har ändrats"],
            output,
        )?;
        writeln!(output, "<p>{}</p>\n<ul>", escaped(&wording::changes(changes, language)))?;
        for (what, list) in [(wording::GONE, &changes.gone), (wording::UNCLEAR, &changes.unclear)] {
            for was in list {
                let was = escaped(&wording::was(was, language));
                writeln!(output, "<li>{}: {was}</li>", language.of(what))?;
            }
        }
        writeln!(output, "</ul>")
    }

    fn devices(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        let shown = || {
            let listed =
                |device: &&Device| device.status != Status::NothingFound || !device.apps.is_empty();
            outcome.devices.iter().filter(listed)
        };
        if shown().next().is_none() {
            return Ok(());
        }
        let mut columns = vec![STATUS, DEVICE];
        if self.names {
            columns.extend([NAME, USER]);
        }
        columns.extend([SYSTEM, OWNER, LAST_REPORT, BANNED_AS, APP, CERTAINTY, DETAILS]);
        let columns: Vec<_> = columns.into_iter().map(|column| language.of(column)).collect();
        let caption = [
            "Devices on which something was found, or of which not everything is known. On {0} \
             more, nothing was found.",
            "Enheder, hvor noget blev fundet, eller hvor ikke alt er kendt. På {0} flere blev der \
             intet fundet.",
            "Laitteet, joista löytyi jotakin tai joista kaikkea ei tiedetä. Lisäksi {0} laitteesta \
             ei löytynyt mitään.",
            "Enheter där något hittades eller där allt inte är känt. På {0} till hittades inget.",
        ];
        writeln!(
            output,
            "<h2 id=\"devices-head\">{}</h2>\n<div class=\"controls script\">\n\
             <label>{} <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n\
             <label>{} <select id=\"status\"><option value=\"\">{}</option>",
            language.of(["By device", "Efter enhed", "Laitteittain", "Per enhet"]),
            language.of(["Search", "Søg", "Haku", "Sök"]),
            language.of(STATUS),
            language.of(["all", "alle", "kaikki", "alla"])
        )?;
        for (value, status) in [
            ("banned", wording::device_status(Status::Banned, language)),
            ("unknown", wording::device_status(Status::Unknown, language)),
            ("exempt", language.of(wording::EXEMPT)),
            ("announced", language.of(wording::ANNOUNCED)),
            ("ended", wording::device_status(Status::NoLongerManaged, language)),
        ] {
            write!(output, "<option value=\"{value}\">{status}</option>")?;
        }
        writeln!(
            output,
            "</select></label>\n</div>\n\
             <p class=\"script soft\" id=\"count\" aria-live=\"polite\" data-text=\"{}\"></p>\n\
             <div class=\"sheet\" role=\"region\" aria-labelledby=\"devices-head\" tabindex=\"0\">\
             <table class=\"cards\" id=\"devices\">\n<caption>{}</caption>\n<thead><tr>",
            language.of([
                "{0} of {1} rows shown",
                "{0} af {1} rækker vist",
                "näkyvissä {0}/{1} riviä",
                "{0} av {1} rader visas",
            ]),
            language.fill(caption, &[&language.number(outcome.totals.nothing_found)])
        )?;
        for column in &columns {
            write!(output, "<th scope=\"col\"><button type=\"button\">{column}</button></th>")?;
        }
        writeln!(output, "</tr></thead>\n<tbody>")?;
        for device in shown() {
            let ended = device.status == Status::NoLongerManaged;
            let ended_status = ("ended", wording::device_status(Status::NoLongerManaged, language));
            for app in &device.apps {
                let status = if ended {
                    ended_status
                } else {
                    let standing = &app.case.standing;
                    (wording::status(standing, Language::En), wording::status(standing, language))
                };
                self.row(device, status, Some(app), &self.app_cells(app), &columns, output)?;
            }
            if ended && device.apps.is_empty() {
                self.row(device, ended_status, None, &Default::default(), &columns, output)?;
            } else if !device.unseen.is_empty() && !ended {
                let unseen =
                    device.unseen.iter().map(|what| wording::unseen_of(device, *what, language));
                let details = unseen.collect::<Vec<_>>().join("; ");
                let cells = [String::new(), String::new(), String::new(), details];
                let status = ("unknown", wording::device_status(Status::Unknown, language));
                self.row(device, status, None, &cells, &columns, output)?;
            }
        }
        writeln!(output, "</tbody>\n</table></div>")
    }

    fn app_cells(&self, app: &AppOnDevice) -> [String; 4] {
        let case = &app.case;
        let mut details = wording::dates(&case.standing, app.due, self.language);
        details.extend(wording::change(app, self.language));
        [
            wording::name(case, self.language),
            wording::app(case),
            wording::certainty(case, self.language),
            details.join("; "),
        ]
    }

    /// Writes a row. The status is a word for the script and one for people.
    fn row(
        &self,
        device: &Device,
        (key, status): (&str, &str),
        app: Option<&AppOnDevice>,
        last: &[String; 4],
        columns: &[&str],
        output: &mut impl Write,
    ) -> io::Result<()> {
        let class = if matches!(key, "banned" | "unknown") { key } else { "other" };
        write!(
            output,
            "<tr data-status=\"{key}\"><td data-label=\"{}\"><span class=\"tag {class}\">{status}\
             </span></td>",
            columns[0]
        )?;
        let id = match &device.serial {
            Some(serial) if serial != &device.id => format!("{} ({serial})", device.id),
            _ => device.id.to_string(),
        };
        let mut cells = vec![(id, true)];
        if self.names {
            let user = app.map_or(device.user.as_deref(), |app| device.user_of(app));
            let name = device.name.as_deref();
            cells.extend([name, user].map(|text| (text.unwrap_or_default().to_owned(), false)));
        }
        cells.push((wording::platform(device.platform).to_owned(), false));
        cells.push((wording::owner(device.owner, self.language).to_owned(), false));
        cells.push((wording::last_report(device), false));
        let [name, app, certainty, details] = last.clone();
        cells.extend([(name, false), (app, true), (certainty, false), (details, true)]);
        for (column, (cell, wide)) in columns[1..].iter().zip(&cells) {
            let class = if *wide { " class=\"wide\"" } else { "" };
            write!(output, "<td data-label=\"{column}\"{class}>{}</td>", escaped(cell))?;
        }
        writeln!(output, "</tr>")
    }

    fn unattributed(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        if outcome.unattributed.is_empty() {
            return Ok(());
        }
        self.heading(
            [
                "On devices that the files do not name",
                "På enheder, som filerne ikke nævner",
                "Laitteissa, joita tiedostot eivät nimeä",
                "På enheter som filerna inte anger",
            ],
            output,
        )?;
        let columns =
            [(STATUS, ""), (BANNED_AS, ""), (APP, ""), (CERTAINTY, ""), (COUNT, "number")];
        self.table(&columns, output)?;
        for app in &outcome.unattributed {
            let case = &app.case;
            let status = wording::status(&case.standing, self.language);
            let class = if case.is_banned() { "banned" } else { "other" };
            writeln!(
                output,
                "<tr><td><span class=\"tag {class}\">{status}</span></td><td>{}</td><td>{}</td>\
                 <td>{}</td><td class=\"number\">{}</td></tr>",
                escaped(self.language.name(&case.name, case.names)),
                escaped(&wording::app(case)),
                escaped(&wording::certainty(case, self.language)),
                self.language.number(app.devices)
            )?;
        }
        writeln!(output, "</tbody>\n</table></div>")
    }

    fn unseen(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        let unseen = outcome.unseen();
        if unseen.is_empty() && outcome.gaps.is_empty() && outcome.not_understood.is_empty() {
            return Ok(());
        }
        self.heading(
            [
                "What could not be seen, and what to do",
                "Hvad der ikke kunne ses, og hvad der kan gøres",
                "Mitä ei voitu nähdä ja mitä tehdä",
                "Vad som inte kunde ses, och vad som kan göras",
            ],
            output,
        )?;
        writeln!(output, "<ul>")?;
        for (what, devices) in unseen {
            let count = language.count(devices.len(), DEVICES);
            let (unseen, remedy) =
                (wording::unseen(what, language), wording::remedy(what, outcome, language));
            writeln!(output, "<li><strong>{count}</strong>: {unseen}. {}</li>", escaped(&remedy))?;
        }
        if !outcome.not_understood.is_empty() {
            let words = outcome.not_understood.iter().map(|word| wording::word(word, language));
            let words = escaped(&words.collect::<Vec<_>>().join("; "));
            writeln!(output, "<li>{}: {words}</li>", language.of(wording::NOT_UNDERSTOOD))?;
        }
        for gap in &outcome.gaps {
            writeln!(output, "<li>{}</li>", escaped(&wording::gap(gap, language)))?;
        }
        writeln!(output, "</ul>")
    }

    fn not_read(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        if outcome.unread.is_empty() {
            return Ok(());
        }
        self.heading(
            [
                "What could not be read",
                "Hvad der ikke kunne læses",
                "Mitä ei voitu lukea",
                "Vad som inte kunde läsas",
            ],
            output,
        )?;
        writeln!(output, "<ul>")?;
        for unread in &outcome.unread {
            let place = unread.place();
            let place = if place.is_empty() { place } else { format!(", {place}") };
            let (file, message) = (escaped(&unread.file()), escaped(&unread.message));
            writeln!(output, "<li lang=\"en\"><code>{file}</code>{place}: {message}</li>")?;
        }
        writeln!(output, "</ul>")
    }

    fn about(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        self.heading(
            ["About this page", "Om denne side", "Tietoja sivusta", "Om den här sidan"],
            output,
        )?;
        writeln!(output, "<ul>")?;
        if let Some(day) = outcome.day {
            let texts = [
                "Delete this page by {0}.",
                "Slet denne side senest den {0}.",
                "Poista tämä sivu viimeistään {0}.",
                "Radera den här sidan senast den {0}.",
            ];
            let last = day.plus_days(self.keep_days).to_string();
            writeln!(output, "<li><strong>{}</strong></li>", language.fill(texts, &[&last]))?;
        }
        let held = if self.names {
            [
                "It holds ids and names of devices, and names of users.",
                "Den indeholder id'er og navne på enheder og navne på brugere.",
                "Sivulla on laitteiden tunnisteita ja nimiä sekä käyttäjien nimiä.",
                "Den innehåller enheters id:n och namn och användares namn.",
            ]
        } else {
            [
                "It holds ids of devices, and no names of devices or users.",
                "Den indeholder id'er på enheder, og ingen navne på enheder eller brugere.",
                "Sivulla on laitteiden tunnisteita, mutta ei laitteiden tai käyttäjien nimiä.",
                "Den innehåller enheters id:n, och inga namn på enheter eller användare.",
            ]
        };
        let apps = [
            "Of apps, it has only those that are banned, exempt from a ban, or to be banned. It is \
             one file, loads nothing, and sends nothing.",
            "Af apps har den kun dem, der er forbudt, undtaget fra et forbud eller på vej til at \
             blive forbudt. Den er én fil, henter intet og sender intet.",
            "Sovelluksista siinä ovat vain kielletyt, kiellosta poikkeavat ja pian kiellettävät. \
             Se on yksi tiedosto, ei lataa mitään eikä lähetä mitään.",
            "Av appar har den bara dem som är förbjudna, undantagna från ett förbud eller som \
             kommer att förbjudas. Den är en enda fil, laddar inget och skickar inget.",
        ];
        let recognised = [
            "Apps are recognised by package name, bundle id or certificate, as the files have \
             them. Where a file has none of these, apps are recognised by name only. An app that \
             was renamed and signed anew is not recognised from a list.",
            "Apps genkendes på pakkenavn, bundle-id eller certifikat, som filerne har dem. Har en \
             fil intet af dette, genkendes apps kun på navn. En app, der er omdøbt og signeret på \
             ny, genkendes ikke i en liste.",
            "Sovellukset tunnistetaan pakettinimestä, bundle-tunnisteesta tai varmenteesta, jos \
             tiedostoissa on niitä. Muuten sovellukset tunnistetaan vain nimestä. Uudelleen \
             nimettyä ja allekirjoitettua sovellusta ei tunnisteta luettelosta.",
            "Appar känns igen på paketnamn, bundle-id eller certifikat, så som filerna har dem. \
             Har en fil inget av detta, känns appar igen endast på namn. En app som har bytt namn \
             och signerats på nytt känns inte igen i en lista.",
        ];
        writeln!(output, "<li>{} {}</li>", language.of(held), language.of(apps))?;
        writeln!(output, "<li>{}</li>", language.of(recognised))?;
        for file in &outcome.files {
            let entry = file.entry.as_ref().map(|entry| format!("/{entry}")).unwrap_or_default();
            let path = escaped(&format!("{}{entry}", file.path));
            let records = language.count(file.records, RECORDS);
            let day = file.modified.map(|day| format!(", {day}")).unwrap_or_default();
            let read = language.of(["Read", "Læst", "Luettu", "Läst"]);
            let format = file.format;
            writeln!(output, "<li>{read}: <code>{path}</code> ({format}, {records}{day})</li>")?;
        }
        writeln!(output, "</ul>")
    }
}

/// Returns a bar that is as long as this part of the whole is large. The number stands beside it.
fn bar(part: u64, whole: u64) -> String {
    let tenths = part.saturating_mul(1000).checked_div(whole).unwrap_or(0).min(1000);
    let (percent, tenth) = (tenths / 10, tenths % 10);
    format!(
        "<svg class=\"bar\" width=\"100%\" height=\"12\" aria-hidden=\"true\">\
         <rect class=\"whole\" width=\"100%\" height=\"12\"/>\
         <rect class=\"part\" width=\"{percent}.{tenth}%\" height=\"12\"/></svg>"
    )
}

/// Returns text that is safe within an element or an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let group = [chunk[0], *chunk.get(1).unwrap_or(&0), *chunk.get(2).unwrap_or(&0)];
            let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
            for digit in 0..4 {
                let value = (bits >> (18 - 6 * digit) & 63) as usize;
                text.push(if digit <= chunk.len() { DIGITS[value] as char } else { '=' });
            }
        }
        text
    }

    #[test]
    fn the_policy_of_the_page_lets_its_own_style_and_script_through() {
        assert_eq!(STYLE_DIGEST, base64(&Sha256::digest(STYLE)));
        assert_eq!(SCRIPT_DIGEST, base64(&Sha256::digest(SCRIPT)));
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escaped("<img src=x onerror='a()'> & \"b\"\u{1b}"),
            "&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;b&quot;\u{fffd}"
        );
    }
}
