//! `appvagt device` as its users run it, with a stand-in for `adb` that has a shell run what is asked
//! of the device, and recorded answers for Android's own commands. No phone was attached.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod apps;
mod connection;
#[path = "../../../apk/tests/support/corpus.rs"]
mod corpus;
mod deep;
mod forgery;
mod lists;
mod removal;
mod stand_in;
mod users;

use std::fs;

use serde_json::{Value, json};
use stand_in::{App, Phone, stderr, stdout};

const COMPLIANT: Option<i32> = Some(0);
const FOUND: Option<i32> = Some(1);
const USAGE: Option<i32> = Some(2);
const INCOMPLETE: Option<i32> = Some(3);

const TIKTOK: &str = "com.zhiliaoapp.musically";
const SHELL_REFUSED: &str = "java.lang.SecurityException: Shell does not have permission to access user 10\n\
     \tat com.android.server.am.UserController.handleIncomingUser(UserController.java:2895)\n";

fn report(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn gaps(output: &std::process::Output) -> Vec<String> {
    let report = report(output);
    let gaps = report["gaps"].as_array().unwrap().iter();
    gaps.map(|gap| gap["kind"].as_str().unwrap().to_owned()).collect()
}

fn findings(output: &std::process::Output) -> Vec<String> {
    let report = report(output);
    let findings = report["findings"].as_array().unwrap().iter();
    let words_of = |finding: &Value| {
        let words =
            ["package", "state", "origin", "removal"].map(|key| finding[key].as_str().unwrap());
        format!("{} {}", finding["user"], words.join(" "))
    };
    findings.map(words_of).collect()
}

fn corpus_file(name: &str) -> String {
    let found = corpus::files().into_iter().find(|(path, _)| path.ends_with(name)).unwrap();
    found.1.to_str().unwrap().to_owned()
}
