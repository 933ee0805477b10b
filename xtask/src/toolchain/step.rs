//! The steps a person watches.

use std::io::Write;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};

/// Runs `work`, shows its name while it runs and its time when it is done. Its error names the
/// step.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    print!("  {name} … ");
    // A line that does not show does no harm.
    let _ = std::io::stdout().flush();
    let start = Instant::now();
    let result = work().with_context(|| format!("{name} failed"));
    match &result {
        Ok(_) => println!("{:.1} s", start.elapsed().as_secs_f64()),
        Err(_) => println!("failed"),
    }
    result
}

/// Adds to an error what mends it.
pub fn or_fix<T>(result: Result<T>, fix: &str) -> Result<T> {
    result.map_err(|error| anyhow!("{error:#}\n\nFix: {fix}"))
}
