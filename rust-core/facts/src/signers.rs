//! Who signed an app, of all whom its APK names.

use appvagt_apk::{Apk, ExtractedSigner, Result, Scheme};
use appvagt_scanner::{CertificateDigest, Signers};

/// Signature schemes and the first API level that knows them, the weightiest first: Android goes by
/// the first one that it knows and the APK has.
/// Source: <https://source.android.com/docs/security/features/apksigning>.
const SCHEMES: [(Scheme, u32); 5] =
    [(Scheme::V32, 37), (Scheme::V31, 33), (Scheme::V3, 28), (Scheme::V2, 24), (Scheme::V1, 1)];

/// The signers that Android of this API level goes by; `None` as level stands for the newest scheme
/// there is. `None` if the APK names no signer.
///
/// They are taken from the APK, not verified. On a phone, Android verified what it installed.
///
/// # Errors
/// The APK cannot be read.
pub fn signers(apk: &mut Apk, api_level: Option<u32>) -> Result<Option<Signers>> {
    Ok(chosen(&apk.extract_signers()?, api_level))
}

fn chosen(extracted: &[ExtractedSigner], api_level: Option<u32>) -> Option<Signers> {
    let counts = |signer: &&ExtractedSigner| match (&signer.sdk_levels, api_level) {
        (Some(levels), Some(level)) => levels.contains(&level),
        _ => true,
    };
    let known = SCHEMES.iter().filter(|(_, since)| api_level.is_none_or(|level| level >= *since));
    known.map(|(scheme, _)| *scheme).find_map(|scheme| {
        let signers = extracted.iter().filter(|signer| signer.scheme == scheme).filter(counts);
        let mut found = Signers::default();
        for signer in signers {
            found.current.push(CertificateDigest(signer.certificate));
            found.history.extend(signer.history.iter().copied().map(CertificateDigest));
        }
        let Signers { current, history } = &mut found;
        history.retain(|digest| !current.contains(digest));
        (!found.current.is_empty()).then_some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: [u8; 32] = [1; 32];
    const NEW: [u8; 32] = [2; 32];
    const OTHER: [u8; 32] = [3; 32];

    fn signer(scheme: Scheme, certificate: [u8; 32]) -> ExtractedSigner {
        ExtractedSigner { scheme, certificate, sdk_levels: None, history: Vec::new() }
    }

    fn rotated(scheme: Scheme, levels: std::ops::RangeInclusive<u32>) -> ExtractedSigner {
        let history = vec![OLD, NEW];
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
            assert_eq!(chosen(&apk, level), Some(expected), "{level:?}");
        }
    }

    #[test]
    fn a_rotation_for_later_androids_does_not_count() {
        let apk = [signer(Scheme::V2, OLD), rotated(Scheme::V3, 33..=u32::MAX)];
        let current = |level| chosen(&apk, Some(level)).map(|signers| signers.current);
        assert_eq!(current(30), Some(vec![CertificateDigest(OLD)]));
        assert_eq!(current(35), Some(vec![CertificateDigest(NEW)]));
    }

    #[test]
    fn several_parties_may_sign_and_nobody_is_no_answer() {
        let apk = [signer(Scheme::V2, OLD), signer(Scheme::V2, OTHER)];
        let both = vec![CertificateDigest(OLD), CertificateDigest(OTHER)];
        assert_eq!(chosen(&apk, Some(30)).map(|signers| signers.current), Some(both));
        assert_eq!(chosen(&[], None), None);
    }
}
