//! Managed configurations in the shapes in which device managements deliver them.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use appvagt_scanner::{Ban, Catalogue, Configured, Mistake, Policy, Warning};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(configuration: &Value) -> Result<Configured, Vec<String>> {
    Configured::read(configuration.to_string().as_bytes(), Catalogue::embedded())
        .map_err(|error| error.mistakes.iter().map(Mistake::to_string).collect())
}

/// The policy, `None` where the built-in one is in force because nothing was said.
fn policy(configuration: &Value) -> Option<Value> {
    let configured = read(configuration).unwrap();
    (!configured.built_in).then(|| serde_json::to_value(configured.policy).unwrap())
}

fn banned(configuration: &Value) -> Value {
    policy(configuration).map_or(Value::Null, |policy| policy["banned"].clone())
}

fn warnings(configuration: &Value) -> Vec<String> {
    read(configuration).unwrap().warnings.iter().map(Warning::to_string).collect()
}

const WHOLE: &str = r#"{"schema":1,"banned":[{"family":"tiktok"}]}"#;

#[test]
fn values_are_taken_in_whatever_shape_an_mdm_delivers_them() {
    let tiktok = json!([{"family": "tiktok"}]);
    let two = json!([{"family": "tiktok"}, {"family": "whatsapp"}]);
    let object: Value = serde_json::from_str(WHOLE).unwrap();
    let cases = [
        (json!({"banned_families": ["tiktok", "whatsapp"]}), &two),
        (json!({"banned_families": "tiktok, whatsapp"}), &two),
        (json!({"banned_families": "tiktok;whatsapp\n"}), &two),
        (json!({"banned_families": "tiktok whatsapp"}), &two),
        (json!({"banned_families": "TikTok|WhatsApp"}), &two),
        (json!({"banned_families": ["TIKTOK", " Whatsapp "]}), &two),
        (json!({"banned_families": ["tiktok,whatsapp"]}), &two),
        (json!({"banned_families": "[\"tiktok\", \"whatsapp\"]"}), &two),
        (json!({"banned_families": "['tiktok', 'whatsapp']"}), &two),
        (json!({"banned_families": "\u{feff}tiktok\r\nwhatsapp"}), &two),
        (json!({"banned_families": ["tiktok", null], "banned_family_list": "whatsapp"}), &two),
        (json!({"banned_families": [], "banned_family_list": " tiktok "}), &tiktok),
        (json!({"banned_families": [""], "banned_family_list": "\"tiktok\""}), &tiktok),
        (json!({"policy_json": WHOLE}), &tiktok),
        (json!({"policy_json": object}), &tiktok),
        (json!({"policy_json": [WHOLE]}), &tiktok),
        (json!({"policy_json": [object]}), &tiktok),
        (json!({"policy_json": format!("\u{feff}{WHOLE}\n")}), &tiktok),
        (json!({"policy_json": json!(WHOLE).to_string()}), &tiktok),
        (json!({"policy_json": WHOLE.replace(":1,", ":1.0,")}), &tiktok),
        (json!({"policy_json": WHOLE, "banned_families": "whatsapp"}), &tiktok),
        (json!({"policy_json": " ", "banned_families": "tiktok"}), &tiktok),
        (json!({"policy_json": "{}", "banned_families": "tiktok"}), &tiktok),
        (json!({"policy_json": {}, "banned_families": "tiktok"}), &tiktok),
        (json!({"policy_json": 0, "banned_families": "tiktok"}), &tiktok),
        (json!({"policy_json": "{{policy}}", "banned_families": "tiktok"}), &tiktok),
    ];
    for (configuration, expected) in cases {
        assert_eq!(&banned(&configuration), expected, "{configuration}");
    }
    let games = json!([{"package": "com.example.game"}, {"package": "com.example.Chess"}]);
    for list in [
        json!("com.example.game,com.example.Chess"),
        json!("com.example.game com.example.Chess\n"),
        json!(["com.example.game", "com.example.Chess"]),
        json!("[\"com.example.game\", \"com.example.Chess\"]"),
    ] {
        assert_eq!(banned(&json!({"banned_packages": list})), games, "{list}");
    }
    let whatsapp = json!([{"package": "com.whatsapp"}]);
    assert_eq!(banned(&json!({"banned_packages": "com.WhatsApp"})), whatsapp);
    assert_eq!(
        banned(&json!({"banned_families": ["WPS Office", "Candy Crush Saga", "wechat"]})),
        json!([{"family": "wps-office"}, {"family": "candy-crush"}, {"family": "wechat"}])
    );
}

