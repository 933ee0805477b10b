//! Jamf, and what Apple's devices answer.

use crate::check;
use crate::emitted::{NAMED, emitted};

#[test]
fn jamf_lists_details_and_one_device() {
    // v2/mobile-devices has no applications.
    check(
        r#"{"totalCount": 3, "results": [
            {"id": "1", "name": "n", "serialNumber": "S", "udid": "U", "username": "u", "type": "ios"}]}"#,
        &["begin jamf", "device 1 serial=S name=n user=u ios", "page of 3"],
    );
    // v2/mobile-devices/detail?section=APPLICATIONS.
    check(
        r#"{"totalCount": 2, "results": [
            {"mobileDeviceId": "1", "deviceType": "iOS", "hardware": {"serialNumber": "S"},
             "general": {"udid": "U", "displayName": "n", "deviceOwnershipType": "Institutional"},
             "applications": [
                {"identifier": "com.a", "name": "A", "version": "2", "shortVersion": "1",
                 "managementStatus": "Unmanaged", "validationStatus": true, "bundleSize": "1", "dynamicSize": "2"},
                {"identifier": "com.b", "name": "B", "version": "2"}]},
            {"mobileDeviceId": "2", "deviceType": "tvOS",
             "general": {"deviceOwnershipType": "AccountDrivenUserEnrollment"}, "applications": []},
            {"mobileDeviceId": "3", "general": {"deviceOwnershipType": "AccountDrivenUserEnrollment"}}]}"#,
        &[
            "begin jamf",
            "app com.a \"A\" 1",
            "app com.b \"B\" 2",
            "device 1 serial=S name=n ios company",
            "device 2 other -UnmanagedApps",
            "device 3 ios -UnmanagedApps",
            "page of 2",
        ],
    );
    // v2/mobile-devices/ID/detail, with applications under `ios`, or beside it.
    for (open, close) in [(r#""ios": {"#, "}"), ("", "")] {
        check(
            &format!(
                r#"{{"id": "1", "name": "n", "serialNumber": "S", "udid": "U", "type": "ios",
                    "location": {{"username": "u"}},
                    {open}"applications": [{{"identifier": "com.a", "name": "A", "version": "1"}}]{close}}}"#
            ),
            &["begin jamf", "app com.a \"A\" 1", "device 1 serial=S name=n user=u ios"],
        );
    }
}

#[test]
fn jamf_classic_xml() {
    check(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mobile_device><general><id>7</id>\
         <device_name>Anna &amp; Bo</device_name><serial_number>S</serial_number><os_type>iOS</os_type>\
         <device_ownership_level>Institutional</device_ownership_level></general>\
         <location><username>u</username></location>\
         <applications><size>2</size>\
         <application><application_name>TikTok</application_name>\
         <application_version>1</application_version><identifier>com.a</identifier></application>\
         <application><application_name><![CDATA[A < B]]></application_name>\
         <identifier>com.b</identifier></application></applications></mobile_device>",
        &[
            "begin jamf-classic",
            "app com.a \"TikTok\" 1",
            "app com.b \"A < B\"",
            "device 7 serial=S name=Anna & Bo user=u ios company",
        ],
    );
    check(
        "<mobile_devices><size>2</size><mobile_device><id>1</id><serial_number>S</serial_number>\
         </mobile_device><mobile_device><id>2</id></mobile_device></mobile_devices>",
        &["begin jamf-classic", "device 1 serial=S ios", "device 2 ios"],
    );
}

#[test]
fn jamf_classic_json() {
    check(
        r#"{"mobile_device": {"general": {"id": 1, "display_name": "n", "device_name": "n", "os_type": "iOS",
            "serial_number": "S", "udid": "U", "device_ownership_level": "Institutional",
            "last_inventory_update_utc": "2021-03-29"},
            "location": {"username": "u"}, "applications": [
            {"application_name": "A", "application_version": "500", "application_short_version": "",
             "identifier": "com.a"},
            {"application_name": "B", "application_version": "500", "application_short_version": "5",
             "identifier": "com.b"}], "mobile_device_groups": [{"id": 1, "name": "All"}]}}"#,
        &[
            "begin jamf-classic",
            "app com.a \"A\" 500",
            "app com.b \"B\" 5",
            "device 1 serial=S name=n user=u reported=2021-03-29 ios company",
        ],
    );
    check(
        r#"{"mobile_devices": [{"id": 1, "serial_number": "S"}, {"id": 2}]}"#,
        &["begin jamf-classic", "device 1 serial=S ios", "device 2 ios"],
    );
}

#[test]
fn computers_in_lists_of_jamf_are_none_of_ours() {
    check(
        r#"{"totalCount": 1, "results": [{"id": "1", "udid": "U", "general": {"platform": "Mac"},
            "applications": [{"name": "TikTok.app", "bundleId": "com.a"}]}]}"#,
        &["begin jamf", "app ? \"TikTok.app\"", "device 1 other", "page of 1"],
    );
}

const PROPERTY_LIST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <key>CommandUUID</key><string>0</string>
    <key>InstalledApplicationList</key>
    <array>
        <dict>
            <key>Identifier</key><string>com.a</string>
            <key>Name</key><string>A &#38; B</string>
            <key>Version</key><string>100</string>
            <key>ShortVersion</key><string>1.0</string>
            <key>BundleSize</key><integer>5</integer>
            <key>IsAppClip</key><false/>
            <key>DistributorIdentifier</key><string>com.apple.AppStore</string>
            <key>Installing</key><false/>
        </dict>
        <dict><key>Identifier</key><string>com.b</string></dict>
        <dict><key>Identifier</key><string>com.c</string><key>Installing</key><true/></dict>
        <dict><key>Identifier</key><string>com.d</string><key>DownloadPaused</key><true/></dict>
        <dict><key>Identifier</key><string>com.e</string><key>AppTags</key><dict>
            <key>Identifier</key><string>not.this</string></dict></dict>
    </array>
    <key>Status</key><string>Acknowledged</string>
    <key>UDID</key><string>U1</string>
