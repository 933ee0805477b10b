//! What a device lists. Names go into its shell again, and a line is an app or reported.

use appvagt_adb::reason;

use crate::package_list::PackageList;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let list = PackageList::read(&text);
    for app in &list.apps {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        assert!(app.name.chars().all(is_name) && !app.name.starts_with('-'));
        assert!(app.path.as_ref().is_none_or(|path| path.starts_with('/')));
    }
    for &line in &list.unreadable {
        assert!((1..=text.lines().count()).contains(&line));
    }
    // A reason is a line of what was answered.
    for reason in [reason(&text), list.failure.as_deref()].into_iter().flatten() {
        assert!(text.lines().any(|line| line.trim() == reason) && !reason.is_empty());
    }
    // Line ends do not matter.
    let other = text.lines().map(str::trim).collect::<Vec<_>>().join("\r\n");
    assert_eq!(list, PackageList::read(&other));
}