#[test]
fn single_keys_say_what_a_policy_says() {
    let configuration = json!({
        "banned_families": "tiktok",
        "organisation": ["Egedal Kommune"],
        "contact_name": "IT",
        "contact_phone": 4_512_345_678_i64,
        "contact_office": "{{office}}",
        "notice": "TikTok is banned.",
        "notice_link": "https://example.com/decision",
        "deadline": "14",
        "check_every_minutes": "60",
        "report": "Families",
    });
    let flat = policy(&configuration).unwrap();
    assert_eq!(flat["organisation"], "Egedal Kommune");
    assert_eq!(flat["contact"], json!({"name": "IT", "phone": "4512345678"}));
    assert_eq!(flat["notice"]["text"], "TikTok is banned.");
    assert_eq!(flat["notice"]["link"], "https://example.com/decision");
    assert_eq!(flat["deadline"], json!({"days_after_found": 14}));
    assert_eq!((&flat["check_every_minutes"], &flat["report"]), (&json!(60), &json!("families")));
    let languages = json!({"organisation": {"fi": "Sipoon kunta", "sv": "Sibbo kommun"}});
    assert_eq!(policy(&languages).unwrap()["organisation"], languages["organisation"]);
}

#[test]
fn a_number_is_one_however_it_is_written() {
    for minutes in [json!(60), json!("60"), json!(60.0), json!("60.0"), json!(["60"]), json!([60])]
    {
        let policy = policy(&json!({"check_every_minutes": minutes})).unwrap();
        assert_eq!(policy["check_every_minutes"], 60, "{minutes}");
    }
    for days in
        [json!(14), json!("14"), json!(14.0), json!("14.0"), json!({"days_after_found": 14})]
    {
        let policy = policy(&json!({"deadline": days})).unwrap();
        assert_eq!(policy["deadline"], json!({"days_after_found": 14}), "{days}");
    }
    for day in [json!("2026-12-31"), json!(["2026-12-31"]), json!({"date": "2026-12-31"})] {
        let policy = policy(&json!({"deadline": day})).unwrap();
        assert_eq!(policy["deadline"], json!({"date": "2026-12-31"}), "{day}");
    }
    let phone = json!({"contact_name": "IT", "contact_phone": 4_512_345_678.0});
    assert_eq!(policy(&phone).unwrap()["contact"]["phone"], "4512345678");
}

#[test]
fn what_nobody_set_is_absent_in_whatever_shape_it_arrives() {
    let keys = [
        "policy_json",
        "banned_families",
        "banned_family_list",
        "banned_packages",
        "organisation",
        "contact_name",
        "contact_office",
        "contact_phone",
        "contact_email",
        "contact_link",
        "notice",
        "notice_link",
        "report",
        "check_every_minutes",
    ];
    let nothing = [
        json!(null),
        json!(""),
        json!(" \n"),
        json!(0),
        json!(0.0),
        json!(false),
        json!([]),
        json!([""]),
        json!({}),
    ];
    for empty in nothing {
        let all: Value = keys.iter().map(|key| ((*key).to_owned(), empty.clone())).collect();
        let configured = read(&all).unwrap();
        assert!(configured.built_in, "{empty}: {configured:?}");
        assert_eq!(configured.warnings, [], "{empty}");
        for key in keys {
            let mut some = all.clone();
            some["organisation"] = json!("Sipoo");
            some[key] = empty.clone();
            assert!(read(&some).is_ok(), "{key}: {empty}");
        }
    }
    assert_eq!(policy(&json!({"check_every_minutes": "0"})), None);
    // A deadline of no days is one: what was found is to be gone today.
    let today = policy(&json!({"deadline": "0"})).unwrap();
    assert_eq!(today["deadline"], json!({"days_after_found": 0}));
}

