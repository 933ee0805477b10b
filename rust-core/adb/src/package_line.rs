//! The lines that `pm list packages` prints, of Android 8 to 16 and with any of its options.
//!
//! A line is `package:[path=]name[ versionCode:N][ stopped=B][  installer=X][ uid:N,N]`, and the
//! path may hold `=` and spaces. Source: `PackageManagerShellCommand.runListPackages` in AOSP.

use crate::noise::is_noise;

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageLine<'t> {
    /// An app is there.
    App(ListedPackage<'t>),
    /// Nothing about apps: it is empty, noise, or the stack trace of a failure.
    Nothing,
    /// The question failed: apps may be missing.
    Failure,
    /// Something else. It may have been an app.
    Unknown,
}

/// An app in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedPackage<'t> {
    /// Package name: letters, digits, `_`, `-` and `.` alone, the first one neither `-` nor `.`.
    pub name: &'t str,
    /// Where its base APK is, from the root on, if the list was asked for paths and it has one.
    pub path: Option<&'t str>,
    /// Its version code in digits, if the list was asked for it.
    pub version_code: Option<&'t str>,
    /// Whether the list is of more users than one. Android 16 lists all: `uid:10271,1010271`.
    pub several_users: bool,
}

/// Reads the lines of one list.
#[derive(Debug, Clone, Default)]
pub struct PackageLines {
    failed: bool,
}

impl PackageLines {
    /// Reads the next line, with or without its end.
    pub fn read<'t>(&mut self, line: &'t str) -> PackageLine<'t> {
        let line = line.trim();
        if let Some(listed) = line.strip_prefix("package:") {
            return app(listed).map_or(PackageLine::Unknown, PackageLine::App);
        }
        if self.failed || is_noise(line) {
            return PackageLine::Nothing;
        }
        self.failed = is_failure(line);
        if self.failed { PackageLine::Failure } else { PackageLine::Unknown }
    }
}

/// Returns whether a line says that the question failed.
fn is_failure(line: &str) -> bool {
    const BEGINNINGS: [&str; 12] = [
        "Error:",
        "Error ",
        "error:",
        "adb: ",
        "Exception",
        "Failure",
        "Killed",
        "Segmentation fault",
        "CANNOT LINK EXECUTABLE",
        "cmd: ",
        "Can't find service",
        "Bad user number",
    ];
    BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
        || line.contains("Exception:")
        || line.ends_with("not found")
}

/// Reads the app in what follows `package:`.
fn app(listed: &str) -> Option<ListedPackage<'_>> {
    let mut app = ListedPackage { name: "", path: None, version_code: None, several_users: false };
    let mut rest = listed;
    // From the end: names hold no space, and paths may.
    while let Some((before, last)) = rest.rsplit_once(' ') {
        if let Some(code) = value(last, "versionCode:") {
            app.version_code = Some(code);
        } else if let Some(uids) = value(last, "uid:") {
            app.several_users = uids.contains(',');
        } else if value(last, "stopped=").is_none() && value(last, "installer=").is_none() {
            break;
        }
        rest = before.trim_end();
    }
    // Names hold no `=`.
    app.name = match rest.rsplit_once('=') {
        // As Java writes a path that is not known.
        Some(("null", name)) => name,
        Some((path, name)) if path.starts_with('/') => {
            app.path = Some(path);
            name
        }
        Some(_) => return None,
        None => rest,
    };
    let of_names = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let is_name = !app.name.is_empty() && app.name.bytes().all(of_names);
    (is_name && !app.name.starts_with(['-', '.'])).then_some(app)
}

