//! The files that were read, and what of them could not be.

use std::hash::{DefaultHasher, Hash, Hasher};

use appvagt_inventory::{App, Format, Problem};
use appvagt_scanner::Date;

/// A file that was read, or one in an archive.
#[derive(Debug)]
pub struct Part {
    pub path: String,
    pub entry: Option<String>,
    pub format: Format,
    pub records: u64,
    /// The day on which the file was last written.
    pub modified: Option<Date>,
    /// Whether apps in it are counted without saying on which devices.
    pub counts: bool,
}

impl Part {
    pub fn new(path: &str, modified: Option<Date>, entry: Option<&str>, format: Format) -> Self {
        let (path, entry) = (path.to_owned(), entry.map(str::to_owned));
        Self { path, entry, format, records: 0, modified, counts: false }
    }
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
    /// How many pages the whole list has, where it says.
    pub pages: Option<u64>,
    pub records: u64,
    /// Index of the first device in it, if it is a list of devices: with how many they are, that
    /// shows a page that was given twice.
    pub first: Option<usize>,
}

/// Something that could not be read.
#[derive(Debug)]
pub struct NotRead {
    pub path: String,
    pub entry: Option<String>,
    pub format: Option<Format>,
    pub trouble: Trouble,
}

/// What could not be read of a file.
#[derive(Debug)]
pub enum Trouble {
    /// A place.
    Here(Problem),
    /// So many more places.
    More(u64),
}

/// Whether a list of apps with their devices is of one app alone, as the answer to a search is: it
/// says nothing of the other apps on these devices.
#[derive(Default)]
pub enum OneApp {
    /// It is of several apps, or of another kind.
    #[default]
    No,
    /// It may be: no app came yet, or one; on devices of these indices, so many times each.
    Maybe { needs_key: bool, app: Option<u64>, devices: Vec<(usize, u32)> },
}

impl OneApp {
    pub fn of(format: Format) -> Self {
        match format {
            // Exports of whole inventories have the key of the app as well; tables that somebody
            // made need not.
            Format::Intune => Self::Maybe { needs_key: true, app: None, devices: Vec::new() },
            Format::Fields => Self::Maybe { needs_key: false, app: None, devices: Vec::new() },
            _ => Self::No,
        }
    }

    pub fn is_no(&self) -> bool {
        matches!(self, Self::No)
    }

    pub fn take(&mut self, next: &App) {
        let Self::Maybe { needs_key, app, .. } = self else { return };
        let mut hasher = DefaultHasher::new();
        (next.key, next.id, next.name).hash(&mut hasher);
        let next_app = hasher.finish();
        if *needs_key && next.key.is_none() || *app.get_or_insert(next_app) != next_app {
            *self = Self::No;
        }
    }

    pub fn end_device(&mut self, index: usize, apps: u32) {
        if let Self::Maybe { devices, .. } = self
            && apps > 0
        {
            devices.push((index, apps));
        }
    }

    /// Returns the devices in the list, if it is of one app alone.
    pub fn devices_of_one(self) -> Vec<(usize, u32)> {
        match self {
            Self::Maybe { needs_key, app: Some(_), devices } => {
                let first = devices.first().map(|(index, _)| *index);
                // One device may well have one app.
                let several = devices.iter().any(|(index, _)| Some(*index) != first);
                if several || needs_key { devices } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }
}
