//! Looking resources up.

use super::config::Config;
use super::entry::Entry;
use super::index::{self, Index};
use super::locale::Locale;
use super::locale_list;
use crate::Reading;
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::Meter;
use crate::bytes::Bytes;
use crate::error::Result;
use crate::value::{Meaning, ResourceId, Value};

/// How many references Android follows before it gives up.
const MOST_REFERENCES: usize = 20;

/// What a resource holds in the end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Resolved {
    Text(String),
    /// Anything but a string.
    Value(Value),
}

/// A resource table that is read on demand.
#[derive(Debug)]
pub(crate) struct ResourceTable<B> {
    bytes: B,
    index: Index,
}

impl<B: Bytes> ResourceTable<B> {
    /// Finds out what the table holds.
    pub fn open(
        mut bytes: B,
        reading: Reading,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let index = index::read(&mut bytes, reading, meter, anomalies)?;
        Ok(Self { bytes, index })
    }

    /// Returns what resource `id` holds for a user who prefers `locales`; `None` if the table does
    /// not have it, or it holds no single value.
    pub fn resolve(
        &mut self,
        id: ResourceId,
        locales: &[&str],
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Option<Resolved>> {
        let wanted: Vec<Locale> = locales.iter().filter_map(|tag| Locale::parse(tag)).collect();
        let available = || self.index.types.iter().map(|chunk| chunk.config.locale);
        let wanted = locale_list::choose(&wanted, available);
        let mut id = id;
        for _ in 0..MOST_REFERENCES {
            let Some(value) = self.find(id, &wanted, meter, anomalies)? else { return Ok(None) };
            match value.meaning() {
                Meaning::Reference(next) => id = next,
                Meaning::String(index) => {
                    let text = self.index.pool.text(&mut self.bytes, index, meter, anomalies)?;
                    return Ok(text.map(Resolved::Text));
                }
                _ => return Ok(Some(Resolved::Value(value))),
            }
        }
        anomalies.add(Anomaly::ReferenceLoop);
        Ok(None)
    }

    /// Returns the value of resource `id` in the configuration that suits `wanted` best.
    fn find(
        &mut self,
        id: ResourceId,
        wanted: &Locale,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Option<Value>> {
        // A dynamic reference to package 0 means the table's own package.
        let own = self.index.packages.first().copied().filter(|_| id.package() == 0);
        let package = own.unwrap_or(id.package());
        let mut best: Option<(Config, Entry)> = None;
        for chunk in &self.index.types {
            if chunk.package != package
                || chunk.id != id.type_id()
                || !chunk.config.suits(wanted)
                || best.is_some_and(|(best, _)| !chunk.config.is_better_than(&best, wanted))
            {
                continue;
            }
            match chunk.entry(&mut self.bytes, id.entry(), meter)? {
                Entry::Absent => {}
                Entry::Malformed => anomalies.add(Anomaly::MalformedResourceEntry),
                entry => best = Some((chunk.config, entry)),
            }
        }
        Ok(best.and_then(|(_, entry)| match entry {
            Entry::Simple(value) => Some(value),
            _ => None,
        }))
    }
}
