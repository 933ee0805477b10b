//! What `docs/security.md` promises of the workflows on GitHub.

use crate::tree::{files, read};

/// What hands a text to something that runs it.
const SHELLS: [&str; 6] = ["sh", "bash", "dash", "zsh", "python3", "source"];
const FETCH: [&str; 2] = ["curl", "wget"];

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

/// Returns the commands of `text` that fetch something, each with what it is piped into.
fn fetching(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ").replace("|\n", "| ");
    let is_command = |line: &&str| !line.trim_start().starts_with('#');
    let words = |line: &str| line.split([' ', '"', '(', ')', '`', '<']).any(|w| FETCH.contains(&w));
    joined.lines().filter(is_command).filter(|line| words(line)).map(str::to_owned).collect()
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
        for command in fetching(&text) {
            assert!(!runs_unseen(&command), "{path}: a shell runs what it fetches: {command}");
            let saved = ["--output ", "-o ", "-O "].iter().any(|option| command.contains(option));
            let asked = command.contains("apt-get install");
            let compared = text.contains("sha256sum --check --strict");
            assert!(asked || (saved && compared), "{path}: compare what this fetches: {command}");
        }
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
        let commands = fetching(text);
        assert!(commands.iter().any(|command| runs_unseen(command)), "{text}: {commands:?}");
    }
    let seen = ["curl --output file https://a.example", "curl https://a.example | jq .name"];
    for text in seen {
        assert!(fetching(text).iter().all(|command| !runs_unseen(command)), "{text}");
    }
    assert!(fetching("# curl https://a.example | sh").is_empty());
}
