//! The fields of an app.

use appvagt_certificate::CertificateDigest;

use super::{some, values};
use crate::words::{is_damaged_id, is_placeholder};
use crate::{App, Format, Origin, Platform, Presence, Subject};

/// The fields of an app, empty where they were not given.
#[derive(Default)]
pub struct AppFields {
    /// Whether any field was given.
    pub given: bool,
    pub id: String,
    /// Further ids in the same record, of other versions of it.
    pub further_ids: Vec<String>,
    pub key: String,
    pub name: String,
    pub version: String,
    pub other_version: String,
    pub certificates: Vec<CertificateDigest>,
    pub origin: Origin,
    pub presence: Presence,
    /// Whether any field said whether it is there.
    pub state_given: bool,
    pub unlisted: bool,
    pub device_count: Option<u64>,
    pub platform: Platform,
    /// Words that are not understood.
    pub not_understood: Vec<(Subject, String)>,
}

/// Returns whether a name stands where none is known, or is what a spreadsheet made of one.
fn is_no_name(name: &str) -> bool {
    /// Bytes of the longest of `N/A`, `null` and their kind, which is looked at closely.
    const LONGEST: usize = 4;
    is_damaged_id(name) || name.len() <= LONGEST && is_placeholder(name)
}

impl AppFields {
    pub fn clear(&mut self) {
        let Self { id, key, name, version, other_version, .. } = self;
        for text in [id, key, name, version, other_version] {
            text.clear();
        }
        self.further_ids.clear();
        self.certificates.clear();
        self.not_understood.clear();
        self.given = false;
        self.origin = Origin::Installed;
        self.presence = Presence::Installed;
        self.state_given = false;
        self.unlisted = false;
        self.device_count = None;
        self.platform = Platform::Unknown;
    }

    /// Takes an id; one that differs from that before it is kept beside it.
    pub fn put_id(&mut self, id: &str) {
        if !self.id.is_empty() && self.id != id {
            self.further_ids.push(std::mem::take(&mut self.id));
        }
        self.id.clear();
        self.id.push_str(id);
    }

    /// Takes what a field says of its presence: what is surely absent is absent, whatever else is
    /// said.
    pub fn put_presence(&mut self, presence: Presence) {
        match (self.presence, presence) {
            (Presence::Absent, _) | (_, Presence::Installed) => {}
            (_, other) => self.presence = other,
        }
    }

    pub fn is_named(&self) -> bool {
        !self.id.is_empty() || !self.name.is_empty() || !self.key.is_empty()
    }

    /// Returns the app as these fields have it, by this id of it.
    fn with_id<'f>(&'f self, id: &'f str, format: Format) -> App<'f> {
        let mut by_name = format.has_names_only();
        let (mut id, mut name) = (some(id), some(&self.name));
        if by_name {
            id = id.filter(|id| values::looks_like_id(id));
        } else if format == Format::Fields {
            let is_no_id = |id: &str| is_damaged_id(id) || is_placeholder(id);
            id = id.filter(|id| values::looks_like_id(id) || !is_no_id(id));
            name = name.filter(|name| !is_no_name(name));
            if let (Some(text), None) = (id, name)
                && !values::looks_like_id(text)
            {
                // Whoever named the fields may have taken one for the other.
                (name, by_name) = (id, true);
            }
        }
        App {
            id,
            name,
            key: some(&self.key),
            version: some(&self.version).or(some(&self.other_version)),
            certificates: &self.certificates,
            origin: self.origin,
            presence: self.presence,
            listed: !self.unlisted,
            by_name,
        }
    }

    /// Returns the app, once for each of its ids.
    pub fn apps(&self, format: Format) -> impl Iterator<Item = App<'_>> {
        let ids = self.further_ids.iter().chain([&self.id]);
        ids.map(move |id| self.with_id(id, format))
    }

    /// Returns the app by its last id.
    pub fn app(&self, format: Format) -> App<'_> {
        self.with_id(&self.id, format)
    }
}
