//! What a released thing is made of.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::linked::{CrateId, Linked};
use crate::toolchain::project;
use crate::toolchain::system_package;

/// The licence of most of it.
const APACHE: &str = "Apache-2.0";
/// The package with the sources of Rust's library, and what they are under.
const RUST_SOURCES: &str = "rust-web-src";
const RUST_COPYRIGHT: &str = "/usr/lib/rustlib/src/rust/COPYRIGHT";
/// What the names of our own classes begin with.
const OUR_CLASSES: &str = "org.appvagt.";
/// How the names of files with licences begin.
const LICENCE_FILES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"];

/// A part that somebody else made.
#[derive(Debug, Clone)]
pub struct Part {
    pub name: String,
    pub version: String,
    /// Its package URL, by which it is found in lists of weaknesses.
    pub purl: String,
    /// What it is, where the name does not tell.
    pub what: Option<&'static str>,
    pub licence: Licence,
    /// Where it is kept.
    pub kept_at: Option<String>,
    /// SHA-256 digest of the archive that it was taken from.
    pub sha256: Option<String>,
    /// Its licences and notices, to the word.
    pub texts: Vec<String>,
    /// What the names of its classes begin with, if it has any.
    pub classes: Option<&'static str>,
    /// The package URLs of what it asks for.
    pub asks_for: Vec<String>,
    /// Whether it is in the thing, or whoever takes that has to fetch it.
    pub contained: bool,
}

