//! The users of a device, as `pm list users` prints them: `UserInfo{10:Work profile:1030} running`.
//! Their names are nobody's business, and not kept.

use appvagt_scanner::Profile;

// Flags of android.content.pm.UserInfo.
const MANAGED_PROFILE: u32 = 0x20;
const PROFILE: u32 = 0x1000;
/// Of Samsung's Secure Folder, which is a managed profile as well.
const SECURE_FOLDER: u32 = 0x1000_0000;

/// Users that makers give to second copies of apps: Samsung, and Xiaomi and others.
const CLONES: [u32; 2] = [95, 999];

/// A user of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct User {
    /// Its number.
    pub id: u32,
    /// What it is a profile of another user as; `None` for a user of its own.
    pub profile: Option<Profile>,
}

/// The users in the answer to `pm list users`; `None` if a line of it cannot be read or there is no
/// user. `typed` is what `cmd user list -v` answers, which tells profiles apart from Android 11 on.
pub fn read(listed: &str, typed: &str) -> Option<Vec<User>> {
    let mut lines = listed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.by_ref().find(|line| *line == "Users:")?;
    let users: Option<Vec<_>> = lines.map(|line| user(line, typed)).collect();
    users.filter(|users| !users.is_empty())
}

fn user(line: &str, typed: &str) -> Option<User> {
    // The name may hold anything.
    let (info, _state) = line.strip_prefix("UserInfo{")?.rsplit_once('}')?;
    let (id, rest) = info.split_once(':')?;
    let (_name, flags) = rest.rsplit_once(':')?;
    let (id, flags) = (id.parse().ok()?, u32::from_str_radix(flags, 16).ok()?);
    let profile = match type_of(id, typed) {
        _ if flags & SECURE_FOLDER != 0 => Some(Profile::Private),
        // Some call these managed, too.
        _ if CLONES.contains(&id) => Some(Profile::Clone),
        Some("profile.PRIVATE") => Some(Profile::Private),
        Some("profile.CLONE") => Some(Profile::Clone),
        Some("profile.MANAGED") => Some(Profile::Work),
        _ if flags & MANAGED_PROFILE != 0 => Some(Profile::Work),
        _ if flags & PROFILE != 0 => Some(Profile::Private),
        _ => None,
    };
    Some(User { id, profile })
}

/// The type of user `id` in lines such as
/// `1: id=10, name=Work profile, type=profile.MANAGED, flags=…`.
fn type_of(id: u32, typed: &str) -> Option<&str> {
    let line = typed.lines().find(|line| line.contains(&format!(": id={id}, ")))?;
    let (_, after) = line.rsplit_once(", type=")?;
    after.split([',', ' ']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn users(listed: &str, typed: &str) -> Option<Vec<(u32, Option<Profile>)>> {
        let users = read(listed, typed)?;
        Some(users.into_iter().map(|User { id, profile }| (id, profile)).collect())
    }

    #[test]
    fn users_are_told_by_their_flags_and_types() {
        let typed = "3 users:\n\n\
             0: id=0, name=Ann, type=full.SYSTEM, flags=ADMIN|FULL|PRIMARY|SYSTEM (running) (current)\n\
             1: id=11, name=type=profile.CLONE, type=profile.PRIVATE, flags=INITIALIZED|PROFILE\n\
             2: id=95, name=DUAL_APP, type=profile.MANAGED, flags=MANAGED_PROFILE|PROFILE\n";
        let cases = [
            ("Users:\n\tUserInfo{0:Owner:13} running\n", "", vec![(0, None)]),
            ("Users:\r\n\tUserInfo{0:null:c13} running\r\n\r\n", "", vec![(0, None)]),
            (
                "Users:\n\tUserInfo{0:A: b} c:4c13} running\n\tUserInfo{10:Work profile:1030}\n\
                 \tUserInfo{12:Guest:404}\n",
                "Error: unknown command 'list'\n",
                vec![(0, None), (10, Some(Profile::Work)), (12, None)],
            ),
            (
                "Users:\n\tUserInfo{0:Ann:4c13} running\n\tUserInfo{11:x:1010} running\n\
                 \tUserInfo{95:DUAL_APP:1030} running\n",
                typed,
                vec![(0, None), (11, Some(Profile::Private)), (95, Some(Profile::Clone))],
            ),
            (
                "Users:\n\tUserInfo{0:Ann:c13} running\n\
                 \tUserInfo{95:DUAL_APP:20001030} running\n\tUserInfo{150:Secure Folder:10061030}\n\
                 \tUserInfo{999:XSpace:801010} running\n",
                "",
                vec![
                    (0, None),
                    (95, Some(Profile::Clone)),
                    (150, Some(Profile::Private)),
                    (999, Some(Profile::Clone)),
                ],
            ),
        ];
        for (listed, typed, expected) in cases {
            assert_eq!(users(listed, typed), Some(expected), "{listed}");
        }
    }

    #[test]
    fn a_list_that_cannot_be_read_is_none() {
        for listed in [
            "",
            "Users:\n",
            "Error: java.lang.SecurityException: no\n",
            "Users:\n\tUserInfo{0:Owner:c13} running\n\tUserInfo{10:Wo\n",
            "Users:\n\tUserInfo{x:Owner:c13} running\n",
        ] {
            assert_eq!(read(listed, ""), None, "{listed}");
        }
    }
}
