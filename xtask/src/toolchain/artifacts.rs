//! Downloads, pinned by version, checksum and size in `artifacts.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::toolchain::stamp::hex;
use crate::toolchain::step::{note, noting};
use crate::toolchain::{maven, project, system_package};

const TABLE: &str = include_str!("../../artifacts.toml");

/// Held by the thread that looks for artifacts or downloads them.
static DOWNLOADS: Mutex<()> = Mutex::new(());

/// Sets of artifacts, each a map of coordinates to what they must be.
type Table = BTreeMap<String, BTreeMap<String, Pin>>;

/// What a file must be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Pin {
    sha256: String,
    bytes: u64,
}

impl TryFrom<String> for Pin {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let pin = text.split_once(' ').and_then(|(sha256, bytes)| {
            let is_digest = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
            Some(Self { sha256: is_digest.then(|| sha256.to_owned())?, bytes: bytes.parse().ok()? })
        });
        pin.ok_or_else(|| {
            format!("{text:?} is not a SHA-256 digest, a space and a number of bytes")
        })
    }
}

impl From<Pin> for String {
    fn from(Pin { sha256, bytes }: Pin) -> Self {
        format!("{sha256} {bytes}")
    }
}

/// What is still to be downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outstanding {
    pub files: usize,
    pub bytes: u64,
}

/// Artifacts that are on this machine and are what they should be.
pub struct Artifacts {
    sets: Table,
    files: Verified,
}

/// A file that was what it must be when it had this time.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct VerifiedFile {
    path: PathBuf,
    modified_ns: u128,
    pin: Pin,
}

/// Verified files by coordinate.
type Verified = BTreeMap<String, VerifiedFile>;

/// A coordinate: `group:artifact:version[:type[:classifier]]`.
#[derive(Clone, Copy)]
pub struct Coordinate<'a> {
    group: &'a str,
    artifact: &'a str,
    version: &'a str,
    kind: &'a str,
    classifier: Option<&'a str>,
}

impl<'a> Coordinate<'a> {
    /// Reads it from the table.
    pub fn parse(text: &'a str) -> Result<Self> {
        let parts: Vec<_> = text.split(':').collect();
        let [group, artifact, version, rest @ ..] = parts.as_slice() else {
            bail!("artifacts.toml: {text:?} is not group:artifact:version[:type[:classifier]]");
        };
        let kind = rest.first().copied().unwrap_or("jar");
        Ok(Self { group, artifact, version, kind, classifier: rest.get(1).copied() })
    }

    /// Returns it as Maven's projects name it.
    pub fn dependency(&self) -> String {
        let Self { group, artifact, version, kind, classifier } = self;
        let classifier =
            classifier.map(|c| format!("<classifier>{c}</classifier>")).unwrap_or_default();
        format!(
            "<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>\
             <version>{version}</version><type>{kind}</type>{classifier}\
             <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>\
             </exclusions></dependency>\n"
        )
    }

    /// Returns what Maven calls the file.
    pub fn file_name(&self) -> String {
        let Self { artifact, version, kind, classifier, .. } = self;
        let classifier = classifier.map(|c| format!("-{c}")).unwrap_or_default();
        format!("{artifact}-{version}{classifier}.{kind}")
    }

    /// Returns where the file is in Maven's cache.
    fn path_in(&self, cache: &Path) -> PathBuf {
        let folder = self.group.split('.').fold(cache.to_owned(), |path, part| path.join(part));
        folder.join(self.artifact).join(self.version).join(self.file_name())
    }
}

impl Artifacts {
    /// Sees that all artifacts of the named sets are here, and downloads those that are not.
    ///
    /// # Errors
    /// One cannot be had, or is not the file that the table means.
    pub fn ensure(names: &[&str]) -> Result<Self> {
        let sets = sets(names)?;
        // Maven's project and its answer are files with one name, and so is the record.
        let _one_at_a_time = DOWNLOADS.lock().unwrap_or_else(PoisonError::into_inner);
        let record = project::target(RECORD);
        let known = verified(&record);
        let mut files = known.clone();
        let mut missing = missing(&sets, &files);
        while !missing.is_empty() {
            for (coordinate, file) in noting(|| download(&missing))? {
                missing.remove(coordinate.as_str());
                files.insert(coordinate, file);
            }
        }
        if files != known {
            let json = serde_json::to_vec_pretty(&files)?;
            fs::write(&record, json).with_context(|| record.display().to_string())?;
        }
        Ok(Self { sets, files })
    }

