//! What a device says of its users and their apps.

use std::collections::HashSet;

use appvagt_adb::{Answer, Asked, Device, Unreachable};
use appvagt_scanner::{
    Gap, InstalledApp, Judge, PackageList as List, Presence, Profile, Ruling, list_gaps,
};

use super::chosen_users::ChosenUsers;
use super::device_admins::{self, DeviceAdmins};
use super::in_one_line;
use super::known::Known;
use super::origins::{self, Origins, PLATFORM};
use super::package_dump::{self, PackageDump};
use super::package_list::PackageList;
use super::standings::{self, Standings};
use super::user::{self, User};

/// What a device said.
#[derive(Debug, Default)]
pub struct Phone {
    /// Its model, as its maker calls it.
    pub model: Option<String>,
    /// Its version of Android: `16`.
    pub android: Option<String>,
    /// Its API level.
    pub api_level: Option<u32>,
    /// The users whose apps were listed.
    pub users: Vec<u32>,
    /// Users of their own that nobody asked to look at.
    pub others: Vec<u32>,
    /// The apps of all these users.
    pub apps: Vec<AppOfUser>,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
    /// The users whose list of apps the device refused to the shell.
    pub refused: Vec<u32>,
    /// All users that the device listed.
    pub listed: Vec<u32>,
    /// How many apps there are or may be that were not identified.
    pub unread: usize,
    /// Profiles that are there and could not be, or were not to be, looked at.
    pub unseen: Vec<Profile>,
    /// What went wrong and where, in words. No app is named.
    pub details: Vec<String>,
}

/// An app of a user.
#[derive(Debug)]
pub struct AppOfUser {
    pub user: u32,
    pub app: InstalledApp,
}

/// Why nothing was asked.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    #[error("the device has no user {user}, but {there}\n  Name one of these with --user.")]
    NoSuchUser { user: u32, there: String },
}

/// The answers about one user.
struct Lists {
    user: User,
    installed: PackageList,
    /// The apps that are turned off; `None` if that list failed.
    disabled: Option<PackageList>,
    /// Whether the first list ended as it should.
    whole: bool,
}

impl Phone {
    /// Asks the device. What it does not answer is a gap; `judge` says of which apps it matters
    /// that a list leaves them out.
    pub fn ask(device: &Device, chosen: ChosenUsers, judge: &Judge) -> Result<Self, Stop> {
        let Asked { answers, broke } = device.ask(&[
            "getprop ro.build.version.sdk",
            "getprop ro.build.version.release",
            "getprop ro.product.model",
            "am get-current-user",
            "pm list users",
            "cmd user list -v",
        ])?;
        let mut answers = answers.into_iter();
        let mut answer = || answers.next().unwrap_or_default();
        let (api_level, android, model) = (answer(), answer(), answer());
        let mut phone = Self {
            model: model.line().map(str::to_owned),
            android: android.line().map(str::to_owned),
            api_level: api_level.line().and_then(|level| level.parse().ok()),
            details: broke.iter().map(in_one_line).collect(),
            ..Self::default()
        };
        let (current, listed, typed) = (answer(), answer(), answer());
        let users = phone.choose(&current, &listed, &typed, chosen)?;
        let (lists, known) = phone.list(device, users)?;
        for lists in lists {
            phone.add(&lists, &known, judge);
        }
        phone.look_for_others(&known);
        Ok(phone)
    }

    /// Chooses the users to look at, by the answers about the one in the foreground, about all, and
    /// about their types.
    fn choose(
        &mut self,
        current: &Answer,
        listed: &Answer,
        typed: &Answer,
        chosen: ChosenUsers,
    ) -> Result<Vec<User>, Stop> {
        let read = user::read(&listed.text, &typed.text).filter(|_| listed.succeeded());
        let in_foreground = current.line().and_then(|id| id.parse().ok());
        if in_foreground.is_none() && chosen == ChosenUsers::WithProfiles {
            let what = "which user is in the foreground (am get-current-user) is not known";
            self.details.push(with_reason(what, current));
        }
        let current = in_foreground;
        if read.as_ref().is_none_or(|users| users.is_damaged) {
            let what = "the list of users (pm list users) cannot be read";
            self.details.push(with_reason(what, listed));
            self.unseen = vec![Profile::Work, Profile::Private, Profile::Clone];
            let unanswered = match (chosen, current) {
                (ChosenUsers::WithProfiles, None) if read.is_none() => Some("am get-current-user"),
                (ChosenUsers::All, _) => Some("pm list users"),
                // Somebody's name may have hidden a profile.
                _ => read.is_some().then_some("pm list users"),
            };
            self.gaps.extend(unanswered.map(|question| Gap::ListFailed {
                list: List::Installed,
                exception: question.to_owned(),
            }));
        }
        let mut all = read.map(|read| read.users).unwrap_or_default();
        let asked = match chosen {
            ChosenUsers::One(id) => Some(id),
            ChosenUsers::WithProfiles | ChosenUsers::All => current,
        };
        let is_unlisted = |id: &u32| all.iter().all(|user| user.id != *id);
        if !self.unseen.is_empty()
            && let Some(id) = asked.or(all.is_empty().then_some(0)).filter(is_unlisted)
        {
            all.push(User { id, profile: None });
        }
        self.listed = all.iter().map(|user| user.id).collect();
        let wanted = |user: &User| match chosen {
            // Nobody is left out who may be in the foreground.
            ChosenUsers::WithProfiles => {
                user.profile.is_some() || current.is_none_or(|current| user.id == current)
            }
            ChosenUsers::All => true,
            ChosenUsers::One(id) => user.id == id,
        };
        let (users, others): (Vec<User>, Vec<User>) = all.iter().copied().partition(wanted);
        if let (ChosenUsers::One(user), true) = (chosen, users.is_empty()) {
            let there: Vec<_> = all.iter().map(|user| user.id.to_string()).collect();
            return Err(Stop::NoSuchUser { user, there: there.join(", ") });
        }
        for other in others {
            match other.profile {
                Some(profile) => self.unseen(profile),
                None => self.others.push(other.id),
            }
        }
        Ok(users)
    }

