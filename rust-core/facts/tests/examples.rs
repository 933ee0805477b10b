//! The example runs.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../examples/judge_apks.rs"]
#[allow(dead_code, reason = "its `main` takes arguments")]
mod judge_apks;

use std::path::Path;

use appvagt_scanner::Ruling;

#[test]
fn an_apk_is_judged() {
    let example = Path::new("../apk/tests/data/example.apk");
    assert_eq!(judge_apks::judge(example).unwrap(), Ruling::Clear);
    assert!(judge_apks::judge(Path::new("missing.apk")).is_err());
}
