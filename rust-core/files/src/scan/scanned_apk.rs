//! One APK, which is an app or a part of one.

use std::path::{Path, PathBuf};

use appvagt_apk::{Apk, Error, Reading, Result};
use appvagt_scanner::{CertificateDigest, InstalledApp, Label, Signers};

/// What one APK says about an app, in the judge's terms.
#[derive(Debug)]
pub struct ScannedApk {
    /// The file that it is, or lies in.
    pub path: PathBuf,
    /// Where it lies in the file, if that is an archive.
    pub inside: Vec<String>,
    /// Whether it is a split, which adds to an app and is none.
    pub is_split: bool,
    /// Whether Android refuses the file.
    pub recovered: bool,
    /// What it says.
    pub facts: InstalledApp,
}

/// Parts that have this in common are installed together: Android wants them to agree.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Together {
    /// The folder, or the archive and where that lies in its file.
    folder: PathBuf,
    archive: Vec<String>,
    package: String,
    version_code: Option<i64>,
    signers: Option<Vec<CertificateDigest>>,
    recovered: bool,
}

impl ScannedApk {
    /// Reads an APK, opened in this `reading`.
    pub(super) fn read(
        path: &Path,
        inside: &[String],
        apk: &Apk,
        reading: Reading,
    ) -> Result<Self> {
        let manifest = apk.manifest()?;
        let mut facts = InstalledApp::named(manifest.package.clone());
        // Android takes the number for a signed one, too.
        facts.version_code = Some(manifest.version_code.cast_signed());
        let (is_split, version_name) = (manifest.split.is_some(), manifest.version_name.clone());
        let recovered = reading == Reading::Recovered;
        let version_name = version_name.map(|name| apk.resolve(&name, &[])).transpose();
        facts.version_name = accepted(version_name, recovered)?.flatten().flatten();
        let label = accepted(apk.label(&[]), recovered)?.flatten();
        facts.label = label.map(|label| Label::new(&label, &facts.package));
        facts.signers = accepted(signers(apk), recovered)?.flatten();
        facts.declared = accepted(appvagt_facts::declared(apk), recovered)?.map(Box::new);
        let (path, inside) = (path.to_owned(), inside.to_vec());
        Ok(Self { path, inside, is_split, recovered, facts })
    }

    /// Returns what it has to agree in with other parts of its app.
    pub fn together(&self) -> Together {
        // Of one folder, whichever way the files are named.
        let path = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let folder = if self.inside.is_empty() {
            path.parent().map(Path::to_owned).unwrap_or_default()
        } else {
            path
        };
        Together {
            folder,
            archive: self
                .inside
                .split_last()
                .map(|(_, archive)| archive.to_vec())
                .unwrap_or_default(),
            package: self.facts.package.clone(),
            version_code: self.facts.version_code,
            signers: self.facts.signers.as_ref().map(|signers| signers.current.clone()),
            recovered: self.recovered,
        }
    }
}

/// Returns the signers that the newest Android goes by.
fn signers(apk: &Apk) -> Result<Option<Signers>> {
    appvagt_facts::signers(apk, None)
}

/// Accepts of a file that is recovered whatever can be had, and of others everything.
fn accepted<T>(read: Result<T>, recovered: bool) -> Result<Option<T>, Box<Error>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(_) if recovered => Ok(None),
        Err(error) => Err(error),
    }
}
