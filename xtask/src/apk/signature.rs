//! The signature of the APK.

use std::path::Path;

use anyhow::{Context, Result};

use super::Tools;
use super::key::Key;
use crate::command::run;
use crate::project;

/// Aligns and signs an APK and verifies the result. Returns the SHA-256 digest of the certificate.
pub fn sign(tools: &Tools, key: &Key, unsigned: &Path, signed: &Path) -> Result<String> {
    let output = run(
        "sign",
        tools
            .jdk
            .command("java")
            .arg("-cp")
            .arg(tools.artifacts.file("com.android.tools.build:apksig")?)
            .arg(project::path("xtask/java/SignApk.java"))
            .arg(unsigned)
            .arg(signed)
            .arg(&tools.versions.min_sdk)
            .envs(key.variables()),
    )?;
    let certificate = output.lines().find_map(|line| line.strip_prefix("certificate "));
    certificate.map(str::to_owned).context("SignApk.java did not name the certificate")
}
