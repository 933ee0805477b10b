//! Downloads, pinned by version and checksum in `artifacts.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::toolchain::command::{command, run};
use crate::toolchain::stamp::hex;
use crate::toolchain::{project, system_package};

const TABLE: &str = include_str!("../../artifacts.toml");
const RESOLVE: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve";

/// Held by the thread that looks for artifacts or downloads them.
static DOWNLOADS: Mutex<()> = Mutex::new(());

/// Sets of artifacts, each a map of coordinates to SHA-256 digests.
type Table = BTreeMap<String, BTreeMap<String, String>>;

/// Artifacts that are on this machine and are what they should be.
pub struct Artifacts {
    sets: Table,
    files: Verified,
}

/// A file whose checksum was right when it had this size and time.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct VerifiedFile {
    path: PathBuf,
    bytes: u64,
    modified_ns: u128,
    sha256: String,
}

/// Verified files by coordinate.
type Verified = BTreeMap<String, VerifiedFile>;

/// A coordinate: `group:artifact:version[:type[:classifier]]`.
struct Coordinate<'a> {
    group: &'a str,
    artifact: &'a str,
    version: &'a str,
    kind: &'a str,
    classifier: Option<&'a str>,
}

impl<'a> Coordinate<'a> {
    fn parse(text: &'a str) -> Result<Self> {
        let parts: Vec<_> = text.split(':').collect();
        let [group, artifact, version, rest @ ..] = parts.as_slice() else {
            bail!("artifacts.toml: {text:?} is not group:artifact:version[:type[:classifier]]");
        };
        let kind = rest.first().copied().unwrap_or("jar");
        Ok(Self { group, artifact, version, kind, classifier: rest.get(1).copied() })
    }

