//! The APKs that a path stands for: those in a file, or in all files below a folder.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{self, Path, PathBuf};
use std::{fs, io};

use appvagt_apk::{ApkFile, Error, open_file};
use appvagt_files::{Claim, FoundApk, find};

/// Endings of the files that have to be APKs or archives of APKs.
const ENDINGS: [&str; 4] = ["apk", "apks", "xapk", "apkm"];
/// What every APK begins with, and every archive of APKs.
const START: [u8; 4] = *b"PK\x03\x04";

/// A search that looks into each file once.
#[derive(Debug, Default)]
pub struct ApkSearch {
    seen: HashSet<PathBuf>,
}

impl ApkSearch {
    /// Hands every APK to `visit` that is found at `path` or, if that is a folder, below it, and
    /// what may be one and cannot be read. In a folder, APKs are known by their content, whatever
    /// they are called. Returns the folders that could not be looked into or have no APK.
    pub fn visit(
        &mut self,
        path: &Path,
        visit: &mut dyn FnMut(FoundApk),
    ) -> Vec<(PathBuf, io::Error)> {
        if !path.is_dir() {
            self.visit_file(path, Claim::Named, visit);
            return Vec::new();
        }
        let (files, mut problems) = below(path);
        let mut any = false;
        let mut found = |found| {
            any = true;
            visit(found);
        };
        // A file that another path stands for as well was looked into, too.
        let mut again = false;
        for file in files {
            let claim = if has_known_ending(&file) {
                Ok(Some(Claim::Named))
            } else {
                begins_as_apk(&file).map(|begins| begins.then_some(Claim::Content))
            };
            match claim {
                Ok(Some(claim)) => again |= !self.visit_file(&file, claim, &mut found),
                Ok(None) => {}
                Err(error) => found(FoundApk::unread(file, Error::Open(error).into())),
            }
        }
        if !any && !again && problems.is_empty() {
            let nothing = "no .apk, .apks, .xapk or .apkm file in this folder, and no other that is \
                           an APK";
            problems.push((path.to_owned(), io::Error::new(io::ErrorKind::NotFound, nothing)));
        }
        problems
    }

    /// Returns whether the file was not looked into before.
    fn visit_file(&mut self, path: &Path, claim: Claim, visit: &mut dyn FnMut(FoundApk)) -> bool {
        let new = self.seen.insert(path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        if new {
            let opened = open_file(path).map_err(Error::Open).map_err(Box::new);
            match opened.and_then(ApkFile::new) {
                Ok(file) => find(path, file, claim, &tempfile::tempfile, visit),
                Err(error) => visit(FoundApk::unread(path.to_owned(), error)),
            }
        }
        new
    }
}

/// Returns the files below a folder, sorted, and the folders that could not be looked into.
fn below(folder: &Path) -> (Vec<PathBuf>, Vec<(PathBuf, io::Error)>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let mut folders = vec![folder.to_owned()];
    let mut seen = HashSet::new();
    while let Some(folder) = folders.pop() {
        match entries(&folder, &mut seen) {
            Ok(entries) => {
                for (path, is_folder) in entries {
                    if is_folder {
                        folders.push(path);
                    } else {
                        files.push(path);
                    }
                }
            }
            Err(error) => problems.push((folder, error)),
        }
    }
    files.sort();
    (files, problems)
}

/// Returns what is in a folder, and whether it is a folder; nothing if the folder is among those
/// `seen`. Links to folders are followed, so there may be several ways to one, and ways round in a
/// circle.
fn entries(folder: &Path, seen: &mut HashSet<PathBuf>) -> io::Result<Vec<(PathBuf, bool)>> {
    if !seen.insert(fs::canonicalize(folder)?) {
        return Ok(Vec::new());
    }
    fs::read_dir(folder)?
        .map(|entry| {
            let path = entry?.path();
            let is_folder = path.is_dir();
            Ok((path, is_folder))
        })
        .collect()
}

/// Returns whether a file has to be an APK or an archive of APKs by its name, which Android and
/// messengers may have made longer by a number (`app.apk.1`).
fn has_known_ending(path: &Path) -> bool {
    let is_number = |ending: &str| ending.bytes().all(|byte| byte.is_ascii_digit());
    let ending = |path: &Path| path.extension().map(OsStr::to_ascii_lowercase);
    let known = |ending: &str| ENDINGS.contains(&ending);
    match ending(path) {
        Some(last) if last.to_str().is_some_and(is_number) => ending(&path.with_extension(""))
            .is_some_and(|ending| ending.to_str().is_some_and(known)),
        Some(last) => last.to_str().is_some_and(known),
        None => false,
    }
}

/// Returns whether a file begins as every APK does.
fn begins_as_apk(path: &Path) -> io::Result<bool> {
    // Pipes and the like are no APKs, and a link that leads nowhere is none.
    if !fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(false);
    }
    let mut start = Vec::new();
    open_file(path)?.take(START.len() as u64).read_to_end(&mut start)?;
    Ok(start == START)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_apks_are_known_with_a_number_behind_them() {
        for name in ["a.apk", "A.APK", "a.xapk", "a.apks", "a.apkm", "a.apk.1", "a.XAPK.23"] {
            assert!(has_known_ending(Path::new(name)), "{name}");
        }
        for name in ["apk", "a.apk.idsig", "a.apk.txt", "a.1", "1", "a", "a.zip", "a.apk.1.2"] {
            assert!(!has_known_ending(Path::new(name)), "{name}");
        }
    }
}
