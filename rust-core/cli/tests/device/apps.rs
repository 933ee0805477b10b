//! What is found, and where it stands.

use super::*;

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
         Apps were identified by their package names alone. Renamed copies and web apps are found \
         with --deep.\n"
    );
    let expected = json!({
        "serial": "R58M", "model": "SM-A525F", "android": "14",
        "users": [0], "other_users": [], "depth": "names",
        "verdict": "compliant", "complete": true, "scanned": 3,
        "findings": [], "gaps": [], "notes": [], "details": [], "removals": [],
    });
    assert_eq!(report(&phone.run(&["--json"])), expected);
}

#[test]
fn a_banned_app_is_reported_in_sentences() {
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
         Apps were identified by their package names alone. Renamed copies and web apps are found \
         with --deep.\n"
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
fn apps_are_distinguished_by_their_state() {
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
    assert_eq!(
        notes,
        json!([{"kind": "data_kept", "package": TIKTOK, "name": "TikTok", "label": "TikTok"}])
    );
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
fn names_from_a_device_neither_rewrite_the_terminal_nor_run_in_its_shell() {
    let name = "com.bad.\u{1b}[2J\u{202e}';touch $STAND_IN/made;'$(touch $STAND_IN/made)`x`";
    let policy = json!({"schema": 1, "banned": [{"package_prefix": "com.bad."}]});
    let phone = Phone::typical().with(0, App::named(name).not_listed());
    let output = phone.run_with_policy(&policy, &["--deep", "--remove", "--yes"]);
    assert_eq!(output.status.code(), FOUND, "{}", stderr(&output));
    let calls = phone.calls();
    assert!(calls.iter().any(|call| call.contains("pm uninstall --user 0 'com.bad.")), "{calls:?}");
    assert!(!phone.has_made("made"));
    let shown = format!("{}{}", stdout(&output), stderr(&output));
    assert!(
        shown.contains("com.bad.\u{fffd}[2J\u{fffd}';touch") && shown.contains("is still there")
    );
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    let policy = phone.write_policy(&policy);
    let shown = phone.run_on_terminal(&["--remove", "--policy", &policy], "");
    assert!(shown.contains("Uninstall com.bad.\u{fffd}[2J"), "{shown:?}");
    assert!(!shown.contains("\u{1b}[2J"), "{shown:?}");
}