#[test]
fn nothing_that_says_anything_is_no_policy() {
    for configuration in [
        json!({}),
        json!({"banned_families": [], "banned_packages": ""}),
        json!({"banned_family_list": "%CUSTOM1%", "policy_json": null}),
        json!({"banned_families": "{{families}}", "organisation": " "}),
        json!({"some other key": 7}),
        json!({"group": "press"}),
    ] {
        assert_eq!(policy(&configuration), None, "{configuration}");
    }
}

#[test]
fn keys_that_ban_nothing_leave_the_built_in_ban_in_force_and_count() {
    let stays = "banned_families: Nothing is banned here, so what the app bans by itself stays.";
    for (configuration, key, value) in [
        (
            json!({"organisation": "Eksempel", "contact_name": "IT", "contact_phone": "12345678"}),
            "contact",
            json!({"name": "IT", "phone": "12345678"}),
        ),
        (json!({"report": "families"}), "report", json!("families")),
        (json!({"deadline": 14}), "deadline", json!({"days_after_found": 14})),
        (json!({"check_every_minutes": 60}), "check_every_minutes", json!(60)),
        (
            json!({"notice": "No."}),
            "notice",
            json!({"text": "No.", "acknowledge": false, "version": 1}),
        ),
    ] {
        let policy = policy(&configuration).unwrap();
        assert_eq!(policy["banned"], json!([{"family": "tiktok"}]), "{configuration}");
        assert_eq!(policy[key], value);
        assert_eq!(warnings(&configuration), [stays]);
    }
}

#[test]
fn what_an_organisation_has_built_in_stays_but_for_what_keys_say_and_goes_with_a_ban() {
    let built_in = json!({
        "schema": 1,
        "organisation": "Kommunen",
        "banned": [{"family": "tiktok", "reason": "Advised"}, {"family": "whatsapp"}],
        "contact": {"name": "IT", "phone": "12345678"},
        "notice": {"text": {"da": "Nej.", "en": "No."}, "acknowledge": true, "version": 3},
        "deadline": {"date": "2026-12-31"},
        "check_every_minutes": 60,
        "enforcement": ["prompt", "suspend"],
        "report": "families",
    });
    let catalogue = Catalogue::embedded();
    let built_in_policy = Policy::read(built_in.to_string().as_bytes(), catalogue).unwrap();
    let read = |configuration: &Value| {
        Configured::read_over(&built_in_policy, configuration.to_string().as_bytes(), catalogue)
    };
    for nothing in
        [json!({}), json!({"group": "press"}), json!({"policy_json": "{}", "report": ""})]
    {
        let read = read(&nothing).unwrap();
        assert_eq!((read.built_in, read.policy), (true, built_in_policy.clone()), "{nothing}");
    }
    for (keys, place, value) in [
        (json!({"deadline": 14}), "/deadline", json!({"days_after_found": 14})),
        (json!({"deadline": "2027-01-31"}), "/deadline", json!({"date": "2027-01-31"})),
        (json!({"contact_phone": "87654321"}), "/contact/phone", json!("87654321")),
        (json!({"contact_name": "Help desk"}), "/contact/name", json!("Help desk")),
        (json!({"notice_link": "https://a.dk"}), "/notice/link", json!("https://a.dk")),
        (json!({"notice": "Nothing."}), "/notice/text", json!("Nothing.")),
        (json!({"organisation": "Kunta"}), "/organisation", json!("Kunta")),
        (json!({"report": "verdict"}), "/report", json!("verdict")),
        (json!({"check_every_minutes": 15}), "/check_every_minutes", json!(15)),
    ] {
        let read = read(&keys).unwrap();
        let mut expected = json!(built_in_policy);
        if let Some(there) = expected.pointer_mut(place) {
            *there = value;
        } else {
            expected["notice"]["link"] = value;
        }
        assert_eq!((read.built_in, json!(read.policy)), (false, expected), "{keys}");
        assert_eq!(read.warnings.len(), 1, "{keys}");
    }
    let own = [
        json!({"banned_families": "telegram"}),
        json!({"policy_json": {"schema": 1, "banned": [{"family": "telegram"}]}}),
    ];
    for configuration in own {
        let read = read(&configuration).unwrap();
        let telegram = Policy::banning(vec![Ban::Family("telegram".to_owned())]);
        assert_eq!((read.built_in, read.policy), (false, telegram), "{configuration}");
    }
    assert!(read(&json!({"deadline": "soon"})).is_err());
}

