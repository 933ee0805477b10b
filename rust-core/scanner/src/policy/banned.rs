//! One entry of what an organisation bans.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::json::mistake::Mistakes;
use crate::json::object::Object;
use crate::json::value::Json;
use crate::policy;
use crate::policy::ban::Ban;
use crate::policy::text::Text;
use crate::syntax::date::Date;

/// What is banned, why, and from when on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Banned {
    /// What is banned.
    #[serde(flatten)]
    pub what: Ban,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// The first day on which it is; without one, it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<crate::policy::schema::Day>"))]
    pub from: Option<Date>,
}

impl From<Ban> for Banned {
    /// Bans it from now on, and gives no reason.
    fn from(what: Ban) -> Self {
        Self { what, reason: None, from: None }
    }
}

impl Banned {
    /// Returns whether the ban is in force on this day. Where the day is not known, it is.
    #[must_use]
    pub fn in_force(&self, today: Option<Date>) -> bool {
        self.from.is_none_or(|from| today.is_none_or(|today| from <= today))
    }

    pub(crate) fn read(
        json: &Json,
        catalogue: &Catalogue,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let keys: Vec<_> = Ban::keys().chain(["reason", "from"]).collect();
        let object = Object::with(json, &keys, mistakes)?;
        let what = Ban::read(object, catalogue, mistakes);
        let reason = object.optional("reason", mistakes, |json, mistakes| {
            Text::read(json, policy::LONGEST_REASON, mistakes)
        });
        let from = object.optional("from", mistakes, policy::date);
        Some(Self { what: what?, reason, from })
    }
}
