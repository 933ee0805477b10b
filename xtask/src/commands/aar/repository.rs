//! A Maven repository in a folder, with the library in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::{ARTIFACT, GROUP};
use crate::toolchain::archive::read;
use crate::toolchain::folder;
use crate::toolchain::project::VERSION;
use crate::toolchain::stamp::{files, hex};

/// A repository that holds one version of the library.
pub struct Repository {
    /// Its folder, which is what builds of apps name.
    pub root: PathBuf,
}

impl Repository {
    /// Begins one, without what another build left there.
    pub fn create(root: PathBuf) -> Result<Self> {
        folder::remove(&root)?;
        let repository = Self { root };
        let folder = repository.artifact().join(VERSION);
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(repository)
    }

    /// Returns where the file of the library belongs that ends so.
    pub fn file(&self, ending: &str) -> PathBuf {
        self.artifact().join(VERSION).join(format!("{ARTIFACT}-{VERSION}{ending}"))
    }

    /// Adds what says which versions there are, and the checksums of all files.
    pub fn finish(&self) -> Result<()> {
        let file = self.artifact().join("maven-metadata.xml");
        fs::write(&file, metadata()).with_context(|| file.display().to_string())?;
        for file in files(&self.root)? {
            let content = read(&file)?;
            write_beside(&file, "sha1", &hex(&Sha1::digest(&content)))?;
            write_beside(&file, "sha256", &hex(&Sha256::digest(&content)))?;
        }
        Ok(())
    }

    fn artifact(&self) -> PathBuf {
        GROUP.split('.').fold(self.root.clone(), |folder, part| folder.join(part)).join(ARTIFACT)
    }
}

/// Writes a checksum into a file beside the one that it is of.
fn write_beside(file: &Path, kind: &str, checksum: &str) -> Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{kind}"));
    fs::write(&name, checksum).with_context(|| name.display().to_string())
}

fn metadata() -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <groupId>{GROUP}</groupId>
  <artifactId>{ARTIFACT}</artifactId>
  <versioning>
    <latest>{VERSION}</latest>
    <release>{VERSION}</release>
    <versions>
      <version>{VERSION}</version>
    </versions>
  </versioning>
</metadata>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_finds_the_library_by_its_name_and_can_check_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("maven");
        fs::create_dir_all(root.join("org/appvagt/appvagt-scanner/0.0.1")).unwrap();
        let repository = Repository::create(root.clone()).unwrap();
        fs::write(repository.file("-sources.jar"), "sources").unwrap();
        repository.finish().unwrap();

        let artifact = format!("org/appvagt/appvagt-scanner/{VERSION}/appvagt-scanner-{VERSION}");
        let names: Vec<_> = files(&root)
            .unwrap()
            .iter()
            .map(|file| file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"))
            .collect();
        let metadata = "org/appvagt/appvagt-scanner/maven-metadata.xml".to_owned();
        let mut expected = Vec::new();
        for name in [format!("{artifact}-sources.jar"), metadata.clone()] {
            expected.extend(["", ".sha1", ".sha256"].map(|ending| format!("{name}{ending}")));
        }
        // What an earlier build left is gone.
        assert_eq!(names, expected);
        let sha1 = fs::read_to_string(root.join(format!("{artifact}-sources.jar.sha1"))).unwrap();
        assert_eq!(sha1, "bce16dd0260827ecf338c787f1206f77860cacc5");
        let metadata = fs::read_to_string(root.join(metadata)).unwrap();
        assert!(metadata.contains(&format!("<release>{VERSION}</release>")), "{metadata}");
    }
}
