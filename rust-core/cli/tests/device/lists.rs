//! Lists and dumps: old and new, with noise, and not whole.

use super::*;

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
fn a_broken_line_is_named_by_its_number() {
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
    assert_eq!(report(&output)["verdict"], "action_required");
    assert_eq!(report(&output)["complete"], false);
    // Why it broke is said, and what was listed is not.
    assert!(stderr(&output).contains("appvagt: the connection to R58M broke: "));
    assert!(!stderr(&output).contains("com.android.settings"), "{}", stderr(&output));
    // Whose apps are to be looked at was not answered.
    let output = Phone::typical().cut("getprop ro.build.version.sdk").run(&["--json"]);
    assert_eq!(output.status.code(), INCOMPLETE, "{}", stdout(&output));
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
fn warnings_of_a_linker_are_no_answer() {
    let apk = corpus_file("STFService.apk");
    let policy = json!({"schema": 1, "banned": [
        {"component": "jp.co.cyberagent.stf.IdentityActivity"}
    ]});
    let phone = || {
        let phone = Phone::typical().user(12, "Guest:404");
        phone.with(12, App::named("com.example.games").files(&[&apk])).answers(
            "am get-current-user",
            "12\n",
            0,
        )
    };
    let expected = phone().run_with_policy(&policy, &["--deep"]);
    let warning = "WARNING: linker: /vendor/lib64/libx.so has text relocations\n\n";
    let output = phone().warns(warning).run_with_policy(&policy, &["--deep"]);
    assert_eq!(expected.status.code(), FOUND, "{}", stderr(&expected));
    assert_eq!((stdout(&output), stderr(&output)), (stdout(&expected), stderr(&expected)));
}
