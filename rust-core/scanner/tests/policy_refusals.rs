//! What is refused, and in which words.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up fails")]

use appvagt_scanner::{Catalogue, Mistake, Policy};
use proptest::prelude::*;
use serde_json::{Value, json};

fn mistakes(json: &str) -> Vec<String> {
    match Policy::read(json.as_bytes(), Catalogue::embedded()) {
        Ok(policy) => panic!("{json} is read as {policy:?}"),
        Err(error) => error.mistakes.iter().map(Mistake::to_string).collect(),
    }
}

/// A policy with these keys, and those that no policy can do without.
fn with(keys: Value) -> String {
    let mut policy = json!({"schema": 1, "banned": [{"family": "tiktok"}]});
    let Value::Object(keys) = keys else { panic!("{keys} is no object") };
    policy.as_object_mut().unwrap().extend(keys);
    policy.to_string()
}

const KEYS: &str = "schema, organisation, contact, banned, exemptions, notice, deadline, \
                    check_every_minutes, profiles, enforcement, report, $schema";
const BANS: &str = "family, package, package_prefix, component, component_prefix, \
                    component_suffix, action, action_prefix, authority, scheme, host, meta_data, \
                    web_host, permission, permission_prefix, certificate";

#[test]
fn what_is_no_policy_at_all_is_refused_as_a_whole() {
    let object = format!("an object with keys of these: {KEYS}");
    let place = |place: &str, reason: &str| {
        format!("not JSON from line {place} on: {reason}; allowed: a policy as JSON")
    };
    let unclosed = "the text ends too early: a bracket or quotation mark is not closed";
    let cases = [
        ("", "an empty text; allowed: a policy as JSON".to_owned()),
        (" \n\t", "an empty text; allowed: a policy as JSON".to_owned()),
        ("\u{feff}", "an empty text; allowed: a policy as JSON".to_owned()),
        ("{", place("1, column 1", unclosed)),
        (r#"{"schema": 1, "banned": [{"family": "tik"#, place("1, column 40", unclosed)),
        ("{\"schema\": 1,}", place("1, column 14", "there is a comma with nothing after it")),
        (
            "{\n  // why\n  \"schema\": 1}",
            place("2, column 3", "there is a comment, and JSON has none"),
        ),
        (
            "{'schema': 1}",
            place("1, column 2", "there is a single quotation mark, and JSON has double ones"),
        ),
        ("{schema: 1}", place("1, column 2", "a key is not in quotation marks")),
        ("{} {}", place("1, column 4", "something follows the end of the policy")),
        (r#" [1, [{"family":"tiktok"}]]"#, format!("a list; allowed: {object}")),
        ("null", format!("null; allowed: {object}")),
        ("7.5", format!("a number that is not whole or too large; allowed: {object}")),
    ];
    for (json, mistake) in cases {
        assert_eq!(mistakes(json), [mistake], "{json}");
    }
}

fn assert_mistakes<const N: usize>(cases: [(Value, String); N]) {
    for (keys, mistake) in cases {
        let json = with(keys);
        assert_eq!(mistakes(&json), [mistake], "{json}");
    }
}

fn text_of(longest: usize) -> String {
    format!("a text of 1 to {longest} characters")
}

const DATE: &str = "a day from 2000 on, such as 2026-12-31";

#[test]
fn each_mistake_in_what_is_banned_is_listed_with_what_is_allowed() {
    let families: Vec<_> = Catalogue::embedded().families.iter().map(|f| f.id).collect();
    let families = families.join(", ");
    assert_mistakes([
        (json!({"schema": 2}), "schema: 2; allowed: 1".to_owned()),
        (json!({"schema": "1"}), "schema: \"1\"; allowed: 1".to_owned()),
        (
            json!({"organization": "x"}),
            format!(
                "organization: a key that is not known (did you mean organisation?); allowed: {KEYS}"
            ),
        ),
        (json!({"colour": []}), format!("colour: a key that is not known; allowed: {KEYS}")),
        (
            json!({"$schema": 1}),
            "[\"$schema\"]: 1; allowed: the address of a JSON Schema".to_owned(),
        ),
        (json!({"a b": 1}), format!("[\"a b\"]: a key that is not known; allowed: {KEYS}")),
        (json!({"banned": []}), "banned: 0 entries; allowed: a list of 1 to 2000 entries".into()),
        (json!({"banned": {}}), "banned: an object; allowed: a list of 1 to 2000 entries".into()),
        (
            json!({"banned": ["tiktok"]}),
            format!(
                "banned[0]: \"tiktok\"; allowed: an object with keys of these: {BANS}, reason, from"
            ),
        ),
        (
            json!({"banned": [{}]}),
            format!("banned[0]: nothing that is banned; allowed: one of {BANS}"),
        ),
        (
            json!({"banned": [{"family": "tiktok", "package": "com.example"}]}),
            format!("banned[0]: family and package; allowed: one of {BANS}"),
        ),
        (
            json!({"banned": [{"family": "TikTok"}]}),
            format!(
                "banned[0].family: no family \"TikTok\" (did you mean tiktok?); allowed: {families}"
            ),
        ),
        (
            json!({"banned": [{"family": 7}]}),
            "banned[0].family: 7; allowed: the id of a family".to_owned(),
        ),
        (
            json!({"banned": [{"package": "a".repeat(501)}]}),
            "banned[0].package: 501 bytes; allowed: a package name, of 500 bytes at most".into(),
        ),
        (
            json!({"banned": [{"family": "tiktok", "from": "2026-02-29"}]}),
            format!("banned[0].from: \"2026-02-29\"; allowed: {DATE}"),
        ),
    ]);
}

#[test]
fn each_mistake_in_what_employees_read_is_listed_with_what_is_allowed() {
    let link = "an https address of 1,000 characters at most, such as https://example.com/it";
    let contact = |key: &str, value: Value| {
        let mut contact = json!({"name": "IT", "phone": "112"});
        contact[key] = value;
        json!({"contact": contact})
    };
    assert_mistakes([
        (
            json!({"banned": [{"family": "tiktok", "reason": ""}]}),
            format!(
                "banned[0].reason: \"\"; allowed: {}, not blank, without control characters",
                text_of(1_000)
            ),
        ),
        (
            json!({"banned": [{"family": "tiktok", "reason": {"english": "x"}}]}),
            "banned[0].reason.english: a key that is no language; allowed: languages such as da, \
             fi, pt-BR"
                .to_owned(),
        ),
        (
            json!({"organisation": "x".repeat(201)}),
            format!("organisation: 201 characters; allowed: {}", text_of(200)),
        ),
        (json!({"organisation": null}), format!("organisation: null; allowed: {}", text_of(200))),
        (
            json!({"organisation": {}}),
            "organisation: 0 languages; allowed: a text, or texts in 1 to 40 languages".to_owned(),
        ),
        (
            json!({"organisation": {"pt-BR": true}}),
            format!("organisation[\"pt-BR\"]: true; allowed: {}", text_of(200)),
        ),
        (
            json!({"contact": {"name": "IT"}}),
            "contact: no way to reach them; allowed: one of office, phone, email, link".to_owned(),
        ),
        (json!({"contact": {"phone": "112"}}), "contact.name: missing; allowed: a name".to_owned()),
        (
            contact("phone", json!("call us")),
            "contact.phone: \"call us\"; allowed: a phone number, such as +45 12 34 56 78".into(),
        ),
        (
            contact("email", json!("it@localhost")),
            "contact.email: \"it@localhost\"; allowed: an e-mail address, such as it@example.com"
                .to_owned(),
        ),
        (
            contact("link", json!("http://example.com")),
            format!("contact.link: \"http://example.com\"; allowed: {link}"),
        ),
        (
            contact("link", json!("https://example.com@evil.example/")),
            format!("contact.link: \"https://example.com@evil.example/\"; allowed: {link}"),
        ),
    ]);
}

#[test]
fn each_mistake_in_what_is_done_is_listed_with_what_is_allowed() {
    let exempt = |key: &str, value: Value| {
        let mut entry = json!({"package": "com.example", "reason": "r", "until": "2026-12-31"});
        entry[key] = value;
        json!({"exemptions": [entry]})
    };
    assert_mistakes([
        (
            exempt("family", json!("tiktok")),
            "exemptions[0]: package and family; allowed: one of the two".to_owned(),
        ),
        (exempt("until", json!(2026)), format!("exemptions[0].until: 2026; allowed: {DATE}")),
        (
            exempt("group", json!(" ")),
            "exemptions[0].group: \" \"; allowed: a group's name of 1 to 100 characters".into(),
        ),
        (
            json!({"notice": {}}),
            "notice.text: missing; allowed: a text, or texts by language".to_owned(),
        ),
        (
            json!({"notice": {"text": "x", "acknowledge": "yes"}}),
            "notice.acknowledge: \"yes\"; allowed: true or false".to_owned(),
        ),
        (
            json!({"notice": {"text": "x", "version": 0}}),
            "notice.version: 0; allowed: a whole number from 1 to 9999".to_owned(),
        ),
        (
            json!({"deadline": "2026-12-31"}),
            "deadline: \"2026-12-31\"; allowed: an object with keys of these: date, days_after_found".to_owned(),
        ),
        (
            json!({"deadline": {}}),
            "deadline: no deadline; allowed: date or days_after_found".to_owned(),
        ),
        (
            json!({"deadline": {"days_after_found": -1}}),
            "deadline.days_after_found: -1; allowed: a whole number from 0 to 3650".to_owned(),
        ),
        (
            json!({"check_every_minutes": 0.5}),
            "check_every_minutes: a number that is not whole or too large; allowed: a whole number \
             from 15 to 10080"
                .to_owned(),
        ),
        (
            json!({"profiles": ["own"]}),
            "profiles[0]: \"own\"; allowed: work, personal, private, clone".to_owned(),
        ),
        (
            json!({"profiles": ["work", "work"]}),
            "profiles[1]: \"work\"; allowed: each name once".to_owned(),
        ),
        (
            json!({"enforcement": "prompt"}),
            "enforcement: \"prompt\"; allowed: a list of 0 to 3 entries".to_owned(),
        ),
        (
            json!({"report": "everything"}),
            "report: \"everything\"; allowed: nothing, verdict, families".to_owned(),
        ),
    ]);
}

#[test]
fn a_mark_that_no_app_or_every_app_could_have_is_refused() {
    let cases = [
        ("package", &["", "Tik Tok", "com.example."][..]),
        ("package_prefix", &["", "com.", "com.example", ".", "com..example.", "com.example.*"]),
        ("component", &["", "Screen", ".Screen", "com.example.", "com.example.9", "a/b.C"]),
        ("component_prefix", &["", "com.", "com.example", ".com.example."]),
        ("component_suffix", &["", "Screen", ".Screen", ".MainActivity", "game.Screen"]),
        ("action", &["", "PLAY", "android.intent.action.MAIN", "com.example PLAY"]),
        ("action_prefix", &["", "com.", "android.intent.", "android.intent.action.", "com.x"]),
        ("authority", &["", "a;b", "a b"]),
        ("scheme", &["", "https", "content", "Example", "example:", "9a"]),
        ("host", &["", "com", "https://example.com", "example.com/", "*.example.com", "a..b"]),
        ("meta_data", &["", "a b"]),
        ("web_host", &["dk", "evil@example.com", "example.com:443", "[::1]"]),
        ("permission", &["", "PLAY", "android.permission.INTERNET"]),
        ("permission_prefix", &["android.permission.", "com.example"]),
        ("certificate", &["", "ab", &"AB".repeat(32), &"ag".repeat(32)]),
    ];
    for (key, texts) in cases {
        for text in texts {
            let found = mistakes(&with(json!({"banned": [{key: text}]})));
            let [found] = &found[..] else { panic!("{key} {text:?}: {found:?}") };
            let shown: String = text.chars().take(60).collect();
            let expected = format!("banned[0].{key}: \"{shown}");
            assert!(found.starts_with(&expected) && found.contains("; allowed: "), "{found}");
        }
    }
}

/// Bans that meet what a phone needs, or apps of every kind, by key.
const HARMFUL: [(&str, &[&str]); 14] = [
    (
        "package",
        &[
            "android",
            "com.android.systemui",
            "com.android.vending",
            "com.google.android.gms",
            "com.android.settings",
            "com.google.android.dialer",
            "com.samsung.android.honeyboard",
            "com.google.android.inputmethod.latin",
            "com.sec.android.app.launcher",
            "com.google.android.apps.work.clouddpc",
            "com.microsoft.windowsintune.companyportal",
            "com.airwatch.androidagent",
            "org.appvagt",
        ],
    ),
    (
        "package_prefix",
        &[
            "com.android.",
            "com.google.android.",
            "com.google.android.gms.",
            "com.sec.android.",
            "com.samsung.android.",
            "com.microsoft.",
            "com.android.systemui.",
            "net.soti.",
        ],
    ),
    (
        "component",
        &[
            "com.android.settings.Settings",
            "androidx.core.content.FileProvider",
            "com.google.android.gms.ads.AdActivity",
            "org.appvagt.MainActivity",
        ],
    ),
    (
        "component_prefix",
        &[
            "androidx.core.",
            "com.google.android.",
            "com.google.firebase.",
            "com.android.settings.",
            "com.android.",
            "org.appvagt.",
            "android.support.",
            "com.google.android.gms.",
        ],
    ),
    (
        "component_suffix",
        &[
            ".settings.Settings",
            ".core.content.FileProvider",
            ".android.settings.Settings",
            ".gms.ads.AdActivity",
            ".content.FileProvider",
            ".systemui.SystemUIService",
        ],
    ),
    (
        "action",
        &[
            "android.settings.SETTINGS",
            "com.google.firebase.MESSAGING_EVENT",
            "com.google.android.c2dm.intent.RECEIVE",
            "android.app.action.DEVICE_ADMIN_ENABLED",
        ],
    ),
    ("action_prefix", &["android.app.", "com.google.firebase.", "com.google.android."]),
    ("authority", &["settings", "com.android.contacts", "com.google.android.gsf.gservices"]),
    ("scheme", &["market", "intent", "sip", "smsto"]),
    (
        "host",
        &["google.com", "play.google.com", "market.android.com", "co.uk", "com.br", "GOOGLE.com."],
    ),
    (
        "meta_data",
        &[
            "com.google.android.gms.version",
            "android.max_aspect",
            "com.samsung.android.sdk.multiwindow.enable",
        ],
    ),
    ("web_host", &["co.uk", "org.au"]),
    ("permission_prefix", &["com.google.android.c2dm.", "com.android.", "com.google.android."]),
    (
        "certificate",
        &[
            "f0fd6c5b410f25cb25c3b53346c8972fae30f8ee7411df910480ad6b2d60db83",
            "c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8",
        ],
    ),
];

#[test]
fn a_ban_that_would_harm_a_phone_is_refused_with_what_it_meets_and_what_to_do() {
    for (key, texts) in HARMFUL {
        for text in texts {
            let found = mistakes(&with(json!({"banned": [{key: text}]})));
            let [found] = &found[..] else { panic!("{key} {text}: {found:?}") };
            let shown: String = text.chars().take(60).collect();
            assert!(found.starts_with(&format!("banned[0].{key}: \"{shown}")), "{found}");
            assert!(found.contains(", which meets "), "{found}");
            assert!(found.contains("name the very app that is meant"), "{found}");
        }
    }
    let found = mistakes(&with(json!({"banned": [{"package_prefix": "com.android."}]})));
    assert_eq!(
        found,
        [
            "banned[0].package_prefix: \"com.android.\", which meets Android itself (names that begin \
          with com.android.); allowed: a ban that meets no app that a phone needs, nor apps of every \
          kind: name the very app that is meant"
        ]
    );
}

#[test]
fn a_ban_of_one_app_that_a_phone_does_without_is_taken_whoever_made_it() {
    for (key, text) in [
        ("package", "com.google.android.youtube"),
        ("package", "com.android.chrome"),
        ("package_prefix", "com.android.chrome."),
        ("package", "com.samsung.android.bixby.agent"),
        ("package", "com.microsoft.teams"),
        ("package", "com.touchtype.swiftkey"),
        ("package", "org.appvagt.decoy"),
        ("package_prefix", "com.google.android.apps.youtube."),
        ("package_prefix", "com.facebook."),
        ("component_prefix", "com.facebook.katana."),
        ("component_suffix", ".share.ShareActivity"),
        ("host", "youtube.com"),
        ("host", "maps.google.com"),
        ("host", "example.co.uk"),
        ("web_host", "ne.se"),
        ("web_host", "go.dk"),
        ("web_host", "google.com"),
        ("scheme", "snssdk1233"),
        ("authority", "com.facebook.katana.provider"),
        ("meta_data", "com.facebook.sdk.ApplicationId"),
    ] {
        let json = with(json!({"banned": [{key: text}]}));
        let read = Policy::read(json.as_bytes(), Catalogue::embedded());
        assert!(read.is_ok(), "{read:?}");
    }
}

proptest! {
    /// Whatever is taken as a beginning begins no name that a phone needs.
    #[test]
    fn no_beginning_that_is_taken_begins_what_a_phone_needs(
        name in proptest::sample::select(vec![
            "com.android.systemui", "com.android.vending", "com.google.android.gms",
            "com.google.android.inputmethod.latin", "com.sec.android.app.launcher",
            "com.microsoft.windowsintune.companyportal", "com.miui.home", "net.oneplus.launcher",
        ]),
        at: prop::sample::Index,
        key in proptest::sample::select(vec!["package_prefix", "component_prefix", "permission_prefix"]),
    ) {
        let prefix = &name[..at.index(name.len())];
        let json = with(json!({"banned": [{key: format!("{}.", prefix.trim_end_matches('.'))}]}));
        let read = Policy::read(json.as_bytes(), Catalogue::embedded());
        let begins = name.starts_with(&format!("{}.", prefix.trim_end_matches('.')));
        prop_assert!(!begins || read.is_err(), "{:?}", read);
    }
}

#[test]
fn what_editors_and_windows_add_to_a_file_is_no_mistake() {
    let plain = with(json!({}));
    let read = |json: &[u8]| Policy::read(json, Catalogue::embedded());
    let expected = read(plain.as_bytes());
    for written in [
        with(json!({"$schema": "./policy.schema.json"})),
        format!("\u{feff}{plain}"),
        format!("{plain}\r\n"),
        plain.replace("\"schema\":1", "\"schema\":1.0"),
    ] {
        assert_eq!(read(written.as_bytes()), expected, "{written}");
    }
    let whole = with(json!({"check_every_minutes": 60.0, "deadline": {"days_after_found": 1.4e1}}));
    let policy = read(whole.as_bytes()).unwrap();
    assert_eq!(policy.check_every_minutes, 60);
    let utf_16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let refused = read(&utf_16).unwrap_err().to_string();
    assert_eq!(refused, "a text in UTF-16; allowed: UTF-8: save the file in that encoding");
}

#[test]
fn every_mistake_is_listed_at_once() {
    let found = mistakes(
        r#"{"schema": 9, "x": 0, "banned": [{"family": "x", "package": 1, "y": 2}, {"package": "-"}],
            "exemptions": [{"reason": 5}], "report": 7, "report": "nothing"}"#,
    );
    let places: Vec<_> = found.iter().map(|mistake| mistake.split(": ").next().unwrap()).collect();
    assert_eq!(
        places,
        [
            "x",
            "report",
            "schema",
            "banned[0].y",
            "banned[0]",
            "banned[0].family",
            "banned[0].package",
            "banned[1].package",
            "exemptions[0]",
            "exemptions[0].reason",
            "exemptions[0].until",
            "report",
        ],
        "{found:#?}"
    );
}

#[test]
fn a_key_that_is_there_twice_is_a_mistake() {
    let found = mistakes(r#"{"schema":1,"banned":[{"family":"tiktok"}],"banned":[]}"#);
    assert_eq!(found, ["banned: the same key again; allowed: each key once"]);
    let found = mistakes(
        r#"{"schema":1,"banned":[{"family":"tiktok"}],"organisation":{"fi":"a","fi":"b"}}"#,
    );
    assert_eq!(found, ["organisation.fi: the same language again; allowed: each language once"]);
}

#[test]
fn a_policy_may_be_as_long_as_managed_configuration_can_carry_and_not_much_longer() {
    let of_length = |length: usize, character: &str| {
        let policy = with(json!({"notice": {"text": "x"}}));
        let reason = json!({"family": "douyin", "reason": character.repeat(1_000)}).to_string();
        let mut text = policy.replace("[{", &format!("[{reason},{{"));
        while text.chars().count() + reason.chars().count() < length {
            text = text.replacen("[{", &format!("[{reason},{{"), 1);
        }
        let missing = length - text.chars().count();
        text + &" ".repeat(missing)
    };
    for character in ["a", "å", "😀"] {
        let text = of_length(65_535, character);
        assert_eq!(text.chars().count(), 65_535);
        assert!(Policy::read(text.as_bytes(), Catalogue::embedded()).is_ok());
    }
    let too_long = of_length(262_145, "a");
    assert_eq!(mistakes(&too_long), ["262145 bytes; allowed: a policy of 262144 bytes at most"]);
}

#[test]
fn what_is_wrong_can_be_said_in_another_language() {
    let json = with(json!({
        "banned": [{"family": "tiktik"}, {"action": "androidx.work.x"}],
    }));
    let error = Policy::read(json.as_bytes(), Catalogue::embedded()).unwrap_err();
    let [family, action] = &error.mistakes[..] else { panic!("{error}") };
    assert_eq!(
        json!(family.found),
        json!({"say": "wrong_family_like", "family": "\"tiktik\"", "meant": "tiktok"})
    );
    assert_eq!(
        json!(action.found),
        json!({
            "say": "wrong_harmful", "mark": "\"androidx.work.x\"", "harm": {
                "say": "harm_namespace", "owner": {"say": "owner_android_libraries"},
                "space": "androidx.",
            },
        })
    );
    assert_eq!(json!(action.allowed), json!({"say": "allowed_harmless"}));
    // Programs read it in English.
    let text = "\"androidx.work.x\", which meets Android's libraries, which apps of every kind \
                hold (androidx.)";
    assert_eq!(json!(action)["found"], text);
}

#[test]
fn a_flood_of_mistakes_is_cut_short() {
    let text = format!("{{\"schema\":1,\"banned\":[{}0]}}", "0,".repeat(1_999));
    let found = mistakes(&text);
    assert_eq!(found.len(), 1_001);
    assert_eq!(found[1_000], "1000 more mistakes are not listed");
    let keys: Vec<_> = (0..20_000).map(|number| format!("\"{number}\":0")).collect();
    assert_eq!(mistakes(&format!("{{{}}}", keys.join(","))).len(), 1_001);
}

#[test]
fn what_is_found_is_shown_in_few_words() {
    let found = mistakes(&with(json!({"report": "å".repeat(10_000), ("k".repeat(9_000)): 1})));
    assert!(found.iter().all(|mistake| mistake.len() < 400), "{found:?}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        proptest::sample::select(vec![
            "schema",
            "organisation",
            "contact",
            "banned",
            "exemptions",
            "notice",
            "deadline",
            "profiles",
            "enforcement",
            "report",
            "family",
            "package",
            "reason",
            "from",
            "until",
            "group",
            "text",
            "link",
            "version",
            "date",
            "name",
            "phone",
            "email",
            "da",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(1)),
        Just(json!("tiktok")),
        Just(json!("2026-12-31")),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(key.clone(), inner, 0..8)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd_to_be_refused(bytes: Vec<u8>) {
        let _ = Policy::read(&bytes, Catalogue::embedded());
    }

    #[test]
    fn no_json_is_too_odd_to_be_refused(json in any_json()) {
        let read = Policy::read(json.to_string().as_bytes(), Catalogue::embedded());
        if let Err(error) = read {
            prop_assert!(!error.mistakes.is_empty());
        }
    }

    #[test]
    fn no_change_of_one_byte_of_a_policy_makes_reading_fail_badly(at: prop::sample::Index, byte: u8) {
        let mut text = with(json!({"deadline": {"date": "2026-12-31"}, "notice": {"text": "x"}}))
            .into_bytes();
        let at = at.index(text.len());
        text[at] = byte;
        let _ = Policy::read(&text, Catalogue::embedded());
    }
}
