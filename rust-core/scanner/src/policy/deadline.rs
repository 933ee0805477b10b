//! Until when banned apps are to be gone.

use serde::Serialize;

use crate::json::mistake::Mistakes;
use crate::json::object::{Object, number};
use crate::json::value::Json;
use crate::json::wrong::Wrong;
use crate::policy;
use crate::syntax::date::Date;

/// Until when banned apps are to be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Deadline {
    /// By the end of this day.
    Date(#[cfg_attr(test, schemars(with = "crate::policy::schema::Day"))] Date),
    /// By the end of the day that is so many days after an app was first found.
    DaysAfterFound(#[cfg_attr(test, schemars(range(min = 0, max = 3650)))] u16),
}

impl Deadline {
    /// Returns the last day on which an app may be there that was first found on this day; `None`
    /// if that matters and is not known.
    #[must_use]
    pub fn day(self, first_found: Option<Date>) -> Option<Date> {
        match self {
            Self::Date(day) => Some(day),
            Self::DaysAfterFound(days) => first_found.map(|found| found.plus_days(days)),
        }
    }

    pub(crate) fn read(json: &Json, mistakes: &mut Mistakes) -> Option<Self> {
        let keys = ["date", "days_after_found"];
        let object = Object::with(json, &keys, mistakes)?;
        let date = object.optional("date", mistakes, policy::date);
        let days = object.optional("days_after_found", mistakes, |json, mistakes| {
            number(json, 0, 3_650, mistakes)
        });
        object.either(keys, Wrong::NoDeadline, mistakes);
        date.map(Self::Date).or(days.map(Self::DaysAfterFound))
    }
}
