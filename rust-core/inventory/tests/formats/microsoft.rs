//! Microsoft Graph, and the exports of Intune.

use crate::{check, recognised};

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
            "app ? \"TikTok\" 1 key:0f by-name",
            "device d1 name=Anna's iPad user=a@x ios company",
            "app ? \"TikTok\" 1 key:0f by-name",
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
        &[
            "begin graph-apps",
            "app ? \"TikTok\" key:0f by-name",
            "device d1 ios -UnmanagedAppsIfPersonal",
        ],
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
            "app ? \"TikTok\" 1.2 key:k by-name",
            "device d1 name=iPad, Anna user=a@x os=18 ios -UnmanagedAppsIfPersonal",
            "app ? \"Say \\\"hi\\\"\" 1 key:k by-name",
            "device d2 name=n os=15 android -PersonalSide",
            "app ? \"Paint\" 1 key:k by-name",
            "device d3 name=n os=11 other",
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
            &[
                "app ? \"A\" by-name",
                "device phone name=phone any by-name -UnmanagedAppsIfPersonal",
            ],
        ),
        // AppInvByDevice, whose ids were found empty.
        (
            "ApplicationKey,ApplicationId,ApplicationName,ApplicationPublisher,ApplicationShortVersion,\
             ApplicationVersion,DeviceId,DeviceName,EmailAddress,OSDescription,OSVersion,Platform,UserId,\
             UserName\nk,,TikTok,P,,1,d1,n,,Android,15,AndroidDedicatedAndFullyManaged,u,",
            &["app ? \"TikTok\" 1 key:k by-name", "device d1 name=n os=15 android -PersonalSide"],
        ),
        // The aggregate names no devices.
        (
            "ApplicationKey,ApplicationName,ApplicationVersion,DeviceCount,Platform\nk,TikTok,1,12,iOS",
            &["somewhere ios 12x ? \"TikTok\" 1 key:k by-name"],
        ),
        // A list of devices says whose they are.
        (
            "Device ID,Device name,Ownership,OS\nd1,n,Corporate,iOS/iPadOS\nd2,m,Personal,iOS",
            &["device d1 name=n ios company", "device d2 name=m ios -UnmanagedApps"],
        ),
    ] {
        let emitted = recognised(table);
        assert_eq!(emitted[0], "begin intune", "{table}");
        assert_eq!(&emitted[1..], expected, "{table}");
    }
}

#[test]
fn graph_is_read_as_its_powershell_module_writes_it() {
    check(
        r#"[{"DeviceCount": 1, "DisplayName": "TikTok", "Id": "0f", "Platform": "ios", "SizeInByte": 0,
             "ManagedDevices": [{"DeviceName": "n", "Id": "d1", "ManagedDeviceOwnerType": "company",
                                 "OperatingSystem": "iOS"}]}]"#,
        &["begin graph-apps", "app ? \"TikTok\" key:0f by-name", "device d1 name=n ios company"],
    );
}

#[test]
fn a_report_of_graph_is_a_table_in_json() {
    check(
        r#"{"TotalRowCount": 3, "Schema": [{"Column": "ApplicationName", "PropertyType": "String"},
            {"Column": "DeviceId"}, {"Column": "Platform"}],
            "Values": [["TikTok", "d1", "Windows"], ["A", null, "iOS"], ["B"]], "SessionId": ""}"#,
        &[
            "begin intune",
            "app ? \"TikTok\" by-name",
            "device d1 other",
            "somewhere ios 1x ? \"A\" by-name",
            "not read byte 221: 1 fields where the header has 3",
            "page of 3",
        ],
    );
    let emitted = recognised(r#"{"Values": [["A"]], "Schema": [{"Column": "ApplicationName"}]}"#);
    assert!(emitted[1].ends_with("where the Schema before the Values is expected"), "{emitted:?}");
}

#[test]
fn several_answers_of_graph_in_one_are_read_one_by_one() {
    let context = "https://graph.microsoft.com/beta/$metadata#deviceManagement/managedDevices";
    check(
        &format!(
            r#"{{"responses": [
            {{"id": "1", "status": 200, "body": {{"@odata.context": "{context}('d1')/detectedApps", "value": [
                {{"id": "0f", "displayName": "A", "sizeInByte": 0, "deviceCount": 0}}]}}}},
            {{"id": "2", "status": 200, "body": {{"@odata.context": "{context}('d2')/detectedApps", "value": [],
                "@odata.nextLink": "more"}}}},
            {{"id": "3", "status": 429, "body": {{"error": {{"code": "TooManyRequests"}}}}}}]}}"#
        ),
        &[
            "begin graph-apps",
            "app ? \"A\" key:0f by-name",
            "device d1 any -UnmanagedAppsIfPersonal",
            "device d2 any -UnmanagedAppsIfPersonal",
            "page goes on",
            "not read byte 0: an answer in it is an error (HTTP status 429)",
        ],
    );
}

