//! MDMs of several systems.

use crate::check;

#[test]
fn workspace_one_does_not_say_of_which_device_it_is() {
    // 1 is waiting to be installed, 2 installed, 3 waiting to be removed, 4 removed, 5 unknown.
    check(
        r#"{"DeviceApps": [
            {"Id": {"Value": 7}, "ApplicationName": "A", "Version": "1", "ApplicationIdentifier": "com.a",
             "BuildVersion": "9", "Status": 2, "IsManaged": false},
            {"ApplicationName": "B", "ApplicationIdentifier": "com.b", "Status": 1},
            {"ApplicationName": "C", "ApplicationIdentifier": "com.c", "Status": 3},
            {"ApplicationName": "D", "ApplicationIdentifier": "com.d", "Status": "4"},
            {"ApplicationName": "E", "ApplicationIdentifier": "com.e", "Status": 5}],
            "Page": 0, "PageSize": 500, "Total": 5}"#,
        &[
            "begin workspace-one",
            "app com.a \"A\" 1",
            "app com.b \"B\" absent",
            "app com.c \"C\"",
            "app com.d \"D\" absent",
            "AppState \"5\"?",
            "app com.e \"E\" unclear",
            "device ? any",
        ],
    );
    check(
        r#"{"app_items": [{"name": "A", "installed_version": "1", "bundle_id": "com.a"}], "TotalResults": 1}"#,
        &["begin workspace-one", "app com.a \"A\" 1", "device ? any"],
    );
}

#[test]
fn workspace_one_says_how_many_apps_all_pages_have() {
    for total in [r#""Total""#, r#""TotalResults""#] {
        let apps = r#""DeviceApps": [{"ApplicationIdentifier": "com.a"}]"#;
        for file in [format!("{{{apps}, {total}: 2}}"), format!("{{{total}: 2, {apps}}}")] {
            check(&file, &["begin workspace-one", "app com.a", "device ? any -Rest"]);
        }
    }
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
    let status = |status: &str| {
        let host = host.replace("On (personal)", status);
        crate::recognised(&format!(r#"{{"host": {host}}}"#)).pop().unwrap()
    };
    assert_eq!(status("On (manual - personal)"), expected[4]);
    assert_eq!(status("On (automatic)"), "device U serial=S name=n ios");
    check(&format!(r#"{{"host": {host}}}"#), &expected);
    check(&format!(r#"{{"hosts": [{host}]}}"#), &expected);
}