    /// Returns what [`Artifacts::ensure`] would download: what is neither verified nor in Maven's
    /// cache, of the size that it must have.
    pub fn outstanding(names: &[&str]) -> Result<Outstanding> {
        let (sets, cache) = (sets(names)?, maven::cache()?);
        let mut outstanding = Outstanding { files: 0, bytes: 0 };
        for (text, pin) in missing(&sets, &verified(&project::target(RECORD))) {
            let file = Coordinate::parse(text)?.path_in(&cache);
            if !fs::metadata(file).is_ok_and(|data| data.len() == pin.bytes) {
                outstanding.files += 1;
                outstanding.bytes += pin.bytes;
            }
        }
        Ok(outstanding)
    }

    /// Returns the files of a whole set.
    pub fn set(&self, name: &str) -> Vec<PathBuf> {
        let coordinates = self.sets.get(name).into_iter().flat_map(BTreeMap::keys);
        coordinates.filter_map(|c| self.files.get(c)).map(|file| file.path.clone()).collect()
    }

    /// Returns the file of the one artifact with this `group:artifact`.
    pub fn file(&self, name: &str) -> Result<&Path> {
        self.sets
            .values()
            .flat_map(BTreeMap::keys)
            .find(|c| c.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')))
            .and_then(|c| self.files.get(c))
            .map(|file| file.path.as_path())
            .with_context(|| format!("{name} is not among the artifacts asked for"))
    }
}

/// Where it is kept which files were verified, in the folder of what is built.
const RECORD: &str = "artifacts.json";

/// Returns the sets of these names.
fn sets(names: &[&str]) -> Result<Table> {
    let mut sets: Table = toml::from_str(TABLE).context("artifacts.toml")?;
    if let Some(unknown) = names.iter().find(|name| !sets.contains_key(**name)) {
        bail!("artifacts.toml has no set {unknown:?}");
    }
    sets.retain(|name, _| names.contains(&name.as_str()));
    Ok(sets)
}

/// Returns which files were verified, as far as that is known.
fn verified(record: &Path) -> Verified {
    let json = fs::read(record).ok();
    json.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
}

/// Returns what was not verified, or is no longer what it was then.
fn missing<'a>(sets: &'a Table, files: &Verified) -> BTreeMap<&'a str, &'a Pin> {
    let all = sets.values().flatten().map(|(coordinate, pin)| (coordinate.as_str(), pin));
    all.filter(|(coordinate, pin)| !files.get(*coordinate).is_some_and(|file| file.is(pin)))
        .collect()
}

impl VerifiedFile {
    /// Reads the file and compares its checksum and size.
    fn verify(path: PathBuf, pin: &Pin) -> Result<Self> {
        let content = fs::read(&path).with_context(|| path.display().to_string())?;
        let bytes = content.len().try_into()?;
        let found = Pin { sha256: hex(&Sha256::digest(&content)), bytes };
        if found != *pin {
            bail!(
                "{} has SHA-256 and size {}, xtask/artifacts.toml says {}; delete the file and \
                 try again, and do not use it if it comes back the same",
                path.display(),
                String::from(found),
                String::from(pin.clone())
            );
        }
        let (_, modified_ns) = size_and_time(&path)?;
        Ok(Self { path, modified_ns, pin: found })
    }

    /// Returns whether the file is still the one whose checksum was compared.
    fn is(&self, pin: &Pin) -> bool {
        let now = size_and_time(&self.path).ok();
        self.pin == *pin && now == Some((self.pin.bytes, self.modified_ns))
    }
}

fn size_and_time(path: &Path) -> Result<(u64, u128)> {
    let data = fs::metadata(path).with_context(|| path.display().to_string())?;
    Ok((data.len(), data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos()))
}

