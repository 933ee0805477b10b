//! One entry's data: where it is and how to read it.

use super::directory::{Directory, Entry};
use super::record::{SEE_ZIP64, Zip64};
use crate::anomaly::{Anomalies, Anomaly};
use crate::error::{Error, Origin, Position, Result, Structure};
use crate::source::Source;
use crate::{Reading, le};

const HEADER_LENGTH: u64 = 30;
const FLAG_ENCRYPTED: u16 = 1;
const FLAG_DESCRIPTOR: u16 = 8;
/// How far around its declared place a missing local header is looked for.
const SEARCH: u64 = 64 << 10;
/// Room for an extra field when header and data are read in one go.
const USUAL_EXTRA: u64 = 64;

/// How an entry's data is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Stored,
    Deflated,
    /// A method that does not exist; Android takes an asset for stored then.
    Unknown,
}

/// Who on Android reads an entry: the two differ in what they make of unknown methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// `AssetManager`, for the manifest and the resources: all but deflate is stored.
    Assets,
    /// `StrictJarFile`, for JAR signatures: all but stored is deflated.
    Jar,
}

impl Method {
    const fn of(number: u16, reader: Reader) -> Self {
        match (number, reader) {
            (0, _) => Self::Stored,
            (8, _) | (_, Reader::Jar) => Self::Deflated,
            (_, Reader::Assets) => Self::Unknown,
        }
    }
}

/// Where the data of an entry is.
#[derive(Debug, Clone)]
pub(crate) struct Data {
    pub method: Method,
    pub offset: u64,
    pub compressed: u64,
    pub uncompressed: u64,
    /// The bytes from `offset` on that were read along with the header.
    pub prefetched: Vec<u8>,
}

impl Data {
    /// Returns the bytes the data takes in the file.
    pub fn stored_length(&self) -> u64 {
        match self.method {
            Method::Deflated => self.compressed,
            Method::Stored | Method::Unknown => self.uncompressed,
        }
    }

    /// Returns whether it must be inflated.
    pub fn is_deflated(&self) -> bool {
        self.method == Method::Deflated
    }

    /// Returns whether it is under a method that does not exist.
    pub fn is_unknown(&self) -> bool {
        self.method == Method::Unknown
    }

    pub fn origin(&self) -> Origin {
        Origin { file: self.offset, compressed: self.method == Method::Deflated }
    }
}

/// Finds the data of `entry`, and reads up to `prefetch` bytes of it along with its local header.
/// Checks what libziparchive's `FindEntry` checks.
pub(crate) fn locate(
    source: &Source,
    directory: &Directory,
    entry: &Entry,
    prefetch: u64,
    reader: Reader,
    reading: Reading,
    anomalies: &mut Anomalies,
) -> Result<Data> {
    let Entry { name, extra, at, .. } = entry;
    let record = entry.record();
    let mut extent = record.extent(extra, *at)?;
    extent.header = extent.header.saturating_add(directory.shift);
    anomalies.note(record.flags() & FLAG_ENCRYPTED != 0, Anomaly::EncryptionFlag);
    let method = Method::of(record.method(), reader);
    anomalies.note(!matches!(record.method(), 0 | 8), Anomaly::UnknownMethod);

    let name_len = name.len() as u64;
    let wanted = HEADER_LENGTH + name_len + USUAL_EXTRA + prefetch.min(extent.compressed);
    let mut header = Header::read(source, extent.header, wanted, directory.offset);
    let found = header.as_ref().is_ok_and(|header| header.is_of(name));
    if !found {
        if reading == Reading::Android {
            return Err(match header {
                Ok(header) => header.expected("a local header with the entry's name"),
                Err(error) => error,
            });
        }
        match search(source, directory, name, extent.header)? {
            Some(shifted) => {
                anomalies.add(Anomaly::LocalHeaderShifted);
                header = Header::read(source, shifted, wanted, directory.offset);
            }
            None => anomalies.add(Anomaly::LocalHeaderMismatch),
        }
    }
    let header = header?;
    anomalies.note(header.method() != record.method(), Anomaly::MethodMismatch);
    if header.flags() & FLAG_DESCRIPTOR == 0 {
        let same = header.sizes()? == (extent.uncompressed, extent.compressed)
            && header.crc() == record.crc();
        if !same {
            if reading == Reading::Android {
                return Err(header.expected("the sizes and checksum of the central directory"));
            }
            anomalies.add(Anomaly::LocalHeaderMismatch);
        }
    }
    let mut data = Data {
        method,
        offset: header.data_offset(),
        compressed: extent.compressed,
        uncompressed: extent.uncompressed,
        prefetched: Vec::new(),
    };
    anomalies.note(
        method == Method::Stored && data.compressed != data.uncompressed,
        Anomaly::StoredSizeMismatch,
    );
    fit(&mut data, directory.offset, source.len(), reading, &header)?;
    let data_end = data.offset.saturating_add(data.stored_length());
    anomalies
        .note(directory.overlaps(extent.header, header.at, data_end), Anomaly::OverlappingEntries);
    data.prefetched = header.into_data(data.stored_length());
    Ok(data)
}

