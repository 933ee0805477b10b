//! How it is called, and what it says of itself.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::case::*;

#[test]
fn wrong_usage_says_what_is_right() {
    let case = Case::new(&[("a.json", &devices(&[device("1", &["com.a"])]))]);
    for (arguments, complaint) in [
        (&["a.json", "--device", "d"][..], "name the field of the app: --app FIELD"),
        (&["a.json", "--format", "exchange"], "[possible values: amapi, apple, cfgutil, fleet"),
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
