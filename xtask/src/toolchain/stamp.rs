//! Not doing again what has been done with the same input.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Runs `work`, which fills the folder `output` anew, unless that was filled from the same inputs:
/// the content of the files and folders in `inputs`, and the words in `settings`.
pub fn when_changed(
    output: &Path,
    inputs: &[PathBuf],
    settings: &[String],
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp_file = output.with_extension("stamp");
    let stamp = digest(inputs, settings)?;
    if output.is_dir() && fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(());
    }
    if output.is_dir() {
        fs::remove_dir_all(output).with_context(|| output.display().to_string())?;
    }
    fs::create_dir_all(output).with_context(|| output.display().to_string())?;
    work()?;
    fs::write(&stamp_file, stamp).with_context(|| stamp_file.display().to_string())
}

fn digest(inputs: &[PathBuf], settings: &[String]) -> Result<String> {
    let mut hasher = Sha256::new();
    for input in inputs {
        for file in files(input)? {
            hasher.update(file.as_os_str().as_encoded_bytes());
            hasher.update(fs::read(&file).with_context(|| file.display().to_string())?);
        }
    }
    for setting in settings {
        hasher.update(setting.as_bytes());
        hasher.update([0]);
    }
    Ok(hex(&hasher.finalize()))
}

/// Returns all files in a folder and its folders, in alphabetical order; of a file, the file
/// itself.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
