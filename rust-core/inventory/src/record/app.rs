//! The fields of an app.

use super::{some, values};
use crate::{App, Format, Origin, Platform};

/// The fields of an app, empty where they were not given.
#[derive(Default)]
pub struct AppFields {
    /// Whether any field was given.
    pub given: bool,
    pub id: String,
    pub name: String,
    pub version: String,
    pub other_version: String,
    pub certificates: Vec<[u8; 32]>,
    pub origin: Origin,
    pub absent: bool,
    pub unlisted: bool,
    pub device_count: Option<u64>,
    pub platform: Platform,
}

impl AppFields {
    pub fn clear(&mut self) {
        let Self { id, name, version, other_version, certificates, .. } = self;
        for text in [id, name, version, other_version] {
            text.clear();
        }
        certificates.clear();
        self.given = false;
        self.origin = Origin::Installed;
        self.absent = false;
        self.unlisted = false;
        self.device_count = None;
        self.platform = Platform::Unknown;
    }

    pub fn named(&self) -> bool {
        !self.id.is_empty() || !self.name.is_empty()
    }

    pub fn told(&self, format: Format) -> App<'_> {
        let by_name = format.has_names_only();
        let id = some(&self.id).filter(|id| !by_name || values::looks_like_id(id));
        App {
            id,
            name: some(&self.name),
            version: some(&self.version).or(some(&self.other_version)),
            certificates: &self.certificates,
            origin: self.origin,
            installed: !self.absent,
            listed: !self.unlisted,
            by_name,
        }
    }
}
