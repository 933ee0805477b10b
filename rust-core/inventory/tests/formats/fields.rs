//! Fields that somebody names.

use appvagt_inventory::{Fields, Options};

use crate::told::{NAMED, told};

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