#[test]
fn half_of_a_contact_or_a_notice_is_completed_or_left_out_with_a_warning() {
    let base = |keys: Value| {
        let mut configuration = json!({"banned_families": "tiktok"});
        configuration.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        configuration
    };
    let cases = [
        (json!({"contact_email": "it@example.com"}), json!("it@example.com"), "contact_name: The"),
        (
            json!({"contact_phone": "12345678", "organisation": "Sipoo"}),
            json!("Sipoo"),
            "contact_name: The contact has no name",
        ),
        (json!({"contact_name": "IT"}), Value::Null, "contact_name: Nothing says how to reach"),
    ];
    for (keys, name, warning) in cases {
        let configuration = base(keys);
        assert_eq!(policy(&configuration).unwrap()["contact"]["name"], name, "{configuration}");
        let warnings = warnings(&configuration);
        assert!(warnings.len() == 1 && warnings[0].starts_with(warning), "{warnings:?}");
    }
    let link = base(json!({"notice_link": "https://example.com/decision"}));
    assert_eq!(policy(&link).unwrap()["notice"], Value::Null);
    assert!(warnings(&link)[0].starts_with("notice_link: There is no notice"));
}

#[test]
fn a_key_that_is_not_known_is_named_and_with_it_the_one_that_was_meant() {
    let cases = [
        ("Banned_families", Some("banned_families")),
        ("bannedFamilies", Some("banned_families")),
        ("banned-packages", Some("banned_packages")),
        ("organization", Some("organisation")),
        ("contact_mail", Some("contact_email")),
        ("policy-json", Some("policy_json")),
        ("reports", Some("report")),
        ("IntuneMAMUPN", None),
    ];
    for (key, meant) in cases {
        let expected = format!(
            "{key}: This app knows no such key and leaves it out.{}",
            meant.map_or_else(String::new, |meant| format!(" Did you mean {meant}?"))
        );
        assert_eq!(warnings(&json!({key: "whatsapp"})), [expected]);
        // Beside a whole policy as well.
        assert_eq!(warnings(&json!({key: "whatsapp", "policy_json": WHOLE})).len(), 1, "{key}");
    }
    let found = warnings(&json!({"organisation ": "Eksempel"}));
    assert_eq!(
        found,
        [
            "\"organisation \": This app knows no such key and leaves it out. Did you mean organisation?"
        ]
    );
    for silent in [json!({"restrictions_pending": true}), json!({"Group": ""}), json!({"x": null})]
    {
        assert_eq!(warnings(&silent), [""; 0], "{silent}");
    }
}

