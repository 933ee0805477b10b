//! What a device tells of its users and their apps.

use std::collections::HashSet;

use appvagt_adb::{Answer, Asked, Device, Unreachable};
use appvagt_scanner::{
    Gap, InstalledApp, Judge, PackageList as List, Presence, Profile, Ruling, list_gaps,
};

use super::device_admins::{self, DeviceAdmins};
use super::in_one_line;
use super::package_dump::{self, Package, PackageDump, Standing};
use super::package_list::PackageList;
use super::scope::Scope;
use super::user::{self, User};

/// Name of the package that holds the Android framework; every user has it.
const PLATFORM: &str = "android";

/// What a device told.
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
    pub apps: Vec<Listed>,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
    /// How many apps there are or may be that were not identified.
    pub unread: usize,
    /// Profiles that are there and could not be, or were not to be, looked at.
    pub unseen: Vec<Profile>,
    /// What went wrong and where, in words. No app is named.
    pub details: Vec<String>,
}

/// An app of a user.
#[derive(Debug)]
pub struct Listed {
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
    disabled: PackageList,
    /// Whether the first list ended as it should.
    whole: bool,
}

impl Phone {
    /// Asks the device. What it does not answer is a gap; `judge` says of which apps it matters that
    /// a list leaves them out.
    pub fn ask(device: &Device, scope: Scope, judge: &Judge) -> Result<Self, Stop> {
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
        let current = current.line().and_then(|id| id.parse().ok());
        let users = phone.choose(current, &listed, &typed, scope)?;
        let (lists, dump, admins) = phone.list(device, users)?;
        for lists in lists {
            phone.add(&lists, dump.as_ref(), judge);
        }
        for Listed { user, app } in &mut phone.apps {
            app.device_admin = admins.has(*user, &app.package).then_some(true);
        }
        Ok(phone)
    }

