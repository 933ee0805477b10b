//! APK files, looked into as `appvagt scan` and `appvagt inspect` look into them.

use std::path::Path;

use appvagt_apk::ApkFile;
use appvagt_files::inspect::{self, Facts};
use appvagt_files::scan::{self, Remedy, Unread};
use appvagt_files::{Claim, FilesOutcome, find};
use appvagt_safe_text::json;
use appvagt_scanner::{Catalogue, Judge, Note};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::browser::written;
use crate::browser_apk::{BrowserApk, BrowserScratch};
use crate::refusal::{self, Refusal};
use crate::terms::JudgedBy;

/// What the page asks for.
#[derive(Debug, Deserialize)]
struct FilesRequest {
    files: Vec<GivenFile>,
    #[serde(flatten)]
    judged_by: JudgedBy,
}

/// A file that was dropped.
#[derive(Debug, Deserialize)]
struct GivenFile {
    name: String,
    length: u64,
}

/// Files that were looked into and judged.
#[wasm_bindgen]
pub struct JudgedFiles {
    outcome: FilesOutcome,
    apks: Vec<Facts>,
}

/// What the page shows. The field names are those of its JSON.
#[derive(Serialize)]
struct Shown<'o> {
    #[serde(flatten)]
    outcome: &'o FilesOutcome,
    files: usize,
    /// What became of each place that could not be read, in the order of these.
    remedies: Vec<&'static str>,
    apks: Vec<ShownApk<'o>>,
}

/// An APK, and how it stands with the policy.
#[derive(Serialize)]
struct ShownApk<'o> {
    standing: Standing,
    explained: &'o [(&'static str, &'static str)],
    #[serde(flatten)]
    facts: &'o Facts,
}

/// How an APK stands with the policy, and by which finding or note of the report.
#[derive(Serialize)]
#[serde(tag = "kind", content = "place", rename_all = "snake_case")]
enum Standing {
    Banned(usize),
    Exempt(usize),
    Announced(usize),
    /// It could not be read as Android reads it.
    Unknown,
    Clear,
}

#[wasm_bindgen]
impl JudgedFiles {
    /// Looks into the files that were dropped, and judges them. The request is JSON, and so is a
    /// refusal.
    ///
    /// # Errors
    /// Something in the request is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(request: &str) -> Result<Self, JsValue> {
        Ok(Self::judge(request)?)
    }

    fn judge(request: &str) -> Result<Self, Refusal> {
        let request: FilesRequest = refusal::request(request)?;
        let (policy, context) = request.judged_by.read()?;
        let judge = Judge::new(Catalogue::embedded(), &policy, &context);
        let (mut parts, mut unread, mut apks) = (Vec::new(), Vec::new(), Vec::new());
        for (place, GivenFile { name, length }) in request.files.iter().enumerate() {
            let file = ApkFile::from_elsewhere(Box::new(BrowserApk::new(place, *length)));
            let mut of_file = Vec::new();
            let scratch = || Ok(BrowserScratch::new());
            find(Path::new(name), file, Claim::Named, &scratch, &mut |mut found| {
                of_file.push(inspect::read(&mut found, &[]));
                found.reopen();
                let (part, refusal) = scan::read(&mut found);
                parts.extend(part);
                unread.extend(refusal);
            });
            apks.extend(inspect::bases(of_file));
        }
        Ok(Self { outcome: FilesOutcome::new(parts, unread, &judge), apks })
    }

    /// Writes what the page shows.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn shown(&self) -> Result<(), JsError> {
        let outcome = &self.outcome;
        let apk = |facts| ShownApk {
            standing: standing(facts, outcome),
            explained: &facts.explained,
            facts,
        };
        let shown = Shown {
            outcome,
            files: outcome.files,
            remedies: outcome.unread.iter().map(remedy).collect(),
            apks: self.apks.iter().map(apk).collect(),
        };
        written(|output| json::write_line(&shown, output))
    }

    /// Writes the report, as `appvagt scan --json` prints it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn scan(&self) -> Result<(), JsError> {
        written(|output| json::write_line(&self.outcome, output))
    }

    /// Writes what each APK says, as `appvagt inspect --json` prints it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn inspect(&self) -> Result<(), JsError> {
        written(|output| self.apks.iter().try_for_each(|facts| json::write_line(facts, output)))
    }
}

/// Returns how an APK stands with the policy.
fn standing(facts: &Facts, outcome: &FilesOutcome) -> Standing {
    let report = &outcome.report;
    let finding = report.findings.iter().position(|found| {
        Some(&found.finding.package) == facts.package.as_ref()
            && found.subject.paths.contains(&facts.path)
    });
    if let Some(place) = finding {
        return Standing::Banned(place);
    }
    if facts.error.is_some() {
        return Standing::Unknown;
    }
    let noted = report.notes.iter().enumerate().find_map(|(place, note)| match note {
        Note::Exempt { package, .. } if Some(package) == facts.package.as_ref() => {
            Some(Standing::Exempt(place))
        }
        Note::Announced { package, .. } if Some(package) == facts.package.as_ref() => {
            Some(Standing::Announced(place))
        }
        _ => None,
    });
    noted.unwrap_or(Standing::Clear)
}

/// Returns what the page calls what helps.
fn remedy(unread: &Unread) -> &'static str {
    match unread.remedy {
        Remedy::Folder | Remedy::Device => "device",
        Remedy::OtherFile => "other_file",
        Remedy::OtherMeans => "other_means",
    }
}
