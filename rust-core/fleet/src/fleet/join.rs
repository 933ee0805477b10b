//! Putting together what was read side by side.

use super::{Fleet, Known};

impl Fleet<'_> {
    /// Returns an empty fleet that judges the same, for files that are read beside others. What comes
    /// of it is to be [joined](Self::join).
    #[must_use]
    pub fn fork(&self) -> Self {
        Self::with(self.appraiser.fork(), self.names, self.company_owned, self.today)
    }

    /// Takes what comes of files that are next to those of this fleet, each of which was read to its
    /// end. In which order files were read does not matter, but in which they are joined.
    pub fn join(&mut self, other: Self) {
        let cases = self.appraiser.join(other.appraiser);
        let case = |case: u32| cases.get(case as usize).copied().flatten();
        let mut keys: Vec<_> = other.by_key.into_iter().collect();
        keys.sort_unstable_by_key(|(_, index)| *index);
        let keys = keys.into_iter().map(|(key, _)| key);
        let devices: Vec<usize> = keys
            .zip(other.devices)
            .map(|(key, mut known)| {
                for found in &mut known.found {
                    found.case = case(found.case).unwrap_or(found.case);
                }
                known.found.sort_unstable();
                for text in [&mut known.os_version, &mut known.group].into_iter().flatten() {
                    *text = self.texts.keep(text);
                }
                self.join_device(key, known)
            })
            .collect();
        for (key, of_key) in other.cases_by_key {
            self.cases_by_key.entry(key).or_insert_with(|| of_key.and_then(case));
        }
        for (of_app, devices) in other.unattributed {
            let count = self.unattributed.entry(case(of_app).unwrap_or(of_app)).or_default();
            *count = count.saturating_add(devices);
        }
        self.unattributed_apps = self.unattributed_apps.saturating_add(other.unattributed_apps);
        self.not_understood.join(other.not_understood);
        let parts_before = self.parts.len();
        self.pages.extend(other.pages.into_iter().map(|mut page| {
            page.part += parts_before;
            page.first = page.first.and_then(|first| devices.get(first).copied());
            page
        }));
        self.parts.extend(other.parts);
        self.not_read.extend(other.not_read);
    }

    /// Takes a device, and returns its index.
    fn join_device(&mut self, key: Box<str>, known: Known) -> usize {
        if let Some(&index) = self.by_key.get(&key) {
            self.devices[index].merge(known);
            return index;
        }
        self.by_key.insert(key, self.devices.len());
        self.devices.push(known);
        self.devices.len() - 1
    }
}
