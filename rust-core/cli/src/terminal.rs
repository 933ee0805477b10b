//! Text that is safe to show on a terminal, and reports of what went wrong.

use std::io::{self, Write};
use std::process::ExitCode;

/// Replaces the characters that could rewrite what a terminal shows, or the order it is shown in.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

/// Returns whether a character could do that: a control character, one that separates lines or
/// paragraphs, or one with the property `Bidi_Control` (Unicode, UAX #9).
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_rewrites_or_reorders_what_is_shown() {
        for (text, shown) in [
            ("Tik Tok 2 (β) تيك", "Tik Tok 2 (β) تيك"),
            ("a\x1b[2Jb\nc\u{9b}d\x7f", "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}"),
            ("\u{202e}koT\u{2066}x\u{200f}", "\u{fffd}koT\u{fffd}x\u{fffd}"),
        ] {
            assert_eq!(clean(text), shown);
        }
    }
}