/// Returns the value of a detail such as `uid:10271,1010271`. That it holds no `=` sets it apart
/// from the end of a path.
fn value<'t>(word: &'t str, key: &str) -> Option<&'t str> {
    let of_values = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.,".contains(&byte);
    word.strip_prefix(key).filter(|value| value.bytes().all(of_values))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NONE: ListedPackage<'_> =
        ListedPackage { name: "com.example", path: None, version_code: None, several_users: false };

    #[test]
    fn a_line_of_any_android_is_an_app() {
        let split = Some("/data/app/~~Ab==/com.example-c3Q==/base.apk");
        let cases = [
            // Android 8: no version codes.
            ("com.example", NONE),
            ("/data/app/com.example-1/base.apk=com.example", {
                ListedPackage { path: Some("/data/app/com.example-1/base.apk"), ..NONE }
            }),
            // Everything, as Android 10 and 16 print it.
            (
                "/data/app/~~Ab==/com.example-c3Q==/base.apk=com.example versionCode:7  \
                 installer=com.android.vending uid:10271",
                ListedPackage { path: split, version_code: Some("7"), ..NONE },
            ),
            (
                "/data/app/~~Ab==/com.example-c3Q==/base.apk=com.example versionCode:4294967303 \
                 stopped=true  installer=null uid:10271,1010271",
                ListedPackage {
                    path: split,
                    version_code: Some("4294967303"),
                    several_users: true,
                    ..NONE
                },
            ),
            ("com.example  installer=null", NONE),
            ("com.example  installer=", NONE),
            ("com.example uid:10271", NONE),
            ("/data/app/==/base.apk=com.example", {
                ListedPackage { path: Some("/data/app/==/base.apk"), ..NONE }
            }),
            ("/data/My Apps/base.apk=com.example", {
                ListedPackage { path: Some("/data/My Apps/base.apk"), ..NONE }
            }),
            ("/data/x uid:7/y installer=z=com.example", {
                ListedPackage { path: Some("/data/x uid:7/y installer=z"), ..NONE }
            }),
            ("null=com.example", NONE),
        ];
        for (line, expected) in cases {
            for end in ["", "\n", "\r\n", "\r\r\n"] {
                let line = format!("package:{line}{end}");
                let read = PackageLines::default().read(&line);
                assert_eq!(read, PackageLine::App(expected), "{line:?}");
            }
        }
    }

    #[test]
    fn makers_names_are_names() {
        for name in ["android", "miui", "oppo-framework-res", "com.qti.x_y.Z9", "0.a"] {
            assert_eq!(app(name), Some(ListedPackage { name, ..NONE }));
        }
    }

    #[test]
    fn what_may_be_an_app_and_cannot_be_read_is_unknown() {
        for line in [
            "package:",
            "package:/data/app/base.apk=",
            "package:com.example; reboot",
            "package:com.exa mple",
            "package:com.ex\u{fffd}mple",
            "package:base.apk=com.example",
            "package:=com.example",
            "package:com.example version:7",
            "package:com.example uid:=7",
            "package:-f",
            "package:..",
            "packag",
            "ackage:com.example",
            "Package:com.example",
            "com.example",
        ] {
            assert_eq!(PackageLines::default().read(line), PackageLine::Unknown, "{line}");
        }
    }

    #[test]
    fn noise_is_nothing() {
        for line in [
            "",
            " \r\n",
            "* daemon not running; starting now at tcp:5037",
            "* daemon not running. starting it now on port 5037 *",
            "* daemon started successfully *",
            "adb server is out of date.  killing...",
            "adb server version (31) doesn't match this client (41); killing...",
            "- waiting for device -",
            "List of devices attached \r",
            "WARNING: linker: /system/lib64/libx.so: unused DT entry",
            "warning: x",
        ] {
            assert_eq!(PackageLines::default().read(line), PackageLine::Nothing, "{line}");
        }
    }

    #[test]
    fn a_failure_is_reported_once_and_hides_no_app() {
        for failure in [
            "Error: java.lang.SecurityException: Shell does not have permission to access user 10",
            "java.lang.SecurityException: Shell does not have permission to access user 150",
            "Exception occurred while executing 'list':",
            "Error: Unknown option: -i",
            "error: device offline",
            "adb: device 'R58M' not found",
            "cmd: Failure calling service package: Broken pipe (32)",
            "Can't find service: package",
            "Bad user number: 99",
            "/system/bin/sh: pm: inaccessible or not found",
            "/system/bin/sh: pm: not found",
        ] {
            let mut lines = PackageLines::default();
            assert_eq!(lines.read(failure), PackageLine::Failure, "{failure}");
            let trace = "\tat com.android.server.A.b(A.java:1)\n";
            assert_eq!(lines.read(trace), PackageLine::Nothing);
            assert_eq!(lines.read(failure), PackageLine::Nothing);
            assert_eq!(lines.read("package:com.example"), PackageLine::App(NONE));
            assert_eq!(lines.read("package:com.exa mple"), PackageLine::Unknown);
        }
    }

    proptest! {
        #[test]
        fn an_app_is_read_back_whatever_is_asked_along(
            name in "[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,30}",
            path in prop::option::of("/[a-zA-Z0-9~=./ :-]{0,40}"),
            version in prop::option::of("[0-9]{1,19}"),
            stopped in prop::option::of(any::<bool>()),
            installer in prop::option::of("[a-zA-Z][a-zA-Z0-9_.]{0,30}"),
            uids in prop::collection::vec(10_000_u32..2_000_000, 0..4),
        ) {
            let mut line = "package:".to_owned();
            if let Some(path) = &path { line.extend([path, "="]); }
            line.push_str(&name);
            if let Some(version) = &version { line.extend([" versionCode:", version]); }
            if let Some(stopped) = stopped { line.extend([" stopped=", if stopped { "true" } else { "false" }]); }
            if let Some(installer) = &installer { line.extend(["  installer=", installer]); }
            let list = uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
            if !uids.is_empty() { line.extend([" uid:", &list]); }
            let expected = ListedPackage {
                name: &name,
                path: path.as_deref(),
                version_code: version.as_deref(),
                several_users: uids.len() > 1,
            };
            prop_assert_eq!(PackageLines::default().read(&line), PackageLine::App(expected));
        }

        #[test]
        fn names_are_nothing_that_a_shell_could_take_for_more(line in "(package:)?(/.{0,9}=)?\\PC{0,60}") {
            if let PackageLine::App(app) = PackageLines::default().read(&line) {
                prop_assert!(!app.name.starts_with('-'));
                let of_names = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
                prop_assert!(app.name.chars().all(of_names), "{}", app.name);
                prop_assert!(app.path.is_none_or(|path| path.starts_with('/')));
            }
        }
    }
}
