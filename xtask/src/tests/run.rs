//! What `cargo xtask run` does with the devices that are attached.

use std::path::Path;

use crate::adb::tests::StandIn;
use crate::commands::apk::Abi;
use crate::commands::run::{follow, install, start, target};
use crate::tests::attached_phone::{PHONE, error, lists, phone};
use crate::toolchain::project::Versions;

const APP: &str = "org.appvagt";
const EMULATOR: &str = "emulator-5554 device product:sdk model:sdk_gphone64_x86_64 transport_id:2";

/// Returns answers to the questions about the device.
fn has(booted: &str, level: &str, abis: &str) -> String {
    format!(
        "*sys.boot_completed) echo {booted} ;;
         *ro.build.version.sdk) echo {level} ;;
         *ro.product.cpu.abilist) echo {abis} ;;"
    )
}

fn versions() -> Versions {
    Versions {
        kotlin: String::new(),
        oldest_kotlin: String::new(),
        application_id: APP.to_owned(),
        namespace: APP.to_owned(),
        min_sdk: "26".to_owned(),
        target_sdk: "37".to_owned(),
        version_code: "1".to_owned(),
        version_name: "1.0".to_owned(),
        abis: "arm64-v8a armeabi-v7a x86_64".to_owned(),
    }
}

#[test]
fn a_good_device_is_asked_then_given_the_app_and_followed() {
    let (adb, device) = phone(
        "good",
        &[
            &has("1", "34", "arm64-v8a,armeabi-v7a,armeabi"),
            "*' install '*) echo Performing Streamed Install; echo Success ;;",
            "*' am start '*) echo 'Starting: Intent { cmp=x }'; echo Status: ok ;;",
            // The app ends after the third look.
            "*pidof*) if [ $(grep -c pidof calls) -le 3 ]; then echo 4242; else exit 1; fi ;;",
            "*' logcat '*) exec sleep 60 ;;",
        ]
        .join("\n"),
    );
    assert_eq!(target::check(&device, &versions()).unwrap(), Abi::Arm64);
    install::install(&device, Path::new("/a.apk"), APP).unwrap();
    start(&device, APP).unwrap();
    follow(&device, APP).unwrap();

    let mut calls = adb.calls();
    // It runs beside the calls that follow.
    calls.retain(|call| call != "-s R58M logcat --pid=4242" && !call.contains("pidof"));
    assert_eq!(adb.calls().len() - calls.len(), 6);
    assert_eq!(
        calls,
        [
            "devices -l",
            "-s R58M shell getprop sys.boot_completed",
            "-s R58M shell getprop ro.build.version.sdk",
            "-s R58M shell getprop ro.product.cpu.abilist",
            "-s R58M install -r /a.apk",
            "-s R58M shell am start -W -n org.appvagt/org.appvagt.screen.MainActivity",
            "devices -l",
        ]
    );
}

#[test]
fn the_right_device_is_chosen() {
    for (index, (devices, serial, expected)) in [
        (&[PHONE][..], None, "Pixel 7 (R58M)"),
        (&[PHONE, EMULATOR], Some("emulator-5554"), "sdk gphone64 x86 64 (emulator-5554)"),
        (&[PHONE, "emulator-5554 offline transport_id:2"], None, "Pixel 7 (R58M)"),
        (&["emulator-5554          device"], None, "emulator-5554"),
    ]
    .into_iter()
    .enumerate()
    {
        let adb = StandIn::new(&format!("chosen-{index}"), &lists(devices)).adb();
        let device = target::choose(adb.devices().unwrap(), serial).unwrap();
        assert_eq!(device.to_string(), expected);
    }
}

