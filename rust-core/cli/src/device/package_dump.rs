//! What `dumpsys package packages` says of each app and user beyond the lists: whether it is
//! hidden, archived, suspended or an instant app, and whether it came with the device. Of Android 8
//! to 16. Source: `Settings.dumpPackageLPr` in AOSP.
//!
//! Apps write into this dump: their version name, and the names of their permissions, stand there
//! as they are, line breaks and all. So every line may be forged, but none can be taken away, and
//! what an app forges comes on top of what Android says: an entry, a fact or a heading that stands
//! there twice. Of claims that contradict each other the one that makes an app more present counts.

use std::collections::{BTreeMap, BTreeSet};

/// Prints the lines of the dump that are read here, a few hundredths of it. `grep` would stop at a
/// zero byte, which a version name may hold.
pub const COMMAND: &str = "dumpsys package packages | sed -nE '/^[^ ]|^  Package |\
     ^    (compat name|User |versionName|versionCode|flags|pkgFlags)|^      archiveTime/p'";

/// Stands before the entries of the versions that came with the device, of apps that were updated.
const HIDDEN: &str = "Hidden system packages:";

/// The apps in a dump.
#[derive(Debug, Default)]
pub struct PackageDump {
    /// By package name.
    pub packages: BTreeMap<String, Package>,
    /// Whether something stands there twice, or where it cannot stand.
    pub is_contradictory: bool,
}

/// An app, whoever has it installed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Package {
    pub version_code: Option<i64>,
    pub version_name: Option<String>,
    /// Whether it says that it came with the device.
    pub system: bool,
    /// Whether it says that it was updated since.
    pub updated: bool,
    /// Where it stands for each user, as often as that is said.
    pub claims: BTreeMap<u32, Vec<Standing>>,
    /// Whether Android knows it by another name than it had first, which other dumps have.
    pub is_renamed: bool,
    /// Whether something of it stands there twice.
    pub is_doubtful: bool,
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

/// An entry of a dump.
#[derive(Debug, Default)]
struct Entry {
    name: String,
    package: Package,
    /// The user whose facts come next.
    user: Option<u32>,
    /// The facts that were there, by the word before `=`.
    facts: BTreeSet<&'static str>,
    /// Whether it says of all its flags that it came with the device.
    all_system: bool,
    /// Whether it stands behind the last heading of what is hidden.
    is_hidden: bool,
}

impl PackageDump {
    /// Reads a dump. What it does not hold is not known. `came_with_device` says of a package,
    /// from elsewhere, whether it did: only such have hidden entries.
    pub fn read(text: &str, came_with_device: impl Fn(&str) -> bool) -> Self {
        let lines: Vec<_> = text.lines().collect();
        let start = lines.iter().position(|line| *line == "Packages:");
        let lines = start.and_then(|start| lines.get(start + 1..)).unwrap_or_default();
        let headings = || lines.iter().enumerate().filter(|(_, line)| **line == HIDDEN);
        // No app that was installed has text behind the last one.
        let hidden = headings().next_back().map_or(lines.len(), |(at, _)| at);
        let (mut entries, mut after_header) = (Vec::<Entry>::new(), false);
        for (at, line) in lines.iter().enumerate() {
            if let Some(name) = header(line) {
                let (name, is_hidden) = (name.to_owned(), at > hidden);
                entries.push(Entry { name, is_hidden, all_system: true, ..Entry::default() });
                after_header = true;
            } else if let Some(entry) = entries.last_mut() {
                match line.strip_prefix("    compat name=") {
                    // The lists have this name. It stands nowhere else.
                    Some(name) if after_header => {
                        name.clone_into(&mut entry.name);
                        entry.package.is_renamed = true;
                    }
                    _ => entry.add(line),
                }
                after_header = false;
            }
        }
        let mut dump = Self { is_contradictory: headings().count() > 1, ..Self::default() };
        let (hidden, shown): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| e.is_hidden);
        for entry in shown {
            dump.add(entry);
        }
        for entry in hidden.into_iter().filter(|entry| !came_with_device(&entry.name)) {
            // The heading is forged: what stands behind it is an entry as any other.
            dump.is_contradictory = true;
            dump.add(entry);
        }
        dump.is_contradictory |= dump.packages.values().any(|package| package.is_doubtful);
        dump
    }

    fn add(&mut self, entry: Entry) {
        let Entry { name, mut package, facts, all_system, .. } = entry;
        package.system = all_system && (facts.contains("flags") || facts.contains("pkgFlags"));
        match self.packages.get_mut(&name) {
            None => {
                self.packages.insert(name, package);
            }
            Some(known) => {
                known.is_doubtful = true;
                known.system &= package.system;
                known.updated |= package.updated;
                for (user, claims) in package.claims {
                    known.claims.entry(user).or_default().extend(claims);
                }
            }
        }
    }
}

