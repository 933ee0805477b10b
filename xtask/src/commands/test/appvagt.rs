//! The command `appvagt`, as it is in this checkout.

use std::path::PathBuf;

use anyhow::Result;

use crate::toolchain::command::{SHARE_DEPENDENCIES, command, run};
use crate::toolchain::project;

/// Builds it, and returns where it is.
pub fn build() -> Result<PathBuf> {
    let mut cargo = command(env!("CARGO"));
    cargo.args(["build", "--locked", "--package", "appvagt-cli"]).args(SHARE_DEPENDENCIES);
    cargo.arg("--target-dir").arg(project::target(""));
    run("cargo-appvagt", &mut cargo)?;
    Ok(project::target("debug/appvagt"))
}
