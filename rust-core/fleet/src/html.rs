//! The outcome as one page of HTML that needs nothing else: no network, no other file.

mod devices;
mod spread;

use std::io::{self, Write};

use appvagt_safe_text::html::escaped;
use appvagt_scanner::{Language, Policy, Verdict};

use crate::headings::{APP, CERTAINTY, COUNT, STATUS};
use crate::outcome::FleetOutcome;
use crate::texts::{Texts, count, fill, name_in, number};
use crate::wording::{self, DEVICES, RECORDS};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// SHA-256 digests of these in base64: a browser runs nothing else on the page.
const STYLE_DIGEST: &str = "zWpNHD8BDFETqPDZ1zU+iiRBsa6OZlsDCI//Gm+02kA=";
const SCRIPT_DIGEST: &str = "M5xB/D276H+UeHFaciFWto9nQ7dsETa7pDpDYRnJ2Dk=";

const TITLE: Texts = [
    "Banned apps on our devices",
    "Forbudte apps på vores enheder",
    "Verbotene Apps auf unseren Geräten",
    "Kielletyt sovellukset laitteissamme",
    "Forbudte apper på enhetene våre",
    "Förbjudna appar på våra enheter",
];
/// Headings of columns that only this page has.
const BANNED_AS: Texts = [
    "Banned as",
    "Forbudt som",
    "Verboten als",
    "Kielletty sovellus",
    "Forbudt som",
    "Förbjuden som",
];
const DETAILS: Texts = ["Details", "Detaljer", "Einzelheiten", "Tiedot", "Detaljer", "Detaljer"];
const WITH_BANNED: Texts = [
    "With a banned app",
    "Med en forbudt app",
    "Mit einer verbotenen App",
    "Kielletty sovellus",
    "Med en forbudt app",
    "Med en förbjuden app",
];

