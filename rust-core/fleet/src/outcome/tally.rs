//! How many devices each banned family is on.

use std::collections::{BTreeMap, BTreeSet};

use appvagt_scanner::{Names, Text};
use serde::Serialize;

use super::AppOnDevice;
use crate::appraisal::{Case, MatchedBy, Standing};

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FamilyTally {
    /// Id of the family; `None` for what the organisation bans by itself.
    pub family: Option<String>,
    pub name: String,
    pub test: bool,
    pub devices: usize,
    /// Those of them where only a name shows it.
    pub name_only: usize,
    /// Further devices, which the files do not name.
    pub unattributed: u64,
    /// Name of the family in other languages, where it differs between them.
    #[serde(skip)]
    pub names: Option<Names>,
    /// Why it is banned, where the policy says so.
    #[serde(skip)]
    pub reason: Option<Text>,
}

/// How many devices each banned family is on, by its id and name.
#[derive(Default)]
pub struct Tallies(BTreeMap<(Option<String>, String), FamilyTally>);

impl Tallies {
    fn of(&mut self, case: &Case) -> &mut FamilyTally {
        let Case { family, name, names, test, standing, .. } = case;
        let new = || FamilyTally {
            family: family.clone(),
            name: name.clone(),
            names: *names,
            test: *test,
            devices: 0,
            name_only: 0,
            unattributed: 0,
            reason: match standing {
                Standing::Banned { reason, .. } => reason.clone(),
                _ => None,
            },
        };
        self.0.entry((family.clone(), name.clone())).or_insert_with(new)
    }

    /// Counts a device with these apps.
    pub fn count(&mut self, apps: &[AppOnDevice]) {
        let mut counted = BTreeSet::new();
        let banned = || apps.iter().map(|app| &*app.case).filter(|case| case.is_banned());
        for case in banned() {
            if !counted.insert((&case.family, &case.name)) {
                continue;
            }
            let same = |other: &&Case| other.family == case.family && other.name == case.name;
            let name_only = banned().filter(same).all(|it| it.matched_by == MatchedBy::NameOnly);
            let tally = self.of(case);
            tally.devices += 1;
            tally.name_only += usize::from(name_only);
        }
    }

    /// Counts further devices with an app, which the files do not name.
    pub fn count_unattributed(&mut self, case: &Case, devices: u64) {
        let count = &mut self.of(case).unattributed;
        *count = count.saturating_add(devices);
    }

    /// Returns the tallies, the most widespread first.
    pub fn sorted(self) -> Vec<FamilyTally> {
        let mut tallies: Vec<_> = self.0.into_values().collect();
        tallies.sort_by_key(|tally| std::cmp::Reverse((tally.devices, tally.unattributed)));
        tallies
    }
}
