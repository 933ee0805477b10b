//! Devices that are judged, and those that are not.

use serde_json::json;

use crate::case::*;

#[test]
fn an_old_report_says_nothing_of_today() {
    let reported = |id: &str, day: &str, apps: &[&str]| {
        let mut device = device(id, apps);
        device["lastStatusReportTime"] = json!(day);
        device
    };
    let case = Case::new(&[(
        "a.json",
        &devices(&[
            reported("1", "2026-11-21T08:00:00Z", &["com.a"]),
            reported("2", "2026-10-23T08:00:00Z", &["com.a"]),
            reported("3", "2026-10-22T08:00:00Z", &["com.a"]),
            reported("4", "2023-02-01", &["com.zhiliaoapp.musically"]),
            reported("5", "Never", &["com.a"]),
        ]),
    )]);
    let status = |arguments: &[&str]| -> Vec<_> {
        let outcome = case.json(arguments);
        let devices = outcome["devices"].as_array().unwrap().clone();
        let name = |device: &serde_json::Value| {
            let id = device["device"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            format!("{id} {} {}", device["status"].as_str().unwrap(), device["unseen"])
        };
        devices.iter().map(name).collect()
    };
    assert_eq!(
        status(&["a.json"]),
        [
            "4 banned [\"old_report\"]",
            "3 unknown [\"old_report\"]",
            "5 unknown [\"not_understood\"]",
            "1 nothing_found []",
            "2 nothing_found []",
        ]
    );
    assert_eq!(status(&["a.json", "--stale", "31"])[2], "1 nothing_found []");
    let outcome = case.json(&["a.json"]);
    assert_eq!(outcome["devices"][0]["reported_day"], "2023-02-01");
    assert_eq!(
        outcome["not_understood"],
        json!([{"field": "last_report", "value": "Never", "times": 1}])
    );
    let text = stdout(&case.run(&["a.json"]));
    assert!(text.contains("devices/3, last reported on 2026-10-22"), "{text}");
}

#[test]
fn devices_that_are_no_longer_managed_are_apart() {
    let mut gone = device("1", &["com.zhiliaoapp.musically"]);
    gone["state"] = json!("DELETED");
    let mut there = device("2", &["com.a"]);
    there["state"] = json!("ACTIVE");
    let case = Case::new(&[("a.json", &devices(&[gone, there]))]);
    let output = case.run(&["a.json"]);
    assert_eq!(output.status.code(), COMPLIANT);
    assert!(
        stdout(&output).contains("Not judged: 1 device no longer managed"),
        "{}",
        stdout(&output)
    );
    let outcome = case.json(&["a.json"]);
    assert_eq!(outcome["totals"]["no_longer_managed"], 1);
    assert_eq!(outcome["totals"]["devices"], 1);
    assert_eq!(outcome["families"], json!([]));
    assert_eq!(outcome["devices"][1]["status"], "no_longer_managed");
    let table = stdout(&case.run(&["a.json", "--csv"]));
    assert!(table.contains("no longer managed,enterprises/x/devices/1,"), "{table}");
    // Another record that says that it is managed counts more.
    let managed = json!({"devices": [{"name": "enterprises/x/devices/1", "state": "ACTIVE"}]});
    let case = Case::new(&[
        (
            "a.json",
            &devices(&[{
                let mut gone = device("1", &["com.zhiliaoapp.musically"]);
                gone["state"] = json!("DELETED");
                gone
            }]),
        ),
        ("b.json", &managed.to_string()),
    ]);
    for files in [["a.json", "b.json"], ["b.json", "a.json"]] {
        assert_eq!(case.run(&files).status.code(), FOUND, "{files:?}");
    }
}

#[test]
fn all_devices_stand_in_the_table_where_asked_for_and_in_json_and_csv() {
    let case =
        Case::new(&[("a.json", &devices(&[device("1", &["com.a"]), device("2", &["com.b"])]))]);
    assert!(!stdout(&case.run(&["a.json"])).contains("devices/1"));
    let text = stdout(&case.run(&["a.json", "--all"]));
    assert!(
        text.starts_with("DEVICE                   STATUS         LAST REPORT  SYSTEM   OWNER\n"),
        "{text}"
    );
    assert!(
        text.contains(
            "enterprises/x/devices/1  nothing found               Android  organisation\n"
        ),
        "{text}"
    );
    let table = stdout(&case.run(&["a.json", "--csv"]));
    assert!(table.contains("nothing found,enterprises/x/devices/2,,android,,,company,"), "{table}");
}

#[test]
fn a_gap_hides_no_finding() {
    let found = device("1", &["com.zhiliaoapp.musically"]);
    let page = json!({"devices": [found, device("2", &[])], "nextPageToken": "t"});
    let case = Case::new(&[("a.json", &page.to_string())]);
    let outcome = case.json(&["a.json"]);
    assert_eq!(outcome["verdict"], "action_required");
    assert_eq!(outcome["complete"], false);
}
