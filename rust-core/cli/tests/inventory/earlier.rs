//! What changed since an earlier result.

use std::fs;

use serde_json::{Value, json};

use crate::case::*;

const TIKTOK: &str = "com.zhiliaoapp.musically";

fn json_on(case: &Case, day: &str, arguments: &[&str]) -> Value {
    let output = case.run_on(day, &[arguments, &["--json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_new_still_there_and_gone_is_known_from_an_earlier_result() {
    let case = Case::new(&[
        (
            "1.json",
            &devices(&[
                device("1", &[TIKTOK]),
                device("2", &[TIKTOK]),
                device("3", &[TIKTOK]),
                device("5", &[TIKTOK]),
            ]),
        ),
        (
            "2.json",
            &devices(&[
                device("1", &[TIKTOK]),
                device("2", &["com.a"]),
                device("3", &[]),
                device("4", &[TIKTOK]),
            ]),
        ),
        ("p.json", &json!({"schema": 1, "banned": [{"family": "tiktok"}], "deadline": {"days_after_found": 14}}).to_string()),
    ]);
    let earlier = json_on(&case, "2026-11-01", &["1.json", "--policy", "p.json"]);
    assert_eq!(earlier["devices"][0]["apps"][0]["due"], Value::Null, "nobody knows since when");
    fs::write(case.path("earlier.json"), earlier.to_string()).unwrap();
    let arguments = ["2.json", "--policy", "p.json", "--since", "earlier.json"];
    let outcome = case.json(&arguments);
    let was = |id: &str| json!({"device": format!("enterprises/x/devices/{id}"), "name": "TikTok", "first_seen": "2026-11-01"});
    assert_eq!(
        outcome["changes"],
        json!({"since": "2026-11-01", "new": 1, "still": 1, "gone": [was("2")], "unclear": [was("3"), was("5")]})
    );
    let app = |index: usize| &outcome["devices"][index]["apps"][0];
    assert_eq!((&app(0)["change"], &app(1)["change"]), (&json!("still"), &json!("new")));
    assert_eq!(
        (&app(0)["first_seen"], &app(1)["first_seen"]),
        (&json!("2026-11-01"), &json!("2026-11-22"))
    );
    assert_eq!(app(0)["due"], json!({"day": "2026-11-15", "over": true}));
    assert_eq!(app(1)["due"], json!({"day": "2026-12-06", "over": false}));
    // What is first seen stays so from result to result.
    fs::write(case.path("earlier.json"), outcome.to_string()).unwrap();
    let next = json_on(&case, "2026-12-01", &arguments);
    assert_eq!(next["devices"][0]["apps"][0]["first_seen"], "2026-11-01");
    let text = stdout(&case.run(&arguments));
    assert!(
        text.contains("Since 2026-11-22: 0 new, 2 still there, 0 gone, 0 not known to be gone."),
        "{text}"
    );
}

#[test]
fn an_earlier_result_may_have_been_written_by_windows() {
    let case = Case::new(&[("a.json", &devices(&[device("1", &["com.tiktok.tv"])]))]);
    let first = stdout(&case.run(&["a.json", "--json"]));
    let in_utf16 = first.encode_utf16().flat_map(u16::to_le_bytes);
    for written in [
        [0xff, 0xfe].into_iter().chain(in_utf16).collect(),
        ["\u{feff}".as_bytes(), first.replace('\n', "\r\n").as_bytes()].concat(),
    ] {
        fs::write(case.path("earlier.json"), written).unwrap();
        let output = case.run(&["a.json", "--since", "earlier.json"]);
        assert_eq!(output.status.code(), FOUND, "{}", stderr(&output));
        assert!(stdout(&output).contains("0 new, 1 still there"), "{}", stdout(&output));
    }
}

#[test]
fn what_is_no_earlier_result_is_refused() {
    let case = Case::new(&[("a.json", &devices(&[device("1", &["com.a"])]))]);
    for (earlier, complaint) in [
        (
            "a.json",
            "cannot read the earlier result a.json: it is no result of appvagt inventory --json",
        ),
        ("none.json", "cannot read the earlier result none.json: "),
    ] {
        let output = case.run(&["a.json", "--since", earlier]);
        assert_eq!(output.status.code(), USAGE);
        assert!(stderr(&output).contains(complaint), "{}", stderr(&output));
    }
}
