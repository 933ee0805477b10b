//! What else keeps the answer from being complete.

use std::collections::{BTreeMap, BTreeSet};

use appvagt_inventory::Format;
use appvagt_scanner::{Ban, Date, Policy, Subject};
use serde::Serialize;

use crate::fleet::{Page, Part};

/// What keeps the answer from being complete, beside devices of which something is unknown and what
/// could not be read.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Gap {
    /// The list that this file is a page of goes on in one that was not given.
    PagesMissing { format: &'static str, path: String, entry: Option<String> },
    /// A list says that it is of more records than were read.
    RecordsMissing { format: &'static str, read: u64, of: u64 },
    /// Apps are counted in this file without saying on which devices, so that it is not known what
    /// of these could not be seen.
    DevicesUnnamed { format: &'static str, path: String, entry: Option<String> },
    /// Nothing that was read has a phone or tablet.
    NoDevices,
    /// Rules of the policy's that are about what the files do not show.
    RulesUnchecked { rules: Vec<String> },
}

/// Returns what there is of gaps.
pub fn gaps(parts: &[Part], pages: &[Page], policy: &Policy, day: Option<Date>) -> Vec<Gap> {
    let mut gaps = missing_pages(parts, pages);
    gaps.extend(parts.iter().filter(|part| part.counts).map(|part| {
        let Part { path, entry, format, .. } = part;
        Gap::DevicesUnnamed { format: format.name(), path: path.clone(), entry: entry.clone() }
    }));
    let mut formats: Vec<Format> = Vec::new();
    for part in parts {
        if !formats.contains(&part.format) {
            formats.push(part.format);
        }
    }
    formats.sort_by_key(|format| format.name());
    let rules = unchecked(policy, day, &formats);
    if !rules.is_empty() && !formats.is_empty() {
        gaps.push(Gap::RulesUnchecked { rules });
    }
    gaps
}

/// The pages of a list.
#[derive(Default)]
struct List<'a> {
    pages: Vec<&'a Page>,
}

impl List<'_> {
    /// Returns whether a page is missing: every page says that there are more, or that there are
    /// more than these.
    fn goes_on(&self) -> bool {
        let given = self.pages.len() as u64;
        self.pages.iter().all(|page| page.goes_on)
            || self.pages.iter().filter_map(|page| page.pages).max().is_some_and(|all| all > given)
    }

    /// Returns how many records there are, those of a page that was given twice counted once.
    fn records(&self) -> u64 {
        let mut known = BTreeSet::new();
        let once =
            |page: &&&Page| page.first.is_none_or(|first| known.insert((first, page.records)));
        self.pages.iter().filter(once).map(|page| page.records).fold(0, u64::saturating_add)
    }
}

/// Returns what is missing of lists, whatever the order of their pages. An empty page may not say which list
/// it is of: it may be the last one of any of its format.
fn missing_pages(parts: &[Part], pages: &[Page]) -> Vec<Gap> {
    let mut formats: BTreeMap<_, (BTreeMap<_, List>, List)> = BTreeMap::new();
    for page in pages {
        let (lists, empty) = formats.entry(kind(parts[page.part].format)).or_default();
        let list = match page.of.as_deref() {
            None if page.records == 0 => empty,
            of => lists.entry(of).or_default(),
        };
        list.pages.push(page);
    }
    let mut gaps = Vec::new();
    for (mut lists, empty) in formats.into_values() {
        let mut ends = empty.pages.iter().filter(|page| !page.goes_on).count();
        if lists.is_empty() {
            lists.insert(None, empty);
        }
        for list in lists.values() {
            let Some(last) = list.pages.last() else { continue };
            let Part { path, entry, format, .. } = &parts[last.part];
            let format = format.name();
            if list.goes_on() {
                if ends == 0 {
                    let (path, entry) = (path.clone(), entry.clone());
                    gaps.push(Gap::PagesMissing { format, path, entry });
                }
                ends = ends.saturating_sub(1);
            }
            let read = list.records();
            if let Some(of) = list.pages.iter().filter_map(|page| page.total).max()
                && of > read
            {
                gaps.push(Gap::RecordsMissing { format, read, of });
            }
        }
    }
    gaps
}

/// Returns a word for formats of which an empty page may be either.
fn kind(format: Format) -> &'static str {
    match format {
        Format::GraphApps | Format::GraphDevices => "graph",
        other => other.name(),
    }
}

/// Returns the organisation's own rules that are about what these formats do not show.
fn unchecked(policy: &Policy, day: Option<Date>, formats: &[Format]) -> Vec<String> {
    let names_only = formats.iter().any(|format| format.has_names_only());
    let shows_signers = |format: &Format| matches!(format, Format::Amapi | Format::AndroidQf);
    let in_force = policy.banned.iter().filter(|banned| banned.in_force(day));
    let unchecked = in_force.filter_map(|banned| match &banned.what {
        Ban::Family(_) => None,
        Ban::Mark(kind, text) => {
            let unchecked = match kind.subject {
                Subject::Package => names_only,
                Subject::Certificate => !formats.iter().all(shows_signers),
                _ => true,
            };
            unchecked.then(|| format!("{} {text}", kind.key()))
        }
    });
    unchecked.collect()
}
