//! MDMs of several systems.

use crate::{check, recognised};

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
        recognised(&format!(r#"{{"host": {host}}}"#)).pop().unwrap()
    };
    assert_eq!(status("On (manual - personal)"), expected[4]);
    assert_eq!(status("On (automatic)"), "device U serial=S name=n ios");
    check(&format!(r#"{{"host": {host}}}"#), &expected);
    check(&format!(r#"{{"hosts": [{host}]}}"#), &expected);
}

#[test]
fn fleet_lists_what_is_only_available_beside_what_is_installed() {
    check(
        r#"{"count": 3, "software": [
            {"name": "TikTok", "source": "ipados_apps", "installed_versions": []},
            {"name": "B", "source": "ios_apps", "installed_versions": null},
            {"name": "Short Videos", "source": "ios_apps", "installed_versions": [
                {"version": "36", "bundle_identifier": "com.a"},
                {"version": "37", "bundle_identifier": "com.b"}]}],
            "meta": {"has_next_results": false}}"#,
        &[
            "begin fleet",
            "app ? \"TikTok\" absent",
            "app ? \"B\" absent",
            "app com.a \"Short Videos\" 37",
            "app com.b \"Short Videos\" 37",
            "device ? any",
        ],
    );
    check(
        r#"{"kind": "host", "apiVersion": "v1", "spec": {"uuid": "U", "platform": "ios", "software": [
            {"name": "A", "source": "ios_apps", "bundle_identifier": "com.a"}]}}"#,
        &["begin fleet", "app com.a \"A\"", "device U ios"],
    );
}

#[test]
fn a_kind_of_software_that_is_not_known_is_not_taken_for_a_computers() {
    check(
        r#"{"host": {"uuid": "U", "platform": "visionos", "software": [
            {"name": "A", "source": "visionos_apps", "bundle_identifier": "com.a"}]}}"#,
        &[
            "begin fleet",
            "AppKind \"visionos_apps\"?",
            "app com.a \"A\" unclear",
            "Platform \"visionos\"?",
            "device U any -Meaning",
        ],
    );
}

#[test]
fn knox_manage_and_soti_do_not_say_of_which_device_they_are() {
    check(
        r#"{"resultCode": "0", "resultValue": {"appList": [
            {"packageName": "com.a", "appName": "A", "versionName": "1", "systemApp": "ThirdPartyApp"}]}}"#,
        &["begin knox-manage", "app com.a \"A\" 1", "device ? android"],
    );
    check(
        r#"[{"ApplicationId": "com.a", "Name": "A", "Version": "1", "Status": "Installed"},
            {"ApplicationId": "com.b", "Name": "B", "Status": "ManagedButUninstalled"},
            {"ApplicationId": "com.c", "Status": "Mystery"}]"#,
        &[
            "begin soti",
            "app com.a \"A\" 1",
            "app com.b \"B\" absent",
            "AppState \"Mystery\"?",
            "app com.c unclear",
            "device ? any",
        ],
    );
}

#[test]
fn meraki_says_when_an_app_was_removed() {
    check(
        r#"[{"deviceId": "1", "identifier": "com.a", "name": "A", "shortVersion": "1",
             "toUninstall": false, "uninstalledAt": null},
            {"deviceId": "1", "identifier": "com.b", "name": "B", "toUninstall": false,
             "uninstalledAt": "2026-10-01T08:00:00Z"}]"#,
        &["begin meraki", "app com.a \"A\" 1", "app com.b \"B\" absent", "device 1 any"],
    );
}

#[test]
fn simplemdm_lists_the_apps_of_a_device_in_pages() {
    let page = |more: bool| {
        format!(
            r#"{{"data": [{{"type": "installed_app", "id": 1, "attributes":
                {{"name": "A", "identifier": "com.a", "version": "14", "short_version": "14.2"}}}}],
                "has_more": {more}}}"#
        )
    };
    let app = "app com.a \"A\" 14.2";
    check(&page(false), &["begin simplemdm", app, "device ? ios"]);
    check(&page(true), &["begin simplemdm", app, "device ? ios -Rest"]);
}

#[test]
fn the_version_of_the_system_and_the_part_of_the_organisation_are_read_where_they_stand() {
    for (file, expected) in [
        (
            r#"{"totalCount": 1, "results": [{"mobileDeviceId": "1", "general": {"osVersion": "18.1"},
                "userAndLocation": {"building": "Town hall", "department": "Schools"}, "applications": []}]}"#,
            "os=18.1 group=Schools ios",
        ),
        (
            r#"{"totalCount": 1, "results": [{"mobileDeviceId": "1",
                "userAndLocation": {"building": "Town hall", "department": ""}, "applications": []}]}"#,
            "group=Town hall ios",
        ),
        (
            "<mobile_device><general><id>1</id><os_version>17.6</os_version></general>\
             <location><department>Care</department></location><applications/></mobile_device>",
            "os=17.6 group=Care ios",
        ),
        (
            r#"{"value": [{"id": "d1", "managedDeviceOwnerType": "company", "operatingSystem": "iOS",
                "osVersion": "18.1", "deviceCategoryDisplayName": "Unknown", "detectedApps": []}]}"#,
            "os=18.1 ios company",
        ),
        (
            r#"{"value": [{"id": "d1", "managedDeviceOwnerType": "company", "operatingSystem": "iOS",
                "deviceCategoryDisplayName": "Teachers", "detectedApps": []}]}"#,
            "group=Teachers ios company",
        ),
        (
            "Device ID,Ownership,OS,OS version,Category\nd1,Corporate,iOS/iPadOS,18.1,Teachers\n",
            "os=18.1 group=Teachers ios company",
        ),
        (
            r#"{"devices": [{"name": "enterprises/E/devices/D", "softwareInfo": {"androidVersion": "15"},
                "applicationReports": []}]}"#,
            "os=15 android",
        ),
        (
            r#"{"host": {"uuid": "U", "platform": "ipados", "os_version": "iPadOS 18.1", "team_name": "Care",
                "software": []}}"#,
            "os=iPadOS 18.1 group=Care ios",
        ),
    ] {
        let emitted = recognised(file);
        let shows = |line: &String| line.starts_with("device") && line.contains(expected);
        assert!(emitted.iter().any(shows), "{file}: {emitted:?}");
    }
}
