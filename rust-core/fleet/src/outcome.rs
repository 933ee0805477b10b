//! What came of inventories. The field names are those of the JSON output.

mod device;
mod gaps;
mod share;
mod tally;
mod unread;

pub use device::{AppOnDevice, Device, Status, owner_key, platform_key};
pub use gaps::Gap;
pub use share::{Share, major, shares};
pub use tally::FamilyTally;
pub use unread::Unread;

use std::collections::BTreeMap;
use std::rc::Rc;

use appvagt_inventory::{Subject, Unseen};
use appvagt_safe_text::clean;
use appvagt_scanner::{Date, Due, Policy, Verdict};
use serde::Serialize;

use self::tally::Tallies;
use crate::appraisal::{Case, Standing};
use crate::earlier::{Changes, Earlier};
use crate::fleet::{Fleet, Part};
use crate::wording;

/// What came of inventories.
#[derive(Debug, Serialize)]
pub struct FleetOutcome {
    /// The answer for the fleet.
    pub verdict: Verdict,
    /// Whether everything was seen.
    pub complete: bool,
    /// The day that was judged on.
    pub(crate) day: Option<Date>,
    pub(crate) totals: Totals,
    /// How many devices each banned family is on.
    pub(crate) families: Vec<FamilyTally>,
    /// The devices that were judged: banned ones first, then by their ids.
    pub(crate) devices: Vec<Device>,
    /// Banned apps on devices that the files do not name.
    pub(crate) unattributed: Vec<Unattributed>,
    /// What changed since an earlier result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changes: Option<Changes>,
    /// What else keeps the answer from being complete.
    pub(crate) gaps: Vec<Gap>,
    /// Words that are not understood.
    pub(crate) not_understood: Vec<Word>,
    pub(crate) files: Vec<File>,
    pub(crate) unread: Vec<Unread>,
}

#[derive(Debug, Default, Serialize)]
pub struct Totals {
    /// Phones and tablets.
    pub devices: usize,
    /// Those on which something banned was found.
    pub banned: usize,
    /// Those of which something is unknown, and on which nothing banned was found.
    pub unknown: usize,
    /// Those that were seen whole, and on which nothing banned was found.
    pub nothing_found: usize,
    /// Phones and tablets that are no longer managed, which are not judged.
    pub no_longer_managed: usize,
    /// Computers and others, which are not judged.
    pub other_systems: usize,
    /// Apps that are installed on phones and tablets, each on each.
    pub apps: u64,
}

#[derive(Debug, Serialize)]
pub struct Unattributed {
    #[serde(flatten)]
    pub case: Case,
    pub due: Option<Due>,
    pub devices: u64,
}

/// A word that is not understood.
#[derive(Debug, Serialize)]
pub struct Word {
    #[serde(serialize_with = "device::subject_key")]
    pub field: Subject,
    /// The word; `None` for others that are not kept.
    pub value: Option<String>,
    /// How often it came.
    pub times: u64,
}

#[derive(Debug, Serialize)]
pub struct File {
    pub path: String,
    pub entry: Option<String>,
    pub format: &'static str,
    pub records: u64,
    /// The day on which it was last written.
    #[serde(skip)]
    pub modified: Option<Date>,
}

/// By what devices are judged, beside their apps.
pub struct Terms<'a> {
    /// What is banned.
    pub policy: &'a Policy,
    /// The day that they are judged on.
    pub day: Option<Date>,
    /// After so many days, a report says nothing any more.
    pub stale_days: u16,
    /// What is compared with.
    pub earlier: Option<&'a Earlier>,
}

