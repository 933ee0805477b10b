//! What of Android alone says.

use crate::check;

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
fn a_certificate_is_known_by_64_hexadecimal_digits_and_nothing_else() {
    const DIGITS: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let signs = [DIGITS.replace("e3", "+3"), DIGITS.replace("e3", " 3"), DIGITS.replace("e3", "é")];
    let short = DIGITS[1..].to_owned();
    for (digits, app) in [(DIGITS.to_ascii_uppercase(), "app com.a signed:e355")]
        .into_iter()
        .chain(signs.into_iter().chain([short]).map(|digits| (digits, "app com.a")))
    {
        let file = format!(
            r#"[{{"name": "com.a", "files": [{{"path": "/data/app/base.apk", "sha256": "x",
                "certificate": {{"Sha256": "{digits}"}}}}],
                "installer": "null", "uid": 10001, "disabled": false, "system": false}}]"#
        );
        check(&file, &["begin androidqf", app, "device ? android"]);
    }
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

#[test]
fn headwind_lists_the_apps_of_its_own_configuration_alone() {
    check(
        r#"{"status": "OK", "data": {"devices": {"items": [
            {"id": 5, "number": "h1", "info": {"model": "x", "applications": [
                {"pkg": "com.a", "version": "1"}, {"pkg": "com.b"}]}},
            {"number": "h2"}], "totalItemsCount": 2}}}"#,
        &[
            "begin headwind",
            "app com.a 1",
            "app com.b",
            "device h1 android -UnmanagedApps",
            "device h2 android -UnmanagedApps",
            "page of 2",
        ],
    );
}

#[test]
fn records_that_are_no_records_of_apps_are_apps_without_a_name() {
    for apps in [
        r#"["@{packageName=com.a; state=INSTALLED}"]"#,
        r#""System.Object[]""#,
        r#"[{"versionCode": 1}]"#,
        "[7]",
    ] {
        check(
            &format!(
                r#"{{"devices": [{{"name": "enterprises/x/devices/1", "applicationReports": {apps}}}]}}"#
            ),
            &["begin amapi", "app ?", "device enterprises/x/devices/1 android"],
        );
    }
    check(
        r#"[{"name": "android", "installer": "x", "uid": 1}, {"uid": 2}]"#,
        &["begin androidqf", "app android", "app ?", "device ? android"],
    );
    check(
        r#"[{"package_name": "com.a", "installer": "x", "uid": 1}]"#,
        &["begin androidqf", "app com.a", "device ? android"],
    );
}

#[test]
fn words_of_a_device_that_are_not_understood_are_reported_before_it() {
    check(
        r#"{"devices": [
            {"name": "enterprises/x/devices/1", "managementMode": "MYSTERY", "ownership": "THEIRS", "state": "ODD"},
            {"name": "enterprises/x/devices/2", "managementMode": "DEVICE_OWNER", "state": "DELETED"}]}"#,
        &[
            "begin amapi",
            "ManagementMode \"MYSTERY\"?",
            "Ownership \"THEIRS\"?",
            "DeviceState \"ODD\"?",
            "device enterprises/x/devices/1 android -Meaning",
            "device enterprises/x/devices/2 android ended",
        ],
    );
}
