//! `appvagt policy` as its users run it.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests may panic")]

use std::fs;
use std::process::{Command, Output};

use appvagt_scanner::{Catalogue, Configured, Policy};
use serde_json::{Value, json};
use tempfile::TempDir;

fn appvagt(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_appvagt")).arg("policy").args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder, and in it a file with this text.
fn file(text: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.json");
    fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap().to_owned();
    (folder, path)
}

/// A policy with texts that MDMs could take for something else.
fn awkward() -> Value {
    json!({
        "schema": 1,
        "organisation": {"da": "Blåbær & Søn <\"kommune\">", "fi": "Mustikka 😀"},
        "banned": [
            {"family": "tiktok", "reason": "%NUMBER% {{mail}} {EnrollmentUser} \\\" 100 %"},
        ],
        "exemptions": [
            {"family": "tiktok", "reason": "Presse", "until": "2026-12-31", "group": "007"},
        ],
        "notice": {"text": "To linjer:\nåben 'nu'", "acknowledge": true, "version": 3},
        "enforcement": ["prompt", "suspend"],
    })
}

/// What comes of exporting the awkward policy: text after each step, and what is pasted.
fn exported(arguments: &[&str]) -> Vec<(String, Value)> {
    exported_of(&awkward(), arguments)
}

fn exported_of(policy: &Value, arguments: &[&str]) -> Vec<(String, Value)> {
    let (_folder, file) = file(&policy.to_string());
    let all: Vec<_> = ["export", "--json", &file].iter().chain(arguments).copied().collect();
    let output = appvagt(&all);
    assert!(output.status.success(), "{}", stderr(&output));
    let steps: Vec<Value> = serde_json::from_str(&stdout(&output)).unwrap();
    steps
        .into_iter()
        .map(|step| (step["what"].as_str().unwrap().to_owned(), step["paste"].clone()))
        .collect()
}

/// What is pasted first.
fn pasted(steps: &[(String, Value)]) -> &Value {
    steps.iter().map(|(_, paste)| paste).find(|paste| !paste.is_null()).unwrap()
}

/// That an MDM delivers what was in the file, and has no placeholder to fill.
fn assert_delivers(value: &str, policy: &Value) {
    let read = |json: &str| Policy::read(json.as_bytes(), Catalogue::embedded()).unwrap();
    assert_eq!(read(value), read(&policy.to_string()));
    for placeholder in ["%", "{{", "{E", "\n"] {
        assert!(!value.contains(placeholder), "{placeholder} in {value}");
    }
}

#[test]
fn a_policy_without_a_mistake_is_said_to_have_none() {
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}]}).to_string();
    let (_folder, file) = file(&policy);
    let output = appvagt(&["check", &file]);
    assert_eq!(output.status.code(), Some(0));
    let version = Policy::default().version();
    let expected =
        format!("{file} has no mistake. Phones that use it show the version {version}.\n");
    assert_eq!(stdout(&output), expected);
    let answer = stdout(&appvagt(&["check", "--json", &file]));
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer, json!({"version": version, "mistakes": [], "warnings": []}));
}

#[test]
fn what_is_strange_is_listed_and_no_mistake() {
    let policy = json!({
        "schema": 1, "banned": [{"family": "tiktok"}], "organisation": "<b>Kommunen</b>",
        "deadline": {"date": "2026-12-31"},
    });
    let (_folder, file) = file(&policy.to_string());
    let output = appvagt(&["check", "--day", "2027-01-01", &file]);
    assert_eq!(output.status.code(), Some(0));
    let listed = "Phones take it all the same, but look at this again:\n  \
                  deadline.date: This day is over: whatever is found is overdue at once.\n  \
                  organisation: Employees see \"<b>\" as it is written: texts have no markup.\n";
    assert!(stdout(&output).ends_with(listed), "{}", stdout(&output));
    let answer = appvagt(&["check", "--json", "--day", "2026-12-31", &file]);
    assert_eq!(answer.status.code(), Some(0));
    let answer: Value = serde_json::from_str(&stdout(&answer)).unwrap();
    let [warning] = &answer["warnings"].as_array().unwrap()[..] else { panic!("{answer}") };
    assert_eq!(warning["path"], "organisation");
}

#[test]
fn the_sample_policies_have_no_mistake() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/policies");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        let output = appvagt(&["check", file.to_str().unwrap()]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}

