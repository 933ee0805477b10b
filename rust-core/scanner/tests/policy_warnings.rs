//! What is no mistake in a policy, but surely not meant.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up fails")]

use appvagt_scanner::{Catalogue, Policy, Warning};
use proptest::prelude::*;
use serde_json::{Value, json};

const TODAY: &str = "2026-11-30";

fn warnings_of(policy: &Value) -> Vec<Warning> {
    let read = Policy::read(policy.to_string().as_bytes(), Catalogue::embedded());
    read.unwrap().warnings(Catalogue::embedded(), TODAY.parse().ok())
}

/// Warnings of a policy with these keys, and those that no policy can do without.
fn warnings(keys: Value) -> Vec<String> {
    let mut policy = json!({"schema": 1, "banned": [{"family": "tiktok"}]});
    let Value::Object(keys) = keys else { panic!("{keys} is no object") };
    policy.as_object_mut().unwrap().extend(keys);
    warnings_of(&policy).iter().map(Warning::to_string).collect()
}

/// An exemption of TikTok, but for these entries.
fn exempt(entries: Value) -> Value {
    let mut exemption = json!({"reason": "r", "until": "2027-06-30"});
    let Value::Object(entries) = entries else { panic!("{entries} is no object") };
    exemption.as_object_mut().unwrap().extend(entries);
    json!({"exemptions": [exemption]})
}

#[test]
fn a_policy_that_is_meant_as_it_stands_has_no_warning() {
    let policy = json!({
        "schema": 1,
        "organisation": "Sipoo",
        "contact": {"name": {"fi": "IT-tuki", "sv": "IT"}, "email": "it@sipoo.fi", "phone": "+358 9 23531"},
        "banned": [
            {"family": "tiktok", "reason": {"fi": "Päätös 12 §", "sv": "Beslut 12 §"}},
            {"family": "whatsapp", "from": "2026-11-30"},
            {"component_prefix": "com.example.game."},
        ],
        "exemptions": [
            {"family": "tiktok", "reason": {"fi": "Viestintä", "sv": "Kommunikation"}, "until": "2026-11-30"},
            {"package": "com.example.app", "reason": {"fi": "a", "sv": "b"}, "until": "2027-11-30", "group": "A"},
        ],
        "notice": {"text": {
            "fi": "Alle 5 % laitteista: a < b > c. 100 % & enemmän", "sv": "Rad ett\nRad två * sista",
        }},
        "deadline": {"date": "2026-11-30"},
    });
    assert_eq!(warnings_of(&policy), []);
    assert_eq!(warnings(json!({})), [""; 0]);
}

#[test]
fn a_day_that_is_over_or_far_away_is_named() {
    let cases = [
        (json!({"deadline": {"date": "2026-11-29"}}), "deadline.date: This day is over"),
        (json!({"deadline": {"date": "2062-12-31"}}), "deadline.date: This day is more than three"),
        (
            exempt(json!({"family": "tiktok", "until": "2026-11-29"})),
            "exemptions[0].until: This day is over",
        ),
        (
            exempt(json!({"family": "tiktok", "until": "2126-01-01"})),
            "exemptions[0].until: This day is more than three",
        ),
        (
            json!({"banned": [{"family": "tiktok", "from": "2126-01-01"}]}),
            "banned[0].from: This day is more than three",
        ),
        (
            json!({"banned": [{"family": "tiktok", "from": "2027-02-01"}], "deadline": {"date": "2027-01-31"}}),
            "banned[0].from: The ban begins after the deadline.",
        ),
    ];
    for (keys, expected) in cases {
        let found = warnings(keys);
        assert!(found.len() == 1 && found[0].starts_with(expected), "{expected}: {found:?}");
    }
    let mut early = exempt(json!({"family": "tiktok", "until": "2027-01-31"}));
    early["banned"] = json!([{"family": "tiktok", "from": "2027-02-01"}]);
    assert_eq!(warnings(early), ["exemptions[0].until: The exemption ends before the ban begins."]);
}

#[test]
fn where_the_day_is_not_known_no_day_is_strange() {
    let policy =
        json!({"schema": 1, "banned": [{"family": "tiktok"}], "deadline": {"date": "2000-01-01"}});
    let policy = Policy::read(policy.to_string().as_bytes(), Catalogue::embedded()).unwrap();
    assert_eq!(policy.warnings(Catalogue::embedded(), None), []);
}

#[test]
fn an_exemption_of_what_is_not_banned_is_named() {
    for (what, is_strange) in [
        (json!({"family": "whatsapp"}), true),
        (json!({"package": "com.whatsapp"}), true),
        (json!({"package": "com.example.unheard.of"}), true),
        (json!({"family": "tiktok"}), false),
        (json!({"package": "com.zhiliaoapp.musically"}), false),
        (json!({"package": "com.zhiliaoapp.musically.revanced"}), false),
        (json!({"package": "com.example.game"}), false),
        (json!({"package": "com.example.suite.chess"}), false),
    ] {
        let mut policy = exempt(what.clone());
        policy["banned"] = json!([
            {"family": "tiktok"}, {"package": "com.example.game"}, {"package_prefix": "com.example.suite."},
        ]);
        assert_eq!(warnings(policy).len(), usize::from(is_strange), "{what}");
    }
    // What a component bans is not known before an app is seen.
    let mut policy = exempt(json!({"package": "com.example.unheard.of"}));
    policy["banned"] = json!([{"component": "com.example.Game"}]);
    assert_eq!(warnings(policy), [""; 0]);
    let found = warnings(exempt(json!({"family": "whatsapp"})));
    assert_eq!(
        found,
        ["exemptions[0].family: The family whatsapp is not banned, so nothing is exempt."]
    );
}

