//! What a finding rests on.

use appvagt_certificate::CertificateDigest;
use serde::Serialize;

use crate::catalogue::Certainty;
use crate::catalogue::mark::{MarkKind, Strength};

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
    /// It meets a rule of the organisation's own: one for its package name, if no mark is named.
    OwnRule,
    /// It has a mark of the family, or one that the organisation bans.
    Mark {
        /// What the mark is compared with.
        mark: MarkKind,
        /// What of the app met it, such as the full class name of a component.
        found: String,
        /// What the mark is worth.
        strength: Strength,
    },
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
    /// Besides the name, nothing that its manifest declares is known of the family: it is likely
    /// another app that took the name.
    NothingButTheName,
}