/// What `policy new` prints: the policy, and what is left to do.
fn started(arguments: &[&str]) -> (Value, String) {
    let all: Vec<_> = ["new"].iter().chain(arguments).copied().collect();
    let output = appvagt(&all);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    (serde_json::from_str(&stdout(&output)).unwrap(), stderr(&output))
}

fn families(policy: &Value) -> Vec<&str> {
    ids(&policy["banned"], "family")
}

#[test]
fn every_preset_is_a_policy_without_a_mistake_that_says_what_is_left_to_fill_in() {
    let help = stdout(&appvagt(&["new", "--help"]));
    let own = ["minimal", "tiktok", "tiktok-whatsapp"];
    for name in own.into_iter().chain(Catalogue::public_bans().iter().map(|ban| ban.id)) {
        assert!(help.contains(name), "{name}: {help}");
        for languages in [&[][..], &["--language", "nb"], &["--language", "da,fi,sv,en,nb"]] {
            let arguments: Vec<_> = ["--preset", name].iter().chain(languages).copied().collect();
            let (policy, notes) = started(&arguments);
            let (_folder, path) = file(&policy.to_string());
            let checked = appvagt(&["check", "--json", &path]);
            assert_eq!(checked.status.code(), Some(0), "{}", stderr(&checked));
            let checked: Value = serde_json::from_str(&stdout(&checked)).unwrap();
            for warning in checked["warnings"].as_array().unwrap() {
                let text = warning["text"].as_str().unwrap();
                let known = [
                    "Nothing fills in {{organisation}}",
                    "it@example.com is a sample",
                    "https://example.com/decision is a sample",
                ];
                assert!(known.iter().any(|known| text.starts_with(known)), "{name}: {warning}");
                assert!(notes.contains(text), "{notes}");
            }
        }
    }
}

#[test]
fn a_preset_of_a_public_body_bans_what_it_bans_with_date_and_source() {
    let (denmark, notes) = started(&["--preset", "denmark"]);
    assert_eq!(families(&denmark), ["tiktok", "snapchat", "dropbox", "strava"]);
    assert!(notes.contains("Since 2023-03") && notes.contains("Source: https://dr.dk/"), "{notes}");
    assert!(
        denmark["notice"]["text"]["da"]
            .as_str()
            .unwrap()
            .contains("TikTok, Snapchat, Dropbox, Strava")
    );
    let (sweden, _) = started(&["--preset", "sweden", "--language", "sv"]);
    assert!(sweden["notice"]["text"].as_str().unwrap().starts_with("TikTok är inte tillåten på"));
    let (norway, _) = started(&["--preset", "norway"]);
    assert_eq!(families(&norway), ["tiktok", "telegram"]);
    let (texas, notes) = started(&["--preset", "texas", "--language", "en"]);
    assert!(families(&texas).contains(&"temu") && notes.contains("Since 2026-01-26"), "{notes}");
    assert!(texas["notice"]["text"].is_string(), "one language is a text for everybody");
    let (municipality, _) = started(&["--preset", "tiktok-whatsapp", "--language", "fi,sv"]);
    assert_eq!(families(&municipality), ["tiktok", "whatsapp"]);
    let languages: Vec<_> = municipality["notice"]["text"].as_object().unwrap().keys().collect();
    assert_eq!(languages, ["fi", "sv"]);
    let (minimal, _) = started(&["--preset", "minimal"]);
    let read = Policy::read(minimal.to_string().as_bytes(), Catalogue::embedded()).unwrap();
    assert_eq!(read, Policy::default());
}

#[test]
fn a_new_policy_is_written_to_a_file_that_is_not_there_yet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("policy.json");
    let path = path.to_str().unwrap();
    let written = appvagt(&["new", "--preset", "eu", "--output", path]);
    assert_eq!((written.status.code(), stdout(&written).as_str()), (Some(0), ""));
    assert_eq!(appvagt(&["check", path]).status.code(), Some(0));
    let before = fs::read(path).unwrap();
    let again = appvagt(&["new", "--preset", "texas", "--output", path]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains(&format!("cannot write {path}")), "{}", stderr(&again));
    assert_eq!(fs::read(path).unwrap(), before);
    let unknown = appvagt(&["new", "--preset", "atlantis"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("denmark"), "{}", stderr(&unknown));
}

