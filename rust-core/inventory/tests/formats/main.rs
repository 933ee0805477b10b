//! What each format says, and its quirks.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod android;
mod apple;
mod fields;
mod microsoft;
mod others;
mod recognised;
#[path = "../support/told.rs"]
mod told;

use told::{NAMED, told};

/// What a file tells whose format is recognised.
fn recognised(file: &str) -> Vec<String> {
    told(file.as_bytes(), &NAMED)
}

fn check(file: &str, expected: &[&str]) {
    assert_eq!(recognised(file), expected, "{file}");
}
