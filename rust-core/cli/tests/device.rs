//! `appvagt device` as its users run it, with a stand-in for `adb` that has a shell run what is asked
//! of the device, and recorded answers for Android's own commands. No phone was attached.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../apk/tests/support/corpus.rs"]
mod corpus;
#[path = "device/stand_in.rs"]
mod stand_in;

use std::fs;

use serde_json::{Value, json};
use stand_in::{App, Phone, stderr, stdout};

const COMPLIANT: Option<i32> = Some(0);
const FOUND: Option<i32> = Some(1);
const USAGE: Option<i32> = Some(2);
const INCOMPLETE: Option<i32> = Some(3);

const TIKTOK: &str = "com.zhiliaoapp.musically";
const SHELL_REFUSED: &str = "java.lang.SecurityException: Shell does not have permission to access user 10\n\
     \tat com.android.server.am.UserController.handleIncomingUser(UserController.java:2895)\n";

fn report(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn gaps(output: &std::process::Output) -> Vec<String> {
    let report = report(output);
    let gaps = report["gaps"].as_array().unwrap().iter();
    gaps.map(|gap| gap["kind"].as_str().unwrap().to_owned()).collect()
}

fn findings(output: &std::process::Output) -> Vec<String> {
    let report = report(output);
    let findings = report["findings"].as_array().unwrap().iter();
    let told = |finding: &Value| {
        let words =
            ["package", "state", "origin", "removal"].map(|key| finding[key].as_str().unwrap());
        format!("{} {}", finding["user"], words.join(" "))
    };
    findings.map(told).collect()
}

#[test]
fn a_phone_without_banned_apps_is_compliant() {
    let phone = Phone::typical();
    let output = phone.run(&[]);
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), COMPLIANT);
    assert_eq!(
        stdout(&output),
        "SM-A525F (R58M), Android 14\n\n\
         Looked at 3 apps of user 0. Banned: none.\n\
         Apps were told by their package names alone. Renamed copies and web apps are found with \
         --deep.\n"
    );
    let expected = json!({
        "serial": "R58M", "model": "SM-A525F", "android": "14",
        "users": [0], "other_users": [], "depth": "names",
        "verdict": "compliant", "scanned": 3,
        "findings": [], "gaps": [], "notes": [], "details": [], "removals": [],
    });
    assert_eq!(report(&phone.run(&["--json"])), expected);
}

