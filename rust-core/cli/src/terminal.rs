//! Text that is safe to show on a terminal, and telling what went wrong.

use std::io::{self, Write};

/// Without the control characters that could rewrite what a terminal shows.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Tells on standard error what went wrong.
pub fn complain(problem: &str) {
    // `eprintln` would panic where nobody listens any more; the exit status tells it, too.
    let _ = writeln!(io::stderr(), "appvagt: {problem}");
}
