//! What a device knows of apps beside the lists of those that are installed.

use std::collections::BTreeSet;

use appvagt_scanner::{InstalledApp, Presence};

use super::device_admins::DeviceAdmins;
use super::origins::{Origins, PLATFORM};
use super::package_dump::{Package, PackageDump, Standing};
use super::standings::Standings;
use super::user::User;

/// What is known of apps. What no app can say of itself goes before what the readable dump says.
pub struct Known {
    pub dump: PackageDump,
    /// Empty if the device did not say it, or not whole.
    pub standings: Standings,
    pub origins: Origins,
    pub admins: DeviceAdmins,
}

impl Known {
    /// Returns the packages that the device knows, whoever has them.
    pub fn names(&self) -> BTreeSet<&str> {
        let dumped = self.dump.packages.iter();
        let is_credible = |package: &Package| self.standings.0.is_empty() || package.is_renamed;
        let dumped = dumped.filter(|(_, package)| is_credible(package)).map(|(name, _)| name);
        dumped.chain(self.standings.0.keys()).map(String::as_str).collect()
    }

    /// Returns the users who have Android itself, as everybody does who is there.
    pub fn users(&self) -> impl Iterator<Item = u32> {
        let platform = self.standings.0.get(PLATFORM).into_iter().flatten();
        platform.filter(|(_, there)| there.installed).map(|(user, _)| *user)
    }

    /// Returns where an app stands for a user. `is_unlisted` says that a whole list lacks it, so
    /// that of several claims none counts by which it would be in that list.
    pub fn standing(&self, name: &str, user: u32, is_unlisted: bool) -> Option<Standing> {
        let package = self.dump.packages.get(name);
        let dumped = package.and_then(|package| package.standing(user, is_unlisted));
        match self.standings.0.get(name) {
            Some(users) => {
                let there = users.get(&user)?;
                let archived = dumped.is_some_and(|dumped| dumped.archived);
                Some(Standing { archived, ..*there })
            }
            None => dumped,
        }
    }

    /// Returns the presence of an app that no list has; `None` if it is not there for this user.
    pub fn presence(&self, name: &str, standing: Standing) -> Option<Presence> {
        if standing.installed {
            return Some(if standing.hidden { Presence::Hidden } else { Presence::Installed });
        }
        if standing.archived {
            return Some(Presence::Archived);
        }
        // Android knows it still, and nobody has it.
        let is_gone = match (self.standings.0.get(name), self.dump.packages.get(name)) {
            (Some(users), _) => users.values().all(|there| !there.installed),
            (None, package) => package?.claims.values().flatten().all(|there| !there.installed),
        };
        (is_gone && !self.is_system(name)).then_some(Presence::DataKept)
    }

    /// Returns whether an app came with the device. What it says of itself counts only where
    /// nothing else is known.
    fn is_system(&self, name: &str) -> bool {
        self.origins.of(name).unwrap_or_else(|| {
            let package = self.dump.packages.get(name);
            package.is_some_and(|package| package.system && !package.is_doubtful)
        })
    }

    /// Describes an app of a user, which stands there as is known.
    pub fn described(
        &self,
        name: &str,
        user: User,
        presence: Presence,
        there: Option<Standing>,
    ) -> InstalledApp {
        let mut app = InstalledApp { presence, profile: user.profile, ..InstalledApp::named(name) };
        app.device_admin = self.admins.has(user.id, name).then_some(true);
        app.system = self.is_system(name);
        let package = self.dump.packages.get(name);
        let is_updated = self.origins.is_updated(name);
        app.updated_system = app.system
            && is_updated.unwrap_or_else(|| package.is_some_and(|package| package.updated));
        if let Some(package) = package.filter(|package| !package.is_doubtful) {
            app.version_code = package.version_code;
            app.version_name.clone_from(&package.version_name);
        }
        if let Some(standing) = there {
            (app.suspended, app.instant) = (standing.suspended, standing.instant);
            // Of what an app could write itself, it is not believed that it is off.
            let is_known =
                self.standings.0.contains_key(name) || self.origins.is_as_delivered(name);
            app.enabled = !(standing.disabled && is_known);
        }
        app
    }
}