#[test]
fn a_placeholder_that_was_left_in_a_value_is_named_and_the_value_left_out() {
    for (key, value, left) in [
        ("organisation", "{{companyname}}", "{{companyname}}"),
        ("organisation", "City of {{ city }}", "{{ city }}"),
        ("contact_name", "IT for %DEPARTMENT%", "%DEPARTMENT%"),
        ("notice", "Dear ${userName}, TikTok is banned.", "${userName}"),
        ("notice", "Dear {EnrollmentUser}, TikTok is banned.", "{EnrollmentUser}"),
        ("deadline", "$deadline$", "$deadline$"),
        ("group", "{{group}}", "{{group}}"),
        ("banned_packages", "%CUSTOM1%", "%CUSTOM1%"),
        ("policy_json", "{{policy}}", "{{policy}}"),
    ] {
        let mut configuration = json!({"banned_families": "tiktok"});
        let without = read(&configuration).unwrap();
        configuration[key] = json!(value);
        let configured = read(&configuration).unwrap();
        assert_eq!((&configured.policy, &configured.group), (&without.policy, &None), "{key}");
        let expected = format!("{key}: {left} was not filled in, so this is left out.");
        assert_eq!(warnings(&configuration), [expected]);
    }
    let part = json!({"banned_families": ["whatsapp", "{{more}}"], "organisation": "100 % Sipoo"});
    assert_eq!(banned(&part), json!([{"family": "whatsapp"}]));
    assert_eq!(
        warnings(&part),
        ["banned_families: {{more}} was not filled in, so this is left out."]
    );
    let mut whole: Value = serde_json::from_str(WHOLE).unwrap();
    whole["notice"] = json!({"text": {"da": "Hej", "en": "Hello {{username}}"}});
    assert_eq!(
        warnings(&json!({"policy_json": whole.to_string()})),
        ["policy_json.notice.text: {{username}} was not filled in, and employees see it so."]
    );
}

#[test]
fn what_single_keys_say_beside_a_whole_policy_is_said_not_to_count() {
    let beside = |keys: Value| {
        let mut configuration = json!({"policy_json": WHOLE});
        configuration.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        warnings(&configuration)
    };
    let not_banned = "policy_json is set and does not ban this, so it is not banned.";
    for (keys, warning) in [
        (
            json!({"banned_families": ["tiktok", "whatsapp"]}),
            format!("banned_families: {not_banned}"),
        ),
        (json!({"banned_packages": "com.example.game"}), format!("banned_packages: {not_banned}")),
        (
            json!({"report": "nothing"}),
            "report: policy_json is set, so this does not count.".into(),
        ),
        (json!({"deadline": "3"}), "deadline: policy_json is set, so this does not count.".into()),
    ] {
        assert_eq!(beside(keys), [warning]);
    }
    let same = json!({
        "banned_families": ["TikTok"], "report": "verdict", "check_every_minutes": "1440",
        "group": "press", "organisation": "",
    });
    assert_eq!(beside(same), [""; 0]);
    // What a console delivers that saves the default of every key.
    let mut often: Value = serde_json::from_str(WHOLE).unwrap();
    often["check_every_minutes"] = json!(60);
    let defaults = json!({"policy_json": often, "check_every_minutes": 1440, "report": "verdict"});
    assert_eq!(warnings(&defaults), [""; 0]);
}

