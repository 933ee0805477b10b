//! The APKs of a phone to measure scans of: real ones, and decoys among them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use appvagt_apk::{Apk, Options};

use crate::commands::decoy::{self, Decoy};
use crate::corpus::Corpus;
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;

/// As many as a phone has, those that came with it included.
const FILES: usize = 400;
/// Larger than the toys among the real APKs, and small enough to copy a dozen times.
const COPIED: std::ops::Range<u64> = 15_000..10_000_000;

/// Makes the folder with the files of the phone, each real APK that Android would read once, and
/// copies of some under other names. Two are decoys: the only ones that a scan must find.
pub fn ensure(corpus: &Corpus) -> Result<PathBuf> {
    let tools = decoy::tools()?;
    let folder = project::target("android/bench-phone");
    let decoys = ["com.zhiliaoapp.musically", decoy::TEST_PACKAGE];
    let decoys = decoys.map(|package| {
        (Decoy::new(package), project::target(&format!("android/bench-decoys/{package}.apk")))
    });
    decoy::build_all(&tools, &decoys)?;

    let real = corpus.files()?;
    let real: Vec<_> = real.into_iter().filter(|file| is_installable(file)).collect();
    let inputs: Vec<_> = decoys.iter().map(|(_, file)| file).chain(&real).cloned().collect();
    when_changed(&folder, &inputs, &[FILES.to_string()], || {
        let size = |file: &PathBuf| fs::metadata(file).map_or(0, |metadata| metadata.len());
        let middling: Vec<_> = real.iter().filter(|file| COPIED.contains(&size(file))).collect();
        ensure!(!middling.is_empty(), "no real APK is of a size to be copied");
        let copies = middling.into_iter().cycle().take(FILES - inputs.len());
        for (index, file) in inputs.iter().chain(copies).enumerate() {
            let copy = folder.join(format!("{index}.apk"));
            fs::copy(file, &copy).with_context(|| file.display().to_string())?;
        }
        Ok(())
    })?;
    Ok(folder)
}

/// Returns whether a phone could have it installed: Android reads it, and it is signed.
fn is_installable(file: &Path) -> bool {
    let read = || -> appvagt_apk::Result<bool> {
        let apk = Apk::open(file, Options::default())?;
        apk.resolved_manifest()?;
        Ok(!apk.extract_signers()?.signers.is_empty())
    };
    read().unwrap_or(false)
}
