//! Words, records and ids that are not understood.

use serde_json::{Value, json};

use crate::case::*;

const NAMED: [&str; 6] = ["--device", "d", "--app", "app", "--state", "s"];

#[test]
fn a_state_that_is_not_understood_neither_accuses_nor_clears() {
    let rows = "d,app,s\n1,com.zhiliaoapp.musically,Désinstallé\n1,com.a,Installed\n2,com.a,Installed\n\
                3,com.b,Désinstallé\n3,com.a,Ja\n";
    let case = Case::new(&[("a.csv", rows)]);
    let arguments = [&["a.csv"], &NAMED[..]].concat();
    let outcome = case.json(&arguments);
    let totals = &outcome["totals"];
    assert_eq!(
        (&totals["banned"], &totals["unknown"], &totals["nothing_found"]),
        (&json!(0), &json!(2), &json!(1))
    );
    assert_eq!(
        outcome["not_understood"],
        json!([{"field": "app_state", "value": "Désinstallé", "times": 2}])
    );
    assert_eq!(outcome["devices"][0]["unseen"], json!(["not_understood"]));
    let output = case.run(&arguments);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(stdout(&output).contains("State: “Désinstallé” 2 times"), "{}", stdout(&output));
    let table = stdout(&case.run(&[&arguments[..], &["--csv"]].concat()));
    assert!(table.contains("not understood,,,,,,,,,,,,,,State: “Désinstallé” 2 times"), "{table}");
    case.run(&[&arguments[..], &["--html", "a.html"]].concat());
    let page = std::fs::read_to_string(case.path("a.html")).unwrap();
    assert!(page.contains("State: “Désinstallé” 2 times"));
}

#[test]
fn a_state_that_is_empty_says_nothing() {
    let rows = "d,app,s\n1,com.zhiliaoapp.musically,\n2,com.a,Installed\n";
    let json = r#"[{"d": 1, "app": "com.zhiliaoapp.musically", "s": null}, {"d": 2, "app": "com.a", "s": true}]"#;
    let case = Case::new(&[("a.csv", rows), ("a.json", json)]);
    for file in ["a.csv", "a.json"] {
        let arguments = [&[file], &NAMED[..]].concat();
        let totals = case.json(&arguments)["totals"].clone();
        assert_eq!(
            (&totals["banned"], &totals["unknown"], &totals["nothing_found"]),
            (&json!(0), &json!(1), &json!(1)),
            "{file}"
        );
        let text = stdout(&case.run(&arguments));
        assert!(text.contains("  State: empty once"), "{text}");
    }
}

#[test]
fn words_that_are_not_understood_are_counted_up_to_a_limit() {
    let rows: Vec<_> = (0..300).map(|n| format!("{n},com.a,Word{n}")).collect();
    let case = Case::new(&[("a.csv", &format!("d,app,s\n{}\n", rows.join("\n")))]);
    let outcome = case.json(&[&["a.csv"], &NAMED[..]].concat());
    let words = outcome["not_understood"].as_array().unwrap();
    assert_eq!(words.len(), 201);
    let times: u64 = words.iter().map(|word| word["times"].as_u64().unwrap()).sum();
    assert_eq!(times, 300);
    assert_eq!(words.iter().filter(|word| word["value"] == Value::Null).count(), 1);
}

#[test]
fn a_platform_that_is_not_understood_leaves_no_device_out() {
    for platform in ["Ukendt", "HarmonyOS", "N/A", "Windows Phone", "Tablet", "8"] {
        let rows = format!(
            "ApplicationName,DeviceId,Platform\nMail,d1,{platform}\nTikTok,d2,{platform}\n"
        );
        let case = Case::new(&[("a.csv", &rows)]);
        let outcome = case.json(&["a.csv", "--company-owned"]);
        assert_eq!(outcome["totals"]["other_systems"], 0, "{platform}");
        assert_eq!(outcome["totals"]["banned"], 1, "{platform}");
        assert_eq!(outcome["totals"]["unknown"], 1, "{platform}");
        assert_eq!(outcome["not_understood"][0]["value"], *platform);
        assert_eq!(outcome["not_understood"][0]["times"], 2);
    }
}

#[test]
fn an_app_without_a_name_leaves_its_device_unknown() {
    let mut with_one = device("1", &["com.a"]);
    with_one["applicationReports"].as_array_mut().unwrap().push(json!({"versionCode": 1}));
    let mut as_text = device("2", &[]);
    as_text["applicationReports"] = json!(["@{packageName=com.zhiliaoapp.musically}"]);
    let case = Case::new(&[("a.json", &devices(&[with_one, as_text, device("3", &["com.a"])]))]);
    let outcome = case.json(&["a.json"]);
    for index in 0..2 {
        assert_eq!(outcome["devices"][index]["unseen"], json!(["apps_without_name"]));
    }
    assert_eq!(outcome["totals"]["nothing_found"], 1);
}

