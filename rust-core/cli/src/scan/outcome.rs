//! What came of a scan. The field names are those of the JSON output.

use std::io;
use std::path::Path;

use appvagt_apk::Error;
use appvagt_scanner::{Finding, Gap, Judge, Note, Report, Verdict};
use serde::Serialize;

use super::app::{self, App};
use super::part::Part;
use crate::problem::Problem;

/// The report as on a phone, and which files it is about.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub verdict: Verdict,
    /// How many apps were read as Android reads them.
    pub scanned: usize,
    pub findings: Vec<FoundInFiles>,
    pub gaps: Vec<Gap>,
    pub notes: Vec<Note>,
    pub unread: Vec<Unread>,
    /// How many files the scanned apps consist of.
    #[serde(skip)]
    pub files: usize,
}

/// A banned app.
#[derive(Debug, Serialize)]
pub struct FoundInFiles {
    #[serde(flatten)]
    pub finding: Finding,
    /// The files it consists of, the base APK first.
    pub paths: Vec<String>,
    /// Whether Android refuses the files, so that this was recovered from them.
    pub recovered: bool,
}

/// A file or folder that could not be read.
#[derive(Debug, Serialize)]
pub struct Unread {
    pub path: String,
    pub error: Problem,
    /// What to do about it.
    #[serde(skip)]
    pub remedy: Remedy,
}

/// What helps where something could not be read.
#[derive(Debug, Clone, Copy)]
pub enum Remedy {
    /// To see to the folder.
    Folder,
    /// To see to the file, or what it lies on.
    Device,
    /// A file that Android would install.
    OtherFile,
    /// To look at the file by other means, as it would cost too much here.
    OtherMeans,
}

impl Outcome {
    /// Has the apps judged that these parts make.
    pub fn new(parts: Vec<Part>, unread: Vec<Unread>, judge: &Judge) -> Self {
        let apps = app::join(parts);
        let (mut scanned, mut files) = (0, 0);
        for app in apps.iter().filter(|app| !app.recovered) {
            scanned += 1;
            files += app.paths.len();
        }
        let findings: Vec<_> =
            apps.iter().filter_map(|app| FoundInFiles::new(app, judge)).collect();
        let notes = apps.iter().filter_map(|app| judge.note(&app.facts)).collect();
        let mut gaps = Vec::new();
        if !unread.is_empty() {
            gaps.push(Gap::AppsUnread { apps: unread.len(), of: scanned + unread.len() });
        }
        let only_findings = findings.iter().map(|found| found.finding.clone()).collect();
        let Report { verdict, scanned, findings: _, gaps, notes } =
            Report::new(scanned, only_findings, gaps, notes);
        Self { verdict, scanned, findings, gaps, notes, unread, files }
    }
}

impl FoundInFiles {
    fn new(app: &App, judge: &Judge) -> Option<Self> {
        let finding = judge.finding(&app.facts)?;
        let paths = app.paths.iter().map(|path| path.display().to_string()).collect();
        Some(Self { finding, paths, recovered: app.recovered })
    }
}

impl Unread {
    /// A file that Android refuses, or that could not be read.
    pub fn file(path: &Path, error: &Error) -> Self {
        let remedy = match error {
            Error::OverBudget { .. } => Remedy::OtherMeans,
            error if error.is_about_content() => Remedy::OtherFile,
            _ => Remedy::Device,
        };
        Self { path: path.display().to_string(), error: Problem::from(error), remedy }
    }

    /// A folder that could not be looked into, or that has nothing to read.
    pub fn folder(path: &Path, error: &io::Error) -> Self {
        let remedy = Remedy::Folder;
        Self { path: path.display().to_string(), error: Problem::from(error), remedy }
    }
}
