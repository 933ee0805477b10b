//! `appvagt inventory` as its users run it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

const COMPLIANT: Option<i32> = Some(0);
const FOUND: Option<i32> = Some(1);
const USAGE: Option<i32> = Some(2);
const INCOMPLETE: Option<i32> = Some(3);

/// Files in a folder of their own, and what `appvagt inventory` makes of them.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        Self { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_appvagt"))
            .current_dir(self.folder.path())
            .args(["inventory", "--day", "2026-11-22"])
            .args(arguments)
            .output()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_slice(&self.run(&[arguments, &["--json"]].concat()).stdout).unwrap()
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An AMAPI device that is wholly seen, with these apps.
fn device(id: &str, packages: &[&str]) -> Value {
    let reports: Vec<_> = packages
        .iter()
        .map(|package| json!({"packageName": package, "state": "INSTALLED"}))
        .collect();
    json!({
        "name": format!("enterprises/x/devices/{id}"),
        "ownership": "COMPANY_OWNED",
        "managementMode": "DEVICE_OWNER",
        "applicationReports": reports,
    })
}

fn devices(devices: &[Value]) -> String {
    json!({"devices": devices}).to_string()
}

#[test]
fn a_fleet_without_banned_apps_is_compliant() {
    let case =
        Case::new(&[("a.json", &devices(&[device("1", &["com.a"]), device("2", &["com.b"])]))]);
    let output = case.run(&["a.json"]);
    assert_eq!(output.status.code(), COMPLIANT);
    assert_eq!(
        stdout(&output),
        "Judged 2 apps on 2 devices from 1 file. Banned on 0, unknown 0, nothing found on 2.\n"
    );
    assert_eq!(stderr(&output), "");
}

