//! Where things are in this checkout, and the facts that `Cargo.toml` and
//! `gradle/libs.versions.toml` hold for every build.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// Returns the top folder of the checkout.
pub fn root() -> &'static Path {
    const MANIFEST_DIR: &str = env!("CARGO_MANIFEST_DIR");
    Path::new(MANIFEST_DIR).parent().unwrap_or(Path::new("."))
}

/// Returns a path in the checkout.
pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Returns a path in the folder of what is built.
pub fn target(relative: &str) -> PathBuf {
    path("target").join(relative)
}

/// Returns the folder in which cargo keeps this user's settings and downloads.
pub fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    Ok(std::env::home_dir().context("there is no home folder")?.join(".cargo"))
}

/// Version of the whole project.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The facts of the Android build.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Versions {
    /// What Android knows the app by.
    pub application_id: String,
    /// Package of the app's Kotlin and of its class of resources.
    pub namespace: String,
    /// Oldest API level the app runs on.
    pub min_sdk: String,
    /// API level whose rules the app follows.
    pub target_sdk: String,
    /// Number Android orders versions by.
    pub version_code: String,
    /// Version that people read.
    #[serde(skip, default = "version")]
    pub version_name: String,
    /// Version of Kotlin and its library.
    pub kotlin: String,
    /// Oldest version of Kotlin in apps that use the scanner as a library.
    pub oldest_kotlin: String,
    /// Kinds of processor the app is built for, separated by spaces.
    pub abis: String,
}

fn version() -> String {
    VERSION.to_owned()
}

impl Versions {
    /// Reads `gradle/libs.versions.toml`.
    pub fn read() -> Result<Self> {
        #[derive(Deserialize)]
        struct Catalog {
            versions: Versions,
        }
        let file = path("gradle/libs.versions.toml");
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let catalog: Catalog = toml::from_str(&text).with_context(|| file.display().to_string())?;
        Ok(catalog.versions)
    }

    /// Returns the language that the oldest Kotlin compiles, such as `2.1` of 2.1.0.
    pub fn oldest_kotlin_language(&self) -> &str {
        self.oldest_kotlin.rsplit_once('.').map_or(&self.oldest_kotlin, |(language, _)| language)
    }
}
