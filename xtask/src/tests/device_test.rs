//! What `cargo xtask device-test` does with a device.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::adb::Device;
use crate::adb::tests::StandIn;
use crate::commands::decoy::TEST_PACKAGE;
use crate::commands::device_test::{Apks, PACKAGE, test_on};
use crate::commands::run::target;
use crate::tests::attached_phone::{PHONE, error, phone};
use crate::toolchain::project;

const APP: &str = "org.appvagt";
const LONG: Duration = Duration::from_secs(30);

const INSTALLS: &str = "*' install '*) echo Success ;;";
const PASSES: &str = "*' am instrument '*) printf '%s\\n' 'INSTRUMENTATION_RESULT: reason=the decoy \
    was found: 200 apps scanned, verdict ACTION_REQUIRED' 'INSTRUMENTATION_CODE: -1' ;;";
const STARTS: &str = "*' am start '*) echo Status: ok ;;";
const UNINSTALLS: &str = "*' uninstall '*) echo Success ;;";

const REMOVED: [&str; 2] =
    ["-s R58M uninstall org.appvagt.decoy", "-s R58M uninstall org.appvagt.devicetest"];

fn test(device: &Device, limit: Duration) -> Result<String> {
    let folder = tempfile::tempdir().unwrap();
    test_and_report(device, limit, &folder.path().join("report"))
}

fn test_and_report(device: &Device, limit: Duration, report: &Path) -> Result<String> {
    let apks =
        Apks { app: "/app.apk".into(), decoy: "/decoy.apk".into(), test: "/test.apk".into() };
    test_on(device, APP, &apks, limit, report)
}

fn answers(parts: &[&str]) -> String {
    parts.join("\n")
}

/// Returns the calls that removed something.
fn removed(adb: &StandIn) -> Vec<String> {
    adb.calls().into_iter().filter(|call| call.contains(" uninstall ")).collect()
}

#[test]
fn a_device_that_passes_is_left_with_the_app_alone() {
    let (adb, device) = phone("test-passes", &answers(&[INSTALLS, PASSES, STARTS, UNINSTALLS]));
    assert_eq!(
        test(&device, LONG).unwrap(),
        "the decoy was found: 200 apps scanned, verdict ACTION_REQUIRED"
    );
    assert_eq!(
        adb.calls(),
        [
            "devices -l",
            "-s R58M install -r /app.apk",
            "-s R58M install -r /decoy.apk",
            "-s R58M install -r -g /test.apk",
            "-s R58M shell am instrument -r -w org.appvagt.devicetest/.ScanInstrumentation",
            "-s R58M shell am start -W -n org.appvagt/org.appvagt.screen.MainActivity",
            REMOVED[0],
            REMOVED[1],
        ]
    );
}

#[test]
fn what_goes_wrong_is_reported_and_the_helpers_are_removed() {
    for (name, instrument, expected) in [
        (
            "fail",
            "printf '%s\\n' 'INSTRUMENTATION_RESULT: reason=the decoy was not found: 200 apps \
             scanned, verdict COMPLIANT' 'INSTRUMENTATION_CODE: 0'",
            "test failed: the test failed on Pixel 7 (R58M): the decoy was not found: 200 apps \
             scanned, verdict COMPLIANT. See what the app says there with `cargo xtask run --serial \
             R58M`",
        ),
        (
            "crash",
            "printf '%s\\n' 'INSTRUMENTATION_RESULT: shortMsg=Process crashed.' \
             'INSTRUMENTATION_CODE: 0'",
            "test failed: the test crashed on Pixel 7 (R58M): Process crashed. Its stack: adb -s \
             R58M logcat -b crash -d",
        ),
        (
            "crash-explained",
            "printf '%s\\r\\n' 'INSTRUMENTATION_RESULT: shortMsg=java.lang.IllegalStateException' \
             'INSTRUMENTATION_RESULT: longMsg=java.lang.IllegalStateException: no list' \
             'INSTRUMENTATION_CODE: 0'",
            "test failed: the test crashed on Pixel 7 (R58M): java.lang.IllegalStateException: no \
             list. Its stack: adb -s R58M logcat -b crash -d",
        ),
        (
            "unknown",
            "echo 'android.util.AndroidException: INSTRUMENTATION_FAILED: org.appvagt.devicetest' \
             >&2; exit 1",
            "test failed: Pixel 7 (R58M) gave no result of the test. Restart it and try again. It \
             said: android.util.AndroidException: INSTRUMENTATION_FAILED: org.appvagt.devicetest",
        ),
        (
            "silent",
            ":",
            "test failed: Pixel 7 (R58M) gave no result of the test. Restart it and try again. It \
             said: nothing",
        ),
        (
            // A code that means good without the test's own words is not the test's.
            "ok-without-reason",
            "echo 'INSTRUMENTATION_CODE: -1'",
            "test failed: Pixel 7 (R58M) gave no result of the test. Restart it and try again. It \
             said: INSTRUMENTATION_CODE: -1",
        ),
    ] {
        let instrument = format!("*' am instrument '*) {instrument} ;;");
        let (adb, device) =
            phone(&format!("test-{name}"), &answers(&[INSTALLS, &instrument, STARTS, UNINSTALLS]));
        assert_eq!(error(test(&device, LONG)), expected, "{name}");
        assert_eq!(removed(&adb), REMOVED, "{name}");
    }
}