#[test]
fn ids_are_one_in_capital_letters_none_if_zero_and_damaged_by_spreadsheets() {
    let rows = "DeviceId,SerialNumber,ApplicationName,Platform\n\
                7F0C5A52-1111-4222-8333-00000000000A,S1,Mail,iOS\n\
                7f0c5a52-1111-4222-8333-00000000000a,,Maps,iOS\n\
                00000000-0000-0000-0000-000000000000,S2,Mail,iOS\n\
                00000000-0000-0000-0000-000000000000,S3,Mail,iOS\n\
                \"3,56E+14\",,TikTok,iOS\n\"3,56E+14\",,Mail,iOS\n";
    let case = Case::new(&[("a.csv", rows)]);
    let outcome = case.json(&["a.csv", "--company-owned"]);
    let devices: Vec<_> = outcome["devices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["device"].as_str().unwrap(), &it["unseen"]))
        .collect();
    assert_eq!(
        devices,
        [
            ("3,56E+14", &json!(["damaged_id"])),
            ("7F0C5A52-1111-4222-8333-00000000000A", &json!([])),
            ("S2", &json!([])),
            ("S3", &json!([])),
        ]
    );
}

#[test]
fn a_list_of_one_app_says_nothing_of_the_others() {
    let list = |app: &str| {
        format!(
            "ApplicationKey,ApplicationName,DeviceId,Platform\nk,{app},d1,iOS\nk,{app},d2,iOS\n"
        )
    };
    let whole = "ApplicationKey,ApplicationName,DeviceId,Platform\nk,Mail,d1,iOS\nl,Maps,d1,iOS\n";
    let case = Case::new(&[
        ("teams.csv", &list("Teams")),
        ("tiktok.csv", &list("TikTok")),
        ("whole.csv", whole),
    ]);
    let outcome = case.json(&["teams.csv", "--company-owned"]);
    assert_eq!(outcome["devices"][0]["unseen"], json!(["other_apps"]));
    assert_eq!(outcome["totals"]["unknown"], 2);
    assert_eq!(case.json(&["tiktok.csv", "--company-owned"])["totals"]["banned"], 2);
    for files in [["whole.csv", "teams.csv"], ["teams.csv", "whole.csv"]] {
        let outcome = case.json(&[&files[..], &["--company-owned"]].concat());
        assert_eq!(outcome["devices"][0]["device"], "d2", "{files:?}");
        assert_eq!(outcome["totals"]["nothing_found"], 1, "{files:?}");
    }
}

#[test]
fn an_app_that_a_list_names_by_its_key_is_looked_up_in_the_list_of_apps() {
    let context = "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/detectedApps";
    let apps = json!({"@odata.context": context, "value": [
        {"id": "aa", "displayName": "TikTok", "sizeInByte": 0, "deviceCount": 3, "platform": "ios"}]});
    let devices = json!({"@odata.context": format!("{context}('aa')/managedDevices"),
        "value": [{"id": "d1", "operatingSystem": "iOS"}, {"id": "d2", "operatingSystem": "iOS"}]});
    let case =
        Case::new(&[("apps.json", &apps.to_string()), ("devices.json", &devices.to_string())]);
    for files in [["apps.json", "devices.json"], ["devices.json", "apps.json"]] {
        let outcome = case.json(&files);
        assert_eq!(outcome["totals"]["banned"], 2, "{files:?}");
        assert_eq!(outcome["unattributed"][0]["devices"], 1, "{files:?}");
    }
    let alone = case.json(&["devices.json", "--company-owned"]);
    assert_eq!(alone["totals"]["unknown"], 2);
    assert!(
        alone["devices"][0]["unseen"].as_array().unwrap().contains(&json!("apps_without_name"))
    );
}

#[test]
fn a_field_of_names_is_refused_with_the_right_option() {
    let case = Case::new(&[("a.csv", "Serial;App\n1;Numbers\n2;Mail\n")]);
    let output = case.run(&["a.csv", "--device", "Serial", "--app", "App"]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let hint = "If --app names the field of names, say --name instead";
    assert!(stderr(&output).contains(hint), "{}", stderr(&output));
    let case = Case::new(&[("a.csv", "Serial;Package\n1;com.a\n2;com.b\n3;Booking.com\n4;Mail\n")]);
    let output = case.run(&["a.csv", "--device", "Serial", "--name", "Package"]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let hint = "If --name names the field of ids, say --app instead";
    assert!(stderr(&output).contains(hint), "{}", stderr(&output));
}

#[test]
fn words_about_computers_do_not_matter() {
    let host = |platform: &str| {
        json!({"hosts": [{"uuid": "1", "platform": "ios", "software": [
            {"name": "A", "source": "ios_apps", "bundle_identifier": "com.a"}]},
            {"uuid": "2", "platform": platform, "software": [{"name": "B", "source": "odd_extensions"}]}]})
    };
    for (platform, words) in [("darwin", 0), ("ipados", 1)] {
        let case = Case::new(&[("a.json", &host(platform).to_string())]);
        let outcome = case.json(&["a.json"]);
        assert_eq!(outcome["not_understood"].as_array().unwrap().len(), words, "{platform}");
        assert_eq!(outcome["complete"], words == 0, "{platform}");
    }
}

#[test]
fn a_clone_is_recognised_by_its_id_not_by_a_certificate() {
    for (id, code) in [("com.zhiliaoapp.musicallz", FOUND), ("com.zhiliaoapp.musicallb", COMPLIANT)]
    {
        let case = Case::new(&[("a.json", &devices(&[device("1", &[id])]))]);
        assert_eq!(case.run(&["a.json"]).status.code(), code, "{id}");
    }
    let case = Case::new(&[("a.json", &devices(&[device("1", &["com.zhiliaoapp.musicallz"])]))]);
    assert_eq!(case.json(&["a.json"])["devices"][0]["apps"][0]["matched_by"], "app_id");
}
