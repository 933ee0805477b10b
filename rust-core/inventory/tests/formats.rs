//! What each format says, and its quirks.

#[path = "support/told.rs"]
mod told;

use appvagt_inventory::{Fields, Format, Options};
use told::{NAMED, told};

fn recognised(file: &str) -> Vec<String> {
    told(file.as_bytes(), &NAMED)
}

fn check(file: &str, expected: &[&str]) {
    assert_eq!(recognised(file), expected, "{file}");
}

#[test]
fn amapi_devices_with_their_application_reports() {
    check(
        r#"{"devices": [{
            "name": "enterprises/LC1/devices/a1",
            "userName": "enterprises/LC1/users/7",
            "managementMode": "DEVICE_OWNER",
            "ownership": "COMPANY_OWNED",
            "lastStatusReportTime": "2026-11-20T10:00:00.123Z",
            "hardwareInfo": {"brand": "x", "serialNumber": "SN1"},
            "applicationReports": [
                {"packageName": "com.a", "displayName": "A", "versionName": "1.2",
                 "versionCode": 12, "state": "INSTALLED", "installerPackageName": "com.android.vending",
                 "applicationSource": "INSTALLED_FROM_PLAY_STORE",
                 "events": [{"eventType": "INSTALLED", "createTime": "x"}],
                 "keyedAppStates": [{"key": "k", "severity": "INFO", "message": "m"}]},
                {"packageName": "com.b", "applicationSource": "SYSTEM_APP_FACTORY_VERSION"},
                {"packageName": "com.c", "applicationSource": "SYSTEM_APP_UPDATED_VERSION"},
                {"packageName": "com.d", "applicationSource": "APPLICATION_SOURCE_UNSPECIFIED"}
            ]
        }], "nextPageToken": "more"}"#,
        &[
            "begin amapi",
            "app com.a \"A\" 1.2",
            "app com.b preloaded",
            "app com.c updated",
            "app com.d",
            "device enterprises/LC1/devices/a1 serial=SN1 user=enterprises/LC1/users/7 \
             reported=2026-11-20T10:00:00.123Z android company",
            "page goes on",
        ],
    );
}

#[test]
fn amapi_apps_that_were_removed_are_absent() {
    check(
        r#"{"name": "enterprises/x/devices/1", "applicationReports": [
            {"state": "REMOVED", "packageName": "com.a"}, {"packageName": "com.b", "state": "REMOVED"}]}"#,
        &[
            "begin amapi",
            "app com.a absent",
            "app com.b absent",
            "device enterprises/x/devices/1 android",
        ],
    );
}

#[test]
fn amapi_says_what_it_does_not_see() {
    for (fields, unseen) in [
        (r#""ownership": "COMPANY_OWNED", "managementMode": "DEVICE_OWNER""#, " company"),
        (
            r#""ownership": "COMPANY_OWNED", "managementMode": "PROFILE_OWNER""#,
            " company -PersonalSide",
        ),
        (r#""ownership": "PERSONALLY_OWNED", "managementMode": "PROFILE_OWNER""#, " -PersonalSide"),
    ] {
        check(
            &format!(r#"{{"name": "enterprises/x/devices/1", {fields}}}"#),
            &["begin amapi", &format!("device enterprises/x/devices/1 android{unseen}")],
        );
    }
}

#[test]
fn amapi_signers_are_the_new_sha_256_in_base64_and_not_the_deprecated_sha_1() {
    check(
        r#"{"name": "enterprises/x/devices/1", "applicationReports": [{"packageName": "com.a",
            "packageSha256Hash": "x",
            "signingKeyCertFingerprints": ["da39a3ee5e6b4b0d3255bfef95601890afd80709"],
            "signingKeyCerts": [
                {"signingKeyCertFingerprintSha256": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU="},
                {"signingKeyCertFingerprintSha256": "too short"}]}]}"#,
        &["begin amapi", "app com.a signed:e355", "device enterprises/x/devices/1 android"],
    );
}

#[test]
fn amapi_names_blocked_apps_that_are_there_without_any_list() {
    check(
        r#"{"name": "enterprises/x/devices/1", "nonComplianceDetails": [
            {"settingName": "applications", "nonComplianceReason": "APP_INSTALLED", "packageName": "com.a"},
            {"settingName": "applications", "nonComplianceReason": "APP_NOT_INSTALLED", "packageName": "com.b"},
            {"settingName": "passwordPolicies", "nonComplianceReason": "USER_ACTION"}]}"#,
        &["begin amapi", "app com.a unlisted", "device enterprises/x/devices/1 android"],
    );
}

