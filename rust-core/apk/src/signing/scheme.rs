//! The signers in the block of scheme v2, v3, v3.1 or v3.2.

use appvagt_certificate::CertificateDigest;

use super::{ExtractedSigner, Scheme, digest};
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::Meter;
use crate::error::{Error, Origin, Result, Structure};
use crate::le;

/// The attribute that holds the certificates an app was signed with before.
const PROOF_OF_ROTATION: u32 = 0x3ba0_6f8c;
/// Apps have one signer, a few at most ten.
const MOST_SIGNERS: usize = 1_000;

/// Appends the signers in `block` to `signers`; those before the damage too, if there is any.
/// Returns false if there is none, or one names no certificate.
pub(super) fn signers(
    scheme: Scheme,
    block: &[u8],
    origin: Origin,
    signers: &mut Vec<ExtractedSigner>,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<bool> {
    let mut block = Cursor { rest: block, total: block.len(), origin };
    let mut list = block.prefixed("a list of signers")?;
    let mut complete = !list.rest.is_empty();
    while !list.rest.is_empty() {
        list.step(meter)?;
        if signers.len() >= MOST_SIGNERS {
            return Err(list.malformed("at most 1,000 signers"));
        }
        let mut signer = list.prefixed("a signer")?;
        let mut content = signer.prefixed("signed data")?;
        content.prefixed("a list of digests")?;
        let mut certificates = content.prefixed("a list of certificates")?;
        let versioned = scheme != Scheme::V2;
        let levels = if versioned { Some((content.u32()?, content.u32()?)) } else { None };
        let sdk_levels = levels.map(|(least, most)| least..=most);
        let mut history = Vec::new();
        if versioned {
            let mut attributes = content.prefixed("a list of attributes")?;
            while !attributes.rest.is_empty() {
                attributes.step(meter)?;
                let mut attribute = attributes.prefixed("an attribute")?;
                if attribute.u32()? == PROOF_OF_ROTATION {
                    history = lineage(attribute, meter, anomalies)?;
                }
            }
        }
        if certificates.rest.is_empty() {
            anomalies.add(Anomaly::SignerWithoutCertificate);
            complete = false;
            continue;
        }
        // The first certificate is the signer's; others would be its issuers'.
        let certificate = certificates.prefixed("a certificate")?;
        signers.push(ExtractedSigner {
            scheme,
            certificate: digest(certificate.rest, anomalies),
            sdk_levels,
            history,
        });
    }
    Ok(complete)
}

/// Returns the certificates of a proof of rotation, oldest first.
fn lineage(
    mut nodes: Cursor<'_>,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<Vec<CertificateDigest>> {
    let mut history = Vec::new();
    nodes.u32()?;
    while !nodes.rest.is_empty() {
        nodes.step(meter)?;
        if history.len() >= MOST_SIGNERS {
            return Err(nodes.malformed("at most 1,000 earlier signers"));
        }
        let mut node = nodes.prefixed("an earlier signer")?;
        let mut signed = node.prefixed("signed data of an earlier signer")?;
        let certificate = signed.prefixed("a certificate")?;
        history.push(digest(certificate.rest, anomalies));
    }
    Ok(history)
}

/// What is left to read of a block.
struct Cursor<'b> {
    rest: &'b [u8],
    /// Length of the whole block up to the end of `rest`.
    total: usize,
    origin: Origin,
}

impl<'b> Cursor<'b> {
    fn malformed(&self, expected: &'static str) -> Box<Error> {
        let at = self.origin.at((self.total - self.rest.len()) as u64);
        Error::malformed(Structure::SchemeBlock, at, expected)
    }

    fn step(&self, meter: &mut Meter) -> Result<()> {
        let at = || self.origin.at((self.total - self.rest.len()) as u64);
        meter.chunk(Structure::SchemeBlock, at)
    }

    fn u32(&mut self) -> Result<u32> {
        let value = le::u32_at(self.rest, 0).ok_or_else(|| self.malformed("a 32-bit number"))?;
        self.rest = self.rest.get(4..).unwrap_or(&[]);
        Ok(value)
    }

    /// Returns what a 32-bit length announces.
    fn prefixed(&mut self, what: &'static str) -> Result<Cursor<'b>> {
        let length = usize::try_from(self.u32()?).unwrap_or(usize::MAX);
        let (inner, rest) =
            self.rest.split_at_checked(length).ok_or_else(|| self.malformed(what))?;
        self.rest = rest;
        Ok(Cursor { rest: inner, total: self.total - rest.len(), origin: self.origin })
    }
}
