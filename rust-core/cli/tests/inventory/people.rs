//! Whom a finding names.

use serde_json::Value;

use crate::case::*;

const ROWS: &str = "ApplicationName,DeviceId,Platform,UserName\n\
                    Numbers,d1,iOS,Anna\n\
                    TikTok,d1,iOS,Bo\n\
                    TikTok,d2,iOS,\n";
const DEVICES: &str =
    "Device ID,Ownership,OS,Primary user UPN\nd1,Corporate,iOS,Carl\nd2,Corporate,iOS,Dora\n";

fn users(case: &Case, files: &[&str]) -> Vec<(Value, Value)> {
    let outcome = case.json(&[files, &["--names"]].concat());
    let devices = outcome["devices"].as_array().unwrap();
    devices.iter().map(|it| (it["user"].clone(), it["apps"][0]["user"].clone())).collect()
}

#[test]
fn the_person_is_the_one_on_the_row_of_the_finding_or_of_the_list_of_devices_or_nobody() {
    let case = Case::new(&[("a.csv", ROWS), ("devices.csv", DEVICES)]);
    let text = |text: &str| Value::from(text);
    assert_eq!(users(&case, &["a.csv"]), [(Value::Null, text("Bo")), (Value::Null, Value::Null)]);
    for files in [["a.csv", "devices.csv"], ["devices.csv", "a.csv"]] {
        assert_eq!(
            users(&case, &files),
            [(text("Carl"), text("Bo")), (text("Dora"), Value::Null)],
            "{files:?}"
        );
        let shown = stdout(&case.run(&[&files[..], &["--names"]].concat()));
        let rows: Vec<_> = shown.lines().filter(|line| line.starts_with("TikTok  ")).collect();
        assert!(rows[0].ends_with(" Bo") && rows[1].ends_with(" Dora"), "{shown}");
        assert!(!shown.contains("Anna"), "{shown}");
        let table = stdout(&case.run(&[&files[..], &["--names", "--csv"]].concat()));
        assert!(table.contains("banned,d1,,ios,,,company,,,Bo,TikTok"), "{table}");
        assert!(table.contains("banned,d2,,ios,,,company,,,Dora,TikTok"), "{table}");
    }
}

#[test]
fn the_latest_report_of_a_device_names_its_user() {
    let report = |user: &str, day: &str| {
        let mut device = device("1", &["com.a"]);
        device["userName"] = user.into();
        device["lastStatusReportTime"] = format!("{day}T08:00:00Z").into();
        devices(&[device])
    };
    let case = Case::new(&[
        ("1.json", &report("zoe", "2026-11-20")),
        ("2.json", &report("anna", "2026-11-10")),
    ]);
    for files in [["1.json", "2.json"], ["2.json", "1.json"]] {
        assert_eq!(users(&case, &files)[0].0, "zoe", "{files:?}");
    }
}

#[test]
fn devices_of_one_name_with_several_users_are_not_merged() {
    let rows = "Device name,Application name,Platform,User name\n\
                iPad,TikTok,iOS,Anna\niPad,Mail,iOS,Bo\nTelefon,Mail,iOS,Carl\nTelefon,Maps,iOS,\n";
    let case = Case::new(&[("a.csv", rows)]);
    for names in [&[][..], &["--names"]] {
        let outcome = case.json(&[&["a.csv", "--company-owned"], names].concat());
        let devices = outcome["devices"].as_array().unwrap();
        let seen: Vec<_> = devices
            .iter()
            .map(|it| {
                (it["device"].as_str().unwrap(), it["status"].as_str().unwrap(), &it["unseen"])
            })
            .collect();
        assert_eq!(seen[0], ("iPad #1", "banned", &serde_json::json!(["name_of_several"])));
        assert_eq!(seen[1], ("iPad #2", "unknown", &serde_json::json!(["name_of_several"])));
        assert_eq!(seen[2], ("Telefon", "nothing_found", &serde_json::json!([])));
        assert_eq!(seen.len(), 3);
        assert_eq!(outcome["complete"], false);
        assert_eq!(outcome.to_string().contains("Anna"), !names.is_empty());
    }
    // The same where somebody names the field of the name.
    let arguments =
        ["a.csv", "--device", "Device name", "--name", "Application name", "--user", "User name"];
    assert_eq!(case.json(&arguments)["totals"]["devices"], 3);
    // A serial number is a serial number, whoever uses the device.
    let case = Case::new(&[("a.csv", "Serial,App,User\nS1,com.a,Anna\nS1,com.b,Bo\n")]);
    let totals = case.json(&["a.csv", "--device", "Serial", "--app", "App", "--user", "User"]);
    assert_eq!(totals["totals"]["devices"], 1);
}
