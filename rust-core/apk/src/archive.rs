//! Archives of APKs (`.apks`, `.xapk`, `.apkm`, `.zip`): base and splits of one app, or several
//! apps.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::anomaly::Anomalies;
use crate::budget::{Meter, within};
use crate::error::{Error, Limit, Position, Result, Structure};
use crate::source::Source;
use crate::zip::{Data, Directory, Entry, Kept, LOCAL_HEADER, Reader, Stream, WINDOW, locate};
use crate::{ApkFile, Budget, Options};

/// How many archives may lie one in another.
const DEEPEST: u32 = 4;
/// An entry that is inflated to at most this much is kept in memory.
const IN_MEMORY: u64 = 4 << 20;
const PIECE: usize = 256 << 10;
/// How much of an entry is read along with its header.
const PREFETCH: u64 = 512;
/// The flag of an entry that needs a password.
const ENCRYPTED: u16 = 1;
/// Names archives give a base APK, the surest first.
const BASE_NAMES: [&str; 4] = ["base.apk", "base-master.apk", "universal.apk", "system.apk"];

/// An archive that is no app itself, with APKs in it.
#[derive(Debug)]
pub struct Archive {
    source: Source,
    directory: Directory,
    /// Where each entry starts, in order.
    starts: Vec<u64>,
    options: Options,
    share: Arc<Share>,
    depth: u32,
}

/// What all archives in one file may use up together.
#[derive(Debug, Default)]
pub(crate) struct Share {
    entries: AtomicU64,
    extracted: AtomicU64,
}

/// An empty place that a large entry is inflated into: a file, or what is like one.
pub trait Scratch: Write {
    /// Returns what was written, to be read.
    ///
    /// # Errors
    /// It cannot be read.
    fn into_apk_file(self) -> Result<ApkFile>;
}

impl Scratch for File {
    fn into_apk_file(self) -> Result<ApkFile> {
        ApkFile::new(self)
    }
}

/// Something in an archive that is an APK, or an archive itself, or may be one.
#[derive(Debug)]
pub struct Packed {
    /// The name of the entry.
    pub name: String,
    /// Whether the name is that of an APK.
    pub is_named_apk: bool,
    /// Its bytes, or why they cannot be had.
    pub file: Result<ApkFile>,
}

impl Archive {
    /// Opens the archive in a file, with the names of all that is in it.
    ///
    /// # Errors
    ///
    /// If it cannot be read, is not a ZIP archive the chosen reading accepts, or lies deeper in
    /// other archives than any real one.
    pub fn open(file: &ApkFile, options: Options) -> Result<Self> {
        let (mut meter, mut anomalies) = (Meter::new(options.budget), Anomalies::NONE);
        let mut source = file.source.clone();
        let (reading, kept) = (options.reading, Kept::All);
        let mut directory =
            Directory::open(&mut source, reading, kept, &mut meter, &mut anomalies)?;
        let at = Position::in_file(directory.offset);
        if file.depth >= DEEPEST {
            let expected = "at most four archives, one in another";
            return Err(Error::malformed(Structure::Archive, at, expected));
        }
        let share = file.share.clone().unwrap_or_default();
        let count = directory.entries.len() as u64;
        let entries = share.entries.fetch_add(count, Ordering::Relaxed).saturating_add(count);
        within(entries, options.budget.entries, Limit::Entries, Structure::Archive, at)?;
        directory.entries.sort_by_key(|entry| base_rank(&entry.name));
        let mut starts: Vec<u64> =
            directory.entries.iter().map(|entry| directory.start_of(entry)).collect();
        starts.sort_unstable();
        Ok(Self { source, directory, starts, options, share, depth: file.depth })
    }

    /// Hands over, one after another, what is or may be an APK or an archive: whatever begins as
    /// one, is named as one, or cannot be read. The likeliest base APK comes first.
    ///
    /// An entry that is stored is read where it is. A large one that is compressed is first
    /// inflated into the empty file that `scratch` makes.
    pub fn packed<S, F>(&self, mut scratch: F) -> impl Iterator<Item = Packed>
    where
        S: Scratch,
        F: FnMut() -> io::Result<S>,
    {
        self.directory.entries.iter().filter_map(move |entry| {
            let is_named_apk = is_named_apk(&entry.name);
            let file = match self.file(entry, is_named_apk, &mut scratch) {
                Ok(None) => return None,
                Ok(Some(file)) => Ok(file),
                Err(error) => Err(error),
            };
            let name = String::from_utf8_lossy(&entry.name).into_owned();
            Some(Packed { name, is_named_apk, file })
        })
    }

    /// Returns the entry's bytes, or `None` if it is neither named as an APK nor begins as one.
    fn file<S: Scratch>(
        &self,
        entry: &Entry,
        is_named_apk: bool,
        scratch: &mut impl FnMut() -> io::Result<S>,
    ) -> Result<Option<ApkFile>> {
        let Options { reading, budget } = self.options;
        let mut anomalies = Anomalies::NONE;
        let (directory, reader) = (&self.directory, Reader::Assets);
        let data =
            locate(&self.source, directory, entry, PREFETCH, reader, reading, &mut anomalies)?;
        if data.uncompressed == 0 && data.compressed == 0 && !is_named_apk {
            return Ok(None);
        }
        let at = Position::in_file(data.offset);
        let refuse = |expected| Err(Error::malformed(Structure::EntryData, at, expected));
        if self.overlaps(entry, &data) {
            return refuse("data that no other entry has a part in");
        }
        let begins = self.begins_as_apk(&data, budget);
        if !matches!(begins, Ok(true)) {
            if entry.flags() & ENCRYPTED != 0 {
                return refuse("an entry that is not encrypted");
            }
            if data.is_unknown() {
                return refuse("an entry that is stored or deflated");
            }
            if !begins? && !is_named_apk {
                return Ok(None);
            }
        }
        let source = if data.is_deflated() {
            self.inflated(&data, budget, scratch)?
        } else {
            match self.source.range(data.offset, data.stored_length()) {
                Some(range) => range,
                None => return refuse("an entry that ends inside the archive"),
            }
        };
        let share = Some(Arc::clone(&self.share));
        Ok(Some(ApkFile { source, share, depth: self.depth + 1 }))
    }