impl Package {
    /// Returns where it stands for a user: of several claims, whatever makes it more present.
    /// `is_unlisted` says that a whole list lacks it, so that of several claims none counts by
    /// which it would be in that list.
    pub fn standing(&self, user: u32, is_unlisted: bool) -> Option<Standing> {
        let claims = self.claims.get(&user)?;
        let counts = |claim: &&Standing| {
            claims.len() == 1 || !is_unlisted || !claim.installed || claim.hidden || claim.instant
        };
        claims.iter().filter(counts).copied().reduce(Standing::or)
    }
}

impl Entry {
    fn add(&mut self, line: &str) {
        let package = &mut self.package;
        if line.starts_with("      archiveTime=") {
            let claims = self.user.and_then(|user| package.claims.get_mut(&user));
            if let Some(standing) = claims.and_then(|claims| claims.last_mut()) {
                standing.archived = true;
            }
            return;
        }
        let Some(fact) = line.strip_prefix("    ") else { return };
        if let Some((id, state)) = fact.strip_prefix("User ").and_then(|of| of.split_once(':')) {
            if let (Ok(id), Some(standing)) = (id.parse(), Standing::read(state)) {
                let claims = package.claims.entry(id).or_default();
                claims.push(standing);
                package.is_doubtful |= claims.len() > 1;
                self.user = Some(id);
            }
            return;
        }
        let Some((key, value)) = fact.split_once('=') else { return };
        let Some(key) = ["versionCode", "versionName", "flags", "pkgFlags"]
            .into_iter()
            .find(|known| *known == key)
        else {
            return;
        };
        let is_first = self.facts.insert(key);
        package.is_doubtful |= !is_first;
        match key {
            "versionCode" if is_first => {
                package.version_code = value.split(' ').next().and_then(|code| code.parse().ok());
            }
            "versionName" if is_first => {
                package.version_name = (value != "null").then(|| value.to_owned());
            }
            "flags" | "pkgFlags" => {
                let has = |flag| value.split(' ').any(|word| word == flag);
                self.all_system &= has("SYSTEM");
                package.updated |= has("UPDATED_SYSTEM_APP");
            }
            _ => (),
        }
    }
}

impl Standing {
    /// Reads what follows `User 0:`; `None` if that does not say whether the app is installed.
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
            disabled: value("enabled").is_some_and(is_off),
        })
    }

    /// Returns what two claims come to: whichever makes the app more present.
    fn or(self, other: Self) -> Self {
        let archived = self.archived || other.archived;
        match (self.installed, other.installed) {
            (true, false) => Self { archived, ..self },
            (false, true) => Self { archived, ..other },
            (installed, _) => Self {
                installed,
                hidden: self.hidden && other.hidden,
                suspended: self.suspended && other.suspended,
                instant: self.instant && other.instant,
                archived,
                disabled: self.disabled && other.disabled,
            },
        }
    }
}

