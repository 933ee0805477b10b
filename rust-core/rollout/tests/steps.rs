//! What the steps say, in every language.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use std::collections::BTreeMap;
use std::fs;

use appvagt_rollout::{Export, Mdm, Step};
use appvagt_scanner::{Catalogue, Language, Policy};
use serde_json::json;

/// Returns the steps for every MDM of policies of which each has said what others do not.
fn steps(language: Language) -> Vec<Step> {
    let game = |number| json!({"package": format!("com.example.game{number}")});
    let games: Vec<_> = (0..501).map(game).collect();
    let exempt =
        |group| json!({"package": "a.b", "reason": "r", "until": "2026-12-31", "group": group});
    let unnamed = json!({"component": "com.example.Player"});
    let cases = [
        (json!({"banned": [{"family": "tiktok"}]}), None, None, &Mdm::ALL[..]),
        (json!({"banned": [unnamed]}), None, Some("ff".repeat(32).parse().unwrap()), &Mdm::ALL),
        (
            json!({
                "banned": [{"family": "whatsapp", "from": "2027-01-01"}, unnamed, {"action": "com.example.PLAY"}],
                "enforcement": ["suspend"], "exemptions": [exempt("press"), exempt("school")],
            }),
            Some("press"),
            None,
            &Mdm::ALL,
        ),
        (json!({"banned": games, "exemptions": [exempt("press")]}), None, None, &[Mdm::Intune]),
    ];
    let mut steps = Vec::new();
    for (mut policy, group, certificate, mdms) in cases {
        policy["schema"] = json!(1);
        let policy = Policy::read(policy.to_string().as_bytes(), Catalogue::embedded()).unwrap();
        for mdm in mdms.iter().copied() {
            let (package, day) = ("org.appvagt", Some("2026-11-30".parse().unwrap()));
            let export = Export { mdm, package, group, certificate, day, language };
            steps.extend(export.steps(&policy).unwrap());
        }
    }
    steps
}

/// Returns the texts of a language by their names.
fn texts(language: Language) -> BTreeMap<String, String> {
    let file = format!("{}/texts/{}.txt", env!("CARGO_MANIFEST_DIR"), language.code());
    let texts = fs::read_to_string(file).unwrap();
    let named = texts.lines().map(|line| line.split_once(" = ").unwrap());
    let all: Vec<_> = named.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let count = all.len();
    let by_name = BTreeMap::from_iter(all);
    assert_eq!(by_name.len(), count, "{language:?} has a name twice");
    by_name
}

/// Returns what stands between such marks, sorted.
fn between(text: &str, start: char, end: char) -> Vec<&str> {
    let parts = text.split(start).skip(1).step_by(if start == end { 2 } else { 1 });
    let mut found: Vec<_> = parts.map(|part| part.split(end).next().unwrap()).collect();
    found.sort_unstable();
    found
}

/// Returns whether a sentence says this text, whatever fills its places.
fn says(sentence: &str, text: &str) -> bool {
    let fixed = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    let mut rest = sentence;
    for part in fixed {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    true
}

#[test]
fn each_language_says_the_same_with_the_same_places_and_code() {
    let english = texts(Language::En);
    for language in Language::ALL {
        let translated = texts(language);
        let names = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&translated), names(&english), "{language:?}");
        for (name, text) in &translated {
            let original = &english[name];
            for (start, end) in [('{', '}'), ('`', '`')] {
                let (ours, theirs) = (between(text, start, end), between(original, start, end));
                assert_eq!(ours, theirs, "{language:?}, {name}");
            }
            let product = name.starts_with("mdm.") && !original.contains(", ");
            let same = language != Language::En && !product && text == original;
            assert!(!same, "{language:?}, {name} is English");
        }
    }
}

#[test]
fn every_text_is_said_and_nothing_else() {
    for language in Language::ALL {
        let texts = texts(language);
        let steps = steps(language);
        for (name, text) in &texts {
            let said = match name.strip_prefix("mdm.") {
                Some(mdm) => Mdm::named(mdm).unwrap().about(language) == *text,
                None => steps.iter().any(|step| says(&step.what, text)),
            };
            assert!(said, "{language:?}: nothing says {name}");
        }
        for step in &steps {
            let known = texts.values().any(|text| says(&step.what, text));
            let filled = !step.what.contains(['{', '}']);
            assert!(known && filled, "{language:?}: {}", step.what);
        }
    }
}

#[test]
fn what_is_pasted_is_the_same_in_every_language() {
    let pasted = |language| {
        let pastes = steps(language).into_iter().map(|step| step.paste);
        pastes.map(|paste| json!(paste)).collect::<Vec<_>>()
    };
    let english = pasted(Language::En);
    for language in Language::ALL {
        assert!(pasted(language) == english, "{language:?}");
    }
}
