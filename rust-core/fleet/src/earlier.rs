//! What an earlier result found, and what changed since.

use std::collections::{BTreeMap, BTreeSet};

use appvagt_scanner::Date;
use serde::{Deserialize, Serialize};

use crate::appraisal::Case;
use crate::fleet::comparable;
use crate::outcome::{Device, Status};

/// Why something is no earlier result.
#[derive(Debug, thiserror::Error)]
#[error("it is no result of appvagt inventory --json: {0}")]
pub struct NoResult(#[from] serde_json::Error);

/// What an earlier result found: its day, and the banned apps by device and app.
pub struct Earlier {
    day: Option<Date>,
    found: BTreeMap<(String, String), Finding>,
}

/// A banned app that an earlier result has.
struct Finding {
    device: String,
    name: String,
    first_seen: Option<Date>,
}

/// What is new of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The earlier result does not have it.
    New,
    /// The earlier result has it, too.
    Still,
}

/// What changed since an earlier result.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// The day of the earlier result.
    pub since: Option<Date>,
    pub new: usize,
    pub still: usize,
    /// What was found then, on devices that were now seen whole without it.
    pub gone: Vec<Was>,
    /// What was found then, on devices that were not seen whole now, or not at all.
    pub unclear: Vec<Was>,
}

/// Something that an earlier result found.
#[derive(Debug, Serialize)]
pub struct Was {
    pub device: String,
    pub name: String,
    pub first_seen: Option<Date>,
}

/// The parts of an earlier result that matter.
#[derive(Deserialize)]
struct EarlierResult {
    day: Option<String>,
    devices: Vec<EarlierDevice>,
}

#[derive(Deserialize)]
struct EarlierDevice {
    device: String,
    apps: Vec<EarlierApp>,
}

#[derive(Deserialize)]
struct EarlierApp {
    status: String,
    family: Option<String>,
    name: String,
    first_seen: Option<String>,
}

/// Returns what identifies a thing found on a device.
fn key(device: &str, family: Option<&str>, name: &str) -> (String, String) {
    (comparable(device).into_owned(), family.unwrap_or(name).to_owned())
}

impl Earlier {
    /// Reads an earlier result.
    ///
    /// # Errors
    /// It is no such result.
    pub fn read(json: &[u8]) -> Result<Self, NoResult> {
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let result: EarlierResult = serde_json::from_slice(json)?;
        let date = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        let day = date(result.day);
        let mut found = BTreeMap::new();
        for EarlierDevice { device, apps } in result.devices {
            for app in apps.into_iter().filter(|app| app.status == "banned") {
                let key = key(&device, app.family.as_deref(), &app.name);
                // Earlier results may know of still earlier ones.
                let first_seen = date(app.first_seen).or(day);
                let finding = Finding { device: device.clone(), name: app.name, first_seen };
                found.entry(key).or_insert(finding);
            }
        }
        Ok(Self { day, found })
    }

    /// Returns when a banned app was first seen on a device, and what is new of it.
    #[must_use]
    pub fn change(
        &self,
        device: &str,
        case: &Case,
        today: Option<Date>,
    ) -> (Option<Date>, Option<Change>) {
        match self.found.get(&key(device, case.family.as_deref(), &case.name)) {
            Some(finding) => (finding.first_seen, Some(Change::Still)),
            None => (today, Some(Change::New)),
        }
    }
}

impl Changes {
    /// Compares what was found now with what was found earlier. What was found and is not found any
    /// more is gone only where the device was seen whole.
    pub fn new(earlier: &Earlier, devices: &[Device]) -> Self {
        let (mut present, mut whole) = (BTreeSet::new(), BTreeSet::new());
        let (mut new, mut still) = (0, 0);
        for device in devices {
            if device.unseen.is_empty() && device.status != Status::NoLongerManaged {
                whole.insert(comparable(&device.id).into_owned());
            }
            for app in device.apps.iter().filter(|app| app.case.is_banned()) {
                let key = key(&device.id, app.case.family.as_deref(), &app.case.name);
                if present.insert(key) {
                    new += usize::from(app.change == Some(Change::New));
                    still += usize::from(app.change == Some(Change::Still));
                }
            }
        }
        let (mut gone, mut unclear) = (Vec::new(), Vec::new());
        for (key, finding) in &earlier.found {
            if present.contains(key) {
                continue;
            }
            let Finding { device, name, first_seen } = finding;
            let was = Was { device: device.clone(), name: name.clone(), first_seen: *first_seen };
            if whole.contains(&key.0) { gone.push(was) } else { unclear.push(was) }
        }
        Self { since: earlier.day, new, still, gone, unclear }
    }
}
