//! What is known of each device, while inventories are read.

mod clearing;
mod identity;
mod join;
mod known;
mod not_understood;
mod parts;
mod person;
mod shared_texts;

pub use clearing::Clearing;
pub use identity::comparable;
pub use known::{Found, Known};
pub use parts::{NotRead, Page, Part, Trouble};

use std::collections::{BTreeMap, HashMap};
use std::mem;

use appvagt_inventory::{
    App, Coverage, Device, Event, Format, Management, Owner, Place, Platform, Presence, Problem,
    Reason, Subject, Unseen,
};
use appvagt_scanner::{Catalogue, Date, Judge};

use self::known::keep;
use self::not_understood::NotUnderstood;
use self::parts::OneApp;
use self::shared_texts::SharedTexts;
use crate::appraisal::Appraiser;
use crate::reported;

/// So many places that could not be read are kept of a file; the rest is counted.
const MOST_PROBLEMS: u64 = 50;
/// So many devices without an id are set apart in a file.
const MOST_NAMELESS: u64 = 10_000;

/// Collects what inventories say.
pub struct Fleet<'a> {
    pub(crate) appraiser: Appraiser<'a>,
    /// Whether names of devices and users are wanted.
    names: bool,
    /// Whether devices are the organisation's where files do not say whose they are.
    company_owned: bool,
    today: Option<Date>,
    pub(crate) devices: Vec<Known>,
    by_key: HashMap<Box<str>, usize>,
    /// The device of the last record, if it is known by its id.
    last: Option<usize>,
    /// Apps of the device that comes next.
    pending: Pending,
    /// Apps, by their cases, on so many devices that are not named.
    pub(crate) unattributed: BTreeMap<u32, u64>,
    /// How many apps there are on such devices, each on each.
    pub(crate) unattributed_apps: u64,
    /// What apps are that lists name by keys of the MDM's: their cases.
    cases_by_key: HashMap<Box<str>, Option<u32>>,
    pub(crate) not_understood: NotUnderstood,
    /// The first device since the last page.
    first: Option<usize>,
    pub(crate) parts: Vec<Part>,
    pub(crate) pages: Vec<Page>,
    pub(crate) not_read: Vec<NotRead>,
    path: String,
    modified: Option<Date>,
    one_app: OneApp,
    texts: SharedTexts,
    /// Devices in the present part that have no id.
    nameless: u64,
    problems: u64,
}

#[derive(Default)]
struct Pending {
    apps: u32,
    cases: Vec<u32>,
    app_keys: Vec<Box<str>>,
    coverage: Coverage,
    /// Words that are not understood about it and its apps.
    words: Vec<(Subject, String)>,
}

impl<'a> Fleet<'a> {
    /// Makes an empty fleet, whose reports are judged as on the day `today`. With `names`, it keeps
    /// those of devices and users. With `company_owned`, devices are the organisation's where files
    /// do not say whose they are, as Intune's do not: else they may be private, and are unknown.
    #[must_use]
    pub fn new(
        catalogue: &'a Catalogue,
        judge: &'a Judge<'a>,
        names: bool,
        company_owned: bool,
        today: Option<Date>,
    ) -> Self {
        Self::with(Appraiser::new(catalogue, judge), names, company_owned, today)
    }

    fn with(
        appraiser: Appraiser<'a>,
        names: bool,
        company_owned: bool,
        today: Option<Date>,
    ) -> Self {
        Self {
            appraiser,
            names,
            company_owned,
            today,
            devices: Vec::new(),
            by_key: HashMap::new(),
            last: None,
            pending: Pending::default(),
            unattributed: BTreeMap::new(),
            unattributed_apps: 0,
            cases_by_key: HashMap::new(),
            not_understood: NotUnderstood::default(),
            first: None,
            parts: Vec::new(),
            pages: Vec::new(),
            not_read: Vec::new(),
            path: String::new(),
            modified: None,
            one_app: OneApp::default(),
            texts: SharedTexts::default(),
            nameless: 0,
            problems: 0,
        }
    }

    /// Opens a file, which what comes next is from.
    pub fn open(&mut self, path: &str, modified: Option<Date>) {
        self.modified = modified;
        path.clone_into(&mut self.path);
        self.problems = 0;
    }