#[test]
fn a_banned_app_is_shown_with_its_device() {
    let mut found = device("2", &["com.a", "com.zhiliaoapp.musically"]);
    found["applicationReports"][1]["versionName"] = json!("34.1");
    let case = Case::new(&[("a.json", &devices(&[device("1", &["com.a"]), found]))]);
    let output = case.run(&["a.json"]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(
        stdout(&output),
        "BANNED  APP                            CERTAINTY  DEVICE\n\
         TikTok  com.zhiliaoapp.musically 34.1  certain    enterprises/x/devices/2\n\
         \n\
         TikTok: 1 device\n\
         \n\
         Judged 3 apps on 2 devices from 1 file. Banned on 1, unknown 0, nothing found on 1.\n"
    );
    let expected = json!({
        "verdict": "action_required",
        "day": "2026-11-22",
        "totals": {
            "devices": 2, "banned": 1, "unknown": 0, "nothing_found": 1, "other_systems": 0, "apps": 3,
        },
        "families": [{
            "family": "tiktok", "name": "TikTok", "test": false,
            "devices": 1, "name_only": 0, "unattributed": 0,
        }],
        "devices": [{
            "device": "enterprises/x/devices/2",
            "status": "banned",
            "serial": null,
            "platform": "android",
            "reported": null,
            "apps": [{
                "status": "banned", "reason": null, "due": null,
                "family": "tiktok", "name": "TikTok", "test": false,
                "app": "com.zhiliaoapp.musically", "label": null, "version": "34.1",
                "certainty": "certain", "matched_by": "app_id",
            }],
            "unseen": [],
        }],
        "unattributed": [],
        "gaps": [],
        "files": [{"path": "a.json", "entry": null, "format": "amapi", "records": 2}],
        "unread": [],
    });
    assert_eq!(case.json(&["a.json"]), expected);
}

#[test]
fn apps_that_are_not_installed_do_not_count() {
    let states = ["REMOVED", "Queued", "Downloading", "ManagedButUninstalled", "false"];
    for state in states {
        let row = json!([{"d": "1", "app": "com.zhiliaoapp.musically", "s": state},
                         {"d": "1", "app": "com.a", "s": "Installed"}]);
        let case = Case::new(&[("a.json", &row.to_string())]);
        let output = case.run(&["a.json", "--device", "d", "--app", "app", "--state", "s"]);
        assert_eq!(output.status.code(), COMPLIANT, "{state}: {}", stdout(&output));
    }
}

#[test]
fn ipads_are_judged_by_bundle_ids_whatever_their_capital_letters() {
    let list = |id: &str| {
        format!(
            "<plist><dict><key>UDID</key><string>U</string><key>InstalledApplicationList</key><array>\
             <dict><key>Identifier</key><string>{id}</string></dict></array></dict></plist>"
        )
    };
    for (id, code) in [
        ("com.zhiliaoapp.musically", FOUND),
        ("com.ss.iphone.ugc.Ame", FOUND),
        ("com.ss.iphone.ugc.ame", FOUND),
        // Douyin.
        ("com.ss.iphone.ugc.Aweme", COMPLIANT),
        ("com.ss.iphone.ugc.Ame2", COMPLIANT),
        ("net.whatsapp.WhatsApp", COMPLIANT),
    ] {
        let case = Case::new(&[("a.plist", &list(id))]);
        assert_eq!(case.run(&["a.plist"]).status.code(), code, "{id}");
    }
    let policy =
        json!({"schema": 1, "banned": [{"family": "whatsapp"}, {"package_prefix": "com.own."}]});
    for (id, code) in
        [("net.whatsapp.WhatsApp", FOUND), ("com.own.game", FOUND), ("com.a", COMPLIANT)]
    {
        let case = Case::new(&[("a.plist", &list(id)), ("p.json", &policy.to_string())]);
        assert_eq!(case.run(&["a.plist", "--policy", "p.json"]).status.code(), code, "{id}");
    }
}

#[test]
fn a_signing_certificate_tells_a_renamed_app() {
    let mut renamed = device("1", &["com.renamed"]);
    renamed["applicationReports"][0]["signingKeyCerts"] = json!([
        {"signingKeyCertFingerprintSha256": "vEKj4dNVTe2I+QzUv43cLktrZDe0GbylaZ9Po58JwiAAA"},
        // 32 bytes of 0xbb.
        {"signingKeyCertFingerprintSha256": "u7u7u7u7u7u7u7u7u7u7u7u7u7u7u7u7u7u7u7u7u7s="},
    ]);
    let policy = json!({"schema": 1, "banned": [{"certificate": "bb".repeat(32)}]});
    let case = Case::new(&[("a.json", &devices(&[renamed])), ("p.json", &policy.to_string())]);
    assert_eq!(case.run(&["a.json"]).status.code(), COMPLIANT);
    let output = case.run(&["a.json", "--policy", "p.json"]);
    assert_eq!(output.status.code(), FOUND);
    assert!(stdout(&output).contains("own rule"), "{}", stdout(&output));
}

const RAW_DATA: &str = "DeviceId,DeviceName,ApplicationName,Platform,UserName\n\
                        d1,Anna's iPad,TikTok,iOS,Anna\n\
                        d2,Bo's iPad,Video Downloader for TikTok,iOS,Bo\n\
                        d3,PC,TikTok,Windows,Bo\n";

#[test]
fn where_there_are_names_only_a_finding_is_likely() {
    let case = Case::new(&[("a.csv", RAW_DATA)]);
    let output = case.run(&["a.csv", "--company-owned"]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(
        stdout(&output),
        "BANNED  APP       CERTAINTY          DEVICE\n\
         TikTok  “TikTok”  name only: likely  d1\n\
         \n\
         TikTok: 1 device, 1 of them by name only\n\
         \n\
         Judged 3 apps on 2 devices from 1 file. Banned on 1, unknown 0, nothing found on 1.\n\
         Left out: 1 computer and the like, which are no phones or tablets.\n"
    );
}

#[test]
fn names_of_devices_and_users_are_shown_only_when_asked_for() {
    let case = Case::new(&[("a.csv", RAW_DATA)]);
    for arguments in [&["a.csv"][..], &["a.csv", "--json"], &["a.csv", "--csv"]] {
        assert!(!stdout(&case.run(arguments)).contains("Anna"), "{arguments:?}");
        let with_names = case.run(&[arguments, &["--names"]].concat());
        assert!(stdout(&with_names).contains("Anna's iPad"), "{arguments:?}");
    }
    case.run(&["a.csv", "--html", "a.html"]);
    assert!(!fs::read_to_string(case.path("a.html")).unwrap().contains("Anna"));
    case.run(&["a.csv", "--html", "a.html", "--names"]);
    assert!(fs::read_to_string(case.path("a.html")).unwrap().contains("Anna&#39;s iPad"));
}

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
fn devices_that_a_file_counts_but_does_not_name_are_found_too() {
    let aggregate =
        "ApplicationName,DeviceCount,Platform\nTikTok,12,iOS\nTikTok,5,Windows\nMail,9,iOS\n";
    let case = Case::new(&[("a.csv", aggregate)]);
    let output = case.run(&["a.csv"]);
    assert_eq!(output.status.code(), FOUND);
    assert!(
        stdout(&output).contains("TikTok: 0 devices, 12 more that are not named"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn a_page_that_is_missing_is_told() {
    let page = |token: &str, id: &str| json!({"devices": [device(id, &["com.a"])], "nextPageToken": token});
    let last = devices(&[device("2", &["com.a"])]);
    let case = Case::new(&[("1.json", &page("t", "1").to_string()), ("2.json", &last)]);
    let output = case.run(&["1.json"]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(
        stdout(&output).contains("The list in 1.json goes on in a page that was not given"),
        "{}",
        stdout(&output)
    );
    assert_eq!(case.run(&["1.json", "2.json"]).status.code(), COMPLIANT);
    assert_eq!(case.run(&["2.json", "1.json"]).status.code(), INCOMPLETE);
    let jamf = r#"{"totalCount": 5, "results": [{"mobileDeviceId": "1", "applications": [{"identifier": "com.a"}]}]}"#;
    let case = Case::new(&[("a.json", jamf)]);
    assert!(stdout(&case.run(&["a.json"])).contains("The list is of 5 devices, and 1 were read"));
}

#[test]
fn what_is_no_page_of_the_list_does_not_stand_for_the_missing_one() {
    let page = |id: &str| json!({"devices": [device(id, &["com.a"])], "nextPageToken": "t"});
    let last = json!({"devices": [device("9", &["com.a"])]});
    let apps = |of: &str, more: Value| {
        let context = format!(
            "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/managedDevices('{of}')/detectedApps"
        );
        let app = json!({"displayName": "Mail", "version": "1", "deviceCount": 1, "sizeInByte": 1, "platform": "ios"});
        json!({"@odata.context": context, "@odata.nextLink": more, "value": [app]}).to_string()
    };
    let managed = |id: &str| json!({"id": id, "managedDeviceOwnerType": "company", "operatingSystem": "iOS", "detectedApps": [{"displayName": "Mail"}]});
    let graph =
        json!({"value": [managed("1")], "@odata.nextLink": "https://graph.microsoft.com/more"});
    let mobile =
        |id: &str| json!({"mobileDeviceId": id, "applications": [{"identifier": "com.a"}]});
    let case = Case::new(&[
        ("page.json", &page("1").to_string()),
        ("last.json", &last.to_string()),
        ("device.json", &device("2", &["com.a"]).to_string()),
        ("graph.json", &graph.to_string()),
        ("managed.json", &managed("2").to_string()),
        ("apps.json", &apps("1", json!("https://graph.microsoft.com/more"))),
        ("apps-last.json", &apps("1", Value::Null)),
        ("apps-of-2.json", &apps("2", Value::Null)),
        ("jamf.json", &json!({"totalCount": 2, "results": [mobile("1")]}).to_string()),
        ("jamf-last.json", &json!({"totalCount": 2, "results": [mobile("2")]}).to_string()),
        ("mobile.json", &mobile("1").to_string()),
        // All pages in one file, one after another and in a list.
        ("pages.jsonl", &format!("{}\n{last}\n", page("1"))),
        ("pages.json", &json!([page("1"), page("2"), last]).to_string()),
        ("half.json", &json!([page("1"), last, page("2")]).to_string()),
    ]);
    let missing = |file: &str, format: &str| json!([{"kind": "pages_missing", "format": format, "path": file, "entry": null}]);
    for (files, gaps) in [
        (&["page.json", "device.json"][..], missing("page.json", "amapi")),
        (&["device.json", "page.json"], missing("page.json", "amapi")),
        (&["page.json", "device.json", "last.json"], json!([])),
        (&["last.json", "device.json"], json!([])),
        (&["graph.json", "managed.json"], missing("graph.json", "graph-devices")),
        (&["apps.json", "apps-of-2.json"], missing("apps.json", "graph-apps")),
        (&["apps.json", "apps-of-2.json", "apps-last.json"], json!([])),
        (
            &["jamf.json", "mobile.json"],
            json!([{"kind": "devices_missing", "format": "jamf", "read": 1, "of": 2}]),
        ),
        (&["jamf.json", "mobile.json", "jamf-last.json"], json!([])),
        (&["pages.jsonl"], json!([])),
        (&["pages.json"], json!([])),
        (&["half.json"], missing("half.json", "amapi")),
    ] {
        let outcome = case.json(&[files, &["--company-owned"]].concat());
        assert_eq!(outcome["gaps"], gaps, "{files:?}");
        assert_eq!(outcome["verdict"] == "incomplete", gaps != json!([]), "{files:?}");
        assert_eq!(outcome["unread"], json!([]), "{files:?}");
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
fn exemptions_later_days_and_deadlines_are_those_of_the_policy() {
    let policy = json!({"schema": 1, "banned": [
            {"family": "tiktok", "reason": "Decision 12"}, {"family": "whatsapp", "from": "2027-01-01"}],
        "exemptions": [
            {"family": "tiktok", "reason": "Press", "until": "2026-12-31", "group": "press"}],
        "deadline": {"date": "2026-11-01"}});
    let ids = ["com.zhiliaoapp.musically", "com.whatsapp"];
    let case = Case::new(&[
        ("a.json", &devices(&[device("1", &ids)])),
        ("a.csv", "DeviceId,ApplicationName,Platform\nd1,TikTok,iOS\nd1,WhatsApp Messenger,iOS\n"),
        ("p.json", &policy.to_string()),
    ]);
    for file in ["a.json", "a.csv"] {
        let arguments = [file, "--policy", "p.json", "--company-owned"];
        let apps = case.json(&arguments)["devices"][0]["apps"].clone();
        assert_eq!(apps[0]["status"], "banned", "{apps}");
        assert_eq!(apps[0]["reason"], "Decision 12");
        assert_eq!(apps[0]["due"], json!({"day": "2026-11-01", "over": true}));
        assert_eq!(apps[1]["status"], "announced");
        assert_eq!(apps[1]["family"], "whatsapp");
        assert_eq!(apps[1]["from"], "2027-01-01");
        let output = case.run(&[&arguments[..], &["--group", "press"]].concat());
        assert_eq!(output.status.code(), COMPLIANT, "{}", stdout(&output));
        assert!(
            stdout(&output).contains("is exempt until 2026-12-31: Press"),
            "{}",
            stdout(&output)
        );
        let later =
            case.run(&[&arguments[..], &["--group", "press", "--day", "2027-01-02"]].concat());
        assert_eq!(later.status.code(), USAGE, "a day is given twice");
    }
}

#[test]
fn what_could_not_be_read_is_named_and_the_rest_is_judged() {
    let case = Case::new(&[
        (
            "broken.json",
            "{\"devices\":[{\"name\":\"enterprises/x/devices/1\",\"applicationReports\":[\
                         {\"packageName\":\"com.tiktok.tv\"},{\"pack",
        ),
        ("clean.json", &devices(&[device("2", &["com.a"])])),
        ("what.txt", "hello"),
        ("rows.csv", "DeviceId,ApplicationName\nd1\n"),
    ]);
    let output = case.run(&["broken.json"]);
    assert_eq!(output.status.code(), FOUND, "what was read counts");
    assert!(stdout(&output).contains("com.tiktok.tv"));
    assert_eq!(
        stderr(&output),
        "appvagt: broken.json, byte 101, record 1: it breaks off in the middle of a text\n"
    );
    let output = case.run(&["clean.json", "what.txt", "rows.csv", "none.json", "."]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let complaints = stderr(&output);
    for part in [
        "appvagt: what.txt: it is not recognised: neither JSON, XML, a table nor a list of packages. \
         Name its format with --format",
        "appvagt: rows.csv, line 2: 1 fields where the header has 2\n",
        "appvagt: none.json: No such file",
        "appvagt: .: it is a folder; name files\n",
    ] {
        assert!(complaints.contains(part), "{part}\n{complaints}");
    }
    assert!(stdout(&output).contains("The result is incomplete: 4 places could not be read"));
}

#[test]
fn many_broken_rows_are_counted() {
    let rows = "x\n".repeat(500);
    let case = Case::new(&[("a.csv", &format!("DeviceId,ApplicationName\nd1,Mail\n{rows}"))]);
    let output = case.run(&["a.csv"]);
    assert_eq!(stderr(&output).lines().count(), 51);
    assert!(stderr(&output).ends_with("appvagt: a.csv: 450 more places in it could not be read\n"));
}

#[test]
fn wrong_usage_says_what_is_right() {
    let case = Case::new(&[("a.json", &devices(&[device("1", &["com.a"])]))]);
    for (arguments, complaint) in [
        (&["a.json", "--device", "d"][..], "name the field of the app: --app FIELD"),
        (&["a.json", "--format", "exchange"], "[possible values: amapi, apple, fleet"),
        (&["a.json", "--policy", "none.json"], "cannot read the policy none.json"),
        (&["a.json", "--html", "a.json"], "--html a.json would overwrite what is read"),
        (&["a.json", "--json", "--csv"], "cannot be used with"),
        (&[], "required arguments were not provided"),
    ] {
        let output = case.run(arguments);
        assert_eq!(output.status.code(), USAGE, "{arguments:?}");
        assert!(stderr(&output).contains(complaint), "{complaint}: {}", stderr(&output));
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn standard_input_is_read_too() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_appvagt"))
        .args(["inventory", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let list = b"package:android\r\npackage:com.tiktok.lite.go\r\n";
    child.stdin.take().unwrap().write_all(list).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), FOUND);
    assert!(stdout(&output).contains("com.tiktok.lite.go  certain    standard input"));
}

#[test]
fn the_table_for_spreadsheets_has_a_row_for_all_there_is_to_say() {
    let case = Case::new(&[
        (
            "a.csv",
            "DeviceId,DeviceName,ApplicationName,Platform\nd1,\"=1+1\",TikTok,iOS\nd2,x,Mail,Android\n",
        ),
        ("none.csv", ""),
    ]);
    let output = case.run(&["a.csv", "none.csv", "--csv", "--names"]);
    assert_eq!(
        stdout(&output),
        "\u{feff}status,device,serial,platform,last_report,device_name,user,family,app,app_name,version,\
         certainty,devices,details\r\n\
         banned,d1,,ios,,\"'=1+1\",,TikTok,,TikTok,,name only: likely,,\r\n\
         unseen,d1,,ios,,\"'=1+1\",,,,,,,,only managed apps are shown if it is a personal device\r\n\
         unknown,d2,,android,,x,,,,,,,,the personal side is not shown\r\n\
         not read,,,,,,,,,,,,,none.csv: it is empty\r\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_rows_and_files_does_not_matter(seed in any::<[u8; 24]>(), split in 0_usize..24) {
        let apps = ["TikTok", "Mail", "TikTok Lite", "WhatsApp", "Maps"];
        let rows: Vec<_> = seed.iter().map(|byte| {
            let (device, app) = (byte % 6, apps[usize::from(byte / 6) % apps.len()]);
            let platform = ["iOS", "AndroidWorkProfile", "Windows"][usize::from(device) % 3];
            format!("d{device},{app},{platform},user{},{}\n", byte % 4, byte % 3)
        }).collect();
        let header = "DeviceId,ApplicationName,Platform,UserName,ApplicationVersion\n";
        let file = |rows: &[String]| format!("{header}{}", rows.concat());
        let mut shuffled = rows.clone();
        shuffled.sort();
        let (one, other) = shuffled.split_at(split);
        let case = Case::new(&[("a.csv", &file(&rows)), ("1.csv", &file(one)), ("2.csv", &file(other))]);
        let told = |files: &[&str]| {
            let mut outcome = case.json(&[files, &["--names"]].concat());
            for key in ["files", "unread"] {
                outcome.as_object_mut().unwrap().remove(key);
            }
            outcome["gaps"] = json!(null);
            // A half without rows is empty, which is told and makes it incomplete.
            outcome["verdict"] = json!(null);
            outcome
        };
        let whole = told(&["a.csv"]);
        prop_assert_eq!(&told(&["1.csv", "2.csv"]), &whole);
        prop_assert_eq!(&told(&["2.csv", "1.csv"]), &whole);
    }
}

#[test]
fn shells_complete_it_and_manuals_describe_it() {
    let appvagt = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_appvagt")).args(arguments).output().unwrap()
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = appvagt(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(stdout(&output).contains("company-owned"), "{shell}");
    }
    let page = stdout(&appvagt(&["man", "inventory"]));
    assert!(page.contains(".TH APPVAGT-INVENTORY 1"), "{page}");
    assert!(page.contains("\\-\\-company\\-owned"), "{page}");
    assert!(stdout(&appvagt(&["man"])).contains(".TH APPVAGT 1"));
    assert_eq!(appvagt(&["man", "nothing"]).status.code(), USAGE);
}

#[test]
fn help_is_plain_where_colours_are_not_wanted() {
    let help = Command::new(env!("CARGO_BIN_EXE_appvagt"))
        .args(["inventory", "--help"])
        .env("NO_COLOR", "1")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(!stdout(&help).contains('\u{1b}'));
    assert!(stdout(&help).contains("Examples:"));
}

/// The page, as Chromium shows it at this address; `None` where there is no Chromium, and none is
/// said to be there.
fn shown(page: &Path, fragment: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let named = std::env::var_os("APPVAGT_CHROMIUM");
    let must_be_there = named.is_some();
    let output = Command::new(named.unwrap_or_else(|| "chromium".into()))
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--dump-dom",
            "--virtual-time-budget=5000",
        ])
        .arg(format!("--user-data-dir={}", folder.path().display()))
        .arg(format!("file://{}{fragment}", page.display()))
        .stderr(Stdio::null())
        .output();
    assert!(output.is_ok() || !must_be_there, "Chromium could not be started");
    let output = output.ok()?;
    assert!(output.status.success(), "Chromium failed");
    Some(stdout(&output))
}

#[test]
fn the_page_works_in_a_browser() {
    let name = "<script>document.title='broken'</script>";
    let mut named = device("b", &["com.zhiliaoapp.musically"]);
    named["applicationReports"][0]["displayName"] = json!(name);
    named["applicationReports"][0]["versionName"] = json!("<b onclick=x>&amp;");
    let unknown = device("c", &[]);
    let case = Case::new(&[(
        "a.json",
        &devices(&[device("a", &["com.tiktok.lite.go"]), named, unknown, device("d", &["com.a"])]),
    )]);
    case.run(&["a.json", "--html", "a.html"]);
    let page = case.path("a.html");
    let source = fs::read_to_string(&page).unwrap();
    assert!(!source.contains("onclick=x>"), "text became markup");
    assert!(
        !source.contains("http://") && !source.contains("https://"),
        "the page refers elsewhere"
    );
    let Some(all) = shown(&page, "") else {
        eprintln!("there is no chromium: what the page does in a browser was not tried");
        return;
    };
    let row = |page: &str, id: &str| -> String {
        let rows = page.split("<tr ").find(|row| row.contains(&format!("devices/{id}")));
        rows.unwrap().to_owned()
    };
    assert!(all.contains("class=\"js\""), "the script did not run");
    assert!(all.contains("<title>Banned apps on our devices</title>"), "{all}");
    assert!(all.contains("3 of 3 rows shown"), "{all}");
    let filtered = shown(&page, "#status=banned&q=MUSICALLY").unwrap();
    assert!(filtered.contains("1 of 3 rows shown"));
    for (id, hidden) in [("a", true), ("b", false), ("c", true)] {
        assert_eq!(
            row(&filtered, id).starts_with("data-status")
                && row(&filtered, id).contains("hidden=\"\""),
            hidden,
            "{id}"
        );
    }
    let place = |page: &str, id: &str| page.find(&format!("devices/{id}<")).unwrap();
    let up = shown(&page, "#sort=1").unwrap();
    assert!(place(&up, "a") < place(&up, "b") && place(&up, "b") < place(&up, "c"));
    let down = shown(&page, "#sort=-1").unwrap();
    assert!(place(&down, "c") < place(&down, "b") && place(&down, "b") < place(&down, "a"));
    assert!(down.contains("aria-sort=\"descending\""));
}
