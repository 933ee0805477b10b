//! The examples run.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../examples/count_apps.rs"]
#[allow(dead_code, reason = "its `main` takes arguments")]
mod count_apps;
#[path = "../examples/list_apps.rs"]
#[allow(dead_code, reason = "its `main` takes arguments")]
mod list_apps;

use std::path::Path;

const DEVICES: &str = "tests/data/devices.csv";

#[test]
fn an_inventory_is_listed() {
    let listed = list_apps::list(Path::new(DEVICES)).unwrap();
    let lines: Vec<_> = listed.lines().collect();
    for line in ["phone-1", "  TikTok", "  Maps", "phone-2"] {
        assert!(lines.contains(&line), "{listed}");
    }
    assert!(list_apps::list(Path::new("missing.csv")).is_err());
    let unread = list_apps::list(Path::new("Cargo.toml")).unwrap();
    assert!(unread.starts_with("not read: "), "{unread}");
}

#[test]
fn devices_are_counted_by_app_unless_some_cannot_be_read() {
    let counted = count_apps::count(Path::new(DEVICES)).unwrap();
    assert_eq!(counted, [("Maps".to_owned(), 2), ("TikTok".to_owned(), 1)].into());
    assert!(count_apps::count(Path::new("Cargo.toml")).is_err());
}
