//! How formats are recognised, and what of them is read.

use appvagt_inventory::{Format, Options};

use crate::check;
use crate::emitted::{NAMED, emitted};

#[test]
fn what_is_not_recognised_says_what_it_looks_like() {
    for (file, looks) in [
        ("a,b\n1,2\n", "a table with the columns \"a\", \"b\""),
        ("{\"foo\": {\"bar\": 1}}", "JSON with the names \"foo\", \"bar\""),
        ("<a></a>", "XML"),
        ("{}", "JSON with the names none"),
        ("<plist><dict></dict></plist>", "a property list without InstalledApplicationList"),
        ("%PDF-1.7 \0\u{1}", "neither JSON, XML, a table nor a list of packages"),
    ] {
        check(file, &[&format!("not read: it is not recognised: {looks}")]);
    }
    check(
        "<!DOCTYPE HTML>\n<HTML lang=en>",
        &["not read: it is a web page, such as that of a login; export the list again"],
    );
    check("", &["not read: it is empty"]);
    check("\u{feff} \r\n ", &["not read: it is empty"]);
}

#[test]
fn a_page_with_an_empty_list_is_one() {
    const GRAPH: &str =
        r#""@odata.context": "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/"#;
    for (file, expected) in [
        (r#"{"devices": []}"#.to_owned(), &["begin amapi"][..]),
        (r#"{"devices": [], "nextPageToken": "t"}"#.to_owned(), &["begin amapi", "page goes on"]),
        (
            r#"{"kind": "admin#directory#mobiledevices", "mobiledevices": []}"#.to_owned(),
            &["begin google-directory"],
        ),
        (r#"{"value": []}"#.to_owned(), &["begin graph-devices"]),
        (format!(r#"{{{GRAPH}managedDevices", "value": []}}"#), &["begin graph-devices"]),
        (format!(r#"{{{GRAPH}detectedApps", "value": []}}"#), &["begin graph-apps"]),
        // Which device it is of, it says; and that this has no app.
        (
            format!(r#"{{{GRAPH}managedDevices('d1')/detectedApps", "value": []}}"#),
            &["begin graph-apps", "device d1 any -UnmanagedAppsIfPersonal"],
        ),
        (r#"{"totalCount": 0, "results": []}"#.to_owned(), &["begin jamf", "page of 0"]),
        (r#"{"hosts": []}"#.to_owned(), &["begin fleet"]),
        (r#"{"DeviceApps": []}"#.to_owned(), &["begin workspace-one", "device ? any"]),
    ] {
        check(&file, expected);
    }
}

#[test]
fn a_format_that_is_named_is_not_recognised_but_read() {
    let jamf = Options { format: Some(Format::Jamf), ..NAMED };
    assert_eq!(emitted(br#"{"results": [{"id": "1"}]}"#, &jamf), ["begin jamf", "device 1 ios"]);
    assert_eq!(
        emitted(b"a,b\n1,2\n", &Options { format: Some(Format::Intune), ..NAMED }).len(),
        2,
        "no row names anything"
    );
    for file in ["a,b\n1,2\n", "package:com.a", "<a></a>"] {
        let amapi = Options { format: Some(Format::Amapi), ..NAMED };
        let emitted = emitted(file.as_bytes(), &amapi);
        let last = emitted.last().map(String::as_str);
        assert_eq!(last, Some("not read: nothing in it is of the format amapi"), "{file}");
    }
}

#[test]
fn names_of_people_are_given_only_where_they_are_wanted_or_nothing_else_tells_devices_apart() {
    let unnamed = Options::default();
    for (file, device) in [
        (
            "DeviceId,DeviceName,ApplicationName,Platform,UserName\nd1,Anna's,A,Windows,Anna\n",
            "device d1 other",
        ),
        // Several devices may have that name.
        (
            "DeviceName,ApplicationName,Platform,UserName\nphone 7,A,Windows,Anna\n",
            "device phone 7 name=phone 7 user=Anna other by-name",
        ),
        (
            r#"{"mobiledevices": [{"resourceId": "r", "email": ["anna@x"], "type": "ANDROID"}]}"#,
            "device r android",
        ),
    ] {
        let emitted = emitted(file.as_bytes(), &unnamed);
        assert_eq!(emitted.last().map(String::as_str), Some(device), "{file}");
    }
}