#[test]
fn every_mistake_is_named_by_its_key() {
    let cases: [(Value, &[&str]); 9] = [
        (json!({"policy_json": "{"}), &["policy_json: not JSON"]),
        (json!({"policy_json": 7}), &["policy_json: 7; allowed: an object"]),
        (json!({"policy_json": [WHOLE, WHOLE]}), &["policy_json: a list; allowed: an object"]),
        (
            json!({"policy_json": r#"{"schema":1,"banned":[{"family":"x"}]}"#}),
            &["policy_json.banned[0].family: no family \"x\""],
        ),
        (
            json!({"banned_families": ["tiktok", "tik tok tak"], "banned_packages": "Tik,Tok/x"}),
            &["banned_families: no family \"tik tok tak\"", "banned_packages: \"Tok/x\""],
        ),
        (
            json!({"banned_packages": ["com.android.systemui"]}),
            &["banned_packages: \"com.android.systemui\", which meets Android itself"],
        ),
        (
            json!({
                "banned_families": "tiktok",
                "contact_name": "IT",
                "contact_email": "it",
                "deadline": "tomorrow",
                "check_every_minutes": "5",
            }),
            &["contact_email: \"it\"", "deadline: \"tomorrow\"", "check_every_minutes: 5"],
        ),
        (
            json!({"organisation": ["Egedal", "Sipoo"], "deadline": 1.5, "check_every_minutes": 60.5}),
            &["organisation: a list", "deadline: a number", "check_every_minutes: a number"],
        ),
        (json!({"organisation": {"dansk": "x"}}), &["organisation: a key that is no language"]),
    ];
    for (configuration, expected) in cases {
        let mistakes = read(&configuration).unwrap_err();
        assert_eq!(mistakes.len(), expected.len(), "{mistakes:?}");
        for (mistake, expected) in mistakes.iter().zip(expected) {
            assert!(mistake.starts_with(expected), "{configuration}: {mistake}");
        }
    }
}

#[test]
fn the_same_policy_has_the_same_version_however_it_is_delivered() {
    let version = |configuration: Value| read(&configuration).unwrap().version;
    let built_in = version(json!({}));
    assert_eq!(built_in, version(json!({"banned_families": ["tiktok"]})));
    let whole = r#" {"banned": [{"family": "tiktok"}], "schema": 1, "report": "verdict"} "#;
    assert_eq!(built_in, version(json!({"policy_json": whole, "group": "press"})));
    assert_ne!(built_in, version(json!({"banned_families": ["whatsapp"]})));
    assert!(built_in.len() == 8 && built_in.bytes().all(|b| b.is_ascii_hexdigit()));
}

#[test]
fn a_group_may_come_along() {
    for (group, expected) in [
        (json!("press"), Some("press")),
        (json!(7), Some("7")),
        (json!(["press"]), Some("press")),
        (json!(""), None),
    ] {
        assert_eq!(read(&json!({"group": group})).unwrap().group.as_deref(), expected, "{group}");
    }
}

/// The values of an attribute or an array in a resource file of the app.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

#[test]
fn what_the_app_offers_to_configure_is_read_here() {
    let keys = include_str!("../../../android-app/src/main/res/xml/app_restrictions.xml");
    for key in between(keys, "android:key=\"", "\"") {
        let named = format!("{key}: This app knows no such key");
        let configured = read(&json!({key: "{{placeholder}}"})).unwrap();
        let unknown = configured.warnings.iter().any(|w| w.to_string().starts_with(&named));
        assert!(!unknown, "{key}");
    }
    let families = include_str!("../../../android-app/src/main/res/values/banned_families.xml");
    let [ids] = between(families, "\"banned_family_ids\"", "</string-array>")[..] else {
        panic!("no ids")
    };
    let catalogue = Catalogue::embedded().families.iter().filter(|family| !family.test);
    let offered = between(ids, "<item>", "</item>");
    assert_eq!(
        offered,
        catalogue.map(|family| family.id).collect::<Vec<_>>(),
        "write android-app/src/main/res/values/banned_families.xml by hand as the catalogue has it"
    );
}

#[test]
fn what_is_no_object_is_refused() {
    for text in ["", "[]", "7", "{\"a\":"] {
        assert!(Configured::read(text.as_bytes(), Catalogue::embedded()).is_err(), "{text}");
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "[{}%$\\[\\],\"'a-c ]{0,10}".prop_map(Value::from),
        Just(json!(WHOLE)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map("[a-z]{0,3}", inner, 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_value_is_too_odd_for_any_key(
        key in proptest::sample::select(vec![
            "policy_json", "banned_families", "banned_packages", "organisation", "contact_name",
            "contact_phone", "notice", "deadline", "check_every_minutes", "report", "group", "else",
        ]),
        value in any_value(),
    ) {
        match read(&json!({key: value})) {
            Ok(configured) => prop_assert!(!configured.policy.banned.is_empty()),
            Err(mistakes) => {
                prop_assert!(mistakes.iter().all(|mistake| mistake.starts_with(key)), "{:?}", mistakes);
            }
        }
    }
}
