//! Reports of what went wrong, and results that are complete.

use std::io::{self, Write};
use std::process::ExitCode;

/// Reports on standard error what went wrong.
pub fn complain(problem: &str) {
    // `eprintln` would panic where nobody listens any more; the exit status says it, too.
    let _ = writeln!(io::stderr(), "appvagt: {problem}");
}

/// Prints what is complete. The status says whether it could be written.
pub fn print(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads the output has enough of it.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write the result: {error}"));
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}
