//! Prints the lines of standard input as they are safe to show.

use std::io::{self, Write};

use appvagt_safe_text::clean;

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lines() {
        writeln!(output, "{}", clean(&line?))?;
    }
    Ok(())
}
