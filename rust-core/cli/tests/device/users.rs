//! Users and profiles.

use super::*;

#[test]
fn an_app_that_another_user_has_is_not_found_here() {
    let phone = Phone::typical().user(12, "Guest:404").with(12, App::named(TIKTOK));
    let output = phone.run(&["--json"]);
    assert_eq!((findings(&output), gaps(&output)), (vec![], vec![]));
    assert_eq!(report(&output)["other_users"], json!([12]));
    assert!(
        stdout(&phone.run(&[]))
            .contains("Not looked at: user 12. To look at all users, add --user all.")
    );
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
fn a_user_whom_a_name_hides_from_the_list_is_a_gap() {
    for name in ["x\nUserInfo{12:y:c13} running\n", "x\n\tUserInfo{0:y", "}\nUserInfo{:"] {
        let hiding = format!("{name}:1010");
        let phone = Phone::typical().user(11, &hiding).with(11, App::named(TIKTOK));
        let output = phone.run(&["--json"]);
        assert_ne!(output.status.code(), COMPLIANT, "{name:?}: {output:?}");
    }
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
fn a_user_whose_list_is_refused_is_known_by_the_dump() {
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
fn nobody_is_left_out_who_may_be_in_the_foreground() {
    let phone = Phone::typical().user(12, "Ben:c12").with(12, App::named(TIKTOK)).answers(
        "am get-current-user",
        "Error: no\n",
        255,
    );
    let output = phone.run(&["--json"]);
    assert_eq!(findings(&output), [format!("12 {TIKTOK} enabled installed uninstall")]);
    assert_eq!(report(&output)["users"], json!([0, 12]));
    assert_eq!(gaps(&output), Vec::<String>::new());
    let message = "appvagt: which user is in the foreground (am get-current-user) is not known: Error: \
                   no\n";
    assert_eq!(stderr(&output), message);
    // Where no user is known, neither is the one in the foreground.
    let phone = Phone::typical().answers("am get-current-user", "Error: no\n", 255).answers(
        "pm list users",
        "Error: no\n",
        1,
    );
    let output = phone.run(&["--json"]);
    assert_eq!((output.status.code(), gaps(&output)), (INCOMPLETE, vec!["list_failed".into()]));
    assert_eq!(phone.run(&["--user", "0"]).status.code(), COMPLIANT);
}

#[test]
fn a_user_that_cannot_be_read_hides_no_other() {
    let damaged = "Users:\n\tUserInfo{0:Ann:4c13} running\n\tUserInfo{12:Ben\n\t\
                   UserInfo{10:Work profile:1030} running\n";
    let phone = || {
        let phone = Phone::typical().user(10, "Work profile:1030").with(10, App::named(TIKTOK));
        phone.answers("pm list users", damaged, 0)
    };
    let output = phone().run(&["--json"]);
    assert_eq!(findings(&output), [format!("10 {TIKTOK} enabled installed in_other_profile")]);
    assert_eq!(report(&output)["notes"].as_array().unwrap().len(), 3);
    let output = phone().run(&["--json", "--user", "all"]);
    assert_eq!(gaps(&output), ["list_failed"]);
}

#[test]
fn a_user_that_no_list_has_is_named() {
    let output = Phone::typical().checks_in().unlisted(66).run(&[]);
    assert_eq!(output.status.code(), COMPLIANT);
    let named = "appvagt: user 66 has apps and is not in the list of users";
    assert!(stderr(&output).starts_with(named), "{}", stderr(&output));
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["private"]});
    let output = Phone::typical().checks_in().unlisted(66).run_with_policy(&policy, &[]);
    assert_eq!(output.status.code(), INCOMPLETE);
}

#[test]
fn copies_of_apps_are_looked_at_whoever_made_the_phone() {
    for (id, info) in [
        (128, "Twin apps:4100410"),
        (998, "MultiApp:4001010"),
        (999, "XSpace:801010"),
        (95, "DUAL_APP:20001010"),
    ] {
        let phone = Phone::typical().user(id, info).with(id, App::named(TIKTOK));
        let output = phone.run(&["--json"]);
        let expected = [format!("{id} {TIKTOK} enabled installed in_other_profile")];
        assert_eq!(findings(&output), expected, "{info}");
        assert_eq!(report(&output)["findings"][0]["profile"], "clone", "{info}");
    }
}

#[test]
fn what_the_shell_is_refused_is_named_with_the_reason_and_no_advice_to_use_it() {
    let reason = "java.lang.SecurityException: Shell does not have permission to access user 150";
    let refused = format!(
        "\nException occurred while executing 'list':\n{reason}\n com.android.server.am.A:8\n\
         \tat com.android.server.am.A.b(A.java:1)\n"
    );
    let phone = || {
        let phone = Phone::typical().user(150, "Secure Folder:61010");
        phone.with(150, App::named(TIKTOK)).answers("pm list packages -f --user 150", &refused, 255)
    };
    for phone in [phone(), phone().checks_in()] {
        let output = phone.run(&[]);
        assert_eq!(output.status.code(), FOUND);
        assert!(stderr(&output).contains(&format!("list of apps failed: {reason}\n")));
        let text = stdout(&output);
        assert!(text.contains("next       Uninstall it on the device: adb is refused"), "{text}");
        assert!(!text.contains("--remove"), "{text}");
    }
    // Where the dump does not have it either.
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["private"]});
    let output = phone().without_dump().run_with_policy(&policy, &[]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let text = stderr(&output);
    assert!(text.contains(reason) && text.contains("look at its apps on the device"), "{text}");
}
