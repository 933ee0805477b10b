//! The table of devices, one row an app.

use appvagt_scanner::Language;
use std::io::{self, Write};

use super::{BANNED_AS, DETAILS, Page, breakable, class_of};
use crate::headings::{
    APP, CERTAINTY, DEVICE, GROUP, LAST_REPORT, NAME, OWNER, STATUS, SYSTEM, USER,
};
use crate::outcome::{AppOnDevice, Device, FleetOutcome, Status};
use crate::texts::{Texts, fill, number};
use crate::wording;

const ROWS_SHOWN: Texts = [
    "{0} of {1} rows shown",
    "{0} af {1} rækker vist",
    "{0} von {1} Zeilen werden angezeigt",
    "näkyvissä {0}/{1} riviä",
    "{0} av {1} rader vises",
    "{0} av {1} rader visas",
];

impl Page<'_> {
    /// Writes a row for each app on each device, and each device of which something is unknown.
    pub(super) fn devices(
        &self,
        outcome: &FleetOutcome,
        output: &mut impl Write,
    ) -> io::Result<()> {
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
        if outcome.shows_groups() {
            columns.push(GROUP);
        }
        columns.extend([SYSTEM, OWNER, LAST_REPORT, BANNED_AS, APP, CERTAINTY, DETAILS]);
        let columns: Vec<_> = columns.into_iter().map(|column| language.of(column)).collect();
        let caption = [
            "Devices on which something was found, or of which not everything is known. On {0} \
             more, nothing was found.",
            "Enheder, hvor noget blev fundet, eller hvor ikke alt er kendt. På {0} flere blev der \
             intet fundet.",
            "Geräte, auf denen etwas gefunden wurde oder über die nicht alles bekannt ist. Auf \
             {0} weiteren wurde nichts gefunden.",
            "Laitteet, joista löytyi jotakin tai joista kaikkea ei tiedetä. Lisäksi {0} laitteesta \
             ei löytynyt mitään.",
            "Enheter der noe ble funnet, eller der ikke alt er kjent. På {0} til ble ingenting \
             funnet.",
            "Enheter där något hittades eller där allt inte är känt. På {0} till hittades inget.",
        ];
        writeln!(
            output,
            "<h2 id=\"devices-head\">{}</h2>\n<div class=\"controls script\">\n\
             <label>{} <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n\
             <label>{} <select id=\"status\"><option value=\"\">{}</option>",
            language.of([
                "By device",
                "Efter enhed",
                "Nach Gerät",
                "Laitteittain",
                "Etter enhet",
                "Per enhet",
            ]),
            language.of(["Search", "Søg", "Suche", "Haku", "Søk", "Sök"]),
            language.of(STATUS),
            language.of(["all", "alle", "alle", "kaikki", "alle", "alla"])
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
            language.of(ROWS_SHOWN),
            fill(language, caption, &[&number(language, outcome.totals.nothing_found)])
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
                self.row(device, status, Some(app), self.app_cells(app), &columns, output)?;
            }
            if ended && device.apps.is_empty() {
                self.row(device, ended_status, None, Default::default(), &columns, output)?;
            } else if !device.unseen.is_empty() && !ended {
                let unseen =
                    device.unseen.iter().map(|what| wording::unseen_of(device, *what, language));
                let details = unseen.collect::<Vec<_>>().join("; ");
                let cells = [String::new(), String::new(), String::new(), details];
                let status = ("unknown", wording::device_status(Status::Unknown, language));
                self.row(device, status, None, cells, &columns, output)?;
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
        last: [String; 4],
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
        let mut cells = vec![(id, "id")];
        if self.names {
            let user = app.map_or(device.user.as_deref(), |app| device.user_of(app));
            let name = device.name.as_deref();
            cells.extend([name, user].map(|text| (text.unwrap_or_default().to_owned(), "wide")));
        }
        if columns.contains(&self.language.of(GROUP)) {
            cells.push((device.group.as_deref().unwrap_or_default().to_owned(), "wide"));
        }
        cells.push((wording::system(device), "system"));
        cells.push((wording::owner(device.owner, self.language).to_owned(), ""));
        cells.push((wording::last_report(device), "day"));
        let [name, app, certainty, details] = last;
        cells.extend([(name, ""), (app, "id"), (certainty, ""), (details, "details")]);
        for (column, (cell, class)) in columns[1..].iter().zip(&cells) {
            let class = class_of(class);
            write!(output, "<td data-label=\"{column}\"{class}>{}</td>", breakable(cell))?;
        }
        writeln!(output, "</tr>")
    }
}
