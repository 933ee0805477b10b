//! What cargo links into a program or library: the crates of others, and Rust's own library.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::toolchain::command::run;
use crate::toolchain::project;

/// Lock file of the crates that Rust's library is built from.
const LIBRARY_LOCK: &str = "/usr/lib/rustlib/src/rust/library/Cargo.lock";
/// Where cargo says a crate of crates.io is from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index#";

/// Everything that is linked.
#[derive(Debug, Default)]
pub struct Linked {
    /// Crates of others by name and version.
    pub crates: BTreeMap<CrateId, Crate>,
    /// Which of them our own crates ask for.
    pub asked_by_us: BTreeSet<CrateId>,
    /// Which of them Rust's library asks for.
    pub asked_by_rust: BTreeSet<CrateId>,
}

/// Name and version of a crate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CrateId {
    pub name: String,
    pub version: String,
}

/// A crate of somebody else.
#[derive(Debug)]
pub struct Crate {
    /// Its licences, such as `MIT OR Apache-2.0`.
    pub licences: String,
    /// Where it is kept.
    pub repository: Option<String>,
    /// SHA-256 digest of its archive.
    pub sha256: String,
    /// Its sources.
    pub folder: PathBuf,
    /// Whether it is here for Rust's library alone.
    pub of_rust: bool,
    /// Which crates it asks for.
    pub asks_for: BTreeSet<CrateId>,
}

#[derive(Deserialize)]
struct Graph {
    units: Vec<Unit>,
    roots: Vec<usize>,
}

#[derive(Deserialize)]
struct Unit {
    pkg_id: String,
    target: Target,
    platform: Option<String>,
    mode: String,
    #[serde(default)]
    is_std: bool,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
    src_path: PathBuf,
}

#[derive(Deserialize)]
struct Dependency {
    index: usize,
}

/// Who a unit is from.
enum Origin {
    Us,
    Rust,
    Other(CrateId),
}

impl Unit {
    /// Returns whether the unit becomes a part of what is built, and does not run in the compiler.
    fn is_linked(&self) -> bool {
        let runs_here = ["proc-macro", "custom-build"];
        self.mode == "build"
            && self.platform.is_some()
            && !self.target.kind.iter().any(|kind| runs_here.contains(&kind.as_str()))
    }

    fn origin(&self) -> Result<Origin> {
        if let Some(package) = self.pkg_id.strip_prefix(REGISTRY) {
            let (name, version) = package.split_once('@').context("a crate without a version")?;
            return Ok(Origin::Other(CrateId {
                name: name.to_owned(),
                version: version.to_owned(),
            }));
        }
        let of_path = self.pkg_id.starts_with("path+file://");
        match self.is_std {
            true if of_path => Ok(Origin::Rust),
            false if of_path && self.target.src_path.starts_with(project::root()) => Ok(Origin::Us),
            _ => bail!("{} is neither on crates.io nor ours", self.pkg_id),
        }
    }
}

impl Linked {
    /// Asks cargo what this call of `cargo build` would link.
    pub fn read(name: &str, cargo: &mut Command) -> Result<Self> {
        // Stable cargo prints no graph without.
        cargo.env("RUSTC_BOOTSTRAP", "1").args(["-Zunstable-options", "--unit-graph"]);
        let output = run(name, cargo)?;
        // Cargo may say before what it downloads.
        let json = output.lines().find(|line| line.starts_with('{'));
        let graph = serde_json::from_str(json.context("cargo printed no graph")?)?;
        let mut checksums = checksums(&project::path("Cargo.lock"))?;
        if Path::new(LIBRARY_LOCK).exists() {
            checksums.append(&mut self::checksums(Path::new(LIBRARY_LOCK))?);
        }
        Self::of(&graph, &checksums)
    }

    fn of(graph: &Graph, checksums: &BTreeMap<CrateId, String>) -> Result<Self> {
        let mut linked = Self::default();
        let (mut seen, mut next) = (HashSet::new(), graph.roots.clone());
        while let Some(index) = next.pop() {
            let unit = &graph.units[index];
            if !unit.is_linked() || !seen.insert(index) {
                continue;
            }
            let mut asks_for = BTreeSet::new();
            for dependency in &unit.dependencies {
                next.push(dependency.index);
                let its = &graph.units[dependency.index];
                if let (true, Origin::Other(id)) = (its.is_linked(), its.origin()?) {
                    asks_for.insert(id);
                }
            }
            match unit.origin()? {
                Origin::Us => linked.asked_by_us.append(&mut asks_for),
                Origin::Rust => linked.asked_by_rust.append(&mut asks_for),
                Origin::Other(id) => linked.add(id, unit, asks_for, checksums)?,
            }
        }
        Ok(linked)
    }

