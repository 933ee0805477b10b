//! The content of an entry: whole in memory, or in windows for what is large.

use super::entry::{Data, Method};
use super::inflate::{Stream, WINDOW, inflate_start, inflate_whole};
use crate::Reading;
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::{Meter, within};
use crate::bytes::Bytes;
use crate::error::{Limit, Origin, Position, Result, Structure};
use crate::source::Source;

/// Smallest read of a stored entry: holds a type chunk's header.
const LEAST_READ: usize = 96;
/// Largest read beyond what is asked for.
const MOST_READ: usize = 32 << 10;
/// Reading that goes on within this distance reads ahead eight times as far each time.
const CLOSE: u64 = 4 << 10;
/// Inflated at once from a stream.
const PIECE: usize = 64 << 10;

/// Random access to an entry.
#[derive(Debug)]
pub(crate) enum Content {
    /// Stored in the file, read in windows.
    Stored(Stored),
    /// Deflated; inflated only as far as it is asked for.
    Deflated(Box<Deflated>),
}

/// The window last read of a stored entry.
#[derive(Debug)]
pub(crate) struct Stored {
    source: Source,
    offset: u64,
    len: u64,
    window: Vec<u8>,
    start: u64,
    step: usize,
}

/// What is kept of a deflated entry.
#[derive(Debug)]
pub(crate) struct Deflated {
    source: Source,
    data: Data,
    stream: Stream,
    /// Inflated bytes from `start` on; `start` stays 0 if the whole entry may be kept.
    kept: Vec<u8>,
    start: u64,
    keep_all: bool,
}

impl Content {
    /// Loads all of an entry into memory, checked against its declared size.
    pub fn load(
        source: &Source,
        mut data: Data,
        reading: Reading,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<(Vec<u8>, Origin)> {
        let allowed = meter.budget.manifest_bytes;
        let origin = data.origin();
        if data.method == Method::Deflated {
            let as_android = inflate_whole(source, &mut data, allowed, meter);
            return match as_android {
                Err(error) if reading == Reading::Recovered && error.is_malformed() => {
                    anomalies.add(Anomaly::InflatedSizeMismatch);
                    Ok((inflate_what_is_there(source, &data, allowed, meter)?, origin))
                }
                result => result.map(|bytes| (bytes, origin)),
            };
        }
        let (structure, at) = (Structure::EntryData, origin.at(0));
        within(data.uncompressed, allowed, Limit::ManifestBytes, structure, at)?;
        let len = usize::try_from(data.uncompressed).unwrap_or(usize::MAX);
        let bytes = if data.prefetched.len() == len {
            data.prefetched
        } else {
            source.read_vec(data.offset, len)?
        };
        if reading == Reading::Recovered && data.method == Method::Unknown {
            data.method = Method::Deflated;
            data.prefetched = Vec::new();
            if !bytes.starts_with(&[3, 0])
                && let Ok(inflated) = inflate_what_is_there(source, &data, allowed, meter)
                && inflated.len() > 8
            {
                anomalies.add(Anomaly::DeflatedUnderUnknownMethod);
                return Ok((inflated, data.origin()));
            }
        }
        Ok((bytes, origin))
    }

    /// Returns the first bytes of an entry, at most `len`, of what was read along with its header.
    pub fn start(data: &Data, len: usize, meter: &mut Meter) -> Result<Vec<u8>> {
        let declared = usize::try_from(data.uncompressed).unwrap_or(usize::MAX);
        match data.method {
            Method::Deflated => inflate_start(data, len.min(declared), meter),
            Method::Stored | Method::Unknown => {
                let len = len.min(data.prefetched.len());
                Ok(data.prefetched.get(..len).unwrap_or(&[]).to_vec())
            }
        }
    }

    /// Opens an entry to be read piece by piece.
    pub fn open(source: &Source, mut data: Data, meter: &Meter) -> Self {
        let prefetched = std::mem::take(&mut data.prefetched);
        match data.method {
            Method::Deflated => Self::Deflated(Box::new(Deflated {
                stream: Stream::new(source, &data, prefetched),
                source: source.clone(),
                kept: Vec::new(),
                start: 0,
                keep_all: data.uncompressed <= meter.budget.resource_window_bytes,
                data,
            })),
            Method::Stored | Method::Unknown => Self::Stored(Stored {
                source: source.clone(),
                offset: data.offset,
                len: data.uncompressed,
                window: prefetched,
                start: 0,
                step: LEAST_READ,
            }),
        }
    }
}

impl Bytes for Content {
    fn len(&self) -> u64 {
        match self {
            Self::Stored(stored) => stored.len,
            Self::Deflated(deflated) => deflated.data.uncompressed,
        }
    }

