//! The APK Signing Block: pairs of id and value between the entries and the central directory.

use super::{Scheme, Signatures, scheme};
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::{Meter, within};
use crate::error::{Error, Limit, Origin, Position, Result, Structure};
use crate::le;
use crate::source::Source;

const MAGIC: &[u8; 16] = b"APK Sig Block 42";
/// Size and magic at the block's end.
const FOOTER: u64 = 24;
/// Read at once: most blocks are padded to 4 KiB.
const USUAL: u64 = 4 << 10;
/// Schemes by the id of their pair.
const SCHEMES: [(u32, Scheme); 4] = [
    (0x7109_871a, Scheme::V2),
    (0xf053_68c0, Scheme::V3),
    (0x1b93_ad61, Scheme::V31),
    (0x70e1_c89f, Scheme::V32),
];

/// Appends the signers in the signing block that ends at `end`, where the central directory starts.
/// No block is no signer; nor is one that Android cannot use, which is an anomaly.
pub(crate) fn read_block(
    source: &Source,
    end: u64,
    signatures: &mut Signatures,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<()> {
    let tail_start = end.saturating_sub(USUAL);
    let tail = source.read_vec(tail_start, usize::try_from(end - tail_start).unwrap_or(0))?;
    let Some(footer) = tail.len().checked_sub(24).and_then(|at| tail.get(at..)) else {
        return Ok(());
    };
    if footer.get(8..) != Some(MAGIC) {
        return Ok(());
    }
    let block = Block { source, tail: &tail, tail_start };
    let size = le::u64_at(footer, 0).unwrap_or(0);
    let pairs_end = end - FOOTER;
    let start = size.checked_add(8).and_then(|total| end.checked_sub(total));
    let Some(start) = start.filter(|&start| start + 8 <= pairs_end) else {
        anomalies.add(Anomaly::MalformedSigningBlock);
        return Ok(());
    };
    if block.u64(start)? != size {
        anomalies.add(Anomaly::MalformedSigningBlock);
        return Ok(());
    }
    let mut found = [None; SCHEMES.len()];
    let mut at = start + 8;
    while at < pairs_end {
        let here = Position::in_file(at);
        meter.chunk(Structure::SigningBlock, || here)?;
        let left = pairs_end - at;
        let length = if left < 8 { 0 } else { block.u64(at)? };
        if length < 4 || length > left - 8 {
            anomalies.add(Anomaly::MalformedSigningBlock);
            // Android gives up on the whole block.
            return Ok(());
        }
        let id = block.u32(at + 8)?;
        let slots = found.iter_mut().zip(SCHEMES);
        for (slot, _) in slots.filter(|(_, (scheme_id, _))| *scheme_id == id) {
            anomalies.note(slot.is_some(), Anomaly::DuplicateSchemeBlock);
            slot.get_or_insert((at + 12, length - 4));
        }
        at += 8 + length;
    }
    for ((_, scheme), place) in SCHEMES.into_iter().zip(found) {
        let Some((at, length)) = place else { continue };
        let here = Position::in_file(at);
        let (limit, structure) = (Limit::SigningBytes, Structure::SchemeBlock);
        within(length, meter.budget.signing_bytes, limit, structure, here)?;
        let value = block.bytes(at, usize::try_from(length).unwrap_or(0))?;
        let origin = Origin { file: at, compressed: false };
        let signers = &mut signatures.signers;
        match scheme::signers(scheme, &value, origin, signers, meter, anomalies) {
            Ok(true) => {}
            Ok(false) => {
                let expected = "a certificate for every signer, and at least one signer";
                signatures.add_unread(scheme, Error::malformed(structure, here, expected));
            }
            Err(error) if error.is_malformed() => {
                anomalies.add(Anomaly::MalformedSchemeBlock);
                signatures.add_unread(scheme, error);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The block, of which the end is already in memory.
struct Block<'b> {
    source: &'b Source,
    tail: &'b [u8],
    tail_start: u64,
}

impl Block<'_> {
    fn bytes(&self, at: u64, len: usize) -> Result<Vec<u8>> {
        let in_tail = at
            .checked_sub(self.tail_start)
            .and_then(|at| usize::try_from(at).ok())
            .and_then(|at| le::slice_at(self.tail, at, len));
        match in_tail {
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.source.read_vec(at, len),
        }
    }

    fn u64(&self, at: u64) -> Result<u64> {
        Ok(le::u64_at(&self.bytes(at, 8)?, 0).unwrap_or(0))
    }

    fn u32(&self, at: u64) -> Result<u32> {
        Ok(le::u32_at(&self.bytes(at, 4)?, 0).unwrap_or(0))
    }
}
