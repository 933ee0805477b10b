//! The whole corpus, and every larger file of it.

use std::path::{Path, PathBuf};

use crate::{median, readers};

const ROUNDS: usize = 15;
/// Rounds with processes, which take a hundred times as long.
const PROCESS_ROUNDS: usize = 5;
/// Files above this size get a line of their own.
const LARGE: u64 = 1 << 20;

/// Duration in microseconds once a reader has found its way into the processor's caches, where the
/// one before it was.
fn second_pass(mut pass: impl FnMut()) -> f64 {
    pass();
    median(1, pass)
}

/// `aapt2` is the one that has the fewest libraries to load, and `debian` the one that Debian has.
pub fn print(apks: &[(String, PathBuf)], aapt2: &Path, debian: &Path) {
    // A reader that panics says so; here that is only noise.
    std::panic::set_hook(Box::new(|_| {}));
    // aapt2 does not come to an end on some hostile files: those are left out for all.
    let ends = |path| [aapt2, debian].iter().all(|aapt2| readers::aapt2(aapt2, path));
    let finished: Vec<_> = apks.iter().filter(|(_, path)| ends(path)).collect();
    let left_out: Vec<_> =
        apks.iter().filter(|apk| !finished.contains(apk)).map(|(name, _)| name).collect();
    let all = |read: &dyn Fn(&Path) -> bool| finished.iter().filter(|(_, path)| read(path)).count();
    let counts = [&readers::ours as &dyn Fn(&Path) -> bool, &readers::apk_info].map(all);
    // In turn, so that a slow moment of the machine meets all.
    let [mut ours, mut theirs, mut same, mut process, mut shared] = [const { Vec::new() }; 5];
    for round in 0..ROUNDS {
        ours.push(second_pass(|| _ = all(&readers::ours)));
        theirs.push(second_pass(|| _ = all(&readers::apk_info)));
        same.push(second_pass(|| _ = all(&readers::ours_without_signers)));
        if round % (ROUNDS / PROCESS_ROUNDS) == 0 {
            process.push(median(1, || _ = all(&|path| readers::aapt2(aapt2, path))));
            shared.push(median(1, || _ = all(&|path| readers::aapt2(debian, path))));
        }
    }
    let [ours, theirs, same, process, shared] =
        [ours, theirs, same, process, shared].map(|mut times| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        });
    println!("\n## Whole corpus: {} APKs (left out: {left_out:?})\n", finished.len());
    println!("Ours in one thread. aapt2 knows no signers, so ours is not asked for them there.\n");
    println!("| reader | read | milliseconds | times ours |\n|---|---|---|---|");
    for (name, count, time, ours) in [
        ("appvagt-apk", counts[0], ours, ours),
        ("apk-info 1.1, in process", counts[1], theirs, ours),
        ("appvagt-apk without signers", counts[0], same, same),
        ("aapt2 2.20 without shared libraries, one process a file", finished.len(), process, same),
        ("aapt2 of Debian, one process a file", finished.len(), shared, same),
    ] {
        println!("| {name} | {count} | {:.2} | {:.1} |", time / 1e3, time / ours);
    }

    println!("\n## One file, microseconds\n");
    println!("| file | MB | ours | apk-info | times | ours without signers | aapt2 | times |");
    println!("|---|---|---|---|---|---|---|---|");
    let mut files: Vec<_> =
        finished.iter().map(|(name, path)| (path.metadata().unwrap().len(), name, path)).collect();
    files.sort();
    let smallest = files.iter().position(|(len, ..)| *len > 10_000).unwrap();
    let large = files.iter().position(|(len, ..)| *len > LARGE).unwrap();
    for &(len, name, path) in files[smallest..=smallest].iter().chain(&files[large..]) {
        let ours = median(101, || _ = readers::ours(path));
        let theirs = median(15, || _ = readers::apk_info(path));
        let same = median(101, || _ = readers::ours_without_signers(path));
        let process = median(3, || _ = readers::aapt2(aapt2, path));
        println!(
            "| {name} | {:.2} | {ours:.0} | {theirs:.0} | {:.1} | {same:.0} | {process:.0} | {:.0} |",
            len as f64 / 1e6,
            theirs / ours,
            process / same
        );
    }
    let (_, name, path) = files.last().unwrap();
    let ours = median(101, || readers::ours_with_label(path));
    let theirs = median(15, || readers::apk_info_with_label(path));
    println!(
        "\nThe largest APK, {name}, with its label: ours {:.2} ms, apk-info {:.2} ms ({:.0} times)",
        ours / 1e3,
        theirs / 1e3,
        theirs / ours
    );
    let _ = std::panic::take_hook();
}
