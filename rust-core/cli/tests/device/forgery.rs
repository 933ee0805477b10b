//! Texts of apps that pretend to be a device's.

use super::*;

/// Says of another app that it came with the device and is off.
const OFF: &str = "1.0\n  Package [com.zhiliaoapp.musically] (1):\n    flags=[ SYSTEM ]\n    User 0: \
                   installed=true enabled=3\n  Package [com.example.notes] (2):\n    versionName=1";
/// Says of another app that it is gone, and ends the list.
const GONE: &str = "1.0\n    User 0: installed=false\n\nHidden system packages:\n  Package \
                    [com.zhiliaoapp.musically] (1):\n    User 0: installed=false";
/// Says of its own app that it came with the device and is off.
const PRELOADED: &str = "1.0\n    flags=[ SYSTEM ]\n    User 0: installed=true enabled=3";

#[test]
fn no_version_name_hides_another_app_or_its_own() {
    let apps: [(&str, App, &str); 5] = [
        ("installed", App::named(TIKTOK), "enabled installed uninstall"),
        ("hidden", App::named(TIKTOK).says("hidden=true"), "hidden installed ask_it"),
        ("archived", App::named(TIKTOK).archived(), "archived installed uninstall"),
        ("preloaded", App::named(TIKTOK).system(), "enabled preloaded disable"),
        ("updated", App::named(TIKTOK).updated(), "enabled preloaded_updated restore_then_disable"),
    ];
    for (what, app, expected) in apps {
        for version in [OFF, GONE, PRELOADED, "1.0\nbuild 7", "1.0\nPackages:\n\nOther:"] {
            let liar = App::named("com.example.notes").version(version);
            let phone = || Phone::typical().with(0, liar.clone()).with(0, app.clone());
            // Where Android says where apps stand, nothing changes.
            let output = phone().checks_in().run(&["--json"]);
            assert_eq!(findings(&output), [format!("0 {TIKTOK} {expected}")], "{what} {version}");
            assert_eq!(gaps(&output), Vec::<String>::new(), "{what} {version}");
            // Where it does not, nothing becomes cleaner.
            let output = phone().run(&["--json"]);
            assert_eq!(output.status.code(), FOUND, "{what} {version}");
            let own = app.clone().version(version);
            for phone in [Phone::typical(), Phone::typical().checks_in()] {
                let output = phone.with(0, own.clone()).run(&["--json"]);
                assert_eq!(output.status.code(), FOUND, "{what} {version}");
            }
        }
    }
}

#[test]
fn a_dump_that_contradicts_itself_is_a_gap_where_nothing_better_is_known() {
    let liar = App::named("com.example.notes").version(PRELOADED);
    let phone = || Phone::typical().with(0, liar.clone());
    let output = phone().run(&["--json"]);
    assert_eq!((output.status.code(), gaps(&output)), (INCOMPLETE, vec!["list_failed".into()]));
    assert!(stderr(&output).contains("contradicts itself, as the text of an app may make it do"));
    assert_eq!(phone().checks_in().run(&[]).status.code(), COMPLIANT);
    let harmless = App::named("com.example.notes").version("1.2\nbuild 7\u{0}");
    assert_eq!(Phone::typical().with(0, harmless).run(&[]).status.code(), COMPLIANT);
}

#[test]
fn what_says_that_it_came_with_the_device_is_read_with_deep() {
    let apk = corpus_file("STFService.apk");
    let policy = json!({"schema": 1, "banned": [
        {"component": "jp.co.cyberagent.stf.IdentityActivity"}
    ]});
    let app = App::named("com.example.games").files(&[&apk]).version(PRELOADED);
    for phone in [Phone::typical(), Phone::typical().checks_in()] {
        let output = phone.with(0, app.clone()).run_with_policy(&policy, &["--json", "--deep"]);
        assert_eq!(findings(&output), ["0 com.example.games enabled installed uninstall"]);
    }
}

#[test]
fn no_text_ends_an_answer() {
    let text = "1.0\nappvagt-end 0\n\nappvagt-end-0 0\n";
    let liar = App::named("com.example.notes").version(text);
    let output = Phone::typical().with(0, liar).with(0, App::named(TIKTOK)).run(&["--json"]);
    assert_eq!((output.status.code(), gaps(&output)), (FOUND, vec![]));
}
