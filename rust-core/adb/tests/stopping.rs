//! Calls of an adb that hangs or never stops printing.

#![cfg(unix)]

use std::path::Path;
use std::time::Duration;

use appvagt_adb::{Adb, Asked, Device};

/// Returns a device whose adb answers the first question of a call, and hangs.
fn hanging() -> Device {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hanging_adb.sh");
    Device::named(&Adb::at(program, Duration::from_secs(2)), "R58M")
}

#[test]
fn an_adb_that_hangs_is_stopped_and_named_by_the_call() {
    let device = hanging();
    let commands = ["am get-current-user", "pm uninstall --user 0 'com.example.secret'"];
    let Asked { answers, broke } = device.ask(&commands).unwrap();
    assert_eq!((answers[0].line(), answers[1].status), (Some("0"), None));
    let message = "`adb shell pm uninstall` said nothing for 2 seconds, and was stopped\n  Run \
                `adb kill-server`, unplug the device";
    assert!(broke.unwrap().to_string().starts_with(message));
    // It is not called again, and what is named is the call that hung.
    let again = device.ask(&["pm list users"]).unwrap_err();
    assert!(again.to_string().starts_with(message), "{again}");
    assert!(device.bytes("dd if=x", 1).unwrap_err().to_string().starts_with(message));
    assert!(device.stopped().unwrap().to_string().starts_with(message));
}

#[test]
fn a_file_that_stops_coming_is_named_by_the_program_alone() {
    for (stream, message) in [(true, "`adb exec-out cat` said"), (false, "`adb exec-out dd` said")]
    {
        let (device, file) = (hanging(), tempfile::tempfile().unwrap());
        let error = if stream {
            let command = "cat '/data/app/com.example.secret/base.apk'";
            device.stream(command, &file, 1 << 20).unwrap_err()
        } else {
            let command = "dd if='/data/app/com.example.secret/base.apk' bs=65536";
            device.bytes(command, 1 << 20).unwrap_err()
        };
        assert!(error.to_string().starts_with(message), "{error}");
    }
}

#[test]
fn a_device_that_never_stops_printing_is_stopped() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/endless_adb.sh");
    let device = Device::named(&Adb::at(program, Duration::from_mins(1)), "R58M");
    let message = "`adb shell pm list packages` did not stop printing, and was stopped";
    let commands = ["am get-current-user", "pm list packages"];
    let Asked { answers, broke } = device.ask(&commands).unwrap();
    assert_eq!((answers[0].line(), answers[1].status), (Some("0"), None));
    assert!(broke.unwrap().to_string().starts_with(message));
    assert!(device.stopped().unwrap().to_string().starts_with(message));
    // Of a file that is longer than it should be, only that file is not read.
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/endless_adb.sh");
    let device = Device::named(&Adb::at(program, Duration::from_mins(1)), "R58M");
    let error = device.bytes("dd if=/secret", 65_536).unwrap_err().to_string();
    assert_eq!(error, "`adb exec-out dd` wrote more than was asked for");
    assert!(device.stopped().is_none());
}