#[test]
fn every_mistake_is_listed_on_a_line_of_its_own() {
    let (_folder, file) = file(r#"{"schema": 2, "banned": [{"family": "tiktok"}], "profiles": 1}"#);
    let output = appvagt(&["check", &file]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
    let expected = format!(
        "appvagt: the policy {file} is refused:\n  schema: 2; allowed: 1\n  \
         profiles: 1; allowed: a list of 0 to 4 entries\n"
    );
    assert_eq!(stderr(&output), expected);
    let output = appvagt(&["check", "--json", &file]);
    assert_eq!(output.status.code(), Some(1));
    let expected = json!({"version": null, "warnings": [], "mistakes": [
        {"path": "schema", "found": "2", "allowed": "1"},
        {"path": "profiles", "found": "1", "allowed": "a list of 0 to 4 entries"},
    ]});
    assert_eq!(serde_json::from_str::<Value>(&stdout(&output)).unwrap(), expected);
}

#[test]
fn a_policy_that_is_not_there_is_no_mistake_in_it() {
    for arguments in [&["check", "/nowhere"][..], &["export", "--mdm", "intune", "/nowhere"]] {
        let output = appvagt(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("cannot read the policy /nowhere"), "{output:?}");
    }
}

#[test]
fn the_schema_is_printed_as_it_stands_in_the_documents() {
    let output = appvagt(&["schema"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output), include_str!("../../../docs/policy.schema.json"));
}

#[test]
fn the_android_management_api_takes_an_application_with_all_it_needs() {
    let certificate = "ff".repeat(32);
    let steps = exported(&["--mdm", "amapi", "--group", "007", "--certificate", &certificate]);
    let application = pasted(&steps);
    assert_delivers(
        application["managedConfiguration"]["policy_json"].as_str().unwrap(),
        &awkward(),
    );
    let mut rest = application.clone();
    rest["managedConfiguration"]["policy_json"] = Value::Null;
    let expected = json!({
        "packageName": "org.appvagt",
        "installType": "CUSTOM",
        "managedConfiguration": {"policy_json": null, "group": "007"},
        "permissionGrants": [
            {"permission": "android.permission.POST_NOTIFICATIONS", "policy": "GRANT"},
        ],
        "delegatedScopes": ["PACKAGE_ACCESS"],
        "roles": [{"roleType": "COMPANION_APP"}],
        "signingKeyCerts": [
            {"signingKeyCertFingerprintSha256": "//////////////////////////////////////////8="},
        ],
    });
    assert_eq!(rest, expected);
    let reports = json!({"statusReportingSettings": {"applicationReportsEnabled": true}});
    assert!(steps.iter().any(|(_, paste)| *paste == reports), "{steps:?}");
}

#[test]
fn nothing_is_asked_of_an_mdm_that_the_policy_does_without() {
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "report": "nothing"});
    let steps = exported_of(&policy, &["--mdm", "amapi", "--package", "com.example.vagt"]);
    let application = pasted(&steps);
    assert_eq!(application["packageName"], "com.example.vagt");
    assert_eq!(application["installType"], "REQUIRED_FOR_SETUP");
    for key in ["delegatedScopes", "signingKeyCerts"] {
        assert!(application.get(key).is_none(), "{key}");
    }
    assert_eq!(application["managedConfiguration"].as_object().unwrap().len(), 1);
    assert!(!steps.iter().any(|(what, _)| what.contains("report")), "{steps:?}");
}

// It asks Python, by the name that it has on Unix.
#[cfg(unix)]
#[test]
fn intune_takes_the_same_configuration_in_the_console_and_by_graph() {
    let steps = exported(&["--mdm", "intune", "--group", "007"]);
    let pasted: Vec<_> = steps.iter().filter(|(_, paste)| !paste.is_null()).collect();
    let [(_, console), (_, graph), (assign, assignment), ..] = &pasted[..] else {
        panic!("{steps:?}")
    };
    assert!(assign.contains("/assign"), "{assign}");
    assert_eq!(
        assignment["assignments"][0]["target"]["@odata.type"],
        "#microsoft.graph.groupAssignmentTarget"
    );
    assert!(
        steps
            .iter()
            .any(|(what, _)| what.contains("isof('microsoft.graph.androidManagedStoreApp')"))
    );
    assert_eq!(console["kind"], "androidenterprise#managedConfiguration");
    assert_eq!(console["productId"], "app:org.appvagt");
    let [policy, group] = &console["managedProperty"].as_array().unwrap()[..] else { panic!() };
    assert_eq!(policy["key"], "policy_json");
    assert_delivers(policy["valueString"].as_str().unwrap(), &awkward());
    assert_eq!(*group, json!({"key": "group", "valueString": "007"}));
    let payload = from_base64(graph["payloadJson"].as_str().unwrap());
    assert_eq!(serde_json::from_slice::<Value>(&payload).unwrap(), *console);
    let mut rest = graph.clone();
    rest["payloadJson"] = Value::Null;
    let expected = json!({
        "@odata.type": "#microsoft.graph.androidManagedStoreAppConfiguration",
        "displayName": "Appvagt",
        "targetedMobileApps": ["ID-OF-THE-APP"],
        "packageId": "app:org.appvagt",
        "profileApplicability": "default",
        "permissionActions": [
            {"permission": "android.permission.POST_NOTIFICATIONS", "action": "autoGrant"},
        ],
        "payloadJson": null,
    });
    assert_eq!(rest, expected);
    assert!(steps.iter().any(|(what, _)| what.contains("delegation-package-access")));
}

