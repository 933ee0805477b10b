//! What `pm list packages` prints, of Android 8 to 16.
//!
//! A line is `package:[path=]name[ versionCode:N][ stopped=B][  installer=X][ uid:N,N]`, and the
//! path may hold `=`. Source: `PackageManagerShellCommand` in AOSP.

use std::collections::HashSet;

/// The apps of one user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackageList {
    /// Each app once, in the order of the list.
    pub apps: Vec<Entry>,
    /// Lines that could not be read, the first of the list being 1. They may stand for apps.
    pub unreadable: Vec<usize>,
    /// The first line that says that something went wrong.
    pub failure: Option<String>,
}

/// An app in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Package name: of letters, digits, `_`, `-` and `.` alone.
    pub name: String,
    /// Path of the base APK, if the list was asked for paths.
    pub path: Option<String>,
}

impl PackageList {
    /// Reads a list. A line that is neither an app nor a known message is unreadable: it may have
    /// been an app.
    pub fn read(text: &str) -> Self {
        let (mut list, mut known) = (Self::default(), HashSet::new());
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if let Some(app) = line.strip_prefix("package:") {
                match entry(app) {
                    Some(entry) if known.insert(entry.name.clone()) => list.apps.push(entry),
                    // A list of all users names an app once for each.
                    Some(_) => (),
                    None => list.unreadable.push(index + 1),
                }
            } else if list.failure.is_some() || is_harmless(line) {
                // What follows a failure is its stack trace.
            } else if is_failure(line) {
                list.failure = Some(line.to_owned());
            } else {
                list.unreadable.push(index + 1);
            }
        }
        list
    }
}

/// The app in what follows `package:`.
fn entry(text: &str) -> Option<Entry> {
    let app = without_details(text);
    // Only the path may hold `=`.
    let (path, name) = match app.rsplit_once('=') {
        Some((path, name)) => (Some(path.to_owned()), name),
        None => (None, app),
    };
    let is_name = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.');
    let named = !name.is_empty() && name.bytes().all(is_name) && !name.starts_with(['-', '.']);
    let placed = path.as_ref().is_none_or(|path| path.starts_with('/'));
    (named && placed).then(|| Entry { name: name.to_owned(), path })
}

/// Without what may follow the name. The last space but those in details stands before them, as
/// names hold none.
fn without_details(text: &str) -> &str {
    const DETAILS: [&str; 4] = ["versionCode:", "stopped=", "installer=", "uid:"];
    let mut rest = text.trim_end();
    while let Some((before, last)) = rest.rsplit_once(' ') {
        if !DETAILS.iter().any(|detail| last.starts_with(detail)) {
            break;
        }
        rest = before.trim_end();
    }
    rest
}

/// Whether a line is about other things than apps, or empty.
fn is_harmless(line: &str) -> bool {
    // Some makers' linkers warn whenever a program is started.
    line.is_empty() || line.to_ascii_lowercase().starts_with("warning:")
}

