//! `cargo xtask gradle-facts`: what an organisation's file says, for the Gradle build, so that one
//! reader checks it for both builds.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::organisation::Organisation;
use crate::toolchain::project::Versions;

/// Writes the resources that lie over the published ones, and prints the facts.
pub fn run(file: &Path) -> Result<()> {
    println!("{}", facts(file)?);
    Ok(())
}

/// Writes the resources, and returns what else differs from the published app.
pub fn facts(file: &Path) -> Result<Value> {
    let organisation = Organisation::read(file)?;
    let resources = organisation.folder().join("res");
    organisation.write_resources(&resources)?;
    let versions = organisation.versions(&Versions::read()?);
    Ok(json!({
        "applicationId": versions.application_id,
        "versionCode": versions.version_code.parse::<u32>()?,
        "versionName": versions.version_name,
        "languages": organisation.languages,
        "resources": resources,
    }))
}
