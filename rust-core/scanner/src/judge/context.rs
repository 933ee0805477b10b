//! What a judgement depends on besides the phone and the policy.

use std::collections::BTreeMap;

use crate::json::value::Json;
use crate::phone::app_place::AppPlace;
use crate::phone::profile::Profile;
use crate::syntax::date::Date;

/// When a phone is judged, and what was known of it before. The judge has no clock and no memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JudgingContext {
    /// The day on the phone. Where it is not known, bans of later days are in force, and exemptions
    /// are not.
    pub today: Option<Date>,
    /// The group that the phone is in, as the device's management calls it.
    pub group: Option<String>,
    /// Banned apps that were found before, and when first, where that is known. The others are
    /// found today.
    pub known: BTreeMap<AppPlace, Option<Date>>,
}

impl JudgingContext {
    /// Reads the context from JSON: `{"today": "2026-12-31", "group": "press", "known": [{"package":
    /// "com.example.game", "profile": "work", "since": "2026-12-01"}]}`. What is left out, null or
    /// no date is not known; `None` if it is no JSON object. It may be of any length: a phone can
    /// have any number of banned apps.
    #[must_use]
    pub fn read(json: &[u8]) -> Option<Self> {
        let Ok(Json::Object(entries)) = serde_json::from_slice(json) else { return None };
        let mut context = Self::default();
        for (key, value) in entries {
            match (key.as_str(), value) {
                ("today", value) => context.today = date(&value),
                ("group", Json::Text(group)) => context.group = Some(group),
                ("known", Json::List(apps)) => {
                    context.known = apps.into_iter().filter_map(known).collect();
                }
                _ => (),
            }
        }
        Some(context)
    }

    /// Returns the day on which an app was first found in any profile, which may be this one;
    /// `None` if it is not known. A day that is still to come is that of a clock that was wrong.
    pub(crate) fn found(&self, package: &str) -> Option<Date> {
        let first = AppPlace { package: package.to_owned(), profile: None };
        let places = self.known.range(first..).take_while(|(place, _)| place.package == package);
        let first_found = places.filter_map(|(_, since)| *since).min();
        match (first_found, self.today) {
            (Some(day), Some(today)) => Some(day.min(today)),
            (day, today) => day.or(today),
        }
    }
}

/// Reads an app that is known; `None` if it says not which.
fn known(json: Json) -> Option<(AppPlace, Option<Date>)> {
    let Json::Object(entries) = json else { return None };
    let (mut package, mut profile, mut since) = (None, None, None);
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("package", Json::Text(name)) => package = Some(name),
            ("profile", Json::Text(word)) => profile = Some(Profile::named(&word)?),
            ("since", value) => since = date(&value),
            _ => (),
        }
    }
    Some((AppPlace { package: package?, profile }, since))
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

    fn place(package: &str, profile: Option<Profile>) -> AppPlace {
        AppPlace { package: package.to_owned(), profile }
    }

    #[test]
    fn a_context_is_read_as_far_as_it_is_known() {
        let json = br#"{"today": "2026-12-31", "group": null, "known": [
            {"package": "com.example.game", "profile": null, "since": "2026-12-01"},
            {"package": "com.example.game", "profile": "private", "since": "2026-11-01"},
            {"package": "com.example.other", "since": "soon"},
            {"package": "com.example.nowhere", "profile": "elsewhere"},
            {"since": "2026-12-01"}, "com.example.text", 7]}"#;
        let context = JudgingContext::read(json).unwrap();
        assert_eq!((context.today, &context.group), (Some(day("2026-12-31")), &None));
        let known = [
            (place("com.example.game", None), Some(day("2026-12-01"))),
            (place("com.example.game", Some(Profile::Private)), Some(day("2026-11-01"))),
            (place("com.example.other", None), None),
        ];
        assert_eq!(context.known, known.into());
        let group = JudgingContext::read(br#"{"group": "press", "today": "today"}"#).unwrap();
        assert_eq!((group.today, group.group.as_deref()), (None, Some("press")));
        for text in ["", "[]", "7"] {
            assert_eq!(JudgingContext::read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn any_number_of_apps_may_have_been_found_before() {
        let known = |n| format!(r#"{{"package": "com.example.app{n}", "since": "2026-12-01"}}"#);
        let known = (0..20_000).map(known).collect::<Vec<_>>().join(",");
        let json = format!(r#"{{"today": "2026-12-31", "known": [{known}]}}"#);
        let context = JudgingContext::read(json.as_bytes()).unwrap();
        assert_eq!(context.known.len(), 20_000);
        assert_eq!(context.found("com.example.app19999"), Some(day("2026-12-01")));
    }

    #[test]
    fn an_app_is_found_when_it_was_first_found_in_any_profile_and_no_later_than_today() {
        let known = [
            (place("a", None), Some("2026-12-01")),
            (place("b", None), Some("2031-01-01")),
            (place("d", Some(Profile::Private)), Some("2026-12-03")),
            (place("e", None), None),
            (place("e", Some(Profile::Work)), Some("2026-12-05")),
            (place("e", Some(Profile::Clone)), Some("2026-12-04")),
            (place("f", None), None),
        ];
        let known: BTreeMap<_, _> =
            known.into_iter().map(|(place, on)| (place, on.map(day))).collect();
        let today = Some("2026-12-31");
        let cases = [
            (today, "a", Some("2026-12-01")),
            (today, "b", today),
            (today, "c", today),
            (today, "d", Some("2026-12-03")),
            (today, "e", Some("2026-12-04")),
            (today, "f", today),
            (None, "a", Some("2026-12-01")),
            (None, "c", None),
            (None, "f", None),
        ];
        for (today, package, expected) in cases {
            let context =
                JudgingContext { today: today.map(day), known: known.clone(), group: None };
            assert_eq!(context.found(package), expected.map(day), "{package} on {today:?}");
        }
    }
}
