//! Which files a path stands for.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Endings of the files that are read in a folder.
const ENDINGS: [&str; 4] = ["apk", "apks", "xapk", "apkm"];

/// The files `path` stands for: itself, or those below it if it is a folder, sorted. Second, what
/// could not be looked into.
pub fn below(path: &Path) -> (Vec<PathBuf>, Vec<(PathBuf, io::Error)>) {
    if !path.is_dir() {
        return (vec![path.to_owned()], Vec::new());
    }
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let mut folders = vec![path.to_owned()];
    let mut seen = HashSet::new();
    while let Some(folder) = folders.pop() {
        match entries(&folder, &mut seen) {
            Ok(entries) => {
                for (path, is_folder) in entries {
                    if is_folder {
                        folders.push(path);
                    } else if has_known_ending(&path) {
                        files.push(path);
                    }
                }
            }
            Err(error) => problems.push((folder, error)),
        }
    }
    if files.is_empty() && problems.is_empty() {
        let nothing = "no .apk, .apks, .xapk or .apkm file in this folder";
        problems.push((path.to_owned(), io::Error::new(io::ErrorKind::NotFound, nothing)));
    }
    files.sort();
    (files, problems)
}

/// What is in a folder, and whether it is a folder; nothing if the folder is among those `seen`.
/// Links to folders are followed, so there may be several ways to one, and ways round in a circle.
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

fn has_known_ending(path: &Path) -> bool {
    path.extension()
        .is_some_and(|found| ENDINGS.iter().any(|ending| found.eq_ignore_ascii_case(ending)))
}