    /// The users to look at, where `current` is the one in the foreground.
    fn choose(
        &mut self,
        current: Option<u32>,
        listed: &Answer,
        typed: &Answer,
        scope: Scope,
    ) -> Result<Vec<User>, Stop> {
        let all = user::read(&listed.text, &typed.text).filter(|_| listed.status == Some(0));
        if current.is_none() && scope == Scope::WithProfiles {
            let what = "which user is in the foreground (am get-current-user) cannot be told";
            self.details.push(what.to_owned());
        }
        let Some(all) = all else {
            self.details.push("the list of users (pm list users) cannot be read".to_owned());
            self.unseen = vec![Profile::Work, Profile::Private, Profile::Clone];
            let (id, unanswered) = match (scope, current) {
                (Scope::One(id), _) | (Scope::WithProfiles, Some(id)) => (id, None),
                (Scope::WithProfiles, None) => (0, Some("am get-current-user")),
                (Scope::All, current) => (current.unwrap_or(0), Some("pm list users")),
            };
            self.gaps.extend(unanswered.map(|question| Gap::ListFailed {
                list: List::Installed,
                exception: question.to_owned(),
            }));
            return Ok(vec![User { id, profile: None }]);
        };
        let wanted = |user: &User| match scope {
            // Nobody is left out who may be in the foreground.
            Scope::WithProfiles => {
                user.profile.is_some() || current.is_none_or(|current| user.id == current)
            }
            Scope::All => true,
            Scope::One(id) => user.id == id,
        };
        let (users, others): (Vec<User>, Vec<User>) = all.iter().copied().partition(wanted);
        if let (Scope::One(user), true) = (scope, users.is_empty()) {
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

    /// The lists of these users, what is known of each app beside them, and the administrators.
    fn list(
        &mut self,
        device: &Device,
        users: Vec<User>,
    ) -> Result<(Vec<Lists>, Option<PackageDump>, DeviceAdmins), Stop> {
        // Without `-u`: what it adds is told apart by the dump alone. Without `-i`: some phones
        // refuse it. With `--user`: without, Android 16 lists all users.
        let mut commands: Vec<_> = users
            .iter()
            .flat_map(|User { id, .. }| {
                ["-f", "-d"].map(|which| format!("pm list packages {which} --user {id}"))
            })
            .collect();
        commands.extend([package_dump::COMMAND, device_admins::COMMAND].map(str::to_owned));
        let commands: Vec<_> = commands.iter().map(String::as_str).collect();
        let Asked { answers, broke } = device.ask(&commands)?;
        self.details.extend(broke.iter().map(in_one_line));
        let mut answers = answers.into_iter();
        let mut answer = || answers.next().unwrap_or_default();
        let mut lists = Vec::new();
        for user in users {
            let (installed, disabled) = (answer(), answer());
            let list = PackageList::read(&installed.text);
            let whole = list.failure.is_none() && installed.status == Some(0);
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
            let disabled = PackageList::read(&disabled.text);
            lists.push(Lists { user, installed: list, disabled, whole });
        }
        let (dump, admins) = (answer(), DeviceAdmins::read(&answer().text));
        let ended = dump.status == Some(0) && !dump.text.contains("DUMP TIMEOUT");
        let dump = PackageDump::read(&dump.text);
        let known = |lists: &Lists| {
            lists.installed.apps.iter().all(|entry| dump.0.contains_key(&entry.name))
        };
        if ended && lists.iter().any(|lists| lists.whole) && lists.iter().all(known) {
            return Ok((lists, Some(dump), admins));
        }
        self.details.push(
            "what the device knows of hidden and archived apps (dumpsys package packages) is \
             missing or not whole"
                .to_owned(),
        );
        let exception = "dumpsys package".to_owned();
        self.gaps.push(Gap::ListFailed { list: List::Hidden, exception });
        // What there is of it is true all the same.
        Ok((lists, (!dump.0.is_empty()).then_some(dump), admins))
    }

    /// Adds the apps of one user.
    fn add(&mut self, lists: &Lists, dump: Option<&PackageDump>, judge: &Judge) {
        let Lists { user, installed, disabled, whole } = lists;
        let user = *user;
        let mut apps = Vec::new();
        let disabled: HashSet<_> = disabled.apps.iter().map(|entry| entry.name.as_str()).collect();
        let dumped = |name: &str| dump.and_then(|dump| dump.0.get(name));
        for entry in &installed.apps {
            let mut app = described(&entry.name, user, dumped(&entry.name), Presence::Installed);
            app.enabled &= !disabled.contains(entry.name.as_str());
            if dump.is_none() {
                // What came with a device lies elsewhere.
                app.system = entry.path.as_ref().is_some_and(|path| !path.starts_with("/data/"));
            }
            apps.push(app);
        }
        // The dump tells of users whose list the shell is refused, as managements like to.
        let vouched = dumped(PLATFORM)
            .and_then(|platform| platform.users.get(&user.id))
            .is_some_and(|standing| standing.installed);
        let has_hidden_gap = self.gaps.iter().any(is_about_hidden);
        let by_dump = installed.failure.is_some() && vouched && !has_hidden_gap;
        if !by_dump {
            self.doubt(lists, &apps);
        }
        let listed: HashSet<_> = installed.apps.iter().map(|entry| entry.name.as_str()).collect();
        let mut contradicted = 0;
        for (name, package) in dump.iter().flat_map(|dump| &dump.0) {
            let Some(standing) = package.users.get(&user.id) else { continue };
            if listed.contains(name.as_str()) {
                continue;
            }
            let Some(presence) = presence(*standing, package) else { continue };
            let app = described(name, user, Some(package), presence);
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
        self.apps.extend(apps.into_iter().map(|app| Listed { user: user.id, app }));
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

/// Where an app that no list has stands; `None` if it is not there for this user.
fn presence(standing: Standing, package: &Package) -> Option<Presence> {
    if standing.installed {
        Some(if standing.hidden { Presence::Hidden } else { Presence::Installed })
    } else if standing.archived {
        Some(Presence::Archived)
    } else {
        // Android knows it still, and nobody has it.
        let kept = !package.system && package.users.values().all(|standing| !standing.installed);
        kept.then_some(Presence::DataKept)
    }
}

/// The facts about an app of a user.
fn described(
    name: &str,
    user: User,
    package: Option<&Package>,
    presence: Presence,
) -> InstalledApp {
    let mut app = InstalledApp { presence, profile: user.profile, ..InstalledApp::named(name) };
    if let Some(package) = package {
        app.version_code = package.version_code;
        app.version_name.clone_from(&package.version_name);
        (app.system, app.updated_system) = (package.system, package.updated_system);
        if let Some(standing) = package.users.get(&user.id) {
            app.enabled = !standing.disabled;
            (app.suspended, app.instant) = (standing.suspended, standing.instant);
        }
    }
    app
}

/// The class of the exception in a message, or else the message.
fn exception(message: &str) -> &str {
    let mut words = message.split([' ', ':']);
    words.find(|word| word.ends_with("Exception")).unwrap_or(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_is_told_by_its_class() {
        for (message, class) in [
            (
                "Error: java.lang.SecurityException: Shell does not have permission",
                "java.lang.SecurityException",
            ),
            ("Can't find service: package", "Can't find service: package"),
        ] {
            assert_eq!(exception(message), class);
        }
    }
}
