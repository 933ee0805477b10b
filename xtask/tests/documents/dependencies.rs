//! That `docs/dependencies.md` names all that the shipped things are built from.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::process::Command;
use std::{env, fs};

use serde::Deserialize;

use crate::tree::{read, root};

const DOCUMENT: &str = "docs/dependencies.md";
const FIX: &str = "APPVAGT_WRITE_DOCS=1 cargo test -p xtask --test documents";

/// Something that is shipped: the crate that makes it, with which features, and for which platform.
struct Shipped {
    heading: &'static str,
    manifest: &'static str,
    features: &'static str,
    platform: &'static str,
}

const SHIPPED: [Shipped; 2] = [
    Shipped {
        heading: "## In `libappvagt.so`",
        manifest: "rust-core/jni/Cargo.toml",
        features: "unwinder",
        platform: "aarch64-linux-android",
    },
    Shipped {
        heading: "## In `appvagt`",
        manifest: "rust-core/cli/Cargo.toml",
        features: "",
        platform: "x86_64-unknown-linux-gnu",
    },
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    license: Option<String>,
    repository: Option<String>,
    source: Option<String>,
    manifest_path: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

impl Package {
    fn is_ours(&self) -> bool {
        self.source.is_none()
    }

    fn runs_in_the_compiler(&self) -> bool {
        self.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro"))
    }
}

impl Shipped {
    fn metadata(&self) -> Metadata {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["metadata", "--locked", "--format-version", "1", "--filter-platform"]);
        cargo.arg(self.platform).arg("--manifest-path").arg(root().join(self.manifest));
        cargo.args(["--features", self.features]);
        let output = cargo.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cargo metadata of {}: {errors}", self.manifest);
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// Returns what is linked into the crate at `manifest`: for each package, those that bring it.
fn linked<'a>(
    metadata: &'a Metadata,
    packages: &HashMap<&'a str, &'a Package>,
    manifest: &str,
) -> BTreeMap<&'a str, (&'a Package, BTreeSet<&'a str>)> {
    let nodes: HashMap<_, _> =
        metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), &node.deps)).collect();
    let first =
        metadata.packages.iter().find(|p| p.manifest_path.replace('\\', "/").ends_with(manifest));
    let mut found: BTreeMap<&str, (&Package, BTreeSet<&str>)> = BTreeMap::new();
    let mut seen = HashSet::new();
    let mut next = vec![first.unwrap().id.as_str()];
    while let Some(id) = next.pop() {
        if !seen.insert(id) {
            continue;
        }
        for dependency in nodes[id] {
            let package = packages[dependency.pkg.as_str()];
            let normal = dependency.dep_kinds.iter().any(|kind| kind.kind.is_none());
            if normal && !package.runs_in_the_compiler() {
                next.push(&package.id);
                found
                    .entry(&package.name)
                    .or_insert_with(|| (package, BTreeSet::new()))
                    .1
                    .insert(&packages[id].name);
            }
        }
    }
    found
}

/// Returns the table of `shipped`, and the names in it that our own crates ask for.
fn table(shipped: &Shipped) -> (String, BTreeSet<String>) {
    let metadata = shipped.metadata();
    let packages: HashMap<_, _> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let ours: HashSet<_> =
        metadata.packages.iter().filter(|p| p.is_ours()).map(|p| p.name.as_str()).collect();
    let mut text =
        String::from("| crate | licence | kept at | asked for by |\n| --- | --- | --- | --- |\n");
    let mut chosen = BTreeSet::new();
    for (name, (package, by)) in linked(&metadata, &packages, shipped.manifest) {
        if package.is_ours() {
            continue;
        }
        if by.iter().any(|by| ours.contains(by)) {
            chosen.insert(name.to_owned());
        }
        let licence = package.license.as_deref().unwrap_or_else(|| panic!("{name}: no licence"));
        let repository = package.repository.as_deref().unwrap_or("–");
        let repository = repository.trim_start_matches("https://").trim_end_matches(".git");
        let by: Vec<_> = by.iter().map(|by| format!("`{by}`")).collect();
        writeln!(text, "| `{name}` | {licence} | {repository} | {} |", by.join(", ")).unwrap();
    }
    (text, chosen)
}

/// Replaces the table below `heading` in `document`.
fn replace_table(document: &str, heading: &str, table: &str) -> String {
    let start = document.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let start = start + document[start..].find("\n| ").unwrap() + 1;
    let end = document[start..].find("\n\n").map_or(document.len(), |at| start + at + 1);
    format!("{}{table}{}", &document[..start], &document[end..])
}

/// Set `APPVAGT_WRITE_DOCS` to write the tables instead of comparing them.
#[test]
fn all_that_is_linked_is_named_with_its_licence() {
    let document = read(DOCUMENT);
    let mut meant = document.clone();
    for shipped in &SHIPPED {
        meant = replace_table(&meant, shipped.heading, &table(shipped).0);
    }
    if env::var_os("APPVAGT_WRITE_DOCS").is_some() {
        fs::write(root().join(DOCUMENT), &meant).unwrap();
    }
    assert!(read(DOCUMENT) == meant, "{DOCUMENT} is stale: {FIX}");
}

#[test]
fn all_that_we_chose_has_a_reason() {
    let document = read(DOCUMENT);
    let (_, section) = document.split_once("\n## What we chose, and why\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let reasons: BTreeSet<_> = section
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split('`').next()?.to_owned()))
        .collect();
    let mut chosen = BTreeSet::new();
    for shipped in &SHIPPED {
        chosen.append(&mut table(shipped).1);
    }
    let without: Vec<_> = chosen.difference(&reasons).collect();
    let gone: Vec<_> = reasons.difference(&chosen).collect();
    assert!(
        without.is_empty() && gone.is_empty(),
        "{DOCUMENT}, \"What we chose\": a row is missing for {without:?}; nothing shipped asks for {gone:?}"
    );
}

#[test]
fn the_notices_on_the_phone_name_all_that_is_linked() {
    const NOTICES: &str = "android-app/src/main/res/raw/licences.txt";
    let notices = read(NOTICES);
    let names: HashSet<_> = notices.split([' ', ',', '\n', ':', '.', '(', ')']).collect();
    let (table, _) = table(&SHIPPED[0]);
    let linked = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let missing: Vec<_> = linked.filter(|name| !names.contains(name)).collect();
    assert!(missing.is_empty(), "{NOTICES} does not name {missing:?}");
}
