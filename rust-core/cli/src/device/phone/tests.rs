//! That no app can lie for another, or for itself: whatever stands in the texts that an app writes
//! into what a device answers.

use appvagt_scanner::{Catalogue, JudgingContext, Policy, Report};
use proptest::prelude::*;

use super::super::found::{FoundOnDevice, Holder};
use super::super::outcome::{Depth, DeviceOutcome};
use super::*;

const BANNED: [&str; 2] = ["com.zhiliaoapp.musically", "com.ss.android.ugc.trill"];

/// Where an app of the model stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum There {
    Installed,
    Off,
    Suspended,
    Hidden,
    Instant,
    Archived,
    /// Uninstalled, with its data kept.
    DataKept,
}

const ALL: [There; 7] = [
    There::Installed,
    There::Off,
    There::Suspended,
    There::Hidden,
    There::Instant,
    There::Archived,
    There::DataKept,
];

#[derive(Debug, Clone)]
struct App {
    name: &'static str,
    there: There,
    preloaded: bool,
    updated: bool,
}

/// The texts of one app that stand in what the device answers.
#[derive(Debug, Clone)]
struct Texts {
    version_name: String,
    permission: String,
    /// The title of an app that is archived.
    title: String,
}

impl App {
    fn installed(name: &'static str) -> Self {
        Self { name, there: There::Installed, preloaded: false, updated: false }
    }

    fn has_code(&self) -> bool {
        !matches!(self.there, There::Archived | There::DataKept)
    }

    fn is_listed(&self) -> bool {
        matches!(self.there, There::Installed | There::Off | There::Suspended)
    }

    fn path(&self) -> String {
        if self.preloaded && !self.updated {
            format!("/system/app/{0}/{0}.apk", self.name)
        } else {
            format!("/data/app/~~Ab==/{}-c3Q==/base.apk", self.name)
        }
    }

    /// Its entry, as Android prints it.
    fn dumped(&self, texts: &Texts) -> String {
        let Self { name, there, preloaded, .. } = self;
        let flags = if *preloaded { "SYSTEM HAS_CODE" } else { "HAS_CODE" };
        let declared = if self.has_code() {
            format!(
                "    versionName={}\n    splits=[base]\n    flags=[ {flags} ]\n    declared \
                 permissions:\n      {}: prot=normal\n",
                texts.version_name, texts.permission
            )
        } else {
            String::new()
        };
        let enabled = if *there == There::Off { 3 } else { 0 };
        let archive = if *there == There::Archived {
            format!(
                "      archiveTime=2026-01-02 03:04:05\n        archiveActivityInfo={{ title = \
                 {} }}\n",
                texts.title
            )
        } else {
            String::new()
        };
        format!(
            "  Package [{name}] (6b7d559):\n    appId=10267\n    versionCode=3 minSdk=26\n\
             {declared}    pkgFlags=[ {flags} ]\n    User 0: ceDataInode=1 installed={} hidden={} \
             suspended={} enabled={enabled} instant={}\n{archive}",
            self.has_code(),
            *there == There::Hidden,
            *there == There::Suspended,
            *there == There::Instant,
        )
    }

    /// Its lines in the dump for checks.
    fn checked_in(&self) -> String {
        let letter = |is: bool, word: &str| if is { word.to_owned() } else { word.to_lowercase() };
        let there = self.there;
        format!(
            "pkg,{},10267,3,0,0,?\npkg-usr,0,{}{}{}SL{}vpiha,{},?,\n",
            self.name,
            letter(self.has_code(), "I"),
            letter(there == There::Hidden, "B"),
            letter(there == There::Suspended, "SU"),
            letter(there == There::Instant, "IA"),
            if there == There::Off { 3 } else { 0 },
        )
    }
}

/// What of a dump comes through the filter on the device.
fn filtered(dump: &str) -> String {
    const FACTS: [&str; 7] = [
        "    compat name",
        "    User ",
        "    versionName",
        "    versionCode",
        "    flags",
        "    pkgFlags",
        "      archiveTime",
    ];
    let is_wanted = |line: &&str| {
        line.starts_with(|c| c != ' ')
            || line.starts_with("  Package ")
            || FACTS.iter().any(|fact| line.starts_with(fact))
    };
    dump.split('\n').filter(is_wanted).flat_map(|line| [line, "\n"]).collect()
}

/// What is reported of a phone with these apps, of which the one at `liar` has these texts.
fn reported(apps: &[App], liar: usize, texts: &Texts, checks_in: bool) -> Report<Holder> {
    let plain = "1.2".to_owned();
    let honest =
        Texts { version_name: plain.clone(), permission: plain.clone(), title: plain.clone() };
    let mut dump = "Packages:\n".to_owned();
    let (mut list, mut off, mut preloaded, mut checked_in) =
        (String::new(), String::new(), String::new(), "\n".to_owned());
    for (index, app) in apps.iter().enumerate() {
        dump.push_str(&app.dumped(if index == liar { texts } else { &honest }));
        checked_in.push_str(&app.checked_in());
        if app.is_listed() {
            list.extend(["package:", &app.path(), "=", app.name, "\n"]);
        }
        if app.there == There::Off {
            off.extend(["package:", app.name, "\n"]);
        }
        if app.preloaded {
            preloaded.extend(["package:", app.name, "\n"]);
        }
    }
    dump.push_str(
        "\nHidden system packages:\n  Package [org.updated] (1):\n    User 0: installed=true\n",
    );
    if !checks_in {
        checked_in = "Unknown option\n".to_owned();
    }
    let answers = [list, off, preloaded, checked_in, filtered(&dump), String::new()];
    let answers = answers.map(|text| Answer { text, status: Some(0) });
    let (policy, context) = (Policy::default(), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    let mut phone = Phone::default();
    let (lists, known) = phone.read(vec![User { id: 0, profile: None }], answers.into());
    for lists in lists {
        phone.add(&lists, &known, &judge);
    }
    DeviceOutcome::new("R58M", phone, Depth::Names, &judge).report
}

/// What is found of an app, and what is to be done about it.
fn found(report: &Report<Holder>, name: &str) -> Option<String> {
    let mut findings = report.findings.iter().filter(|found| found.finding.package == name);
    findings.next().map(|found| format!("{:?} {:?}", found.finding.state, found.finding.removal))
}

fn is_to_do(report: &Report<Holder>, name: &str) -> bool {
    let mut findings = report.findings.iter().filter(|found| found.finding.package == name);
    findings.any(FoundOnDevice::is_to_do)
}

/// Names of the apps of the model, and of others.
fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "android",
        BANNED[0],
        BANNED[1],
        "com.example.one",
        "org.updated",
        "org.nowhere",
    ])
}

