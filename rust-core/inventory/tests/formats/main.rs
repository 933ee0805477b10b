//! What each format says, and its quirks.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod android;
mod apple;
#[path = "../support/emitted.rs"]
mod emitted;
mod fields;
mod microsoft;
mod others;
mod recognised;

use emitted::{NAMED, emitted};

/// Returns what reading a file emits whose format is recognised.
fn recognised(file: &str) -> Vec<String> {
    emitted(file.as_bytes(), &NAMED)
}

fn check(file: &str, expected: &[&str]) {
    assert_eq!(recognised(file), expected, "{file}");
}