    /// Asks for the lists of these users, and for what is known of apps beside them.
    fn list(&mut self, device: &Device, users: Vec<User>) -> Result<(Vec<Lists>, Known), Stop> {
        let commands = commands(&users);
        let commands: Vec<_> = commands.iter().map(String::as_str).collect();
        let Asked { answers, broke } = device.ask(&commands)?;
        self.details.extend(broke.iter().map(in_one_line));
        Ok(self.read(users, answers))
    }

    /// Reads the answers to [`commands`].
    fn read(&mut self, users: Vec<User>, answers: Vec<Answer>) -> (Vec<Lists>, Known) {
        let mut answers = answers.into_iter();
        let mut answer = || answers.next().unwrap_or_default();
        let mut lists = Vec::new();
        for user in users {
            let (installed, disabled) = (answer(), answer());
            let list = PackageList::read(&installed.text);
            let whole = list.failure.is_none() && installed.succeeded();
            if !whole {
                let why = list.failure.as_deref().unwrap_or(if installed.status.is_none() {
                    "the answer was cut short"
                } else {
                    "the device gives no reason"
                });
                self.details.push(format!("user {}: the list of apps failed: {why}", user.id));
            }
            for line in &list.unreadable {
                self.details.push(format!(
                    "user {}: line {line} of the list of apps (pm list packages -f) is neither an \
                     app nor a known message",
                    user.id
                ));
            }
            let is_whole = disabled.succeeded();
            let disabled = PackageList::read(&disabled.text);
            let disabled = (is_whole && disabled.failure.is_none()).then_some(disabled);
            lists.push(Lists { user, installed: list, disabled, whole });
        }
        let origins = Origins::read(&answer(), lists.iter().map(|lists| &lists.installed));
        let (standings, dump, admins) = (answer(), answer(), answer());
        let admins = DeviceAdmins::read(&admins.text);
        let why = dump.reason().map(str::to_owned);
        let ended = dump.succeeded() && !says_timeout(&dump.text);
        let dump = PackageDump::read(&dump.text, |name| origins.came_with_device(name));
        let listed = || lists.iter().flat_map(|lists| &lists.installed.apps);
        // A package that was renamed has its first name there.
        let is_there = |standings: &Standings, name: &str| {
            let renamed = || dump.packages.get(name).is_some_and(|package| package.is_renamed);
            standings.0.contains_key(name) || renamed()
        };
        let standings = Standings::read(&standings)
            .filter(|standings| listed().all(|entry| is_there(standings, &entry.name)))
            .unwrap_or_default();
        let knows_listed = listed().all(|entry| dump.packages.contains_key(&entry.name));
        if !ended || !knows_listed || !lists.iter().any(|lists| lists.whole) {
            let what = "what the device knows of hidden and archived apps (dumpsys package packages) \
                        is missing or not whole";
            self.details.push(match why.filter(|_| dump.packages.is_empty()) {
                Some(reason) => format!("{what}: {reason}"),
                None => what.to_owned(),
            });
            self.hidden_unknown();
        } else if dump.is_contradictory && standings.0.is_empty() {
            self.details.push(
                "what the device knows of hidden and archived apps (dumpsys package packages) \
                 contradicts itself, as the text of an app may make it do"
                    .to_owned(),
            );
            self.hidden_unknown();
        }
        // What there is of it is true all the same.
        (lists, Known { dump, standings, origins, admins })
    }

    fn hidden_unknown(&mut self) {
        let exception = "dumpsys package".to_owned();
        self.gaps.push(Gap::ListFailed { list: List::Hidden, exception });
    }

    /// Notes which users the device left out of its list.
    fn look_for_others(&mut self, known: &Known) {
        let others: Vec<_> = known.users().filter(|user| !self.listed.contains(user)).collect();
        for user in others {
            self.details.push(format!(
                "user {user} has apps and is not in the list of users (pm list users): it was not \
                 looked at"
            ));
            for profile in [Profile::Work, Profile::Private, Profile::Clone] {
                self.unseen(profile);
            }
        }
    }