    /// Returns whether another entry has a part in this one's data.
    fn overlaps(&self, entry: &Entry, data: &Data) -> bool {
        let start = self.directory.start_of(entry);
        let [first, next] =
            [start, start + 1].map(|at| self.starts.partition_point(|&start| start < at));
        let end = data.offset.saturating_add(data.stored_length());
        next - first > 1 || self.starts.get(next).is_some_and(|&next| next < end)
    }

    fn begins_as_apk(&self, data: &Data, budget: Budget) -> Result<bool> {
        let mut start = [0; LOCAL_HEADER.len()];
        if !data.is_deflated() {
            let enough = data.stored_length() >= start.len() as u64;
            if enough {
                self.source.read(data.offset, &mut start)?;
            }
            return Ok(enough && start == LOCAL_HEADER);
        }
        let mut stream = Stream::new(&self.source, data, data.prefetched.clone());
        let filled = stream.read(&mut start, 0, &mut Meter::new(budget))?;
        Ok(filled == start.len() && start == LOCAL_HEADER)
    }

    /// Inflates an entry, into memory or a file.
    fn inflated<S: Scratch>(
        &self,
        data: &Data,
        budget: Budget,
        scratch: &mut impl FnMut() -> io::Result<S>,
    ) -> Result<Source> {
        let failed = |source| Error::io(data.offset, data.uncompressed, source);
        let mut into = match data.uncompressed {
            ..=IN_MEMORY => Inflated::Memory(Vec::new()),
            _ => Inflated::Scratch(scratch().map_err(failed)?),
        };
        // Counted here and not by the meter, which is for what is inflated into memory.
        let mut unmetered = Meter::new(Budget { inflated_bytes: u64::MAX, ..budget });
        let mut stream = Stream::new(&self.source, data, Vec::new());
        let mut piece = vec![0; WINDOW + PIECE];
        let (mut kept, mut before) = (0, 0);
        loop {
            let filled = stream.read(&mut piece, kept, &mut unmetered)?;
            let (at, limit) = (Position::in_file(data.offset), Limit::ExtractedBytes);
            let new = stream.produced() - before;
            before = stream.produced();
            let all = self.share.extracted.fetch_add(new, Ordering::Relaxed).saturating_add(new);
            within(all, budget.extracted_bytes, limit, Structure::EntryData, at)?;
            let new = piece.get(kept..filled).unwrap_or(&[]);
            match &mut into {
                Inflated::Memory(bytes) if before <= IN_MEMORY => bytes.extend_from_slice(new),
                Inflated::Memory(_) => {
                    let expected = "data that inflates to the declared size";
                    return Err(Error::malformed(Structure::EntryData, at, expected));
                }
                Inflated::Scratch(file) => file.write_all(new).map_err(failed)?,
            }
            if stream.finished {
                break;
            }
            kept = WINDOW.min(filled);
            piece.copy_within(filled - kept..filled, 0);
        }
        match into {
            Inflated::Memory(bytes) => Ok(Source::from_bytes(bytes)),
            Inflated::Scratch(file) => Ok(file.into_apk_file()?.source),
        }
    }
}

/// Where an entry is inflated to.
enum Inflated<S> {
    Memory(Vec<u8>),
    Scratch(S),
}

/// Returns whether a file of this name is an APK by its name, which Android and messengers may have
/// made longer by a number (`app.apk.1`).
fn is_named_apk(name: &[u8]) -> bool {
    let name = name.trim_ascii_end().to_ascii_lowercase();
    let without_number = match name.iter().rposition(|&byte| byte == b'.') {
        Some(dot) => match name.split_at(dot) {
            (stem, [_, number @ ..]) if number.iter().all(u8::is_ascii_digit) => stem,
            _ => &name,
        },
        None => &name,
    };
    without_number.ends_with(b".apk")
}

/// Returns how likely an entry of this name is the base APK: the lower, the likelier.
fn base_rank(name: &[u8]) -> (usize, bool) {
    let file = name.rsplit(|&byte| byte == b'/').next().unwrap_or(name);
    let known = BASE_NAMES.iter().position(|name| name.as_bytes() == file);
    let split = file.starts_with(b"config.") || file.starts_with(b"split_");
    (known.unwrap_or(BASE_NAMES.len()), split)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_apks_are_known_with_a_number_behind_them() {
        for name in ["a.apk", "x/A.APK", "a.apk.1", "a.Apk.23", ".apk", "a.apk.", "a.apk "] {
            assert!(is_named_apk(name.as_bytes()), "{name}");
        }
        for name in ["apk", "a.apks", "a.apk.idsig", "a.apk.1.txt", "a.1", "a.apk/b", ""] {
            assert!(!is_named_apk(name.as_bytes()), "{name}");
        }
    }
}
