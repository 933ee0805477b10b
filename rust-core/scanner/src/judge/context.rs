//! What a judgement depends on besides the phone and the policy.

use std::collections::BTreeMap;

use crate::json::value::Json;
use crate::syntax::date::Date;

/// When a phone is judged, and what was known of it before. The judge has no clock and no memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JudgingContext {
    /// The day on the phone. Where it is not known, bans of later days are in force, and exemptions
    /// are not.
    pub today: Option<Date>,
    /// The group that the phone is in, as the device's management calls it.
    pub group: Option<String>,
    /// When banned apps were first found, by package name. The others are found today.
    pub first_found: BTreeMap<String, Date>,
}

impl JudgingContext {
    /// Reads the context from JSON:
    /// `{"today": "2026-12-31", "group": "press", "first_found": {"com.example.game": "2026-12-01"}}`.
    /// What is left out, null or no date is not known; `None` if it is no JSON object. It may be of
    /// any length: a phone can have any number of banned apps.
    #[must_use]
    pub fn read(json: &[u8]) -> Option<Self> {
        let Ok(Json::Object(entries)) = serde_json::from_slice(json) else { return None };
        let mut context = Self::default();
        for (key, value) in entries {
            match (key.as_str(), value) {
                ("today", value) => context.today = date(&value),
                ("group", Json::Text(group)) => context.group = Some(group),
                ("first_found", Json::Object(days)) => {
                    let days = days.into_iter();
                    context.first_found =
                        days.filter_map(|(package, day)| Some((package, date(&day)?))).collect();
                }
                _ => (),
            }
        }
        Some(context)
    }

    /// Returns the day on which an app was first found, which may be this one; `None` if it is not
    /// known. A day that is still to come is that of a clock that was wrong.
    pub(crate) fn found(&self, package: &str) -> Option<Date> {
        match (self.first_found.get(package).copied(), self.today) {
            (Some(day), Some(today)) => Some(day.min(today)),
            (day, today) => day.or(today),
        }
    }
}

fn date(json: &Json) -> Option<Date> {
    let Json::Text(text) = json else { return None };
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> Date {
        day.parse().unwrap()
    }

    #[test]
    fn a_context_is_read_as_far_as_it_is_known() {
        let json = br#"{"today": "2026-12-31", "group": null,
            "first_found": {"com.example.game": "2026-12-01", "com.example.other": "soon"}}"#;
        let context = JudgingContext::read(json).unwrap();
        assert_eq!((context.today, &context.group), (Some(day("2026-12-31")), &None));
        assert_eq!(
            context.first_found,
            [("com.example.game".to_owned(), day("2026-12-01"))].into()
        );
        let group = JudgingContext::read(br#"{"group": "press", "today": "today"}"#).unwrap();
        assert_eq!((group.today, group.group.as_deref()), (None, Some("press")));
        for text in ["", "[]", "7"] {
            assert_eq!(JudgingContext::read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn any_number_of_apps_may_have_been_found_before() {
        let found: Vec<_> =
            (0..20_000).map(|n| format!("\"com.example.banned.app{n}\": \"2026-12-01\"")).collect();
        let json =
            format!("{{\"today\": \"2026-12-31\", \"first_found\": {{{}}}}}", found.join(","));
        let context = JudgingContext::read(json.as_bytes()).unwrap();
        assert_eq!(context.first_found.len(), 20_000);
        assert_eq!(context.found("com.example.banned.app19999"), Some(day("2026-12-01")));
    }

    #[test]
    fn an_app_is_found_when_it_was_first_found_and_no_later_than_today() {
        let context = |today: Option<&str>, found: &[(&str, &str)]| JudgingContext {
            today: today.map(day),
            group: None,
            first_found: found.iter().map(|(name, on)| ((*name).to_owned(), day(on))).collect(),
        };
        let found = [("a", "2026-12-01"), ("b", "2031-01-01")];
        let cases = [
            (Some("2026-12-31"), "a", Some("2026-12-01")),
            (Some("2026-12-31"), "b", Some("2026-12-31")),
            (Some("2026-12-31"), "c", Some("2026-12-31")),
            (None, "a", Some("2026-12-01")),
            (None, "c", None),
        ];
        for (today, package, expected) in cases {
            let on = context(today, &found).found(package);
            assert_eq!(on, expected.map(day), "{package} on {today:?}");
        }
    }
}
