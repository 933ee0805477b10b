//! The corpus of real APKs.

#![allow(
    dead_code,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests use this, each a part"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

/// What to do if a variable is missing.
const HOW: &str =
    "the tests read real APKs: run them with `cargo xtask test rust`, which fetches them";

/// A path from the environment variable `name`.
///
/// # Panics
///
/// If it is not set, with what to do.
pub fn variable(name: &str) -> PathBuf {
    match env::var_os(name) {
        Some(path) => path.into(),
        None => panic!("{name} is not set: {HOW}"),
    }
}

/// Every file of the corpus, by its path in the corpus.
///
/// # Panics
///
/// If the corpus is not there or not complete, with what to do.
pub fn files() -> Vec<(String, PathBuf)> {
    let corpus = variable("APPVAGT_CORPUS");
    let list = fs::read_to_string(corpus.join("files.txt"))
        .unwrap_or_else(|error| panic!("cannot read files.txt in the corpus ({error}): {HOW}"));
    let files: Vec<_> = list.lines().map(|name| (name.to_owned(), corpus.join(name))).collect();
    let missing: Vec<_> = files.iter().filter(|(_, path)| !path.is_file()).collect();
    assert!(missing.is_empty(), "not in the corpus: {missing:?}; {HOW}");
    assert!(files.len() >= 100, "the corpus has only {} files: {HOW}", files.len());
    files
}

/// Whether a file is a bundle of APKs.
pub fn is_bundle(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending != "apk" && ending != "jar")
}
