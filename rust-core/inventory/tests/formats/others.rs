//! MDMs of several systems.

use crate::check;

#[test]
fn workspace_one_does_not_say_of_which_device_it_is() {
    check(
        r#"{"DeviceApps": [
            {"ApplicationName": "A", "Version": "1", "ApplicationIdentifier": "com.a", "BuildVersion": "9"},
            {"ApplicationName": "B", "ApplicationIdentifier": "com.b", "Status": "Removed"}]}"#,
        &["begin workspace-one", "app com.a \"A\" 1", "app com.b \"B\" absent", "device ? any"],
    );
}

#[test]
fn fleet_hosts_with_the_software_of_phones() {
    let host = r#"{"id": 4, "uuid": "U", "hardware_serial": "S", "display_name": "n", "platform": "ipados",
        "mdm": {"enrollment_status": "On (personal)"}, "software": [
        {"name": "TikTok", "version": "1", "source": "ipados_apps", "bundle_identifier": "com.a"},
        {"name": "B", "version": "2", "source": "android_apps", "application_id": "com.b"},
        {"name": "numpy", "version": "2", "source": "python_packages"}]}"#;
    let expected = [
        "begin fleet",
        "app com.a \"TikTok\" 1",
        "app com.b \"B\" 2",
        "app ? \"numpy\" 2 absent",
        "device U serial=S name=n ios -UnmanagedApps",
    ];
    check(&format!(r#"{{"host": {host}}}"#), &expected);
    check(&format!(r#"{{"hosts": [{host}]}}"#), &expected);
}