/// Whether a line tells that the question failed.
fn is_failure(line: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "Error:",
        "Error ",
        "Exception",
        "Failure",
        "Killed",
        "Segmentation fault",
        "cmd: ",
        "Can't find service",
        "Bad user number",
    ];
    BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
        || line.contains("Exception:")
        || line.contains("inaccessible or not found")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn app(name: &str, path: Option<&str>) -> Entry {
        Entry { name: name.to_owned(), path: path.map(str::to_owned) }
    }

    #[test]
    fn a_line_of_any_android_is_an_app() {
        let base = "/data/app/~~Ab==/com.example-c3Q==/base.apk";
        let cases = [
            // Android 8: no version codes.
            ("com.example", None),
            ("/data/app/com.example-1/base.apk=com.example", {
                Some("/data/app/com.example-1/base.apk")
            }),
            // With everything, as Android 10 and 16 print it.
            (
                "/data/app/~~Ab==/com.example-c3Q==/base.apk=com.example versionCode:7  \
                 installer=com.android.vending uid:10271",
                Some(base),
            ),
            (
                "/data/app/~~Ab==/com.example-c3Q==/base.apk=com.example versionCode:7 \
                 stopped=true  installer=null uid:10271,1010271",
                Some(base),
            ),
            ("com.example  installer=null", None),
            ("com.example uid:10271", None),
            // A path with a space.
            ("/data/My Apps/base.apk=com.example", Some("/data/My Apps/base.apk")),
        ];
        for (line, path) in cases {
            let list = PackageList::read(&format!("package:{line}\r\n"));
            let apps = vec![app("com.example", path)];
            assert_eq!(list, PackageList { apps, ..PackageList::default() }, "{line}");
        }
    }

    #[test]
    fn makers_names_are_names() {
        for name in ["android", "miui", "oppo-framework-res", "com.qti.x_y.Z9"] {
            assert_eq!(entry(name), Some(app(name, None)));
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_line() {
        for line in [
            "package:",
            "package:/data/app/base.apk=",
            "package:com.example; reboot",
            "package:com.exa mple",
            "package:com.ex\u{fffd}mple",
            "package:base.apk=com.example",
            "package:-f",
            "packag",
            "ackage:com.example",
            "com.example",
        ] {
            let list = PackageList::read(&format!("package:android\n\n{line}\npackage:a.b\n"));
            assert_eq!(list.unreadable, [3], "{line:?}");
            assert_eq!(list.apps.len(), 2, "{line:?}");
        }
    }

    #[test]
    fn noise_is_no_app_and_a_failure_is_no_noise() {
        let list = PackageList::read(
            "WARNING: linker: /system/lib64/libx.so: unused DT entry\npackage:android\n",
        );
        let apps = vec![app("android", None)];
        assert_eq!(list, PackageList { apps, ..PackageList::default() });
        for failure in [
            "Error: java.lang.SecurityException: Shell does not have permission to access user 10",
            "java.lang.SecurityException: Shell does not have permission to access user 150",
            "Exception occurred while executing 'list':",
            "Error: Unknown option: -i",
            "cmd: Failure calling service package: Broken pipe (32)",
            "Can't find service: package",
            "Bad user number: 99",
            "/system/bin/sh: pm: inaccessible or not found",
        ] {
            let text =
                format!("package:android\n{failure}\n\tat com.android.server.A.b(A.java:1)\n");
            let list = PackageList::read(&text);
            assert_eq!(list.failure.as_deref(), Some(failure));
            assert_eq!((list.apps.len(), list.unreadable), (1, vec![]), "{failure}");
        }
    }

    fn name() -> impl Strategy<Value = String> {
        "[a-zA-Z][a-zA-Z0-9_.]{0,30}"
    }

    proptest! {
        #[test]
        fn every_line_is_an_app_a_failure_harmless_or_told(lines in prop::collection::vec(".{0,60}|package:.{0,60}", 0..20)) {
            let lines: Vec<_> = lines.iter().map(|line| line.replace(['\n', '\r'], " ")).collect();
            let text = lines.join("\n");
            let list = PackageList::read(&text);
            for &line in &list.unreadable {
                prop_assert!(line >= 1 && line <= text.lines().count());
            }
            for app in &list.apps {
                prop_assert!(!app.name.contains(|c: char| c.is_whitespace() || "'\"$;&|=`\\/".contains(c)));
            }
            let listed = text.lines().filter(|line| line.trim().starts_with("package:")).count();
            prop_assert!(list.apps.len() + list.unreadable.len() >= usize::from(listed > 0));
        }

        #[test]
        fn apps_are_read_back_whatever_is_asked_along(
            apps in prop::collection::hash_map(name(), prop::option::of("/[a-zA-Z0-9~=./-]{1,40}"), 0..20),
            version in any::<bool>(),
            installer in prop::option::of(name()),
            uid in any::<bool>(),
            end in prop::sample::select(vec!["\n", "\r\n"]),
        ) {
            let mut text = String::new();
            for (name, path) in &apps {
                text.push_str("package:");
                if let Some(path) = path {
                    text.push_str(path);
                    text.push('=');
                }
                text.push_str(name);
                if version { text.push_str(" versionCode:-12"); }
                if let Some(installer) = &installer { text.push_str("  installer="); text.push_str(installer); }
                if uid { text.push_str(" uid:10001,1010001"); }
                text.push_str(end);
            }
            let list = PackageList::read(&text);
            prop_assert_eq!(&list.unreadable, &Vec::<usize>::new());
            let read: std::collections::HashMap<_, _> =
                list.apps.into_iter().map(|app| (app.name, app.path)).collect();
            prop_assert_eq!(read, apps);
        }
    }
}
