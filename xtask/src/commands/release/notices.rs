//! The licences and notices that go with a released thing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Thing;
use super::part::{Licence, Part};
use crate::toolchain::project;

const RULE: &str =
    "================================================================================\n";

/// Returns all notices of a thing: a list of its parts, then each text once, with the parts that it
/// is about.
pub fn notices(thing: &Thing) -> String {
    let mut text = format!(
        "{} {}: {}\n\nUnder the Apache License, Version 2.0. It contains parts that others made:\n\n",
        thing.name,
        project::VERSION,
        thing.description
    );
    let contained: Vec<_> = thing.parts.parts.iter().filter(|part| part.contained).collect();
    for part in &contained {
        let Part { name, version, what, kept_at, .. } = part;
        let what = what.map(|what| format!(" ({what})")).unwrap_or_default();
        let kept_at = kept_at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        let licence = match &part.licence {
            Licence::Expression(licence) | Licence::Name(licence) => licence,
            Licence::OfCrate(licence) => licence.as_str(),
        };
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name} {version}{what}: {licence}{kept_at}");
    }
    for (words, (its, names)) in texts(&contained) {
        debug_assert!(!words.is_empty());
        let _ = write!(text, "\n{RULE}{}\n{RULE}\n{}\n", names.join(", "), its.trim_end());
    }
    text
}

/// Returns each text once, by its words, however its lines are broken, with the names of the parts
/// that have it.
fn texts<'a>(parts: &[&'a Part]) -> BTreeMap<String, (&'a str, Vec<&'a str>)> {
    let mut texts = BTreeMap::new();
    for part in parts {
        for text in &part.texts {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (_, names) =
                texts.entry(words).or_insert_with(|| (text.as_str(), Vec::<&str>::new()));
            if names.last() != Some(&part.name.as_str()) {
                names.push(&part.name);
            }
        }
    }
    texts.remove("");
    texts
}
