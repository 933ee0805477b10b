//! What came of inventories. The field names are those of the JSON output.

mod gaps;
mod unread;

pub use gaps::Gap;
pub use unread::Unread;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use appvagt_inventory::{Platform, Unseen};
use appvagt_scanner::{Date, Policy, Verdict};
use serde::{Serialize, Serializer};

use super::appraisal::{Case, MatchedBy, Standing};
use super::fleet::{Fleet, Known, Part};

/// What came of inventories.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub verdict: Verdict,
    /// Whether everything could be seen.
    pub complete: bool,
    /// The day that was judged on.
    pub day: Option<Date>,
    pub totals: Totals,
    /// How many devices each banned family is on.
    pub families: Vec<FamilyTally>,
    /// The devices that there is something to say of, by their ids.
    pub devices: Vec<Device>,
    /// Banned apps on devices that the files do not name.
    pub unattributed: Vec<Unattributed>,
    /// What else keeps the answer from being complete.
    pub gaps: Vec<Gap>,
    pub files: Vec<File>,
    pub unread: Vec<Unread>,
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
    /// Computers and others, which are not judged.
    pub other_systems: usize,
    /// Apps that are installed on phones and tablets, each on each.
    pub apps: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FamilyTally {
    /// Id of the family; `None` for what the organisation bans by itself.
    pub family: Option<String>,
    pub name: String,
    pub test: bool,
    pub devices: usize,
    /// Those of them where only a name tells it.
    pub name_only: usize,
    /// Further devices, which the files do not name.
    pub unattributed: u64,
}

#[derive(Debug, Serialize)]
pub struct Device {
    /// What the MDM calls it.
    #[serde(rename = "device")]
    pub id: Box<str>,
    pub status: Status,
    pub serial: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<str>>,
    pub platform: &'static str,
    /// When it last reported, as the file has it.
    pub reported: Option<Box<str>>,
    /// One for all devices that have the same, as many may.
    #[serde(serialize_with = "shared")]
    pub apps: Vec<Rc<Case>>,
    /// What of it could not be seen.
    pub unseen: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Banned,
    Unknown,
    NothingFound,
}

#[derive(Debug, Serialize)]
pub struct Unattributed {
    #[serde(flatten)]
    pub case: Case,
    pub devices: u64,
}

#[derive(Debug, Serialize)]
pub struct File {
    pub path: String,
    pub entry: Option<String>,
    pub format: &'static str,
    pub records: u64,
}

impl Outcome {
    pub fn new(fleet: Fleet, policy: &Policy, day: Option<Date>) -> Self {
        let Fleet {
            appraiser,
            devices,
            by_id,
            unattributed,
            unattributed_apps,
            parts,
            pages,
            not_read,
            ..
        } = fleet;
        drop(by_id);
        let cases: Vec<_> = appraiser.into_cases().into_iter().map(Rc::new).collect();
        let mut totals = Totals { apps: unattributed_apps, ..Totals::default() };
        let mut tallies = Tallies::default();
        let mut told: Vec<_> = devices
            .into_iter()
            .filter_map(|known| {
                let apps = known.apps.into();
                let device = Device::new(known, &cases);
                let Some(device) = device else {
                    totals.other_systems += 1;
                    return None;
                };
                totals.devices += 1;
                totals.apps = totals.apps.saturating_add(apps);
                match device.status {
                    Status::Banned => totals.banned += 1,
                    Status::Unknown => totals.unknown += 1,
                    Status::NothingFound => totals.nothing_found += 1,
                }
                tallies.count(&device.apps);
                (device.status != Status::NothingFound || !device.apps.is_empty()).then_some(device)
            })
            .collect();
        told.sort_by(|a, b| (a.status, &a.id).cmp(&(b.status, &b.id)));
        let mut unattributed: Vec<_> = unattributed
            .iter()
            .map(|(&case, &devices)| Unattributed {
                case: Case::clone(&cases[case as usize]),
                devices,
            })
            .collect();
        unattributed.sort_by(|a, b| order(&a.case).cmp(&order(&b.case)));
        for Unattributed { case, devices } in unattributed.iter().filter(|app| is_banned(&app.case))
        {
            let count = &mut tallies.of(case).unattributed;
            *count = count.saturating_add(*devices);
        }
        let mut gaps = gaps::gaps(&parts, &pages, policy, day);
        let unread: Vec<_> = not_read.iter().map(Unread::new).collect();
        if totals.devices == 0 && gaps.is_empty() && unread.is_empty() {
            gaps.push(Gap::NoDevices);
        }
        let incomplete = totals.unknown > 0
            || !unread.is_empty()
            || !gaps.is_empty()
            || told.iter().any(|device| !device.unseen.is_empty());
        let banned = totals.banned > 0 || unattributed.iter().any(|app| is_banned(&app.case));
        let complete = !incomplete;
        Self {
            verdict: Verdict::new(banned, complete),
            complete,
            day,
            totals,
            families: tallies.sorted(),
            devices: told,
            unattributed,
            gaps,
            files: parts.iter().map(File::new).collect(),
            unread,
        }
    }

