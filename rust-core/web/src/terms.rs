//! By which policy, on which day and for which group apps are judged, as the page has it.

use appvagt_scanner::{Catalogue, Date, JudgingContext, Policy};
use serde::Deserialize;

use crate::refusal::{Reason, Refusal};

/// By which policy, on which day and for which group apps are judged. What is left empty in the page
/// is an empty text here.
#[derive(Debug, Deserialize)]
pub struct JudgedBy {
    /// The policy as JSON; without, TikTok is banned.
    policy: String,
    /// The day; without, today in Greenwich.
    day: String,
    group: String,
    /// Seconds since 1970.
    now: u64,
}

impl JudgedBy {
    /// Reads the policy and the context.
    pub fn read(&self) -> Result<(Policy, JudgingContext), Refusal> {
        let policy = match self.policy.as_str() {
            "" => Policy::default(),
            json => {
                Policy::read(json.as_bytes(), Catalogue::embedded()).map_err(Refusal::of_policy)?
            }
        };
        let today =
            match self.day.as_str() {
                "" => Date::of_unix_time(self.now),
                day => Some(day.parse::<Date>().map_err(|_| {
                    Refusal::of_field("day", Reason::NotADay { day: day.to_owned() })
                })?),
            };
        let group = filled(&self.group);
        Ok((policy, JudgingContext { today, group, ..JudgingContext::default() }))
    }
}

/// Returns what stands in a field of the page; `None` if that is nothing.
pub fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
