//! What is found, and by what it is recognised.

use serde_json::{Value, json};

use crate::case::*;

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
        "complete": true,
        "day": "2026-11-22",
        "totals": {
            "devices": 2, "banned": 1, "unknown": 0, "nothing_found": 1, "no_longer_managed": 0,
            "other_systems": 0, "apps": 3,
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
            "os_version": null,
            "group": null,
            "owner": "company",
            "reported": null,
            "reported_day": null,
            "apps": [{
                "status": "banned", "reason": null, "due": null,
                "family": "tiktok", "name": "TikTok", "test": false,
                "app": "com.zhiliaoapp.musically", "label": null, "version": "34.1",
                "certainty": "certain", "matched_by": "app_id",
            }],
            "unseen": [],
        }, {
            "device": "enterprises/x/devices/1",
            "status": "nothing_found",
            "serial": null,
            "platform": "android",
            "os_version": null,
            "group": null,
            "owner": "company",
            "reported": null,
            "reported_day": null,
            "apps": [],
            "unseen": [],
        }],
        "unattributed": [],
        "gaps": [],
        "not_understood": [],
        "files": [{"path": "a.json", "entry": null, "format": "amapi", "records": 2}],
        "unread": [],
    });
    assert_eq!(case.json(&["a.json"]), expected);
}

#[test]
fn apps_that_are_not_installed_do_not_count() {
    let states = [
        "REMOVED",
        "Queued",
        "Downloading",
        "ManagedButUninstalled",
        "Not installed",
        "No",
        "false",
    ];
    for state in states {
        let row = json!([{"d": "1", "app": "com.zhiliaoapp.musically", "s": state},
                         {"d": "1", "app": "com.a", "s": "Installed"}]);
        let case = Case::new(&[("a.json", &row.to_string())]);
        let output = case.run(&["a.json", "--device", "d", "--app", "app", "--state", "s"]);
        assert_eq!(output.status.code(), COMPLIANT, "{state}: {}", stdout(&output));
        assert!(stdout(&output).starts_with("Judged 1 app on 1 device"), "{}", stdout(&output));
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
         Judged 2 apps on 2 devices from 1 file. Banned on 1, unknown 0, nothing found on 1.\n\
         Left out: 1 computer and the like, which are no phones or tablets.\n"
    );
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
fn a_web_app_is_recognised_by_its_name() {
    let mut with_web_app = device("1", &["com.a", "org.chromium.webapk.a1b2c3_v2"]);
    with_web_app["applicationReports"][0]["displayName"] = json!("TikTok");
    let case = Case::new(&[("a.json", &devices(&[with_web_app.clone()]))]);
    assert_eq!(case.run(&["a.json"]).status.code(), COMPLIANT, "an id says what an app is");
    with_web_app["applicationReports"][1]["displayName"] = json!("TikTok");
    let case = Case::new(&[("a.json", &devices(&[with_web_app]))]);
    let apps = case.json(&["a.json"])["devices"][0]["apps"].clone();
    assert_eq!(apps[0]["app"], "org.chromium.webapk.a1b2c3_v2");
    assert_eq!(apps[0]["matched_by"], "name_only");
}

#[test]
fn an_exempt_app_is_identified_as_when_it_is_banned() {
    let policy = |rules: Value, exemption: Value| {
        let mut policy = json!({"schema": 1});
        policy["banned"] = rules;
        let mut exempt = exemption;
        exempt["reason"] = json!("Press");
        exempt["until"] = json!("2027-12-31");
        let banned = policy.to_string();
        policy["exemptions"] = json!([exempt]);
        [banned, policy.to_string()]
    };
    let tiktok = json!([{"family": "tiktok"}]);
    for (id, label, [banned, exempt], expected) in [
        (
            "com.example.game",
            "TikTok",
            policy(
                json!([{"package": "com.example.game"}]),
                json!({"package": "com.example.game"}),
            ),
            json!([null, false, "certain", "own_rule"]),
        ),
        (
            "com.tiktok.manager",
            "Manager",
            policy(tiktok.clone(), json!({"family": "tiktok"})),
            json!(["tiktok", false, "strong", "app_id"]),
        ),
        (
            "org.appvagt.decoy",
            "Decoy",
            policy(tiktok, json!({"package": "org.appvagt.decoy"})),
            json!(["appvagt-test", true, "certain", "app_id"]),
        ),
    ] {
        let mut found = device("1", &[id]);
        found["applicationReports"][0]["displayName"] = json!(label);
        let case = Case::new(&[
            ("a.json", &devices(&[found])),
            ("banned.json", &banned),
            ("exempt.json", &exempt),
        ]);
        for (policy, status) in [("banned.json", "banned"), ("exempt.json", "exempt")] {
            let app = case.json(&["a.json", "--policy", policy])["devices"][0]["apps"][0].clone();
            assert_eq!(app["status"], status, "{id}");
            let identity = json!([app["family"], app["test"], app["certainty"], app["matched_by"]]);
            assert_eq!(identity, expected, "{id} {status}");
        }
    }
}
