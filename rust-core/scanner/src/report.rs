//! The answer to one scan.

pub mod evidence;
pub mod finding;
pub mod identity;
pub mod note;
pub mod removal;
pub mod ruling;

use serde::Serialize;

use crate::phone::gap::Gap;
use crate::report::finding::Finding;
use crate::report::note::Note;
use crate::report::removal::Removal;

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything was seen, and no banned app can run.
    Compliant,
    /// A banned app is there that something can be done about, whatever else was not seen.
    ActionRequired,
    /// Nothing was found that something can be done about, but not everything could be seen.
    Incomplete,
}

impl Verdict {
    /// Draws the verdict, whoever it is about: what is to be done counts more than what could not
    /// be seen.
    #[must_use]
    pub fn new(action_required: bool, complete: bool) -> Self {
        match (action_required, complete) {
            (true, _) => Self::ActionRequired,
            (false, false) => Self::Incomplete,
            (false, true) => Self::Compliant,
        }
    }
}

/// A banned app, and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found<S> {
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
    /// Where: the files or the user that the app is of. Nothing where there is one place only.
    #[serde(flatten)]
    pub subject: S,
}

impl<S> Found<S> {
    /// Returns whether something can be done about it.
    #[must_use]
    pub fn is_to_do(&self) -> bool {
        self.finding.removal != Removal::NothingLeft
    }
}

/// The answer to one scan. It names no app but the banned ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report<S = ()> {
    /// The answer in one word.
    pub verdict: Verdict,
    /// Whether everything could be seen: there is no gap.
    pub complete: bool,
    /// How many apps were looked at.
    pub scanned: usize,
    /// Banned apps that are on the phone; what the person can do something about stands first.
    pub findings: Vec<Found<S>>,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
    /// What else is worth knowing.
    pub notes: Vec<Note>,
}

impl<S> Report<S> {
    pub(crate) fn new(
        scanned: usize,
        mut findings: Vec<Found<S>>,
        gaps: Vec<Gap>,
        notes: Vec<Note>,
    ) -> Self {
        findings.sort_by_key(|found| found.finding.removal);
        let complete = gaps.is_empty();
        let verdict = Verdict::new(findings.iter().any(Found::is_to_do), complete);
        Self { verdict, complete, scanned, findings, gaps, notes }
    }

    /// Adds something that turned out not to have been seen.
    #[must_use]
    pub fn with_gap(mut self, gap: Gap) -> Self {
        self.gaps.push(gap);
        Self::new(self.scanned, self.findings, self.gaps, self.notes)
    }
}
