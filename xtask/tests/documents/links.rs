//! Links between documents.

use std::collections::HashSet;
use std::path::Path;

use crate::tree::{files, read, root};

/// Returns the lines outside blocks of code.
fn prose(document: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    document.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        !in_code && !fence
    })
}

/// Returns `line` without what stands between backticks.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect()
}

/// Returns where the links in `document` lead.
fn targets(document: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for line in prose(document) {
        for rest in without_code(line).split("](").skip(1) {
            targets.push(rest.split([')', ' ']).next().unwrap().to_owned());
        }
    }
    targets
}

/// Returns the names by which GitHub lets links lead to the headings of `document`.
fn anchors(document: &str) -> HashSet<String> {
    let headings = prose(document).filter(|line| line.starts_with('#'));
    let texts = headings.map(|line| line.trim_start_matches('#').trim().to_lowercase());
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    texts.map(|text| text.chars().filter(kept).collect::<String>().replace(' ', "-")).collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_are_there() {
    let mut wrong = Vec::new();
    for document in files("", &[".md"]) {
        let text = read(&document);
        let folder = Path::new(&document).parent().unwrap();
        for target in targets(&text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            // Pages of GitHub about this repository, such as its security advisories.
            if file.starts_with("../../") && !root().join(folder).join(file).exists() {
                continue;
            }
            let path = if file.is_empty() {
                root().join(&document)
            } else {
                root().join(folder).join(file)
            };
            if !path.exists() {
                wrong.push(format!("{document}: {target} leads to no file"));
            } else if !anchor.is_empty()
                && path.extension().is_some_and(|extension| extension == "md")
                && !anchors(&std::fs::read_to_string(&path).unwrap()).contains(anchor)
            {
                wrong.push(format!("{document}: {target} leads to no heading"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn links_and_headings_are_read_as_github_shows_them() {
    let document = "# One `two`: three, *four*\n[a](b.md#c) `[d](e)` [`f`](g)\n```\n[h](i)\n```\n";
    assert_eq!(targets(document), ["b.md#c", "g"]);
    assert_eq!(anchors(document), HashSet::from(["one-two-three-four".to_owned()]));
}
