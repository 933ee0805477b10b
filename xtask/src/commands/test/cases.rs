//! The table of what a scan must find and what it must leave alone (`cases.toml`).

mod apks;
mod arrival;
mod named_signer;
mod verdicts;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::selection::Selection;
use crate::commands::apk::Tools;
use crate::commands::decoy::{Decoy, Marks, Signer, WebApp, WebAppKind};

const TABLE: &str = include_str!("cases.toml");

/// The key that signs what nothing else is said of.
const STRANGER: &str = "stranger";

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    manifest: BTreeMap<String, Manifest>,
    case: Vec<Case>,
}

/// What several cases declare alike.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(default)]
    components: Vec<String>,
    #[serde(default)]
    declares: Marks,
    /// What evidence it gives.
    #[serde(default)]
    evidence: Vec<String>,
}

/// One row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    package: String,
    #[serde(default)]
    components: Vec<String>,
    #[serde(default)]
    declares: Marks,
    web_app: Option<WebAppOf>,
    manifest: Option<String>,
    split: Option<Split>,
    certificate: Option<String>,
    former_certificate: Option<String>,
    #[serde(default)]
    rotated: bool,
    label: Option<String>,
    #[serde(default)]
    arrives: Arrives,
    found: Option<Found>,
    all_banned: Option<Found>,
}

/// How the APK of a case comes to be scanned.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrives {
    /// What the file is called.
    file: Option<String>,
    /// The package of another app whose APK lies in this one.
    holding: Option<String>,
    /// The package of another app that lies before this one in an archive of both.
    beside: Option<String>,
    /// Bytes after the end of its manifest.
    #[serde(default)]
    after_manifest: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WebAppOf {
    kind: WebAppKind,
    url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Split {
    name: String,
    #[serde(default)]
    components: Vec<String>,
    #[serde(default)]
    declares: Marks,
}

/// What is to be found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    /// Without, rules of the policy's own.
    family: Option<String>,
    certainty: String,
    evidence: Vec<String>,
}

/// Builds the cases that are selected, and has each judged. Returns how many there are.
///
/// # Errors
/// Some are not judged as they should be: all of these.
pub fn run(tools: &Tools, selection: &Selection) -> Result<usize> {
    let mut table = Table::read()?;
    table.case.retain(|case| selection.has(&case.name));
    if table.case.is_empty() {
        return Ok(0);
    }
    let built = apks::build(tools, &table)?;
    verdicts::check(&table, &built)?;
    Ok(table.case.len())
}

fn stranger() -> Signer {
    Signer::Stranger(STRANGER.to_owned())
}

impl Table {
    /// Reads the table, and puts in each case what the manifest has that it names.
    fn read() -> Result<Self> {
        let mut table: Self = toml::from_str(TABLE).context("cases.toml")?;
        let mut folders = BTreeSet::new();
        for case in &mut table.case {
            ensure!(folders.insert(case.folder_name()), "cases.toml: {} twice", case.name);
            let Some(name) = &case.manifest else { continue };
            let manifest = table.manifest.get(name);
            let manifest = manifest.with_context(|| format!("cases.toml: no manifest {name}"))?;
            case.components.extend_from_slice(&manifest.components);
            case.declares.add(&manifest.declares);
            for found in [&mut case.found, &mut case.all_banned].into_iter().flatten() {
                if let Some(at) = found.evidence.iter().position(|evidence| evidence == "manifest")
                {
                    found.evidence.splice(at..=at, manifest.evidence.iter().cloned());
                }
            }
        }
        Ok(table)
    }
}

impl Case {
    /// Returns its name as that of a folder.
    fn folder_name(&self) -> String {
        let words = self.name.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        words.join("-").to_lowercase()
    }

    /// Returns how many apps are in its folder.
    fn apps(&self) -> usize {
        1 + usize::from(self.arrives.beside.is_some())
    }

    /// Returns its APKs, before anything is done to who signed them.
    fn decoys(&self) -> Vec<Decoy> {
        let signer = if self.rotated {
            Signer::Rotated { from: STRANGER.to_owned(), to: "successor".to_owned() }
        } else {
            stranger()
        };
        let web_app = self.web_app.as_ref();
        let base = Decoy {
            package: self.package.clone(),
            name: self.label.clone(),
            components: self.components.clone(),
            web_app: web_app.map(|app| WebApp { kind: app.kind, start_url: app.url.clone() }),
            marks: self.declares.clone(),
            signer: signer.clone(),
            ..Decoy::default()
        };
        let split = self.split.as_ref().map(|split| Decoy {
            package: self.package.clone(),
            components: split.components.clone(),
            marks: split.declares.clone(),
            split: Some(split.name.clone()),
            signer,
            ..Decoy::default()
        });
        [base].into_iter().chain(split).collect()
    }
}

#[cfg(test)]
mod tests {
    use appvagt_scanner::{Catalogue, MarkKind};

    use super::*;

    fn found_as_tiktok(case: &Case) -> Option<&Found> {
        case.found.as_ref().filter(|found| found.family.as_deref() == Some("tiktok"))
    }

    #[test]
    fn every_tiktok_app_of_the_catalogue_has_a_case() {
        let table = Table::read().unwrap();
        for package in Catalogue::embedded().family("tiktok").unwrap().packages {
            for name in [package.name.to_owned(), format!("{}.revanced", package.name)] {
                let mut cases = table.case.iter().filter(|case| case.package == name);
                let found = cases.any(|case| found_as_tiktok(case).is_some());
                assert!(found, "cases.toml has no case in which {name} is found");
            }
        }
    }

    #[test]
    fn every_mark_of_tiktok_is_evidence_in_a_case() {
        let table = Table::read().unwrap();
        let marks = Catalogue::embedded().family("tiktok").unwrap().marks;
        // Names that App Cloner makes follow from one rule, so one of them speaks for all.
        let (cloned, others): (Vec<_>, Vec<_>) =
            marks.iter().partition(|mark| mark.kind == MarkKind::PACKAGE);
        for mark in others.into_iter().chain(cloned.into_iter().take(1)) {
            let kind = serde_json::to_value(mark.kind).unwrap();
            let begin = format!("{} ", kind.as_str().unwrap());
            let is_of_mark = |evidence: &String| {
                evidence.strip_prefix(&begin).is_some_and(|found| found.contains(mark.text))
            };
            let mut found = table.case.iter().filter_map(found_as_tiktok);
            let shown = found.any(|found| found.evidence.iter().any(is_of_mark));
            assert!(shown, "cases.toml has no case with the evidence {begin}{}", mark.text);
        }
    }
}
