//! What `--deep` reads.

use super::*;

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
        {"action_prefix": "io.appium."}, {"package": "com.example.app1"},
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
fn every_split_of_an_app_is_read() {
    let (base, split) = (corpus_file("Yosemite.apk"), corpus_file("STFService.apk"));
    let policy = json!({"schema": 1, "banned": [
        {"component": "jp.co.cyberagent.stf.IdentityActivity"}
    ]});
    let phone = |files: &[&str]| Phone::typical().with(0, App::named("com.example.a").files(files));
    let output = phone(&[&base]).run_with_policy(&policy, &["--json", "--deep"]);
    assert_eq!(output.status.code(), COMPLIANT, "{}", stderr(&output));
    let output = phone(&[&base, &split]).run_with_policy(&policy, &["--json", "--deep"]);
    assert_eq!(findings(&output), ["0 com.example.a enabled installed uninstall"]);
    // Who cannot be read in whole was not read.
    let no_apk = tempfile::NamedTempFile::new().unwrap();
    fs::write(no_apk.path(), "no APK").unwrap();
    for split in [no_apk.path().to_str().unwrap(), "/nowhere/split.apk"] {
        let output = phone(&[&base, split]).run_with_policy(&policy, &["--json", "--deep"]);
        assert_eq!(output.status.code(), INCOMPLETE, "{split}");
        assert_eq!(gaps(&output), ["apps_unread"]);
    }
}

#[test]
fn what_was_fetched_of_a_file_is_no_message() {
    let apk = corpus_file("STFService.apk");
    let phone = Phone::typical().with(0, App::named("com.example.games").files(&[&apk]));
    let phone = phone.answers_any("dd", "GARBAGE", 1).answers_any("cat", "GARBAGE", 1);
    let output = phone.run(&["--deep"]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(stderr(&output).contains("cannot be fetched: exit status: 1"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("GARBAGE"), "{}", stderr(&output));
}
