//! The licences that the app shows, compared with what is linked into its library.

use std::fs;

use anyhow::{Context, Result, bail};

use super::badging::compare_sets;
use crate::linked::Linked;
use crate::toolchain::project;

const SHOWN: &str = "android-app/src/main/res/raw/licences.txt";

/// A crate that is linked.
struct LinkedCrate {
    name: String,
    /// Its licences, such as `MIT OR Apache-2.0`.
    licences: String,
}

/// Checks that the app names each of these crates under a licence that it has, and no others. Those
/// that come with Rust's library are named with that.
pub fn check(linked: &Linked) -> Result<String> {
    let text = fs::read_to_string(project::path(SHOWN)).context(SHOWN)?;
    let crates = linked.crates.iter().filter(|(_, its)| !its.of_rust);
    let crates: Vec<_> = crates
        .map(|(id, its)| LinkedCrate { name: id.name.clone(), licences: its.licences.clone() })
        .collect();
    compare(&text, &crates)?;
    Ok(format!("{} crates and their licences are named in the app", crates.len()))
}

fn compare(text: &str, crates: &[LinkedCrate]) -> Result<()> {
    let apache = |linked: &LinkedCrate| linked.licences.contains("Apache-2.0");
    if let Some(other) = crates.iter().find(|linked| !apache(linked) && !is_mit(linked)) {
        bail!("{} is under {}, neither the Apache nor the MIT License", other.name, other.licences);
    }
    for (licence, is_under) in [
        ("Apache License", &apache as &dyn Fn(&LinkedCrate) -> bool),
        ("MIT License", &|linked| !apache(linked)),
    ] {
        let meant = crates.iter().filter(|linked| is_under(linked));
        compare_sets(
            &format!("crates under the {licence} in {SHOWN}"),
            named(text, licence).with_context(|| format!("{SHOWN} names no {licence}"))?,
            meant.map(|linked| linked.name.as_str()),
        )?;
    }
    Ok(())
}

fn is_mit(linked: &LinkedCrate) -> bool {
    linked.licences.split([' ', '/']).any(|word| word == "MIT")
}

/// Returns the crates in the line that ends with this licence, as in
/// `… the Rust crates a (whose), b and c, and Rust's own … are used under the MIT License.`
fn named<'a>(text: &'a str, licence: &str) -> Option<Vec<&'a str>> {
    let end = format!("used under the {licence}");
    let line = text.lines().find(|line| line.contains(&end))?;
    let (_, list) = line.split_once("Rust crates ")?;
    let (list, _) = list.split_once(&end)?;
    let list = list.strip_suffix(" are ")?;
    let list = list.strip_suffix(", and Rust's own standard library,").unwrap_or(list);
    let words = list.split(", ").flat_map(|part| part.split(" and "));
    Some(words.map(|word| word.split_once(" (").map_or(word, |(name, _)| name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_is_not_named_or_no_longer_linked_is_found() {
        let text = "A, the Rust crates b and c, and Rust's own standard library, are used under the \
                    Apache License, Version 2.0.\n\nThe Rust crates d (Copyright (c) 2015 D) and e \
                    are used under the MIT License.\n";
        let linked = |list: &[(&str, &str)]| -> Vec<_> {
            let one = |(name, licences): &(&str, &str)| LinkedCrate {
                name: (*name).to_owned(),
                licences: (*licences).to_owned(),
            };
            list.iter().map(one).collect()
        };
        let (b, c) = (("b", "MIT OR Apache-2.0"), ("c", "Apache-2.0"));
        let (d, e) = (("d", "MIT"), ("e", "Unlicense OR MIT"));
        assert!(compare(text, &linked(&[b, c, d, e])).is_ok());
        for (wrong, expected) in [
            (vec![b, c, d], "MIT License"),
            (vec![b, c, d, e, ("f", "MIT")], "MIT License"),
            (vec![c, d, e], "Apache License"),
            (vec![b, c, ("d", "MPL-2.0"), e], "d is under MPL-2.0"),
        ] {
            let error = compare(text, &linked(&wrong)).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
