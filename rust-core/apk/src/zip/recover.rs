//! Opening archives that Android refuses.

use super::directory::{Directory, Kept, Records, is_local_header};
use super::end_record::{EndRecord, LENGTH, Tail};
use super::record::{self, Record};
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::{Meter, within};
use crate::error::{Error, Limit, Position, Result, Structure};
use crate::source::Source;
use crate::{Reading, le};

/// How many end records are tried before the local headers are.
const CANDIDATES: usize = 16;
/// How much is read at once when looking for local headers.
const WINDOW: usize = 64 << 10;
const HEADER_LENGTH: usize = 30;

/// Returns the directory of an archive that Android refuses with `refusal`.
pub(super) fn directory(
    source: &Source,
    kept: Kept,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
    refusal: Box<Error>,
) -> Result<Directory> {
    if let Some(found) = by_end_record(source, kept, meter, anomalies)? {
        return Ok(found);
    }
    match by_local_headers(source, kept, meter, anomalies)? {
        Some(found) => Ok(found),
        None => Err(refusal),
    }
}

/// Tries the end records in the file's tail, the last first.
fn by_end_record(
    source: &Source,
    kept: Kept,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<Option<Directory>> {
    let tail = Tail::longest(source)?;
    let mut limit = tail.bytes.len();
    for tried in 0..CANDIDATES {
        let Some(at) = tail.last_signature(limit) else { break };
        limit = at;
        let mut seen = Anomalies::NONE;
        let Some(found) = directory_before(source, &tail, at, kept, meter, &mut seen)? else {
            continue;
        };
        let comment = usize::from(le::u16_at(&tail.bytes, at + 20).unwrap_or(0));
        seen.note(tried > 0, Anomaly::DecoyEndRecord);
        seen.note(at + LENGTH + comment != tail.bytes.len(), Anomaly::TrailingData);
        let prefixed = !is_local_header(&source.read_vec(0, 4)?, 0);
        seen.note(prefixed, Anomaly::PrefixedData);
        *anomalies = seen;
        return Ok(Some(found));
    }
    Ok(None)
}

/// Returns the directory of the end record at `at` in the tail: where it says, or right before it.
fn directory_before(
    source: &Source,
    tail: &Tail,
    at: usize,
    kept: Kept,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<Option<Directory>> {
    let end_at = tail.start + at as u64;
    let end = match EndRecord::parse(source, &tail.bytes, at, end_at, anomalies) {
        Ok(end) => end,
        // A declared place beyond the record itself may still be right before it.
        Err(error) if error.is_malformed() => EndRecord {
            at: end_at,
            limit: end_at,
            records: u64::from(le::u16_at(&tail.bytes, at + 10).unwrap_or(0)),
            size: u64::from(le::u32_at(&tail.bytes, at + 12).unwrap_or(0)),
            offset: u64::from(le::u32_at(&tail.bytes, at + 16).unwrap_or(0)),
        },
        Err(error) => return Err(error),
    };
    let before = end.limit.checked_sub(end.size);
    let places = [Some(end.offset), before];
    for (offset, shifted) in places.into_iter().zip([false, true]) {
        let Some(offset) = offset.filter(|&offset| offset < end.limit) else { continue };
        if !starts_with_record(source, offset)? {
            continue;
        }
        let records = Records {
            source,
            start: offset,
            size: end.limit - offset,
            count: end.records.max(1),
            window: Vec::new(),
            offset,
        };
        let mut directory = Directory::scan(records, Reading::Recovered, kept, meter, anomalies)?;
        directory.can_be_signed = offset.saturating_add(end.size) == end.at;
        anomalies.note(shifted, Anomaly::CentralDirectoryShifted);
        if let Some(moved) = offset.checked_sub(end.offset).filter(|_| shifted) {
            // The headers moved with the directory, unless only its offset lies.
            let first = source.read_vec(offset, record::LENGTH)?;
            let header = Record::read(&first).and_then(Record::header).unwrap_or(0);
            if has_local_header(source, u64::from(header).saturating_add(moved))? {
                directory.shift = moved;
            }
        }
        return Ok(Some(directory));
    }
    Ok(None)
}

fn starts_with_record(source: &Source, offset: u64) -> Result<bool> {
    Ok(offset.saturating_add(4) <= source.len()
        && le::u32_at(&source.read_vec(offset, 4)?, 0) == Some(record::SIGNATURE))
}

fn has_local_header(source: &Source, offset: u64) -> Result<bool> {
    Ok(offset.saturating_add(4) <= source.len() && is_local_header(&source.read_vec(offset, 4)?, 0))
}

/// Builds a directory from the local headers in the file.
fn by_local_headers(
    source: &Source,
    kept: Kept,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<Option<Directory>> {
    let mut records = Vec::new();
    let mut count = 0;
    let mut at = 0;
    // The last record, if its header leaves the size to a data descriptor.
    let mut open_ended: Option<Made> = None;
    loop {
        let found = next_local_header(source, at, meter)?;
        if let Some(made) = open_ended.take() {
            let end = without_descriptor(source, made.data, found.unwrap_or(source.len()))?;
            let length = u32::try_from(end - made.data).unwrap_or(u32::MAX - 1).to_le_bytes();
            overwrite(&mut records, made.record + 20, &length);
            overwrite(&mut records, made.record + 24, &length);
        }
        let Some(found) = found else { break };
        let here = Position::in_file(found);
        meter.chunk(Structure::LocalHeader, || here)?;
        let made = append_record(source, found, &mut records)?;
        let (limit, structure) = (Limit::DirectoryBytes, Structure::CentralDirectory);
        within(records.len() as u64, meter.budget.directory_bytes, limit, structure, here)?;
        count += 1;
        at = made.data.saturating_add(made.compressed).min(source.len()).max(found + 4);
        open_ended = (made.compressed == 0).then_some(made);
    }
    if count == 0 {
        return Ok(None);
    }
    *anomalies = Anomalies::NONE;
    anomalies.add(Anomaly::RecoveredFromLocalHeaders);
    let made = Source::from_bytes(records);
    let records = Records {
        source: &made,
        start: 0,
        size: made.len(),
        count,
        window: Vec::new(),
        offset: source.len(),
    };
    Directory::scan(records, Reading::Recovered, kept, meter, anomalies).map(Some)
}

/// Returns where data from `start` on ends that may be followed by a data descriptor before `end`.
fn without_descriptor(source: &Source, start: u64, end: u64) -> Result<u64> {
    const DESCRIPTOR: u64 = 16;
    let end = end.max(start);
    match end.checked_sub(DESCRIPTOR).filter(|&before| before >= start) {
        Some(before) if source.read_vec(before, 4)? == *b"PK\x07\x08" => Ok(before),
        _ => Ok(end),
    }
}

/// A central directory record that was made from a local header.
struct Made {
    /// Where the record starts among those made.
    record: usize,
    /// Where the entry's data starts in the file.
    data: u64,
    compressed: u64,
}

/// Makes a central directory record from the local header at `offset`.
fn append_record(source: &Source, offset: u64, records: &mut Vec<u8>) -> Result<Made> {
    let header = source.read_vec(offset, HEADER_LENGTH)?;
    let half = |at| le::u16_at(&header, at).unwrap_or(0);
    let left = source.len() - offset - HEADER_LENGTH as u64;
    let name_len = half(26).min(u16::try_from(left).unwrap_or(u16::MAX));
    let name = source.read_vec(offset + HEADER_LENGTH as u64, usize::from(name_len))?;
    let record = records.len();
    records.resize(record + record::LENGTH, 0);
    overwrite(records, record, &record::SIGNATURE.to_le_bytes());
    // Version, flags, method, time, checksum and sizes stand in the same order in both.
    overwrite(records, record + 6, header.get(4..26).unwrap_or(&[]));
    overwrite(records, record + 28, &name_len.to_le_bytes());
    let offset32 = u32::try_from(offset).unwrap_or(u32::MAX);
    overwrite(records, record + 42, &offset32.to_le_bytes());
    records.extend_from_slice(&name);
    let data = offset + HEADER_LENGTH as u64 + u64::from(half(26)) + u64::from(half(28));
    let compressed = u64::from(le::u32_at(&header, 18).unwrap_or(0));
    Ok(Made { record, data, compressed })
}

fn overwrite(bytes: &mut [u8], at: usize, with: &[u8]) {
    for (to, from) in bytes.iter_mut().skip(at).zip(with) {
        *to = *from;
    }
}

/// Returns the offset of the next local header from `start` on.
fn next_local_header(source: &Source, start: u64, meter: &mut Meter) -> Result<Option<u64>> {
    let mut start = start;
    loop {
        let left = source.len().saturating_sub(start);
        if left < 30 {
            return Ok(None);
        }
        let len = usize::try_from(left).unwrap_or(WINDOW).min(WINDOW);
        meter.work(len as u64 / 16, Structure::File, || Position::in_file(start))?;
        let bytes = source.read_vec(start, len)?;
        if let Some(at) = bytes.windows(4).position(|window| is_local_header(window, 0)) {
            let found = start + at as u64;
            return Ok(Some(found).filter(|found| found + HEADER_LENGTH as u64 <= source.len()));
        }
        if len < WINDOW {
            return Ok(None);
        }
        start += len as u64 - 3;
    }
}
