//! The outcome for a terminal.

use std::io::{self, Write};

use appvagt_inventory::Unseen;
use appvagt_safe_text::clean;
use appvagt_scanner::Language;

use crate::appraisal::Standing;
use crate::headings::{
    APP, CERTAINTY, COUNT, DEVICE, LAST_REPORT, NAME, OWNER, STATUS, SYSTEM, USER,
};
use crate::outcome::FleetOutcome;
use crate::texts::{Texts, count, fill, name_in, number};
use crate::wording::{self, APPS, DEVICES, FILES, PLACES};

/// So many devices of which the same is unknown are named.
const NAMED: usize = 10;
/// No column is padded to more than this.
const WIDEST: usize = 60;

/// Headings of columns that only a terminal has.
const BANNED: Texts = ["Banned", "Forbudt", "Verboten", "Kielletty", "Forbudt", "Förbjuden"];
const UNNAMED: Texts = [
    "On devices that the file does not name",
    "På enheder, som filen ikke nævner",
    "Auf Geräten, die die Datei nicht nennt",
    "Laitteissa, joita tiedosto ei nimeä",
    "På enheter som filen ikke nevner",
    "På enheter som filen inte anger",
];

/// What is shown of devices, and in which language.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Names of devices and users.
    pub names: bool,
    /// All devices, also those on which nothing was found.
    pub all: bool,
    /// The language of all texts.
    pub language: Language,
}

/// Writes what was found, on what devices, and what it all comes to.
///
/// # Errors
/// It cannot be written.
pub fn write(outcome: &FleetOutcome, shown: Shown, output: &mut impl Write) -> io::Result<()> {
    let Shown { names, all, language } = shown;
    let banned: Vec<_> = outcome.apps().filter(|(_, app)| app.case.is_banned()).collect();
    if !banned.is_empty() {
        let mut header = vec![BANNED, APP, CERTAINTY, DEVICE];
        if names {
            header.extend([NAME, USER]);
        }
        let rows = banned.iter().map(|(device, app)| {
            let case = &app.case;
            let mut row = vec![
                wording::name(case, language),
                wording::app(case),
                wording::certainty(case, language),
                device.id.to_string(),
            ];
            if names {
                let shown = |text: Option<&str>| text.unwrap_or_default().to_owned();
                row.extend([shown(device.name.as_deref()), shown(device.user_of(app))]);
            }
            row
        });
        table(&header, rows.collect(), language, output)?;
        writeln!(output)?;
    }
    if !outcome.unattributed.is_empty() {
        let rows = outcome.unattributed.iter().map(|app| {
            let name = name_in(language, &app.case.name, app.case.names);
            vec![
                format!("{name} ({})", wording::status(&app.case.standing, language)),
                wording::app(&app.case),
                wording::certainty(&app.case, language),
                number(language, app.devices),
            ]
        });
        table(&[UNNAMED, APP, CERTAINTY, COUNT], rows.collect(), language, output)?;
        writeln!(output)?;
    }
    for (device, app) in outcome.apps().filter(|(_, app)| !app.case.is_banned()) {
        let status = language.of(match app.case.standing {
            Standing::Exempt { .. } => [
                "is exempt",
                "er undtaget",
                "ist ausgenommen",
                "on poikkeus",
                "er unntatt",
                "är undantagen",
            ],
            _ => [
                "will be banned",
                "bliver forbudt",
                "wird verboten",
                "kielletään",
                "blir forbudt",
                "kommer att förbjudas",
            ],
        });
        let (id, details) = (wording::app(&app.case), wording::details(app, language));
        let name = name_in(language, &app.case.name, app.case.names);
        let line = format!("{}: {name} ({id}) {status} {details}", device.id);
        writeln!(output, "{}", clean(&line))?;
    }
    if all {
        write_devices(outcome, shown, output)?;
    }
    write_changes(outcome, language, output)?;
    write_tallies(outcome, language, output)?;
    write_unknown(outcome, language, output)?;
    write_totals(outcome, language, output)
}

/// Writes all devices, a line for each.
fn write_devices(outcome: &FleetOutcome, shown: Shown, output: &mut impl Write) -> io::Result<()> {
    let Shown { names, language, .. } = shown;
    let mut header = vec![DEVICE, STATUS, LAST_REPORT, SYSTEM, OWNER];
    if names {
        header.extend([NAME, USER]);
    }
    let rows = outcome.devices.iter().map(|device| {
        let mut row = vec![
            device.id.to_string(),
            wording::device_status(device.status, language).to_owned(),
            wording::last_report(device),
            wording::system(device),
            wording::owner(device.owner, language).to_owned(),
        ];
        if names {
            let shown = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
            row.extend([shown(&device.name), shown(&device.user)]);
        }
        row
    });
    table(&header, rows.collect(), language, output)?;
    writeln!(output)
}

