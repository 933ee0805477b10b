//! Files that are read side by side say the same as files that are read one after another.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::io::Cursor;

use appvagt_fleet::{Fleet, FleetOutcome, Terms};
use appvagt_inventory::{Fields, Options, read};
use appvagt_scanner::{Catalogue, Judge, JudgingContext, Policy};
use proptest::prelude::*;

/// Files that have to do with each other: the same devices, users, apps, keys and lists.
const FILES: [&str; 13] = [
    r#"{"devices":[{"name":"enterprises/x/devices/1","applicationReports":[{"packageName":"com.zhiliaoapp.musically","versionName":"2"},{"packageName":"com.a"}]},{"name":"enterprises/x/devices/2","ownership":"FOO"}],"nextPageToken":"t"}"#,
    r#"{"devices":[{"name":"enterprises/x/devices/2","ownership":"PERSONALLY_OWNED","applicationReports":[{"packageName":"com.ss.android.ugc.trill"},{"packageName":"com.zhiliaoapp.musically","versionName":"1"}]},{"name":"enterprises/x/devices/3","state":"DISABLED"}]}"#,
    r#"{"devices":[{"name":"enterprises/x/devices/1","lastStatusReportTime":"2026-11-20T10:00:00Z","applicationReports":[{"packageName":"com.zhiliaoapp.musically","versionName":"1"}]}]}"#,
    "ApplicationName,DeviceId,DeviceName,Platform,UserName\nTikTok,D1,iPad-1,iOS,B\nA,D1,iPad-1,iOS,A\nTikTok Lite,D2,,Foo,C\n",
    "ApplicationName,DeviceId,DeviceName,Platform,UserName\nA,D1,iPad-0,Android,A\nTikTok,D3,,iOS,\nB,D4,,Windows,D\n,D2,,iOS,C\nx\n",
    "ApplicationName,DeviceName,UserName\nTikTok,iPad,A\nA,iPad,\n",
    "ApplicationName,DeviceName,UserName\nTikTok,iPad,B\nA,iPad 2,\nTikTok,,\n",
    r#"{"value":[{"id":"k1","displayName":"TikTok","sizeInByte":1,"deviceCount":2,"platform":"ios"},{"id":"k2","displayName":"A","sizeInByte":1,"deviceCount":1,"platform":"ios"}]}"#,
    r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#deviceManagement/detectedApps('k1')/managedDevices","value":[{"id":"D1","managedDeviceOwnerType":"company"},{"id":"D5"}]}"#,
    r#"{"value":[{"id":"D1","managedDeviceOwnerType":"company","operatingSystem":"Bar","userPrincipalName":"a@x"},{"id":"D6","operatingSystem":"iOS"}],"@odata.nextLink":"https://x"}"#,
    "package:com.zhiliaoapp.musically\npackage:com.a\nwhat\n",
    "<html></html>",
    "",
];

