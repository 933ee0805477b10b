//! Policies as MDMs deliver them: as the keys of a managed configuration, each value in whatever
//! shape the MDM gave it.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::json::mistake::Mistakes;
use crate::json::mistake::{Mistake, PolicyError};
use crate::json::value::Json;
use crate::policy::Policy;

/// The whole policy as JSON. Where it is there, it counts and no other key does.
const POLICY_JSON: &str = "policy_json";
/// Ids of banned families: a multi-select, and the same as text for MDMs that have none.
const BANNED_FAMILIES: &str = "banned_families";
const BANNED_FAMILY_LIST: &str = "banned_family_list";
/// Package names that are banned besides.
const BANNED_PACKAGES: &str = "banned_packages";
/// Until when banned apps are to be gone: a day, or a number of days after one was found.
const DEADLINE: &str = "deadline";
/// Keys with a text each, and what it is of a policy: a key, or one within another.
const TEXTS: [(&str, &[&str]); 9] = [
    ("organisation", &["organisation"]),
    ("contact_name", &["contact", "name"]),
    ("contact_office", &["contact", "office"]),
    ("contact_phone", &["contact", "phone"]),
    ("contact_email", &["contact", "email"]),
    ("contact_link", &["contact", "link"]),
    ("notice", &["notice", "text"]),
    ("notice_link", &["notice", "link"]),
    ("report", &["report"]),
];
/// A key with a whole number.
const CHECK_EVERY_MINUTES: &str = "check_every_minutes";
/// The group that the phone is in, which is not of the policy: it is the same for all groups.
const GROUP: &str = "group";

/// What a managed configuration says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Configured {
    /// The policy in force by it: the built-in one if the keys say nothing of one.
    pub policy: Policy,
    /// Whether that is the built-in one.
    pub built_in: bool,
    /// What the policy is known by ([`Policy::version`]).
    pub version: String,
    /// The group that the phone is in.
    pub group: Option<String>,
}

impl Configured {
    /// What a managed configuration says: a JSON object of all keys. One that says anything of a
    /// policy says at least what is banned.
    ///
    /// MDMs turn values into others: numbers and truth values become text and the other way round,
    /// lists become text with commas. All of it is taken for what was meant. A value that is empty,
    /// or a placeholder that the MDM did not fill in (`{{mail}}`, `%NUMBER%`), is taken for absent.
    ///
    /// # Errors
    /// It has a mistake; each is named by its key.
    pub fn read(configuration: &[u8], catalogue: &Catalogue) -> Result<Self, PolicyError> {
        let mistakes = Mistakes::default();
        let keys = match Json::parse(configuration) {
            Ok(Json::Object(keys)) => keys,
            Ok(other) => return mistakes.only(&other.described(), "an object of keys"),
            Err((found, allowed)) => return mistakes.only(&found, allowed),
        };
        let get = |key: &str| keys.iter().find(|(found, _)| found == key).map(|(_, value)| value);
        let policy = match get(POLICY_JSON).and_then(whole) {
            Some(policy) => read_whole(policy, catalogue).map(Some)?,
            None => read_flat(get, catalogue)?,
        };
        let built_in = policy.is_none();
        let policy = policy.unwrap_or_default();
        let version = policy.version();
        Ok(Self { policy, built_in, version, group: get(GROUP).and_then(text) })
    }
}

fn read_whole(
    policy: Result<Json, (String, &'static str)>,
    catalogue: &Catalogue,
) -> Result<Policy, PolicyError> {
    let mut mistakes = Mistakes::default();
    let read = mistakes.at_key(POLICY_JSON, |mistakes| match policy {
        Ok(json) => Policy::of(&json, catalogue, mistakes),
        Err((found, allowed)) => {
            mistakes.add(&found, allowed);
            None
        }
    });
    mistakes.none_in(read)
}

fn read_flat<'a>(
    get: impl Fn(&str) -> Option<&'a Json>,
    catalogue: &Catalogue,
) -> Result<Option<Policy>, PolicyError> {
    let (policy, banned_by) = flat(get);
    if matches!(&policy, Json::Object(entries) if entries.len() == 1) {
        return Ok(None);
    }
    let mut mistakes = Mistakes::default();
    let read = Policy::of(&policy, catalogue, &mut mistakes);
    let named = |mistake: Mistake| Mistake { path: key_of(&mistake.path, &banned_by), ..mistake };
    mistakes.none_in(read).map(Some).map_err(|PolicyError { mistakes }| PolicyError {
        mistakes: mistakes.into_iter().map(named).collect(),
    })
}

