//! Which tests run.

use std::process::Command;

/// All tests, or those whose name contains some words.
#[derive(Default)]
pub struct Selection {
    only: Option<String>,
}

impl Selection {
    /// Selects the tests whose name contains `only`; without, all.
    pub fn new(only: Option<&str>) -> Self {
        Self { only: only.map(str::to_owned) }
    }

    /// Returns whether all tests run, and with them the checks that are no tests.
    pub fn is_all(&self) -> bool {
        self.only.is_none()
    }

    /// Returns the words that the names of tests must contain.
    pub fn only(&self) -> Option<&str> {
        self.only.as_deref()
    }

    /// Returns whether a test of this name runs.
    pub fn has(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| name.contains(only))
    }

    /// Has `JUnit` run these tests only.
    pub fn limit(&self, junit: &mut Command) {
        if let Some(only) = &self.only {
            // A regular expression, in which `\Q…\E` quotes.
            let quoted = only.replace("\\E", "\\E\\\\E\\Q");
            junit.arg(format!("--include-methodname=.*\\Q{quoted}\\E.*"));
        }
    }
}