/// Returns what comes of these files: read one after another, or each for itself and then joined.
fn outcome(files: &[usize], joined: bool) -> String {
    let (policy, context) = (Policy::default(), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    let options = Options { names: true, ..Options::default() };
    let mut fleet = Fleet::new(Catalogue::embedded(), &judge, true, false, context.today);
    for (number, file) in files.iter().enumerate() {
        let mut of_file = fleet.fork();
        let taking = if joined { &mut of_file } else { &mut fleet };
        taking.open(&format!("file {number}"), None);
        read(&mut Cursor::new(FILES[*file]), &options, &mut |event| taking.take(event));
        if joined {
            fleet.join(of_file);
        }
    }
    let terms = Terms { policy: &policy, day: context.today, stale_days: 30, earlier: None };
    serde_json::to_string_pretty(&FleetOutcome::new(fleet, &terms)).unwrap()
}

/// Returns what comes of one large file that so many threads read.
fn outcome_of_large(file: &str, fields: Option<&Fields>, threads: usize) -> String {
    let (policy, context) = (Policy::default(), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    let mut fleet = Fleet::new(Catalogue::embedded(), &judge, true, false, context.today);
    let clearing = fleet.clearing();
    let options = Options {
        fields: fields.cloned(),
        names: true,
        counting: Some(&clearing),
        threads,
        ..Options::default()
    };
    fleet.open("file", None);
    read(&mut Cursor::new(file), &options, &mut |event| fleet.take(event));
    let terms = Terms { policy: &policy, day: context.today, stale_days: 30, earlier: None };
    serde_json::to_string_pretty(&FleetOutcome::new(fleet, &terms)).unwrap()
}

#[test]
fn what_comes_of_a_large_file_is_the_same_however_many_threads_read_it() {
    const HEADINGS: &str = "ApplicationKey,ApplicationName,DeviceId,Platform\n";
    let named = |field: &str| Some(field.to_owned());
    let fields = Fields {
        device: named("device"),
        name: named("name"),
        state: named("state"),
        ..Fields::default()
    };
    let table = |app: fn(usize) -> String| {
        let rows = (0..40_000).map(|row| format!("{},D{},iOS\n", app(row), row / 40));
        format!("{HEADINGS}{}", rows.collect::<String>())
    };
    let named_fields = |name: fn(usize) -> &'static str| {
        let rows = (0..28_000).map(|row| {
            let state = ["installed", "not installed", "installed", "perhaps"][row % 4];
            format!("device-{},{},{state}\n", row / 8, name(row))
        });
        format!("device,name,state\n{}", rows.collect::<String>())
    };
    let devices = (0..4_000).map(|device| {
        let banned = if device % 50 == 0 { "com.zhiliaoapp.musically" } else { "com.b" };
        let state = ["INSTALLED", "REMOVED", "APPLICATION_STATE_UNSPECIFIED", "FOO"][device % 4];
        format!(
            r#"{{"name":"enterprises/x/devices/{device}","applicationReports":[{{"packageName":"com.a","state":"INSTALLED"}},{{"packageName":"{banned}","state":"{state}"}},{{"displayName":"TikTok"}},{{}}]}}"#
        )
    });
    let devices = format!(r#"{{"devices":[{}]}}"#, devices.collect::<Vec<_>>().join(","));
    let several = table(|row| match row % 997 {
        0 => "k0,TikTok".to_owned(),
        1 => format!("k1,{}", ["", "TikTok Lite", "Tik-Tok"][row % 3]),
        other => format!("k{},App {}", other % 50, other % 50),
    });
    let by_apps = |row| if (19_500..34_000).contains(&row) { "k2,B" } else { "k1,A" }.to_owned();
    for (what, file, fields) in [
        ("an inventory", several, None),
        ("an inventory by apps", table(by_apps), None),
        ("a list of the devices of one app", table(|_| "k1,A".to_owned()), None),
        ("a list of the devices of TikTok", table(|_| "k1,TikTok".to_owned()), None),
        ("named fields", named_fields(|row| ["A", "B", "TikTok", ""][row / 3 % 4]), Some(&fields)),
        ("named fields of one app", named_fields(|_| "A"), Some(&fields)),
        ("an inventory in JSON", devices, None),
    ] {
        let expected = outcome_of_large(&file, fields, 1);
        assert!(file.len() > 1 << 19, "{what} is large enough to be parted");
        assert!(outcome_of_large(&file, fields, 3) == expected, "{what}");
    }
}

proptest! {
    #[test]
    fn what_comes_of_files_is_the_same(
        files in proptest::collection::vec(0..FILES.len(), 0..10),
    ) {
        prop_assert_eq!(outcome(&files, true), outcome(&files, false));
    }
}

#[test]
fn of_many_words_that_are_not_understood_the_first_are_kept() {
    let file = |words: std::ops::Range<usize>| {
        let rows = words.map(|word| format!("A,D{word},W{word}\n"));
        format!("ApplicationName,DeviceId,Platform\n{}", rows.collect::<String>())
    };
    let files = [file(0..150), file(100..190), file(500..700)];
    let (policy, context) = (Policy::default(), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    let mut fleet = Fleet::new(Catalogue::embedded(), &judge, false, false, context.today);
    for file in &files {
        let mut of_file = fleet.fork();
        read(&mut Cursor::new(file), &Options::default(), &mut |event| of_file.take(event));
        fleet.join(of_file);
    }
    let terms = Terms { policy: &policy, day: context.today, stale_days: 30, earlier: None };
    let outcome = serde_json::to_value(FleetOutcome::new(fleet, &terms)).unwrap();
    let times = |word: Option<&str>| {
        let words = outcome["not_understood"].as_array().unwrap();
        let found = words.iter().find(|found| found["value"].as_str() == word);
        found.map(|found| found["times"].as_u64().unwrap())
    };
    assert_eq!(times(Some("W0")), Some(1));
    assert_eq!(times(Some("W120")), Some(2));
    assert_eq!(times(Some("W509")), Some(1), "the two hundredth");
    assert_eq!(times(Some("W510")), None);
    assert_eq!(times(None), Some(190), "the others");
}
