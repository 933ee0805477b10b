//! What `docs/security.md` promises of the workflows on GitHub.

use crate::tree::{files, read};

/// What hands a text to something that runs it.
const SHELLS: [&str; 6] = ["sh", "bash", "dash", "zsh", "python3", "source"];
const FETCH: [&str; 2] = ["curl", "wget"];
/// What compares what was fetched with its checksum.
const COMPARE: &str = "sha256sum --check --strict";
/// What a workflow may do where a job of it does not say more.
const LEAST: [&str; 2] = ["permissions: {}\n", "permissions:\n  contents: read\n\n"];

/// Returns the workflows and the scripts that they run, by path.
fn texts() -> Vec<(String, String)> {
    let workflows = files(".github/workflows", &[".yml", ".yaml"]);
    assert!(!workflows.is_empty());
    let scripts = files(".ci", &[""]);
    assert!(!scripts.is_empty());
    workflows.into_iter().chain(scripts).map(|path| (path.clone(), read(&path))).collect()
}

/// Returns what stands behind `key` in each line that has it.
fn values<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| {
        let line = line.trim_start().trim_start_matches("- ");
        Some(line.strip_prefix(key)?.split(' ').next().unwrap_or_default())
    })
}

fn is_hexadecimal(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the commands of `text`, each with what it is piped into.
fn commands(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ").replace("|\n", "| ");
    let lines = joined.lines().map(str::trim_start);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Returns whether a command fetches something.
fn fetches(command: &str) -> bool {
    command.split([' ', '"', '(', ')', '`', '<']).any(|word| FETCH.contains(&word))
}

/// Returns a command that runs what it fetches unseen, or is not followed by a comparison.
fn unchecked(text: &str) -> Option<String> {
    let commands = commands(text);
    let compared = |next: Option<&String>| next.is_some_and(|next| next.contains(COMPARE));
    let is_bad = |&(at, command): &(usize, &String)| {
        let saved = ["--output ", "-o ", "-O "].iter().any(|option| command.contains(option));
        // It asks for the tool, and fetches nothing with it.
        let asked = command.contains("apt-get install");
        fetches(command)
            && (runs_unseen(command) || !(asked || saved && compared(commands.get(at + 1))))
    };
    commands.iter().enumerate().find(is_bad).map(|(_, command)| command.clone())
}

/// Returns whether what a command fetches goes to a shell unseen.
fn runs_unseen(command: &str) -> bool {
    let piped = command.split('|').skip(1).filter_map(|to| to.split_whitespace().next());
    let shell = |word: &str| SHELLS.contains(&word.rsplit('/').next().unwrap_or_default());
    let substituted = ["<(", "$(", "`", "eval "].iter().any(|start| {
        command
            .split(start)
            .skip(1)
            .any(|rest| FETCH.iter().any(|f| rest.trim_start().starts_with(f)))
    });
    substituted || piped.into_iter().any(|word| shell(word) || word == "sudo")
}

#[test]
fn actions_are_pinned_by_commit() {
    for (path, text) in texts() {
        for action in values(&text, "uses: ") {
            let commit = action.split_once('@').map_or("", |(_, commit)| commit);
            let pinned = is_hexadecimal(commit, 40) || action.starts_with("./");
            assert!(pinned, "{path}: pin {action} by its commit");
        }
    }
}

#[test]
fn containers_are_pinned_by_digest() {
    for (path, text) in texts() {
        for image in values(&text, "container: ").chain(values(&text, "image: ")) {
            let digest = image.split_once("@sha256:").map_or("", |(_, digest)| digest);
            assert!(is_hexadecimal(digest, 64), "{path}: pin {image} by its digest");
        }
    }
}

#[test]
fn nothing_that_is_downloaded_runs_before_its_checksum_was_compared() {
    for (path, text) in texts() {
        let unchecked = unchecked(&text);
        assert_eq!(unchecked, None, "{path}: compare what this fetches in the next command");
    }
}

#[test]
fn a_workflow_may_read_the_sources_and_a_job_that_may_do_more_says_so() {
    for path in files(".github/workflows", &[".yml", ".yaml"]) {
        let text = read(&path);
        assert!(
            LEAST.iter().any(|least| text.contains(&format!("\n{least}"))),
            "{path}: allow no more than {LEAST:?} at the top"
        );
    }
}

#[test]
fn a_command_that_runs_what_it_fetches_is_seen() {
    let unseen = [
        "curl https://a.example | sh -s -- -y",
        "curl https://a.example |\n  sudo bash",
        "wget -O - https://a.example \\\n | /bin/sh",
        "eval \"$(curl https://a.example)\"",
        "bash <(curl https://a.example)",
    ];
    for text in unseen {
        let commands = commands(text);
        assert!(commands.iter().any(|command| runs_unseen(command)), "{text}: {commands:?}");
        assert!(unchecked(text).is_some(), "{text}");
    }
    let save = "curl --output file https://a.example";
    let compare = format!("echo \"$sum  file\" | {COMPARE}");
    for text in [save, "curl https://a.example | jq .name", &format!("{save}\n./file\n{compare}")] {
        assert!(!runs_unseen(text) && unchecked(text).is_some(), "{text}");
    }
    let compared = format!("{save}\n# Then:\n{compare}");
    for text in ["# curl https://a.example | sh", "apt-get install --yes curl", &compared] {
        assert_eq!(unchecked(text), None);
    }
}
