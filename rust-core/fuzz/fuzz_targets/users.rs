#![no_main]

#[path = "../../cli/src/device/user.rs"]
mod user;

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;

// The users that a device lists, and what it says of their types.
fuzz_target!(|texts: (&str, &str)| {
    let (listed, typed) = texts;
    for listed in [listed.to_owned(), format!("Users:\n\tUserInfo{{0:{listed}:c13}} running\n")] {
        if let Some(users) = user::read(&listed, typed) {
            let ids: HashSet<_> = users.users.iter().map(|user| user.id).collect();
            assert!(!ids.is_empty() && ids.len() == users.users.len());
            assert!(ids.len() < listed.lines().count());
            let _ = users.users.iter().map(|user| user.profile).count();
        }
    }
    // What cannot be read hides no user but its own.
    let others = "\tUserInfo{8:a:4100410} running\n\tUserInfo{9:b:1030} running\n";
    let users = user::read(&format!("Users:\n{others}\tUserInfo{{7:{listed}"), typed);
    assert!(users.is_some_and(|users| users.users.iter().any(|user| user.id == 8)));
});