    fn dependency(&self) -> String {
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

    fn file_name(&self) -> String {
        let Self { artifact, version, kind, classifier, .. } = self;
        let classifier = classifier.map(|c| format!("-{c}")).unwrap_or_default();
        format!("{artifact}-{version}{classifier}.{kind}")
    }
}

impl Artifacts {
    /// Sees that all artifacts of the named sets are here, and downloads those that are not.
    ///
    /// # Errors
    /// One cannot be had, or is not the file that the table means.
    pub fn ensure(names: &[&str]) -> Result<Self> {
        let mut sets: Table = toml::from_str(TABLE).context("artifacts.toml")?;
        if let Some(unknown) = names.iter().find(|name| !sets.contains_key(**name)) {
            bail!("artifacts.toml has no set {unknown:?}");
        }
        sets.retain(|name, _| names.contains(&name.as_str()));
        // Maven's project and its answer are files with one name, and so is the record.
        let _one_at_a_time = DOWNLOADS.lock().unwrap_or_else(PoisonError::into_inner);
        let record = project::target("artifacts.json");
        let known: Verified = fs::read(&record)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default();
        let mut files = known.clone();
        let mut missing = BTreeMap::new();
        for (coordinate, sha256) in sets.values().flatten() {
            let here = files.get(coordinate).is_some_and(|file| file.is(sha256));
            if !here {
                missing.insert(coordinate.as_str(), sha256.as_str());
            }
        }
        while !missing.is_empty() {
            for (coordinate, file) in download(&missing)? {
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

impl VerifiedFile {
    /// Reads the file and compares its checksum.
    fn verify(path: PathBuf, sha256: &str) -> Result<Self> {
        let content = fs::read(&path).with_context(|| path.display().to_string())?;
        let found = hex(&Sha256::digest(&content));
        if found != sha256 {
            bail!(
                "{} has SHA-256 {found}, xtask/artifacts.toml says {sha256}; delete the file and \
                 try again, and do not use it if it comes back the same",
                path.display()
            );
        }
        let (bytes, modified_ns) = size_and_time(&path)?;
        Ok(Self { path, bytes, modified_ns, sha256: found })
    }

    /// Returns whether the file is still the one whose checksum was compared.
    fn is(&self, sha256: &str) -> bool {
        let now = size_and_time(&self.path).ok();
        self.sha256 == sha256 && now == Some((self.bytes, self.modified_ns))
    }
}

fn size_and_time(path: &Path) -> Result<(u64, u128)> {
    let data = fs::metadata(path).with_context(|| path.display().to_string())?;
    Ok((data.len(), data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos()))
}

/// Has Maven fetch the missing artifacts (into its own cache) and verifies them. Of artifacts that
/// differ only by version one is fetched, because Maven knows one version a project.
fn download(missing: &BTreeMap<&str, &str>) -> Result<Vec<(String, VerifiedFile)>> {
    system_package::ensure(&[system_package::MAVEN])?;
    let mut names = BTreeSet::new();
    let mut round = Vec::new();
    for (&text, &sha256) in missing {
        let coordinate = Coordinate::parse(text)?;
        if names.insert((coordinate.group, coordinate.artifact)) {
            round.push((text, sha256, coordinate));
        }
    }

    let folder = project::target("maven");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let dependencies: String = round.iter().map(|(_, _, c)| c.dependency()).collect();
    let project_file = folder.join("pom.xml");
    fs::write(&project_file, project_with(&dependencies))?;
    let list_file = folder.join("files.txt");
    resolve(&project_file, &list_file)?;
    let list = fs::read_to_string(&list_file).with_context(|| list_file.display().to_string())?;

    let mut files = Vec::new();
    for (text, sha256, coordinate) in round {
        let name = coordinate.file_name();
        let path = list
            .lines()
            .filter_map(|line| Some(Path::new(&line[line.find(['/', '\\'])?..])))
            .map(strip_module)
            .find(|path| path.file_name().is_some_and(|file| *file == *name))
            .with_context(|| format!("Maven did not say where {text} is"))?;
        files.push((text.to_owned(), VerifiedFile::verify(path, sha256)?));
    }
    Ok(files)
}

/// Takes away what Maven's list may end a line with: ` -- module …`.
fn strip_module(line: &Path) -> PathBuf {
    let text = line.to_string_lossy();
    PathBuf::from(text.split(" -- module").next().unwrap_or(&text).trim_end())
}

/// Has Maven resolve the project. Some artifacts are in Google's repository only: where the
/// machine's own Maven settings do not lead there, it is asked as well.
fn resolve(project_file: &Path, list_file: &Path) -> Result<()> {
    let maven = || {
        let mut maven = command("mvn");
        maven.args(["--batch-mode", "--file"]).arg(project_file).arg(RESOLVE);
        maven.args(["-DoutputAbsoluteArtifactFilename=true", "-DexcludeTransitive=true"]);
        maven.arg(format!("-DoutputFile={}", list_file.display()));
        maven
    };
    if run("maven", &mut maven()).is_ok() {
        return Ok(());
    }
    run("maven-google", maven().arg("--activate-profiles=google")).map(|_| ())
}

fn project_with(dependencies: &str) -> String {
    format!(
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\
         <modelVersion>4.0.0</modelVersion>\n\
         <groupId>org.appvagt</groupId><artifactId>downloads</artifactId><version>1</version>\
         <packaging>pom</packaging>\n\
         <profiles><profile><id>google</id><repositories><repository><id>google</id>\
         <url>https://maven.google.com</url></repository></repositories></profile></profiles>\n\
         <dependencies>\n{dependencies}</dependencies></project>\n"
    )
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
    fn every_line_of_the_table_is_a_coordinate_and_a_checksum() {
        let table: Table = toml::from_str(TABLE).unwrap();
        for (coordinate, sha256) in table.values().flatten() {
            Coordinate::parse(coordinate).unwrap();
            let digits = sha256.bytes().filter(u8::is_ascii_hexdigit).count();
            assert_eq!((sha256.len(), digits), (64, 64), "{coordinate}");
        }
    }

    #[test]
    fn a_file_with_another_checksum_is_refused_with_its_name() {
        let file = project::path("LICENSE");
        let error = VerifiedFile::verify(file, &"0".repeat(64)).err().unwrap().to_string();
        assert!(error.contains("LICENSE has SHA-256"), "{error}");
    }
}
