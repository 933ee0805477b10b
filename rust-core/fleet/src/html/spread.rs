//! How findings are spread: by app, by system and by part of the organisation.

use std::io::{self, Write};

use appvagt_inventory::Platform;

use super::{Column, Page, WITH_BANNED, escaped};
use crate::headings::{APP, COUNT, GROUP, SYSTEM};
use crate::outcome::{Device, FleetOutcome, Share, major, shares};
use crate::texts::{Texts, fill, name_in, number};
use crate::wording;

/// So many parts of the organisation have a row of their own.
const MOST_GROUPS: usize = 40;

const SHARE: Texts = ["Share", "Andel", "Anteil", "Osuus", "Andel", "Andel"];
const NOT_KNOWN: Texts =
    ["not known", "ikke kendt", "nicht bekannt", "ei tiedossa", "ikke kjent", "inte känt"];

impl Page<'_> {
    /// Writes how many devices have each banned app, and why it is banned.
    pub(super) fn by_app(&self, outcome: &FleetOutcome, output: &mut impl Write) -> io::Result<()> {
        let language = self.language;
        let families = &outcome.families;
        if families.is_empty() {
            return Ok(());
        }
        self.heading(
            ["By app", "Efter app", "Nach App", "Sovelluksittain", "Etter app", "Per app"],
            output,
        )?;
        let name_only = families.iter().any(|tally| tally.name_only > 0);
        let unattributed = families.iter().any(|tally| tally.unattributed > 0);
        let reasons = families.iter().any(|tally| tally.reason.is_some());
        let mut columns = vec![(APP, ""), (COUNT, "number"), (SHARE, "bars")];
        let (mut notes, numeric) = (Vec::new(), "number");
        if name_only {
            let heading = [
                "By name only",
                "Kun ved navn",
                "Nur nach Namen",
                "Vain nimen perusteella",
                "Bare ved navn",
                "Endast namn",
            ];
            columns.push((heading, numeric));
            notes.push(language.of([
                "“By name only” are devices whose list of apps has names but no ids: a likely \
                 finding, to be confirmed on the device.",
                "»Kun ved navn« er enheder, hvis liste over apps har navne, men ingen id'er: et \
                 sandsynligt fund, som skal bekræftes på enheden.",
                "„Nur nach Namen“ sind Geräte, deren Liste der Apps Namen, aber keine Kennungen \
                 hat: ein wahrscheinlicher Fund, der auf dem Gerät zu bestätigen ist.",
                "”Vain nimen perusteella” ovat laitteet, joiden sovellusluettelossa on nimiä mutta \
                 ei tunnisteita: todennäköinen löydös, joka on vahvistettava laitteesta.",
                "«Bare ved navn» er enheter der listen over apper har navn, men ingen ID-er: et \
                 sannsynlig funn, som må bekreftes på enheten.",
                "”Endast namn” är enheter vars lista över appar har namn men inga id:n: ett \
                 sannolikt fynd, som ska bekräftas på enheten.",
            ]));
        }
        if unattributed {
            columns.push((
                [
                    "Not named",
                    "Ikke nævnt",
                    "Nicht genannt",
                    "Ei nimetty",
                    "Ikke nevnt",
                    "Inte angiven",
                ],
                numeric,
            ));
            notes.push(language.of([
                "“Not named” are further devices that the files count but do not name.",
                "»Ikke nævnt« er flere enheder, som filerne tæller, men ikke nævner.",
                "„Nicht genannt“ sind weitere Geräte, die die Dateien zählen, aber nicht nennen.",
                "”Ei nimetty” ovat laitteet, jotka tiedostot laskevat mutta eivät nimeä.",
                "«Ikke nevnt» er flere enheter, som filene teller, men ikke nevner.",
                "”Inte angiven” är ytterligare enheter som filerna räknar men inte anger.",
            ]));
        }
        if reasons {
            columns.push((["Why", "Hvorfor", "Grund", "Miksi", "Hvorfor", "Varför"], ""));
        }
        let rows = families.iter().map(|tally| {
            let test = if tally.test { wording::test(language) } else { "" };
            let mut row = vec![
                format!("{}{test}", escaped(name_in(language, &tally.name, tally.names))),
                number(language, tally.devices),
                bar(tally.devices, outcome.totals.devices),
            ];
            if name_only {
                row.push(number(language, tally.name_only));
            }
            if unattributed {
                row.push(number(language, tally.unattributed));
            }
            if reasons {
                let reason =
                    tally.reason.as_ref().map_or("", |reason| reason.in_language(language));
                row.push(escaped(reason));
            }
            row
        });
        self.table("cards", &columns, rows, output)?;
        if !notes.is_empty() {
            writeln!(output, "<p class=\"soft\">{}</p>", notes.join(" "))?;
        }
        Ok(())
    }

    /// Writes how many devices of each system, and of each version of it that is known, have
    /// something banned.
    pub(super) fn by_system(
        &self,
        outcome: &FleetOutcome,
        output: &mut impl Write,
    ) -> io::Result<()> {
        if outcome.totals.banned == 0 {
            return Ok(());
        }
        self.heading(
            [
                "By system",
                "Efter system",
                "Nach System",
                "Järjestelmittäin",
                "Etter system",
                "Per system",
            ],
            output,
        )?;
        let not_known = self.language.of(NOT_KNOWN);
        let mut rows = Vec::new();
        for platform in [Platform::Apple, Platform::Android, Platform::Unknown] {
            let devices = || outcome.judged().filter(|device| device.platform == platform);
            let name = match wording::platform(platform) {
                "" => not_known,
                name => name,
            };
            rows.extend(shares(devices(), |_| ()).iter().map(|all| self.share(name, all)));
            let mut versions =
                shares(devices(), |device| device.os_version.as_deref().and_then(major));
            if versions.iter().all(|share| share.of.is_none()) {
                continue;
            }
            versions.sort_by_key(|share| std::cmp::Reverse(share.of));
            rows.extend(versions.iter().map(|share| {
                let version = share.of.map_or(not_known.to_owned(), |version| version.to_string());
                self.share(&format!("<span class=\"within\">{name} {version}</span>"), share)
            }));
        }
        self.table("spread", &spread_columns(SYSTEM), rows, output)
    }

    /// Writes how many devices of each part of the organisation have something banned, where an
    /// export names any.
    pub(super) fn by_group(
        &self,
        outcome: &FleetOutcome,
        output: &mut impl Write,
    ) -> io::Result<()> {
        fn group(device: &Device) -> Option<&str> {
            device.group.as_deref()
        }
        let mut groups = shares(outcome.judged(), group);
        groups.sort_by_key(|share| share.of.is_none());
        if outcome.totals.banned == 0 || groups.iter().all(|share| share.of.is_none()) {
            return Ok(());
        }
        self.heading(
            [
                "By department or group",
                "Efter afdeling eller gruppe",
                "Nach Abteilung oder Gruppe",
                "Osastoittain tai ryhmittäin",
                "Etter avdeling eller gruppe",
                "Per avdelning eller grupp",
            ],
            output,
        )?;
        let (shown, others) = groups.split_at(groups.len().min(MOST_GROUPS));
        let name = |share: &Share<Option<&str>>| match share.of {
            Some(group) => escaped(group),
            None => self.language.of(NOT_KNOWN).to_owned(),
        };
        let mut rows: Vec<_> = shown.iter().map(|share| self.share(&name(share), share)).collect();
        if !others.is_empty() {
            let sum = |count: fn(&Share<Option<&str>>) -> usize| others.iter().map(count).sum();
            let (devices, banned) = (sum(|share| share.devices), sum(|share| share.banned));
            let texts =
                ["{0} others", "{0} andre", "{0} andere", "{0} muuta", "{0} andre", "{0} andra"];
            let name = fill(self.language, texts, &[&number(self.language, others.len())]);
            rows.push(self.share(&name, &Share { of: (), devices, banned }));
        }
        self.table("spread", &spread_columns(GROUP), rows, output)
    }

    fn share<K>(&self, name: &str, share: &Share<K>) -> Vec<String> {
        vec![
            name.to_owned(),
            number(self.language, share.devices),
            number(self.language, share.banned),
            bar(share.banned, share.devices),
        ]
    }
}

fn spread_columns(first: Texts) -> [Column; 4] {
    [(first, ""), (COUNT, "number"), (WITH_BANNED, "number"), (SHARE, "bars")]
}

/// Returns a bar that is as long as this part of the whole is large. The number stands beside it.
fn bar(part: usize, whole: usize) -> String {
    let tenths = part.saturating_mul(1000).checked_div(whole).unwrap_or(0).min(1000);
    let (percent, tenth) = (tenths / 10, tenths % 10);
    format!(
        "<svg class=\"bar\" width=\"100%\" height=\"12\" aria-hidden=\"true\">\
         <rect class=\"whole\" width=\"100%\" height=\"12\"/>\
         <rect class=\"part\" width=\"{percent}.{tenth}%\" height=\"12\"/></svg>"
    )
}
