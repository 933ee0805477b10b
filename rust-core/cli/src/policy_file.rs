//! The policy that a scan goes by.

use std::{fs, path::Path};

use appvagt_scanner::{Catalogue, Policy};

use crate::terminal::clean;

/// The policy in the file at `path`, or the one in force where there is none.
///
/// # Errors
/// What is wrong: every mistake on a line of its own.
pub fn read(path: Option<&Path>, catalogue: &Catalogue) -> Result<Policy, String> {
    let Some(path) = path else { return Ok(Policy::default()) };
    let shown = clean(&path.display().to_string());
    let json =
        fs::read(path).map_err(|error| format!("cannot read the policy {shown}: {error}"))?;
    Policy::read(&json, catalogue).map_err(|error| {
        let lines =
            error.mistakes.iter().map(|mistake| format!("\n  {}", clean(&mistake.to_string())));
        let lines: String = lines.collect();
        format!("the policy {shown} is refused, and nothing was scanned:{lines}")
    })
}
