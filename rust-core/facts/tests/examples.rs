//! The examples run, and are those that are shown.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../examples/judge_apks.rs"]
#[allow(dead_code, reason = "its `main` takes arguments")]
mod judge_apks;

use std::fs;
use std::path::Path;

use appvagt_scanner::Ruling;

#[test]
fn an_apk_is_judged() {
    let example = Path::new("../apk/tests/data/example.apk");
    assert_eq!(judge_apks::judge(example).unwrap(), Ruling::Clear);
    assert!(judge_apks::judge(Path::new("missing.apk")).is_err());
}

#[test]
fn the_program_in_the_documentation_is_the_example() {
    let example = fs::read_to_string("examples/is_it_banned.rs").unwrap();
    let (_, program) = example.split_once("\n\n").unwrap();
    let document = fs::read_to_string("../../docs/crates.md").unwrap();
    assert!(document.contains(&format!("```rust\n{program}```\n")), "docs/crates.md has another");
}