#[test]
fn a_banned_app_is_told_in_sentences() {
    let phone = Phone::typical().with(0, App::named(TIKTOK));
    let output = phone.run(&[]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(stderr(&output), "");
    assert_eq!(
        stdout(&output),
        "SM-A525F (R58M), Android 14\n\n\
         user 0\n  \
           banned     TikTok\n  \
           app        com.zhiliaoapp.musically 1.2\n  \
           certainty  certain\n  \
           because    Its package name is that of TikTok.\n  \
           next       Uninstall it, on the device or with --remove.\n\n\
         Looked at 4 apps of user 0. Banned: 1.\n\
         Apps were told by their package names alone. Renamed copies and web apps are found with \
         --deep.\n"
    );
}

#[test]
fn no_app_is_named_but_the_banned_ones() {
    let phone = Phone::typical()
        .with(0, App::named(TIKTOK))
        .with(0, App::named("com.example.private.life"))
        .noise("package:com.example.private.life.broken app\n");
    for arguments in [&[][..], &["--json"]] {
        let output = phone.run(arguments);
        assert_eq!(output.status.code(), FOUND);
        assert!(!format!("{}{}", stdout(&output), stderr(&output)).contains("private"));
    }
}

#[test]
fn apps_are_told_apart_by_their_state() {
    let (system, updated) = (App::system as fn(App) -> App, App::updated as fn(App) -> App);
    let cases: [(&str, App, &[&str]); 12] = [
        ("installed", App::named(TIKTOK), &["enabled installed uninstall"]),
        ("turned off", App::named(TIKTOK).disabled(), &["disabled installed uninstall"]),
        (
            "suspended",
            App::named(TIKTOK).says("suspended=true"),
            &["suspended installed uninstall"],
        ),
        (
            "hidden by management",
            App::named(TIKTOK).says("hidden=true"),
            &["hidden installed ask_it"],
        ),
        ("archived", App::named(TIKTOK).archived(), &["archived installed uninstall"]),
        ("instant", App::named(TIKTOK).says("instant=true"), &["enabled instant clear_instant"]),
        ("preloaded", system(App::named(TIKTOK)), &["enabled preloaded disable"]),
        (
            "preloaded and updated",
            updated(App::named(TIKTOK)),
            &["enabled preloaded_updated restore_then_disable"],
        ),
        (
            "preloaded and off by default",
            system(App::named(TIKTOK)).off_by_default(),
            &["disabled preloaded nothing_left"],
        ),
        (
            "preloaded and turned off",
            system(App::named(TIKTOK)).disabled(),
            &["disabled preloaded nothing_left"],
        ),
        ("uninstalled, data kept", App::named(TIKTOK).says("installed=false"), &[]),
        (
            "preloaded, uninstalled for the user",
            system(App::named(TIKTOK)).says("installed=false"),
            &[],
        ),
    ];
    for (what, app, expected) in cases {
        let output = Phone::typical().with(0, app).run(&["--json"]);
        let expected: Vec<_> = expected.iter().map(|state| format!("0 {TIKTOK} {state}")).collect();
        assert_eq!(findings(&output), expected, "{what}: {}", stderr(&output));
        assert_eq!(gaps(&output), Vec::<String>::new(), "{what}");
        let is_to_do = expected.iter().any(|state| !state.ends_with("nothing_left"));
        let code = if is_to_do { FOUND } else { COMPLIANT };
        assert_eq!(output.status.code(), code, "{what}");
    }
}

#[test]
fn an_administrator_is_to_be_deactivated_first() {
    let admins = format!(
        "Current Device Policy Manager state:\n  Enabled Device Admins (User 0, provisioningState: \
         0):\n    {TIKTOK}/.Admin:\n      uid=10123\n"
    );
    let phone = Phone::typical().with(0, App::named(TIKTOK));
    let output = phone.answers("dumpsys device_policy", &admins, 0).run(&["--json"]);
    assert_eq!(findings(&output), [format!("0 {TIKTOK} enabled installed deactivate_admin")]);
}

#[test]
fn kept_data_are_a_note() {
    let phone = Phone::typical().with(0, App::named(TIKTOK).says("installed=false"));
    let notes = report(&phone.run(&["--json"]))["notes"].clone();
    assert_eq!(notes, json!([{"kind": "data_kept", "package": TIKTOK, "name": "TikTok"}]));
    // The system image keeps the app and not its data.
    let phone = Phone::typical().with(0, App::named(TIKTOK).system().says("installed=false"));
    assert_eq!(report(&phone.run(&["--json"]))["notes"], json!([]));
}

#[test]
fn what_is_off_is_known_from_the_dump_where_the_list_fails() {
    let phone = Phone::typical().with(0, App::named(TIKTOK).system().disabled());
    let output = phone.answers("pm list packages -d --user 0", "Error: no\n", 1).run(&["--json"]);
    assert_eq!(findings(&output), [format!("0 {TIKTOK} disabled preloaded nothing_left")]);
    assert_eq!(output.status.code(), COMPLIANT);
}

#[test]
fn an_app_that_another_user_has_is_not_found_here() {
    let phone = Phone::typical().user(12, "Guest:404").with(12, App::named(TIKTOK));
    let output = phone.run(&["--json"]);
    assert_eq!((findings(&output), gaps(&output)), (vec![], vec![]));
    assert_eq!(report(&output)["other_users"], json!([12]));
    assert!(stdout(&phone.run(&[])).contains("Not looked at: user 12. With --user all, they are."));
    let expected = [format!("12 {TIKTOK} enabled installed uninstall")];
    assert_eq!(findings(&phone.run(&["--json", "--user", "all"])), expected);
    assert_eq!(findings(&phone.run(&["--json", "--user", "12"])), expected);
    assert_eq!(report(&phone.run(&["--json", "--user", "12"]))["users"], json!([12]));
    let output = phone.run(&["--user", "13"]);
    assert_eq!(output.status.code(), USAGE);
    assert_eq!(
        stderr(&output),
        "appvagt: the device has no user 13, but 0, 12\n  Name one of these with --user.\n"
    );
}

#[test]
fn profiles_are_looked_at_and_named() {
    let phone = Phone::typical().user(10, "Work profile:1030").with(10, App::named(TIKTOK));
    let output = phone.run(&["--json"]);
    let expected = [format!("10 {TIKTOK} enabled installed in_other_profile")];
    assert_eq!(findings(&output), expected);
    assert_eq!(report(&output)["findings"][0]["profile"], "work");
    assert!(stdout(&phone.run(&[])).contains("user 10 (work profile)\n  banned     TikTok\n"));
}

#[test]
fn a_user_whose_list_is_refused_is_told_by_the_dump() {
    let phone = Phone::typical()
        .user(10, "Work profile:1030")
        .with(10, App::named(TIKTOK))
        .answers("pm list packages -f --user 10", SHELL_REFUSED, 255);
    let output = phone.run(&["--json"]);
    assert_eq!(findings(&output), [format!("10 {TIKTOK} enabled installed in_other_profile")]);
    assert_eq!(gaps(&output), Vec::<String>::new());
}

#[test]
fn a_profile_that_cannot_be_seen_is_a_gap_if_the_policy_asks_for_it() {
    let refused = |text, status| {
        let phone = Phone::typical().user(10, "Work profile:1030").without_dump();
        phone.answers("pm list packages -f --user 10", text, status)
    };
    // Some devices say so and succeed all the same.
    for (text, status) in [
        (SHELL_REFUSED, 255),
        (&format!("Error: {SHELL_REFUSED}"), 0),
        ("", 0),
        ("package:com.example.one\n", 0),
    ] {
        let phone = refused(text, status);
        let output = phone.run(&["--json"]);
        let note = json!({"kind": "profile_unseen", "profile": "work"});
        assert_eq!(report(&output)["notes"], json!([note]), "{text}");
        let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["work"]});
        let output = phone.run_with_policy(&policy, &["--json"]);
        assert_eq!(output.status.code(), INCOMPLETE);
        assert!(gaps(&output).contains(&"profile_unseen".to_owned()), "{text}");
    }
    // The dump does not help if it leaves out the profile, or may leave out apps.
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["work"]});
    let phone = || Phone::typical().user(10, "Work profile:1030");
    let late = "*** SERVICE 'package' DUMP TIMEOUT (10000ms) EXPIRED ***\n";
    for phone in [phone().dumps_without(10), phone().dump_also(late)] {
        let phone = phone.answers("pm list packages -f --user 10", SHELL_REFUSED, 255);
        let output = phone.run_with_policy(&policy, &["--json"]);
        assert!(gaps(&output).contains(&"profile_unseen".to_owned()));
    }
    // The same if nobody wants to look.
    let phone = Phone::typical().user(10, "Work profile:1030");
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["work"]});
    let output = phone.run_with_policy(&policy, &["--json", "--user", "0"]);
    assert_eq!((output.status.code(), gaps(&output)), (INCOMPLETE, vec!["profile_unseen".into()]));
    assert_eq!(phone.run_with_policy(&policy, &[]).status.code(), COMPLIANT);
}

