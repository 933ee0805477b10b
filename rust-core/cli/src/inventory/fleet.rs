//! What is known of each device, while inventories are read.

use std::collections::{BTreeMap, HashMap};
use std::mem;

use appvagt_inventory::{App, Coverage, Device, Event, Format, Place, Platform, Problem, Reason};

use super::appraisal::Appraiser;

/// So many places that could not be read are kept of a file; the rest is counted.
const MOST_PROBLEMS: u64 = 50;

/// What is known of a device. There is one for each device of the fleet, so it is small.
#[derive(Debug)]
pub struct Known {
    pub id: Box<str>,
    pub serial: Option<Box<str>>,
    pub name: Option<Box<str>>,
    pub user: Option<Box<str>>,
    pub reported: Option<Box<str>>,
    pub platform: Platform,
    pub company_owned: bool,
    pub coverage: Coverage,
    /// How many apps are listed as installed on it.
    pub apps: u32,
    /// What there is to say of its apps, as indices of cases; sorted, each once.
    pub cases: Vec<u32>,
}

/// A file that was read, or one in an archive.
#[derive(Debug)]
pub struct Part {
    pub path: String,
    pub entry: Option<String>,
    pub format: Format,
    pub records: u64,
    /// Whether apps in it are counted without saying on which devices.
    pub counts: bool,
}

/// A list that was read, or a page of one.
#[derive(Debug)]
pub struct Page {
    /// Index of the part that it is in.
    pub part: usize,
    /// What the list is of, where it says.
    pub of: Option<Box<str>>,
    /// Whether the list goes on in another page.
    pub goes_on: bool,
    /// How many records the whole list has, where it says.
    pub total: Option<u64>,
    pub records: u64,
    /// Index of the first device in it, if it is a list of devices: with how many they are, that
    /// tells a page that was given twice.
    pub first: Option<usize>,
}

/// Something that could not be read.
#[derive(Debug)]
pub struct NotRead {
    pub path: String,
    pub entry: Option<String>,
    pub format: Option<Format>,
    /// Where and why; `None` for as many more as were counted.
    pub problem: Result<Problem, u64>,
}

/// Collects what inventories say.
pub struct Fleet<'a> {
    pub appraiser: Appraiser<'a>,
    /// Whether names of devices and users are wanted.
    names: bool,
    /// Whether devices are the organisation's where files do not say whose they are.
    company_owned: bool,
    pub devices: Vec<Known>,
    pub by_id: HashMap<Box<str>, usize>,
    last: usize,
    /// Apps of the device that comes next.
    pending: Pending,
    /// Apps, by their cases, on so many devices that are not named.
    pub unattributed: BTreeMap<u32, u64>,
    /// How many apps there are on such devices, each on each.
    pub unattributed_apps: u64,
    /// The first device since the last page.
    first: Option<usize>,
    pub parts: Vec<Part>,
    pub pages: Vec<Page>,
    pub not_read: Vec<NotRead>,
    path: String,
    /// Devices in the present part that have no id.
    nameless: u64,
    problems: u64,
}

#[derive(Default)]
struct Pending {
    apps: u32,
    cases: Vec<u32>,
}

impl<'a> Fleet<'a> {
    pub fn new(appraiser: Appraiser<'a>, names: bool, company_owned: bool) -> Self {
        Self {
            appraiser,
            names,
            company_owned,
            devices: Vec::new(),
            by_id: HashMap::new(),
            last: 0,
            pending: Pending::default(),
            unattributed: BTreeMap::new(),
            unattributed_apps: 0,
            first: None,
            parts: Vec::new(),
            pages: Vec::new(),
            not_read: Vec::new(),
            path: String::new(),
            nameless: 0,
            problems: 0,
        }
    }

    /// What comes next is from this file.
    pub fn open(&mut self, path: &str) {
        path.clone_into(&mut self.path);
        self.problems = 0;
    }