#[test]
fn a_device_that_cannot_be_used_says_what_to_do() {
    const NO_PERMISSIONS: &str = "R58M no permissions (missing udev rules? user is in the plugdev \
        group); see [http://developer.android.com/tools/device.html] usb:1-2 transport_id:4";
    for (name, devices, serial, expected) in [
        (
            "none",
            &[][..],
            None,
            "no phone or emulator is attached. Turn on USB debugging in the developer options of a \
             phone and plug it in, or start an emulator. Without one, there is `cargo xtask demo`",
        ),
        (
            "several",
            &[PHONE, EMULATOR],
            None,
            "several devices are attached. Choose one with --serial:\n  Pixel 7 (R58M)\n  \
             sdk gphone64 x86 64 (emulator-5554)",
        ),
        (
            "unknown",
            &[PHONE],
            Some("R59"),
            "no device is called R59 (--serial or ANDROID_SERIAL). Attached:\n  Pixel 7 (R58M)",
        ),
        (
            "unauthorized",
            &["R58M unauthorized usb:1-2 transport_id:4"],
            None,
            "R58M does not trust this computer yet. Unlock it and allow USB debugging; if it does \
             not ask, plug it in again",
        ),
        (
            "named-unauthorized",
            &[EMULATOR, "R58M unauthorized usb:1-2 transport_id:4"],
            Some("R58M"),
            "R58M does not trust this computer yet. Unlock it and allow USB debugging; if it does \
             not ask, plug it in again",
        ),
        (
            "authorizing",
            &["R58M authorizing transport_id:4"],
            None,
            "R58M is still connecting. Try again in a moment",
        ),
        (
            "offline",
            &["R58M offline transport_id:4"],
            None,
            "R58M does not answer adb. If it is just starting, wait; else plug it in again, or \
             restart adb (adb kill-server)",
        ),
        (
            "no-permissions",
            &[NO_PERMISSIONS],
            None,
            "R58M may not be opened by this user. Install the udev rules for Android devices (on \
             Debian: apt-get install android-sdk-platform-tools-common), join the group plugdev, \
             log in again and plug it in again",
        ),
        (
            "recovery",
            &["R58M recovery product:panther model:Pixel_7 transport_id:4"],
            None,
            "Pixel 7 (R58M) is in the state \"recovery\". Restart it into Android",
        ),
        (
            "two-problems",
            &["R58M bootloader", "emulator-5554 connecting"],
            None,
            "R58M is in the state \"bootloader\". Restart it into Android\n\
             emulator-5554 is still connecting. Try again in a moment",
        ),
    ] {
        let adb = StandIn::new(&format!("state-{name}"), &lists(devices)).adb();
        assert_eq!(error(target::choose(adb.devices().unwrap(), serial)), expected, "{name}");
    }
}

#[test]
fn a_device_that_cannot_run_the_app_says_why() {
    for (name, answers, expected) in [
        (
            "starting",
            has("", "34", "x86_64"),
            "Pixel 7 (R58M) is still starting. Try again when it shows its home screen",
        ),
        (
            "old",
            has("1", "24", "arm64-v8a"),
            "Pixel 7 (R58M) has API level 24; the app needs 26 or newer. Take another device",
        ),
        (
            "32-bit",
            has("1", "30", "armeabi-v7a,armeabi"),
            "Pixel 7 (R58M) runs code for armeabi-v7a,armeabi; built here is arm64-v8a and x86_64. \
             For a 32-bit phone, build with Gradle and an NDK (README.md)",
        ),
        (
            "gone",
            "*getprop*) echo \"adb: device 'R58M' not found\" >&2; exit 1 ;;".to_owned(),
            "Pixel 7 (R58M) does not answer: adb: device 'R58M' not found",
        ),
    ] {
        let (_, device) = phone(&format!("check-{name}"), &answers);
        assert_eq!(error(target::check(&device, &versions())), expected, "{name}");
    }
    let (_, device) = phone("check-emulator", &has("1", "36", "x86_64,arm64-v8a"));
    assert_eq!(target::check(&device, &versions()).unwrap(), Abi::X86_64);
}

