//! Real APKs that tests and benchmarks read: files of the packages in `corpus.toml`.

mod package;
mod registry;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

pub use self::package::Package;
use crate::toolchain::android_resources::aapt2;
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;

const TABLE: &str = include_str!("../corpus.toml");

#[derive(Deserialize)]
struct Table {
    package: Vec<Package>,
}

/// The corpus, and the tools whose answers ours are compared with.
pub struct Corpus {
    folder: PathBuf,
    aapt2: PathBuf,
    apksig: PathBuf,
}

impl Corpus {
    /// Downloads what is missing. The folder has a folder a package, and `files.txt` with the path
    /// of every file in it.
    ///
    /// # Errors
    /// A package cannot be had, or is not the one that the table means.
    pub fn ensure() -> Result<Self> {
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

        let tools = Artifacts::ensure(&["aapt2", "apksig"])?;
        Ok(Self {
            folder: corpus,
            aapt2: aapt2(&tools, &Jdk::default()?)?,
            apksig: tools.file("com.android.tools.build:apksig")?.to_owned(),
        })
    }

    /// Returns the files.
    pub fn files(&self) -> Result<Vec<PathBuf>> {
        let list = self.folder.join("files.txt");
        let names = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
        Ok(names.lines().map(|name| self.folder.join(name)).collect())
    }

    /// Returns the environment in which tests and benchmarks find it all.
    pub fn variables(&self) -> [(&'static str, &Path); 3] {
        [
            ("APPVAGT_CORPUS", &self.folder),
            ("APPVAGT_AAPT2", &self.aapt2),
            ("APPVAGT_APKSIG", &self.apksig),
        ]
    }
}
