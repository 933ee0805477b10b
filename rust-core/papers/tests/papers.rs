//! What every paper keeps, in every language and under every policy.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use appvagt_papers::{FILES, PERMISSIONS, Page, Paper, RISKS, STATES, papers};
use appvagt_scanner::{Catalogue, Language, Policy};
use quick_xml::Reader;
use quick_xml::events::Event;

/// A policy that says all that one can say.
const ALL: &str = r#"{
  "schema": 1,
  "organisation": "The Municipality",
  "contact": {"name": "IT", "office": "Room 1", "phone": "+45 12 34 56 78", "email": "it@example.com",
              "link": "https://example.com/it"},
  "banned": [{"family": "tiktok", "reason": "A decision"},
             {"package": "com.example.game", "from": "2027-01-01"}],
  "exemptions": [{"family": "tiktok", "reason": "Press", "until": "2026-12-31", "group": "press"}],
  "notice": {"text": "First line\nSecond line", "link": "https://example.com/decision", "acknowledge": true},
  "deadline": {"date": "2027-03-31"},
  "check_every_minutes": 90,
  "profiles": ["work", "personal", "private", "clone"],
  "enforcement": ["prompt", "suspend", "hide"],
  "report": "families"
}"#;

fn policy(json: &str) -> Policy {
    Policy::read(json.as_bytes(), Catalogue::embedded())
        .unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// Returns policies of which each says something that others do not.
fn policies() -> Vec<Policy> {
    let with = |rest: &str| {
        policy(&format!(r#"{{"schema": 1, "banned": [{{"family": "tiktok"}}]{rest}}}"#))
    };
    vec![
        policy(ALL),
        with(""),
        with(r#", "report": "nothing", "enforcement": [], "check_every_minutes": 15"#),
        with(
            r#", "report": "families", "deadline": {"days_after_found": 0}, "check_every_minutes": 60"#,
        ),
        with(r#", "deadline": {"days_after_found": 1}, "check_every_minutes": 2880"#),
        with(
            r#", "deadline": {"days_after_found": 14}, "enforcement": ["hide"], "check_every_minutes": 120"#,
        ),
        with(r#", "deadline": {"date": "2026-12-01"}, "notice": {"text": "Hello"}"#),
    ]
}

fn every_paper(policy: &Policy) -> Vec<(Language, Page)> {
    let day = "2026-11-30".parse().unwrap();
    let of = |language| papers(policy, language, day).into_iter().map(move |page| (language, page));
    Language::ALL.into_iter().flat_map(of).collect()
}

/// Returns a page's text, element by element, or where it is not well-formed.
fn read(html: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(html);
    reader.config_mut().check_end_names = true;
    let mut open = 0_usize;
    let mut texts = vec![String::new()];
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| format!("at {at}: {error}"))? {
            Event::Start(_) => {
                open += 1;
                texts.push(String::new());
            }
            Event::End(_) => {
                open -= 1;
                texts.push(String::new());
            }
            Event::Text(text) => {
                texts.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(name) => {
                texts.last_mut().unwrap().push_str(&["&", &name, ";"].concat());
            }
            Event::Eof if open == 0 => return Ok(texts),
            Event::Eof => return Err(format!("{open} elements are open at the end")),
            _ => {}
        }
    }
}

#[test]
fn each_paper_is_there_in_each_language_well_formed_and_filled_in() {
    let mut wrong = Vec::new();
    for policy in policies() {
        for (language, page) in every_paper(&policy) {
            let texts = match read(&page.html) {
                Ok(texts) => texts,
                Err(error) => {
                    wrong.push(format!("{}: {error}", page.file));
                    continue;
                }
            };
            let style =
                page.html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
            for text in texts.iter().filter(|text| !style.contains(text.as_str())) {
                let lines = text.lines().map(str::trim_start);
                let starts = ["[", "# ", "## ", "- ", "| "];
                let unread =
                    lines.filter(|line| starts.iter().any(|start| line.starts_with(start)));
                let left = ["{", "}", "**", "[[", "]]"];
                if left.iter().any(|left| text.contains(left)) || unread.count() > 0 {
                    wrong.push(format!("{}: {text:?} is not filled in", page.file));
                }
            }
            // The name of a text stands where the text is missing.
            for name in names() {
                let bare = texts.iter().any(|text| text.split(": ").any(|part| part == name));
                if bare {
                    wrong.push(format!("{}: there is no text {name:?}", page.file));
                }
            }
            let lang = format!("<html lang=\"{}\">", language.code());
            let heading = format!("<h1>{}</h1>", page.title);
            assert!(page.html.contains(&heading), "{}", page.file);
            assert!(page.html.contains(&lang) && page.html.contains("<h1>"), "{}", page.file);
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the names of texts, as the English words have them.
fn names() -> impl Iterator<Item = &'static str> {
    let words = include_str!("../texts/en/words.txt");
    words
        .lines()
        .map(|line| line.split_once(" = ").unwrap().0)
        .filter(|name| name.contains(['.', '_']))
        .filter(|name| !is_code(name))
}

/// Returns whether a name is shown as it is, as code.
fn is_code(name: &str) -> bool {
    PERMISSIONS.contains(&name)
}

/// Returns the files of texts of a language, by name.
fn texts(language: Language) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language.code());
    let files = fs::read_dir(&folder).unwrap().map(Result::unwrap);
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect()
}

/// Returns what stands between `start` and `end`, each time; sorted.
fn each<'a>(text: &'a str, start: &str, end: &str) -> BTreeSet<&'a str> {
    let ends = |rest: &'a str| rest.split(end).next().unwrap_or_default();
    text.split(start).skip(1).map(ends).collect()
}

/// Returns the conditions that lines of a text begin with.
fn conditions(text: &str) -> BTreeSet<&str> {
    let starts = text.lines().filter(|line| line.starts_with('[') && !line.starts_with("[["));
    starts.flat_map(|line| each(line.split(' ').next().unwrap(), "[", "]")).collect()
}

#[test]
fn no_language_lacks_what_another_says() {
    let english = texts(Language::En);
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let translated = texts(language);
        for (name, original) in &english {
            let Some(text) = translated.get(name) else {
                wrong.push(format!("{language:?}: {name} is missing"));
                continue;
            };
            let mut compare = |what: &str, ours: BTreeSet<&str>, theirs: BTreeSet<&str>| {
                if ours != theirs {
                    let differing: Vec<_> = ours.symmetric_difference(&theirs).collect();
                    wrong.push(format!(
                        "{language:?}, {name}: {what} differ from English: {differing:?}"
                    ));
                }
            };
            compare("fields", each(text, "{", "}"), each(original, "{", "}"));
            compare("conditions", conditions(text), conditions(original));
            if name == "words.txt" {
                let keys = |text| {
                    str::lines(text).filter_map(|line| Some(line.split_once(" = ")?.0)).collect()
                };
                compare("names", keys(text), keys(original));
                let same = text.lines().filter(|line| original.lines().any(|other| other == *line));
                let few = language == Language::En || same.count() < 25;
                assert!(few, "{language:?}: much of words.txt is English");
                let unread = text.lines().filter(|line| !line.contains(" = ")).count();
                let words = text.lines().count();
                assert!(
                    unread == 0 && words == keys(text).len(),
                    "{language:?}: a line of words.txt is odd"
                );
            } else {
                let headings =
                    |text: &str| text.lines().filter(|line| line.contains("## ")).count();
                if headings(text) != headings(original) {
                    wrong.push(format!(
                        "{language:?}, {name}: {} sections in place of {}",
                        headings(text),
                        headings(original)
                    ));
                }
                if language != Language::En && text == original {
                    wrong.push(format!("{language:?}, {name}: is English"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn page(policy: &Policy, paper: Paper) -> String {
    let papers = papers(policy, Language::En, "2026-11-30".parse().unwrap());
    papers.into_iter().find(|page| page.paper == paper).unwrap().html
}

/// Returns the names that a page shows as code.
fn codes(html: &str) -> BTreeSet<&str> {
    each(html, "<code>", "</code>")
}

#[test]
fn what_is_stored_and_sent_is_named_key_by_key() {
    let every = policy(ALL);
    let assessment = page(&every, Paper::Assessment);
    let shown = codes(&assessment);
    let names = FILES.iter().map(|file| file.name).chain(STATES.iter().map(|state| state.name));
    let keys =
        FILES.iter().flat_map(|file| file.keys).chain(STATES.iter().flat_map(|state| state.keys));
    let all: Vec<_> = names.chain(keys.map(|key| key.name)).chain(PERMISSIONS).collect();
    let unsaid: Vec<_> = all.iter().filter(|name| !shown.contains(**name)).collect();
    assert!(all.len() > 60 && unsaid.is_empty(), "{unsaid:?} of {}", all.len());
    for paper in [Paper::Record, Paper::Representatives] {
        let page = page(&every, paper);
        let shown = codes(&page);
        assert!(FILES.iter().all(|file| shown.contains(file.name)), "{paper:?}");
        assert!(STATES.iter().all(|state| shown.contains(state.name)), "{paper:?}");
    }
}

#[test]
fn what_a_policy_does_not_have_stored_or_sent_is_not_named() {
    let with = |rest: &str| {
        policy(&format!(r#"{{"schema": 1, "banned": [{{"family": "tiktok"}}]{rest}}}"#))
    };
    for (rest, absent, present) in [
        (
            "",
            &["rules", "findings", "profiles", "acknowledgement.json", "restrained.json"][..],
            &["compliance", "state"][..],
        ),
        (
            r#", "report": "nothing""#,
            &["compliance", "coverage", "sent-states.json", "gaps"],
            &["first-found.json", "last-check.json"],
        ),
        (
            r#", "report": "families""#,
            &["acknowledgement.json"],
            &["rules", "removal", "sent-states.json"],
        ),
        (r#", "enforcement": ["suspend"]"#, &["rules"], &["restrained.json", "own"]),
    ] {
        let assessment = page(&with(rest), Paper::Assessment);
        let shown = codes(&assessment);
        for name in absent {
            assert!(!shown.contains(name), "{rest}: {name}");
        }
        for name in present {
            assert!(shown.contains(name), "{rest}: {name}");
        }
    }
}

#[test]
fn the_plan_says_which_days_are_over_and_the_papers_which_day_is_the_last() {
    let policy = policy(ALL);
    let plan = page(&policy, Paper::Plan);
    assert!(plan.contains("31 March 2027") && !plan.contains("this day is over"));
    let late = policy_with_deadline("2026-12-24");
    let plan = page(&late, Paper::Plan);
    assert!(plan.contains("this day is over") && plan.contains("Some of these days are over"));
    assert!(page(&late, Paper::Letter).contains("24 December 2026"));
}

#[test]
fn what_a_policy_says_of_other_days_is_not_said_of_today() {
    let policy = policy(
        r#"{
            "schema": 1,
            "banned": [{"family": "tiktok"}, {"family": "temu", "from": "2027-06-01"}],
            "exemptions": [
                {"family": "tiktok", "reason": "Over", "until": "2026-11-29"},
                {"family": "tiktok", "reason": "Still", "until": "2026-11-30"}
            ]
        }"#,
    );
    let letter = page(&policy, Paper::Letter);
    assert!(letter.contains("1 June 2027"), "{letter}");
    assert!(letter.contains("Still") && !letter.contains("Over"), "{letter}");
    // One app is banned so far, and so the one word names it.
    assert!(letter.contains("that word also says which app it is"), "{letter}");
}

fn policy_with_deadline(day: &str) -> Policy {
    policy(&format!(
        r#"{{"schema": 1, "banned": [{{"family": "tiktok"}}], "deadline": {{"date": "{day}"}}}}"#
    ))
}

#[test]
fn each_risk_is_named_with_the_tests_that_hold_its_measure() {
    let policies = policies();
    for risk in &RISKS {
        let shown = |policy: &Policy| {
            let page = page(policy, Paper::Assessment);
            risk.tests.iter().all(|(file, name)| {
                page.contains(&format!("<code>{file}</code><br/>{}", name.replace('\'', "&#39;")))
            })
        };
        assert!(policies.iter().any(shown), "{}", risk.id);
    }
}

/// Returns the elements of a page, in order, without their attributes.
fn elements(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .map(|rest| rest.split([' ', '>', '/', '\n']).find(|n| !n.is_empty()).unwrap_or(""))
        .collect()
}

#[test]
fn nothing_in_a_policy_becomes_markup_a_field_or_another_order_of_letters() {
    let tame = every_paper(&policy(ALL));
    for hostile in [
        "<script>alert(1)</script>",
        "</td></table><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "{organisation} {@risks} **x** [[y]] [no]z | q",
        "https://evil.example/",
        "&lt;b&gt; &#0;",
        "\u{202e}koTkiT\u{2066}",
        "]]></style><!--",
        "# a",
        "- a",
        "| a | b |",
    ] {
        let quoted = format!("\"{}\"", hostile.replace('"', "\\\""));
        let json = ["The Municipality", "IT", "Room 1", "A decision", "Press", "press"]
            .iter()
            .fold(ALL.to_owned(), |json, text| json.replace(&format!("\"{text}\""), &quoted));
        let json = json.replace(
            "First line\\nSecond line",
            &format!("First\\n{}", hostile.replace('"', "\\\"")),
        );
        let hostile_policy = policy(&json);
        for ((_, tame), (_, made)) in tame.iter().zip(every_paper(&hostile_policy)) {
            assert_eq!(elements(&tame.html), elements(&made.html), "{}: {hostile}", made.file);
            assert!(read(&made.html).is_ok(), "{}: {hostile}", made.file);
            assert!(!made.html.contains(['\u{202e}', '\u{2066}']), "{}", made.file);
            assert!(!made.html.contains("href=\"https://evil"), "{}", made.file);
        }
    }
}
