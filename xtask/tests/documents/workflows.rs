//! What `docs/security.md` promises of the workflows on GitHub.

use crate::tree::{files, read};

#[test]
fn actions_are_pinned_by_commit() {
    let workflows = files(".github/workflows", &[".yml", ".yaml"]);
    assert!(!workflows.is_empty());
    for path in workflows {
        for line in read(&path).lines() {
            let Some((_, action)) = line.split_once("uses: ") else { continue };
            let commit = action.split_once('@').map_or("", |(_, at)| at.split(' ').next().unwrap());
            let pinned = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(pinned || action.starts_with("./"), "{path}: pin {action} by its commit");
        }
    }
}
