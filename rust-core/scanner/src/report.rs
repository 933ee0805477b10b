//! The answer to one scan.

pub mod evidence;
pub mod finding;
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
    /// Everything was seen, and a banned app is there that something can be done about.
    ActionRequired,
    /// Something could not be seen. What was found still counts.
    Incomplete,
}

/// The answer to one scan. It names no app but the banned ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The answer in one word.
    pub verdict: Verdict,
    /// How many apps were looked at.
    pub scanned: usize,
    /// Banned apps that are on the phone; what the person can do something about stands first.
    pub findings: Vec<Finding>,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
    /// What else is worth knowing.
    pub notes: Vec<Note>,
}

impl Report {
    /// Draws the verdict from findings and gaps.
    #[must_use]
    pub fn new(scanned: usize, findings: Vec<Finding>, gaps: Vec<Gap>, notes: Vec<Note>) -> Self {
        let verdict = if !gaps.is_empty() {
            Verdict::Incomplete
        } else if findings.iter().any(|finding| finding.removal != Removal::NothingLeft) {
            Verdict::ActionRequired
        } else {
            Verdict::Compliant
        };
        Self { verdict, scanned, findings, gaps, notes }
    }
}
