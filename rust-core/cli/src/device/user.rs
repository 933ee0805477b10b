//! The users of a device, as `pm list users` prints them: `UserInfo{10:Work profile:1030} running`.
//! Their names are nobody's business, and not kept.

use appvagt_adb::is_noise;
use appvagt_scanner::Profile;

/// Begins what is said of a user.
const INFO: &str = "UserInfo{";

// Flags of android.content.pm.UserInfo.
const PRIMARY: u32 = 0x1;
const ADMIN: u32 = 0x2;
const GUEST: u32 = 0x4;
const RESTRICTED: u32 = 0x8;
const MANAGED_PROFILE: u32 = 0x20;
const DEMO: u32 = 0x200;
const SYSTEM: u32 = 0x800;
const PROFILE: u32 = 0x1000;
const MAIN: u32 = 0x4000;

/// Flags of users who are somebody, and no profile of somebody else.
const PERSON: u32 = PRIMARY | ADMIN | GUEST | RESTRICTED | DEMO | SYSTEM | MAIN;
/// The flags that Android leaves to makers.
const OF_MAKERS: u32 = 0xffff_0000;
/// Of Samsung's Secure Folder, which some versions call a managed profile as well.
const SECURE_FOLDER: u32 = 0x1006_0000;
/// Of profiles for second copies of apps: Samsung's (0x20000000), that of Huawei, Oppo and
/// their kin (0x4000000), and Xiaomi's (0x800000).
const COPIES: u32 = 0x2480_0000;

/// A user of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct User {
    /// Its number.
    pub id: u32,
    /// What it is a profile of another user as; `None` for a user of its own.
    pub profile: Option<Profile>,
}

/// The users of a device.
#[derive(Debug, PartialEq, Eq)]
pub struct Users {
    /// Each once, in the order of the list.
    pub users: Vec<User>,
    /// Whether there may be others, which could not be read.
    pub is_damaged: bool,
}

/// Reads the users in the answer to `pm list users`; `None` if it has none. `typed` is the answer
/// to `cmd user list -v`, which has their types from Android 11 on.
pub fn read(listed: &str, typed: &str) -> Option<Users> {
    let mut lines = listed.lines().map(str::trim).filter(|line| !is_noise(line));
    lines.by_ref().find(|line| *line == "Users:")?;
    // A name may hold anything, line breaks among it.
    let mut infos = Vec::<String>::new();
    let mut is_damaged = false;
    for line in lines {
        match infos.last_mut() {
            _ if line.starts_with(INFO) => infos.push(line.to_owned()),
            Some(info) => info.extend(["\n", line]),
            None => is_damaged = true,
        }
    }
    let mut users = Vec::<User>::new();
    for info in &infos {
        match user(info, typed) {
            Some(user) if users.iter().all(|known| known.id != user.id) => users.push(user),
            _ => is_damaged = true,
        }
    }
    (!users.is_empty()).then_some(Users { users, is_damaged })
}

/// Reads what stands of one user.
fn user(info: &str, typed: &str) -> Option<User> {
    let (info, _state) = info.strip_prefix(INFO)?.rsplit_once('}')?;
    let (id, rest) = info.split_once(':')?;
    let (_name, flags) = rest.rsplit_once(':')?;
    let (id, flags) = (id.parse().ok()?, u32::from_str_radix(flags, 16).ok()?);
    Some(User { id, profile: profile(id, flags, type_of(id, typed)) })
}

/// Returns what a user is a profile as, by its flags and its type.
fn profile(id: u32, flags: u32, kind: Option<&str>) -> Option<Profile> {
    let has = |any: u32| flags & any != 0;
    if has(PERSON) {
        return None;
    }
    // Makers had such profiles before Android had types, and some call them managed or a user.
    if has(SECURE_FOLDER) {
        return Some(Profile::Private);
    }
    if has(COPIES) {
        return Some(Profile::Clone);
    }
    let by_type = match kind {
        Some("profile.PRIVATE") => Some(Profile::Private),
        Some("profile.CLONE") => Some(Profile::Clone),
        Some("profile.MANAGED") => Some(Profile::Work),
        Some(kind) if kind.starts_with("profile.") => Some(Profile::Private),
        // No user of its own has that flag.
        Some(_) => has(PROFILE).then_some(Profile::Private),
        None if has(MANAGED_PROFILE) => Some(Profile::Work),
        // One of Android's that came after this, or a maker's own: apps are in it, and it is
        // nobody.
        None => has(PROFILE | OF_MAKERS).then_some(Profile::Private),
    };
    // Android numbers users from 10 on, and nobody has so many.
    let is_of_maker = (95..=99).contains(&id) || (990..=999).contains(&id);
    by_type.map(|profile| if is_of_maker { Profile::Clone } else { profile })
}

/// Returns the type of user `id` in lines such as
/// `1: id=10, name=Work profile, type=profile.MANAGED, flags=…`; `None` if lines contradict each
/// other, as a name with a line break can make them.
fn type_of(id: u32, typed: &str) -> Option<&str> {
    let mut said = typed.lines().filter(|line| is_about(line, id)).map(|line| {
        let (_, after) = line.rsplit_once(", type=")?;
        after.split([',', ' ']).next()
    });
    let first = said.next()?;
    if said.all(|other| other == first) { first } else { None }
}