/// A line as it stands in what devices print.
fn line() -> impl Strategy<Value = String> {
    let yes = any::<bool>;
    prop_oneof![
        4 => name().prop_map(|name| format!("  Package [{name}] (1):")),
        1 => name().prop_map(|name| format!("    compat name={name}")),
        2 => prop::sample::select(vec![
            "    flags=[ SYSTEM ]", "    pkgFlags=[ SYSTEM ]", "    flags=[ HAS_CODE ]",
            "    versionCode=9", "    versionName=9", "      archiveTime=2026-01-01 00:00:00",
            "Packages:", "Hidden system packages:", "Renamed packages:", "", "build 7",
            "*** SERVICE 'package' DUMP TIMEOUT (10000ms) EXPIRED ***", "appvagt-end- 0",
            "\u{0}\r", "Failure", "java.lang.SecurityException: no",
        ]).prop_map(str::to_owned),
        4 => (yes(), yes(), yes(), 0..5).prop_map(|(installed, hidden, instant, enabled)| format!(
            "    User 0: ceDataInode=1 installed={installed} hidden={hidden} suspended=false \
             enabled={enabled} instant={instant}"
        )),
        1 => name().prop_map(|name| format!("package:/system/{name}={name}")),
        1 => name().prop_map(|name| format!("pkg,{name},1,1,1,1,?\npkg-usr,0,ibsuSLia,3,?")),
        1 => "\\PC{0,20}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..9).prop_map(|lines| lines.join("\n"))
}

fn texts() -> impl Strategy<Value = Texts> {
    (text(), text(), text()).prop_map(|(version_name, permission, title)| {
        let version_name = format!("1.0\n{version_name}");
        Texts { version_name, permission, title }
    })
}

/// A phone of Android itself, an app that was updated, and these: banned ones and one that is not.
fn apps() -> impl Strategy<Value = Vec<App>> {
    let one = |name: &'static str| {
        let there = prop::sample::select(ALL.to_vec());
        (there, any::<bool>(), any::<bool>()).prop_map(move |(there, preloaded, updated)| App {
            name,
            there,
            preloaded,
            updated: preloaded && updated,
        })
    };
    let three = (one(BANNED[0]), one("com.example.one"), one(BANNED[1]));
    three.prop_map(|(first, second, third)| {
        let android = App { preloaded: true, ..App::installed("android") };
        let updated = App { preloaded: true, updated: true, ..App::installed("org.updated") };
        vec![android, updated, first, second, third]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_of_an_app_changes_the_verdict_on_another_or_makes_its_own_cleaner(
        apps in apps(), liar in 2..5_usize, texts in texts(), checks_in in any::<bool>(),
    ) {
        let plain = "1.2".to_owned();
        let honest = Texts { version_name: plain.clone(), permission: plain.clone(), title: plain };
        let before = reported(&apps, liar, &honest, checks_in);
        let after = reported(&apps, liar, &texts, checks_in);
        for (index, app) in apps.iter().enumerate() {
            let (is_liar, name) = (index == liar, app.name);
            // Only the readable dump has what is archived.
            let is_exact = checks_in && app.has_code() && !is_liar;
            if is_exact {
                prop_assert_eq!(found(&before, name), found(&after, name), "{}", name);
            }
            // A device that does not print where apps stand leaves one thing to an app alone: to
            // say that itself is gone, where it is hidden or instant and no list has it.
            let is_known = checks_in || !is_liar || app.is_listed();
            if is_known && is_to_do(&before, name) {
                prop_assert!(is_to_do(&after, name), "{} {:?}", name, after.findings);
            }
        }
        let pretends = !apps[liar].is_listed() || [&texts.version_name, &texts.permission, &texts.title]
            .into_iter()
            .any(|text| ["hidden=true", "instant=true", "archive"].iter().any(|fact| text.contains(fact)));
        for app in apps.iter().filter(|app| app.there == There::DataKept && !pretends) {
            prop_assert!(found(&after, app.name).is_none(), "{}", app.name);
        }
        // Nothing is accused that was never there.
        if checks_in {
            prop_assert!(found(&after, "org.nowhere").is_none());
            let unknown = after.findings.iter().all(|found| {
                apps.iter().any(|app| app.name == found.finding.package)
            });
            prop_assert!(unknown, "{:?}", after.findings);
        }
        prop_assert!(before.complete || !after.complete);
    }
}

#[test]
fn an_exception_is_named_by_its_class() {
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