#[test]
fn lists_of_every_android_are_read() {
    for (what, change) in [
        ("with CRLF", (|text: &str| text.replace('\n', "\r\n")) as fn(&str) -> String),
        ("with noise", |text| format!("WARNING: linker: libx.so has text relocations\n\n{text}")),
        ("with details", |text| {
            text.replace('\n', " versionCode:7 stopped=true  installer=null uid:1,2\n")
        }),
    ] {
        let phone = Phone::typical().with(0, App::named(TIKTOK)).lists(change);
        let output = phone.run(&["--json"]);
        assert_eq!(output.status.code(), FOUND, "{what}: {}", stderr(&output));
        assert_eq!(report(&output)["scanned"], 4, "{what}");
        assert_eq!(gaps(&output), Vec::<String>::new(), "{what}");
    }
}

#[test]
fn a_list_that_is_not_plausible_is_incomplete_and_never_clean() {
    let cases: [(&str, &str, i32, &[&str]); 9] = [
        ("empty", "", 0, &["list_empty"]),
        ("without android", "package:/data/app/a/base.apk=com.example\n", 0, {
            &["list_without_android"]
        }),
        ("refused", SHELL_REFUSED, 255, &["list_failed"]),
        ("refused, and says 0", "Error: java.lang.SecurityException: no\n", 0, &["list_failed"]),
        (
            "broke off",
            "package:/system/a.apk=android\npackage:/da",
            137,
            &["list_failed", "apps_unread"],
        ),
        ("failed at the end", "package:/system/a.apk=android\n", 1, &["list_failed"]),
        ("no service", "cmd: Can't find service: package\n", 20, &["list_failed"]),
        ("a line that is no app", "package:/s/a.apk=android\n/data/app/x=y z\n", 0, {
            &["apps_unread"]
        }),
        ("a name that is none", "package:/s/a.apk=android\npackage:/b.apk=a b\n", 0, {
            &["apps_unread"]
        }),
    ];
    for (what, text, status, expected) in cases {
        let phone = Phone::typical().without_dump();
        let output = phone.answers("pm list packages -f --user 0", text, status).run(&["--json"]);
        assert_eq!(output.status.code(), INCOMPLETE, "{what}");
        let gaps: Vec<_> = gaps(&output).into_iter().collect();
        for gap in expected {
            assert!(gaps.iter().any(|found| found == gap), "{what}: {gaps:?}");
        }
        assert_eq!(report(&output)["verdict"], "incomplete");
        assert!(stderr(&output).contains("appvagt: "), "{what}");
    }
}

