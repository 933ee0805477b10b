//! That `docs/dependencies.md` names all that the shipped things are built from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;
use std::{env, fs};

use crate::tree::{read, root};

const DOCUMENT: &str = "docs/dependencies.md";
const FIX: &str = "APPVAGT_WRITE_DOCS=1 cargo test -p xtask --test documents";
/// What the names of our own crates begin with.
const OURS: &str = "appvagt-";

/// Something that is shipped: the crate that makes it, with which features, and for which systems, each
/// with its name for people.
struct Shipped {
    heading: &'static str,
    package: &'static str,
    features: &'static str,
    systems: &'static [(&'static str, &'static str)],
}

const SHIPPED: [Shipped; 3] = [
    Shipped {
        heading: "## In `libappvagt.so`",
        package: "appvagt-jni",
        features: "unwinder",
        systems: &[("Android", "aarch64-linux-android")],
    },
    Shipped {
        heading: "## In `appvagt`",
        package: "appvagt-cli",
        features: "",
        systems: &[
            ("Linux", "x86_64-unknown-linux-musl"),
            ("Windows", "x86_64-pc-windows-gnu"),
            ("macOS", "aarch64-apple-darwin"),
        ],
    },
    Shipped {
        heading: "## In `appvagt.html`",
        package: "appvagt-web",
        features: "",
        systems: &[("browsers", "wasm32-unknown-unknown")],
    },
];

/// A crate that is linked.
#[derive(Clone)]
struct Linked {
    licence: String,
    repository: String,
    asked_for_by: BTreeSet<String>,
    systems: Vec<&'static str>,
}

/// Returns what is linked into `shipped`, by name; our own crates are not.
fn linked(shipped: &Shipped) -> BTreeMap<String, Linked> {
    let mut linked: BTreeMap<String, Linked> = BTreeMap::new();
    for (system, platform) in shipped.systems {
        for (name, its) in from_tree(&tree(shipped, platform)) {
            let known = linked
                .entry(name)
                .or_insert_with(|| Linked { asked_for_by: BTreeSet::new(), ..its.clone() });
            known.asked_for_by.extend(its.asked_for_by);
            known.systems.push(system);
        }
    }
    linked
}

/// Asks cargo for the tree of what is linked for a platform.
fn tree(shipped: &Shipped, platform: &str) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--locked", "--edges", "normal,no-proc-macro"]);
    cargo.args(["--package", shipped.package, "--features", shipped.features]);
    cargo.args(["--target", platform, "--no-dedupe", "--prefix", "depth"]);
    let output = cargo.args(["--format", "\t{p}\t{l}\t{r}"]).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo tree of {}: {errors}", shipped.package);
    String::from_utf8(output.stdout).unwrap()
}

/// Reads a tree of crates, each with its depth, its name and version, its licence and repository.
fn from_tree(tree: &str) -> BTreeMap<String, Linked> {
    let mut linked: BTreeMap<String, Linked> = BTreeMap::new();
    let mut above: Vec<&str> = Vec::new();
    for line in tree.lines() {
        let cells: Vec<_> = line.split('\t').collect();
        let [depth, package, licence, repository] = cells[..] else { panic!("{line}") };
        let name = package.split(' ').next().unwrap();
        above.truncate(depth.parse().unwrap());
        if !name.starts_with(OURS) {
            let known = linked.entry(name.to_owned()).or_insert_with(|| Linked {
                licence: licence.to_owned(),
                repository: repository.to_owned(),
                asked_for_by: BTreeSet::new(),
                systems: Vec::new(),
            });
            known.asked_for_by.extend(above.last().map(|&name| name.to_owned()));
        }
        above.push(name);
    }
    linked
}

/// Returns the table of `shipped`.
fn table(shipped: &Shipped) -> String {
    let mut text =
        String::from("| crate | licence | kept at | asked for by |\n| --- | --- | --- | --- |\n");
    for (name, Linked { licence, repository, asked_for_by, systems }) in linked(shipped) {
        assert!(!licence.is_empty(), "{name} names no licence");
        let repository = repository.trim_start_matches("https://").trim_end_matches(".git");
        let by: Vec<_> = asked_for_by.iter().map(|by| format!("`{by}`")).collect();
        let everywhere = systems.len() == shipped.systems.len();
        let only = if everywhere { String::new() } else { format!(" ({})", systems.join(", ")) };
        writeln!(text, "| `{name}`{only} | {licence} | {repository} | {} |", by.join(", "))
            .unwrap();
    }
    text
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
        meant = replace_table(&meant, shipped.heading, &table(shipped));
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
    let ours = |crates: &Linked| crates.asked_for_by.iter().any(|by| by.starts_with(OURS));
    let chosen: BTreeSet<_> = SHIPPED
        .iter()
        .flat_map(linked)
        .filter_map(|(name, crates)| ours(&crates).then_some(name))
        .collect();
    let without: Vec<_> = chosen.difference(&reasons).collect();
    let gone: Vec<_> = reasons.difference(&chosen).collect();
    assert!(
        without.is_empty() && gone.is_empty(),
        "{DOCUMENT}, \"What we chose\": a row is missing for {without:?}; nothing shipped asks for {gone:?}"
    );
}

#[test]
fn a_tree_is_read_with_what_asks_for_each_crate() {
    let tree =
        "0\tappvagt-x v1 (/x)\tA\t\n1\tb v2\tMIT\thttps://b.git\n2\tc v3\tMIT\t\n1\tc v3\tMIT\t\n";
    let linked = from_tree(tree);
    assert_eq!(linked.keys().collect::<Vec<_>>(), ["b", "c"]);
    let by = |name: &str| linked[name].asked_for_by.iter().cloned().collect::<Vec<_>>();
    assert_eq!(by("b"), ["appvagt-x"]);
    assert_eq!(by("c"), ["appvagt-x", "b"]);
}