/// Two families, a game, a site, and what no name stands for.
fn several() -> Value {
    json!({"schema": 1, "banned": [
        {"family": "tiktok"}, {"family": "whatsapp"}, {"package": "com.example.game"},
        {"web_host": "game.example.com"}, {"component_prefix": "com.example.suite."},
    ]})
}

/// Whatever is pasted in steps that say this.
fn pasted_where<'a>(steps: &'a [(String, Value)], said: &str) -> Vec<&'a Value> {
    let steps = steps.iter().filter(|(what, paste)| what.contains(said) && !paste.is_null());
    steps.map(|(_, paste)| paste).collect()
}

fn ids<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|entry| entry[key].as_str().unwrap()).collect()
}

#[test]
fn the_android_management_api_blocks_what_is_banned_by_name_on_both_sides() {
    let steps = exported_of(&several(), &["--mdm", "amapi"]);
    let [entries] = pasted_where(&steps, "block the same apps as well")[..] else { panic!() };
    let names = ids(entries, "packageName");
    for name in
        ["com.zhiliaoapp.musically", "com.ss.android.ugc.trill", "com.whatsapp", "com.example.game"]
    {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    assert!(ids(entries, "installType").iter().all(|kind| *kind == "BLOCKED"));
    let [personal] = pasted_where(&steps, "personal side of company-owned")[..] else { panic!() };
    let personal = &personal["personalUsagePolicies"];
    assert_eq!(personal["personalPlayStoreMode"], "BLOCKLIST");
    assert_eq!(personal["personalApplications"], *entries);
    let [chrome] = pasted_where(&steps, "managed Chrome")[..] else { panic!() };
    assert_eq!(chrome["packageName"], "com.android.chrome");
    let hosts = chrome["managedConfiguration"]["URLBlocklist"].as_str().unwrap();
    let hosts: Vec<String> = serde_json::from_str(hosts).unwrap();
    assert_eq!(hosts, ["game.example.com", "tiktok.com", "web.whatsapp.com"]);
    let (limits, _) = steps.last().unwrap();
    assert!(limits.contains("renamed") && limits.contains("One ban of this policy names no app"));
}

#[test]
fn what_is_exempt_or_banned_later_is_not_blocked() {
    let mut policy = several();
    policy["banned"][1]["from"] = json!("2027-01-01");
    policy["exemptions"] = json!([
        {"package": "com.example.game", "reason": "r", "until": "2026-12-31"},
        {"family": "tiktok", "reason": "r", "until": "2026-12-31", "group": "press"},
    ]);
    let blocked = |arguments: &[&str]| {
        let arguments: Vec<_> = ["--mdm", "amapi"].iter().chain(arguments).copied().collect();
        let steps = exported_of(&policy, &arguments);
        let blocked = pasted_where(&steps, "block the same apps as well");
        let names = blocked.first().map(|entries| ids(entries, "packageName")).unwrap_or_default();
        let names: Vec<_> = names.into_iter().map(str::to_owned).collect();
        (names, format!("{steps:?}"))
    };
    let (names, steps) = blocked(&["--day", "2026-12-31"]);
    assert!(names.iter().any(|name| name == "com.zhiliaoapp.musically"));
    assert!(!names.iter().any(|name| name == "com.whatsapp" || name == "com.example.game"));
    assert!(steps.contains("banned[1] begins on 2027-01-01"), "{steps}");
    assert!(steps.contains("are for groups: \\\"press\\\""), "{steps}");
    let (names, steps) = blocked(&["--day", "2026-12-31", "--group", "press"]);
    assert_eq!(names, [""; 0]);
    assert!(!steps.contains("Exemptions of this policy"), "{steps}");
    let (names, _) = blocked(&["--day", "2027-01-01", "--group", "press"]);
    for name in ["com.zhiliaoapp.musically", "com.whatsapp", "com.example.game"] {
        assert!(names.iter().any(|found| found == name), "{name}");
    }
}

#[test]
fn intune_restricts_the_same_apps_on_ipads_and_on_the_personal_side() {
    let steps = exported_of(&several(), &["--mdm", "intune"]);
    let [ios] = pasted_where(&steps, "For iPhone and iPad")[..] else { panic!() };
    assert_eq!(ios["@odata.type"], "#microsoft.graph.iosCompliancePolicy");
    let restricted = ids(&ios["restrictedApps"], "appId");
    assert!(
        restricted.contains(&"com.zhiliaoapp.musically")
            && restricted.contains(&"net.whatsapp.WhatsApp")
    );
    let [android] = pasted_where(&steps, "deviceManagement/deviceConfigurations")[..] else {
        panic!()
    };
    assert_eq!(android["personalProfilePlayStoreMode"], "blockedApps");
    let apps = &android["personalProfilePersonalApplications"];
    let whatsapp =
        apps.as_array().unwrap().iter().find(|app| app["appId"] == "com.whatsapp").unwrap();
    assert_eq!(whatsapp["name"], "WhatsApp");
    assert_eq!(
        whatsapp["appStoreUrl"],
        "https://play.google.com/store/apps/details?id=com.whatsapp"
    );
    let [chrome] = pasted_where(&steps, "managed Chrome")[..] else { panic!() };
    assert_eq!(chrome["managedProperty"][0]["key"], "URLBlocklist");
}

#[test]
fn long_lists_are_split_where_intune_takes_no_more() {
    let apps = (0..620).map(|n| json!({"package": format!("com.example.game{n}")}));
    let policy = json!({"schema": 1, "banned": apps.collect::<Vec<_>>()});
    let steps = exported_of(&policy, &["--mdm", "intune"]);
    let compliance = pasted_where(&steps, "For iPhone and iPad");
    let lengths =
        compliance.iter().map(|policy| policy["restrictedApps"].as_array().unwrap().len());
    assert_eq!(lengths.collect::<Vec<_>>(), [100, 100, 100, 100, 100, 100, 20]);
    let [android] = pasted_where(&steps, "deviceManagement/deviceConfigurations")[..] else {
        panic!()
    };
    assert_eq!(android["personalProfilePersonalApplications"].as_array().unwrap().len(), 500);
    assert!(steps.iter().any(|(what, _)| what.contains("the last 120 are not in it")));
}

// It asks Python, by the name that it has on Unix.
#[cfg(unix)]
#[test]
fn a_profile_for_ipads_has_what_apples_schema_asks_for_and_nothing_else() {
    let steps = exported_of(&several(), &["--mdm", "apple", "--package", "dk.kommune.vagt"]);
    let xml = pasted(&steps).as_str().unwrap();
    let (_folder, xml_file) = file(xml);
    let python = "import json, plistlib, sys\n\
                  print(json.dumps(plistlib.load(sys.stdin.buffer)))";
    let parsed = Command::new("python3")
        .args(["-c", python])
        .stdin(fs::File::open(xml_file).unwrap())
        .output()
        .unwrap();
    let profile: Value = serde_json::from_slice(&parsed.stdout).unwrap();
    // Keys of every payload (TopLevel and CommonPayloadKeys in Apple's schema), and the one that is set.
    let common =
        ["PayloadType", "PayloadIdentifier", "PayloadUUID", "PayloadVersion", "PayloadDisplayName"];
    let [payload] = &profile["PayloadContent"].as_array().unwrap()[..] else { panic!("{profile}") };
    for (dictionary, own) in [(&profile, "PayloadContent"), (payload, "blockedAppBundleIDs")] {
        let mut keys: Vec<_> = dictionary.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected: Vec<_> = common.into_iter().chain([own]).collect();
        keys.sort_unstable();
        expected.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!(dictionary["PayloadVersion"], 1);
        let uuid = dictionary["PayloadUUID"].as_str().unwrap();
        let lengths: Vec<_> = uuid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{uuid}");
        assert!(uuid.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()), "{uuid}");
    }
    assert_eq!(profile["PayloadType"], "Configuration");
    // Two organisations' profiles are two.
    assert_eq!(profile["PayloadIdentifier"], "dk.kommune.vagt.blocked");
    assert_eq!(payload["PayloadIdentifier"], "dk.kommune.vagt.blocked.restrictions");
    assert_eq!(payload["PayloadType"], "com.apple.applicationaccess");
    assert_ne!(profile["PayloadUUID"], payload["PayloadUUID"]);
    let bundles = payload["blockedAppBundleIDs"].as_array().unwrap();
    for id in ["com.zhiliaoapp.musically", "net.whatsapp.WhatsApp", "com.example.game"] {
        assert!(bundles.contains(&json!(id)), "{id}: {bundles:?}");
    }
    assert!(steps.iter().any(|(what, _)| what.contains("supervised")), "{steps:?}");
}

