//! What files do not show.

use serde_json::{Value, json};

use crate::case::*;

#[test]
fn what_a_file_cannot_show_is_unknown_and_never_clean() {
    let unseen = |device: Value| {
        let case = Case::new(&[("a.json", &devices(&[device]))]);
        let output = case.run(&["a.json", "--json"]);
        assert_eq!(output.status.code(), INCOMPLETE);
        let outcome: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(outcome["verdict"], "incomplete");
        assert_eq!(outcome["totals"]["nothing_found"], 0);
        assert_eq!(outcome["devices"][0]["status"], "unknown");
        outcome["devices"][0]["unseen"].clone()
    };
    let mut no_report = device("1", &[]);
    assert_eq!(unseen(no_report.clone()), json!(["no_app_reported"]));
    no_report.as_object_mut().unwrap().remove("applicationReports");
    assert_eq!(unseen(no_report), json!(["no_app_reported"]));
    // A list in which all is removed shows nothing of what is there.
    let mut removed = device("1", &["com.a"]);
    removed["applicationReports"][0]["state"] = json!("REMOVED");
    assert_eq!(unseen(removed), json!(["no_app_reported"]));
    let mut personal = device("1", &["com.a"]);
    personal["managementMode"] = json!("PROFILE_OWNER");
    assert_eq!(unseen(personal), json!(["personal_side"]));
}

#[test]
fn a_second_file_says_whose_the_devices_are() {
    let apps = "DeviceId,ApplicationName,Platform\nd1,Mail,iOS\nd2,Mail,iOS\n";
    let owners = "Device ID,Ownership,OS\nd1,Corporate,iOS\nd2,Personal,iOS\nd3,Corporate,iOS\n";
    let case = Case::new(&[("apps.csv", apps), ("owners.csv", owners)]);
    assert_eq!(case.json(&["apps.csv"])["totals"]["unknown"], 2);
    for order in [["apps.csv", "owners.csv"], ["owners.csv", "apps.csv"]] {
        let outcome = case.json(&order);
        assert_eq!(outcome["totals"]["nothing_found"], 1);
        let unseen: Vec<_> =
            outcome["devices"].as_array().unwrap().iter().map(|d| &d["unseen"]).collect();
        assert_eq!(unseen[0], &json!(["unmanaged_apps"]), "d2: {outcome}");
        assert_eq!(unseen[1], &json!(["no_app_reported"]), "d3 has no row in the export of apps");
    }
}

#[test]
fn rules_that_the_files_show_nothing_about_are_told() {
    let policy = json!({"schema": 1, "banned": [
        {"family": "tiktok"}, {"web_host": "game.example.com"}, {"package": "com.game"},
    ]});
    let case = Case::new(&[
        ("a.json", &devices(&[device("1", &["com.a"])])),
        ("a.csv", "DeviceId,ApplicationName,Platform\nd1,Mail,iOS\n"),
        ("p.json", &policy.to_string()),
    ]);
    let gaps =
        |file: &str| case.json(&[file, "--company-owned", "--policy", "p.json"])["gaps"].clone();
    assert_eq!(
        gaps("a.json"),
        json!([{"kind": "rules_unchecked", "rules": ["web_host game.example.com"]}])
    );
    let rules = ["web_host game.example.com", "package com.game"];
    assert_eq!(gaps("a.csv"), json!([{"kind": "rules_unchecked", "rules": rules}]));
    assert_eq!(case.run(&["a.json", "--policy", "p.json"]).status.code(), INCOMPLETE);
}

#[test]
fn apps_that_are_counted_without_their_devices_leave_these_unknown() {
    let most = u64::MAX;
    let graph = |app: Value| json!({"value": [app]}).to_string();
    let mail = |devices: Value| json!({"displayName": "Mail", "sizeInByte": 1, "platform": "ios", "deviceCount": 2, "managedDevices": devices});
    let owned = |id: &str| json!({"id": id, "managedDeviceOwnerType": "company"});
    let case = Case::new(&[
        ("mail.csv", "ApplicationName,DeviceCount,Platform\nMail,12,iOS\n"),
        ("windows.csv", "ApplicationName,DeviceCount,Platform\nMail,12,Windows\n"),
        ("none.json", &graph(mail(json!([])))),
        ("some.json", &graph(mail(json!([owned("1")])))),
        ("all.json", &graph(mail(json!([owned("1"), owned("2")])))),
        (
            "most.csv",
            &format!(
                "ApplicationName,DeviceCount,Platform\nTikTok,{most},iOS\nTikTok,{most},iOS\n"
            ),
        ),
    ]);
    let unnamed = |file: &str, format: &str| {
        let gap =
            json!([{"kind": "devices_unnamed", "format": format, "path": file, "entry": null}]);
        let outcome = case.json(&[file]);
        assert_eq!(outcome["gaps"], gap, "{file}");
        outcome
    };
    for (file, format, apps) in
        [("mail.csv", "intune", 12), ("none.json", "graph-apps", 2), ("some.json", "graph-apps", 2)]
    {
        assert_eq!(unnamed(file, format)["totals"]["apps"], apps, "{file}");
        assert_eq!(case.run(&[file]).status.code(), INCOMPLETE, "{file}");
    }
    assert_eq!(case.run(&["all.json"]).status.code(), COMPLIANT);
    assert_eq!(unnamed("most.csv", "intune")["unattributed"][0]["devices"], most);
    assert_eq!(case.json(&["windows.csv"])["gaps"], json!([{"kind": "no_devices"}]));
}

#[test]
fn a_fleet_without_devices_is_not_clean() {
    let case = Case::new(&[
        ("empty.json", r#"{"devices": []}"#),
        ("computers.csv", "DeviceId,ApplicationName,Platform\nd1,Mail,Windows\n"),
    ]);
    for file in ["empty.json", "computers.csv"] {
        let output = case.run(&[file]);
        assert_eq!(output.status.code(), INCOMPLETE, "{file}");
        let told = "No phone or tablet is in what was read.";
        assert!(stdout(&output).contains(told), "{}", stdout(&output));
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn a_system_that_is_not_known_leaves_no_device_out() {
    let rows = "Serial,Name,Model\n1,TikTok,Galaxy Tab\n2,TikTok,Windows 11\n3,Mail,Samsung\n";
    let case = Case::new(&[("a.csv", rows)]);
    let arguments = ["a.csv", "--device", "Serial", "--name", "Name", "--platform", "Model"];
    let totals = case.json(&arguments)["totals"].clone();
    assert_eq!((&totals["devices"], &totals["other_systems"]), (&json!(2), &json!(1)));
}

#[test]
fn hints_speak_of_the_format_at_hand() {
    let directory = json!({"mobiledevices": [{"resourceId": "1", "type": "ANDROID"}]}).to_string();
    let case = Case::new(&[("a.json", &devices(&[device("1", &[])])), ("b.json", &directory)]);
    let (amapi, google) = ("statusReportingSettings.applicationReportsEnabled", "projection=FULL");
    for (file, said, not_said) in [("a.json", amapi, google), ("b.json", google, amapi)] {
        let text = stdout(&case.run(&[file]));
        assert!(text.contains(said) && !text.contains(not_said), "{text}");
    }
}
