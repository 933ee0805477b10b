//! What the page is tried with that others made: the packages in `page.toml`.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::corpus::Package;
use crate::toolchain::project;

const TABLE: &str = include_str!("../../../../page.toml");

#[derive(Deserialize)]
struct Table {
    package: Vec<Package>,
}

/// Downloads a package, if it is not here, and returns the file or folder that is wanted of it.
///
/// # Errors
/// The package cannot be had, or is not the one that the table means.
pub fn ensure(name: &str) -> Result<PathBuf> {
    // Both browsers may want it at once.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let table: Table = toml::from_str(TABLE).context("page.toml")?;
    let package = table.package.into_iter().find(|package| package.name == name);
    let package = package.with_context(|| format!("page.toml lacks {name}"))?;
    let folder = project::target("page/tools").join(package.folder_name());
    package.ensure(&folder)?;
    let wanted = package.wanted(&folder).into_iter().next();
    Ok(wanted.with_context(|| format!("nothing of {name} is wanted"))?.1)
}
