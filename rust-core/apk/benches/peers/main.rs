//! How this crate compares with its peers: apk-info 1.1 in the same process, two builds of aapt2 as a process,
//! in one run. Figures are medians; what matters are the ratios.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a benchmark may stop at any mistake, and prints rounded numbers"
)]

#[path = "../../tests/support/chunk.rs"]
mod chunk;
#[path = "../../tests/support/corpus.rs"]
mod corpus;
mod growth;
mod memory;
#[path = "../../tests/support/peer.rs"]
mod peer;
mod readers;
#[path = "../../tests/support/resources.rs"]
mod resources;
mod size;
mod speed;
#[path = "../../tests/support/xml.rs"]
mod xml;
#[path = "../../tests/support/zip.rs"]
mod zip;

use std::path::Path;
use std::time::Instant;

fn main() {
    // The memory of one file is measured in a process of its own.
    if let Some(file) = std::env::var_os(memory::CHILD) {
        memory::child(Path::new(&file));
        return;
    }
    let aapt2 = corpus::variable("APPVAGT_AAPT2");
    let debian = corpus::variable("APPVAGT_DEBIAN_AAPT2");
    let apks: Vec<_> = corpus::files()
        .into_iter()
        .filter(|(_, path)| path.extension().is_some_and(|ending| ending == "apk"))
        .collect();
    speed::print(&apks, &aapt2, &debian);
    growth::print();
    memory::print(&apks);
    size::print();
}

/// Median duration of `runs` runs, in microseconds.
fn median(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}
