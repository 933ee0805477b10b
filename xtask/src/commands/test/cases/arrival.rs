//! How the APKs of cases come to be scanned: under other names, in archives, and with more in them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::ZipArchive;

use super::{Arrives, Case};
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::project;

const MANIFEST: &str = "AndroidManifest.xml";

/// Returns the file of another app that cases hold or lie beside.
pub fn other(package: &str) -> PathBuf {
    project::target("android/others").join(format!("{package}.apk"))
}

/// Has the APK of a case arrive as the case says. What is added to it ends its signature, as nobody
/// checks that here.
///
/// # Errors
/// It has another APK besides, or a file cannot be written.
pub fn arrange(case: &Case, folder: &Path) -> Result<()> {
    let Arrives { file, holding, beside, after_manifest } = &case.arrives;
    let apk = folder.join(format!("{}.apk", case.folder_name()));
    if !after_manifest.is_empty() {
        let mut manifest = Vec::new();
        let content = fs::File::open(&apk).with_context(|| apk.display().to_string())?;
        let mut content = ZipArchive::new(content)?;
        std::io::copy(&mut content.by_name(MANIFEST)?, &mut manifest)?;
        manifest.extend_from_slice(after_manifest);
        rewritten(&apk, |archive| {
            archive.deflate(MANIFEST, &manifest)?;
            archive.copy_entries_but(Some(MANIFEST), &apk)
        })?;
    }
    if let Some(package) = holding {
        rewritten(&apk, |archive| {
            archive.store("assets/other.apk", &read(&other(package))?)?;
            archive.copy_entries(&apk)
        })?;
    }
    if let Some(package) = beside {
        rewritten(&apk, |archive| {
            archive.deflate("1.apk", &read(&other(package))?)?;
            archive.deflate("2", &read(&apk)?)
        })?;
    }
    if let Some(file) = file {
        fs::rename(&apk, folder.join(file)).with_context(|| file.clone())?;
    }
    Ok(())
}

/// Writes another file in the place of one.
fn rewritten(file: &Path, write: impl FnOnce(&mut Archive) -> Result<()>) -> Result<()> {
    let next = file.with_extension("new");
    let mut archive = Archive::create(&next)?;
    write(&mut archive)?;
    archive.finish()?;
    fs::rename(&next, file).with_context(|| file.display().to_string())
}
