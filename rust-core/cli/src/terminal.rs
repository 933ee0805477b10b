//! Text that is safe to show on a terminal.

/// Without the control characters that could rewrite what a terminal shows.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