/// Writes what changed since an earlier result.
fn write_changes(
    outcome: &FleetOutcome,
    language: Language,
    output: &mut impl Write,
) -> io::Result<()> {
    let Some(changes) = &outcome.changes else { return Ok(()) };
    writeln!(output, "{}", wording::changes(changes, language))?;
    for (what, list) in [(wording::GONE, &changes.gone), (wording::UNCLEAR, &changes.unclear)] {
        for was in list {
            let was = clean(&wording::was(was, language));
            writeln!(output, "{}: {was}", language.of(what))?;
        }
    }
    writeln!(output)
}

fn write_tallies(
    outcome: &FleetOutcome,
    language: Language,
    output: &mut impl Write,
) -> io::Result<()> {
    for tally in &outcome.families {
        let mut parts = vec![count(language, tally.devices, DEVICES)];
        if tally.name_only > 0 {
            let texts = [
                "{0} of them by name only",
                "{0} af dem kun ved navn",
                "{0} davon nur nach Namen",
                "niistä {0} vain nimen perusteella",
                "{0} av dem bare ved navn",
                "{0} av dem endast genom namn",
            ];
            parts.push(fill(language, texts, &[&number(language, tally.name_only)]));
        }
        if tally.unattributed > 0 {
            let texts = [
                "{0} more that are not named",
                "{0} flere, som ikke er nævnt",
                "{0} weitere, die nicht genannt sind",
                "lisäksi {0}, joita ei nimetä",
                "{0} til som ikke er nevnt",
                "{0} till som inte anges",
            ];
            parts.push(fill(language, texts, &[&number(language, tally.unattributed)]));
        }
        let name = name_in(language, &tally.name, tally.names);
        writeln!(output, "{}: {}", clean(name), parts.join(", "))?;
    }
    if !outcome.families.is_empty() {
        writeln!(output)?;
    }
    Ok(())
}

fn write_unknown(
    outcome: &FleetOutcome,
    language: Language,
    output: &mut impl Write,
) -> io::Result<()> {
    let unseen = outcome.unseen();
    for (&what, devices) in &unseen {
        let count = count(language, devices.len(), DEVICES);
        let texts = [
            "Unknown on {0}: {1}. {2}",
            "Ukendt på {0}: {1}. {2}",
            "Unbekannt ({0}): {1}. {2}",
            "Tuntematonta, {0}: {1}. {2}",
            "Ukjent på {0}: {1}. {2}",
            "Okänt på {0}: {1}. {2}",
        ];
        let line = fill(
            language,
            texts,
            &[&count, wording::unseen(what, language), &wording::remedy(what, outcome, language)],
        );
        writeln!(output, "{line}")?;
        for device in devices.iter().take(NAMED) {
            let day = device.reported_day.filter(|_| what == Unseen::Today);
            let day = day.map(|day| wording::last_reported(&day.to_string(), language));
            let day = day.map(|day| format!(", {day}")).unwrap_or_default();
            writeln!(output, "  {}{day}", clean(&device.id))?;
        }
        if devices.len() > NAMED {
            let texts = [
                "and {0} more, which --csv, --json and --html list",
                "og {0} til, som --csv, --json og --html viser",
                "und {0} weitere, die --csv, --json und --html aufführen",
                "ja {0} muuta, jotka --csv, --json ja --html luettelevat",
                "og {0} til, som --csv, --json og --html viser",
                "och {0} till, som --csv, --json och --html visar",
            ];
            let more = number(language, devices.len() - NAMED);
            writeln!(output, "  {}", fill(language, texts, &[&more]))?;
        }
    }
    if !outcome.not_understood.is_empty() {
        writeln!(output, "{}:", language.of(wording::NOT_UNDERSTOOD))?;
        for word in &outcome.not_understood {
            writeln!(output, "  {}", clean(&wording::word(word, language)))?;
        }
    }
    for gap in &outcome.gaps {
        writeln!(output, "{}", clean(&wording::gap(gap, language)))?;
    }
    if !outcome.gaps.is_empty() || !unseen.is_empty() || !outcome.not_understood.is_empty() {
        writeln!(output)?;
    }
    Ok(())
}

