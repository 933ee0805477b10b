//! That a policy which is written reads back.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use appvagt_scanner::{
    Ban, Banned, Catalogue, Contact, Date, Deadline, Enforcement, Exempt, Exemption, MarkKind,
    Notice, Policy, Profile, ReportLevel, Text,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A mark of every kind, and a family.
fn every_ban() -> Vec<Ban> {
    vec![
        Ban::Family("whatsapp".into()),
        Ban::Mark(MarkKind::PACKAGE, "com.example".into()),
        Ban::Mark(MarkKind::PACKAGE_PREFIX, "com.example.".into()),
        Ban::Mark(MarkKind::COMPONENT, "com.example.Game$Screen".into()),
        Ban::Mark(MarkKind::COMPONENT_PREFIX, "com.example.".into()),
        Ban::Mark(MarkKind::COMPONENT_SUFFIX, ".game.Screen".into()),
        Ban::Mark(MarkKind::ACTION, "com.example.PLAY".into()),
        Ban::Mark(MarkKind::ACTION_PREFIX, "com.example.".into()),
        Ban::Mark(MarkKind::AUTHORITY, "com.example.scores".into()),
        Ban::Mark(MarkKind::SCHEME, "example-game+1.0".into()),
        Ban::Mark(MarkKind::HOST, "Spil.Blåbær.dk.".into()),
        Ban::Mark(MarkKind::META_DATA, "example".into()),
        Ban::Mark(MarkKind::WEB_HOST, "xn--blbr-roah.dk".into()),
        Ban::Mark(MarkKind::PERMISSION, "com.example.PLAY".into()),
        Ban::Mark(MarkKind::PERMISSION_PREFIX, "com.example.permission.".into()),
        Ban::Mark(MarkKind::CERTIFICATE, "ab".repeat(32)),
    ]
}

fn words() -> impl Strategy<Value = String> {
    "[a-zæøå😀\"\\\\{%][a-zæøå😀\"\\\\\n{}%<&' ]{0,80}"
}

fn text() -> impl Strategy<Value = Text> {
    let language = select(vec!["da", "en", "fi", "sv", "pt-BR", "zh-Hant", "smn"]);
    let by_language = btree_map(language.prop_map(str::to_owned), words(), 1..5);
    prop_oneof![
        words().prop_map(Text::Everybody),
        by_language.prop_map(|texts| Text::ByLanguage(texts.into_iter().collect())),
    ]
}

fn date() -> impl Strategy<Value = Date> {
    any::<u16>().prop_map(|days| "2000-01-01".parse::<Date>().unwrap().plus_days(days))
}

fn link() -> impl Strategy<Value = String> {
    "https://[a-z]{1,8}\\.example(/[a-z0-9?=&%-]{0,20})?"
}

fn contact() -> impl Strategy<Value = Contact> {
    let phone = "\\+?[0-9]{3,8}( [0-9]{1,4})?";
    let email = "[a-z.]{1,8}@[a-z]{1,8}\\.example";
    let anywhere = (option::of(phone), option::of(email), option::of(link()));
    (text(), text(), anywhere).prop_map(|(name, office, (phone, email, link))| Contact {
        name,
        office: Some(office),
        phone,
        email,
        link,
    })
}

fn banned() -> impl Strategy<Value = Banned> {
    (select(every_ban()), option::of(text()), option::of(date()))
        .prop_map(|(what, reason, from)| Banned { what, reason, from })
}

fn exemption() -> impl Strategy<Value = Exemption> {
    let what = select(vec![Exempt::Family("tiktok".into()), Exempt::Package("a.b".into())]);
    (what, text(), date(), option::of("[A-Za-zÅ][A-Za-zÅ ]{0,20}"))
        .prop_map(|(what, reason, until, group)| Exemption { what, reason, until, group })
}

fn notice() -> impl Strategy<Value = Notice> {
    (text(), option::of(link()), any::<bool>(), 1_u16..=9_999)
        .prop_map(|(text, link, acknowledge, version)| Notice { text, link, acknowledge, version })
}

fn deadline() -> impl Strategy<Value = Deadline> {
    prop_oneof![date().prop_map(Deadline::Date), (0_u16..=3_650).prop_map(Deadline::DaysAfterFound),]
}

fn policy() -> impl Strategy<Value = Policy> {
    let profiles = vec![Profile::Work, Profile::Personal, Profile::Private, Profile::Clone];
    let enforcement = vec![Enforcement::Prompt, Enforcement::Suspend, Enforcement::Hide];
    let report = select(vec![ReportLevel::Nothing, ReportLevel::Verdict, ReportLevel::Families]);
    let who = (option::of(text()), option::of(contact()), option::of(notice()));
    let what = (vec(banned(), 1..8), vec(exemption(), 0..4), option::of(deadline()));
    let how =
        (15_u16..=10_080, subsequence(profiles, 0..=4), subsequence(enforcement, 0..=3), report);
    (who, what, how).prop_map(
        |(
            (organisation, contact, notice),
            (banned, exemptions, deadline),
            (check_every_minutes, profiles, enforcement, report),
        )| Policy {
            schema: 1,
            organisation,
            contact,
            banned,
            exemptions,
            notice,
            deadline,
            check_every_minutes,
            profiles,
            enforcement,
            report,
        },
    )
}

#[test]
fn the_shortest_policy_is_the_default_one() {
    let json = br#"{"schema": 1, "banned": [{"family": "tiktok"}]}"#;
    let policy = Policy::read(json, Catalogue::embedded()).unwrap();
    assert_eq!(policy, Policy::default());
    assert_eq!(policy.enforcement, [Enforcement::Prompt]);
    assert_eq!((policy.report, policy.check_every_minutes), (ReportLevel::Verdict, 24 * 60));
}

proptest! {
    #[test]
    fn a_policy_survives_being_written_and_read(policy in policy()) {
        let json = serde_json::to_vec(&policy).unwrap();
        prop_assert_eq!(Policy::read(&json, Catalogue::embedded()), Ok(policy));
    }
}

/// What `docs/policy.md` shows first, and what it shows of everything.
#[test]
fn the_policies_in_the_document_are_taken() {
    let document = include_str!("../../../docs/policy.md");
    let blocks: Vec<_> = document
        .split("```json\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .map(|json| Policy::read(json.as_bytes(), Catalogue::embedded()).unwrap())
        .collect();
    let [least, all] = &blocks[..] else { panic!("{blocks:?}") };
    assert_eq!(*least, Policy::default());
    assert!(all.contact.is_some() && all.notice.is_some() && all.deadline.is_some());
}

#[test]
fn the_document_names_every_key_of_the_schema() {
    fn keys<'a>(schema: &'a serde_json::Value, found: &mut Vec<&'a str>) {
        match schema {
            serde_json::Value::Object(entries) => {
                for (key, inner) in entries {
                    if let ("properties", Some(properties)) = (key.as_str(), inner.as_object()) {
                        found.extend(properties.keys().map(String::as_str));
                    }
                    keys(inner, found);
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => (),
        }
    }
    let document = include_str!("../../../docs/policy.md");
    let schema = include_str!("../../../docs/policy.schema.json");
    let schema = serde_json::from_str(schema).unwrap();
    let mut found = Vec::new();
    keys(&schema, &mut found);
    assert!(found.len() > 30, "{found:?}");
    for key in found {
        let named =
            document.contains(&format!("`{key}`")) || document.contains(&format!("\"{key}\": "));
        assert!(named, "{key}");
    }
}