#[test]
fn graph_names_an_app_by_its_id_where_it_lists_the_devices_that_have_it() {
    check(
        r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/detectedApps('0f')/managedDevices",
            "value": [{"id": "d1", "operatingSystem": "iOS"}]}"#,
        &[
            "begin graph-devices",
            "app ? key:0f unlisted by-name",
            "device d1 ios -UnmanagedAppsIfPersonal",
        ],
    );
    // On its own, an app says nothing of the others on its devices; lists of either may go on.
    check(
        r#"{"id": "0f", "displayName": "A", "sizeInByte": 0, "deviceCount": 2, "managedDevices@odata.nextLink": "x",
            "managedDevices": [{"id": "d1", "operatingSystem": "iOS", "managedDeviceOwnerType": "company"}]}"#,
        &[
            "begin graph-apps",
            "app ? \"A\" key:0f unlisted by-name",
            "device d1 ios company",
            "somewhere any 1x ? \"A\" key:0f unlisted by-name",
            "page goes on",
        ],
    );
    check(
        r#"{"value": [{"id": "d1", "operatingSystem": "iOS", "managedDeviceOwnerType": "company",
            "detectedApps@odata.nextLink": "x", "detectedApps": [{"displayName": "A"}]}]}"#,
        &["begin graph-devices", "app ? \"A\" by-name", "device d1 ios company -Rest"],
    );
}

#[test]
fn tables_are_read_as_powershell_and_spreadsheets_write_them() {
    check(
        "#TYPE Microsoft.Graph.X\r\n\"DeviceId\",\"ApplicationName\",\"OS\"\r\n\"d1\",\"A\",\"Windows\"\r\n",
        &["begin intune", "app ? \"A\" by-name", "device d1 other"],
    );
    // The first letters that are not ASCII decide, and five bytes of Windows-1252 are none.
    for (table, expected) in [
        (
            &b"DeviceId,ApplicationName,OS\nL\xe6s \xc5,A,Windows\n"[..],
            &["app ? \"A\" by-name", "device Læs Å other"][..],
        ),
        (
            b"DeviceId,ApplicationName,OS\n\xc3\xa6,A,Windows\n\xe6,B,Windows\n",
            &[
                "app ? \"A\" by-name",
                "device æ other",
                "app ? \"B\" by-name",
                "device \u{fffd} other",
                "not read line 3: a text that is not UTF-8",
            ],
        ),
        (
            b"DeviceId,ApplicationName,OS\n\xe6\x81,A,Windows\n",
            &[
                "app ? \"A\" by-name",
                "device æ\u{fffd} other",
                "not read line 2: a text that is not UTF-8",
            ],
        ),
        // They decide in a row of the same device as well, and bytes that are UTF-8 elsewhere are not
        // taken for the same letters.
        (
            b"ApplicationName,DeviceId,OS\nA,d1,Windows\nL\xe6s,d1,Windows\nB,\xe6,Windows\nC,\xc3\xa6,Windows\n",
            &[
                "app ? \"A\" by-name",
                "app ? \"Læs\" by-name",
                "device d1 other",
                "app ? \"B\" by-name",
                "device æ other",
                "app ? \"C\" by-name",
                "device Ã¦ other",
            ],
        ),
    ] {
        let emitted = crate::emitted::emitted(table, &crate::emitted::NAMED);
        assert_eq!(&emitted[1..], expected);
    }
}

#[test]
fn lists_that_are_no_inventories_are_named_for_what_they_are() {
    check(
        "DeviceId,DeviceName,UserName,InstallState\nd1,n,u,Installed\n",
        &["not read: it says how the installation of one app went, not which apps there are"],
    );
    check(
        "DeviceId,ApplicationName,DeviceID\nd1,A,d2\n",
        &[
            "begin intune",
            "not read line 1: there are two columns \"DeviceID\"; rename or remove one of them",
        ],
    );
    check(
        r#"{"Schema": [{"Column": "ApplicationName"}, {"Column": "DeviceId"}, {"Column": "ApplicationName"}],
            "Values": [["A", "d1", "B"]]}"#,
        &[
            "begin intune",
            "not read byte 120: there are two columns \"ApplicationName\"; rename or remove one of them",
        ],
    );
}

#[test]
fn whose_a_device_is_is_understood_by_code_and_in_the_words_of_the_console() {
    for (row, device) in [
        ("d1,1,Windows", "device d1 other company"),
        ("d1,Virksomhed,iOS", "device d1 ios company"),
        ("d1,2,iOS", "device d1 ios -UnmanagedApps"),
        ("d1,0,iOS", "device d1 ios -UnmanagedAppsIfPersonal"),
        ("d1,Udlån,iOS", "device d1 ios -UnmanagedAppsIfPersonal -Meaning"),
        ("{D1},company,Ei tiedossa", "device {D1} any company -Meaning"),
        ("00000000-0000-0000-0000-000000000000,1,iOS", ""),
        ("\"3,56E+14\",1,iOS", "device 3,56E+14 ios company -DamagedId"),
    ] {
        let emitted = recognised(&format!("DeviceId,OwnerType,OS\n{row}\n"));
        if device.is_empty() {
            assert_eq!(
                emitted[1], "not read line 2: neither an app nor a device is named",
                "{row}"
            );
        } else {
            assert_eq!(emitted.last().map(String::as_str), Some(device), "{row}");
        }
    }
}