/// The licence of a part.
#[derive(Debug, Clone)]
pub enum Licence {
    /// In terms of SPDX.
    Expression(&'static str),
    /// As a crate gives it, in the same terms.
    OfCrate(String),
    /// A name that SPDX does not have.
    Name(&'static str),
}

/// The parts of a thing, and which of them our own code asks for.
#[derive(Debug, Default)]
pub struct Parts {
    pub parts: Vec<Part>,
    pub asked_by_us: Vec<String>,
}

impl Part {
    /// Returns Kotlin's library.
    pub fn kotlin(version: &str, sha256: String, contained: bool) -> Result<Self> {
        let name = "kotlin-stdlib".to_owned();
        let copyright = "Kotlin's standard library: Copyright JetBrains s.r.o. and Kotlin \
            Programming Language contributors.\n";
        Ok(Self {
            purl: format!("pkg:maven/org.jetbrains.kotlin/{name}@{version}"),
            name,
            version: version.to_owned(),
            what: None,
            licence: Licence::Expression(APACHE),
            kept_at: Some("https://github.com/JetBrains/kotlin".to_owned()),
            sha256: Some(sha256),
            texts: vec![copyright.to_owned(), apache()?],
            classes: Some("kotlin."),
            asks_for: Vec::new(),
            contained,
        })
    }

    /// Returns a package of Debian's of which this file is linked.
    ///
    /// # Errors
    /// The file is of another package, or this one is not installed.
    pub fn of_debian(
        name: &str,
        linked: &str,
        what: &'static str,
        licence: Licence,
    ) -> Result<Self> {
        if !system_package::holds(name, linked)? {
            bail!("{linked}, which is linked, is not of Debian's package {name}");
        }
        let version = system_package::version(name)?;
        let file = format!("/usr/share/doc/{name}/copyright");
        let copyright = fs::read(&file).context(file)?;
        Ok(Self {
            name: name.to_owned(),
            purl: format!("pkg:deb/debian/{name}@{}", escaped(&version)),
            version,
            what: Some(what),
            licence,
            kept_at: None,
            sha256: None,
            texts: vec![String::from_utf8_lossy(&copyright).into_owned()],
            classes: None,
            asks_for: Vec::new(),
            contained: true,
        })
    }

    /// Returns Rust's library: as Debian's compiler builds it along, or ready-made by `rustup`.
    fn rust_library(built_along: bool, asks_for: Vec<String>) -> Result<Self> {
        let (version, purl) = if built_along {
            let version = system_package::version(RUST_SOURCES)?;
            let purl = format!("pkg:deb/debian/{RUST_SOURCES}@{}", escaped(&version));
            (version, purl)
        } else {
            let version = env!("CARGO_PKG_RUST_VERSION").to_owned();
            let purl = format!("pkg:github/rust-lang/rust@{version}");
            (version, purl)
        };
        let copyright = fs::read_to_string(RUST_COPYRIGHT).context(RUST_COPYRIGHT)?;
        Ok(Self {
            name: "rust-std".to_owned(),
            version,
            purl,
            what: Some("Rust's standard library"),
            licence: Licence::Expression("MIT OR Apache-2.0"),
            kept_at: Some("https://github.com/rust-lang/rust".to_owned()),
            sha256: None,
            texts: vec![copyright, apache()?],
            classes: None,
            asks_for,
            contained: true,
        })
    }
}

impl Parts {
    /// Returns the crates that are linked, and Rust's library, which was built along or is
    /// ready-made.
    pub fn of_crates(linked: &Linked, built_along: bool) -> Result<Self> {
        let purls = |ids: &mut dyn Iterator<Item = &CrateId>| ids.map(crate_purl).collect();
        let mut parts = BTreeMap::new();
        for (id, its) in &linked.crates {
            let part = Part {
                name: id.name.clone(),
                version: id.version.clone(),
                purl: crate_purl(id),
                what: None,
                licence: Licence::OfCrate(its.licences.replace('/', " OR ")),
                kept_at: its.repository.clone(),
                sha256: Some(its.sha256.clone()),
                texts: licence_texts(&its.folder, &its.licences).with_context(|| id.to_string())?,
                classes: None,
                asks_for: purls(&mut its.asks_for.iter()),
                contained: true,
            };
            parts.insert(id, part);
        }
        let rust = Part::rust_library(built_along, purls(&mut linked.asked_by_rust.iter()))?;
        let mut asked_by_us: Vec<_> = purls(&mut linked.asked_by_us.iter());
        asked_by_us.push(rust.purl.clone());
        let parts: Vec<_> = parts.into_values().chain([rust]).collect();
        let all: HashSet<_> = parts.iter().map(|part| part.purl.as_str()).collect();
        let asked = parts.iter().flat_map(|part| &part.asks_for).chain(&asked_by_us);
        if let Some(missing) = asked.into_iter().find(|purl| !all.contains(purl.as_str())) {
            bail!("{missing} is asked for, but not linked");
        }
        Ok(Self { parts, asked_by_us })
    }

    /// Adds a part that our own code asks for.
    pub fn with(mut self, part: Part) -> Self {
        self.asked_by_us.push(part.purl.clone());
        self.parts.push(part);
        self
    }

    /// Checks that all classes with these names are ours or of a part that is contained, and that
    /// each such part has some.
    pub fn check_classes(&self, names: &[String]) -> Result<()> {
        let contained = self.parts.iter().filter(|part| part.contained);
        let starts: Vec<_> =
            contained.filter_map(|part| part.classes).chain([OUR_CLASSES]).collect();
        let known = |name: &String| starts.iter().any(|start| name.starts_with(start));
        if let Some(strange) = names.iter().find(|name| !known(name)) {
            bail!("the class {strange} is of no part that is named");
        }
        if let Some(absent) =
            starts.iter().find(|&&start| !names.iter().any(|n| n.starts_with(start)))
        {
            bail!("a part is named whose classes begin with {absent}, and there is none");
        }
        Ok(())
    }
}

fn crate_purl(id: &CrateId) -> String {
    format!("pkg:cargo/{}@{}", id.name, escaped(&id.version))
}

/// Writes what a package URL cannot hold as it wants it.
fn escaped(version: &str) -> String {
    version.replace('%', "%25").replace('+', "%2B").replace(':', "%3A")
}

/// Returns the licences and notices that lie in a crate's folder. A crate that may be taken under the
/// Apache License and brings no file has no notice that would have to go along, so that licence
/// stands for it.
fn licence_texts(folder: &Path, licences: &str) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        let named = LICENCE_FILES.iter().any(|start| name.starts_with(start));
        if path.is_file() && (named || name.starts_with("UNLICENSE")) {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() && licences.split(" OR ").any(|licence| licence == APACHE) {
        return Ok(vec![apache()?]);
    }
    if files.is_empty() {
        bail!("no file in {} has its licence", folder.display());
    }
    let read = |file: &std::path::PathBuf| {
        let text = fs::read(file).with_context(|| file.display().to_string())?;
        Ok(String::from_utf8_lossy(&text).replace("\r\n", "\n"))
    };
    files.iter().map(read).collect()
}

fn apache() -> Result<String> {
    fs::read_to_string(project::path("LICENSE")).context("LICENSE")
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_crate_without_its_licence_is_refused() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("README.md"), "").unwrap();
        let error = licence_texts(folder.path(), "MIT").unwrap_err().to_string();
        assert!(error.contains("has its licence"), "{error}");
        let apache = [apache().unwrap()];
        assert_eq!(licence_texts(folder.path(), "MIT OR Apache-2.0").unwrap(), apache);
        for (name, text) in
            [("license-mit", "MIT\r\n"), ("COPYRIGHT", "Who"), ("UNLICENSE", "Free")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        assert_eq!(licence_texts(folder.path(), "MIT").unwrap(), ["Who", "Free", "MIT\n"]);
    }

    #[test]
    fn a_class_of_no_part_and_a_part_without_a_class_are_refused() {
        let with_kotlin = |contained| {
            Parts::default().with(Part::kotlin("2.1.0", "0".repeat(64), contained).unwrap())
        };
        let ours = "org.appvagt.Main";
        for (parts, names, wrong) in [
            (Parts::default(), vec![ours], None),
            (with_kotlin(true), vec![ours, "kotlin.Unit"], None),
            (with_kotlin(false), vec![ours], None),
            (Parts::default(), vec![ours, "kotlin.Unit"], Some("kotlin.Unit is of no part")),
            (with_kotlin(false), vec![ours, "kotlin.Unit"], Some("kotlin.Unit is of no part")),
            (with_kotlin(true), vec![ours, "kotlinx.X", "kotlin.Unit"], Some("kotlinx.X")),
            (with_kotlin(true), vec![ours], Some("begin with kotlin.")),
            (Parts::default(), vec![], Some("begin with org.appvagt.")),
        ] {
            let names: Vec<_> = names.into_iter().map(str::to_owned).collect();
            let error = parts.check_classes(&names).err().map(|error| error.to_string());
            assert_eq!(error.is_some(), wrong.is_some(), "{names:?}: {error:?}");
            assert!(error.unwrap_or_default().contains(wrong.unwrap_or_default()), "{names:?}");
        }
    }

    #[test]
    fn a_package_that_does_not_hold_what_is_linked_is_refused() {
        let part = |linked| Part::of_debian("base-files", linked, "", Licence::Name("Own"));
        assert_eq!(part("/etc/debian_version").unwrap().name, "base-files");
        let error = part("/usr/bin/env").unwrap_err().to_string();
        assert!(error.contains("is not of Debian's package base-files"), "{error}");
    }

    #[test]
    fn versions_are_escaped_in_package_urls() {
        let id = CrateId { name: "a".to_owned(), version: "1.0.0+x".to_owned() };
        assert_eq!(crate_purl(&id), "pkg:cargo/a@1.0.0%2Bx");
        assert_eq!(escaped("1:2.3~b"), "1%3A2.3~b");
    }
}
