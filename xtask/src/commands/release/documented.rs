//! The crates that `docs/dependencies.md` names, compared with what goes into a bill of materials.
//! Both are drawn from what cargo says, each in a way of its own: the tree of packages there, the
//! units that are compiled here.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::linked::Linked;
use crate::toolchain::project;

const DOCUMENT: &str = "docs/dependencies.md";

/// Checks that the table below this heading names, for this system, the crates that are linked and
/// no others. Those that are here for Rust's library alone are named with that.
pub fn check(linked: &Linked, heading: &str, system: &str) -> Result<()> {
    let document = fs::read_to_string(project::path(DOCUMENT)).context(DOCUMENT)?;
    let its = linked.crates.iter().filter(|(_, its)| !its.of_rust);
    compare(&document, heading, system, &its.map(|(id, _)| id.name.as_str()).collect())
}

fn compare(document: &str, heading: &str, system: &str, linked: &BTreeSet<&str>) -> Result<()> {
    let named = named(document, heading, system)
        .with_context(|| format!("{DOCUMENT} has no table below {heading:?}"))?;
    let unnamed: Vec<_> = linked.difference(&named).collect();
    let absent: Vec<_> = named.difference(linked).collect();
    if !unnamed.is_empty() || !absent.is_empty() {
        bail!("{DOCUMENT} does not name {unnamed:?}, and names {absent:?}, which is not linked");
    }
    Ok(())
}

/// Returns the crates in the table below this heading, as in `` | `a` | `` or, where it is not for
/// all systems, `` | `a` (Linux, macOS) | ``.
fn named<'a>(document: &'a str, heading: &str, system: &str) -> Option<BTreeSet<&'a str>> {
    let (_, section) = document.split_once(&format!("\n{heading}\n"))?;
    let section = section.split("\n## ").next()?;
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let rows = rows.filter(|(_, rest)| {
        let only = rest.split(" |").next().and_then(|only| only.strip_prefix(" ("));
        only.is_none_or(|only| only.trim_end_matches(')').split(", ").any(|one| one == system))
    });
    let names: BTreeSet<_> = rows.map(|(name, _)| name).collect();
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_is_not_named_or_not_linked_is_found_for_each_system() {
        let document = "\n## In x\n\n| crate | by |\n| --- | --- |\n| `a` | `z` |\n\
                        | `b` (Linux, macOS) | `a` |\n| `c` (Windows) | `a` |\n\n## In y\n\n| `d` | |\n";
        for (system, linked, right) in [
            ("Linux", vec!["a", "b"], true),
            ("Windows", vec!["a", "c"], true),
            ("Windows", vec!["a", "b"], false),
            ("Linux", vec!["a"], false),
            ("Linux", vec!["a", "b", "d"], false),
        ] {
            let result = compare(document, "## In x", system, &linked.iter().copied().collect());
            assert_eq!(result.is_ok(), right, "{system}: {linked:?}: {result:?}");
        }
        assert!(compare(document, "## In z", "Linux", &BTreeSet::new()).is_err());
    }
}