#[test]
fn a_broken_line_is_told_by_its_number() {
    let phone = Phone::typical().noise("package:secret app\n");
    let output = phone.run(&[]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert_eq!(
        stderr(&output),
        "appvagt: user 0: line 4 of the list of apps (pm list packages -f) is neither an app nor a \
         known message\n\
         appvagt: 1 of 3 apps could not be identified.\n  Run this again. If that does not help, \
         have the app scan on the device.\n"
    );
}

#[test]
fn an_answer_that_is_cut_short_is_incomplete() {
    let phone = Phone::typical().cut("pm list packages -d --user 0");
    let output = phone.run(&["--json"]);
    assert_eq!(output.status.code(), INCOMPLETE, "{}", stdout(&output));
    assert_eq!(gaps(&output), ["list_failed"]);
    assert_eq!(report(&output)["gaps"][0]["list"], "hidden");
    let output = Phone::typical().cut("pm list packages -f --user 0").run(&["--json"]);
    assert_eq!(output.status.code(), INCOMPLETE, "{}", stdout(&output));
    assert_eq!(gaps(&output), ["list_failed", "list_failed"]);
    // What was said until then counts.
    let phone = Phone::typical().with(0, App::named(TIKTOK)).cut("pm list packages -f --user 0");
    let output = phone.run(&["--json"]);
    assert_eq!(output.status.code(), FOUND, "{}", stdout(&output));
    assert_eq!(report(&output)["verdict"], "incomplete");
    let output = Phone::typical().cut("getprop ro.build.version.sdk").run(&["--json"]);
    assert_eq!(output.status.code(), COMPLIANT, "{}", stdout(&output));
}

#[test]
fn a_dump_that_lacks_listed_apps_is_not_believed_to_be_whole() {
    let phone = Phone::typical().with(0, App::named("com.example.left.out").not_dumped());
    let output = phone.run(&["--json"]);
    assert_eq!((output.status.code(), gaps(&output)), (INCOMPLETE, vec!["list_failed".into()]));
    assert_eq!(report(&output)["gaps"][0]["list"], "hidden");
    let late = "*** SERVICE 'package' DUMP TIMEOUT (10000ms) EXPIRED ***\n";
    let output = Phone::typical().dump_also(late).run(&["--json"]);
    assert_eq!((output.status.code(), gaps(&output)), (INCOMPLETE, vec!["list_failed".into()]));
}

#[test]
fn what_a_dump_shows_counts_where_the_list_is_refused() {
    let phone = Phone::typical().with(0, App::named(TIKTOK));
    let output = phone.answers("pm list packages -f --user 0", SHELL_REFUSED, 255).run(&["--json"]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(findings(&output), [format!("0 {TIKTOK} enabled installed uninstall")]);
    assert_eq!(gaps(&output), ["list_failed", "list_failed"]);
}

#[test]
fn a_list_that_leaves_out_a_banned_app_is_contradicted() {
    let phone = Phone::typical().with(0, App::named(TIKTOK).not_listed());
    let output = phone.run(&["--json"]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(findings(&output), [format!("0 {TIKTOK} enabled installed uninstall")]);
    assert_eq!(gaps(&output), ["list_contradicted"]);
    // Libraries are left out of every list.
    let phone = Phone::typical().with(0, App::named("com.example.library_7").not_listed());
    assert_eq!(phone.run(&[]).status.code(), COMPLIANT);
}

#[test]
fn users_that_cannot_be_listed_leave_the_first_one_and_profiles_unseen() {
    let phone = Phone::typical().answers("pm list users", "Error: no\n", 1);
    let output = phone.run(&["--json"]);
    assert_eq!(output.status.code(), COMPLIANT);
    assert_eq!(report(&output)["notes"].as_array().unwrap().len(), 3);
    assert_eq!(phone.run(&["--user", "all"]).status.code(), INCOMPLETE);
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["work"]});
    assert_eq!(phone.run_with_policy(&policy, &[]).status.code(), INCOMPLETE);
}

#[test]
fn what_names_cannot_tell_needs_deep() {
    let policy = json!({"schema": 1, "banned": [{"web_host": "example.com"}]});
    let output = Phone::typical().run_with_policy(&policy, &["--json"]);
    assert_eq!((output.status.code(), gaps(&output)), (INCOMPLETE, vec!["apps_unread".into()]));
    assert!(stderr(&output).contains("Run this again with --deep."));
    // From a later day on, it does not matter yet.
    let later = json!({"schema": 1, "banned": [
        {"family": "tiktok"}, {"web_host": "example.com", "from": "2030-01-01"},
    ]});
    let output = Phone::typical().run_with_policy(&later, &["--day", "2029-12-31"]);
    assert_eq!(output.status.code(), COMPLIANT);
    let output = Phone::typical().run_with_policy(&later, &["--day", "2030-01-01"]);
    assert_eq!(output.status.code(), INCOMPLETE);
}

#[test]
fn only_what_is_asked_about_is_fetched() {
    // Its name stands in resources of tens of megabytes.
    let apk = corpus_file("framework-res.apk");
    let length = fs::metadata(&apk).unwrap().len();
    let phone = Phone::typical().with(0, App::named("com.example.games").files(&[&apk]));
    phone.run(&["--deep"]);
    let calls = phone.calls();
    let counts = calls.iter().filter_map(|call| {
        let (_, count) = call.strip_prefix("dd ")?.split_once("count=")?;
        count.split(' ').next()?.parse::<u64>().ok()
    });
    let fetched: Vec<_> = counts.map(|count| count * 65_536).collect();
    assert!(!fetched.is_empty() && fetched.iter().sum::<u64>() < length / 20, "{fetched:?}");
    assert!(!calls.iter().any(|call| call.starts_with("cat ")));
}

#[test]
fn a_renamed_app_is_found_by_what_it_is() {
    let apk = corpus_file("STFService.apk");
    let policy = json!({"schema": 1, "banned": [
        {"component": "jp.co.cyberagent.stf.IdentityActivity"}
    ]});
    let phone = Phone::typical().with(0, App::named("com.example.games").files(&[&apk]));
    let output = phone.run_with_policy(&policy, &["--json", "--deep"]);
    assert_eq!(output.status.code(), FOUND, "{}", stderr(&output));
    let finding = &report(&output)["findings"][0];
    assert_eq!(finding["package"], "com.example.games");
    assert_eq!(finding["label"], "STFService");
    assert_eq!(gaps(&output), Vec::<String>::new());
    // The app of a profile is the same file.
    let phone =
        phone.user(10, "Work:1030").with(10, App::named("com.example.games").files(&[&apk]));
    let output = phone.run_with_policy(&policy, &["--json", "--deep"]);
    assert_eq!(report(&output)["findings"].as_array().unwrap().len(), 2);
    // Signatures are what Android verified.
    let digest = "bc42a3e1d3554dec88f90cd4bf8ddc2e4b6b6437ad17da569fa3f39a09c22009";
    let policy = json!({"schema": 1, "banned": [{"certificate": digest}]});
    let output = phone.run_with_policy(&policy, &["--deep"]);
    assert_eq!(output.status.code(), FOUND);
    assert!(
        stdout(&output).contains(&format!("It names the certificate {digest} as its signer's."))
    );
}

#[test]
fn a_renamed_app_that_is_to_be_banned_is_announced_by_its_name() {
    let apk = corpus_file("STFService.apk");
    let policy = json!({"schema": 1, "banned": [
        {"component": "jp.co.cyberagent.stf.IdentityActivity", "from": "2030-01-01"}
    ]});
    let phone = Phone::typical().with(0, App::named("com.example.games").files(&[&apk]));
    let output = phone.run_with_policy(&policy, &["--json", "--deep", "--day", "2029-12-31"]);
    let note = &report(&output)["notes"][0];
    assert_eq!((&note["kind"], &note["name"]), (&json!("announced"), &json!("STFService")));
}

#[test]
fn every_real_apk_says_the_same_on_a_device() {
    let files = corpus::files()
        .into_iter()
        .filter(|(_, path)| path.extension().is_some_and(|e| e == "apk"));
    let mut files: Vec<_> = files.map(|(_, path)| path.to_str().unwrap().to_owned()).collect();
    // The largest ones are those that are read in pieces.
    files.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).unwrap().len()));
    files.truncate(12);
    let policy = json!({"schema": 1, "banned": [
        {"action_prefix": "com.google.android."}, {"package": "com.example.app1"},
    ]});
    for file in files {
        let scanned = stand_in::scan(&policy, &file);
        let phone = Phone::typical().with(0, App::named("com.example.app1").files(&[&file]));
        let output = phone.run_with_policy(&policy, &["--json", "--deep"]);
        let (scanned, report) = (report(&scanned), report(&output));
        if file.ends_with("framework-res.apk") {
            // It is not signed, as nothing has to be that comes with a device.
            assert_eq!(report["gaps"][0]["kind"], "apps_unread");
            continue;
        }
        assert_eq!(scanned["unread"] == json!([]), report["gaps"] == json!([]), "{file}: {report}");
        if report["gaps"] == json!([]) {
            assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{file}");
        }
        if let [there] = scanned["findings"].as_array().unwrap().as_slice() {
            let here = &report["findings"][0];
            assert_eq!(there["label"], here["label"], "{file}");
            let marks = |finding: &Value| {
                let evidence = finding["evidence"].as_array().unwrap().clone();
                let action = |mark: &Value| mark["mark"] == "action_prefix";
                evidence.into_iter().filter(action).collect::<Vec<_>>()
            };
            assert_eq!(marks(there), marks(here), "{file}");
        }
    }
}

