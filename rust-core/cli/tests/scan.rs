//! `appvagt scan` as its users run it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../apk/tests/support/corpus.rs"]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

const COMPLIANT: Option<i32> = Some(0);
const FOUND: Option<i32> = Some(1);
const USAGE: Option<i32> = Some(2);
const INCOMPLETE: Option<i32> = Some(3);

fn scan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_appvagt")).arg("scan").args(arguments).output().unwrap()
}

fn report(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn corpus_file(name: &str) -> String {
    let found = corpus::files().into_iter().find(|(path, _)| path.ends_with(name)).unwrap();
    text(&found.1).to_owned()
}

/// A folder, and in it a policy that bans this.
fn policy(banned: &Value) -> (TempDir, String) {
    policy_file(&json!({"schema": 1, "banned": banned}))
}

/// A folder, and in it this policy.
fn policy_file(policy: &Value) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.json");
    fs::write(&file, policy.to_string()).unwrap();
    let path = text(&file).to_owned();
    (folder, path)
}

/// Base and split APKs of one app, taken out of a bundle.
#[cfg(unix)]
fn splits() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let python = "import sys, zipfile\nzipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
    let bundle = corpus_file("apks-split.apks");
    let done = Command::new("python3").args(["-c", python, &bundle]).arg(folder.path()).status();
    assert!(done.unwrap().success());
    let splits = folder.path().join("splits");
    (folder, splits)
}

#[test]
fn what_nothing_bans_is_compliant() {
    let output = scan(&[&corpus_file("STFService.apk")]);
    assert_eq!(output.status.code(), COMPLIANT);
    assert_eq!(stdout(&output), "Read 1 app in 1 file. Banned: none.\n");
    assert_eq!(stderr(&output), "");
    let output = scan(&["--json", &corpus_file("STFService.apk")]);
    assert_eq!(output.status.code(), COMPLIANT);
    let expected = json!({
        "verdict": "compliant", "complete": true, "scanned": 1, "findings": [], "gaps": [], "notes": [], "unread": []
    });
    assert_eq!(report(&output), expected);
}

#[test]
fn a_banned_app_is_printed_as_json() {
    let (_folder, policy) = policy(&json!([{"package_prefix": "jp.co.cyberagent."}]));
    let path = corpus_file("STFService.apk");
    let output = scan(&["--json", "--day", "2026-12-31", "--policy", &policy, &path]);
    assert_eq!(output.status.code(), FOUND);
    let expected = json!({
        "verdict": "action_required",
        "complete": true,
        "scanned": 1,
        "findings": [{
            "package": "jp.co.cyberagent.stf",
            "family": null,
            "name": "STFService",
            "names": null,
            "test": false,
            "label": "STFService",
            "version": "2.5.5",
            "profile": null,
            "origin": "installed",
            "state": "enabled",
            "certainty": "certain",
            "evidence": [
                {"kind": "own_rule"},
                {
                    "kind": "mark",
                    "mark": "package_prefix",
                    "found": "jp.co.cyberagent.stf",
                    "strength": "certain",
                },
            ],
            "removal": "uninstall",
            "since": "2026-12-31",
            "paths": [path],
            "recovered": false,
        }],
        "gaps": [],
        "notes": [],
        "unread": [],
    });
    assert_eq!(report(&output), expected);
}

#[test]
fn a_banned_app_is_reported_in_sentences_and_not_how_to_uninstall_it() {
    let digest = "bc42a3e1d3554dec88f90cd4bf8ddc2e4b6b6437ad17da569fa3f39a09c22009";
    let (_folder, policy) = policy(&json!([{"certificate": digest}]));
    let path = corpus_file("STFService.apk");
    let output = scan(&["--policy", &policy, &path, &corpus_file("clean.apk")]);
    assert_eq!(output.status.code(), FOUND);
    let expected = format!(
        "{path}\n  \
           banned     STFService\n  \
           app        jp.co.cyberagent.stf 2.5.5, called \"STFService\"\n  \
           certainty  certain\n  \
           because    The policy bans it by a rule of its own.\n  \
        \u{20}          It names the certificate {digest} as its signer's (not verified).\n\
         \n\
         Read 2 apps in 2 files. Banned: 1.\n"
    );
    assert_eq!(stdout(&output), expected);
    assert_eq!(stderr(&output), "");
}