fn is_about(line: &str, id: u32) -> bool {
    let about = line
        .trim_start()
        .split_once(": id=")
        .filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    about
        .and_then(|(_, rest)| rest.split_once(", name="))
        .is_some_and(|(found, _)| found.parse() == Ok(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn users(listed: &str, typed: &str) -> Option<Vec<(u32, Option<Profile>)>> {
        let Users { users, is_damaged } = read(listed, typed)?;
        assert!(!is_damaged, "{listed}");
        Some(users.into_iter().map(|User { id, profile }| (id, profile)).collect())
    }

    #[test]
    fn profiles_are_distinguished_by_type_and_flags() {
        let (work, private, clone) =
            (Some(Profile::Work), Some(Profile::Private), Some(Profile::Clone));
        for (id, flags, kind, expected) in [
            // People: owners, another one, a guest; makers give owners flags of their own, too.
            (0, "c13", None, None),
            (0, "4c13", Some("full.SYSTEM"), None),
            (0, "800c13", None, None),
            (10, "410", None, None),
            (10, "10", Some("full.SECONDARY"), None),
            (11, "412", Some("full.SECONDARY"), None),
            (12, "404", None, None),
            (95, "410", None, None),
            (10, "1000410", Some("full.SECONDARY"), None),
            // Work profiles.
            (10, "30", None, work),
            (11, "1030", Some("profile.MANAGED"), work),
            (100, "30", None, work),
            // Copies of apps: Huawei, ColorOS, OnePlus, nubia, Xiaomi, Samsung, Android.
            (128, "4000410", None, clone),
            (128, "4100410", Some("full.SECONDARY"), clone),
            (129, "4100410", None, clone),
            (998, "4001010", None, clone),
            (999, "4000030", None, clone),
            (999, "1030", None, clone),
            (999, "800010", None, clone),
            (999, "801010", Some("profile.CLONE"), clone),
            (95, "20001010", None, clone),
            (96, "20001030", Some("profile.MANAGED"), clone),
            (95, "20000030", None, clone),
            (10, "1010", Some("profile.CLONE"), clone),
            // Secure Folder, private spaces, and what is to come.
            (150, "10061030", Some("profile.MANAGED"), private),
            (150, "61010", None, private),
            (151, "10061030", None, private),
            (11, "1010", Some("profile.PRIVATE"), private),
            (11, "1010", Some("profile.SUPERVISING"), private),
            (11, "1010", None, private),
            (10, "2000410", None, private),
            (11, "1010", Some("full.SECONDARY"), private),
        ] {
            let flags = u32::from_str_radix(flags, 16).unwrap();
            assert_eq!(profile(id, flags, kind), expected, "{id}:{flags:x} {kind:?}");
        }
    }

    #[test]
    fn users_are_read_whatever_their_names() {
        let typed = "3 users:\n\n\
             0: id=0, name=Ann, type=full.SYSTEM, flags=ADMIN|FULL|PRIMARY|SYSTEM (running) (current)\n\
             1: id=11, name=type=profile.CLONE, type=profile.PRIVATE, flags=INITIALIZED|PROFILE\n\
             2: id=95, name=9: id=11, name=x, type=profile.MANAGED, flags=MANAGED_PROFILE|PROFILE\n";
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
    fn no_name_gives_another_user_a_type() {
        let listed = "Users:\n\tUserInfo{0:Ann:c13} running\n\tUserInfo{11:x:1010} running\n";
        let own = "1: id=11, name=x, type=profile.CLONE, flags=PROFILE\n";
        for forged in ["full.SECONDARY", "profile.MANAGED", "profile.PRIVATE", "x"] {
            let name = format!("Ann\n7: id=11, name=y, type={forged}, flags=PROFILE");
            let ann = format!("0: id=0, name={name}, type=full.SYSTEM, flags=FULL\n");
            for typed in [format!("{ann}{own}"), format!("{own}{ann}")] {
                // What type it is of, nobody knows then.
                let users = users(listed, &typed);
                assert_eq!(users, Some(vec![(0, None), (11, Some(Profile::Private))]), "{typed}");
            }
        }
    }

    #[test]
    fn a_list_that_cannot_be_read_is_none() {
        for listed in [
            "",
            "Users:\n",
            "Error: java.lang.SecurityException: no\n",
            "Users:\n\tUserInfo{x:Owner:c13} running\n",
        ] {
            assert_eq!(read(listed, ""), None, "{listed}");
        }
    }

    #[test]
    fn damage_costs_no_user_but_the_one_it_hit() {
        for (listed, expected, is_damaged) in [
            ("UserInfo{0:Owner:c13} running\n\tUserInfo{10:Wo\n", &[0][..], true),
            (
                "UserInfo{0:Owner:c13} running\n\tUserInfo{10:Wo\nrk:1030} running\n",
                &[0, 10],
                false,
            ),
            ("UserInfo{0:O:c13}\n\tUserInfo{x:y:1030}\n\tUserInfo{11:z:1030}\n", &[0, 11], true),
            ("UserInfo{0:O:c13}\n\tUserInfo{10:y:1030}\n\tUserInfo{10:z:c13}\n", &[0, 10], true),
            ("what\n\tUserInfo{0:O:c13}\nWARNING: linker: x\n", &[0], true),
        ] {
            let Users { users, is_damaged: damaged } =
                read(&format!("Users:\n\t{listed}"), "").unwrap();
            let ids: Vec<_> = users.iter().map(|user| user.id).collect();
            assert_eq!((&*ids, damaged), (expected, is_damaged), "{listed}");
        }
    }
}
