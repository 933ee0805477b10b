//! What APK files say about themselves.

mod facts;
mod reading;
pub mod text;

use std::collections::HashSet;

pub use facts::Facts;
pub use reading::read;

/// Leaves out of the APKs of one archive the splits of apps whose base APK is there as well, and
/// all but the first base APK of each app.
#[must_use]
pub fn bases(all: Vec<Facts>) -> Vec<Facts> {
    let id = |facts: &Facts| (facts.package.clone(), facts.version_code);
    let with_base: HashSet<_> = all.iter().filter(|facts| facts.split.is_none()).map(id).collect();
    let mut seen = HashSet::new();
    let is_shown = |facts: &Facts| {
        let in_doubt = facts.error.is_some() || facts.base.is_none();
        in_doubt
            || !with_base.contains(&id(facts))
            || facts.split.is_none() && seen.insert(id(facts))
    };
    all.into_iter().filter(is_shown).collect()
}