/// Returns whether `enabled=` is `COMPONENT_ENABLED_STATE_DISABLED`, `…_DISABLED_USER` or
/// `…_DISABLED_UNTIL_USED`.
pub fn is_off(enabled: &str) -> bool {
    matches!(enabled, "2" | "3" | "4")
}

/// Returns the package whose entry begins here.
fn header(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("  Package [")?.split_once(']')?;
    Some(name)
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
        let dump = PackageDump::read(dump, |name| name == "com.example.kept");
        let disabled = Standing { installed: true, disabled: true, ..Standing::default() };
        let old = Package {
            version_code: Some(7),
            version_name: Some("1.4 (beta]".to_owned()),
            claims: BTreeMap::from([(0, vec![disabled]), (10, vec![Standing::default()])]),
            ..Package::default()
        };
        let (hidden, suspended, instant, archived) = (true, true, true, true);
        let archived = Standing { hidden, suspended, instant, archived, ..Standing::default() };
        let new = Package {
            version_code: Some(4_294_967_303),
            system: true,
            updated: true,
            claims: BTreeMap::from([(0, vec![archived])]),
            is_renamed: true,
            ..Package::default()
        };
        let expected = [("com.example.old", old), ("com.example.kept", new)];
        let expected = expected.map(|(name, package)| (name.to_owned(), package));
        assert_eq!(dump.packages, BTreeMap::from(expected));
        assert!(!dump.is_contradictory);
    }

    #[test]
    fn what_is_no_dump_names_no_app() {
        for text in [
            "",
            "Can't find service: package\n",
            "  Package [com.example] (1):\n",
            "Packages:\n    User 0: installed=true\n  Package com.example\n",
        ] {
            let dump = PackageDump::read(text, |_| true);
            assert!(dump.packages.is_empty() && !dump.is_contradictory, "{text}");
        }
    }

    #[test]
    fn no_text_of_an_app_takes_away_what_the_dump_says_of_another() {
        for (version, is_seen) in [
            ("1.0", false),
            // Lines that are no facts contradict nothing.
            ("1.0\nbuild 7", false),
            ("1.0\nOther:\n\n  x", false),
            ("1.0\n    flags=[ SYSTEM ]", true),
            ("1.0\n    versionName=2", true),
            ("1.0\n    User 0: installed=false", true),
            ("1.0\n  Package [org.other] (1):\n    User 0: installed=false", true),
            ("1.0\n    compat name=org.other", false),
            (
                "1.0\n  Package [x] (1):\n    compat name=org.other\n    User 0: installed=false",
                true,
            ),
            ("1.0\nHidden system packages:", true),
            ("1.0\nHidden system packages:\n  Package [org.other] (1):", true),
            ("1.0\nPackages:\nHidden system packages:\n\nPackages:", true),
            (
                "1.0\n  Package [com.example] (1):\n    flags=[ SYSTEM ]\n    User 0: installed=false",
                { true },
            ),
        ] {
            let dump = format!(
                "Packages:\n  Package [com.example] (1):\n    versionCode=1\n    \
                 versionName={version}\n    flags=[ HAS_CODE ]\n    User 0: installed=true \
                 enabled=0\n  Package [org.other] (2):\n    versionCode=1\n    versionName=1\n    \
                 flags=[ HAS_CODE ]\n    User 0: installed=true hidden=true enabled=0\n\
                 \nHidden system packages:\n  Package [android] (3):\n    User 0: installed=true\n"
            );
            let dump = PackageDump::read(&dump, |name| name == "android");
            let other = &dump.packages["org.other"];
            let hidden = Standing { installed: true, hidden: true, ..Standing::default() };
            assert_eq!(other.standing(0, true), Some(hidden), "{version}");
            assert!(other.standing(0, false).is_some_and(|there| there.installed), "{version}");
            assert!(!other.system, "{version}");
            assert_eq!(dump.is_contradictory, is_seen, "{version}");
        }
    }
}