    /// Returns what decides of which apps the number is enough to [`take`](Self::take).
    #[must_use]
    pub fn clearing(&self) -> Clearing<'a> {
        Clearing(self.appraiser.fork())
    }

    /// Takes what an inventory says next.
    pub fn take(&mut self, event: Event) {
        match event {
            Event::App(app) => self.app(&app),
            Event::Apps(apps) => self.pending.apps = self.pending.apps.saturating_add(apps),
            Event::Device(device) => self.device(&device),
            Event::Unattributed(app, platform, devices) => {
                self.end_words(platform);
                if platform != Platform::Other {
                    self.count(&app, devices);
                }
            }
            Event::NotUnderstood { subject, value } => {
                self.pending.words.push((subject, value.to_owned()));
            }
            Event::Begin { entry, format } => {
                self.nameless = 0;
                self.pending = Pending::default();
                self.first = None;
                self.one_app = OneApp::of(format);
                self.parts.push(Part::new(&self.path, self.modified, entry, format));
            }
            Event::Page { of, goes_on, total, pages, records } => {
                let (part, of) = (self.parts.len().saturating_sub(1), of.map(Into::into));
                let of_apps =
                    self.parts.last().is_some_and(|part| part.format == Format::GraphApps);
                let first = self.first.take().filter(|_| !of_apps);
                self.pages.push(Page { part, of, goes_on, total, pages, records, first });
            }
            Event::End { records } => {
                if let Some(part) = self.parts.last_mut() {
                    part.records = records;
                }
                for (device, apps) in mem::take(&mut self.one_app).devices_of_one() {
                    // The list says nothing of what else is on them.
                    let known = &mut self.devices[device];
                    known.apps = known.apps.saturating_sub(apps);
                    known.one_app_only = true;
                }
            }
            Event::NotRead { entry, problem } => {
                let format = self.parts.last().map(|part| part.format);
                let format = format.filter(|_| problem.place != Place::Whole);
                self.problem(entry, format, problem);
            }
        }
    }

    /// Takes that the file that is open could not be read here.
    pub fn problem(&mut self, entry: Option<&str>, format: Option<Format>, problem: Problem) {
        // What says that a stream broke off is always reported: nothing after it was read.
        let ends = problem.place != Place::Whole
            && matches!(problem.reason, Reason::Medium(_) | Reason::Damaged(_) | Reason::Barren);
        self.problems += u64::from(!ends);
        let (path, entry) = (self.path.clone(), entry.map(str::to_owned));
        if ends || self.problems <= MOST_PROBLEMS {
            let trouble = Trouble::Here(problem);
            self.not_read.push(NotRead { path, entry, format, trouble });
        } else if let Some(NotRead { trouble: Trouble::More(more), .. }) = self.not_read.last_mut()
        {
            *more += 1;
        } else {
            self.not_read.push(NotRead { path, entry, format, trouble: Trouble::More(1) });
        }
    }

    /// Takes the words that are not understood about something of this platform: those about
    /// computers do not matter.
    fn end_words(&mut self, platform: Platform) {
        for (subject, value) in mem::take(&mut self.pending.words) {
            if platform != Platform::Other {
                self.not_understood.add(subject, Some(value), 1);
            }
        }
    }

    /// Takes an app on so many devices that are not named.
    fn count(&mut self, app: &App, devices: u64) {
        if let Some(part) = self.parts.last_mut() {
            part.counts = true;
        }
        if app.presence != Presence::Installed {
            return;
        }
        self.unattributed_apps = self.unattributed_apps.saturating_add(devices);
        let case = self.case(app);
        if let Some(case) = case {
            let count = self.unattributed.entry(case).or_default();
            *count = count.saturating_add(devices);
        }
    }

    /// Returns the case of an app, which is kept for lists that name it by its key.
    fn case(&mut self, app: &App) -> Option<u32> {
        let case = self.appraiser.case(app);
        let in_graph = self.parts.last().is_some_and(|part| part.format == Format::GraphApps);
        if let (true, Some(key), Some(_)) = (in_graph, app.key, app.name) {
            self.cases_by_key.entry(key.into()).or_insert(case);
        }
        case
    }

    /// Takes an app on the device that comes next.
    fn app(&mut self, app: &App) {
        self.one_app.take(app);
        if app.listed && app.presence != Presence::Absent {
            self.pending.apps = self.pending.apps.saturating_add(1);
        }
        if app.presence == Presence::Absent {
            return;
        }
        if app.presence == Presence::Unclear {
            self.pending.coverage = self.pending.coverage.lacking(Unseen::Meaning);
            return;
        }
        match (app.id, app.name, app.key) {
            (None, None, Some(key)) => self.pending.app_keys.push(key.into()),
            (None, None, None) => {
                self.pending.coverage = self.pending.coverage.lacking(Unseen::AppNames);
            }
            _ => {
                if let Some(case) = self.case(app)
                    && let Err(at) = self.pending.cases.binary_search(&case)
                {
                    self.pending.cases.insert(at, case);
                }
            }
        }
    }

    fn device(&mut self, device: &Device) {
        let index = if let Some(id) = device.id {
            self.index(id, &identity::key(id, device))
        } else {
            let id = self.nameless_id();
            self.index(&id, &id)
        };
        self.first.get_or_insert(index);
        let mut coverage = device.coverage.lacking_all_of(self.pending.coverage);
        self.pending.coverage = Coverage::FULL;
        let day = device.reported.and_then(|reported| reported::day(reported, self.today));
        if let (Some(reported), None) = (device.reported, day) {
            self.pending.words.push((Subject::LastReport, reported.to_owned()));
            coverage = coverage.lacking(Unseen::Meaning);
        }
        self.end_words(device.platform);
        let apps = mem::take(&mut self.pending.apps);
        self.one_app.end_device(index, apps);
        let known = &mut self.devices[index];
        known.apps = known.apps.saturating_add(apps);
        let in_list = apps == 0 && self.pending.cases.is_empty();
        let user = device.user.filter(|_| self.names);
        for case in self.pending.cases.drain(..) {
            known.add(Found { case, user: user.map(Into::into) });
        }
        known.app_keys.append(&mut self.pending.app_keys);
        known.coverage = known.coverage.lacking_all_of(coverage);
        known.is_managed |= device.management == Management::Managed;
        known.is_ended |= device.management == Management::Ended;
        known.take_owner(match device.owner {
            Owner::Unsaid if self.company_owned => Owner::Company,
            owner => owner,
        });
        if known.platform == Platform::Unknown {
            known.platform = device.platform;
        }
        known.take_os_version(device.os_version.map(|text| self.texts.keep(text)), day);
        known.take_report(device.reported, day);
        keep(&mut known.group, device.group, |group| self.texts.keep(group));
        keep(&mut known.serial, device.serial, Box::from);
        if self.names {
            keep(&mut known.name, device.name, Box::from);
        }
        if let Some(user) = user {
            known.person.take(user, day, in_list);
        }
    }

    /// Returns what stands for the id of a device that has none: the file that it is in.
    fn nameless_id(&mut self) -> String {
        // Records as empty as `{}` may come in any number: more than these are one device.
        self.nameless = MOST_NAMELESS.min(self.nameless + 1);
        let mut id = self.path.clone();
        if let Some(entry) = self.parts.last().and_then(|part| part.entry.as_deref()) {
            id.push('/');
            id.push_str(entry);
        }
        if self.nameless > 1 {
            id.extend([format!("#{}", self.nameless)]);
        }
        id
    }

    /// Returns the index of the device with this key, which is added if it is new.
    fn index(&mut self, id: &str, key: &str) -> usize {
        // Rows of one device mostly stand together.
        if key == id
            && let Some(last) = self.last
            && *self.devices[last].id == *id
        {
            return last;
        }
        let index = if let Some(index) = self.by_key.get(key) {
            *index
        } else {
            self.by_key.insert(key.into(), self.devices.len());
            self.devices.push(Known::new(id));
            self.devices.len() - 1
        };
        self.last = (key == id).then_some(index);
        index
    }

    /// Puts together what only all files together say.
    pub(crate) fn finish(&mut self) {
        self.merge_names();
        self.look_up_keys();
    }

    /// Merges devices that are known by their names alone where no more than one user has the name,
    /// and marks the others, which may be one device or several.
    fn merge_names(&mut self) {
        let mut by_name: BTreeMap<Box<str>, Vec<(bool, usize)>> = BTreeMap::new();
        for (key, index) in mem::take(&mut self.by_key) {
            if let Some((name, has_user)) = identity::name_in(&key) {
                by_name.entry(name.into()).or_default().push((has_user, index));
            }
        }
        let mut merged = Vec::new();
        for mut same in by_name.into_values().filter(|same| same.len() > 1) {
            same.sort_unstable();
            if let [(false, without), (true, with)] = same[..] {
                let other = mem::replace(&mut self.devices[without], Known::new(""));
                self.devices[with].merge(other);
                merged.push(without);
                continue;
            }
            for (number, (_, index)) in same.into_iter().enumerate() {
                let known = &mut self.devices[index];
                known.coverage = known.coverage.lacking(Unseen::SharedName);
                known.id = format!("{} #{}", known.id, number + 1).into();
            }
        }
        merged.sort_unstable();
        for index in merged.into_iter().rev() {
            self.devices.swap_remove(index);
        }
    }

    /// Finds out what the apps are that lists of devices name by keys alone.
    fn look_up_keys(&mut self) {
        for known in &mut self.devices {
            for key in mem::take(&mut known.app_keys) {
                match self.cases_by_key.get(&key) {
                    Some(None) => known.one_app_only = true,
                    Some(Some(case)) => {
                        known.one_app_only = true;
                        known.add(Found { case: *case, user: None });
                        // The list of apps counted the device, and did not name it.
                        if let Some(count) = self.unattributed.get_mut(case) {
                            *count = count.saturating_sub(1);
                        }
                    }
                    None => known.coverage = known.coverage.lacking(Unseen::AppNames),
                }
            }
        }
        self.unattributed.retain(|_, count| *count > 0);
    }
}
