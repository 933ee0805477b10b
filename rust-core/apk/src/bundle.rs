//! Bundles of an app's APKs (`.apks`, `.xapk`, `.apkm`): ZIP archives with a base APK and splits.

use std::fs::File;
use std::io::{self, Write};

use crate::anomaly::Anomalies;
use crate::budget::{Meter, within};
use crate::error::{Error, Limit, Position, Result, Structure};
use crate::source::Source;
use crate::zip::{Directory, Entry, Stream, WINDOW, is_deflated, locate};
use crate::{Apk, Options};

/// How many APKs of a bundle are opened to find the base; bundletool lists it among the first.
const MOST_CANDIDATES: usize = 64;
const PIECE: usize = 256 << 10;
/// Names bundles give their base APK, the surest first.
const BASE_NAMES: [&str; 4] = ["base.apk", "base-master.apk", "universal.apk", "system.apk"];

/// An open bundle.
#[derive(Debug)]
pub struct Bundle {
    source: Source,
    directory: Directory,
    options: Options,
}

impl Bundle {
    /// Opens the bundle in an open file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is not a ZIP archive the chosen reading accepts, or holds no
    /// APK.
    pub fn from_file(file: File, options: Options) -> Result<Self> {
        let mut source = Source::from_file(file)?;
        let (mut meter, mut anomalies) = (Meter::new(options.budget), Anomalies::NONE);
        let directory = Directory::open(&mut source, options.reading, &mut meter, &mut anomalies)?;
        let bundle = Self { source, directory, options };
        if bundle.candidates().is_empty() {
            return Err(bundle.no_base("an APK in the bundle"));
        }
        Ok(bundle)
    }

    /// Opens the base APK: the first that is not a split. The positions in its errors are those
    /// in the base APK. Returns its name, too.
    ///
    /// A base APK that is stored is read where it is. One that is compressed is first inflated
    /// into the empty file that `scratch` makes.
    ///
    /// # Errors
    ///
    /// If there is no base APK or it cannot be read.
    pub fn base(&self, mut scratch: impl FnMut() -> io::Result<File>) -> Result<(String, Apk)> {
        let mut first_error = None;
        for entry in self.candidates().into_iter().take(MOST_CANDIDATES) {
            let opened = self.open_entry(entry, &mut scratch).and_then(|mut apk| {
                let is_base = apk.manifest()?.split.is_none();
                Ok(is_base.then_some(apk))
            });
            match opened {
                Ok(Some(apk)) => return Ok((String::from_utf8_lossy(&entry.name).into(), apk)),
                Ok(None) => {}
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        Err(first_error.unwrap_or_else(|| self.no_base("an APK that is not a split")))
    }

    fn no_base(&self, expected: &'static str) -> Box<Error> {
        let at = Position::in_file(self.directory.offset);
        Error::malformed(Structure::Bundle, at, expected)
    }

    /// The APKs in the bundle, the likeliest base first.
    fn candidates(&self) -> Vec<&Entry> {
        let is_apk = |entry: &&Entry| {
            let (_, end) = entry.name.split_at(entry.name.len().saturating_sub(4));
            end.eq_ignore_ascii_case(b".apk")
        };
        let mut candidates: Vec<_> = self.directory.entries.iter().filter(is_apk).collect();
        candidates.sort_by_key(|entry| {
            let file = entry.name.rsplit(|&byte| byte == b'/').next().unwrap_or(&entry.name);
            let known = BASE_NAMES.iter().position(|name| name.as_bytes() == file);
            let split = file.starts_with(b"config.") || file.starts_with(b"split_");
            (known.unwrap_or(BASE_NAMES.len()), split)
        });
        candidates
    }

    fn open_entry(
        &self,
        entry: &Entry,
        scratch: &mut impl FnMut() -> io::Result<File>,
    ) -> Result<Apk> {
        let Options { reading, budget } = self.options;
        let mut anomalies = Anomalies::NONE;
        let data = locate(
            &self.source,
            &self.directory,
            entry,
            0,
            crate::zip::Reader::Assets,
            reading,
            &mut anomalies,
        )?;
        if !is_deflated(&data) {
            let range = self.source.range(data.offset, data.stored_length());
            let range = range.ok_or_else(|| self.no_base("an APK that ends inside the bundle"))?;
            return Apk::from_source(range, self.options);
        }
        let (structure, at) = (Structure::EntryData, Position::in_file(data.offset));
        let allowed = budget.extracted_bytes;
        within(data.uncompressed, allowed, Limit::ExtractedBytes, structure, at)?;
        // Counted here and not by the meter, which is for what is inflated into memory.
        let mut unmetered = Meter::new(crate::Budget { inflated_bytes: u64::MAX, ..budget });
        let failed = |source| Error::io(data.offset, data.uncompressed, source);
        let mut file = scratch().map_err(failed)?;
        let mut stream = Stream::new(&self.source, &data, Vec::new());
        let mut piece = vec![0; WINDOW + PIECE];
        let mut kept = 0;
        loop {
            let filled = stream.read(&mut piece, kept, &mut unmetered)?;
            within(stream.produced(), allowed, Limit::ExtractedBytes, structure, at)?;
            file.write_all(piece.get(kept..filled).unwrap_or(&[])).map_err(failed)?;
            if stream.finished {
                break;
            }
            kept = WINDOW.min(filled);
            piece.copy_within(filled - kept..filled, 0);
        }
        Apk::from_file(file, self.options)
    }
}