/// The policy that is the value of its key; `None` where that says nothing.
fn whole(value: &Json) -> Option<Result<Json, (String, &'static str)>> {
    match value {
        Json::Object(entries) => Some(Ok(Json::Object(entries.clone()))),
        value => text(value).map(|text| Json::parse(text.as_bytes())),
    }
}

/// The policy that single keys say, and which key each entry of what is banned comes from.
fn flat<'a>(get: impl Fn(&str) -> Option<&'a Json>) -> (Json, Vec<&'static str>) {
    let mut policy = vec![("schema".to_owned(), Json::Whole(1))];
    let (mut banned, mut banned_by) = (Vec::new(), Vec::new());
    for (key, kind) in
        [(BANNED_FAMILIES, "family"), (BANNED_FAMILY_LIST, "family"), (BANNED_PACKAGES, "package")]
    {
        for name in get(key).map(list).unwrap_or_default() {
            banned.push(Json::Object(vec![(kind.to_owned(), Json::Text(name))]));
            banned_by.push(key);
        }
    }
    if !banned.is_empty() {
        policy.push(("banned".to_owned(), Json::List(banned)));
    }
    for (key, place) in TEXTS {
        if let Some(text) = get(key).and_then(text) {
            put(&mut policy, place, Json::Text(text));
        }
    }
    if let Some(text) = get(CHECK_EVERY_MINUTES).and_then(text) {
        put(&mut policy, &[CHECK_EVERY_MINUTES], number(text));
    }
    match get(DEADLINE).and_then(text).map(number) {
        Some(days @ Json::Whole(_)) => put(&mut policy, &[DEADLINE, "days_after_found"], days),
        Some(day) => put(&mut policy, &[DEADLINE, "date"], day),
        None => (),
    }
    (Json::Object(policy), banned_by)
}

/// Puts a value at a place of an object.
fn put(object: &mut Vec<(String, Json)>, place: &[&str], value: Json) {
    match place {
        [] => (),
        [key] => object.push(((*key).to_owned(), value)),
        [key, rest @ ..] => {
            if !object.iter().any(|(found, _)| found == key) {
                object.push(((*key).to_owned(), Json::Object(Vec::new())));
            }
            if let Some((_, Json::Object(inner))) =
                object.iter_mut().find(|(found, _)| found == key)
            {
                put(inner, rest, value);
            }
        }
    }
}

/// The key that a place of the policy comes from.
fn key_of(path: &str, banned_by: &[&str]) -> String {
    let index = path.strip_prefix("banned[").and_then(|rest| rest.split(']').next());
    if let Some(key) = index.and_then(|index| banned_by.get(index.parse::<usize>().ok()?)) {
        return (*key).to_owned();
    }
    if path == "banned" {
        return BANNED_FAMILIES.to_owned();
    }
    if path.starts_with(DEADLINE) {
        return DEADLINE.to_owned();
    }
    let text = TEXTS.iter().find(|(_, place)| place.join(".") == path);
    text.map_or(path, |(key, _)| key).to_owned()
}

/// What a value says as text; `None` where it says nothing.
fn text(value: &Json) -> Option<String> {
    let text = match value {
        Json::Text(text) => text.trim().to_owned(),
        Json::Whole(number) => number.to_string(),
        Json::Bool(value) => value.to_string(),
        _ => return None,
    };
    (!text.is_empty() && !is_placeholder(&text)).then_some(text)
}

/// A number where it is one.
fn number(text: String) -> Json {
    text.parse().map_or(Json::Text(text), Json::Whole)
}

/// Whether the MDM was to put something else here, and did not.
fn is_placeholder(text: &str) -> bool {
    [("{{", "}}"), ("%", "%"), ("{", "}")].iter().any(|(start, end)| {
        let name = text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
        name.is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || " ._-".contains(c))
        })
    })
}

