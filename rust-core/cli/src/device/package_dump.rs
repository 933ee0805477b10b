//! What `dumpsys package packages` tells of each app and user beyond the lists: whether it is hidden,
//! archived, suspended or an instant app, and whether it came with the device. Of Android 8 to 16.
//! Source: `Settings.dumpPackageLPr` in AOSP.

use std::collections::HashMap;

/// Prints the lines of the dump that are read here, a few hundredths of it.
pub const COMMAND: &str = "dumpsys package packages | grep -E '^[^ ]|^  Package |\
     ^    (compat name|User |versionName|versionCode|flags|pkgFlags)|^      archiveTime'";

/// The apps in a dump, by package name.
#[derive(Debug, Default)]
pub struct PackageDump(pub HashMap<String, Package>);

/// An app, whoever has it installed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    pub version_code: Option<i64>,
    pub version_name: Option<String>,
    /// Whether it came with the device.
    pub system: bool,
    /// Whether it came with the device and was updated since.
    pub updated_system: bool,
    /// Where it stands for each user.
    pub users: HashMap<u32, Standing>,
}

/// Where an app stands for a user.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Standing {
    pub installed: bool,
    pub hidden: bool,
    pub suspended: bool,
    pub instant: bool,
    pub archived: bool,
    /// Whether its user or its maker turned it off.
    pub disabled: bool,
}

impl PackageDump {
    /// Reads a dump. What it does not hold is not known.
    pub fn read(text: &str) -> Self {
        let (mut packages, mut name) = (HashMap::<String, Package>::new(), None::<String>);
        let (mut in_packages, mut user) = (false, None);
        for line in text.lines() {
            if !line.starts_with(' ') {
                // Of an updated app, a later section has the version that came with the device.
                in_packages = line == "Packages:" || (in_packages && line.is_empty());
                continue;
            }
            if !in_packages {
                continue;
            }
            if let Some(start) = line.strip_prefix("  Package [") {
                let Some((found, _)) = start.split_once(']') else { continue };
                packages.entry(found.to_owned()).or_default();
                (name, user) = (Some(found.to_owned()), None);
                continue;
            }
            let Some(current) = &name else { continue };
            if let Some(known_as) = line.strip_prefix("    compat name=") {
                // Renamed since: the lists have this name.
                if let Some(package) = packages.remove(current) {
                    packages.insert(known_as.to_owned(), package);
                    name = Some(known_as.to_owned());
                }
                continue;
            }
            let Some(package) = packages.get_mut(current) else { continue };
            package.add(line, &mut user);
        }
        Self(packages)
    }
}

impl Package {
    fn add(&mut self, line: &str, user: &mut Option<u32>) {
        if line.starts_with("      archiveTime=") {
            if let Some(standing) = user.and_then(|user| self.users.get_mut(&user)) {
                standing.archived = true;
            }
            return;
        }
        let Some(fact) = line.strip_prefix("    ") else { return };
        if let Some(code) = fact.strip_prefix("versionCode=") {
            let code = code.split(' ').next().unwrap_or_default();
            self.version_code = code.parse().ok();
        } else if let Some(name) = fact.strip_prefix("versionName=") {
            self.version_name = (name != "null").then(|| name.to_owned());
        } else if fact.starts_with("flags=") || fact.starts_with("pkgFlags=") {
            let has = |flag| fact.split(' ').any(|word| word == flag);
            self.system |= has("SYSTEM");
            self.updated_system |= has("UPDATED_SYSTEM_APP");
        } else if let Some((id, state)) =
            fact.strip_prefix("User ").and_then(|of| of.split_once(':'))
            && let Ok(id) = id.parse()
            && let Some(standing) = Standing::read(state)
        {
            self.users.insert(id, standing);
            *user = Some(id);
        }
    }
}

impl Standing {
    /// What follows `User 0:`; `None` if that does not say whether the app is installed.
    fn read(text: &str) -> Option<Self> {
        let value = |key: &str| {
            let mut words = text.split_whitespace().filter_map(|word| word.split_once('='));
            words.find(|(name, _)| *name == key).map(|(_, value)| value)
        };
        let is = |key| value(key) == Some("true");
        Some(Self {
            installed: value("installed")?.parse().ok()?,
            hidden: is("hidden"),
            suspended: is("suspended"),
            instant: is("instant"),
            archived: false,
            // COMPONENT_ENABLED_STATE_DISABLED, …_DISABLED_USER and …_DISABLED_UNTIL_USED.
            disabled: matches!(value("enabled"), Some("2" | "3" | "4")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apps_are_read_of_old_and_new_androids() {
        // Android 8, all of an entry; Android 16, what is left of one by `COMMAND`.
        let dump = "\
Packages:
  Package [com.example.old] (1cce8bc):
    userId=10089
    versionCode=7 minSdk=21 targetSdk=28
    versionName=1.4 (beta]
    splits=[base]
    flags=[ HAS_CODE ALLOW_BACKUP ]
    User 0: ceDataInode=1 installed=true hidden=false suspended=false stopped=true notLaunched=false enabled=3 instant=false
      gids=[3003]
      runtime permissions:
        android.permission.CAMERA: granted=false, flags=[ USER_SET ]
    User 10: ceDataInode=0 installed=false hidden=false suspended=false stopped=true notLaunched=true enabled=0 instant=false
  Package [com.example.new] (6b7d559):
    compat name=com.example.kept
    versionCode=4294967303 minSdk=26 targetSdk=36
    versionName=null
    flags=[ SYSTEM HAS_CODE UPDATED_SYSTEM_APP ]
    pkgFlags=[ SYSTEM HAS_CODE ]
    User 0: ceDataInode=0 deDataInode=0 installed=false hidden=true suspended=true distractionFlags=0 stopped=true notLaunched=true enabled=0 instant=true virtual=false quarantined=false
      archiveTime=2026-01-02 03:04:05

Hidden system packages:
  Package [com.example.kept] (5e6f):
    versionCode=1 minSdk=26 targetSdk=36
    User 0: ceDataInode=0 installed=true hidden=false suspended=false enabled=0
";
        let PackageDump(packages) = PackageDump::read(dump);
        let disabled = Standing { installed: true, disabled: true, ..Standing::default() };
        let old = Package {
            version_code: Some(7),
            version_name: Some("1.4 (beta]".to_owned()),
            users: HashMap::from([(0, disabled), (10, Standing::default())]),
            ..Package::default()
        };
        let (hidden, suspended, instant, archived) = (true, true, true, true);
        let archived = Standing { hidden, suspended, instant, archived, ..Standing::default() };
        let new = Package {
            version_code: Some(4_294_967_303),
            version_name: None,
            system: true,
            updated_system: true,
            users: HashMap::from([(0, archived)]),
        };
        let expected = [("com.example.old", old), ("com.example.kept", new)];
        let expected = expected.map(|(name, package)| (name.to_owned(), package));
        assert_eq!(packages, HashMap::from(expected));
    }

    #[test]
    fn what_is_no_dump_tells_of_no_app() {
        for text in [
            "",
            "Can't find service: package\n",
            "  Package [com.example] (1):\n",
            "Packages:\n    User 0: installed=true\n  Package com.example\n",
        ] {
            assert!(PackageDump::read(text).0.is_empty(), "{text}");
        }
    }
}
