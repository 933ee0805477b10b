//! `appvagt papers`, as the IT office runs it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const POLICY: &str = r#"{"schema": 1, "banned": [{"family": "tiktok"}]}"#;

fn papers(folder: &Path, policy: &str, options: &[&str]) -> Output {
    let file = folder.join("policy.json");
    fs::write(&file, policy).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_appvagt"));
    command.arg("papers").arg("--policy").arg(file);
    command.args(options).arg("--out").arg(folder.join("a/papers"));
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn written(folder: &Path) -> usize {
    fs::read_dir(folder.join("a/papers")).map_or(0, Iterator::count)
}

#[test]
fn each_paper_is_a_file_whose_name_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let output = papers(folder.path(), POLICY, &["--language", "fi", "--day", "2026-11-30"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let names = text(&output.stdout);
    assert_eq!(names.lines().count(), 8);
    for name in names.lines() {
        let page = fs::read_to_string(name).unwrap();
        assert!(
            page.contains("<html lang=\"fi\">") && page.contains("30. marraskuuta 2026"),
            "{name}"
        );
    }
    assert_eq!(written(folder.path()), 8);
    let other = papers(folder.path(), POLICY, &["--language", "sv"]);
    assert_eq!((other.status.code(), written(folder.path())), (Some(0), 16));
}

#[test]
fn a_paper_that_is_there_is_never_overwritten_and_none_is_written_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let filled_in = folder.path().join("a/papers/roll-out-plan-en.html");
    fs::create_dir_all(filled_in.parent().unwrap()).unwrap();
    fs::write(&filled_in, "ours").unwrap();
    let output = papers(folder.path(), POLICY, &["--language", "en"]);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("roll-out-plan-en.html is already there"), "{error}");
    assert_eq!(fs::read_to_string(filled_in).unwrap(), "ours");
    assert_eq!(written(folder.path()), 1);
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_written() {
    for (policy, options, status, named) in [
        (r#"{"schema": 1}"#, &["--language", "en"][..], 1, "banned: "),
        ("", &["--language", "en"], 1, "policy.json"),
        (POLICY, &["--language", "xx"], 2, "xx"),
        (POLICY, &[], 2, "--language"),
        (POLICY, &["--language", "en", "--day", "31.12.2026"], 2, "31.12.2026"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = papers(folder.path(), policy, options);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{options:?}: {error}");
        assert!(error.contains(named), "{options:?}: {error}");
        assert_eq!(written(folder.path()), 0);
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a"), "a file").unwrap();
    let output = papers(folder.path(), POLICY, &["--language", "da"]);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("cannot make the folder"), "{error}");
}
