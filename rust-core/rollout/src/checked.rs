//! Whether phones would take a policy. The field names are those of the JSON output.

use appvagt_scanner::{Catalogue, Date, Mistake, Policy, PolicyError, Warning};
use serde::Serialize;

/// Whether phones would take a policy.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// Every mistake in it; phones take it if there is none.
    pub mistakes: Vec<Mistake>,
    /// What phones know the policy by.
    pub version: Option<String>,
    /// What is no mistake, but surely not meant.
    pub warnings: Vec<Warning>,
}

impl Checked {
    /// Checks what came of reading a policy, as on this day.
    #[must_use]
    pub fn of(read: Result<&Policy, &PolicyError>, day: Option<Date>) -> Self {
        match read {
            Ok(policy) => Self {
                mistakes: Vec::new(),
                version: Some(policy.version()),
                warnings: policy.warnings(Catalogue::embedded(), day),
            },
            Err(error) => {
                Self { mistakes: error.mistakes.clone(), version: None, warnings: Vec::new() }
            }
        }
    }
}