    /// Takes what an inventory says next.
    pub fn take(&mut self, event: Event) {
        match event {
            Event::App(app) => self.app(&app),
            Event::Device(device) => self.device(&device),
            Event::Unattributed(app, platform, devices) => {
                if platform != Platform::Other && app.installed {
                    self.count(&app, devices);
                }
            }
            Event::Begin { entry, format } => {
                self.nameless = 0;
                self.pending = Pending::default();
                self.first = None;
                self.parts.push(Part {
                    path: self.path.clone(),
                    entry: entry.map(str::to_owned),
                    format,
                    records: 0,
                    counts: false,
                });
            }
            Event::Page { of, goes_on, total, records } => {
                let (part, of) = (self.parts.len().saturating_sub(1), of.map(Into::into));
                let of_apps =
                    self.parts.last().is_some_and(|part| part.format == Format::GraphApps);
                let first = self.first.take().filter(|_| !of_apps);
                self.pages.push(Page { part, of, goes_on, total, records, first });
            }
            Event::End { records } => {
                if let Some(part) = self.parts.last_mut() {
                    part.records = records;
                }
            }
            Event::NotRead { entry, problem } => {
                let format = self.parts.last().map(|part| part.format);
                let format = format.filter(|_| problem.place != Place::Whole);
                self.problem(entry, format, problem);
            }
        }
    }

    /// The file that is open could not be read here.
    pub fn problem(&mut self, entry: Option<&str>, format: Option<Format>, problem: Problem) {
        // What says that a stream broke off is always told: nothing after it was read.
        let ends = problem.place != Place::Whole
            && matches!(problem.reason, Reason::Medium(_) | Reason::Damaged(_));
        self.problems += u64::from(!ends);
        let (path, entry) = (self.path.clone(), entry.map(str::to_owned));
        if ends || self.problems <= MOST_PROBLEMS {
            let problem = Ok(problem);
            self.not_read.push(NotRead { path, entry, format, problem });
        } else if let Some(NotRead { problem: Err(more), .. }) = self.not_read.last_mut() {
            *more += 1;
        } else {
            self.not_read.push(NotRead { path, entry, format, problem: Err(1) });
        }
    }

    /// An app is on so many devices that are not named.
    fn count(&mut self, app: &App, devices: u64) {
        if let Some(part) = self.parts.last_mut() {
            part.counts = true;
        }
        self.unattributed_apps = self.unattributed_apps.saturating_add(devices);
        if let Some(case) = self.appraiser.case(app) {
            let count = self.unattributed.entry(case).or_default();
            *count = count.saturating_add(devices);
        }
    }

    /// An app is on the device that comes next.
    fn app(&mut self, app: &App) {
        if !app.installed {
            return;
        }
        if app.listed {
            self.pending.apps = self.pending.apps.saturating_add(1);
        }
        if let Some(case) = self.appraiser.case(app)
            && let Err(at) = self.pending.cases.binary_search(&case)
        {
            self.pending.cases.insert(at, case);
        }
    }

    fn device(&mut self, device: &Device) {
        let index = if let Some(id) = device.id {
            self.index(id)
        } else {
            let id = self.nameless_id();
            self.index(&id)
        };
        self.last = index;
        self.first.get_or_insert(index);
        let known = &mut self.devices[index];
        known.apps = known.apps.saturating_add(mem::take(&mut self.pending.apps));
        for case in self.pending.cases.drain(..) {
            if let Err(at) = known.cases.binary_search(&case) {
                known.cases.insert(at, case);
            }
        }
        known.coverage = known.coverage.and(device.coverage);
        known.company_owned |= device.company_owned || self.company_owned;
        if known.platform == Platform::Unknown {
            known.platform = device.platform;
        }
        // The latest report counts; of other things that differ, what is first in the alphabet, so
        // that the order of rows does not matter.
        keep(&mut known.reported, device.reported, |new, old| new > old);
        keep(&mut known.serial, device.serial, |new, old| new < old);
        if self.names {
            keep(&mut known.name, device.name, |new, old| new < old);
            keep(&mut known.user, device.user, |new, old| new < old);
        }
    }

    /// What stands for the id of a device that has none: the file that it is in.
    fn nameless_id(&mut self) -> String {
        self.nameless += 1;
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

    /// Index of the device with this id, which is added if it is new.
    fn index(&mut self, id: &str) -> usize {
        // Rows of one device mostly stand together.
        if self.devices.get(self.last).is_some_and(|known| *known.id == *id) {
            return self.last;
        }
        if let Some(index) = self.by_id.get(id) {
            return *index;
        }
        let index = self.devices.len();
        self.by_id.insert(id.into(), index);
        self.devices.push(Known {
            id: id.into(),
            serial: None,
            name: None,
            user: None,
            reported: None,
            platform: Platform::Unknown,
            company_owned: false,
            coverage: Coverage::FULL,
            apps: 0,
            cases: Vec::new(),
        });
        index
    }
}

fn keep(known: &mut Option<Box<str>>, new: Option<&str>, better: fn(&str, &str) -> bool) {
    if let Some(new) = new
        && known.as_deref().is_none_or(|known| better(new, known))
    {
        *known = Some(new.into());
    }
}
