//! Who signed an app, of all whom its APK names.

use appvagt_apk::{Apk, ExtractedSigner, Result, Scheme, Signatures};
use appvagt_scanner::Signers;

/// Signature schemes and the first API level that knows them, the weightiest first: Android goes by
/// the first one that it knows and the APK has.
/// Source: <https://source.android.com/docs/security/features/apksigning>.
const SCHEMES: [(Scheme, u32); 5] =
    [(Scheme::V32, 37), (Scheme::V31, 33), (Scheme::V3, 28), (Scheme::V2, 24), (Scheme::V1, 1)];

/// Returns the signers that Android of this API level goes by; `None` as level stands for the
/// newest scheme there is. `None` comes back if the APK names no signer.
///
/// They are taken from the APK, not verified. On a phone, Android verified what it installed.
///
/// # Errors
/// The APK cannot be read, or the signature cannot that Android would go by.
pub fn signers(apk: &Apk, api_level: Option<u32>) -> Result<Option<Signers>> {
    chosen(apk.extract_signers()?, api_level)
}

fn chosen(signatures: Signatures, api_level: Option<u32>) -> Result<Option<Signers>> {
    let Signatures { signers, mut unread } = signatures;
    let counts = |signer: &&ExtractedSigner| match (&signer.sdk_levels, api_level) {
        (Some(levels), Some(level)) => levels.contains(&level),
        _ => true,
    };
    let known = SCHEMES.iter().filter(|(_, since)| api_level.is_none_or(|level| level >= *since));
    for (scheme, _) in known {
        if let Some(damaged) = unread.iter().position(|unread| unread.scheme == *scheme) {
            return Err(unread.swap_remove(damaged).error);
        }
        let signers = signers.iter().filter(|signer| signer.scheme == *scheme).filter(counts);
        let mut found = Signers::default();
        for signer in signers {
            found.current.push(signer.certificate);
            found.history.extend(&signer.history);
        }
        let Signers { current, history } = &mut found;
        history.retain(|digest| !current.contains(digest));
        if !found.current.is_empty() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use appvagt_apk::{CertificateDigest, Error, Position, Structure, UnreadSignature};

    use super::*;

    const OLD: [u8; 32] = [1; 32];
    const NEW: [u8; 32] = [2; 32];
    const OTHER: [u8; 32] = [3; 32];

    fn signer(scheme: Scheme, certificate: [u8; 32]) -> ExtractedSigner {
        let certificate = CertificateDigest(certificate);
        ExtractedSigner { scheme, certificate, sdk_levels: None, history: Vec::new() }
    }

    /// Returns what Android of this level makes of these signers, all of them read.
    fn of(signers: &[ExtractedSigner], level: Option<u32>) -> Option<Signers> {
        let signatures = Signatures { signers: signers.to_vec(), unread: Vec::new() };
        chosen(signatures, level).unwrap()
    }

    fn rotated(scheme: Scheme, levels: std::ops::RangeInclusive<u32>) -> ExtractedSigner {
        let history = [OLD, NEW].map(CertificateDigest).to_vec();
        ExtractedSigner { sdk_levels: Some(levels), history, ..signer(scheme, NEW) }
    }

    #[test]
    fn each_android_goes_by_the_newest_scheme_it_knows() {
        let later = ExtractedSigner { sdk_levels: Some(28..=32), ..signer(Scheme::V3, OLD) };
        let apk = [
            signer(Scheme::V1, OTHER),
            signer(Scheme::V2, OLD),
            later,
            rotated(Scheme::V31, 33..=u32::MAX),
        ];
        let cases = [
            (Some(23), OTHER, None),
            (Some(26), OLD, None),
            (Some(28), OLD, None),
            (Some(32), OLD, None),
            (Some(33), NEW, Some(OLD)),
            (None, NEW, Some(OLD)),
        ];
        for (level, current, before) in cases {
            let expected = Signers {
                current: vec![CertificateDigest(current)],
                history: before.into_iter().map(CertificateDigest).collect(),
            };
            assert_eq!(of(&apk, level), Some(expected), "{level:?}");
        }
    }

    #[test]
    fn a_rotation_for_later_androids_does_not_count() {
        let apk = [signer(Scheme::V2, OLD), rotated(Scheme::V3, 33..=u32::MAX)];
        let current = |level| of(&apk, Some(level)).map(|signers| signers.current);
        assert_eq!(current(30), Some(vec![CertificateDigest(OLD)]));
        assert_eq!(current(35), Some(vec![CertificateDigest(NEW)]));
    }

    #[test]
    fn several_parties_may_sign_and_nobody_is_no_answer() {
        let apk = [signer(Scheme::V2, OLD), signer(Scheme::V2, OTHER)];
        let both = vec![CertificateDigest(OLD), CertificateDigest(OTHER)];
        assert_eq!(of(&apk, Some(30)).map(|signers| signers.current), Some(both));
        assert_eq!(of(&[], None), None);
    }

    #[test]
    fn a_signature_that_cannot_be_read_counts_for_the_androids_that_go_by_it() {
        let damaged = |scheme| {
            let (structure, at) = (Structure::SchemeBlock, Position::in_file(0));
            let error = Box::new(Error::Malformed { structure, at, expected: "a signer" });
            let signers = SCHEMES.map(|(scheme, _)| signer(scheme, OLD)).to_vec();
            let signers = signers.into_iter().filter(|signer| signer.scheme != scheme).collect();
            Signatures { signers, unread: vec![UnreadSignature { scheme, error }] }
        };
        for (index, (scheme, since)) in SCHEMES.into_iter().enumerate() {
            // Androids from the one that knows the scheme to the one that knows a newer one.
            let next = index.checked_sub(1).map_or(99, |newer| SCHEMES[newer].1);
            for level in 23..99 {
                let refused = chosen(damaged(scheme), Some(level)).is_err();
                assert_eq!(refused, (since..next).contains(&level), "{scheme:?} on {level}");
            }
        }
        assert!(chosen(damaged(Scheme::V32), None).is_err());
        assert!(chosen(damaged(Scheme::V31), None).is_ok());
    }
}
