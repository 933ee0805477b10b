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
            "device d1 name=iPad, Anna user=a@x ios -UnmanagedAppsIfPersonal",
            "app ? \"Say \\\"hi\\\"\" 1 key:k by-name",
            "device d2 name=n android -PersonalSide",
            "app ? \"Paint\" 1 key:k by-name",
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
            &["app ? \"TikTok\" 1 key:k by-name", "device d1 name=n android -PersonalSide"],
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
        let told = recognised(table);
        assert_eq!(told[0], "begin intune", "{table}");
        assert_eq!(&told[1..], expected, "{table}");
    }
}
