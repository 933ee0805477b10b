//! A policy that somebody starts from.

use appvagt_scanner::{Catalogue, Date, Language, Policy, PolicyError};

use super::Preset;

/// A policy that somebody starts from.
#[derive(Debug)]
pub struct Draft {
    /// The policy, as JSON for people to edit.
    pub json: String,
    /// What is left to fill in and to decide, a line each.
    pub left: Vec<String>,
}

impl Preset {
    /// Returns the policy with its texts in these languages, or in those of the preset if there are
    /// none.
    ///
    /// # Errors
    /// The preset makes no policy.
    pub fn draft(&self, languages: &[Language], day: Option<Date>) -> Result<Draft, PolicyError> {
        let languages = if languages.is_empty() { self.languages() } else { languages };
        let json = self.policy(languages).to_string();
        let policy = Policy::read(json.as_bytes(), Catalogue::embedded())?;
        let warnings = policy.warnings(Catalogue::embedded(), day);
        let left = warnings.iter().map(ToString::to_string);
        let decisions = self.decisions().iter().map(|decision| (*decision).to_owned());
        // Read and written once more, its keys stand in the order of the documentation.
        let json = serde_json::to_string_pretty(&policy).unwrap_or(json);
        Ok(Draft { json: format!("{json}\n"), left: left.chain(decisions).collect() })
    }
}
