//! PKCS#7 `SignedData` of JAR signatures: which of its certificates signed.

use super::der::{self, CONTEXT_0, CONTEXT_1, Element, INTEGER, OBJECT_ID, SEQUENCE, SET};
use super::distinguished_name::is_same_name;
use super::{ExtractedSigner, Scheme, digest};
use crate::anomaly::{Anomalies, Anomaly};

/// 1.2.840.113549.1.7.2
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// How many values are looked at: each certificate takes about ten.
const MOST_STEPS: u32 = 20_000;
/// So many bytes to digest or to compare take as long as one step.
const BYTES_A_STEP: usize = 64;

/// Appends the signers of a PKCS#7 file; those before the damage too, if there is any. Returns
/// false if it is damaged, or names no signer whose certificate it has.
pub(super) fn signers(
    file: &[u8],
    signers: &mut Vec<ExtractedSigner>,
    anomalies: &mut Anomalies,
) -> bool {
    let before = signers.len();
    let complete = collect(file, &mut { MOST_STEPS }, signers, anomalies).is_some();
    anomalies.note(!complete, Anomaly::MalformedPkcs7);
    complete && signers.len() > before
}

/// Who issued a certificate, and its number there: what a signature names its signer by.
struct Identity<'d> {
    issuer: &'d [u8],
    serial: &'d [u8],
}

impl Identity<'_> {
    fn is(&self, other: &Self, steps: &mut u32) -> bool {
        self.serial == other.serial && is_same_name(self.issuer, other.issuer, steps)
    }
}

/// Appends the signers; `None` if the file is damaged.
fn collect(
    file: &[u8],
    steps: &mut u32,
    signers: &mut Vec<ExtractedSigner>,
    anomalies: &mut Anomalies,
) -> Option<()> {
    let mut info = der::expect(&mut { file }, SEQUENCE, steps)?.content;
    if der::expect(&mut info, OBJECT_ID, steps)?.content != SIGNED_DATA {
        return None;
    }
    let mut wrapped = der::expect(&mut info, CONTEXT_0, steps)?.content;
    let mut data = der::expect(&mut wrapped, SEQUENCE, steps)?.content;
    der::expect(&mut data, INTEGER, steps)?;
    der::expect(&mut data, SET, steps)?;
    der::expect(&mut data, SEQUENCE, steps)?;
    let certificates = der::expect(&mut data, CONTEXT_0, steps)?.content;
    let (next, rest) = der::take(data, steps)?;
    if next.tag == CONTEXT_1 {
        data = rest;
    }
    let mut infos = der::expect(&mut data, SET, steps)?.content;
    while !infos.is_empty() {
        let mut info = der::expect(&mut infos, SEQUENCE, steps)?.content;
        der::expect(&mut info, INTEGER, steps)?;
        let mut named = der::expect(&mut info, SEQUENCE, steps)?.content;
        let signer = Identity {
            issuer: der::expect(&mut named, SEQUENCE, steps)?.content,
            serial: der::expect(&mut named, INTEGER, steps)?.content,
        };
        let mut rest = certificates;
        let mut first = true;
        let mut found = false;
        while !rest.is_empty() && !found {
            let (certificate, next) = der::take(rest, steps)?;
            rest = next;
            let found_identity = identity(certificate, steps);
            charge(signer.issuer, steps)?;
            if found_identity.is_some_and(|identity| identity.is(&signer, steps)) {
                found = true;
                charge(certificate.whole, steps)?;
                anomalies.note(!first, Anomaly::UnusedFirstCertificate);
                signers.push(ExtractedSigner {
                    scheme: Scheme::V1,
                    certificate: digest(certificate.whole, anomalies),
                    sdk_levels: None,
                    history: Vec::new(),
                });
            }
            first = false;
        }
        anomalies.note(!found, Anomaly::SignerWithoutCertificate);
    }
    Some(())
}

/// Counts the work of going through `bytes`, which may be the same again and again.
fn charge(bytes: &[u8], steps: &mut u32) -> Option<()> {
    *steps = steps.checked_sub(u32::try_from(bytes.len() / BYTES_A_STEP).ok()?)?;
    Some(())
}

/// Returns the issuer and serial number of a certificate.
fn identity<'d>(certificate: Element<'d>, steps: &mut u32) -> Option<Identity<'d>> {
    if certificate.tag != SEQUENCE {
        return None;
    }
    let mut signed = der::expect(&mut { certificate.content }, SEQUENCE, steps)?.content;
    let (version, rest) = der::take(signed, steps)?;
    if version.tag == CONTEXT_0 {
        signed = rest;
    }
    let serial = der::expect(&mut signed, INTEGER, steps)?.content;
    der::expect(&mut signed, SEQUENCE, steps)?;
    let issuer = der::expect(&mut signed, SEQUENCE, steps)?.content;
    Some(Identity { issuer, serial })
}