    fn at(&self, offset: u64) -> Position {
        match self {
            Self::Stored(stored) => Position::in_file(stored.offset.saturating_add(offset)),
            Self::Deflated(deflated) => deflated.data.origin().at(offset),
        }
    }

    #[inline]
    fn get(&mut self, offset: u64, len: usize, meter: &mut Meter) -> Result<Option<&[u8]>> {
        match self {
            Self::Stored(stored) => stored.get(offset, len),
            Self::Deflated(deflated) => deflated.get(offset, len, meter),
        }
    }
}

impl Stored {
    #[inline]
    fn get(&mut self, offset: u64, len: usize) -> Result<Option<&[u8]>> {
        if self.in_window(offset, len).is_none() {
            let end = offset.checked_add(len as u64);
            if end.is_none_or(|end| end > self.len) {
                return Ok(None);
            }
            self.load(offset, len)?;
        }
        Ok(self.in_window(offset, len))
    }

    #[inline]
    fn in_window(&self, offset: u64, len: usize) -> Option<&[u8]> {
        let at = usize::try_from(offset.checked_sub(self.start)?).ok()?;
        crate::le::slice_at(&self.window, at, len)
    }

    /// Reads `len` bytes at `offset`, which are there, and perhaps more.
    #[inline(never)]
    fn load(&mut self, offset: u64, len: usize) -> Result<()> {
        // Read ahead only where reading goes on close to where it was.
        let window_end = self.start + self.window.len() as u64;
        let close = offset >= self.start && offset <= window_end + CLOSE;
        self.step = if close { (self.step * 8).min(MOST_READ) } else { LEAST_READ };
        let left = usize::try_from(self.len - offset).unwrap_or(usize::MAX);
        self.window.resize(len.max(self.step).min(left), 0);
        self.start = offset;
        self.source.read(self.offset.saturating_add(offset), &mut self.window)
    }
}

impl Deflated {
    fn get(&mut self, offset: u64, len: usize, meter: &mut Meter) -> Result<Option<&[u8]>> {
        let declared = self.data.uncompressed;
        let Some(end) = offset.checked_add(len as u64).filter(|&end| end <= declared) else {
            return Ok(None);
        };
        if offset < self.start {
            self.stream = Stream::new(&self.source, &self.data, Vec::new());
            self.kept.clear();
            self.start = 0;
        }
        while self.start + (self.kept.len() as u64) < end && !self.stream.finished {
            if !self.keep_all {
                self.forget_before(offset);
            }
            let filled = self.kept.len();
            let wanted = usize::try_from(declared - self.stream.produced().min(declared));
            let wanted = wanted.unwrap_or(PIECE).max(1);
            // At first only what is asked for; the further it goes, the more at once.
            let piece = usize::try_from(end - self.start).unwrap_or(PIECE);
            let piece = piece.max(filled).clamp(1 << 10, PIECE).min(wanted);
            self.kept.resize(filled + piece, 0);
            let filled = self.stream.read(&mut self.kept, filled, meter)?;
            self.kept.truncate(filled);
        }
        let at = usize::try_from(offset - self.start).unwrap_or(usize::MAX);
        Ok(crate::le::slice_at(&self.kept, at, len))
    }

    /// Drops what was inflated before `offset`, but for what inflating on needs.
    fn forget_before(&mut self, offset: u64) {
        let drop = usize::try_from(offset - self.start).unwrap_or(usize::MAX);
        let drop = drop.min(self.kept.len().saturating_sub(WINDOW));
        self.kept.drain(..drop);
        self.start += drop as u64;
    }
}

/// Inflates as much of an entry as can be inflated, whatever size it declares.
fn inflate_what_is_there(
    source: &Source,
    data: &Data,
    allowed: u64,
    meter: &mut Meter,
) -> Result<Vec<u8>> {
    let mut stream = Stream::new(source, data, Vec::new());
    let mut bytes = Vec::new();
    loop {
        let filled = bytes.len();
        let at = data.origin().at(filled as u64);
        within(filled as u64, allowed, Limit::ManifestBytes, Structure::EntryData, at)?;
        bytes.resize(filled + PIECE, 0);
        let whole = bytes.len();
        let damaged = match stream.read(&mut bytes, filled, meter) {
            Ok(_) => false,
            Err(error) if error.is_malformed() => true,
            Err(error) => return Err(error),
        };
        // What came out before the damage still counts: it is what was produced so far.
        bytes.truncate(usize::try_from(stream.produced()).unwrap_or(filled));
        if damaged || bytes.len() < whole {
            return Ok(bytes);
        }
    }
}