#[test]
fn amapi_fields_may_come_in_any_order_and_pages_and_devices_one_after_another() {
    check(
        "{\"devices\":[{\"applicationReports\":[{\"packageName\":\"com.a\"}],\
         \"name\":\"enterprises/x/devices/1\"}]}\n{\"name\":\"enterprises/x/devices/2\"}\n\
         [{\"name\":\"enterprises/x/devices/3\"},{\"name\":\"enterprises/x/devices/4\"}]",
        &[
            "begin amapi",
            "app com.a",
            "device enterprises/x/devices/1 android",
            "device enterprises/x/devices/2 android",
            "device enterprises/x/devices/3 android",
            "device enterprises/x/devices/4 android",
        ],
    );
}

#[test]
fn graph_apps_with_their_devices() {
    check(
        r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/detectedApps",
            "@odata.nextLink": "https://graph.microsoft.com/v1.0/more", "value": [
            {"id": "0f", "displayName": "TikTok", "version": "1", "sizeInByte": 0, "deviceCount": 2,
             "publisher": "P", "platform": "ios", "managedDevices": [
                {"id": "d1", "deviceName": "Anna's iPad", "operatingSystem": "iOS",
                 "managedDeviceOwnerType": "company", "userPrincipalName": "a@x"},
                {"id": "d2", "managedDeviceOwnerType": "personal"}]}]}"#,
        &[
            "begin graph-apps",
            "app ? \"TikTok\" 1 by-name",
            "device d1 name=Anna's iPad user=a@x ios company",
            "app ? \"TikTok\" 1 by-name",
            "device d2 ios -UnmanagedApps",
            "page goes on",
        ],
    );
}

#[test]
fn graph_counts_devices_that_it_does_not_name() {
    check(
        r#"{"value": [
            {"displayName": "TikTok", "platform": "ios", "deviceCount": 3, "managedDevices": []},
            {"displayName": "TikTok", "platform": "windows", "deviceCount": 4},
            {"displayName": "Mail", "deviceCount": 0, "managedDevices": []}]}"#,
        &[
            "begin graph-apps",
            "somewhere ios 3x ? \"TikTok\" by-name",
            "somewhere other 4x ? \"TikTok\" by-name",
        ],
    );
}

#[test]
fn graph_says_of_which_device_a_list_is_in_its_context_alone() {
    check(
        r#"{"@odata.context": "https://graph.microsoft.com/beta/$metadata#deviceManagement/managedDevices('d1')/detectedApps",
            "value": [{"id": "0f", "displayName": "TikTok", "sizeInByte": 0, "deviceCount": 0, "platform": "ios"}]}"#,
        &["begin graph-apps", "app ? \"TikTok\" by-name", "device d1 ios -UnmanagedAppsIfPersonal"],
    );
}

#[test]
fn graph_devices_with_their_apps_or_without() {
    check(
        r#"{"value": [
            {"id": "d1", "managedDeviceOwnerType": "company", "operatingSystem": "iOS",
             "detectedApps": [{"id": "0f", "displayName": "TikTok", "version": "1"}]},
            {"id": "d2", "managedDeviceOwnerType": "company", "operatingSystem": "Android"},
            {"id": "d3", "operatingSystem": "Windows"},
            {"id": "d4", "operatingSystem": "iPadOS"}]}"#,
        &[
            "begin graph-devices",
            "app ? \"TikTok\" 1 by-name",
            "device d1 ios company",
            "device d2 android company -PersonalSide",
            "device d3 other",
            "device d4 ios -UnmanagedAppsIfPersonal",
        ],
    );
}

