//! The central directory: which entries there are. It is walked once, in windows; only the
//! records of entries that an APK is read for are kept.

use super::end_record::{self, EndRecord};
use super::names::{Names, Seen};
use super::record::{LENGTH, Record};
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::{Meter, within};
use crate::error::{Error, Limit, Position, Result, Structure};
use crate::source::Source;
use crate::{Reading, le};

/// Local header signature, which an APK must begin with.
pub(crate) const LOCAL_HEADER: [u8; 4] = *b"PK\x03\x04";
/// Read of a directory at once.
const WINDOW: usize = 64 << 10;
/// Entries that Android reads; one below which other entries stand is in the way of extraction.
const READ_BY_ANDROID: [&[u8]; 3] = [b"AndroidManifest.xml", b"resources.arsc", b"classes.dex"];

/// Which entries are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Those that say something about an app: manifest, resources, JAR signatures.
    App,
    /// All.
    All,
}

/// What was kept of a central directory.
#[derive(Debug)]
pub(crate) struct Directory {
    /// Where the directory starts in the file: no entry's data reaches beyond.
    pub offset: u64,
    /// Whether the directory is followed directly by an end record that is not ZIP64, as APK
    /// signature schemes require.
    pub can_be_signed: bool,
    /// What to add to a local header's offset: not 0 only in the recovered reading.
    pub(super) shift: u64,
    /// The entries that are [`Kept`].
    pub entries: Vec<Entry>,
    /// Where every entry's local header is.
    headers: Vec<u32>,
}

/// An entry of the directory.
#[derive(Debug)]
pub(crate) struct Entry {
    pub name: Box<[u8]>,
    record: [u8; LENGTH],
    pub(super) extra: Box<[u8]>,
    /// Where the record is.
    pub at: Position,
}

impl Entry {
    /// Returns how many bytes its data is said to take in the file.
    pub fn compressed(&self) -> u64 {
        u64::from(self.record().compressed())
    }

    /// Returns the flags of its record.
    pub fn flags(&self) -> u16 {
        self.record().flags()
    }

    pub(super) const fn record(&self) -> Record<'_> {
        Record { fields: &self.record }
    }
}

/// Records to be walked: where they are and what they belong to.
pub(super) struct Records<'r> {
    pub source: &'r Source,
    /// Where the records start in `source`, and how many bytes they take at most.
    pub start: u64,
    pub size: u64,
    /// How many there should be.
    pub count: u64,
    /// The part of them that was read last.
    pub window: Vec<u8>,
    /// Where the directory that they make up starts in the file.
    pub offset: u64,
}

impl Directory {
    /// Opens the archive as Android does: everything that libziparchive checks.
    pub(super) fn open_as_android(
        source: &mut Source,
        kept: Kept,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let end = EndRecord::find(source, anomalies)?;
        if end.records == 0 {
            return Err(Error::malformed(
                Structure::EndRecord,
                Position::in_file(end.at),
                "at least one entry",
            ));
        }
        let directory_end = end.offset + end.size;
        let gap = end.limit.saturating_sub(directory_end);
        if gap > 0 {
            anomalies.add(Anomaly::BytesAfterCentralDirectory);
            anomalies.note(decoy_in_gap(source, directory_end, gap)?, Anomaly::DecoyEndRecord);
        }
        let mut first = [0; 4];
        source.read(0, &mut first)?;
        let starts_with_header = first == LOCAL_HEADER;
        let records = Records {
            source,
            start: end.offset,
            size: end.size,
            count: end.records,
            window: Vec::new(),
            offset: end.offset,
        };
        let mut directory = Self::scan(records, Reading::Android, kept, meter, anomalies)?;
        directory.can_be_signed = gap == 0 && end.limit == end.at;
        if !starts_with_header {
            return Err(Error::malformed(
                Structure::LocalHeader,
                Position::in_file(0),
                "a local header at the very start of the file",
            ));
        }
        Ok(directory)
    }

