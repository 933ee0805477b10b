//! `appvagt inspect` as its users run it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../apk/tests/support/corpus.rs"]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn inspect(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_appvagt")).arg("inspect").args(arguments).output().unwrap()
}

/// One JSON object a line.
fn json(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn corpus_file(name: &str) -> String {
    let found = corpus::files().into_iter().find(|(path, _)| path.ends_with(name)).unwrap();
    found.1.to_str().unwrap().to_owned()
}

#[test]
fn an_apk_is_printed_as_json() {
    let path = corpus_file("STFService.apk");
    let output = inspect(&["--json", &path]);
    assert_eq!(output.status.code(), Some(0));
    let facts = &json(&output)[0];
    assert_eq!(facts["path"], path);
    assert_eq!(facts["reading"], "android");
    assert_eq!(facts["package"], "jp.co.cyberagent.stf");
    assert_eq!(facts["version_code"], 15);
    assert_eq!(facts["version_name"], "2.5.5");
    assert_eq!(facts["label"], "STFService");
    assert_eq!((&facts["min_sdk"], &facts["target_sdk"]), (&16.into(), &30.into()));
    assert_eq!(facts["signers"].as_array().unwrap().len(), 2);
    assert_eq!(facts["signers"][1]["scheme"], "v2");
    let digest = "bc42a3e1d3554dec88f90cd4bf8ddc2e4b6b6437ad17da569fa3f39a09c22009";
    assert_eq!(facts["signers"][1]["sha256"], digest);
    assert_eq!(facts["components"][0]["name"], "jp.co.cyberagent.stf.Service");
    assert_eq!(facts["components"][0]["exported"], true);
    assert_eq!(facts["anomalies"], Value::Array(vec![]));
    assert_eq!(facts["error"], Value::Null);
}

#[test]
fn the_label_is_in_the_locale_asked_for() {
    let path = corpus_file("framework-res.apk");
    for (locale, label) in [("da-DK", "Android-system"), ("fr", "Système Android")] {
        let output = inspect(&["--json", "--locale", locale, &path]);
        assert_eq!(json(&output)[0]["label"], label);
    }
}

#[test]
fn every_bundle_is_opened_to_its_base() {
    for (name, path) in corpus::files().into_iter().filter(|(_, path)| corpus::is_bundle(path)) {
        let output = inspect(&["--json", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        let facts = &json(&output)[0];
        assert!(facts["base"].as_str().unwrap().contains(".apk"), "{name}");
        assert_eq!(facts["split"], Value::Null, "{name}");
        assert!(facts["label"].is_string(), "{name}");
    }
}

// It asks Python, by the name that it has on Unix.
#[cfg(unix)]
#[test]
fn a_compressed_base_and_one_that_is_not_named_so_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let base = corpus_file("clean.apk");
    let archive = folder.path().join("app.bundle");
    // The ordinary command makes what stores make: deflated, under another ending.
    let inside = folder.path().join("com.example.apk");
    fs::copy(base, &inside).unwrap();
    let python = "import sys, zipfile\n\
                  with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as bundle:\n  \
                  bundle.write(sys.argv[2], 'com.example.apk')";
    let made = Command::new("python3").arg("-c").arg(python).args([&archive, &inside]).status();
    assert!(made.unwrap().success());
    let output = inspect(&["--json", archive.to_str().unwrap()]);
    let facts = &json(&output)[0];
    assert_eq!(facts["base"], "com.example.apk");
    assert_eq!(facts["package"], "android.appsecurity.cts.tinyapp");
}

#[test]
fn what_android_refuses_is_recovered_and_said_so() {
    let path = corpus_file("janus.apk");
    let output = inspect(&["--json", &path]);
    assert_eq!(output.status.code(), Some(1));
    let facts = &json(&output)[0];
    assert_eq!(facts["reading"], "recovered");
    assert_eq!(facts["package"], "com.example");
    assert_eq!(facts["anomalies"][0], "prefixed_data");
    assert_eq!(facts["error"]["kind"], "malformed");
    assert_eq!(facts["error"]["offset"], 0);
    let message = facts["error"]["message"].as_str().unwrap();
    assert!(message.contains("local header"), "{message}");
    let text = String::from_utf8(inspect(&[&path]).stdout).unwrap();
    assert!(text.contains("recovered anyway"), "{text}");
    assert!(text.contains("anomaly    prefixed_data: "), "{text}");
}

#[test]
fn folders_are_searched_and_every_file_gets_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::create_dir(place("below")).unwrap();
    fs::copy(corpus_file("clean.apk"), place("below/good.APK")).unwrap();
    fs::write(place("bad.apk"), "not an archive").unwrap();
    fs::write(place("ignored.txt"), "").unwrap();
    let output = inspect(&["--json", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let facts = json(&output);
    let paths: Vec<PathBuf> =
        facts.iter().map(|facts| Path::new(facts["path"].as_str().unwrap()).to_owned()).collect();
    assert_eq!(paths, [place("bad.apk"), place("below/good.APK")]);
    assert_eq!((&facts[0]["reading"], &facts[0]["package"]), (&Value::Null, &Value::Null));
    assert!(facts[0]["error"]["message"].as_str().unwrap().contains("ZIP"));
    assert_eq!(facts[1]["error"], Value::Null);
}

#[test]
fn what_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.apk");
    let output = inspect(&["--json", missing.to_str().unwrap(), folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let facts = json(&output);
    let message = |at: usize| facts[at]["error"]["message"].as_str().unwrap().to_owned();
    assert!(message(0).contains("cannot open the file"), "{}", message(0));
    assert_eq!(facts[0]["error"]["kind"], "io");
    assert!(message(1).contains("no .apk"), "{}", message(1));
}

#[test]
fn wrong_usage_has_its_own_exit_status() {
    for arguments in [&[][..], &["--no-such-option", "a.apk"]] {
        assert_eq!(inspect(arguments).status.code(), Some(2));
    }
}

// Windows has no such names.
#[cfg(unix)]
#[test]
fn text_cannot_rewrite_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a\u{1b}[2Jb.apk");
    fs::write(&path, "not an archive").unwrap();
    let output = inspect(&[path.to_str().unwrap()]);
    assert!(!output.stdout.contains(&0x1b));
}