    fn add(
        &mut self,
        id: CrateId,
        unit: &Unit,
        mut asks_for: BTreeSet<CrateId>,
        checksums: &BTreeMap<CrateId, String>,
    ) -> Result<()> {
        // A crate asks for itself where it comes with different features.
        asks_for.remove(&id);
        if let Some(known) = self.crates.get_mut(&id) {
            known.asks_for.append(&mut asks_for);
            known.of_rust &= unit.is_std;
            return Ok(());
        }
        let sha256 = checksums.get(&id);
        let sha256 = sha256.with_context(|| format!("{id} is in no lock file"))?.clone();
        let (folder, about) = about(&unit.target.src_path, &id.name)?;
        let licences = about.license.with_context(|| format!("{id} names no licence"))?;
        let of_rust = unit.is_std;
        let its =
            Crate { licences, repository: about.repository, sha256, folder, of_rust, asks_for };
        self.crates.insert(id, its);
        Ok(())
    }
}

impl std::fmt::Display for CrateId {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

#[derive(Debug, Deserialize)]
struct About {
    name: String,
    license: Option<String>,
    repository: Option<String>,
}

/// Returns the folder of the crate with this source file, and what it says about itself.
fn about(source: &Path, name: &str) -> Result<(PathBuf, About)> {
    #[derive(Deserialize)]
    struct Manifest {
        package: About,
    }
    for folder in source.ancestors().skip(1) {
        let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let manifest: Manifest =
            toml::from_str(&text).with_context(|| folder.display().to_string())?;
        if manifest.package.name == name {
            return Ok((folder.to_owned(), manifest.package));
        }
    }
    bail!("{} belongs to no crate {name}", source.display())
}

/// Returns the checksums of the crates that a lock file names.
fn checksums(lock: &Path) -> Result<BTreeMap<CrateId, String>> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
        checksum: Option<String>,
    }
    let text = fs::read_to_string(lock).with_context(|| lock.display().to_string())?;
    let lock: Lock = toml::from_str(&text).with_context(|| lock.display().to_string())?;
    let packages = lock.package.into_iter();
    let pairs = packages.filter_map(|Package { name, version, checksum }| {
        Some((CrateId { name, version }, checksum?))
    });
    Ok(pairs.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn unit(id: &str, kind: &str, is_std: bool, asks_for: &[usize]) -> Value {
        let source = project::path("rust-core/cli/src/main.rs");
        json!({
            "pkg_id": id,
            "target": { "kind": [kind], "src_path": source },
            "platform": "x86_64-unknown-linux-musl",
            "mode": "build",
            "is_std": is_std,
            "dependencies": asks_for.iter().map(|index| json!({ "index": index })).collect::<Vec<_>>(),
        })
    }

    fn read(units: &[Value]) -> Result<Linked> {
        let graph = serde_json::from_value(json!({ "units": units, "roots": [0] })).unwrap();
        Linked::of(&graph, &BTreeMap::new())
    }

    #[test]
    fn what_runs_in_the_compiler_is_not_linked_nor_what_that_asks_for() {
        let ours = "path+file:///x#appvagt-cli@0.1.0";
        let linked = read(&[
            unit(ours, "bin", false, &[1, 2]),
            unit(&format!("{REGISTRY}derive@1.0.0"), "proc-macro", false, &[3]),
            unit(&format!("{REGISTRY}build@1.0.0"), "custom-build", false, &[3]),
            unit(&format!("{REGISTRY}syn@1.0.0"), "lib", false, &[]),
        ]);
        let linked = linked.unwrap();
        assert!(linked.crates.is_empty() && linked.asked_by_us.is_empty(), "{linked:?}");
    }

    #[test]
    fn a_crate_that_is_in_no_lock_file_or_from_elsewhere_is_refused() {
        let ours = "path+file:///x#appvagt-cli@0.1.0";
        for (other, expected) in [
            (format!("{REGISTRY}a@1.0.0"), "a 1.0.0 is in no lock file"),
            ("git+https://example.com/a#1.0.0".to_owned(), "is neither on crates.io nor ours"),
        ] {
            let units = [unit(ours, "bin", false, &[1]), unit(&other, "lib", false, &[])];
            let error = read(&units).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn each_crate_is_listed_once_with_what_it_asks_for_and_who_asks_for_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let crates = ["a", "b", "std-only"].map(|name| {
            let its = folder.path().join(name);
            fs::create_dir_all(its.join("src")).unwrap();
            let repository = format!("https://example.com/{name}");
            let manifest = format!(
                "[package]\nname = \"{name}\"\nlicense = \"MIT\"\nrepository = \"{repository}\"\n"
            );
            fs::write(its.join("Cargo.toml"), manifest).unwrap();
            its.join("src/lib.rs")
        });
        let id = |name: &str| CrateId { name: name.to_owned(), version: "1.0.0".to_owned() };
        let of_registry = |at: usize, name: &str, is_std, asks_for: &[usize]| {
            let mut unit = unit(&format!("{REGISTRY}{name}@1.0.0"), "lib", is_std, asks_for);
            unit["target"]["src_path"] = json!(crates[at]);
            unit
        };
        let ours = |name: &str, kind: &str, asks_for: &[usize]| {
            unit(&format!("path+file:///x#{name}@0.1.0"), kind, false, asks_for)
        };
        let mut in_tests = of_registry(1, "b", false, &[]);
        in_tests["mode"] = json!("test");
        let graph = json!({
            "roots": [0, 8],
            "units": [
                ours("appvagt-cli", "bin", &[1, 2, 6, 7]),
                ours("appvagt-scanner", "lib", &[2]),
                // With two sets of features, which ask for each other.
                of_registry(0, "a", false, &[3, 4]),
                of_registry(0, "a", true, &[]),
                of_registry(1, "b", true, &[]),
                of_registry(2, "std-only", true, &[]),
                unit("path+file:///usr/lib/rustlib/src/rust/library/std#0.0.0", "lib", true, &[3, 5]),
                in_tests,
                ours("appvagt-jni", "cdylib", &[1]),
            ],
        });
        let digest = |name: &str| format!("digest of {name}");
        let checksums = ["a", "b", "std-only"].map(|name| (id(name), digest(name))).into();
        let linked = Linked::of(&serde_json::from_value(graph).unwrap(), &checksums).unwrap();

        let names: Vec<_> = linked.crates.keys().map(|id| id.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "std-only"]);
        assert_eq!(linked.asked_by_us, [id("a")].into());
        assert_eq!(linked.asked_by_rust, [id("a"), id("std-only")].into());
        let a = &linked.crates[&id("a")];
        assert_eq!(a.asks_for, [id("b")].into(), "it does not ask for itself");
        assert_eq!((a.licences.as_str(), a.sha256.as_str()), ("MIT", "digest of a"));
        assert_eq!(a.repository.as_deref(), Some("https://example.com/a"));
        assert_eq!(a.folder, folder.path().join("a"));
        assert!(!a.of_rust, "our own crates ask for it, too");
        assert!(linked.crates[&id("std-only")].of_rust);
    }

    #[test]
    fn a_crate_without_a_licence_is_refused() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"a\"\n").unwrap();
        let mut unit = unit(&format!("{REGISTRY}a@1.0.0"), "lib", false, &[]);
        unit["target"]["src_path"] = json!(folder.path().join("lib.rs"));
        let graph = serde_json::from_value(json!({ "units": [unit], "roots": [0] })).unwrap();
        let id = CrateId { name: "a".to_owned(), version: "1.0.0".to_owned() };
        let error = Linked::of(&graph, &[(id, String::new())].into()).unwrap_err().to_string();
        assert!(error.contains("a 1.0.0 names no licence"), "{error}");
    }

    #[test]
    fn checksums_are_those_of_the_lock_file_and_our_own_crates_have_none() {
        let checksums = checksums(&project::path("Cargo.lock")).unwrap();
        let of = |name: &str| checksums.iter().find(|(id, _)| id.name == name);
        assert!(of("anyhow").is_some_and(|(_, sha256)| sha256.len() == 64));
        assert!(of("appvagt-cli").is_none());
        let error = super::checksums(Path::new("/no/Cargo.lock")).unwrap_err();
        assert!(format!("{error:#}").contains("/no/Cargo.lock"));
    }

    #[test]
    fn a_source_file_belongs_to_the_crate_of_that_name_around_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let source = folder.path().join("a/src/lib.rs");
        fs::create_dir_all(folder.path().join("a/src")).unwrap();
        let manifest = "[package]\nname = \"a\"\nlicense = \"MIT\"\n";
        fs::write(folder.path().join("a/Cargo.toml"), manifest).unwrap();
        let (found, its) = about(&source, "a").unwrap();
        assert_eq!((found, its.license.unwrap().as_str()), (folder.path().join("a"), "MIT"));
        let error = about(&source, "b").unwrap_err().to_string();
        assert!(error.contains("belongs to no crate b"), "{error}");
    }
}
