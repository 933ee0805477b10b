//! Lists in pages, of which one may be missing.

use serde_json::{Value, json};

use crate::case::*;

#[test]
fn a_page_that_is_missing_is_told() {
    let page = |token: &str, id: &str| json!({"devices": [device(id, &["com.a"])], "nextPageToken": token});
    let last = devices(&[device("2", &["com.a"])]);
    let case = Case::new(&[("1.json", &page("t", "1").to_string()), ("2.json", &last)]);
    let output = case.run(&["1.json"]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(
        stdout(&output).contains("The list in 1.json goes on in a page that was not given"),
        "{}",
        stdout(&output)
    );
    assert_eq!(case.run(&["1.json", "2.json"]).status.code(), COMPLIANT);
    assert_eq!(case.run(&["2.json", "1.json"]).status.code(), INCOMPLETE);
    let jamf = r#"{"totalCount": 5, "results": [{"mobileDeviceId": "1", "applications": [{"identifier": "com.a"}]}]}"#;
    let case = Case::new(&[("a.json", jamf)]);
    assert!(stdout(&case.run(&["a.json"])).contains("The list is of 5 devices, and 1 were read"));
}

#[test]
fn what_is_no_page_of_the_list_does_not_stand_for_the_missing_one() {
    let page = |id: &str| json!({"devices": [device(id, &["com.a"])], "nextPageToken": "t"});
    let last = json!({"devices": [device("9", &["com.a"])]});
    let apps = |of: &str, more: Value| {
        let context = format!(
            "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/managedDevices('{of}')/detectedApps"
        );
        let app = json!({"displayName": "Mail", "version": "1", "deviceCount": 1, "sizeInByte": 1, "platform": "ios"});
        json!({"@odata.context": context, "@odata.nextLink": more, "value": [app]}).to_string()
    };
    let managed = |id: &str| json!({"id": id, "managedDeviceOwnerType": "company", "operatingSystem": "iOS", "detectedApps": [{"displayName": "Mail"}]});
    let graph =
        json!({"value": [managed("1")], "@odata.nextLink": "https://graph.microsoft.com/more"});
    let mobile =
        |id: &str| json!({"mobileDeviceId": id, "applications": [{"identifier": "com.a"}]});
    let case = Case::new(&[
        ("page.json", &page("1").to_string()),
        ("last.json", &last.to_string()),
        ("device.json", &device("2", &["com.a"]).to_string()),
        ("graph.json", &graph.to_string()),
        ("managed.json", &managed("2").to_string()),
        ("apps.json", &apps("1", json!("https://graph.microsoft.com/more"))),
        ("apps-last.json", &apps("1", Value::Null)),
        ("apps-of-2.json", &apps("2", Value::Null)),
        ("jamf.json", &json!({"totalCount": 2, "results": [mobile("1")]}).to_string()),
        ("jamf-last.json", &json!({"totalCount": 2, "results": [mobile("2")]}).to_string()),
        ("mobile.json", &mobile("1").to_string()),
        // All pages in one file, one after another and in a list.
        ("pages.jsonl", &format!("{}\n{last}\n", page("1"))),
        ("pages.json", &json!([page("1"), page("2"), last]).to_string()),
        ("half.json", &json!([page("1"), last, page("2")]).to_string()),
    ]);
    let missing = |file: &str, format: &str| json!([{"kind": "pages_missing", "format": format, "path": file, "entry": null}]);
    for (files, gaps) in [
        (&["page.json", "device.json"][..], missing("page.json", "amapi")),
        (&["device.json", "page.json"], missing("page.json", "amapi")),
        (&["page.json", "device.json", "last.json"], json!([])),
        (&["last.json", "device.json"], json!([])),
        (&["graph.json", "managed.json"], missing("graph.json", "graph-devices")),
        (&["apps.json", "apps-of-2.json"], missing("apps.json", "graph-apps")),
        (&["apps.json", "apps-of-2.json", "apps-last.json"], json!([])),
        (
            &["jamf.json", "mobile.json"],
            json!([{"kind": "devices_missing", "format": "jamf", "read": 1, "of": 2}]),
        ),
        (&["jamf.json", "mobile.json", "jamf-last.json"], json!([])),
        (&["pages.jsonl"], json!([])),
        (&["pages.json"], json!([])),
        (&["half.json"], missing("half.json", "amapi")),
    ] {
        let outcome = case.json(&[files, &["--company-owned"]].concat());
        assert_eq!(outcome["gaps"], gaps, "{files:?}");
        assert_eq!(outcome["verdict"] == "incomplete", gaps != json!([]), "{files:?}");
        assert_eq!(outcome["unread"], json!([]), "{files:?}");
    }
}
