//! Packages, each by its registry's ordinary client.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::package::Package;
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::command::{command, run};
use crate::toolchain::project::cargo_home;
use crate::toolchain::system_package::{self, NPM, PIP, UNZIP};

/// Where packages come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registry {
    Npm,
    Pypi,
    Debian,
    Crates,
    Maven,
}

/// Downloads `package` into `folder` and returns the archive.
pub fn download(package: &Package, folder: &Path) -> Result<PathBuf> {
    let Package { name, version, .. } = package;
    match package.registry {
        Registry::Npm => {
            system_package::ensure(&[NPM])?;
            let package = format!("{name}@{version}");
            run("npm", command("npm").args(["pack", &package]).current_dir(folder))?;
        }
        Registry::Pypi => {
            system_package::ensure(&[PIP])?;
            let mut pip = command("pip");
            pip.args(["download", "--no-deps", "--disable-pip-version-check", "--dest"]);
            pip.arg(folder).arg(format!("{name}=={version}"));
            // A package whose files lie in its source archive is pinned by that.
            let source = format!("{name}-{version}/");
            if package.files.iter().any(|file| file.starts_with(&source)) {
                pip.args(["--no-binary", name]);
            }
            run("pip", &mut pip)?;
        }
        Registry::Debian => {
            let package = format!("{name}={version}");
            let download = || {
                let mut apt = command("apt-get");
                run("apt-get-download", apt.args(["download", &package]).current_dir(folder))
            };
            if download().is_err() {
                // A fresh machine knows of no packages yet.
                run("apt-get-update", command("apt-get").args(["update", "--quiet"]))?;
                download()?;
            }
        }
        Registry::Crates => return download_crate(name, version, folder),
        Registry::Maven => return Ok(Artifacts::ensure(&["aapt2"])?.file(name)?.to_owned()),
    }
    only_file(folder)
}

/// Downloads a crate as cargo keeps it, as the dependency of an empty project.
fn download_crate(name: &str, version: &str, folder: &Path) -> Result<PathBuf> {
    let project = folder.join("project");
    fs::create_dir_all(project.join("src"))?;
    fs::write(project.join("src/lib.rs"), "")?;
    let manifest = format!(
        "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\n{name} = \"={version}\"\n[workspace]\n"
    );
    fs::write(project.join("Cargo.toml"), manifest)?;
    run("cargo-fetch", command(env!("CARGO")).arg("fetch").current_dir(&project))?;
    let file = format!("{name}-{version}.crate");
    fs::read_dir(cargo_home()?.join("registry/cache"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path().join(&file)))
        .find(|path| path.is_file())
        .with_context(|| format!("cargo fetched {name} but did not keep {file}"))
}

/// Unpacks the wanted files of an archive into `folder`.
pub fn unpack(package: &Package, archive: &Path, folder: &Path) -> Result<()> {
    let extension = archive.extension().unwrap_or_default().to_string_lossy();
    let mut unpack = match &*extension {
        "deb" => {
            let mut dpkg = command("dpkg-deb");
            dpkg.arg("-x").args([archive, folder]);
            dpkg
        }
        "whl" | "jar" => {
            system_package::ensure(&[UNZIP])?;
            let mut unzip = command("unzip");
            unzip.arg("-q").arg(archive).args(&package.files).arg("-d").arg(folder);
            unzip
        }
        _ => {
            let mut tar = command("tar");
            tar.arg("-xzf").arg(archive).arg("-C").arg(folder).arg("--").args(&package.files);
            tar
        }
    };
    run("unpack-package", &mut unpack).map(|_| ())
}

/// Returns the only file in `folder`.
fn only_file(folder: &Path) -> Result<PathBuf> {
    let mut files = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file());
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file),
        _ => bail!("expected exactly one downloaded file in {}", folder.display()),
    }
}
