//! Folders of what is built.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Removes a folder with all that is in it, if there is one.
pub fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}

/// Makes an empty folder, without what was there before.
pub fn make_empty(folder: &Path) -> Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}