/// Has Maven fetch the missing artifacts (into its own cache) and verifies them. Of artifacts that
/// differ only by version one is fetched, because Maven knows one version a project.
fn download(missing: &BTreeMap<&str, &Pin>) -> Result<Vec<(String, VerifiedFile)>> {
    system_package::ensure(&[system_package::MAVEN])?;
    let mut names = BTreeSet::new();
    let mut round = Vec::new();
    for (&text, &pin) in missing {
        let coordinate = Coordinate::parse(text)?;
        if names.insert((coordinate.group, coordinate.artifact)) {
            round.push((text, pin, coordinate));
        }
    }

    let artifacts: Vec<_> = round.iter().map(|(_, pin, c)| (*c, pin.bytes)).collect();
    let list = maven::fetch(&artifacts)?;
    note("comparing checksums".to_owned());

    let mut files = Vec::new();
    for (text, pin, coordinate) in round {
        let name = coordinate.file_name();
        let path = list
            .lines()
            .filter_map(|line| Some(Path::new(&line[line.find(['/', '\\'])?..])))
            .map(strip_module)
            .find(|path| path.file_name().is_some_and(|file| *file == *name))
            .with_context(|| format!("Maven did not say where {text} is"))?;
        files.push((text.to_owned(), VerifiedFile::verify(path, pin)?));
    }
    Ok(files)
}

/// Takes away what Maven's list may end a line with: ` -- module …`.
fn strip_module(line: &Path) -> PathBuf {
    let text = line.to_string_lossy();
    PathBuf::from(text.split(" -- module").next().unwrap_or(&text).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn downloads_have_the_versions_that_the_version_catalogue_names() {
        #[derive(Deserialize)]
        struct Catalog {
            versions: BTreeMap<String, String>,
        }
        let catalog = fs::read_to_string(project::path("gradle/libs.versions.toml")).unwrap();
        let versions = toml::from_str::<Catalog>(&catalog).unwrap().versions;
        let table: Table = toml::from_str(TABLE).unwrap();
        let pairs = [
            ("kotlin", "org.jetbrains.kotlin:kotlin-compiler-embeddable:"),
            ("kotlin", "org.jetbrains.kotlin:kotlin-stdlib:"),
            ("kotlin", "org.jetbrains.kotlin:abi-tools:"),
            ("oldestKotlin", "org.jetbrains.kotlin:kotlin-compiler-embeddable:"),
            ("oldestKotlin", "org.jetbrains.kotlin:kotlin-stdlib:"),
            ("robolectric", "org.robolectric:robolectric:"),
            ("junit", "junit:junit:"),
        ];
        for (name, artifact) in pairs {
            let coordinate = format!("{artifact}{}", versions[name]);
            let found = table.values().any(|set| set.contains_key(&coordinate));
            assert!(found, "artifacts.toml has no {coordinate}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_a_coordinate_with_a_checksum_and_a_size() {
        let table: Table = toml::from_str(TABLE).unwrap();
        for (coordinate, pin) in table.values().flatten() {
            Coordinate::parse(coordinate).unwrap();
            assert!(pin.bytes > 0, "{coordinate}");
        }
        let digest = "0".repeat(64);
        for wrong in
            [digest.clone(), "1 2".to_owned(), format!("{digest} many"), format!("{digest}  1")]
        {
            let error = Pin::try_from(wrong).unwrap_err();
            assert!(error.contains("is not a SHA-256 digest"), "{error}");
        }
    }

    #[test]
    fn a_file_with_another_checksum_or_size_is_refused_with_its_name() {
        let file = project::path("LICENSE");
        let content = fs::read(&file).unwrap();
        let right = Pin {
            sha256: hex(&Sha256::digest(&content)),
            bytes: content.len().try_into().unwrap(),
        };
        VerifiedFile::verify(file.clone(), &right).ok().unwrap();
        for wrong in [
            Pin { sha256: "0".repeat(64), ..right.clone() },
            Pin { bytes: right.bytes + 1, ..right.clone() },
        ] {
            let error = VerifiedFile::verify(file.clone(), &wrong).err().unwrap().to_string();
            assert!(error.contains("LICENSE has SHA-256 and size"), "{error}");
        }
    }

    #[test]
    fn a_file_is_in_mavens_cache_where_maven_puts_it() {
        let coordinate = Coordinate::parse("org.a.b:c:1.0:jar:all").unwrap();
        let path = coordinate.path_in(Path::new("cache"));
        assert_eq!(path, Path::new("cache/org/a/b/c/1.0/c-1.0-all.jar"));
    }
}
