//! Real APKs that tests and benchmarks read: files of the packages in `corpus.toml`.

mod package;
mod registry;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use self::package::Package;
use crate::project;

const TABLE: &str = include_str!("../corpus.toml");

#[derive(Deserialize)]
struct Table {
    package: Vec<Package>,
}

/// Downloads what is missing, and returns the folder: one folder a package, and `files.txt` with
/// the path of every file in it.
///
/// # Errors
/// A package cannot be had, or is not the one that the table means.
pub fn ensure() -> Result<PathBuf> {
    let table: Table = toml::from_str(TABLE).context("corpus.toml")?;
    let corpus = project::target("corpus");
    fs::create_dir_all(&corpus).with_context(|| corpus.display().to_string())?;
    let mut list = String::new();
    for package in &table.package {
        let name = package.folder_name();
        let folder = corpus.join(&name);
        package.ensure(&folder)?;
        for (_, file) in package.wanted(&folder) {
            let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            list = list + &name + "/" + &file + "\n";
        }
    }
    fs::write(corpus.join("files.txt"), list).with_context(|| corpus.display().to_string())?;
    Ok(corpus)
}
