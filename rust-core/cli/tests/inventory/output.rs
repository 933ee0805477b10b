//! What is printed, and of whom.

use std::fs;

use proptest::prelude::*;
use serde_json::json;

use crate::case::*;

#[test]
fn names_of_devices_and_users_are_shown_only_when_asked_for() {
    let case = Case::new(&[("a.csv", RAW_DATA)]);
    for arguments in [&["a.csv"][..], &["a.csv", "--json"], &["a.csv", "--csv"]] {
        assert!(!stdout(&case.run(arguments)).contains("Anna"), "{arguments:?}");
        let with_names = case.run(&[arguments, &["--names"]].concat());
        assert!(stdout(&with_names).contains("Anna's iPad"), "{arguments:?}");
    }
    case.run(&["a.csv", "--html", "a.html"]);
    assert!(!fs::read_to_string(case.path("a.html")).unwrap().contains("Anna"));
    case.run(&["a.csv", "--html", "a.html", "--names"]);
    assert!(fs::read_to_string(case.path("a.html")).unwrap().contains("Anna&#39;s iPad"));
}

#[test]
fn the_table_for_spreadsheets_has_a_row_for_all_there_is_to_say() {
    let case = Case::new(&[
        (
            "a.csv",
            "DeviceId,DeviceName,ApplicationName,Platform\nd1,\"=1+1\",TikTok,iOS\nd2,x,Mail,Android\n",
        ),
        ("none.csv", ""),
    ]);
    let output = case.run(&["a.csv", "none.csv", "--csv", "--names"]);
    assert_eq!(
        stdout(&output),
        "\u{feff}status,device,serial,platform,os_version,group,owner,last_report,device_name,user,\
         family,app,app_name,version,certainty,devices,details\r\n\
         banned,d1,,ios,,,unknown,,\"'=1+1\",,TikTok,,TikTok,,name only: likely,,\r\n\
         unseen,d1,,ios,,,unknown,,\"'=1+1\",,,,,,,,only managed apps are shown if it is a personal device\r\n\
         unknown,d2,,android,,,unknown,,x,,,,,,,,the personal side is not shown\r\n\
         not read,,,,,,,,,,,,,,,,none.csv: it is empty\r\n"
    );
}