impl FleetOutcome {
    /// Draws up what came of a fleet.
    pub fn new(mut fleet: Fleet, terms: &Terms) -> Self {
        fleet.finish();
        let Fleet {
            appraiser,
            devices,
            unattributed,
            unattributed_apps,
            not_understood,
            parts,
            pages,
            not_read,
            ..
        } = fleet;
        let cases: Vec<_> = appraiser.into_cases().into_iter().map(Rc::new).collect();
        let mut totals = Totals { apps: unattributed_apps, ..Totals::default() };
        let mut tallies = Tallies::default();
        let mut devices: Vec<_> = devices
            .into_iter()
            .filter_map(|known| {
                let apps = known.apps.into();
                let device = Device::new(known, &cases, terms);
                let Some(device) = device else {
                    totals.other_systems += 1;
                    return None;
                };
                match device.status {
                    Status::Banned => totals.banned += 1,
                    Status::Unknown => totals.unknown += 1,
                    Status::NothingFound => totals.nothing_found += 1,
                    Status::NoLongerManaged => {
                        totals.no_longer_managed += 1;
                        return Some(device);
                    }
                }
                totals.devices += 1;
                totals.apps = totals.apps.saturating_add(apps);
                tallies.count(&device.apps);
                Some(device)
            })
            .collect();
        devices.sort_by(|a, b| (a.status, &a.id).cmp(&(b.status, &b.id)));
        let mut unattributed: Vec<_> = unattributed
            .iter()
            .map(|(&case, &devices)| {
                let case = Case::clone(&cases[case as usize]);
                let due = device::due(&case, None, terms);
                Unattributed { case, due, devices }
            })
            .collect();
        unattributed.sort_by(|a, b| a.case.order().cmp(&b.case.order()));
        let banned = unattributed.iter().filter(|app| app.case.is_banned());
        for Unattributed { case, devices, .. } in banned {
            tallies.count_unattributed(case, *devices);
        }
        let mut gaps = gaps::gaps(&parts, &pages, terms.policy, terms.day);
        let unread: Vec<_> = not_read.iter().map(Unread::new).collect();
        if totals.devices == 0 && gaps.is_empty() && unread.is_empty() {
            gaps.push(Gap::NoDevices);
        }
        let words = not_understood.into_words();
        let not_understood: Vec<_> =
            words.map(|(field, value, times)| Word { field, value, times }).collect();
        let judged = || devices.iter().filter(|device| device.status != Status::NoLongerManaged);
        let complete = unread.is_empty()
            && gaps.is_empty()
            && not_understood.is_empty()
            && judged().all(|device| device.unseen.is_empty());
        let banned = totals.banned > 0 || unattributed.iter().any(|app| app.case.is_banned());
        let changes = terms.earlier.map(|earlier| Changes::new(earlier, &devices));
        Self {
            verdict: Verdict::new(banned, complete),
            complete,
            day: terms.day,
            totals,
            families: tallies.sorted(),
            devices,
            unattributed,
            changes,
            gaps,
            not_understood,
            files: parts.iter().map(File::new).collect(),
            unread,
        }
    }

    /// Returns whether anything banned was found.
    #[must_use]
    pub fn found_any(&self) -> bool {
        self.verdict == Verdict::ActionRequired
    }

    /// Returns what could not be read.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Returns what could not be read, a sentence each.
    pub fn list_unread(&self) -> impl Iterator<Item = String> {
        self.unread.iter().map(|unread| clean(&wording::unread(unread)))
    }

    /// Returns the devices that were judged: those that are managed.
    pub(crate) fn judged(&self) -> impl Iterator<Item = &Device> {
        self.devices.iter().filter(|device| device.status != Status::NoLongerManaged)
    }

    /// Returns whether it is known of any device that was judged which part of the organisation has
    /// it.
    pub(crate) fn shows_groups(&self) -> bool {
        self.judged().any(|device| device.group.is_some())
    }

    /// Returns the banned, exempt or announced apps on the devices that were judged, with these.
    pub(crate) fn apps(&self) -> impl Iterator<Item = (&Device, &AppOnDevice)> {
        self.judged().flat_map(|device| device.apps.iter().map(move |app| (device, app)))
    }

    /// Returns which devices each thing is unseen of.
    pub(crate) fn unseen(&self) -> BTreeMap<Unseen, Vec<&Device>> {
        let mut unseen: BTreeMap<_, Vec<&Device>> = BTreeMap::new();
        for device in self.judged() {
            for what in &device.unseen {
                unseen.entry(*what).or_default().push(device);
            }
        }
        unseen
    }
}

/// Returns the name of a file, and of the one in it.
pub fn file(path: &str, entry: Option<&str>) -> String {
    match entry {
        Some(entry) => format!("{path}/{entry}"),
        None => path.to_owned(),
    }
}

impl File {
    fn new(part: &Part) -> Self {
        let Part { path, entry, format, records, modified, .. } = part;
        let (path, entry, format) = (path.clone(), entry.clone(), format.name());
        Self { path, entry, format, records: *records, modified: *modified }
    }
}

impl Case {
    /// Returns whether it is about something that is banned now.
    pub fn is_banned(&self) -> bool {
        matches!(self.standing, Standing::Banned { .. })
    }

    /// Returns what cases are sorted by.
    pub fn order(&self) -> impl Ord + '_ {
        let rank = match self.standing {
            Standing::Banned { .. } => 0,
            Standing::Announced { .. } => 1,
            Standing::Exempt { .. } => 2,
        };
        (rank, &self.name, &self.app, &self.label, &self.version)
    }
}