#[test]
fn any_console_gets_every_key_with_its_type_and_value() {
    let policy = json!({
        "schema": 1, "organisation": "Sipoo", "contact": {"name": "IT", "email": "it@sipoo.fi"},
        "banned": [{"family": "tiktok"}, {"package": "com.example.game"}],
        "notice": {"text": "No."}, "deadline": {"days_after_found": 3}, "report": "families",
    });
    let steps = exported_of(&policy, &["--mdm", "generic"]);
    let [whole, single, ..] =
        &steps.iter().map(|(_, paste)| paste).filter(|p| p.is_array()).collect::<Vec<_>>()[..]
    else {
        panic!("{steps:?}")
    };
    let [key] = &whole.as_array().unwrap()[..] else { panic!("{whole}") };
    assert_eq!((&key["key"], &key["type"]), (&json!("policy_json"), &json!("string")));
    assert_delivers(key["value"].as_str().unwrap(), &policy);
    let keys = single.as_array().unwrap();
    let configuration: Value = keys
        .iter()
        .map(|key| (key["key"].as_str().unwrap().to_owned(), key["value"].clone()))
        .collect();
    let read =
        Configured::read(configuration.to_string().as_bytes(), Catalogue::embedded()).unwrap();
    assert_eq!(
        json!(read.policy),
        json!(Policy::read(policy.to_string().as_bytes(), Catalogue::embedded()).unwrap())
    );
    let kind = |key: &str| keys.iter().find(|entry| entry["key"] == key).unwrap()["type"].clone();
    assert_eq!(kind("banned_families"), "multi-select");
    assert_eq!(kind("check_every_minutes"), "integer");
    assert_eq!(kind("deadline"), "string");
    // What single keys cannot say is not said by them.
    let steps = exported(&["--mdm", "generic", "--group", "007"]);
    assert!(!steps.iter().any(|(what, _)| what.contains("these keys say the same")), "{steps:?}");
    let group = json!({"key": "group", "type": "string", "value": "007"});
    assert!(pasted(&steps).as_array().unwrap().contains(&group));
}