    /// Walks all records.
    pub(super) fn scan(
        mut records: Records<'_>,
        reading: Reading,
        kept: Kept,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let start = Position::in_file(records.offset);
        let (structure, budget) = (Structure::CentralDirectory, meter.budget);
        let strict = reading == Reading::Android;
        within(records.size, budget.directory_bytes, Limit::DirectoryBytes, structure, start)?;
        let possible = records.count.min(records.size / LENGTH as u64);
        within(possible, budget.entries, Limit::Entries, structure, start)?;
        let possible = usize::try_from(possible).unwrap_or(0);
        let mut names = Names::with_capacity(possible);
        let mut directory = Self {
            offset: records.offset,
            can_be_signed: false,
            shift: 0,
            entries: Vec::new(),
            headers: Vec::with_capacity(possible),
        };
        let mut at = 0;
        let mut window = Window { records: &mut records, first: 0 };
        while (directory.headers.len() as u64) < window.records.count {
            let here = Position::in_file(directory.offset.saturating_add(at));
            let malformed = |expected| Err(Error::malformed(structure, here, expected));
            let Some(Whole { record, name, extra, length }) = window.record(at)? else {
                if strict {
                    return malformed("as many whole records as the end record says");
                }
                anomalies.add(Anomaly::TruncatedCentralDirectory);
                break;
            };
            let header = match record.header() {
                Some(header) => u64::from(header),
                None if strict => record.extent(extra, here)?.header,
                None => u64::MAX,
            };
            let seen = names.look_at(name);
            if strict {
                if header >= directory.offset {
                    return malformed("a local header before the central directory");
                }
                if !seen.valid {
                    return malformed("an entry name in UTF-8 without NUL");
                }
            }
            anomalies.note(!seen.valid, Anomaly::InvalidEntryName);
            anomalies.note(name.len() > 255, Anomaly::LongEntryName);
            anomalies.note(is_in_the_way(name), Anomaly::EntryPathConflict);
            let place = u32::try_from(at).unwrap_or(u32::MAX);
            let mut found = names.insert(&seen, place, None);
            directory.headers.push(u32::try_from(header).unwrap_or(u32::MAX));
            if kept == Kept::All || is_kept(name) {
                if kept == Kept::App {
                    meter.item(structure, || here)?;
                }
                directory.entries.push(Entry {
                    name: name.into(),
                    record: *record.fields,
                    extra: extra.into(),
                    at: here,
                });
            }
            let next = at + length as u64;
            let name = if matches!(found, Seen::New) { Vec::new() } else { name.to_vec() };
            while let Seen::Perhaps { place: other, slot } = found {
                meter.work(64, structure, || here)?;
                if window.has_name(u64::from(other), &name)? {
                    if strict {
                        return malformed("entry names that are all different");
                    }
                    anomalies.add(Anomaly::DuplicateEntry);
                    break;
                }
                found = names.insert(&seen, place, Some(slot));
            }
            at = next;
        }
        if directory.headers.is_empty() {
            return Err(Error::malformed(structure, start, "a central directory record"));
        }
        Ok(directory)
    }

    /// Returns where the entry starts in the file, by what its record says.
    pub fn start_of(&self, entry: &Entry) -> u64 {
        let header = entry.record().extent(&entry.extra, entry.at);
        header.map_or(u64::MAX, |extent| extent.header.saturating_add(self.shift))
    }

    /// Returns the entry `name`.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| *entry.name == *name.as_bytes())
    }

    /// Returns the entry `name`, which must be there.
    pub fn require(&self, name: &'static str) -> Result<&Entry> {
        let at = Position::in_file(self.offset);
        let structure = Structure::CentralDirectory;
        self.find(name).ok_or_else(|| Box::new(Error::Missing { structure, at, name }))
    }

    /// Returns whether the local header of another entry than the one that declares its own at
    /// `own` lies inside `start..end`.
    pub fn overlaps(&self, own: u64, start: u64, end: u64) -> bool {
        let relative = |at: u64| u32::try_from(at.saturating_sub(self.shift)).unwrap_or(u32::MAX);
        let [own, start, end] = [own, start, end].map(relative);
        self.headers.iter().any(|&header| start < header && header < end && header != own)
    }
}

/// A record with all that belongs to it.
struct Whole<'w> {
    record: Record<'w>,
    name: &'w [u8],
    extra: &'w [u8],
    length: usize,
}

impl<'w> Whole<'w> {
    /// Returns the record that `bytes` begin with, if all of it is there.
    #[inline]
    fn read(bytes: &'w [u8]) -> Option<Self> {
        let record = Record::read(bytes)?;
        let length = record.length();
        let (_, rest) = bytes.get(..length)?.split_at_checked(LENGTH)?;
        let (name, rest) = rest.split_at_checked(record.name_length())?;
        Some(Self { record, name, extra: rest.get(..record.extra_length())?, length })
    }
}

