//! How it stands with an app of a banned family.

use crate::policy::exemption::Exemption;
use crate::policy::text::Text;
use crate::report::finding::Due;
use crate::syntax::date::Date;

/// How it stands with an app of a banned family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling<'a> {
    /// It is banned.
    Banned {
        /// Why, where the policy says so.
        reason: Option<&'a Text>,
        /// Until when it is to be gone, where the policy says so.
        due: Option<Due>,
    },
    /// It is exempt from the ban.
    Exempt(&'a Exemption),
    /// It will be banned.
    Announced {
        /// The first day on which it is.
        from: Date,
        /// Why, where the policy says so.
        reason: Option<&'a Text>,
    },
}