#[test]
fn intune_raw_data_has_names_only() {
    check(
        "\u{feff}ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,\
         ApplicationVersion,DeviceId,DeviceName,EmailAddress,OSDescription,OSVersion,Platform,UserId,\
         UserName\r\n\
         k,TikTok,P,1,1.2,d1,\"iPad, Anna\",a@x,iOS,18,iOS,u,Anna\r\n\
         k,\"Say \"\"hi\"\"\",P,1,,d2,n,,Android,15,AndroidWorkProfile,u,\r\n\
         k,Paint,P,,1,d3,n,,Windows,11,Windows,u,\r\n",
        &[
            "begin intune",
            "app ? \"TikTok\" 1.2 by-name",
            "device d1 name=iPad, Anna user=a@x ios -UnmanagedAppsIfPersonal",
            "app ? \"Say \\\"hi\\\"\" 1 by-name",
            "device d2 name=n android -PersonalSide",
            "app ? \"Paint\" 1 by-name",
            "device d3 name=n other",
        ],
    );
}

#[test]
fn intune_columns_go_by_their_names_in_any_order_with_texts_beside_codes() {
    for (table, expected) in [
        // What ApplicationId is, is not known: an id if it looks like one, and names count as well.
        (
            "DeviceId,ApplicationId,Platform,ApplicationName\nd1,com.a.b,iOS,A\nd1,,iOS,B\nd1,0f-1,iOS,C",
            [
                "app com.a.b \"A\" by-name",
                "app ? \"B\" by-name",
                "app ? \"C\" by-name",
                "device d1 ios -UnmanagedAppsIfPersonal",
            ]
            .as_slice(),
        ),
        (
            "ApplicationName;Platform;Platform_loc;DeviceId;New\nA;iOS;Apple iOS;d1;x",
            &["app ? \"A\" by-name", "device d1 ios -UnmanagedAppsIfPersonal"],
        ),
        (
            "ApplicationName\tPlatform_loc\tDeviceId\nA\tAndroid\td1",
            &["app ? \"A\" by-name", "device d1 android -PersonalSide"],
        ),
        (
            "Application name,Device name\nA,phone",
            &["app ? \"A\" by-name", "device phone name=phone any -UnmanagedAppsIfPersonal"],
        ),
        // The aggregate names no devices.
        (
            "ApplicationKey,ApplicationName,ApplicationVersion,DeviceCount,Platform\nk,TikTok,1,12,iOS",
            &["somewhere ios 12x ? \"TikTok\" 1 by-name"],
        ),
        // A list of devices says whose they are.
        (
            "Device ID,Device name,Ownership,OS\nd1,n,Corporate,iOS/iPadOS\nd2,m,Personal,iOS",
            &["device d1 name=n ios company", "device d2 name=m ios -UnmanagedApps"],
        ),
    ] {
        let told = recognised(table);
        assert_eq!(told[0], "begin intune", "{table}");
        assert_eq!(&told[1..], expected, "{table}");
    }
}

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
fn apples_property_lists_may_be_binary() {
    let value = plist::Value::from_reader_xml(PROPERTY_LIST.as_bytes()).unwrap();
    let mut binary = Vec::new();
    value.to_writer_binary(&mut binary).unwrap();
    assert_eq!(told(&binary, &NAMED), OF_PROPERTY_LIST);
}

#[test]
fn google_directory_devices() {
    check(
        r#"{"kind": "admin#directory#mobiledevices", "mobiledevices": [
            {"resourceId": "r1", "deviceId": "x", "serialNumber": "S", "name": ["Anna"], "email": ["a@x", "b@x"],
             "type": "ANDROID", "lastSync": "2026-11-20", "managedAccountIsOnOwnerProfile": false,
             "applications": [{"packageName": "com.a", "displayName": "A", "versionName": "1",
                               "versionCode": 1, "permission": ["p"]}]},
            {"resourceId": "r2", "type": "IOS_SYNC", "managedAccountIsOnOwnerProfile": true}],
            "nextPageToken": "t"}"#,
        &[
            "begin google-directory",
            "app com.a \"A\" 1",
            "device r1 serial=S user=a@x reported=2026-11-20 android -PersonalSide",
            "device r2 ios",
            "page goes on",
        ],
    );
}

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