/// The part of the records that is in memory.
struct Window<'w, 'r> {
    records: &'w mut Records<'r>,
    /// Where in the records the window starts.
    first: u64,
}

impl Window<'_, '_> {
    /// Returns the record at `at`, if it is whole.
    #[inline]
    fn record(&mut self, at: u64) -> Result<Option<Whole<'_>>> {
        if Whole::read(self.loaded(at)).is_none() && !self.load_record(at)? {
            return Ok(None);
        }
        Ok(Whole::read(self.loaded(at)))
    }

    /// Makes sure that all of the record at `at` is in the window; false if it is not whole.
    #[cold]
    fn load_record(&mut self, at: u64) -> Result<bool> {
        if !self.load(at, LENGTH)? {
            return Ok(false);
        }
        let Some(record) = Record::read(self.loaded(at)) else { return Ok(false) };
        let length = record.length();
        self.load(at, length)
    }

    /// Returns the window from `at` on.
    #[inline]
    fn loaded(&self, at: u64) -> &[u8] {
        let start = at.checked_sub(self.first).and_then(|start| usize::try_from(start).ok());
        start.and_then(|start| self.records.window.get(start..)).unwrap_or(&[])
    }

    /// Makes sure that `len` bytes from `at` on are in the window; false if there are not so many.
    fn load(&mut self, at: u64, len: usize) -> Result<bool> {
        let Records { source, start, size, window, .. } = &mut *self.records;
        let Some(left) = size.checked_sub(at).filter(|&left| left >= len as u64) else {
            return Ok(false);
        };
        let inside = at.checked_sub(self.first).and_then(|at| usize::try_from(at).ok());
        if inside.is_none_or(|at| at.saturating_add(len) > window.len()) {
            let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(WINDOW.max(len));
            window.resize(wanted, 0);
            source.read(*start + at, window)?;
            self.first = at;
        }
        Ok(true)
    }

    /// Returns whether the record at `at` really has this name.
    fn has_name(&mut self, at: u64, name: &[u8]) -> Result<bool> {
        Ok(self.record(at)?.is_some_and(|found| found.name == name))
    }
}

/// Returns whether another end record hides between the directory and the real end record.
fn decoy_in_gap(source: &Source, start: u64, gap: u64) -> Result<bool> {
    let searched = gap.min(64 << 10);
    let bytes = source.read_vec(start, usize::try_from(searched).unwrap_or(0))?;
    Ok(bytes.windows(4).any(|window| window == end_record::SIGNATURE))
}

/// Returns whether this entry makes a folder of an entry that Android reads.
fn is_in_the_way(name: &[u8]) -> bool {
    // Almost every name is ruled out by its fourth letter.
    matches!(name.get(3), Some(b'r' | b'o' | b's'))
        && READ_BY_ANDROID
            .iter()
            .any(|read| name.strip_prefix(*read).is_some_and(|below| below.first() == Some(&b'/')))
}

/// Returns whether an APK is read for this entry.
#[inline]
fn is_kept(name: &[u8]) -> bool {
    // Almost every name is ruled out by its first and its last letter.
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return false };
    let manifest = *last == b'l' && *first == b'A';
    let other = matches!(last.to_ascii_lowercase(), b'f' | b'a' | b'c');
    (manifest || other) && is_kept_for_all_of(name)
}

/// Returns whether it is kept, by all its letters.
#[cold]
fn is_kept_for_all_of(name: &[u8]) -> bool {
    match name.last() {
        Some(b'l' | b'c') if name == READ_BY_ANDROID[0] || name == READ_BY_ANDROID[1] => true,
        Some(b'f' | b'F' | b'a' | b'A' | b'c' | b'C') if name.starts_with(b"META-INF/") => {
            // A letter of these endings may be another that is the same in capitals.
            let name = in_capitals(name);
            [&b".SF"[..], b".RSA", b".DSA", b".EC"].into_iter().any(|end| name.ends_with(end))
        }
        _ => false,
    }
}

/// Returns `name` in capitals, as Android compares the names of signature files.
pub(crate) fn in_capitals(name: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(name) {
        Ok(text) if !text.is_ascii() => text.to_uppercase().into_bytes(),
        _ => name.to_ascii_uppercase(),
    }
}

/// Returns whether `bytes` at `at` is a local header.
pub(super) fn is_local_header(bytes: &[u8], at: usize) -> bool {
    le::slice_at(bytes, at, 4).is_some_and(|found| found == LOCAL_HEADER)
}