#[test]
fn a_device_that_cannot_read_ranges_is_read_whole() {
    let apk = corpus_file("STFService.apk");
    let policy = json!({"schema": 1, "banned": [
        {"component": "jp.co.cyberagent.stf.IdentityActivity"}
    ]});
    // Without ranges, and with something else in them.
    for (said, status) in [("dd: not found\n", 127), (&*"noise\n".repeat(100_000), 0)] {
        let phone = Phone::typical().with(0, App::named("com.example.games").files(&[&apk]));
        let phone = phone.answers_any("dd", said, status);
        let output = phone.run_with_policy(&policy, &["--deep"]);
        assert_eq!(output.status.code(), FOUND, "{}", stderr(&output));
        assert!(phone.calls().iter().any(|call| call.starts_with("cat ")));
    }
}

#[test]
fn apps_that_cannot_be_read_are_counted_and_not_named() {
    let no_apk = tempfile::NamedTempFile::new().unwrap();
    fs::write(no_apk.path(), "no APK").unwrap();
    let path = no_apk.path().to_str().unwrap();
    for app in [App::named("com.example.games").files(&[path]), App::named("com.example.games")] {
        let output = Phone::typical().with(0, app).run(&["--json", "--deep"]);
        assert_eq!(output.status.code(), INCOMPLETE);
        let gap = json!({"kind": "apps_unread", "apps": 1, "of": 4});
        assert_eq!(report(&output)["gaps"], json!([gap]));
        assert!(!format!("{}{}", stdout(&output), stderr(&output)).contains("games"));
        assert!(stderr(&output).contains("appvagt: an app could not be read: "));
    }
}