fn write_totals(
    outcome: &FleetOutcome,
    language: Language,
    output: &mut impl Write,
) -> io::Result<()> {
    let totals = &outcome.totals;
    let number = |count: usize| number(language, count);
    let texts = [
        "Judged {0} on {1} from {2}. Banned on {3}, unknown {4}, nothing found on {5}.",
        "Vurderede {0} på {1} fra {2}. Forbudt på {3}, ukendt {4}, intet fundet på {5}.",
        "Geprüft: {0}, {1}, {2}. Verbotenes auf {3}, unbekannt {4}, nichts gefunden auf {5}.",
        "Arvioitu {0}: {1}, {2}. Kielletty: {3}, tuntematon: {4}, ei löydöksiä: {5}.",
        "Vurderte {0} på {1} fra {2}. Forbudt på {3}, ukjent {4}, ingenting funnet på {5}.",
        "Bedömde {0} på {1} från {2}. Förbjudet på {3}, okänt {4}, inget hittat på {5}.",
    ];
    let line = fill(
        language,
        texts,
        &[
            &count(language, totals.apps, APPS),
            &count(language, totals.devices, DEVICES),
            &count(language, outcome.files.len(), FILES),
            &number(totals.banned),
            &number(totals.unknown),
            &number(totals.nothing_found),
        ],
    );
    writeln!(output, "{line}")?;
    if totals.no_longer_managed > 0 {
        let texts = [
            "Not judged: {0} no longer managed (wiped, retired or unenrolled).",
            "Ikke vurderet: {0}, ikke længere administreret (nulstillet, udgået eller afmeldt).",
            "Nicht geprüft: {0}, nicht mehr verwaltet (zurückgesetzt, ausgemustert oder \
             abgemeldet).",
            "Ei arvioitu: {0}, ei enää hallinnassa (tyhjennetty tai poistettu käytöstä).",
            "Ikke vurdert: {0}, ikke lenger administrert (tilbakestilt, utfaset eller avmeldt).",
            "Inte bedömt: {0}, inte längre hanterad (rensad, utfasad eller avregistrerad).",
        ];
        let count = count(language, totals.no_longer_managed, DEVICES);
        writeln!(output, "{}", fill(language, texts, &[&count]))?;
    }
    if totals.other_systems > 0 {
        let computers = [
            ["computer", "computer", "Computer", "tietokone", "datamaskin", "dator"],
            ["computers", "computere", "Computer", "tietokonetta", "datamaskiner", "datorer"],
        ];
        let texts = [
            "Left out: {0} and the like, which are no phones or tablets.",
            "Udeladt: {0} og lignende, som ikke er telefoner eller tablets.",
            "Ausgelassen: {0} und Ähnliches, also keine Smartphones oder Tablets.",
            "Jätetty pois: {0} ja vastaavaa, jotka eivät ole puhelimia tai tabletteja.",
            "Utelatt: {0} og lignende, som ikke er telefoner eller nettbrett.",
            "Utelämnat: {0} och liknande, som inte är telefoner eller surfplattor.",
        ];
        let count = count(language, totals.other_systems, computers);
        writeln!(output, "{}", fill(language, texts, &[&count]))?;
    }
    if !outcome.unread.is_empty() {
        let texts = [
            "The result is incomplete: {0} could not be read; standard error names each.",
            "Resultatet er ufuldstændigt: {0} kunne ikke læses; se standard error.",
            "Das Ergebnis ist unvollständig. Nicht gelesen werden konnten: {0}; die \
             Standardfehlerausgabe nennt jede.",
            "Tulos on puutteellinen: {0} jäi lukematta; katso virhetuloste.",
            "Resultatet er ufullstendig: {0} kunne ikke leses; se standard error.",
            "Resultatet är ofullständigt: {0} kunde inte läsas; se standard error.",
        ];
        let count = count(language, outcome.unread.len(), PLACES);
        writeln!(output, "{}", fill(language, texts, &[&count]))?;
    }
    Ok(())
}

/// Writes a table, its headings in capitals and its columns as wide as what is in them.
fn table(
    header: &[Texts],
    rows: Vec<Vec<String>>,
    language: Language,
    output: &mut impl Write,
) -> io::Result<()> {
    let header: Vec<_> = header.iter().map(|texts| language.of(*texts).to_uppercase()).collect();
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let width = |column: usize| {
        let cells = [&header].into_iter().chain(&rows).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<_> = (0..header.len()).map(width).collect();
    for row in [&header].into_iter().chain(&rows) {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(output, "{}", line.trim_end())?;
    }
    Ok(())
}
