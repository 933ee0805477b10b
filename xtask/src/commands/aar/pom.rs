//! What Maven is to know of the library.

use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{ARTIFACT, GROUP};
use crate::toolchain::project;

/// Writes it for a library that needs this version of Kotlin's own.
///
/// # Errors
/// `Cargo.toml` cannot be read.
pub fn pom(kotlin: &str) -> Result<String> {
    let address = address()?;
    let places = address.as_deref().map(places).unwrap_or_default();
    let version = project::VERSION;
    Ok(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>{GROUP}</groupId>
  <artifactId>{ARTIFACT}</artifactId>
  <version>{version}</version>
  <packaging>aar</packaging>
  <name>Appvagt scanner</name>
  <description>Finds apps on Android devices that an organisation has banned.</description>
  <licenses>
    <license>
      <name>Apache-2.0</name>
      <url>https://www.apache.org/licenses/LICENSE-2.0.txt</url>
    </license>
  </licenses>
  <developers>
    <developer>
      <name>The Appvagt developers</name>
    </developer>
  </developers>
{places}  <dependencies>
    <dependency>
      <groupId>org.jetbrains.kotlin</groupId>
      <artifactId>kotlin-stdlib</artifactId>
      <version>{kotlin}</version>
      <scope>compile</scope>
    </dependency>
  </dependencies>
</project>
"#
    ))
}

/// Returns the address at which the repository is published, if `Cargo.toml` names one.
pub fn address() -> Result<Option<String>> {
    let file = project::path("Cargo.toml");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    address_in(&text).with_context(|| file.display().to_string())
}

fn address_in(manifest: &str) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Manifest {
        workspace: Workspace,
    }
    #[derive(Deserialize)]
    struct Workspace {
        package: Package,
    }
    #[derive(Deserialize)]
    struct Package {
        repository: Option<String>,
    }
    Ok(toml::from_str::<Manifest>(manifest)?.workspace.package.repository)
}

/// Writes where the library is at home.
fn places(address: &str) -> String {
    format!(
        "  <url>{address}</url>\n  <scm>\n    <url>{address}</url>\n    \
         <connection>scm:git:{address}</connection>\n  </scm>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_repository_is_named_where_maven_central_asks_for_it() {
        let published = "[workspace.package]\nrepository = \"https://example.org/appvagt\"\n";
        let address = address_in(published).unwrap().unwrap();
        let places = places(&address);
        for place in [
            "<url>https://example.org/appvagt</url>\n  <scm>",
            "<connection>scm:git:https://example.org/appvagt</connection>",
        ] {
            assert!(places.contains(place), "{places}");
        }
        assert_eq!(address_in("[workspace.package]\nversion = \"1.0.0\"\n").unwrap(), None);
        assert!(address_in("[workspace]\n").is_err());
    }
}
