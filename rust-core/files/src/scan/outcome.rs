//! What came of a scan. The field names are those of the JSON output.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use appvagt_apk::Error;
use appvagt_scanner::{Found, Gap, Judge, Report};
use serde::Serialize;

use super::app::{self, App};
use super::scanned_apk::ScannedApk;
use crate::Problem;

/// The report as on a phone, and which files it is about.
#[derive(Debug, Serialize)]
pub struct FilesOutcome {
    #[serde(flatten)]
    /// What the judge says.
    pub report: Report<Files>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// How many files the scanned apps consist of.
    #[serde(skip)]
    pub files: usize,
}

/// A banned app.
pub type FoundInFiles = Found<Files>;

/// The files that an app consists of.
#[derive(Debug, Serialize)]
pub struct Files {
    /// Their paths, that of the base APK first.
    pub paths: Vec<String>,
    /// The APKs of the app in an archive, the base APK first, each by its name there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
    /// Whether Android refuses the files, so that this was recovered from them.
    pub recovered: bool,
}

/// A file, a folder, or something in an archive that could not be read.
#[derive(Debug, Serialize)]
pub struct Unread {
    /// The path of the file or folder.
    pub path: String,
    /// Its name in the archive, if it lies in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// What is wrong.
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

impl FilesOutcome {
    /// Has the apps judged that these parts make.
    #[must_use]
    pub fn new(parts: Vec<ScannedApk>, unread: Vec<Unread>, judge: &Judge) -> Self {
        let apps = app::join(parts);
        let as_android = || apps.iter().filter(|app| !app.recovered);
        let scanned = as_android().count();
        let files = as_android().flat_map(|app| &app.paths).collect::<HashSet<_>>().len();
        let mut gaps = Vec::new();
        if !unread.is_empty() {
            gaps.push(Gap::AppsUnread { apps: unread.len(), of: scanned + unread.len() });
        }
        let judged = apps.iter().map(|app| (Files::of(app), &app.facts));
        // An app that was recovered from files that Android refuses is among those unread.
        let report = Report { scanned, ..judge.report(judged, gaps, &[]) };
        Self { report, unread, files }
    }
}

impl Files {
    fn of(app: &App) -> Self {
        let paths = app.paths.iter().map(|path| path.display().to_string()).collect();
        Self { paths, entries: app.entries.clone(), recovered: app.recovered }
    }
}

impl Unread {
    /// Describes an APK that Android refuses, or that could not be read.
    pub(super) fn apk(path: &Path, inside: &[String], error: &Error) -> Self {
        let remedy = match error {
            Error::OverBudget { .. } => Remedy::OtherMeans,
            error if error.is_about_content() => Remedy::OtherFile,
            _ => Remedy::Device,
        };
        let entry = (!inside.is_empty()).then(|| inside.join("/"));
        Self { path: path.display().to_string(), entry, error: Problem::from(error), remedy }
    }

    /// Describes a folder that could not be looked into, or that has nothing to read.
    #[must_use]
    pub fn folder(path: &Path, error: &io::Error) -> Self {
        let remedy = Remedy::Folder;
        Self { path: path.display().to_string(), entry: None, error: Problem::from(error), remedy }
    }
}