#[test]
fn samsungs_lists_are_one_line_of_package_names() {
    let steps = exported_of(&several(), &["--mdm", "knox"]);
    let [line] = pasted_where(&steps, "paste this line")[..] else { panic!("{steps:?}") };
    let names: Vec<_> = line.as_str().unwrap().split(',').collect();
    assert!(names.contains(&"com.zhiliaoapp.musically") && names.contains(&"com.example.game"));
    assert!(names.iter().all(|name| appvagt_scanner::is_package_name(name)), "{names:?}");
}

#[test]
fn headwind_takes_texts_that_it_leaves_texts() {
    let steps = exported(&["--mdm", "headwind", "--group", "007"]);
    let pasted: Vec<_> = steps.iter().filter_map(|(_, paste)| paste.as_str()).collect();
    let [policy, group] = pasted[..] else { panic!("{steps:?}") };
    assert!(policy.starts_with('{'), "neither a number, a switch, a list nor quoted: {policy}");
    assert_delivers(policy, &awkward());
    assert_eq!(group, "\"007\"", "unquoted, it would become the number 7");
}

// It asks Python, by the name that it has on Unix.
#[cfg(unix)]
#[test]
fn workspace_one_takes_a_characteristic() {
    let steps = exported(&["--mdm", "workspace-one", "--group", "007"]);
    let xml = pasted(&steps).as_str().unwrap();
    let python = "import json, sys, xml.etree.ElementTree as tree\n\
                  root = tree.fromstring(sys.stdin.buffer.read())\n\
                  print(json.dumps([root.tag, root.attrib, [[p.tag, p.attrib] for p in root]]))";
    let (_folder, xml_file) = file(xml);
    let parsed = Command::new("python3")
        .args(["-c", python])
        .stdin(fs::File::open(xml_file).unwrap())
        .output()
        .unwrap();
    let parsed: Value = serde_json::from_slice(&parsed.stdout).unwrap();
    assert_eq!(parsed[0], "characteristic");
    assert_eq!(parsed[1]["type"], "com.airwatch.android.androidwork.app:org.appvagt");
    assert_eq!(parsed[2][0][0], "parm");
    let policy = &parsed[2][0][1];
    assert_eq!(
        (policy["name"].as_str(), policy["type"].as_str()),
        (Some("policy_json"), Some("string"))
    );
    assert_delivers(policy["value"].as_str().unwrap(), &awkward());
    let group = json!(["parm", {"name": "group", "value": "007", "type": "string"}]);
    assert_eq!(parsed[2][1], group);
}

