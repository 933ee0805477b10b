//! What `.cargo/deny.toml` says of licences and sources, held where the tool that it is written for
//! is not there.

use std::collections::BTreeSet;
use std::process::Command;

use crate::tree::{read, root};

const RULES: &str = ".cargo/deny.toml";
/// What `Cargo.lock` calls the one registry.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Returns the licences that a crate may have.
fn allowed() -> BTreeSet<String> {
    let rules: toml::Table = toml::from_str(&read(RULES)).unwrap();
    let allowed = rules["licenses"]["allow"].as_array().unwrap();
    allowed.iter().map(|licence| licence.as_str().unwrap().to_owned()).collect()
}

/// Returns whether `allowed` licences are enough for `expression`, as SPDX writes it. Old crates
/// have a slash for `OR`.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let may = any_of(&mut words, allowed);
    may && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words, allowed: &BTreeSet<String>) -> bool {
    let mut may = all_of(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        may |= all_of(words, allowed);
    }
    may
}

fn all_of(words: &mut Words, allowed: &BTreeSet<String>) -> bool {
    let mut may = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        may &= one(words, allowed);
    }
    may
}

fn one(words: &mut Words, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.next() else { return false };
    if word == "(" {
        let may = any_of(words, allowed);
        return words.next() == Some(")") && may;
    }
    match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
        Some(exception) => allowed.contains(&format!("{word} WITH {exception}")),
        None => allowed.contains(word),
    }
}

#[test]
fn all_crates_are_under_licences_that_are_allowed() {
    let mut cargo = Command::new(env!("CARGO"));
    // The fuzzer is in nothing that is shipped.
    cargo.current_dir(root()).args([
        "tree",
        "--locked",
        "--workspace",
        "--exclude",
        "appvagt-fuzz",
    ]);
    cargo.args(["--all-features", "--target", "all", "--edges", "all", "--prefix", "none"]);
    let output = cargo.args(["--format", "{p}\t{l}"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: BTreeSet<_> = tree.lines().filter_map(|line| line.split_once('\t')).collect();
    assert!(crates.len() > 50, "only {} crates", crates.len());
    let allowed = allowed();
    // A crate that stands a second time is marked behind its licence.
    let licence = |cell: &str| cell.trim_end_matches(" (*)").to_owned();
    let refused: Vec<_> = crates
        .iter()
        .filter(|(_, cell)| !is_allowed(&licence(cell), &allowed))
        .map(|(package, cell)| format!("{package}: {cell}"))
        .collect();
    assert!(refused.is_empty(), "{RULES} does not allow:\n{}", refused.join("\n"));
}

#[test]
fn all_crates_come_from_the_one_registry_with_a_checksum() {
    let lock: toml::Table = toml::from_str(&read("Cargo.lock")).unwrap();
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > 50, "only {} packages", packages.len());
    for package in packages {
        let text = |key: &str| package.get(key).and_then(toml::Value::as_str);
        let name = text("name").unwrap();
        if name.starts_with("appvagt-") || name.starts_with("xtask") {
            assert_eq!(text("source"), None, "{name} is ours");
            continue;
        }
        assert_eq!(text("source"), Some(REGISTRY), "{name}");
        assert_eq!(text("checksum").map(str::len), Some(64), "{name}");
    }
}

#[test]
fn licences_are_read_as_spdx_writes_them() {
    let allowed: BTreeSet<_> = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, may) in [
        ("MIT", true),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Zlib", true),
        ("(MIT AND GPL-3.0) OR Zlib", true),
        ("MIT OR Zlib AND GPL-3.0", true),
        ("MIT WITH Classpath-exception-2.0", false),
        ("", false),
        ("(MIT", false),
        ("MIT)", false),
        ("MIT GPL-3.0", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), may, "{expression}");
    }
}