#[test]
fn androidqf_packages() {
    check(
        r#"[{"name": "com.a", "files": [{"path": "/data/app/x=/base.apk", "sha256": "x", "certificate":
            {"Sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}],
            "installer": "null", "uid": 10001, "disabled": false, "system": false, "third_party": true},
            {"name": "com.b", "installer": "null", "uid": 1000, "system": true}]"#,
        &["begin androidqf", "app com.a signed:e355", "app com.b preloaded", "device ? android"],
    );
}

#[test]
fn pm_lists_with_all_their_options() {
    check(
        "* daemon started successfully *\r\n\
         package:android\r\n\
         package:/data/app/~~q8==/com.a-Zx1==/base.apk=com.a\r\n\
         package:/system/app/My App/x.apk=com.b versionCode:12 stopped=true  installer=null uid:10123\r\n\
         package:com.c  installer=com.android.vending\r\n\
         package:/system/framework/oppo-framework-res.apk=oppo-framework-res\r\n\
         package:null=com.d\r\n\
         \r\n",
        &[
            "begin pm-list",
            "app android",
            "app com.a",
            "app com.b 12",
            "app com.c",
            "app oppo-framework-res",
            "app com.d",
            "device ? android -OtherUsers",
        ],
    );
    // Android 16 lists all users.
    check(
        "package:com.a uid:10271,1010271\npackage:com.b uid:10272",
        &["begin pm-list", "app com.a", "app com.b", "device ? android"],
    );
    check(
        "package:com.a\nError: java.lang.SecurityException: user 150\n\tat A.b(A.java:1)\npackage:\n\
         package:no name\n",
        &[
            "begin pm-list",
            "app com.a",
            "not read line 2: \"Error: java.lang.SecurityException: user 150\" is not understood",
            "not read line 4: \"package:\" is not understood",
            "not read line 5: \"package:no name\" is not understood",
            "device ? android -OtherUsers",
        ],
    );
}

fn fields(device: Option<&str>, app: Option<&str>, name: Option<&str>) -> Fields {
    let owned = |field: Option<&str>| field.map(str::to_owned);
    Fields { device: owned(device), app: owned(app), name: owned(name), ..Fields::default() }
}

#[test]
fn fields_that_are_named_are_found_in_any_json_or_csv() {
    let cases: [(&str, Fields, &[&str]); 8] = [
        // SOTI MobiControl: an array of one device.
        (
            r#"[{"ApplicationId": "com.a", "Name": "A", "Version": "1", "Status": "Installed"},
                {"ApplicationId": "com.b", "Name": "B", "Status": "ManagedButUninstalled"},
                {"ApplicationId": "com.c", "Status": "Queued"}, {"ApplicationId": "com.d", "Status": "Uninstalled"}]"#,
            Fields {
                state: Some("Status".into()),
                version: Some("Version".into()),
                ..fields(None, Some("ApplicationId"), Some("Name"))
            },
            &[
                "app com.a \"A\" 1",
                "app com.b \"B\" absent",
                "app com.c absent",
                "app com.d absent",
                "device ? any",
            ],
        ),
        // Knox Manage.
        (
            r#"{"resultCode": "0", "resultValue": {"appList": [
                {"packageName": "com.a", "appName": "A", "systemApp": "ThirdPartyApp"}]}}"#,
            fields(
                None,
                Some("resultValue.appList.packageName"),
                Some("resultValue.appList.appName"),
            ),
            &["app com.a \"A\"", "device ? any"],
        ),
        // Headwind.
        (
            r#"{"data": {"devices": {"items": [
                {"info": {"applications": [{"pkg": "com.a", "version": "1"}, {"pkg": "com.b"}]}, "number": "h1"},
                {"number": "h2"}]}}}"#,
            fields(
                Some("data.devices.items.number"),
                Some("data.devices.items.info.applications.pkg"),
                None,
            ),
            &["app com.a", "app com.b", "device h1 any", "device h2 any"],
        ),
        // Devices within apps.
        (
            r#"[{"devices": [{"sn": "1"}, {"sn": "2"}], "pkg": "com.a"}]"#,
            fields(Some("devices.sn"), Some("pkg"), None),
            &["app com.a", "device 1 any", "app com.a", "device 2 any"],
        ),
        // JSON Lines of rows.
        (
            "{\"d\": \"1\", \"p\": \"com.a\"}\n{\"d\": 2, \"p\": \"com.b\"}\n",
            fields(Some("d"), Some("p"), None),
            &["app com.a", "device 1 any", "app com.b", "device 2 any"],
        ),
        // The device beside the apps.
        (
            r#"{"device": {"sn": "1"}, "apps": [{"p": "com.a"}]}"#,
            fields(Some("device.sn"), Some("apps.p"), None),
            &["app com.a", "device 1 any"],
        ),
        (
            "serial;Package;what\n1;com.a;x\n2;com.b;y\n",
            fields(Some("Serial"), Some("package"), None),
            &["app com.a", "device 1 any", "app com.b", "device 2 any"],
        ),
        (
            "Package\ncom.a\ncom.b",
            fields(None, Some("Package"), None),
            &["app com.a", "app com.b", "device ? any"],
        ),
    ];
    for (file, fields, expected) in cases {
        let told = told(file.as_bytes(), &Options { fields: Some(fields), ..NAMED });
        assert_eq!(told[0], "begin fields", "{file}");
        assert_eq!(&told[1..], expected, "{file}");
    }
}

