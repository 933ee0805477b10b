//! The signature of the APK.

use std::path::Path;

use anyhow::{Context, Result};

use super::Tools;
use super::key::Key;
use crate::toolchain::command::run;
use crate::toolchain::project;

/// Aligns and signs an APK and verifies the result. Returns the SHA-256 digest of the certificate.
pub fn sign(tools: &Tools, key: &Key, unsigned: &Path, signed: &Path) -> Result<String> {
    sign_all(tools, key, &[(unsigned, signed)])
}

/// Does as [`sign`], for pairs of an unsigned and a signed APK, at the price of one start of Java.
pub fn sign_all(tools: &Tools, key: &Key, apks: &[(&Path, &Path)]) -> Result<String> {
    let output = run(
        "sign",
        tools
            .jdk
            .java()
            .arg("-cp")
            .arg(tools.artifacts.file("com.android.tools.build:apksig")?)
            .arg(project::path("xtask/java/SignApk.java"))
            .arg(&tools.versions.min_sdk)
            .args(apks.iter().flat_map(|(unsigned, signed)| [unsigned, signed]))
            .envs(key.variables()),
    )?;
    let certificate = output.lines().find_map(|line| line.strip_prefix("certificate "));
    certificate.map(str::to_owned).context("SignApk.java did not name the certificate")
}