/// A column of a table: its heading, and the class of its cells.
type Column = (Texts, &'static str);

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
        self.by_app(outcome, output)?;
        self.by_system(outcome, output)?;
        self.by_group(outcome, output)?;
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

    /// Writes a table of this class with these columns and rows, whose cells are safe.
    fn table(
        &self,
        class: &str,
        columns: &[Column],
        rows: impl IntoIterator<Item = Vec<String>>,
        output: &mut impl Write,
    ) -> io::Result<()> {
        // On a narrow screen it may scroll sideways, by keyboard as well.
        let name = columns.first().map_or("", |(texts, _)| self.language.of(*texts));
        write!(
            output,
            "<div class=\"sheet\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\"><table{}>\n\
             <thead><tr>",
            class_of(class)
        )?;
        for (texts, kind) in columns {
            write!(
                output,
                "<th scope=\"col\"{}>{}</th>",
                class_of(kind),
                self.language.of(*texts)
            )?;
        }
        writeln!(output, "</tr></thead>\n<tbody>")?;
        for row in rows {
            write!(output, "<tr>")?;
            for ((texts, kind), cell) in columns.iter().zip(row) {
                let (label, class) = (self.language.of(*texts), class_of(kind));
                write!(output, "<td data-label=\"{label}\"{class}>{cell}</td>")?;
            }
            writeln!(output, "</tr>")?;
        }
        writeln!(output, "</tbody>\n</table></div>")
    }

    fn head(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        let mut line = Vec::new();
        line.extend(
            self.policy.organisation.as_ref().map(|text| text.in_language(language).to_owned()),
        );
        line.extend(outcome.day.map(|day| {
            let texts = ["as on {0}", "pr. {0}", "Stand {0}", "tilanne {0}", "per {0}", "per {0}"];
            fill(language, texts, &[&day.to_string()])
        }));
        line.extend(self.made_by.map(|who| {
            let texts = [
                "made by {0}",
                "lavet af {0}",
                "erstellt von {0}",
                "laatinut {0}",
                "laget av {0}",
                "gjord av {0}",
            ];
            fill(language, texts, &[who])
        }));
        let texts = [
            "with Appvagt {0}",
            "med Appvagt {0}",
            "mit Appvagt {0}",
            "Appvagt {0}",
            "med Appvagt {0}",
            "med Appvagt {0}",
        ];
        line.push(fill(language, texts, &[env!("CARGO_PKG_VERSION")]));
        writeln!(output, "<p class=\"soft\">{}</p>", escaped(&line.join(" · ")))?;
        let (class, verdict) = match (outcome.verdict, outcome.complete) {
            (Verdict::ActionRequired, false) => (
                "banned",
                [
                    "Banned apps were found, and not everything could be seen.",
                    "Der blev fundet forbudte apps, og ikke alt kunne ses.",
                    "Es wurden verbotene Apps gefunden, und nicht alles war zu sehen.",
                    "Kiellettyjä sovelluksia löytyi, eikä kaikkea voitu nähdä.",
                    "Det ble funnet forbudte apper, og ikke alt kunne ses.",
                    "Förbjudna appar hittades, och allt kunde inte ses.",
                ],
            ),
            (Verdict::ActionRequired, true) => (
                "banned",
                [
                    "Banned apps were found.",
                    "Der blev fundet forbudte apps.",
                    "Es wurden verbotene Apps gefunden.",
                    "Kiellettyjä sovelluksia löytyi.",
                    "Det ble funnet forbudte apper.",
                    "Förbjudna appar hittades.",
                ],
            ),
            (_, false) => (
                "unknown",
                [
                    "No banned app was found, but not everything could be seen.",
                    "Der blev ikke fundet nogen forbudt app, men ikke alt kunne ses.",
                    "Es wurde keine verbotene App gefunden, aber nicht alles war zu sehen.",
                    "Yhtään kiellettyä sovellusta ei löytynyt, mutta kaikkea ei voitu nähdä.",
                    "Det ble ikke funnet noen forbudt app, men ikke alt kunne ses.",
                    "Ingen förbjuden app hittades, men allt kunde inte ses.",
                ],
            ),
            (_, true) => (
                "fine",
                [
                    "Everything was seen, and no banned app was found.",
                    "Alt blev set, og der blev ikke fundet nogen forbudt app.",
                    "Alles war zu sehen, und es wurde keine verbotene App gefunden.",
                    "Kaikki nähtiin, eikä yhtään kiellettyä sovellusta löytynyt.",
                    "Alt ble sett, og det ble ikke funnet noen forbudt app.",
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
            let (what, count) = (self.language.of(what), number(self.language, count));
            writeln!(output, "<div><dt>{what}</dt><dd>{count}</dd></div>")
        };
        total(
            [
                "Phones and tablets",
                "Telefoner og tablets",
                "Smartphones und Tablets",
                "Puhelimet ja tabletit",
                "Telefoner og nettbrett",
                "Telefoner och surfplattor",
            ],
            totals.devices,
        )?;
        total(WITH_BANNED, totals.banned)?;
        total(
            [
                "Not fully known",
                "Ikke helt kendt",
                "Nicht ganz bekannt",
                "Ei täysin tunnettu",
                "Ikke helt kjent",
                "Inte helt känd",
            ],
            totals.unknown,
        )?;
        total(
            [
                "Nothing found",
                "Intet fundet",
                "Nichts gefunden",
                "Ei löydöksiä",
                "Ingenting funnet",
                "Inget hittat",
            ],
            totals.nothing_found,
        )?;
        if totals.no_longer_managed > 0 {
            total(
                [
                    "No longer managed",
                    "Ikke længere administreret",
                    "Nicht mehr verwaltet",
                    "Ei enää hallinnassa",
                    "Ikke lenger administrert",
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
                    "Ausgelassene Computer",
                    "Tietokoneet jätetty pois",
                    "Datamaskiner utelatt",
                    "Datorer utelämnade",
                ],
                totals.other_systems,
            )?;
        }
        writeln!(output, "</dl>")
    }

    fn changes(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        let Some(changes) = &outcome.changes else { return Ok(()) };
        self.heading(
            [
                "What changed",
                "Hvad der er ændret",
                "Was sich geändert hat",
                "Mikä muuttui",
                "Hva som er endret",
                "Vad som har ändrats",
            ],
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

    fn unattributed(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        if outcome.unattributed.is_empty() {
            return Ok(());
        }
        self.heading(
            [
                "On devices that the files do not name",
                "På enheder, som filerne ikke nævner",
                "Auf Geräten, die die Dateien nicht nennen",
                "Laitteissa, joita tiedostot eivät nimeä",
                "På enheter som filene ikke nevner",
                "På enheter som filerna inte anger",
            ],
            output,
        )?;
        let columns =
            [(STATUS, ""), (BANNED_AS, ""), (APP, ""), (CERTAINTY, ""), (COUNT, "number")];
        let rows = outcome.unattributed.iter().map(|app| {
            let case = &app.case;
            let status = wording::status(&case.standing, self.language);
            let class = if case.is_banned() { "banned" } else { "other" };
            vec![
                format!("<span class=\"tag {class}\">{status}</span>"),
                escaped(name_in(self.language, &case.name, case.names)),
                escaped(&wording::app(case)),
                escaped(&wording::certainty(case, self.language)),
                number(self.language, app.devices),
            ]
        });
        self.table("cards", &columns, rows, output)
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
                "Was nicht zu sehen war, und was zu tun ist",
                "Mitä ei voitu nähdä ja mitä tehdä",
                "Hva som ikke kunne ses, og hva som kan gjøres",
                "Vad som inte kunde ses, och vad som kan göras",
            ],
            output,
        )?;
        writeln!(output, "<ul>")?;
        for (what, devices) in unseen {
            let count = count(language, devices.len(), DEVICES);
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
                "Was nicht gelesen werden konnte",
                "Mitä ei voitu lukea",
                "Hva som ikke kunne leses",
                "Vad som inte kunde läsas",
            ],
            output,
        )?;
        writeln!(output, "<ul>")?;
        for unread in &outcome.unread {
            let (file, place) = (escaped(&unread.file()), unread.place());
            let message = escaped(&unread.message);
            writeln!(output, "<li lang=\"en\"><code>{file}</code>{place}: {message}</li>")?;
        }
        writeln!(output, "</ul>")
    }

    fn about(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        self.heading(
            [
                "About this page",
                "Om denne side",
                "Über diese Seite",
                "Tietoja sivusta",
                "Om denne siden",
                "Om den här sidan",
            ],
            output,
        )?;
        writeln!(output, "<ul>")?;
        if let Some(day) = outcome.day {
            let texts = [
                "Delete this page by {0}.",
                "Slet denne side senest den {0}.",
                "Löschen Sie diese Seite spätestens am {0}.",
                "Poista tämä sivu viimeistään {0}.",
                "Slett denne siden senest {0}.",
                "Radera den här sidan senast den {0}.",
            ];
            let last = day.plus_days(self.keep_days).to_string();
            writeln!(output, "<li><strong>{}</strong></li>", fill(language, texts, &[&last]))?;
        }
        let held = if self.names {
            [
                "It holds ids and names of devices, and names of users.",
                "Den indeholder id'er og navne på enheder og navne på brugere.",
                "Sie enthält Kennungen und Namen von Geräten und Namen von Benutzern.",
                "Sivulla on laitteiden tunnisteita ja nimiä sekä käyttäjien nimiä.",
                "Den inneholder ID-er og navn på enheter og navn på brukere.",
                "Den innehåller enheters id:n och namn och användares namn.",
            ]
        } else {
            [
                "It holds ids of devices, and no names of devices or users.",
                "Den indeholder id'er på enheder, og ingen navne på enheder eller brugere.",
                "Sie enthält Kennungen von Geräten, aber keine Namen von Geräten oder Benutzern.",
                "Sivulla on laitteiden tunnisteita, mutta ei laitteiden tai käyttäjien nimiä.",
                "Den inneholder ID-er på enheter, men ingen navn på enheter eller brukere.",
                "Den innehåller enheters id:n, och inga namn på enheter eller användare.",
            ]
        };
        let apps = [
            "Of apps, it has only those that are banned, exempt from a ban, or to be banned. It is \
             one file, loads nothing, and sends nothing.",
            "Af apps har den kun dem, der er forbudt, undtaget fra et forbud eller på vej til at \
             blive forbudt. Den er én fil, henter intet og sender intet.",
            "Von den Apps nennt sie nur die, die verboten, von einem Verbot ausgenommen oder \
             bald verboten sind. Sie ist eine einzige Datei, lädt nichts und sendet nichts.",
            "Sovelluksista siinä ovat vain kielletyt, kiellosta poikkeavat ja pian kiellettävät. \
             Se on yksi tiedosto, ei lataa mitään eikä lähetä mitään.",
            "Av apper har den bare dem som er forbudt, unntatt fra et forbud eller snart blir \
             forbudt. Den er én fil, laster ingenting og sender ingenting.",
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
            "Apps werden an Paketname, Bundle-ID oder Zertifikat erkannt, je nachdem, was die \
             Dateien enthalten. Fehlt das alles, werden Apps nur am Namen erkannt. Eine \
             umbenannte und neu signierte App wird in einer Liste nicht erkannt.",
            "Sovellukset tunnistetaan pakettinimestä, bundle-tunnisteesta tai varmenteesta, jos \
             tiedostoissa on niitä. Muuten sovellukset tunnistetaan vain nimestä. Uudelleen \
             nimettyä ja allekirjoitettua sovellusta ei tunnisteta luettelosta.",
            "Apper kjennes igjen på pakkenavn, bundle-ID eller sertifikat, slik filene har dem. \
             Har en fil ingenting av dette, kjennes apper bare igjen på navnet. En app som har \
             fått nytt navn og ny signatur, kjennes ikke igjen i en liste.",
            "Appar känns igen på paketnamn, bundle-id eller certifikat, så som filerna har dem. \
             Har en fil inget av detta, känns appar igen endast på namn. En app som har bytt namn \
             och signerats på nytt känns inte igen i en lista.",
        ];
        writeln!(output, "<li>{} {}</li>", language.of(held), language.of(apps))?;
        writeln!(output, "<li>{}</li>", language.of(recognised))?;
        for file in &outcome.files {
            let path = escaped(&crate::outcome::file(&file.path, file.entry.as_deref()));
            let records = count(language, file.records, RECORDS);
            let day = file.modified.map(|day| format!(", {day}")).unwrap_or_default();
            let read = language.of(["Read", "Læst", "Gelesen", "Luettu", "Lest", "Läst"]);
            let format = file.format;
            writeln!(output, "<li>{read}: <code>{path}</code> ({format}, {records}{day})</li>")?;
        }
        writeln!(output, "</ul>")
    }
}

/// Returns the attribute for this class; empty if there is none.
fn class_of(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") }
}

/// Returns text that is safe within an element, where long ids may go on in another line after what
/// parts them.
fn breakable(text: &str) -> String {
    let escaped = escaped(text);
    let mut breakable = String::with_capacity(escaped.len());
    let mut characters = escaped.chars().peekable();
    while let Some(character) = characters.next() {
        breakable.push(character);
        // A version is no long id.
        let letter_follows = characters.peek().is_some_and(|next| next.is_alphabetic());
        if matches!(character, '/' | '@') || character == '.' && letter_follows {
            breakable.push_str("<wbr>");
        }
    }
    breakable
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
    fn a_long_id_goes_on_in_another_line_after_what_parts_it() {
        assert_eq!(breakable("a/b com.c 2.1.x"), "a/<wbr>b com.<wbr>c 2.1.<wbr>x");
        assert_eq!(breakable("<a@b>"), "&lt;a@<wbr>b&gt;");
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escaped("<img src=x onerror='a()'> & \"b\"\u{1b}"),
            "&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;b&quot;\u{fffd}"
        );
    }
}