#[test]
fn a_connection_that_breaks_while_apps_are_read_loses_no_finding() {
    let phone =
        Phone::typical().with(0, App::named(TIKTOK)).with(0, App::named("com.example.games"));
    let output = phone.cut(&format!("pm path --user 0 {TIKTOK}")).run(&["--json", "--deep"]);
    assert_eq!(output.status.code(), FOUND);
    assert_eq!(findings(&output), [format!("0 {TIKTOK} enabled installed uninstall")]);
    assert_eq!(gaps(&output), ["apps_unread"]);
    assert!(stderr(&output).contains("the connection to R58M broke"), "{}", stderr(&output));
}

#[test]
fn what_is_removed_is_looked_for_again() {
    let uninstall = format!("pm uninstall --user 0 {TIKTOK}");
    let phone = || Phone::typical().with(0, App::named(TIKTOK));
    let output = phone().removes(&uninstall, TIKTOK, "Success\n").run(&["--remove", "--yes"]);
    assert_eq!(output.status.code(), COMPLIANT, "{}", stderr(&output));
    assert!(stdout(&output).contains("TikTok (com.zhiliaoapp.musically) of user 0 is gone.\n"));
    assert!(stdout(&output).contains("Looked at 3 apps of user 0. Banned: none.\n"));
    // A device that says so and keeps the app.
    let output = phone().answers(&uninstall, "Success\n", 0).run(&["--remove", "--yes", "--json"]);
    assert_eq!(output.status.code(), FOUND);
    let removals = json!([{"package": TIKTOK, "user": 0, "result": "still_there"}]);
    assert_eq!(report(&output)["removals"], removals);
    for (said, remedy) in [
        ("Failure [DELETE_FAILED_DEVICE_POLICY_MANAGER]\n", "deactivate it on the device"),
        ("Failure [DELETE_FAILED_OWNER_BLOCKED]\n", "management forbids uninstalling"),
        ("Failure [DELETE_FAILED_INTERNAL_ERROR]\n", "Uninstall it on the device"),
        (SHELL_REFUSED, "may not act for this user"),
    ] {
        let output = phone().answers(&uninstall, said, 1).run(&["--remove", "--yes"]);
        assert_eq!(output.status.code(), FOUND);
        let told = stdout(&output);
        assert!(told.contains("is still there. The device said: "), "{told}");
        assert!(told.contains(remedy), "{told}");
    }
}

