//! Who signed an APK, as far as the file says: certificates are extracted, nothing is verified.
//!
//! Formats: Android's documentation of APK signature schemes v2, v3 and v3.1, AOSP
//! `tools/apksig`, and RFC 5652 for JAR signatures (v1).

mod block;
mod der;
mod distinguished_name;
mod jar;
mod pkcs7;
mod scheme;

pub(crate) use block::read_block;
pub(crate) use jar::read_jar;

use appvagt_certificate::CertificateDigest;
use sha2::{Digest, Sha256};

use crate::anomaly::{Anomalies, Anomaly};
use crate::error::Error;

/// A signature scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// JAR signature.
    V1,
    /// APK signature scheme v2 (Android 7).
    V2,
    /// APK signature scheme v3, with key rotation (Android 9).
    V3,
    /// APK signature scheme v3.1, a rotation for newer releases (Android 13).
    V31,
    /// APK signature scheme v3.2, hybrid signatures.
    V32,
}

impl Scheme {
    /// Returns the usual short name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
            Self::V3 => "v3",
            Self::V31 => "v3.1",
            Self::V32 => "v3.2",
        }
    }
}

/// A signer the file names. That it names one does not mean that it signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractedSigner {
    /// The scheme it is named in.
    pub scheme: Scheme,
    /// Its certificate.
    pub certificate: CertificateDigest,
    /// The SDK levels the signer is for (v3 and newer).
    pub sdk_levels: Option<std::ops::RangeInclusive<u32>>,
    /// The certificates the app was signed with before, oldest first, ending with the signer's
    /// own (v3 and newer).
    pub history: Vec<CertificateDigest>,
}

/// What the signatures of an APK say, whether or not they verify.
#[derive(Debug, Default)]
pub struct Signatures {
    /// The signers, the oldest scheme first.
    pub signers: Vec<ExtractedSigner>,
    /// Signatures that are there, or should be, and cannot be read: of these schemes, signers may
    /// be missing. Android refuses an APK if this is so of the newest scheme that it knows.
    pub unread: Vec<UnreadSignature>,
}

/// A signature that cannot be read.
#[derive(Debug)]
pub struct UnreadSignature {
    /// Its scheme.
    pub scheme: Scheme,
    /// Where it is damaged.
    pub error: Box<Error>,
}

impl Signatures {
    pub(crate) fn add_unread(&mut self, scheme: Scheme, error: Box<Error>) {
        self.unread.push(UnreadSignature { scheme, error });
    }
}

/// Returns the digest of a certificate, which should be one DER value from end to end.
fn digest(certificate: &[u8], anomalies: &mut Anomalies) -> CertificateDigest {
    anomalies.note(!der::is_one_sequence(certificate), Anomaly::CertificateNotDer);
    CertificateDigest(Sha256::digest(certificate).into())
}