#[test]
fn a_column_that_is_not_there_is_named_with_those_that_are() {
    let fields = Some(fields(Some("Serial"), Some("Package"), None));
    assert_eq!(
        told(b"sn,package\n1,com.a\n", &Options { fields, ..NAMED }),
        [
            "begin fields",
            "not read line 1: there is no column \"Serial\"; there are \"sn\", \"package\"",
        ]
    );
}

#[test]
fn what_is_not_recognised_says_what_it_looks_like() {
    for (file, looks) in [
        ("a,b\n1,2\n", "a table with the columns \"a\", \"b\""),
        ("{\"foo\": {\"bar\": 1}}", "JSON with the names \"foo\", \"bar\""),
        ("<html></html>", "XML"),
        ("<plist><dict></dict></plist>", "a property list without InstalledApplicationList"),
        ("%PDF-1.7 \0\u{1}", "neither JSON, XML, a table nor a list of packages"),
    ] {
        check(file, &[&format!("not read: it is not recognised: {looks}")]);
    }
    check("", &["not read: it is empty"]);
    check("\u{feff} \r\n ", &["not read: it is empty"]);
}

#[test]
fn a_format_that_is_named_is_not_recognised_but_read() {
    let jamf = Options { format: Some(Format::Jamf), ..NAMED };
    assert_eq!(told(br#"{"results": [{"id": "1"}]}"#, &jamf), ["begin jamf", "device 1 ios"]);
    assert_eq!(
        told(b"a,b\n1,2\n", &Options { format: Some(Format::Intune), ..NAMED }).len(),
        2,
        "no row names anything"
    );
    for file in ["a,b\n1,2\n", "package:com.a", "<a></a>"] {
        let amapi = Options { format: Some(Format::Amapi), ..NAMED };
        let told = told(file.as_bytes(), &amapi);
        let last = told.last().map(String::as_str);
        assert_eq!(last, Some("not read: nothing in it is of the format amapi"), "{file}");
    }
}

#[test]
fn names_of_people_are_not_even_read_unless_they_are_wanted() {
    let unnamed = Options::default();
    for (file, device) in [
        (
            "DeviceId,DeviceName,ApplicationName,Platform,UserName\nd1,Anna's,A,Windows,Anna\n",
            "device d1 other",
        ),
        // There is nothing else to tell it by.
        (
            "DeviceName,ApplicationName,Platform,UserName\nphone 7,A,Windows,Anna\n",
            "device phone 7 name=phone 7 other",
        ),
        (
            r#"{"mobiledevices": [{"resourceId": "r", "email": ["anna@x"], "type": "ANDROID"}]}"#,
            "device r android",
        ),
    ] {
        let told = told(file.as_bytes(), &unnamed);
        assert_eq!(told.last().map(String::as_str), Some(device), "{file}");
    }
}
