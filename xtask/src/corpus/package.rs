//! A pinned package: fetched once, checked, and some of its files taken out.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::registry::{self, Registry};
use crate::toolchain::archive::read;
use crate::toolchain::stamp::hex;

/// A package of a registry, and the files in it that are wanted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    pub registry: Registry,
    pub name: String,
    pub version: String,
    #[expect(dead_code, reason = "for people; the files are never passed on")]
    pub licence: String,
    /// Digest of the package as the registry delivers it.
    pub sha256: String,
    pub files: Vec<String>,
}

impl Package {
    /// Takes the wanted files out of the package into `folder`, below no further folder. What is
    /// already there is not fetched again.
    pub fn ensure(&self, folder: &Path) -> Result<()> {
        if self.wanted(folder).iter().all(|(_, file)| file.exists()) {
            return Ok(());
        }
        // Downloaded and unpacked aside, so that what is in `folder` is whole.
        let aside = folder.with_extension("part");
        let _ = fs::remove_dir_all(&aside);
        let unpacked = aside.join("unpacked");
        fs::create_dir_all(&unpacked).with_context(|| unpacked.display().to_string())?;
        let archive = registry::download(self, &aside)
            .with_context(|| format!("{} {} cannot be had", self.name, self.version))?;
        self.verify(&archive)?;
        registry::unpack(self, &archive, &unpacked)?;
        fs::create_dir_all(folder)?;
        for (path, file) in self.wanted(folder) {
            fs::rename(unpacked.join(path), &file)
                .with_context(|| format!("{} has no file {path}", self.name))?;
        }
        Ok(fs::remove_dir_all(&aside)?)
    }

    fn verify(&self, archive: &Path) -> Result<()> {
        let found = hex(&Sha256::digest(read(archive)?));
        if found != self.sha256 {
            bail!(
                "{} {} has SHA-256 {found}, and {} is pinned; do not use it",
                self.name,
                self.version,
                self.sha256
            );
        }
        Ok(())
    }

    /// Returns the wanted files: their paths in the package, and where they go.
    pub fn wanted(&self, folder: &Path) -> Vec<(&str, PathBuf)> {
        let place = |path: &str| folder.join(path.rsplit('/').next().unwrap_or(path));
        self.files.iter().map(|path| (path.as_str(), place(path))).collect()
    }

    /// Returns the name of the folder for the package's files.
    pub fn folder_name(&self) -> String {
        self.name.trim_start_matches('@').replace(['/', ':'], "-")
    }
}