#[test]
fn a_test_that_does_not_end_is_ended() {
    let hangs = "*' am instrument '*) exec sleep 60 ;;";
    let (adb, device) = phone("test-hangs", &answers(&[INSTALLS, hangs, UNINSTALLS]));
    assert_eq!(
        error(test(&device, Duration::from_secs(1))),
        "test failed: Pixel 7 (R58M) did not end the test within 1 s. Unlock it, answer what its \
         screen asks, and try again"
    );
    assert_eq!(removed(&adb), REMOVED);
}

#[test]
fn an_app_that_does_not_start_fails_the_test() {
    let stays = "*' am start '*) echo 'Error type 3' ;;";
    let (adb, device) = phone("test-no-start", &answers(&[INSTALLS, PASSES, stays, UNINSTALLS]));
    assert_eq!(
        error(test(&device, LONG)),
        "start the app failed: Pixel 7 (R58M) has the app but did not start it. Open it there by \
         hand\n\nError type 3"
    );
    assert_eq!(removed(&adb), REMOVED);
}

/// What the device had before stays there: it may be somebody's.
#[test]
fn only_what_was_installed_is_removed() {
    let refusal = "echo 'Failure [INSTALL_FAILED_UPDATE_INCOMPATIBLE: other key]'";
    for (name, file, expected, gone) in [
        ("app", "/app.apk", "install the app failed: Pixel 7 (R58M) has the app", &REMOVED[..0]),
        ("decoy", "/decoy.apk", "install the decoy failed: Pixel 7 (R58M) has", &REMOVED[..0]),
        ("test", "/test.apk", "install the test failed: Pixel 7 (R58M) has the", &REMOVED[..1]),
    ] {
        let refuses = format!("*{file}) {refusal} ;;");
        let (adb, device) =
            phone(&format!("test-refuses-{name}"), &answers(&[&refuses, INSTALLS, UNINSTALLS]));
        let error = error(test(&device, LONG));
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(removed(&adb), gone, "{name}");
    }
    let (_, device) = phone(
        "test-refuses-key",
        &answers(&[&format!("*/decoy.apk) {refusal} ;;"), INSTALLS, UNINSTALLS]),
    );
    let error = error(test(&device, LONG));
    assert!(error.contains("Remove that one first: adb -s R58M uninstall org.appvagt.decoy. "));
}

#[test]
fn a_device_that_is_unplugged_says_what_is_left_on_it() {
    for (name, gone, left) in [
        (
            "scanning",
            "*' am instrument '*)",
            ", remove what is left (adb -s R58M uninstall org.appvagt.decoy && adb -s R58M \
             uninstall org.appvagt.devicetest)",
        ),
        ("installing", "*/app.apk)", ""),
    ] {
        // The device is there for the first look only.
        let answers = format!(
            "'devices -l') if [ $(grep -c devices calls) = 1 ]; then echo '{PHONE}'; fi ;;
             {gone} echo \"adb: device 'R58M' not found\" >&2; exit 1 ;;
             {INSTALLS}
             *' uninstall '*) echo \"adb: device 'R58M' not found\" >&2; exit 1 ;;"
        );
        let adb = StandIn::new(&format!("test-unplugged-{name}"), &answers).adb();
        let device = target::choose(adb.devices().unwrap(), None).unwrap();
        assert_eq!(
            error(test(&device, LONG)),
            format!("Pixel 7 (R58M) is no longer attached. Plug it in{left} and run this again")
        );
    }
}

#[test]
fn helpers_that_stay_are_named() {
    let stays = "*' uninstall org.appvagt.decoy') echo 'Failure [DELETE_FAILED_INTERNAL_ERROR]' ;;";
    let note = "Test apps are left on Pixel 7 (R58M). Remove them: adb -s R58M uninstall \
        org.appvagt.decoy";
    let (_, device) = phone("test-stays", &answers(&[INSTALLS, PASSES, STARTS, stays, UNINSTALLS]));
    assert_eq!(
        test(&device, LONG).unwrap(),
        format!("the decoy was found: 200 apps scanned, verdict ACTION_REQUIRED. {note}")
    );
    let silent = "*' am instrument '*) ;;";
    let (_, device) = phone("test-stays-too", &answers(&[INSTALLS, silent, stays, UNINSTALLS]));
    let error = error(test(&device, LONG));
    assert!(error.ends_with(&format!("It said: nothing\n{note}")), "{error}");
}

