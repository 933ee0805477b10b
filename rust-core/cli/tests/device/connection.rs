//! adb, and the device at its end.

use super::*;

#[test]
fn a_device_that_cannot_be_asked_is_named_with_what_to_do() {
    let cases = [
        ("", INCOMPLETE, "adb sees no device\n  On the device, switch on USB debugging"),
        ("R58M\tunauthorized usb:1-1\n", INCOMPLETE, "R58M has not allowed this computer"),
        ("R58M\toffline\n", INCOMPLETE, "R58M is attached and does not answer (offline)\n"),
        ("R58M\tauthorizing\n", INCOMPLETE, "R58M is still connecting\n"),
        ("R58M\trecovery\n", INCOMPLETE, "R58M has not started Android (recovery)\n"),
        ("R58M\tno permissions (x); see [http://x]\n", INCOMPLETE, "R58M may not be opened"),
        ("R58M\tdevice\nR59\tdevice\n", USAGE, "adb sees several devices: R58M, R59\n"),
    ];
    for (devices, code, message) in cases {
        let output = Phone::typical().devices(devices).run(&[]);
        assert_eq!(output.status.code(), code, "{devices}");
        let stderr = stderr(&output);
        assert!(stderr.starts_with(&format!("appvagt: {message}")), "{stderr}");
        assert_eq!(stdout(&output), "");
    }
    // What adb says of itself is no device.
    for noise in [
        "adb server is out of date.  killing...\n* daemon started successfully *\n",
        "adb server version (31) doesn't match this client (41); killing...\n",
        "* daemon not running; starting now at tcp:5037\r\n* daemon started successfully\r\n",
    ] {
        let phone = Phone::typical().devices(&format!("{noise}R58M\tdevice\r\n"));
        assert_eq!(phone.run(&[]).status.code(), COMPLIANT, "{noise}");
    }
    // Of a variable that is set to nothing, too.
    assert_eq!(Phone::typical().run(&["--serial", ""]).status.code(), COMPLIANT);
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
    let message = "appvagt: the connection to R58M broke: adb: device 'R58M' not found\n";
    assert!(stderr(&output).starts_with(message), "{}", stderr(&output));
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

#[test]
fn an_entry_that_is_offline_is_passed_over_and_named() {
    let stale = "adb-R58M-x._adb-tls-connect._tcp\toffline transport_id:3\n";
    let phone = Phone::typical().devices(&format!("{stale}R58M\tdevice\n"));
    let output = phone.run(&[]);
    assert_eq!(output.status.code(), COMPLIANT);
    assert_eq!(
        stderr(&output),
        "appvagt: adb-R58M-x._adb-tls-connect._tcp does not answer (offline) and was not looked \
         at\n"
    );
    // Another phone that has not allowed this computer yet may be the one that is meant.
    let phone = Phone::typical().devices("R58M\tdevice\nR59\tunauthorized\n");
    assert_eq!(phone.run(&[]).status.code(), USAGE);
}

#[test]
fn a_device_that_never_stops_printing_is_stopped() {
    let output = Phone::typical().endless().run(&[]);
    assert_eq!(output.status.code(), INCOMPLETE);
    let message = "appvagt: `adb shell getprop ro.build.version.sdk` did not stop printing";
    assert!(stderr(&output).starts_with(message), "{}", stderr(&output));
}
