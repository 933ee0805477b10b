//! Lists in pages, of which one may be missing.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::case::*;

#[test]
fn a_page_that_is_missing_is_reported() {
    let page = |token: &str, id: &str| json!({"devices": [device(id, &["com.a"])], "nextPageToken": token});
    let last = devices(&[device("2", &["com.a"])]);
    let case = Case::new(&[
        ("1.json", &page("t", "1").to_string()),
        ("2.json", &last),
        ("empty.json", r#"{"devices": []}"#),
    ]);
    let output = case.run(&["1.json"]);
    assert_eq!(output.status.code(), INCOMPLETE);
    assert!(
        stdout(&output).contains("The list in 1.json goes on in a page that was not given"),
        "{}",
        stdout(&output)
    );
    for pages in [["1.json", "2.json"], ["2.json", "1.json"], ["1.json", "empty.json"]] {
        assert_eq!(case.run(&pages).status.code(), COMPLIANT, "{pages:?}");
    }
    let jamf = r#"{"totalCount": 5, "results": [{"mobileDeviceId": "1", "applications": [{"identifier": "com.a"}]}]}"#;
    let case = Case::new(&[("a.json", jamf), ("b.json", jamf)]);
    for pages in [&["a.json"][..], &["a.json", "b.json"]] {
        let reported = "The list says that it has 5 records, and 1 were read";
        assert!(stdout(&case.run(pages)).contains(reported), "the same page counts once");
    }
}

#[test]
fn pages_of_apps_may_begin_with_the_same_device_or_name_none() {
    for devices in [json!([{"id": "1", "managedDeviceOwnerType": "company"}]), json!([])] {
        let page = |name: &str| {
            let app = json!({"displayName": name, "sizeInByte": 1, "deviceCount": 1, "managedDevices": devices});
            json!({"@odata.count": 2, "value": [app]}).to_string()
        };
        let case = Case::new(&[("1.json", &page("Mail")), ("2.json", &page("Maps"))]);
        let missing = |files: &[&str]| {
            let gaps = case.json(files)["gaps"].clone();
            gaps.as_array().unwrap().iter().any(|gap| gap["kind"] == "records_missing")
        };
        assert!(missing(&["1.json"]), "{devices}");
        assert!(!missing(&["1.json", "2.json"]), "{devices}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_order_of_pages_does_not_matter(
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        left_out in 0_usize..7,
    ) {
        // Two enterprises with three pages each, of which one ends with an empty page.
        let amapi = |enterprise: &str, page: usize, empty: bool| {
            let mut device = device("1", &["com.a"]);
            device["name"] = json!(format!("enterprises/{enterprise}/devices/{page}"));
            let devices = if empty { json!([]) } else { json!([device]) };
            match page {
                2 => json!({"devices": devices}),
                _ => json!({"devices": devices, "nextPageToken": "t"}),
            }
        };
        let context = "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/managedDevices";
        let graph = |page: usize| {
            let apps = [json!({"displayName": "Mail"})];
            let device = json!({"id": page.to_string(), "managedDeviceOwnerType": "company",
                "operatingSystem": "iOS", "detectedApps": apps});
            match page {
                5 => json!({"@odata.context": context, "value": []}),
                _ => json!({"@odata.context": context, "@odata.nextLink": "more", "value": [device]}),
            }
        };
        let jamf = |page: usize| {
            let id = page.to_string();
            let device = json!({"mobileDeviceId": id, "applications": [{"identifier": "com.a"}]});
            json!({"totalCount": 6, "results": [device]})
        };
        let google = |page: usize| {
            let device = json!({"resourceId": page.to_string(), "type": "ANDROID",
                "applications": [{"packageName": "com.a"}]});
            match page {
                5 => json!({"mobiledevices": [device]}),
                _ => json!({"mobiledevices": [device], "nextPageToken": "t"}),
            }
        };
        let lists: [(&str, [Value; 6], &[usize]); 4] = [
            ("pages_missing", std::array::from_fn(|page| match page {
                0..3 => amapi("a", page, false),
                _ => amapi("b", page - 3, page == 5),
            }), &[2, 5]),
            ("pages_missing", std::array::from_fn(graph), &[5]),
            ("records_missing", std::array::from_fn(jamf), &[0, 1, 2, 3, 4, 5]),
            ("pages_missing", std::array::from_fn(google), &[5]),
        ];
        for (kind, pages, last) in lists {
            let files: Vec<_> = pages.iter().map(Value::to_string).collect();
            let names = ["0.json", "1.json", "2.json", "3.json", "4.json", "5.json"];
            let case = Case::new(&std::array::from_fn::<_, 6, _>(|page| (names[page], &*files[page])));
            let given = order.iter().filter(|page| **page != left_out).map(|page| names[*page]);
            let outcome = case.json(&given.collect::<Vec<_>>());
            let missing = last.contains(&left_out);
            let gaps = outcome["gaps"].as_array().unwrap();
            prop_assert_eq!(gaps.len(), usize::from(missing), "{:?}", outcome);
            prop_assert!(gaps.iter().all(|gap| gap["kind"] == kind));
            prop_assert_eq!(outcome["complete"] == false, missing);
        }
    }
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
        ("cut.json", last.to_string().strip_suffix("]}").unwrap()),
        ("graph.json", &graph.to_string()),
        ("managed.json", &managed("2").to_string()),
        ("apps.json", &apps("1", json!("https://graph.microsoft.com/more"))),
        ("apps-last.json", &apps("1", Value::Null)),
        ("empty.json", r#"{"value": []}"#),
        ("apps-of-2.json", &apps("2", Value::Null)),
        ("jamf.json", &json!({"totalCount": 2, "results": [mobile("1")]}).to_string()),
        ("jamf-last.json", &json!({"totalCount": 2, "results": [mobile("2")]}).to_string()),
        ("mobile.json", &mobile("1").to_string()),
        // All pages in one file, one after another and in a list.
        ("pages.jsonl", &format!("{}\n{last}\n", page("1"))),
        ("pages.json", &json!([page("1"), page("2"), last]).to_string()),
        ("shuffled.json", &json!([page("1"), last, page("2")]).to_string()),
        ("half.json", &json!([page("1"), page("2")]).to_string()),
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
        (&["apps.json", "apps-of-2.json", "empty.json"], json!([])),
        // Neither says what it is of, and one of them is no end.
        (&["graph.json", "apps-of-2.json"], missing("graph.json", "graph-devices")),
        (&["graph.json", "empty.json"], json!([])),
        (
            &["jamf.json", "mobile.json"],
            json!([{"kind": "records_missing", "format": "jamf", "read": 1, "of": 2}]),
        ),
        (&["jamf.json", "mobile.json", "jamf-last.json"], json!([])),
        // What breaks off is no last page.
        (&["page.json", "cut.json"], missing("page.json", "amapi")),
        (&["cut.json"], json!([])),
        (&["pages.jsonl"], json!([])),
        (&["pages.json"], json!([])),
        (&["shuffled.json"], json!([])),
        (&["half.json"], missing("half.json", "amapi")),
    ] {
        let outcome = case.json(&[files, &["--company-owned"]].concat());
        assert_eq!(outcome["gaps"], gaps, "{files:?}");
        let cut = outcome["unread"].as_array().unwrap().len();
        assert_eq!(cut, usize::from(files.contains(&"cut.json")), "{files:?}");
        let incomplete = gaps != json!([]) || cut > 0;
        assert_eq!(outcome["complete"] == false, incomplete, "{files:?}");
    }
}
