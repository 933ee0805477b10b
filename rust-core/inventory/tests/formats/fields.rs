//! Fields that somebody names.

use appvagt_inventory::{Fields, Options};

use crate::emitted::{NAMED, emitted};

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
        let emitted = emitted(file.as_bytes(), &Options { fields: Some(fields), ..NAMED });
        assert_eq!(emitted[0], "begin fields", "{file}");
        assert_eq!(&emitted[1..], expected, "{file}");
    }
}

#[test]
fn a_column_that_is_not_there_is_named_with_those_that_are() {
    let fields = Some(fields(Some("Serial"), Some("Package"), None));
    assert_eq!(
        emitted(b"sn,package\n1,com.a\n", &Options { fields, ..NAMED }),
        [
            "begin fields",
            "not read line 1: there is no column \"Serial\"; there are \"sn\", \"package\"",
        ]
    );
}

#[test]
fn a_list_that_says_that_it_goes_on_does_in_any_json() {
    let apps = || fields(None, Some("apps.id"), None);
    let rows = || fields(Some("rows.d"), Some("rows.id"), None);
    for (sign, goes_on) in [
        (r#""next": "https://x/?page=2""#, true),
        (r#""next": null"#, false),
        (r#""next": """#, false),
        (r#""next": {"href": "https://x"}"#, true),
        (r#""has_more": true"#, true),
        (r#""hasMore": false"#, false),
        (r#""paging": {"next": "x"}"#, true),
        (r#""nextPageToken": "t""#, true),
        (r#""@odata.nextLink": "https://x""#, true),
        (r#""links": [{"rel": "self", "href": "x"}, {"rel": "next", "href": "y"}]"#, true),
        (r#""_links": {"self": {"href": "x"}}"#, false),
        (r#""totalCount": 40"#, true),
        (r#""total": 1"#, false),
        (r#""meta": {"pagination": {"total": 40}}"#, true),
        (r#""page": 1, "total_pages": 3"#, true),
        (r#""page": 1, "pages": 1"#, false),
        (r#""last": false"#, true),
        (r#""last": true"#, false),
    ] {
        let file = format!(r#"{{"apps": [{{"id": "com.a"}}], {sign}}}"#);
        let last = emitted(file.as_bytes(), &Options { fields: Some(apps()), ..NAMED }).pop();
        let device = if goes_on { "device ? any -Rest" } else { "device ? any" };
        assert_eq!(last.as_deref(), Some(device), "{sign}");
        // Before the list and after it, of a list of devices.
        let rows_list = r#""rows": [{"d": 1, "id": "com.a"}]"#;
        for file in [format!("{{{rows_list}, {sign}}}"), format!("{{{sign}, {rows_list}}}")] {
            let emitted = emitted(file.as_bytes(), &Options { fields: Some(rows()), ..NAMED });
            let page = emitted.iter().any(|line| {
                line.starts_with("page goes on") || line == "page of 40" || line == "page in 3"
            });
            assert_eq!(page, goes_on, "{file}: {emitted:?}");
        }
    }
}

#[test]
fn a_list_within_a_device_may_go_on_as_well() {
    let fields = fields(Some("devices.id"), Some("devices.apps.data.id"), None);
    let file = r#"{"devices": [{"id": 1, "apps": {"data": [{"id": "com.a"}], "has_more": true}},
                               {"id": 2, "apps": {"data": [{"id": "com.b"}], "total": 1}}]}"#;
    assert_eq!(
        emitted(file.as_bytes(), &Options { fields: Some(fields), ..NAMED }),
        ["begin fields", "app com.a", "device 1 any -Rest", "app com.b", "device 2 any"]
    );
}

#[test]
fn a_field_of_names_is_not_one_of_ids() {
    let table = b"Serial;App\n1;TikTok\n2;Numbers\n3;com.a\n";
    let fields = |app| Some(fields(Some("Serial"), Some(app), None));
    let lines = emitted(table, &Options { fields: fields("App"), ..NAMED });
    assert_eq!(lines[1], "app TikTok \"TikTok\" by-name");
    let problem = "not read: of 3 ids of apps, 1 look like a package name or bundle id";
    assert_eq!(lines.last().map(String::as_str), Some(problem));
    let ids = b"Serial;App\n1;com.a\n2;android\n3;b.c\n";
    assert!(
        emitted(ids, &Options { fields: fields("App"), ..NAMED })[1..]
            .iter()
            .all(|line| !line.starts_with("not read"))
    );
}

#[test]
fn a_field_that_is_in_no_record_is_named() {
    let fields = Fields {
        state: Some("stat".into()),
        platform: Some("os".into()),
        ..fields(Some("d"), Some("app"), None)
    };
    let emitted = emitted(
        br#"[{"d": 1, "app": "com.a", "state": "Removed", "os": null}]"#,
        &Options { fields: Some(fields), ..NAMED },
    );
    assert_eq!(
        emitted.last().map(String::as_str),
        Some("not read: no record has the field \"stat\"")
    );
}

#[test]
fn a_column_that_is_there_twice_is_refused() {
    let fields = Some(fields(Some("Id"), Some("App"), None));
    assert_eq!(
        emitted(b"Id;App;App\n1;com.a;com.b\n", &Options { fields, ..NAMED })[1],
        "not read line 1: there are two columns \"App\"; rename or remove one of them"
    );
}

#[test]
fn an_app_whose_id_and_name_a_spreadsheet_lost_is_an_app_that_is_not_known() {
    let both = fields(Some("Serial"), Some("Id"), Some("App"));
    let options = Options { fields: Some(both), ..NAMED };
    for (cells, app) in [
        ("#NAVN?;#REFERENCE!", "app ?"),
        ("########;N/A", "app ?"),
        ("Ukendt;-", "app ?"),
        ("3,56E+14;null", "app ?"),
        ("#N/A;TikTok", "app ? \"TikTok\""),
        ("-;TikTok", "app ? \"TikTok\""),
        ("com.a;#NAVN?", "app com.a"),
        ("com.a;N/A", "app com.a"),
        ("com.a;A#", "app com.a \"A#\""),
    ] {
        let emitted = emitted(format!("Serial;Id;App\nA1;{cells}\n").as_bytes(), &options);
        assert_eq!(emitted[1], app, "{cells}: {emitted:?}");
    }
}

#[test]
fn a_device_without_the_day_of_a_report_that_was_asked_for_is_not_known_to_have_reported() {
    let fields =
        Fields { reported: Some("Seen".into()), ..fields(Some("Serial"), Some("Id"), None) };
    let options = Options { fields: Some(fields), ..NAMED };
    for (file, device) in [
        ("Serial;Id;Seen\nA1;com.a;2026-11-20\n", "device A1 reported=2026-11-20 any"),
        ("Serial;Id;Seen\nA1;com.a;\n", "device A1 any -Meaning"),
        (r#"[{"Serial": "A1", "Id": "com.a", "Seen": null}]"#, "device A1 any -Meaning"),
        (r#"[{"Serial": "A1", "Id": "com.a", "Seen": " "}]"#, "device A1 any -Meaning"),
    ] {
        let emitted = emitted(file.as_bytes(), &options);
        assert!(emitted.iter().any(|line| line == device), "{file}: {emitted:?}");
    }
}