#[test]
fn steps_are_printed_as_markdown_with_blocks_to_paste() {
    let (_folder, file) = file(&awkward().to_string());
    let output = appvagt(&["export", "--mdm", "intune", &file]);
    let text = stdout(&output);
    assert!(text.starts_with("1. In the admin centre"), "{text}");
    let blocks: Vec<_> = text.split("```json\n").skip(1).collect();
    assert!(blocks.len() >= 2, "{text}");
    for block in blocks {
        let (block, _) = block.split_once("\n```\n").unwrap();
        serde_json::from_str::<Value>(block).unwrap();
    }
}

#[test]
fn steps_are_printed_in_the_language_that_is_asked_for() {
    let (_folder, file) = file(&awkward().to_string());
    let export = ["export", "--mdm", "intune", &file];
    let [english, danish] = ["en", "da"]
        .map(|language| stdout(&appvagt(&[&export[..], &["--language", language]].concat())));
    assert_eq!(english, stdout(&appvagt(&export)));
    assert!(danish.starts_with("1. Tildel appen som påkrævet"), "{danish}");
    let unknown = appvagt(&[&export[..], &["--language", "tlh"]].concat());
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("[possible values: en, da, de, fi, nb, sv]"), "{unknown:?}");
}

#[test]
fn what_no_phone_could_be_given_is_not_exported() {
    let mut too_long = awkward();
    let reasons = (0..70).map(|_| json!({"family": "douyin", "reason": "a".repeat(1_000)}));
    too_long["banned"].as_array_mut().unwrap().extend(reasons);
    let (_folder, too_long) = file(&too_long.to_string());
    let (_folder2, good) = file(&awkward().to_string());
    let (_folder3, bad) = file("{}");
    let own = json!({"schema": 1, "banned": [
        {"package": "com.example.vagt"}, {"package_prefix": "com.example.suite."},
    ]});
    let (_folder4, own) = file(&own.to_string());
    let cases = [
        (vec![&too_long[..]], "managed configuration takes 65535 at most"),
        (vec![&good, "--group", "press"], "no exemption of this policy is for the group \"press\""),
        (vec![&good, "--package", "Appvagt!"], "\"Appvagt!\" is not a package name"),
        (
            vec![&own, "--package", "com.example.vagt"],
            "the policy bans com.example.vagt, which is the app",
        ),
        (
            vec![&own, "--package", "com.example.suite.x"],
            "the policy bans com.example.suite.x, which is",
        ),
        (vec![&bad], "is refused, and nothing was exported:\n  schema: missing; allowed: 1"),
    ];
    for (arguments, complaint) in cases {
        let arguments: Vec<_> = ["export", "--mdm", "amapi"].into_iter().chain(arguments).collect();
        let output = appvagt(&arguments);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""));
        assert!(stderr(&output).contains(complaint), "{}", stderr(&output));
    }
}

#[cfg(unix)]
fn from_base64(text: &str) -> Vec<u8> {
    let python =
        "import base64, sys; sys.stdout.buffer.write(base64.b64decode(sys.argv[1], None, True))";
    Command::new("python3").args(["-c", python, text]).output().unwrap().stdout
}
