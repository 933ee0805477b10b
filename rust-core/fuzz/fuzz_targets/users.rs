#![no_main]

#[path = "../../cli/src/device/user.rs"]
mod user;

use libfuzzer_sys::fuzz_target;

// The users that a device lists, and what it says of their types.
fuzz_target!(|texts: (&str, &str)| {
    let (listed, typed) = texts;
    for listed in [listed.to_owned(), format!("Users:\n\tUserInfo{{0:{listed}:c13}} running\n")] {
        if let Some(users) = user::read(&listed, typed) {
            assert!(!users.is_empty() && users.len() < listed.lines().count());
            let _ = users.iter().map(|user| (user.id, user.profile)).count();
        }
    }
});