/// Returns an answer to `am instrument` with these lines, and the report that comes of it.
fn report(name: &str, lines: &[&str], limit: Duration, then: &str) -> (Result<String>, String) {
    let lines = lines.join("' '");
    let instrument = format!("*' am instrument '*) printf '%s\\n' '{lines}'; {then} ;;");
    let (_, device) = phone(name, &answers(&[INSTALLS, &instrument, STARTS, UNINSTALLS]));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report");
    let result = test_and_report(&device, limit, &file);
    (result, fs::read_to_string(file).unwrap())
}

const DEVICE: [&str; 2] = [
    "INSTRUMENTATION_STATUS: device=Google Pixel 7, Android 17 (API 37)",
    "INSTRUMENTATION_STATUS_CODE: 2",
];
const BEGUN: [&str; 2] =
    ["INSTRUMENTATION_STATUS: check=a panic is caught", "INSTRUMENTATION_STATUS_CODE: 1"];

#[test]
fn the_report_has_each_check_and_nothing_that_identifies_the_device() {
    // Android prints the values of a status in any order.
    let ended = [
        "INSTRUMENTATION_STATUS: took=3 ms",
        "INSTRUMENTATION_STATUS: seen=it was",
        "INSTRUMENTATION_STATUS: check=a panic is caught",
        "INSTRUMENTATION_STATUS_CODE: 0",
    ];
    let found = [
        "INSTRUMENTATION_STATUS: seen=a=b, it was not",
        "INSTRUMENTATION_STATUS: check=the decoy is found",
        "INSTRUMENTATION_STATUS: took=400 ms",
        "INSTRUMENTATION_STATUS_CODE: -2",
    ];
    let code = [
        "INSTRUMENTATION_RESULT: reason=the decoy is found: a=b, it was not",
        "INSTRUMENTATION_CODE: 0",
    ];
    let lines = [&DEVICE[..], &BEGUN, &ended, &found, &code].concat();
    let (result, report) = report("test-report", &lines, LONG, ":");
    assert!(error(result).contains("the decoy is found: a=b, it was not. See what the app says"));
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        report,
        format!(
            "Appvagt {version}, tested on a device\n\n\
             device  Google Pixel 7, Android 17 (API 37)\n\
             end     failed: the decoy is found: a=b, it was not\n\n\
             holds   a panic is caught: it was (3 ms)\n\
             fails   the decoy is found: a=b, it was not (400 ms)\n\n\
             No app is named here but those of the test.\n"
        )
    );
}

#[test]
fn a_check_that_ends_the_test_is_named_in_the_report() {
    let crash = [
        "INSTRUMENTATION_RESULT: shortMsg=Process crashed.",
        "INSTRUMENTATION_RESULT: longMsg=Process crashed with com.example.app on R58M.",
        "INSTRUMENTATION_CODE: 0",
    ];
    let begun = [&DEVICE[..], &BEGUN].concat();
    for (name, lines, limit, then, end) in [
        ("crash", [&begun[..], &crash].concat(), LONG, ":", "crashed: Process crashed."),
        ("silent", begun.clone(), LONG, "echo 'error: device R58M not found' >&2", "no result"),
        ("late", begun.clone(), Duration::from_secs(1), "exec sleep 60", "no end within 1 s"),
        ("nothing", vec![""], LONG, ":", "no result"),
    ] {
        let (result, report) = report(&format!("test-report-{name}"), &lines, limit, then);
        assert!(result.is_err(), "{name}");
        assert!(report.contains(&format!("\nend     {end}\n")), "{report}");
        let begun = "begun   a panic is caught: nothing was heard of it again\n";
        assert_eq!(report.contains(begun), name != "nothing", "{report}");
        assert!(!report.contains("R58M") && !report.contains("com.example"), "{report}");
    }
}

/// Fails for what is added to the native library, until a device is asked for it.
#[test]
fn a_device_is_asked_for_each_exception_of_the_native_library() {
    let exceptions = fs::read_to_string(project::path("rust-core/jni/src/kotlin.rs")).unwrap();
    let exceptions = exceptions.split_once("exceptions! {").unwrap().1.split_once('}').unwrap().0;
    let exceptions: Vec<_> =
        exceptions.lines().filter_map(|l| Some(l.split_once("=>")?.0.trim())).collect();
    assert!(exceptions.len() > 3, "{exceptions:?}");
    let checks = "android-scanner/src/deviceTest/kotlin/org/appvagt/devicetest/LibraryChecks.kt";
    let checks = fs::read_to_string(project::path(checks)).unwrap();
    for exception in exceptions {
        let asked = format!("thrown<{exception}>(");
        assert!(checks.contains(&asked), "LibraryChecks.kt asks for no {exception}");
    }
}

#[test]
fn the_instrumentation_looks_for_the_decoy_that_is_installed() {
    let source =
        "android-scanner/src/deviceTest/kotlin/org/appvagt/devicetest/ScanInstrumentation.kt";
    let source = fs::read_to_string(project::path(source)).unwrap();
    assert!(source.contains(&format!("const val DECOY = \"{TEST_PACKAGE}\"")));
    assert!(source.starts_with(&format!("package {PACKAGE}\n")));
}
