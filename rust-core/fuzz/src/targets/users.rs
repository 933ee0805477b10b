//! The users that a device lists and, behind a NUL, what it says of their types.

use std::collections::HashSet;

use crate::user;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (listed, typed) = text.split_once('\0').unwrap_or((&text, ""));
    for listed in [listed.to_owned(), format!("Users:\n\tUserInfo{{0:{listed}:c13}} running\n")] {
        if let Some(users) = user::read(&listed, typed) {
            let ids: HashSet<_> = users.users.iter().map(|user| user.id).collect();
            assert!(!ids.is_empty() && ids.len() == users.users.len());
            assert!(ids.len() < listed.lines().count());
        }
    }
    // What cannot be read hides no user but its own.
    let others = "\tUserInfo{8:a:4100410} running\n\tUserInfo{9:b:1030} running\n";
    let users = user::read(&format!("Users:\n{others}\tUserInfo{{7:{listed}"), typed);
    assert!(users.is_some_and(|users| users.users.iter().any(|user| user.id == 8)));
}