/// Checks that the data lies before the directory; when recovering, cuts it to what is there.
fn fit(
    data: &mut Data,
    directory: u64,
    file: u64,
    reading: Reading,
    header: &Header,
) -> Result<()> {
    let room = directory.saturating_sub(data.offset);
    match reading {
        Reading::Android => {
            if data.offset > directory || data.compressed > room || data.stored_length() > room {
                return Err(header.expected("data that ends before the central directory"));
            }
        }
        Reading::Recovered => {
            let room =
                if data.offset > directory { file.saturating_sub(data.offset) } else { room };
            data.compressed = data.compressed.min(room);
            if data.method != Method::Deflated {
                data.uncompressed = data.uncompressed.min(room);
            }
        }
    }
    Ok(())
}

/// A local header and what was read after it.
struct Header {
    at: u64,
    bytes: Vec<u8>,
}

impl Header {
    /// Reads up to `wanted` bytes at `at`, none beyond `limit`.
    fn read(source: &Source, at: u64, wanted: u64, limit: u64) -> Result<Self> {
        let limit = limit.min(source.len());
        if at.checked_add(HEADER_LENGTH).is_none_or(|end| end >= limit) {
            return Err(Error::malformed(
                Structure::LocalHeader,
                Position::in_file(at),
                "a local header before the central directory",
            ));
        }
        let len = usize::try_from(wanted.min(limit - at)).unwrap_or(0);
        Ok(Self { at, bytes: source.read_vec(at, len)? })
    }

    fn half(&self, at: usize) -> u16 {
        le::u16_at(&self.bytes, at).unwrap_or(0)
    }

    fn word(&self, at: usize) -> u32 {
        le::u32_at(&self.bytes, at).unwrap_or(0)
    }

    fn is_of(&self, name: &[u8]) -> bool {
        super::directory::is_local_header(&self.bytes, 0)
            && usize::from(self.half(26)) == name.len()
            && le::slice_at(&self.bytes, 30, name.len()) == Some(name)
    }

    fn flags(&self) -> u16 {
        self.half(6)
    }

    fn method(&self) -> u16 {
        self.half(8)
    }

    fn crc(&self) -> u32 {
        self.word(14)
    }

    /// Returns the uncompressed and compressed size.
    fn sizes(&self) -> Result<(u64, u64)> {
        let (compressed, uncompressed) = (self.word(18), self.word(22));
        if compressed != SEE_ZIP64 && uncompressed != SEE_ZIP64 {
            return Ok((u64::from(uncompressed), u64::from(compressed)));
        }
        if compressed != uncompressed {
            return Err(self.expected("both sizes in the ZIP64 extra field, or none"));
        }
        let name_len = usize::from(self.half(26));
        let extra = le::slice_at(&self.bytes, 30 + name_len, usize::from(self.half(28)))
            .ok_or_else(|| self.expected("an extra field before the central directory"))?;
        let at = Position::in_file(self.at);
        let zip64 = Zip64::find(extra, uncompressed, compressed, None, at)?;
        Ok((zip64.uncompressed.unwrap_or(0), zip64.compressed.unwrap_or(0)))
    }

    fn header_length(&self) -> u64 {
        HEADER_LENGTH + u64::from(self.half(26)) + u64::from(self.half(28))
    }

    fn data_offset(&self) -> u64 {
        self.at.saturating_add(self.header_length())
    }

    fn expected(&self, expected: &'static str) -> Box<Error> {
        Error::malformed(Structure::LocalHeader, Position::in_file(self.at), expected)
    }

    /// Returns the entry's data as far as it was read along, at most `len` bytes.
    fn into_data(mut self, len: u64) -> Vec<u8> {
        let skip = usize::try_from(self.header_length()).unwrap_or(usize::MAX);
        if skip >= self.bytes.len() {
            return Vec::new();
        }
        self.bytes.drain(..skip);
        self.bytes.truncate(usize::try_from(len).unwrap_or(usize::MAX));
        self.bytes
    }
}

/// Looks for the entry's local header around the place where it should be.
fn search(
    source: &Source,
    directory: &Directory,
    name: &[u8],
    declared: u64,
) -> Result<Option<u64>> {
    let start = declared.saturating_sub(SEARCH);
    let end = declared.saturating_add(SEARCH).min(directory.offset).min(source.len());
    let Some(len) = end.checked_sub(start).and_then(|len| usize::try_from(len).ok()) else {
        return Ok(None);
    };
    let bytes = source.read_vec(start, len)?;
    let found = bytes.windows(30 + name.len()).position(|window| {
        super::directory::is_local_header(window, 0) && window.get(30..) == Some(name)
    });
    Ok(found.map(|at| start + at as u64))
}
