//! The apps of one user, as `pm list packages` prints them.

use std::collections::HashSet;

use appvagt_adb::{ListedPackage, PackageLine, PackageLines, reason};

/// The apps of one user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackageList {
    /// Each app once, in the order of the list.
    pub apps: Vec<Entry>,
    /// Lines that could not be read, the first of the list being 1. They may stand for apps.
    pub unreadable: Vec<usize>,
    /// Why the list failed, in the device's words, if it says that it did.
    pub failure: Option<String>,
}

/// An app in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Package name, as [`ListedPackage`] has it.
    pub name: String,
    /// Path of the base APK, if it is known.
    pub path: Option<String>,
}

impl PackageList {
    /// Reads a list. A line that is neither an app nor a known message is unreadable: it may have
    /// been an app.
    pub fn read(text: &str) -> Self {
        let (mut list, mut known) = (Self::default(), HashSet::new());
        let (mut lines, mut trace) = (PackageLines::default(), None::<String>);
        for (index, line) in text.lines().enumerate() {
            match lines.read(line) {
                PackageLine::App(ListedPackage { name, path, .. }) => {
                    // A list of all users names an app once for each.
                    if known.insert(name) {
                        let (name, path) = (name.to_owned(), path.map(str::to_owned));
                        list.apps.push(Entry { name, path });
                    }
                }
                PackageLine::Nothing => trace.iter_mut().for_each(|trace| {
                    trace.push('\n');
                    trace.push_str(line);
                }),
                PackageLine::Failure => trace = Some(line.to_owned()),
                PackageLine::Unknown => list.unreadable.push(index + 1),
            }
        }
        list.failure = trace.map(|trace| {
            let first = trace.lines().next().unwrap_or_default();
            reason(&trace).unwrap_or(first).trim().to_owned()
        });
        list
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn app(name: &str, path: Option<&str>) -> Entry {
        Entry { name: name.to_owned(), path: path.map(str::to_owned) }
    }

    #[test]
    fn an_app_stands_once_and_what_cannot_be_read_is_named_by_its_line() {
        let list = PackageList::read(
            "* daemon started successfully\r\npackage:/system/a=b/x.apk=android\r\n\r\n\
             package:com.exa mple\r\npackage:android uid:1000\r\npackage:null=a.b\r\npackag",
        );
        let apps = vec![app("android", Some("/system/a=b/x.apk")), app("a.b", None)];
        assert_eq!(list, PackageList { apps, unreadable: vec![4, 7], failure: None });
    }

    #[test]
    fn a_failure_is_the_line_that_says_why() {
        let failure = "Error: java.lang.SecurityException: no access to user 10";
        let list = PackageList::read(&format!(
            "package:android\n{failure}\n\tat A.b(A.java:1)\npackage:a.b\npackage:\n"
        ));
        let (apps, failure) = (vec![app("android", None), app("a.b", None)], failure.to_owned());
        assert_eq!(list, PackageList { apps, unreadable: vec![5], failure: Some(failure) });
        let list = PackageList::read(
            "\nException occurred while executing 'list':\njava.lang.SecurityException: no access \
             to user 150\n com.android.server.am.A.b:8\n\tat A.b(A.java:1)\n",
        );
        let failure = "java.lang.SecurityException: no access to user 150".to_owned();
        assert_eq!(list, PackageList { failure: Some(failure), ..PackageList::default() });
        // Where every line looks like a stack trace, it is the first.
        let list = PackageList::read("at a.BException: one\nat a.BException: two\n");
        assert_eq!(list.failure.as_deref(), Some("at a.BException: one"));
    }

    proptest! {
        #[test]
        fn every_line_is_an_app_a_failure_harmless_or_reported(lines in prop::collection::vec(".{0,60}|package:.{0,60}", 0..20)) {
            let lines: Vec<_> = lines.iter().map(|line| line.replace(['\n', '\r'], " ")).collect();
            let text = lines.join("\n");
            let list = PackageList::read(&text);
            for &line in &list.unreadable {
                prop_assert!(line >= 1 && line <= text.lines().count());
            }
            let listed = text.lines().filter(|line| line.trim().starts_with("package:")).count();
            prop_assert!(list.apps.len() + list.unreadable.len() >= usize::from(listed > 0));
        }
    }
}