#[test]
fn what_came_with_the_device_is_uninstalled_for_its_user_or_else_disabled() {
    let uninstall = format!("pm uninstall --user 0 {TIKTOK}");
    let disable = format!("pm disable-user --user 0 {TIKTOK}");
    let phone = Phone::typical()
        .with(0, App::named(TIKTOK).system())
        .answers(&uninstall, "Failure [DELETE_FAILED_INTERNAL_ERROR]\n", 1)
        .disables(&disable, TIKTOK);
    let output = phone.run(&["--remove", "--yes", "--json"]);
    assert_eq!(output.status.code(), COMPLIANT, "{}", stdout(&output));
    let removals = json!([{"package": TIKTOK, "user": 0, "result": "disabled"}]);
    assert_eq!(report(&output)["removals"], removals);
}

#[test]
fn nothing_is_removed_without_being_asked() {
    let phone = Phone::typical().with(0, App::named(TIKTOK));
    let output = phone.run(&["--remove"]);
    assert_eq!(output.status.code(), USAGE);
    assert!(stderr(&output).contains("Add --yes"));
    assert!(phone.calls().is_empty());
    let output = phone.run_on_terminal(&["--remove"], "n\n");
    assert!(
        output.contains(
            "Uninstall TikTok (com.zhiliaoapp.musically) with its data for user 0? [y/N]"
        ),
        "{output}"
    );
    assert!(!phone.calls().iter().any(|call| call.contains("uninstall")));
    let uninstall = format!("pm uninstall --user 0 {TIKTOK}");
    let phone = phone.removes(&uninstall, TIKTOK, "Success\n");
    let output = phone.run_on_terminal(&["--remove"], "y\n");
    assert!(output.contains("is gone."), "{output}");
}