/// What a value says as a list.
fn list(value: &Json) -> Vec<String> {
    if let Json::List(values) = value {
        return values.iter().filter_map(text).collect();
    }
    let Some(text) = text(value) else { return Vec::new() };
    if text.starts_with('[')
        && let Ok(list @ Json::List(_)) = Json::parse(text.as_bytes())
    {
        return self::list(&list);
    }
    let parts = text.split([',', ';', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty() && !is_placeholder(part)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn policy(configuration: &Value) -> Result<Option<Value>, Vec<String>> {
        let json = configuration.to_string();
        Configured::read(json.as_bytes(), Catalogue::embedded())
            .map(|configured| {
                (!configured.built_in).then(|| serde_json::to_value(configured.policy).unwrap())
            })
            .map_err(|error| error.mistakes.iter().map(Mistake::to_string).collect())
    }

    fn banned(configuration: &Value) -> Value {
        policy(configuration).unwrap().map_or(Value::Null, |policy| policy["banned"].clone())
    }

    #[test]
    fn values_are_taken_in_whatever_shape_an_mdm_delivers_them() {
        let tiktok = json!([{"family": "tiktok"}]);
        let two = json!([{"family": "tiktok"}, {"family": "whatsapp"}]);
        let whole = r#"{"schema":1,"banned":[{"family":"tiktok"}]}"#;
        let cases = [
            (json!({"banned_families": ["tiktok", "whatsapp"]}), &two),
            (json!({"banned_families": "tiktok, whatsapp"}), &two),
            (json!({"banned_families": "tiktok;whatsapp\n"}), &two),
            (json!({"banned_families": "[\"tiktok\", \"whatsapp\"]"}), &two),
            (json!({"banned_families": ["tiktok", null], "banned_family_list": "whatsapp"}), &two),
            (json!({"banned_families": [], "banned_family_list": " tiktok "}), &tiktok),
            (json!({"policy_json": whole}), &tiktok),
            (json!({"policy_json": serde_json::from_str::<Value>(whole).unwrap()}), &tiktok),
            (json!({"policy_json": whole, "banned_families": "whatsapp"}), &tiktok),
            (json!({"policy_json": " ", "banned_families": "tiktok"}), &tiktok),
            (json!({"policy_json": "{{policy}}", "banned_families": "tiktok"}), &tiktok),
        ];
        for (configuration, expected) in cases {
            assert_eq!(&banned(&configuration), expected, "{configuration}");
        }
        let own = json!({"banned_packages": "com.example.game"});
        assert_eq!(banned(&own), json!([{"package": "com.example.game"}]));
    }

    #[test]
    fn single_keys_say_what_a_policy_says() {
        let configuration = json!({
            "banned_families": "tiktok",
            "organisation": "Egedal Kommune",
            "contact_name": "IT",
            "contact_phone": 4_512_345_678_i64,
            "contact_office": "{{office}}",
            "notice": "TikTok is banned.",
            "notice_link": "https://example.com/decision",
            "deadline": "14",
            "check_every_minutes": "60",
            "report": "families",
        });
        let policy = policy(&configuration).unwrap().unwrap();
        assert_eq!(policy["organisation"], "Egedal Kommune");
        assert_eq!(policy["contact"], json!({"name": "IT", "phone": "4512345678"}));
        assert_eq!(policy["notice"]["text"], "TikTok is banned.");
        assert_eq!(policy["notice"]["link"], "https://example.com/decision");
        assert_eq!(policy["deadline"], json!({"days_after_found": 14}));
        assert_eq!(
            (&policy["check_every_minutes"], &policy["report"]),
            (&json!(60), &json!("families"))
        );
        let day = json!({"banned_families": "tiktok", "deadline": "2026-12-31"});
        let day = Configured::read(day.to_string().as_bytes(), Catalogue::embedded()).unwrap();
        let day = serde_json::to_value(day).unwrap();
        assert_eq!(day["policy"]["deadline"], json!({"date": "2026-12-31"}));
    }

    #[test]
    fn nothing_that_says_anything_is_no_policy() {
        for configuration in [
            json!({}),
            json!({"banned_families": [], "banned_packages": ""}),
            json!({"banned_family_list": "%CUSTOM1%", "policy_json": null}),
            json!({"banned_families": "{{families}}", "organisation": " "}),
            json!({"some other key": 7}),
        ] {
            assert_eq!(policy(&configuration), Ok(None), "{configuration}");
        }
    }

    #[test]
    fn every_mistake_is_named_by_its_key() {
        let cases: [(Value, &[&str]); 6] = [
            (json!({"policy_json": "{"}), &["policy_json: not JSON"]),
            (json!({"policy_json": 7}), &["policy_json: 7; allowed: an object"]),
            (
                json!({"policy_json": r#"{"schema":1,"banned":[{"family":"x"}]}"#}),
                &["policy_json.banned[0].family: no family \"x\""],
            ),
            (
                json!({"banned_families": ["tiktok", "x"], "banned_packages": "Tik Tok"}),
                &["banned_families: no family \"x\"", "banned_packages: \"Tik Tok\""],
            ),
            (
                json!({
                    "banned_families": "tiktok",
                    "contact_name": "IT",
                    "contact_email": "it",
                    "deadline": "tomorrow",
                    "check_every_minutes": "0",
                }),
                &["contact_email: \"it\"", "deadline: \"tomorrow\"", "check_every_minutes: 0"],
            ),
            (json!({"organisation": "Sipoo"}), &["banned_families: missing"]),
        ];
        for (configuration, expected) in cases {
            let mistakes = policy(&configuration).unwrap_err();
            assert_eq!(mistakes.len(), expected.len(), "{mistakes:?}");
            for (mistake, expected) in mistakes.iter().zip(expected) {
                assert!(mistake.starts_with(expected), "{configuration}: {mistake}");
            }
        }
    }

    #[test]
    fn the_same_policy_has_the_same_version_however_it_is_delivered() {
        let version = |configuration: Value| {
            let json = configuration.to_string();
            Configured::read(json.as_bytes(), Catalogue::embedded()).unwrap().version
        };
        let built_in = version(json!({}));
        assert_eq!(built_in, version(json!({"banned_families": ["tiktok"]})));
        let whole = r#" {"banned": [{"family": "tiktok"}], "schema": 1, "report": "verdict"} "#;
        assert_eq!(built_in, version(json!({"policy_json": whole, "group": "press"})));
        assert_ne!(built_in, version(json!({"banned_families": ["whatsapp"]})));
        assert!(built_in.len() == 8 && built_in.bytes().all(|b| b.is_ascii_hexdigit()));
    }

    #[test]
    fn a_group_may_come_along() {
        let read = |json: &str| Configured::read(json.as_bytes(), Catalogue::embedded()).unwrap();
        assert_eq!(read(r#"{"group": "press"}"#).group.as_deref(), Some("press"));
        assert_eq!(read(r#"{"group": "{{group}}"}"#), read("{}"));
    }

    /// The values of an attribute or an array in a resource file of the app.
    fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
        text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
    }

    #[test]
    fn what_the_app_offers_to_configure_is_read_here() {
        let keys = include_str!("../../../../android-app/src/main/res/xml/app_restrictions.xml");
        let known = [
            BANNED_FAMILIES,
            BANNED_FAMILY_LIST,
            BANNED_PACKAGES,
            CHECK_EVERY_MINUTES,
            DEADLINE,
            GROUP,
            POLICY_JSON,
        ];
        for key in between(keys, "android:key=\"", "\"") {
            let text = TEXTS.iter().any(|(known, _)| *known == key);
            assert!(text || known.contains(&key), "{key}");
        }
        let families =
            include_str!("../../../../android-app/src/main/res/values/banned_families.xml");
        let [ids] = between(families, "\"banned_family_ids\"", "</string-array>")[..] else {
            panic!("no ids")
        };
        let catalogue = Catalogue::embedded().families.iter().filter(|family| !family.test);
        let offered = between(ids, "<item>", "</item>");
        assert_eq!(offered, catalogue.map(|family| family.id).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for text in ["", "[]", "7", "{\"a\":"] {
            assert!(Configured::read(text.as_bytes(), Catalogue::embedded()).is_err(), "{text}");
        }
    }
}