#[test]
fn what_stands_there_twice_or_differs_in_capitals_is_named() {
    let twice = json!({"banned": [{"family": "tiktok"}, {"family": "tiktok", "reason": "again"}]});
    assert_eq!(warnings(twice), ["banned[1]: banned[0] bans the same."]);
    let capitals = json!({"banned": [{"package": "com.WhatsApp"}]});
    assert_eq!(
        warnings(capitals),
        ["banned[0].package: Capital letters count: com.whatsapp is another app, and known."]
    );
    let groups = |one: &str, other: &str| {
        let of = |group| json!({"family": "tiktok", "reason": "r", "until": "2027-06-30", "group": group});
        warnings(json!({"exemptions": [of(one), of(other)]}))
    };
    assert_eq!(groups("press", "board"), [""; 0]);
    assert_eq!(
        groups("press", "Press "),
        ["exemptions[1].group: Another exemption is for \"press\". Are both one group?"]
    );
    assert_eq!(groups("press", "press"), ["exemptions[1]: exemptions[0] exempts the same."]);
}

#[test]
fn markup_and_placeholders_in_texts_are_named_where_they_stand() {
    let markup = [
        "**Remove** it",
        "Read [the decision](https://example.dk)",
        "# TikTok\nis banned",
        "<b>Remove</b> it",
        "one<br/>two",
        "<A HREF='x'>y</A>",
        "one&nbsp;two",
        "Line one\\nLine two",
        "```\ncode",
        "<!-- note -->",
    ];
    for text in markup {
        for (keys, path) in [
            (json!({"organisation": text}), "organisation"),
            (json!({"notice": {"text": {"da": text}}}), "notice.text.da"),
            (json!({"banned": [{"family": "tiktok", "reason": text}]}), "banned[0].reason"),
            (exempt(json!({"family": "tiktok", "reason": text})), "exemptions[0].reason"),
        ] {
            let found = warnings(keys);
            let named =
                found.len() == 1 && found[0].starts_with(&format!("{path}: Employees see \""));
            assert!(named, "{text:?}: {found:?}");
        }
    }
    for plain in [
        "a < b",
        "1. One\n2. Two",
        "- one\n- two",
        "IT <it@sipoo.fi>",
        "50 % & more",
        "#12",
        "§ 12*",
    ] {
        assert_eq!(warnings(json!({"organisation": plain})), [""; 0], "{plain:?}");
    }
    let left = warnings(json!({"organisation": "City of {{city}}"}));
    assert_eq!(left, ["organisation: Nothing fills in {{city}}: employees see it so."]);
}

#[test]
fn a_language_that_is_missing_or_no_language_is_named() {
    let notice =
        |text: Value| json!({"organisation": {"da": "a", "en": "b"}, "notice": {"text": text}});
    for (text, expected) in [
        (json!({"da": "Nej", "en": "No"}), None),
        (json!({"da": "Nej", "en-GB": "No"}), None),
        (json!({"da": "Nej"}), Some("notice.text: This is missing in: en. Other texts are not.")),
        (json!("Nej"), Some("notice.text: This is one text for everybody. Others are in: da, en.")),
    ] {
        assert_eq!(warnings(notice(text.clone())), Vec::from_iter(expected), "{text}");
    }
    let dk = warnings(json!({"organisation": {"dk": "Kommunen"}}));
    assert_eq!(dk, ["organisation.dk: If this is Danish, its tag is da."]);
    assert_eq!(warnings(json!({"organisation": {"se": "Gielda", "sv": "Kommunen"}})), [""; 0]);
}

#[test]
fn what_a_sample_held_is_named() {
    let found = warnings(json!({
        "contact": {"name": "IT", "phone": "+45 12 34 56 78", "email": "it@example.com",
                    "link": "https://www.example.org/it"},
        "notice": {"text": "No.", "link": "https://example.com/decision"},
    }));
    let paths: Vec<_> = found.iter().map(|warning| warning.split(": ").next().unwrap()).collect();
    assert_eq!(paths, ["contact.email", "contact.link", "notice.link", "contact.phone"]);
    let own = json!({"contact": {"name": "IT", "email": "it@myexample.com", "link": "https://a.dk/example.com"}});
    assert_eq!(warnings(own), [""; 0]);
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{1,40}|[<>/&a-z#*_\\[\\]()\\\\n{}%$ ]{1,30}") {
        let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "organisation": text});
        if let Ok(policy) = Policy::read(policy.to_string().as_bytes(), Catalogue::embedded()) {
            let _ = policy.warnings(Catalogue::embedded(), TODAY.parse().ok());
        }
    }
}