#[test]
fn a_device_that_cannot_be_asked_is_told_with_what_to_do() {
    let cases = [
        ("", INCOMPLETE, "adb sees no device\n  On the device, switch on USB debugging"),
        ("R58M\tunauthorized usb:1-1\n", INCOMPLETE, "R58M has not allowed this computer"),
        ("R58M\toffline\n", INCOMPLETE, "R58M is attached and does not answer (offline)\n"),
        ("R58M\tauthorizing\n", INCOMPLETE, "R58M is still connecting\n"),
        ("R58M\trecovery\n", INCOMPLETE, "R58M has not started Android (recovery)\n"),
        ("R58M\tno permissions (x); see [http://x]\n", INCOMPLETE, "R58M may not be opened"),
        ("R58M\tdevice\nR59\tdevice\n", USAGE, "adb sees several devices: R58M, R59\n"),
    ];
    for (devices, code, told) in cases {
        let output = Phone::typical().devices(devices).run(&[]);
        assert_eq!(output.status.code(), code, "{devices}");
        let stderr = stderr(&output);
        assert!(stderr.starts_with(&format!("appvagt: {told}")), "{stderr}");
        assert_eq!(stdout(&output), "");
    }
    let phone = Phone::typical().devices("R58M\tdevice\nR59\tdevice\n");
    assert_eq!(phone.run(&["--serial", "R58M"]).status.code(), COMPLIANT);
    assert_eq!(phone.run(&["--serial", "R60"]).status.code(), USAGE);
}

#[test]
fn without_adb_it_says_how_to_get_it() {
    let output = Phone::typical().without_adb().run(&[]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(stderr(&output).starts_with("appvagt: there is no adb on the path"));
    let output =
        Phone::typical().broken_adb("error: could not install *smartsocket* listener").run(&[]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(stderr(&output).starts_with("appvagt: adb failed: error: could not install"));
    let output = Phone::typical().lost("adb: device 'R58M' not found").run(&[]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let told = "appvagt: the connection to R58M broke: adb: device 'R58M' not found\n";
    assert!(stderr(&output).starts_with(told), "{}", stderr(&output));
}

#[test]
fn wrong_usage_asks_no_device() {
    let phone = Phone::typical();
    for arguments in [&["--user", "me"][..], &["--yes"], &["--policy", "/nowhere.json"], &["x"]] {
        assert_eq!(phone.run(arguments).status.code(), USAGE, "{arguments:?}");
    }
    let output = phone.run_with_policy(&json!({"schema": 1, "banned": [{"family": "x"}]}), &[]);
    assert_eq!(output.status.code(), USAGE);
    assert!(stderr(&output).contains("and no device was looked at"));
    assert!(phone.calls().is_empty());
}

fn corpus_file(name: &str) -> String {
    let found = corpus::files().into_iter().find(|(path, _)| path.ends_with(name)).unwrap();
    found.1.to_str().unwrap().to_owned()
}