</dict>
</plist>"#;

const OF_PROPERTY_LIST: [&str; 7] = [
    "begin apple",
    "app com.a \"A & B\" 1.0",
    "app com.b",
    "app com.c absent",
    "app com.d absent",
    "app com.e",
    "device U1 ios",
];

#[test]
fn apples_property_lists_have_ids_and_all_else_may_lack() {
    check(PROPERTY_LIST, &OF_PROPERTY_LIST);
}

#[test]
fn a_device_that_a_person_enrolled_shows_managed_apps_alone() {
    let list = PROPERTY_LIST.replace("<key>UDID</key>", "<key>EnrollmentID</key>");
    let device = crate::recognised(&list).pop();
    assert_eq!(device.as_deref(), Some("device U1 ios -UnmanagedApps"));
}

#[test]
fn apples_property_lists_may_be_binary() {
    let value = plist::Value::from_reader_xml(PROPERTY_LIST.as_bytes()).unwrap();
    let mut binary = Vec::new();
    value.to_writer_binary(&mut binary).unwrap();
    assert_eq!(emitted(&binary, &NAMED), OF_PROPERTY_LIST);
}

#[test]
fn apple_configurator_prints_the_apps_of_each_device_by_its_ecid() {
    check(
        r#"{"Command": "get", "Type": "CommandOutput", "Devices": ["0x1A", "0x1B", "0x1C"], "Output": {
            "0x1A": {"installedApps": [{"itunesName": "A", "displayName": "A",
                "bundleIdentifier": "com.a", "bundleVersion": "1"}], "name": "iPad 1"},
            "0x1B": {"installedApps": []},
            "Errors": {"0x1C": {"installedApps": {"Message": "no answer"}}}}}"#,
        &[
            "begin cfgutil",
            "device 0x1A ios",
            "device 0x1B ios",
            "device 0x1C ios",
            "app com.a \"A\" 1",
            "device 0x1A name=iPad 1 ios",
            "device 0x1B ios",
        ],
    );
}

#[test]
fn jamf_school_devices_with_their_apps_or_without() {
    check(
        r#"{"code": 200, "device": {"UDID": "U1", "name": "iPad 1", "serialNumber": "S1",
            "isManaged": true, "class": "ipad", "os": {"prefix": "iPadOS", "version": "18"},
            "lastCheckin": "2026-11-20 08:00:00",
            "apps": [{"identifier": "com.a", "name": "A", "version": "1"}]}}"#,
        &[
            "begin jamf-school",
            "app com.a \"A\" 1",
            "device U1 serial=S1 name=iPad 1 reported=2026-11-20 08:00:00 os=18 ios",
        ],
    );
    check(
        r#"{"code": 200, "count": 2, "devices": [{"UDID": "U1", "isManaged": false}, {"UDID": "U2", "isManaged": true}]}"#,
        &["begin jamf-school", "device U1 ios ended", "device U2 ios", "page of 2"],
    );
}

#[test]
fn what_micromdm_sends_on_is_read_from_within() {
    // An answer with the bundle id com.a, and one that is no base64.
    const ANSWER: &str = "PHBsaXN0PjxkaWN0PjxrZXk+VURJRDwva2V5PjxzdHJpbmc+VTE8L3N0cmluZz48a2V5Pkluc3RhbGxlZEFw\
        cGxpY2F0aW9uTGlzdDwva2V5PjxhcnJheT48ZGljdD48a2V5PklkZW50aWZpZXI8L2tleT48c3RyaW5nPmNvbS5hPC9z\
        dHJpbmc+PC9kaWN0PjwvYXJyYXk+PC9kaWN0PjwvcGxpc3Q+";
    let event = |payload: &str| {
        format!(
            r#"{{"topic": "mdm.Connect", "event_id": "e", "acknowledge_event": {{"raw_payload": "{payload}"}}}}"#
        )
    };
    let checkin =
        r#"{"topic": "mdm.TokenUpdate", "event_id": "f", "checkin_event": {"udid": "U1"}}"#;
    let lines = format!("{}\n{checkin}\n{}\n", event(ANSWER), event("?"));
    let at = event(ANSWER).len() + checkin.len() + 2;
    check(
        &lines,
        &[
            "begin micromdm",
            "app com.a",
            "device U1 ios",
            &format!("not read byte {at}: damage where an answer in base64 is expected"),
        ],
    );
}

#[test]
fn an_app_without_a_name_is_an_app_all_the_same() {
    let list = |apps: &str| {
        format!(
            "<plist><dict><key>UDID</key><string>U</string><key>InstalledApplicationList</key>\
             <array>{apps}</array></dict></plist>"
        )
    };
    for apps in
        ["<dict><key>Version</key><string>1</string></dict>", "<dict></dict>", "<string>x</string>"]
    {
        let emitted = crate::recognised(&list(apps));
        assert!(emitted.contains(&"device U ios".to_owned()), "{apps}: {emitted:?}");
        assert!(emitted[1].starts_with("app ?"), "{apps}: {emitted:?}");
    }
}