    /// Whether anything banned was found.
    pub fn found_any(&self) -> bool {
        self.totals.banned > 0 || self.unattributed.iter().any(|app| is_banned(&app.case))
    }

    /// The banned, exempt or announced apps on devices, with these.
    pub fn cases(&self) -> impl Iterator<Item = (&Device, &Case)> {
        self.devices.iter().flat_map(|device| device.apps.iter().map(move |case| (device, &**case)))
    }

    /// How many devices each thing is unseen of, and which.
    pub fn unseen(&self) -> BTreeMap<&'static str, Vec<&Device>> {
        let mut unseen: BTreeMap<_, Vec<&Device>> = BTreeMap::new();
        for device in &self.devices {
            for what in &device.unseen {
                unseen.entry(*what).or_default().push(device);
            }
        }
        unseen
    }
}

fn shared<S: Serializer>(cases: &[Rc<Case>], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(cases.iter().map(Rc::as_ref))
}

/// Whether a case is about something that is banned now.
pub fn is_banned(case: &Case) -> bool {
    matches!(case.standing, Standing::Banned { .. })
}

fn order(case: &Case) -> impl Ord + '_ {
    let rank = match case.standing {
        Standing::Banned { .. } => 0,
        Standing::Announced { .. } => 1,
        Standing::Exempt { .. } => 2,
    };
    (rank, &case.name, &case.app, &case.label, &case.version)
}

impl Device {
    /// `None` for a computer, which is not judged.
    fn new(known: Known, cases: &[Rc<Case>]) -> Option<Self> {
        let platform = match known.platform {
            Platform::Android => "android",
            Platform::Apple => "ios",
            Platform::Unknown => "unknown",
            Platform::Other => return None,
        };
        let mut coverage = known.coverage;
        if known.company_owned || coverage.lacks(Unseen::UnmanagedApps) {
            coverage = coverage.with(Unseen::UnmanagedAppsIfPersonal);
        }
        if known.apps == 0 {
            coverage = coverage.without(Unseen::Everything);
        }
        let mut apps: Vec<_> =
            known.cases.iter().map(|&case| Rc::clone(&cases[case as usize])).collect();
        apps.sort_by(|a, b| order(a).cmp(&order(b)));
        let status = if apps.iter().any(|case| is_banned(case)) {
            Status::Banned
        } else if coverage.unseen().next().is_some() {
            Status::Unknown
        } else {
            Status::NothingFound
        };
        Some(Self {
            id: known.id,
            status,
            serial: known.serial,
            name: known.name,
            user: known.user,
            platform,
            reported: known.reported,
            apps,
            unseen: coverage.unseen().map(unseen_key).collect(),
        })
    }
}

/// What is unseen, as a word of the JSON output.
fn unseen_key(unseen: Unseen) -> &'static str {
    match unseen {
        Unseen::Everything => "no_app_reported",
        Unseen::PersonalSide => "personal_side",
        Unseen::UnmanagedApps => "unmanaged_apps",
        Unseen::UnmanagedAppsIfPersonal => "unmanaged_apps_if_personal",
        Unseen::OtherUsers => "other_users",
        Unseen::Rest => "cut_short",
    }
}

/// How many devices each banned family is on, by its id and name.
#[derive(Default)]
struct Tallies(BTreeMap<(Option<String>, String), FamilyTally>);

impl Tallies {
    fn of(&mut self, case: &Case) -> &mut FamilyTally {
        let Case { family, name, test, .. } = case;
        let new = || FamilyTally {
            family: family.clone(),
            name: name.clone(),
            test: *test,
            devices: 0,
            name_only: 0,
            unattributed: 0,
        };
        self.0.entry((family.clone(), name.clone())).or_insert_with(new)
    }

    /// Counts a device with these apps.
    fn count(&mut self, apps: &[Rc<Case>]) {
        let mut counted = BTreeSet::new();
        for case in apps.iter().filter(|case| is_banned(case)) {
            if !counted.insert((&case.family, &case.name)) {
                continue;
            }
            let same = |other: &&Rc<Case>| other.family == case.family && other.name == case.name;
            let by_name = |case: &Rc<Case>| case.matched_by == MatchedBy::NameOnly;
            let name_only = apps.iter().filter(same).all(by_name);
            let tally = self.of(case);
            tally.devices += 1;
            tally.name_only += usize::from(name_only);
        }
    }

    /// The most widespread first.
    fn sorted(self) -> Vec<FamilyTally> {
        let mut tallies: Vec<_> = self.0.into_values().collect();
        tallies.sort_by_key(|tally| std::cmp::Reverse((tally.devices, tally.unattributed)));
        tallies
    }
}

/// A file, and the one in it.
pub fn file(path: &str, entry: Option<&str>) -> String {
    match entry {
        Some(entry) => format!("{path}/{entry}"),
        None => path.to_owned(),
    }
}

impl File {
    fn new(part: &Part) -> Self {
        let Part { path, entry, format, records, .. } = part;
        let format = format.name();
        Self { path: path.clone(), entry: entry.clone(), format, records: *records }
    }
}
