//! Which apps came with the device, by what no app can say of itself: a list of Android's, and
//! where their APKs are.

use std::collections::{HashMap, HashSet};

use appvagt_adb::Answer;

use super::package_list::PackageList;

/// Name of the package that holds the Android framework; every user has it.
pub const PLATFORM: &str = "android";

/// Returns the question for the apps that came with the device. With `-u` it has those as well that
/// are hidden from the user or were taken from them.
pub fn command(user: u32) -> String {
    format!("pm list packages -s -u --user {user}")
}

/// Where apps come from.
#[derive(Debug, Default)]
pub struct Origins {
    /// The apps that came with the device; `None` if that list failed.
    system: Option<HashSet<String>>,
    /// Paths of base APKs.
    paths: HashMap<String, String>,
}

impl Origins {
    /// Reads the answer to [`command`], and the lists of users, which have paths.
    pub fn read<'a>(answer: &Answer, lists: impl Iterator<Item = &'a PackageList>) -> Self {
        let PackageList { apps, unreadable, failure } = PackageList::read(&answer.text);
        let system: HashSet<_> = apps.into_iter().map(|entry| entry.name).collect();
        let is_whole = answer.succeeded() && failure.is_none() && unreadable.is_empty();
        let system = Some(system).filter(|system| is_whole && system.contains(PLATFORM));
        let entries = lists.flat_map(|list| &list.apps);
        let paths = entries.filter_map(|entry| Some((entry.name.clone(), entry.path.clone()?)));
        Self { system, paths: paths.collect() }
    }

    /// Returns whether an app came with the device; `None` if that is not known.
    pub fn of(&self, name: &str) -> Option<bool> {
        match &self.system {
            Some(system) => Some(system.contains(name)),
            None => self.paths.get(name).map(|path| is_on_image(path)),
        }
    }

    /// Returns whether it is known to have come with the device.
    pub fn came_with_device(&self, name: &str) -> bool {
        self.of(name) == Some(true)
    }

    /// Returns whether an app that came with the device was updated since: its APK is elsewhere.
    /// `None` if no list has its path.
    pub fn is_updated(&self, name: &str) -> Option<bool> {
        self.paths.get(name).map(|path| !is_on_image(path))
    }

    /// Returns whether an app is the version that came with the device: it says what its maker
    /// says.
    pub fn is_as_delivered(&self, name: &str) -> bool {
        self.is_updated(name) == Some(false)
    }
}

/// Returns whether a path is on an image that came with the device, and not where apps are
/// installed to: on the phone, or on a card that it adopted.
fn is_on_image(path: &str) -> bool {
    !["/data/", "/mnt/"].iter().any(|installed| path.starts_with(installed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str, status: i32) -> Answer {
        Answer { text: text.to_owned(), status: Some(status) }
    }

    #[test]
    fn origins_are_what_android_lists_or_else_where_apks_are() {
        let list = PackageList::read(
            "package:/system/framework/framework-res.apk=android\n\
             package:/product/app/a/a.apk=org.image\n\
             package:/data/app/~~A==/b-c==/base.apk=org.updated\n\
             package:/data/app/~~A==/d-e==/base.apk=org.installed\n\
             package:/mnt/expand/1-2/app/~~A==/f-g==/base.apk=org.on.card\n",
        );
        let names = ["android", "org.image", "org.updated", "org.installed", "org.on.card"];
        let listed = "package:android\npackage:org.image\npackage:org.updated\n";
        let (yes, no) = (Some(true), Some(false));
        for (text, status, expected) in [
            (listed, 0, [yes, yes, yes, no, no]),
            // A list that is not whole is none.
            (listed, 1, [yes, yes, no, no, no]),
            ("package:org.image\n", 0, [yes, yes, no, no, no]),
            ("package:android\npackage:org\u{1b}\n", 0, [yes, yes, no, no, no]),
            ("java.lang.SecurityException: no\n", 255, [yes, yes, no, no, no]),
        ] {
            let origins = Origins::read(&answer(text, status), [&list].into_iter());
            assert_eq!(names.map(|name| origins.of(name)), expected, "{text}");
            let updated = [no, no, yes, yes, yes];
            assert_eq!(names.map(|name| origins.is_updated(name)), updated);
        }
        let origins = Origins::read(&answer(listed, 1), [&list].into_iter());
        let hidden = "org.hidden";
        assert_eq!((origins.of(hidden), origins.is_updated(hidden)), (None, None));
        assert!(!origins.came_with_device(hidden) && !origins.is_as_delivered(hidden));
    }
}
