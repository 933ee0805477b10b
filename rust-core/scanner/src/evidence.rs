//! What a finding rests on.

use serde::Serialize;

use crate::{Certainty, CertificateDigest};

/// One observation about a banned app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// Its package name is on record for the family.
    PackageName {
        /// Which app of the family has this name.
        app: String,
        /// How sure the name alone makes us.
        certainty: Certainty,
    },
    /// Its package name is banned by the organisation's own rule.
    OwnRule,
    /// It is signed with a certificate that its maker signs it with.
    GenuineCertificate {
        /// Who signs with it.
        owner: String,
        /// The certificate.
        sha256: CertificateDigest,
    },
    /// It is signed with a certificate that its maker uses for other apps too.
    CompanyCertificate {
        /// Who signs with it.
        owner: String,
        /// The certificate.
        sha256: CertificateDigest,
    },
    /// It has the name, but is signed by somebody else: a modified copy, or another app that took
    /// the name.
    ForeignCertificate {
        /// The certificates it is signed with.
        sha256: Vec<CertificateDigest>,
    },
}

impl Evidence {
    /// How sure this makes us that the app is what the ban means; `None` where it says nothing
    /// about that.
    #[must_use]
    pub fn certainty(&self) -> Option<Certainty> {
        match self {
            Self::PackageName { certainty, .. } => Some(*certainty),
            Self::OwnRule | Self::GenuineCertificate { .. } => Some(Certainty::Certain),
            Self::CompanyCertificate { .. } | Self::ForeignCertificate { .. } => None,
        }
    }
}