#[test]
fn a_refused_install_says_what_to_do() {
    for (name, reason, advice) in [
        (
            "key",
            "INSTALL_FAILED_UPDATE_INCOMPATIBLE: Existing package org.appvagt signatures do not \
             match newer version; ignoring!",
            "has the app signed with another key. Remove that one first: adb -s R58M uninstall \
             org.appvagt. One that a management system (MDM) installed may have to be removed there",
        ),
        (
            "downgrade",
            "INSTALL_FAILED_VERSION_DOWNGRADE: Downgrade detected: Update version code 1 is older \
             than current 2",
            "has a newer version of the app. Remove it first: adb -s R58M uninstall org.appvagt",
        ),
        (
            "abi",
            "INSTALL_FAILED_NO_MATCHING_ABIS: Failed to extract native libraries, res=-113",
            "has a processor that the APK has no code for. For a 32-bit phone, build with Gradle \
             and an NDK (README.md)",
        ),
        (
            "sdk",
            "INSTALL_FAILED_OLDER_SDK: Requires newer sdk version #26 (current version is #24)",
            "has an Android too old for the app. Take a newer one",
        ),
        (
            "storage",
            "INSTALL_FAILED_INSUFFICIENT_STORAGE",
            "has too little free storage. Free some, try again",
        ),
        (
            "restricted",
            "INSTALL_FAILED_USER_RESTRICTED: Install canceled by user",
            "does not let adb install apps. Try again and confirm on its screen. Xiaomi phones \
             also want \"Install via USB\" in the developer options; managed ones, their \
             administrator's permission",
        ),
        (
            "aborted",
            "INSTALL_FAILED_ABORTED: User rejected permissions",
            "asked on its screen whether to install, and got no yes. Unlock it, try again and \
             confirm",
        ),
        (
            "verification",
            "INSTALL_FAILED_VERIFICATION_FAILURE: Install not allowed",
            "checks apps (Play Protect) and refused this one. Confirm on its screen, or turn off \
             \"Verify apps over USB\" in the developer options; if it is managed, ask its \
             administrator",
        ),
        (
            "parse",
            "INSTALL_PARSE_FAILED_NO_CERTIFICATES: Failed collecting certificates for [base.apk]",
            "cannot read the APK. Delete target/android and try again; `cargo xtask apk` checks \
             what it builds",
        ),
    ] {
        let expected = format!("Pixel 7 (R58M) {advice}\n\n{reason}");
        let new = format!("echo Streamed; echo 'adb: failed to install a: Failure [{reason}]' >&2");
        // Versions before 2018 put the failure on the standard output and some end with 0.
        let old = format!("echo 'pkg: /data/local/tmp/a.apk'; echo 'Failure [{reason}]'");
        for (age, answer) in [("new", format!("{new}; exit 1")), ("old", old)] {
            let (_, device) =
                phone(&format!("install-{name}-{age}"), &format!("*' install '*) {answer} ;;"));
            let result = install::install(&device, Path::new("/a.apk"), APP);
            assert_eq!(error(result), expected, "{name} {age}");
        }
    }
}

#[test]
fn a_refusal_without_a_code_is_reported_as_well() {
    let (_, device) = phone(
        "install-policy",
        "*' install '*) printf '%s\\n' 'adb: failed to install a: ' \"Exception occurred while \
         executing 'install':\" 'java.lang.SecurityException: User restriction prevents \
         installing' 'at com.android.server' >&2; exit 1 ;;",
    );
    assert_eq!(
        error(install::install(&device, Path::new("/a.apk"), APP)),
        "Pixel 7 (R58M) is managed, and its policy forbids installing apps. Ask its administrator\
         \n\njava.lang.SecurityException: User restriction prevents installing"
    );
    let (_, device) =
        phone("install-other", "*' install '*) echo 'Failure [INSTALL_FAILED_NEW]'; exit 1 ;;");
    assert_eq!(
        error(install::install(&device, Path::new("/a.apk"), APP)),
        "Pixel 7 (R58M) did not take the app: Failure [INSTALL_FAILED_NEW]"
    );
}

#[test]
fn an_app_that_does_not_start_is_an_error_whatever_am_ends_with() {
    const MISSING: &str = "Error type 3\nError: Activity class {org.appvagt/org.appvagt.screen.MainActivity} does not exist.";
    const DENIED: &str = "java.lang.SecurityException: Permission Denial";
    for (name, words, code) in [("missing", MISSING, 0), ("denied", DENIED, 255)] {
        let (_, device) =
            phone(&format!("start-{name}"), &format!("*' am '*) echo '{words}'; exit {code} ;;"));
        assert_eq!(
            error(start(&device, APP)),
            format!(
                "Pixel 7 (R58M) has the app but did not start it. Open it there by hand\n\n{words}"
            )
        );
    }
}

#[test]
fn a_log_that_ends_too_early_says_why() {
    let running = "*pidof*) echo 4242 ;;\n*' logcat '*) ;;";
    let (_, device) = phone("log-ends", running);
    assert_eq!(
        error(follow(&device, APP)),
        "adb stopped showing the log, but the app still runs on Pixel 7 (R58M)"
    );

    // The device is there for the first look only.
    let unplugged = format!(
        "'devices -l') if [ $(grep -c devices calls) = 1 ]; then echo '{PHONE}'; fi ;;
         *pidof*) echo \"adb: device 'R58M' not found\" >&2; exit 1 ;;"
    );
    let adb = StandIn::new("log-unplugged", &unplugged).adb();
    let device = target::choose(adb.devices().unwrap(), None).unwrap();
    assert_eq!(
        error(follow(&device, APP)),
        "Pixel 7 (R58M) is no longer attached. Plug it in and run this again"
    );
}