#[test]
fn what_meets_several_marks_is_reported_once() {
    let class = "jp.co.cyberagent.stf.Service";
    let bans = json!([{"component": class}, {"component_prefix": "jp.co.cyberagent.stf."}]);
    let (_folder, policy) = policy(&bans);
    let output = scan(&["--policy", &policy, &corpus_file("STFService.apk")]);
    assert_eq!(
        stdout(&output).matches(&format!("Like a banned app, it has the part {class}.")).count(),
        1
    );
}

#[test]
fn what_cannot_be_read_makes_the_scan_incomplete() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.apk");
    fs::write(&bad, "not an archive").unwrap();
    fs::create_dir(folder.path().join("below")).unwrap();
    fs::copy(corpus_file("clean.apk"), folder.path().join("below/good.APK")).unwrap();
    let output = scan(&[text(folder.path())]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let expected = "Read 1 app in 1 file. Banned: none.\n\
                    The scan is incomplete: 1 path could not be read; standard error names each.\n";
    assert_eq!(stdout(&output), expected);
    let problem = format!(
        "appvagt: {}: ZIP end of central directory at offset 0: expected a ZIP archive of at \
         least 22 bytes\n  Android would not install this file. ",
        text(&bad)
    );
    assert!(stderr(&output).starts_with(&problem), "{}", stderr(&output));

    let output = scan(&["--json", text(folder.path())]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let report = report(&output);
    assert_eq!((&report["verdict"], &report["scanned"]), (&json!("incomplete"), &json!(1)));
    assert_eq!(report["gaps"], json!([{"kind": "apps_unread", "apps": 1, "of": 2}]));
    let message = "ZIP end of central directory at offset 0: expected a ZIP archive of at least 22 \
                   bytes";
    let error = json!({"kind": "malformed", "message": message, "offset": 0});
    assert_eq!(report["unread"], json!([{"path": text(&bad), "error": error}]));
}

#[test]
fn a_banned_app_outweighs_what_could_not_be_read() {
    let (folder, policy) = policy(&json!([{"package": "jp.co.cyberagent.stf"}]));
    let missing = folder.path().join("missing.apk");
    let found = corpus_file("STFService.apk");
    let output = scan(&["--policy", &policy, text(&missing), &found]);
    assert_eq!(output.status.code(), FOUND);
    assert!(stdout(&output).contains("Banned: 1.\nThe scan is incomplete: "), "{output:?}");
    let output = scan(&["--json", "--policy", &policy, text(&missing), &found]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(report(&output)["verdict"], "action_required");
    assert_eq!(report(&output)["complete"], false);
}

#[test]
fn what_is_not_there_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.apk");
    let output = scan(&[text(&missing), text(folder.path())]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(stdout(&output).contains("2 paths could not be read"), "{output:?}");
    let said = stderr(&output);
    let file = format!("{}: cannot open the file: ", text(&missing));
    let no_apk = format!("{}: no .apk, .apks, .xapk or .apkm file", text(folder.path()));
    for part in [&file, "See that it is there and may be read", &no_apk, "Name a folder that"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

// Windows has no such files.
#[cfg(unix)]
#[test]
fn what_is_not_a_file_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(Command::new("mkfifo").arg(at("pipe.apk")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.xapk")).unwrap();
    for (target, link) in [("pipe.apk", "link.apk"), ("/dev/zero", "zero.apk.1")] {
        std::os::unix::fs::symlink(target, at(link)).unwrap();
    }
    for name in ["pipe.apk", "socket.xapk", "link.apk", "zero.apk.1"] {
        let output = scan(&[text(&at(name))]);
        assert_eq!(output.status.code(), INCOMPLETE, "{name}: {output:?}");
        assert!(stderr(&output).contains("it is not a file"), "{name}: {output:?}");
    }
    let output = scan(&[text(folder.path())]);
    assert_eq!(output.status.code(), INCOMPLETE, "{output:?}");
    assert!(stdout(&output).contains("4 paths could not be read"), "{output:?}");
}

#[test]
fn what_android_refuses_is_recovered_and_said_so() {
    let (_folder, policy) = policy(&json!([{"package": "com.example"}]));
    let path = corpus_file("janus.apk");
    let output = scan(&["--policy", &policy, &path]);
    assert_eq!(output.status.code(), FOUND);
    let said = stdout(&output);
    let recovered = format!("{path}\n  recovered  Android refuses this file; ");
    assert!(said.starts_with(&recovered), "{said}");
    assert!(said.contains("Read 0 apps in 0 files. Banned: 1.\nThe scan is incomplete"), "{said}");
    assert!(stderr(&output).contains("Android would not install this file."), "{output:?}");
    let report = report(&scan(&["--json", "--policy", &policy, &path]));
    assert_eq!(
        (&report["findings"][0]["recovered"], &report["scanned"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(report["unread"][0]["path"], path);
}

// It asks Python, by the name that it has on Unix.
#[cfg(unix)]
#[test]
fn splits_are_judged_along_with_their_base() {
    let (_app, splits) = splits();
    let (_folder, policy) = policy(&json!([{"package": "io.github.delvinru.apkstest"}]));
    for name in ["base-master_2.apk", "base-ru_2.apk", "base-x86_64_2.apk"] {
        fs::remove_file(splits.join(name)).unwrap();
    }
    let report_of = |path: &Path| report(&scan(&["--json", "--policy", &policy, text(path)]));
    let report = report_of(&splits);
    let paths = ["base-master.apk", "base-ru.apk", "base-x86_64.apk"].map(|name| splits.join(name));
    assert_eq!(report["scanned"], 1);
    assert_eq!(report["findings"][0]["paths"], json!(paths.each_ref().map(|path| text(path))));
    assert_eq!(report["findings"].as_array().unwrap().len(), 1);

    // Elsewhere it would not be installed along with them.
    let elsewhere = splits.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::rename(&paths[1], elsewhere.join("base-ru.apk")).unwrap();
    let report = report_of(&splits);
    assert_eq!(report["scanned"], 2);
    // A split alone still bears the app's name.
    let found: Vec<_> = report["findings"].as_array().unwrap().iter().collect();
    assert_eq!(found[1]["paths"], json!([text(&elsewhere.join("base-ru.apk"))]));
    assert_eq!(found[1]["label"], Value::Null);
}

#[test]
fn bundles_are_opened_to_their_base() {
    let (_folder, policy) = policy(&json!([{"package": "io.github.delvinru.apkstest"}]));
    let bundle = corpus_file("apks-split.apks");
    let output = scan(&["--json", "--policy", &policy, &bundle]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(report(&output)["findings"][0]["paths"], json!([bundle]));
    assert_eq!(report(&output)["findings"][0]["label"], "APKS Test");
}

// Elsewhere, links take rights that tests do not have.
#[cfg(unix)]
#[test]
fn a_file_is_read_once_however_often_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("app.apk");
    fs::copy(corpus_file("clean.apk"), &file).unwrap();
    // Round in a circle.
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    let output = scan(&["--json", text(folder.path()), text(&file), text(&file)]);
    assert_eq!(output.status.code(), COMPLIANT);
    assert_eq!(report(&output)["scanned"], 1);
}

// Elsewhere, links take rights that tests do not have.
#[cfg(unix)]
#[test]
fn linked_folders_are_searched() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::copy(corpus_file("clean.apk"), elsewhere.path().join("app.apk")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("link")).unwrap();
    let output = scan(&["--json", text(folder.path())]);
    assert_eq!((output.status.code(), &report(&output)["scanned"]), (COMPLIANT, &json!(1)));
}

#[test]
fn a_bad_policy_is_refused_with_every_mistake_and_nothing_is_scanned() {
    let (folder, policy) = policy(&json!([{"family": "tiktk"}, {"package": "-"}]));
    let output = scan(&["--policy", &policy, &corpus_file("clean.apk")]);
    assert_eq!(output.status.code(), USAGE);
    assert_eq!(stdout(&output), "");
    let said = stderr(&output);
    let refused = format!("appvagt: the policy {policy} is refused, and nothing was scanned:\n");
    assert!(said.starts_with(&refused), "{said}");
    assert!(
        said.contains(
            "\n  banned[0].family: no family \"tiktk\" (did you mean tiktok?); allowed: tiktok, "
        ),
        "{said}"
    );
    assert!(said.contains("\n  banned[1].package: \"-\"; allowed: a package name\n"), "{said}");

    let not_json = folder.path().join("not.json");
    fs::write(&not_json, "{").unwrap();
    let missing = folder.path().join("missing.json");
    for (policy, problem) in
        [(not_json, "the text ends too early"), (missing, "cannot read the policy ")]
    {
        let output = scan(&["--json", "--policy", text(&policy), &corpus_file("clean.apk")]);
        assert_eq!((output.status.code(), stdout(&output)), (USAGE, String::new()));
        assert!(stderr(&output).contains(problem), "{output:?}");
    }
}

// Windows has no device that is always full.
#[cfg(unix)]
#[test]
fn a_result_that_cannot_be_written_is_no_clean_one() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut scan = Command::new(env!("CARGO_BIN_EXE_appvagt"));
    scan.args(["scan", &corpus_file("clean.apk")]).stdout(full()).stderr(full());
    assert_eq!(scan.status().unwrap().code(), INCOMPLETE);
}

#[test]
fn wrong_usage_has_its_own_exit_status() {
    for arguments in [&[][..], &["--no-such-option", "a.apk"], &["--policy"]] {
        assert_eq!(scan(arguments).status.code(), USAGE);
    }
}

// Windows has no such names.
#[cfg(unix)]
#[test]
fn text_cannot_rewrite_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a\u{1b}[2Jb.apk");
    fs::write(&path, "not an archive").unwrap();
    let output = scan(&[text(&path)]);
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{output:?}");
}

#[test]
fn bans_exemptions_and_deadlines_are_judged_as_on_the_day_asked_for() {
    let (_folder, policy) = policy_file(&json!({
        "schema": 1,
        "banned": [{
            "package": "jp.co.cyberagent.stf",
            "from": "2026-02-01",
            "reason": {"da": "Besluttet", "en": "It was decided"},
        }],
        "exemptions": [{
            "package": "jp.co.cyberagent.stf",
            "reason": "Test",
            "until": "2026-03-31",
            "group": "testers",
        }],
        "deadline": {"date": "2026-02-28"},
    }));
    let path = corpus_file("STFService.apk");
    let on = |arguments: &[&str]| {
        let all: Vec<_> = ["--policy", &policy, &path, "--day"].into_iter().collect();
        scan(&[&all[..], arguments].concat())
    };
    let before = on(&["2026-01-31"]);
    assert_eq!(before.status.code(), COMPLIANT);
    let announced = "STFService (jp.co.cyberagent.stf) will be banned from 2026-02-01 on: It was \
                     decided\n\nRead 1 app in 1 file. Banned: none.\n";
    assert_eq!(stdout(&before), announced);
    let overdue = on(&["2026-03-01"]);
    assert_eq!(overdue.status.code(), FOUND);
    for line in
        ["  reason     It was decided\n", "  due        by the end of 2026-02-28, which is over\n"]
    {
        assert!(stdout(&overdue).contains(line), "{}", stdout(&overdue));
    }
    let exempt = on(&["2026-03-31", "--group", "testers"]);
    assert_eq!(exempt.status.code(), COMPLIANT);
    let exemption = "STFService (jp.co.cyberagent.stf) is exempt until 2026-03-31: Test\n\n\
                Read 1 app in 1 file. Banned: none.\n";
    assert_eq!(stdout(&exempt), exemption);
    let json = on(&["2026-03-31", "--group", "testers", "--json"]);
    assert_eq!(
        report(&json)["notes"],
        json!([{
            "kind": "exempt",
            "package": "jp.co.cyberagent.stf",
            "name": "STFService",
            "label": "STFService",
            "profile": null,
            "reason": "Test",
            "until": "2026-03-31",
        }])
    );
    assert_eq!(on(&["31-03-2026"]).status.code(), USAGE);
}
