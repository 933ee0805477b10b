//! The fuzzer, for the target that the environment names: `cargo xtask fuzz` runs it.
#![no_main]

use std::process::exit;
use std::sync::LazyLock;

use appvagt_fuzz::TARGETS;
use libfuzzer_sys::fuzz_target;

const VARIABLE: &str = "APPVAGT_FUZZ_TARGET";

static RUN: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let named = std::env::var(VARIABLE).unwrap_or_default();
    let Some((_, run)) = TARGETS.iter().find(|(name, _)| *name == named) else {
        eprintln!("{VARIABLE}={named:?} names no target");
        exit(2);
    };
    *run
});

fuzz_target!(|data: &[u8]| RUN(data));