#[test]
fn people_read_the_result_in_the_language_they_ask_for_and_programs_in_english() {
    let policy = json!({"schema": 1, "banned": [{"family": "tiktok",
        "reason": {"en": "The council decided it.", "fi": "Kunnanhallitus päätti niin."}}]});
    let case = Case::new(&[
        ("a.json", &devices(&[device("1", &["com.zhiliaoapp.musically"]), device("2", &[])])),
        ("p.json", &policy.to_string()),
    ]);
    for (language, text, verdict, reason) in [
        ("en", "Judged 1 app on 2 devices", "Banned apps were found, and", "The council"),
        ("da", "Vurderede 1 app på 2 enheder", "Der blev fundet forbudte apps, og", "The council"),
        ("de", "Geprüft: 1 App, 2 Geräte", "Es wurden verbotene Apps gefunden, und", "The council"),
        (
            "fi",
            "Arvioitu 1 sovellus: 2 laitetta",
            "Kiellettyjä sovelluksia löytyi",
            "Kunnanhallitus",
        ),
        ("nb", "Vurderte 1 app på 2 enheter", "Det ble funnet forbudte apper, og", "The council"),
        ("sv", "Bedömde 1 app på 2 enheter", "Förbjudna appar hittades, och", "The council"),
    ] {
        let arguments = ["a.json", "--policy", "p.json", "--language", language];
        let shown = stdout(&case.run(&[&arguments[..], &["--html", "a.html"]].concat()));
        assert!(shown.contains(text), "{shown}");
        let page = fs::read_to_string(case.path("a.html")).unwrap();
        assert!(page.contains(&format!("<html lang=\"{language}\">")), "{language}");
        assert!(page.contains(verdict) && page.contains(reason), "{language}");
        let table = stdout(&case.run(&[&arguments[..], &["--csv"]].concat()));
        assert!(table.contains("\r\nbanned,"), "{table}");
    }
    let output = case.run(&["a.json", "--language", "tlh"]);
    assert_eq!(output.status.code(), USAGE);
    assert!(
        stderr(&output).contains("[possible values: en, da, de, fi, nb, sv]"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_page_says_who_made_it_of_what_and_when_to_delete_it() {
    let case = Case::new(&[("a.json", &devices(&[device("1", &["com.a"])]))]);
    case.run(&["a.json", "--html", "a.html", "--made-by", "IT <service>", "--keep", "10"]);
    let page = fs::read_to_string(case.path("a.html")).unwrap();
    for part in [
        "made by IT &lt;service&gt;",
        "Delete this page by 2026-12-02.",
        "<code>a.json</code> (amapi, 1 record, 20",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

/// Returns the tags of a page, with nothing in their attributes: what it is made of but for texts and
/// where these may be broken.
fn skeleton(page: &str) -> Vec<String> {
    let tags = page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    tags.filter(|&tag| tag != "wbr").map(|tag| tag.split('"').step_by(2).collect()).collect()
}

#[test]
fn no_name_in_an_export_changes_what_the_page_is_made_of() {
    let made_of = |name: &str| {
        let name = format!("\"{}\"", name.replace('"', "\"\""));
        let rows = format!(
            "DeviceId,DeviceName,ApplicationName,Platform,UserName,ApplicationVersion\n\
             d1,{name},TikTok,iOS,{name},{name}\nd2,{name},Mail,Android,{name},{name}\n"
        );
        let case = Case::new(&[("a.csv", &rows)]);
        case.run(&["a.csv", "--html", "a.html", "--names"]);
        let page = fs::read_to_string(case.path("a.html")).unwrap();
        assert!(!page.chars().any(|c| c != '\n' && appvagt_safe_text::is_unsafe(c)), "{name}");
        skeleton(&page)
    };
    let plain = made_of("Anna");
    assert!(plain.len() > 50, "{plain:?}");
    for hostile in [
        "</td></tr></table><script>alert(1)</script>",
        "</style></script><!--",
        "--></title><svg onload=alert(1)>",
        "\" autofocus onfocus=alert(1) x=\"",
        "' onmouseover='alert(1)",
        "<img src=x onerror=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;",
        "javascript:alert(1)",
        "]]><x>",
        "\u{202e}txet\u{2066}\u{0}\u{1b}[2J\u{2028}",
        "<\u{0}script>",
        "{{constructor.constructor('alert(1)')()}}",
    ] {
        assert_eq!(made_of(hostile), plain, "{hostile}");
    }
    let long = "<b>".repeat(20_000);
    assert_eq!(made_of(&long), plain);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_rows_and_files_does_not_matter(seed in any::<[u8; 24]>(), split in 0_usize..24) {
        let apps = ["TikTok", "Mail", "TikTok Lite", "WhatsApp", "Maps"];
        let rows: Vec<_> = seed.iter().map(|byte| {
            let (device, app) = (byte % 6, apps[usize::from(byte / 6) % apps.len()]);
            let platform = ["iOS", "AndroidWorkProfile", "Windows"][usize::from(device) % 3];
            format!("d{device},{app},{platform},user{},{}\n", byte % 4, byte % 3)
        }).collect();
        let header = "DeviceId,ApplicationName,Platform,UserName,ApplicationVersion\n";
        let file = |rows: &[String]| format!("{header}{}", rows.concat());
        let mut shuffled = rows.clone();
        shuffled.sort();
        let (one, other) = shuffled.split_at(split);
        let case = Case::new(&[("a.csv", &file(&rows)), ("1.csv", &file(one)), ("2.csv", &file(other))]);
        let reported = |files: &[&str]| {
            let mut outcome = case.json(&[files, &["--names"]].concat());
            for key in ["files", "unread"] {
                outcome.as_object_mut().unwrap().remove(key);
            }
            outcome["gaps"] = json!(null);
            // A half without rows is empty, which is reported and makes it incomplete.
            outcome["verdict"] = json!(null);
            outcome
        };
        let whole = reported(&["a.csv"]);
        prop_assert_eq!(&reported(&["1.csv", "2.csv"]), &whole);
        prop_assert_eq!(&reported(&["2.csv", "1.csv"]), &whole);
    }
}

#[test]
fn files_are_listed_in_the_order_in_which_they_are_named() {
    let table = |rows: usize| {
        let row = |row| format!("App {row},D{row},iOS\n");
        format!("ApplicationName,DeviceId,Platform\n{}", (0..rows).map(row).collect::<String>())
    };
    // What takes long to read comes before what does not, and what cannot be read between them.
    let (large, small) = (table(20_000), table(1));
    let names: Vec<_> = (0..40).map(|number| format!("{number:02}.csv")).collect();
    let mut files: Vec<(&str, &str)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        match number % 4 {
            0 => files.push((name, &large)),
            1 => files.push((name, "what?")),
            2 => files.push((name, &small)),
            _ => {}
        }
    }
    let case = Case::new(&files);
    let arguments: Vec<&str> = names.iter().map(String::as_str).collect();
    let result = case.json(&arguments);
    let paths = |list: &str, key: &str| -> Vec<String> {
        let files = result[list].as_array().unwrap().iter();
        files.map(|file| file[key].as_str().unwrap().to_owned()).collect()
    };
    let of = |wanted: &[usize]| -> Vec<String> {
        let numbered = names.iter().enumerate();
        numbered
            .filter(|(number, _)| wanted.contains(&(number % 4)))
            .map(|(_, name)| name.clone())
            .collect()
    };
    assert_eq!(paths("files", "path"), of(&[0, 2]));
    assert_eq!(paths("unread", "path"), of(&[1, 3]));
    assert_eq!(result["totals"]["devices"], 20_000);
}