    /// Adds the apps of one user.
    fn add(&mut self, lists: &Lists, known: &Known, judge: &Judge) {
        let Lists { user, installed, disabled, whole } = lists;
        let user = *user;
        if installed.failure.is_some() {
            self.refused.push(user.id);
        }
        let off = disabled.as_ref().map(|disabled| {
            disabled.apps.iter().map(|entry| entry.name.as_str()).collect::<HashSet<_>>()
        });
        let mut apps = Vec::new();
        for entry in &installed.apps {
            let there = known.standing(&entry.name, user.id, false);
            let mut app = known.described(&entry.name, user, Presence::Installed, there);
            // No list has instant apps.
            app.instant = false;
            if let Some(off) = &off {
                app.enabled = !off.contains(entry.name.as_str());
            }
            apps.push(app);
        }
        // The dump has users whose list the shell is refused, as managements like to.
        let vouched = known.standing(PLATFORM, user.id, false).is_some_and(|there| there.installed);
        let has_hidden_gap = self.gaps.iter().any(is_about_hidden);
        let by_dump = installed.failure.is_some() && vouched && !has_hidden_gap;
        if !by_dump {
            self.doubt(lists, &apps);
        }
        let listed: HashSet<_> = installed.apps.iter().map(|entry| entry.name.as_str()).collect();
        let mut contradicted = 0;
        for name in known.names().into_iter().filter(|name| !listed.contains(name)) {
            let Some(standing) = known.standing(name, user.id, *whole) else { continue };
            let Some(presence) = known.presence(name, standing) else { continue };
            let app = known.described(name, user, presence, Some(standing));
            let is_listable = presence == Presence::Installed && !standing.instant;
            if is_listable && !by_dump {
                // Libraries are left out, too. What matters is that no banned app is.
                if judge.rule(&app) == Ruling::Clear {
                    continue;
                }
                contradicted += 1;
            }
            apps.push(app);
        }
        if contradicted > 0 && *whole {
            self.gaps.push(Gap::ListContradicted { apps: contradicted });
        }
        if by_dump || *whole || !apps.is_empty() {
            self.users.push(user.id);
        }
        self.apps.extend(apps.into_iter().map(|app| AppOfUser { user: user.id, app }));
    }

    /// Notes why the list of a user is not to be trusted, if so.
    fn doubt(&mut self, lists: &Lists, apps: &[InstalledApp]) {
        let Lists { user, installed, whole, .. } = lists;
        self.unread += installed.unreadable.len();
        let gaps = list_gaps(apps, PLATFORM).into_iter();
        // The question is the shell's, which need not be in a list.
        let gaps: Vec<_> = gaps.filter(|gap| *gap != Gap::ListWithoutOurselves).collect();
        if let Some(profile) = user.profile.filter(|_| !whole || !gaps.is_empty()) {
            self.unseen(profile);
        } else if *whole {
            self.gaps.extend(gaps);
        } else {
            let exception = installed.failure.as_deref().map_or("", exception).to_owned();
            self.gaps.push(Gap::ListFailed { list: List::Installed, exception });
        }
    }

    fn unseen(&mut self, profile: Profile) {
        if !self.unseen.contains(&profile) {
            self.unseen.push(profile);
        }
    }
}

fn is_about_hidden(gap: &Gap) -> bool {
    matches!(gap, Gap::ListFailed { list: List::Hidden, .. })
}

/// Adds to what is not known why the device did not say it, if it gives a reason.
fn with_reason(what: &str, answer: &Answer) -> String {
    match answer.reason().filter(|_| !answer.succeeded()) {
        Some(reason) => format!("{what}: {reason}"),
        None => what.to_owned(),
    }
}

/// Returns the questions about these users: two lists for each, what came with the device, and
/// three dumps.
fn commands(users: &[User]) -> Vec<String> {
    // Without `-u`: of what it adds, only the dumps say what it is. Without `-i`: some phones
    // refuse it. With `--user`: without, Android 16 lists all users.
    let lists = users.iter().flat_map(|User { id, .. }| {
        ["-f", "-d"].map(|which| format!("pm list packages {which} --user {id}"))
    });
    let first = users.first().map_or(0, |user| user.id);
    let others =
        [standings::COMMAND, package_dump::COMMAND, device_admins::COMMAND].map(str::to_owned);
    lists.chain([origins::command(first)]).chain(others).collect()
}

/// Returns whether `dumpsys` gave up. It says so at the end; what stands before may be an app's.
fn says_timeout(dump: &str) -> bool {
    let mut lines = dump.lines().rev().filter(|line| !line.trim().is_empty());
    lines.by_ref().take(3).any(|line| line.contains("DUMP TIMEOUT"))
}

/// Returns the class of the exception in a message, or else the message.
fn exception(message: &str) -> &str {
    let mut words = message.split([' ', ':']);
    words.find(|word| word.ends_with("Exception")).unwrap_or(message)
}

#[cfg(test)]
mod tests;
