//! What `--remove` does.

use super::*;

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
        let shown = stdout(&output);
        assert!(shown.contains("is still there. The device said: "), "{shown}");
        assert!(shown.contains(remedy), "{shown}");
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
fn what_came_with_the_device_and_stays_is_not_to_be_uninstalled_there() {
    let refused = "Failure [DELETE_FAILED_INTERNAL_ERROR]\n";
    let phone = Phone::typical()
        .with(0, App::named(TIKTOK).system())
        .answers(&format!("pm uninstall --user 0 {TIKTOK}"), refused, 1)
        .answers(&format!("pm disable-user --user 0 {TIKTOK}"), refused, 1);
    let output = phone.run(&["--remove", "--yes"]);
    assert_eq!(output.status.code(), FOUND);
    let shown = stdout(&output);
    assert!(shown.contains("It came with the device: disable it there, and run this"), "{shown}");
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

const DECOY: &str = "org.appvagt.decoy";

fn both_banned() -> Phone {
    Phone::typical().with(0, App::named(TIKTOK)).with(0, App::named(DECOY))
}

fn removals(output: &std::process::Output) -> Vec<String> {
    let report = report(output);
    let removals = report["removals"].as_array().unwrap().iter();
    let shown = |removal: &Value| {
        format!("{} {}", removal["package"].as_str().unwrap(), removal["result"].as_str().unwrap())
    };
    removals.map(shown).collect()
}

#[test]
fn what_was_removed_before_the_device_went_away_is_reported() {
    let first = format!("pm uninstall --user 0 {TIKTOK}");
    let words = "adb: device 'R58M' not found\n";
    let broke = "the connection to R58M broke: adb: device 'R58M' not found.";
    // In the second uninstallation, and in the look after both.
    let cases = [
        (format!("pm uninstall --user 0 '{DECOY}'"), "and the connection broke: it may be"),
        (format!("pm uninstall --user 0 '{TIKTOK}'"), "was not removed."),
    ];
    for (at, of_decoy) in cases {
        let phone = both_banned().removes(&first, TIKTOK, "Success\n").lost_at(&at, words);
        let output = phone.run(&["--remove", "--yes"]);
        assert_eq!(output.status.code(), INCOMPLETE, "{}", stdout(&output));
        let shown = stdout(&output);
        assert!(shown.contains(&format!("({DECOY}) of user 0 was ")), "{shown}");
        assert!(shown.contains(of_decoy), "{shown}");
        assert!(shown.contains("Looked at 5 apps of user 0, and not again after the removal."));
        assert_eq!(stderr(&output).matches(broke).count(), 1, "{}", stderr(&output));
    }
    let phone = both_banned().removes(&first, TIKTOK, "Success\n");
    let phone = phone.lost_at(&format!("pm uninstall --user 0 '{DECOY}'"), words);
    let output = phone.run(&["--remove", "--yes", "--json"]);
    let expected = [format!("{TIKTOK} not_rechecked"), format!("{DECOY} not_rechecked")];
    assert_eq!(removals(&output), expected);
    assert_eq!(
        (&report(&output)["verdict"], gaps(&output)),
        (&json!("incomplete"), { vec!["list_failed".to_owned()] })
    );
    assert!(stdout(&phone.run(&["--remove", "--yes"])).is_empty());
}

#[test]
fn a_connection_that_comes_back_shows_what_became_of_it() {
    let first = format!("pm uninstall --user 0 {TIKTOK}");
    let phone = both_banned().removes(&first, TIKTOK, "Success\n").cut(&first);
    let output = phone.run(&["--remove", "--yes", "--json"]);
    // It had been carried out.
    assert_eq!(removals(&output), [format!("{TIKTOK} gone"), format!("{DECOY} not_tried")]);
    assert_eq!(output.status.code(), FOUND, "{}", stderr(&output));
    assert_eq!(gaps(&output), Vec::<String>::new());
    assert!(stderr(&output).starts_with("appvagt: the connection to R58M broke: "));
}

#[test]
fn what_is_not_looked_at_again_is_not_gone() {
    let uninstall = format!("pm uninstall --user 0 {TIKTOK}");
    let phone = Phone::typical()
        .user(12, "Ben:c12")
        .with(0, App::named(TIKTOK))
        .removes(&uninstall, TIKTOK, "Success\n")
        .answers_then("am get-current-user", "12\n");
    let output = phone.run(&["--remove", "--yes", "--json"]);
    assert_eq!(removals(&output), [format!("{TIKTOK} unknown")]);
    assert_eq!((output.status.code(), gaps(&output)), (INCOMPLETE, vec!["list_failed".into()]));
    assert_eq!(report(&output)["verdict"], "incomplete");
    assert!(stderr(&output).starts_with("appvagt: user 0 could not be looked at again\n"));
}

#[test]
fn a_terminal_that_says_nothing_says_no() {
    let phone = both_banned();
    let shown = phone.run_on_terminal(&["--remove"], "\u{4}\u{4}");
    assert_eq!(shown.matches("[y/N]").count(), 2, "{shown}");
    assert!(shown.contains("Banned: 2.") && !shown.contains("uninstall --user"), "{shown}");
    assert!(!phone.calls().iter().any(|call| call.contains("uninstall")));
}
