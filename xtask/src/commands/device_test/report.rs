//! What came of the test on a device, check by check, to be attached to an issue.

use std::collections::BTreeMap;
use std::fmt;

use super::instrument::Ending;

/// How the lines begin in which `am` prints a status, and the one that ends it.
const VALUE: &str = "INSTRUMENTATION_STATUS: ";
const CODE: &str = "INSTRUMENTATION_STATUS_CODE: ";

/// What came of the test. Nothing in it identifies the device, and no app is named but those of the
/// test.
pub struct Report<'a> {
    device: Option<String>,
    checks: Vec<Check>,
    ending: &'a Ending,
}

/// What was checked.
struct Check {
    name: String,
    /// What became of it; without, it was begun, and nothing more was heard.
    outcome: Option<Outcome>,
}

struct Outcome {
    holds: bool,
    seen: String,
    took: String,
}

impl<'a> Report<'a> {
    /// Reads what the test printed.
    pub fn read(words: &str, ending: &'a Ending) -> Self {
        let mut report = Self { device: None, checks: Vec::new(), ending };
        let mut values = BTreeMap::new();
        for line in words.lines().map(str::trim) {
            if let Some((key, value)) = line.strip_prefix(VALUE).and_then(|v| v.split_once('=')) {
                let value: String = value.chars().filter(|c| !c.is_control()).collect();
                values.insert(key.to_owned(), value);
            } else if let Some(code) = line.strip_prefix(CODE) {
                report.take(std::mem::take(&mut values), code);
            }
        }
        report
    }

    /// Takes in a status.
    fn take(&mut self, mut values: BTreeMap<String, String>, code: &str) {
        if let Some(device) = values.remove("device") {
            self.device = Some(device);
        }
        let Some(name) = values.remove("check") else { return };
        let outcome = values.remove("seen").map(|seen| Outcome {
            holds: code == "0",
            seen,
            took: values.remove("took").unwrap_or_default(),
        });
        match self.checks.last_mut() {
            Some(begun) if begun.name == name && begun.outcome.is_none() => begun.outcome = outcome,
            _ => self.checks.push(Check { name, outcome }),
        }
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let device = self.device.as_deref().unwrap_or("unknown: it did not say");
        writeln!(f, "Appvagt {}, tested on a device\n", env!("CARGO_PKG_VERSION"))?;
        writeln!(f, "device  {device}\nend     {}\n", self.ending)?;
        for Check { name, outcome } in &self.checks {
            match outcome {
                Some(Outcome { holds, seen, took }) => {
                    let word = if *holds { "holds" } else { "fails" };
                    writeln!(f, "{word}   {name}: {seen} ({took})")?;
                }
                None => writeln!(f, "begun   {name}: nothing was heard of it again")?,
            }
        }
        writeln!(f, "\nNo app is named here but those of the test.")
    }
}
