//! What the judge says of one app.

use crate::policy::text::Text;
use crate::report::finding::Finding;
use crate::report::identity::Identity;
use crate::syntax::date::Date;

/// What the judge says of one app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// Nothing: it is neither banned nor going to be, or it is not on the phone.
    Clear,
    /// It is banned.
    Banned(Finding),
    /// It is banned, and exempt from that.
    Exempt {
        /// Which app it is.
        identity: Identity,
        /// Why it is exempt.
        reason: Text,
        /// The last day on which it is.
        until: Date,
    },
    /// It will be banned.
    Announced {
        /// Which app it is.
        identity: Identity,
        /// Why it will be, where the policy says so.
        reason: Option<Text>,
        /// The first day on which it is.
        from: Date,
    },
    /// It is banned and was uninstalled, but its data were kept.
    DataKept {
        /// Which app it was.
        identity: Identity,
    },
}

impl Ruling {
    /// Returns which app it is; `None` if there is nothing to say of it.
    #[must_use]
    pub fn identity(&self) -> Option<&Identity> {
        match self {
            Self::Clear => None,
            Self::Banned(Finding { identity, .. })
            | Self::Exempt { identity, .. }
            | Self::Announced { identity, .. }
            | Self::DataKept { identity } => Some(identity),
        }
    }
}
