//! `appvagt policy` as its users run it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::fs;
use std::process::{Command, Output};

use appvagt_scanner::{Catalogue, Policy};
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
    let (_folder, file) = file(&awkward().to_string());
    let output = appvagt(&["check", &file]);
    assert_eq!(output.status.code(), Some(0));
    let version = Policy::read(awkward().to_string().as_bytes(), Catalogue::embedded()).unwrap();
    let version = version.version();
    let expected =
        format!("{file} has no mistake. Phones that use it show the version {version}.\n");
    assert_eq!(stdout(&output), expected);
    let told: Value = serde_json::from_str(&stdout(&appvagt(&["check", "--json", &file]))).unwrap();
    assert_eq!(told, json!({"version": version, "mistakes": []}));
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

#[test]
fn every_mistake_is_told_on_a_line_of_its_own() {
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
    let expected = json!({"version": null, "mistakes": [
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
        "installType": "REQUIRED_FOR_SETUP",
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
    for key in ["delegatedScopes", "signingKeyCerts"] {
        assert!(application.get(key).is_none(), "{key}");
    }
    assert_eq!(application["managedConfiguration"].as_object().unwrap().len(), 1);
    assert!(!steps.iter().any(|(what, _)| what.contains("report")), "{steps:?}");
}

#[test]
fn intune_takes_the_same_configuration_in_the_console_and_by_graph() {
    let steps = exported(&["--mdm", "intune", "--group", "007"]);
    let pasted: Vec<_> = steps.iter().filter(|(_, paste)| !paste.is_null()).collect();
    let [(_, console), (_, graph)] = &pasted[..] else { panic!("{steps:?}") };
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

#[test]
fn headwind_takes_texts_that_it_leaves_texts() {
    let steps = exported(&["--mdm", "headwind", "--group", "007"]);
    let pasted: Vec<_> = steps.iter().filter_map(|(_, paste)| paste.as_str()).collect();
    let [policy, group] = pasted[..] else { panic!("{steps:?}") };
    assert!(policy.starts_with('{'), "neither a number, a switch, a list nor quoted: {policy}");
    assert_delivers(policy, &awkward());
    assert_eq!(group, "\"007\"", "unquoted, it would become the number 7");
}

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
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let (block, _) = block.split_once("\n```\n").unwrap();
        serde_json::from_str::<Value>(block).unwrap();
    }
}

#[test]
fn what_no_phone_could_be_given_is_not_exported() {
    let mut too_long = awkward();
    let reasons = (0..70).map(|_| json!({"family": "douyin", "reason": "a".repeat(1_000)}));
    too_long["banned"].as_array_mut().unwrap().extend(reasons);
    let (_folder, too_long) = file(&too_long.to_string());
    let (_folder2, good) = file(&awkward().to_string());
    let (_folder3, bad) = file("{}");
    let cases = [
        (vec![&too_long[..]], "managed configuration takes 65535 at most"),
        (vec![&good, "--group", "press"], "no exemption of this policy is for the group \"press\""),
        (vec![&good, "--package", "Appvagt!"], "\"Appvagt!\" is not a package name"),
        (vec![&bad], "is refused, and nothing was exported:\n  schema: missing; allowed: 1"),
    ];
    for (arguments, complaint) in cases {
        let arguments: Vec<_> = ["export", "--mdm", "amapi"].into_iter().chain(arguments).collect();
        let output = appvagt(&arguments);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""));
        assert!(stderr(&output).contains(complaint), "{}", stderr(&output));
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    let python =
        "import base64, sys; sys.stdout.buffer.write(base64.b64decode(sys.argv[1], None, True))";
    Command::new("python3").args(["-c", python, text]).output().unwrap().stdout
}
