//! The page, in a real browser.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::case::*;

/// The page, as Chromium shows it at this address; `None` where there is no Chromium, and none is
/// said to be there.
fn shown(page: &Path, fragment: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let named = std::env::var_os("APPVAGT_CHROMIUM");
    let must_be_there = named.is_some();
    let output = Command::new(named.unwrap_or_else(|| "chromium".into()))
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--dump-dom",
            "--virtual-time-budget=5000",
        ])
        .arg(format!("--user-data-dir={}", folder.path().display()))
        .arg(format!("file://{}{fragment}", page.display()))
        .stderr(Stdio::null())
        .output();
    assert!(output.is_ok() || !must_be_there, "Chromium could not be started");
    let output = output.ok()?;
    assert!(output.status.success(), "Chromium failed");
    Some(stdout(&output))
}

#[test]
fn the_page_works_in_a_browser() {
    let name = "<script>document.title='broken'</script>";
    let mut named = device("b", &["com.zhiliaoapp.musically"]);
    named["applicationReports"][0]["displayName"] = json!(name);
    named["applicationReports"][0]["versionName"] = json!("<b onclick=x>&amp;");
    let unknown = device("c", &[]);
    let case = Case::new(&[(
        "a.json",
        &devices(&[device("a", &["com.tiktok.lite.go"]), named, unknown, device("d", &["com.a"])]),
    )]);
    case.run(&["a.json", "--html", "a.html"]);
    let page = case.path("a.html");
    let source = fs::read_to_string(&page).unwrap();
    assert!(!source.contains("onclick=x>"), "text became markup");
    assert!(
        !source.contains("http://") && !source.contains("https://"),
        "the page refers elsewhere"
    );
    let Some(all) = shown(&page, "") else {
        eprintln!("there is no chromium: what the page does in a browser was not tried");
        return;
    };
    let row = |page: &str, id: &str| -> String {
        let rows = page.split("<tr ").find(|row| row.contains(&format!("devices/<wbr>{id}")));
        rows.unwrap().to_owned()
    };
    assert!(all.contains("class=\"js\""), "the script did not run");
    assert!(all.contains("<title>Banned apps on our devices</title>"), "{all}");
    assert!(all.contains("3 of 3 rows shown"), "{all}");
    let filtered = shown(&page, "#status=banned&q=MUSICALLY").unwrap();
    assert!(filtered.contains("1 of 3 rows shown"));
    for (id, hidden) in [("a", true), ("b", false), ("c", true)] {
        assert_eq!(
            row(&filtered, id).starts_with("data-status")
                && row(&filtered, id).contains("hidden=\"\""),
            hidden,
            "{id}"
        );
    }
    let place = |page: &str, id: &str| page.find(&format!("devices/<wbr>{id}<")).unwrap();
    let up = shown(&page, "#sort=1").unwrap();
    assert!(place(&up, "a") < place(&up, "b") && place(&up, "b") < place(&up, "c"));
    let down = shown(&page, "#sort=-1").unwrap();
    assert!(place(&down, "c") < place(&down, "b") && place(&down, "b") < place(&down, "a"));
    assert!(down.contains("aria-sort=\"descending\""));
}

#[test]
fn bars_show_how_findings_are_spread_over_systems_and_departments() {
    let device = |id: &str, version: Option<&str>, department: Option<&str>, app: &str| {
        json!({"mobileDeviceId": id, "general": {"managed": true, "osVersion": version},
            "userAndLocation": {"department": department}, "applications": [{"identifier": app}]})
    };
    let tiktok = "com.zhiliaoapp.musically";
    let list = json!({"totalCount": 4, "results": [
        device("1", Some("18.1"), Some("Schools"), tiktok),
        device("2", Some("18.2"), Some("Care & <Health>"), "com.a"),
        device("3", Some("17.6"), Some("Schools"), "com.a"),
        device("4", None, None, tiktok),
    ]});
    let case = Case::new(&[("a.json", &list.to_string())]);
    case.run(&["a.json", "--html", "a.html"]);
    let page = fs::read_to_string(case.path("a.html")).unwrap();
    let row = |name: &str, devices: u32, banned: u32, percent: &str| {
        let rows: Vec<_> =
            page.lines().filter(|line| line.contains(&format!(">{name}</"))).collect();
        let fits = |row: &&str| {
            row.contains(&format!(">{devices}</td>"))
                && row.contains(&format!(">{banned}</td>"))
                && row.contains(&format!("width=\"{percent}%\""))
        };
        assert!(rows.iter().any(fits), "{name}: {rows:?}");
    };
    row("iOS, iPadOS", 4, 2, "50.0");
    row("iOS, iPadOS 18", 2, 1, "50.0");
    row("iOS, iPadOS 17", 1, 0, "0.0");
    row("iOS, iPadOS not known", 1, 1, "100.0");
    row("Schools", 2, 1, "50.0");
    row("Care &amp; &lt;Health&gt;", 1, 0, "0.0");
    row("not known", 1, 1, "100.0");

    let rows = format!("serial;app;unit;os\nA;{tiktok};Schools;18.1\nA;com.a;Schools;18.1\n");
    let case =
        Case::new(&[("b.csv", &rows), ("c.json", &list.to_string().replace("department", "x"))]);
    let named =
        ["--device", "serial", "--app", "app", "--department", "unit", "--os-version", "os"];
    let outcome = case.json(&[&["b.csv"], &named[..]].concat());
    assert_eq!(
        (&outcome["devices"][0]["group"], &outcome["devices"][0]["os_version"]),
        (&json!("Schools"), &json!("18.1"))
    );
    // Where nothing says it, there is no bar of it.
    case.run(&["c.json", "--html", "c.html"]);
    assert!(!fs::read_to_string(case.path("c.html")).unwrap().contains("By department"));
}
