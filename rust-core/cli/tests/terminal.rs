//! What stands in files, and what they are called, never reaches a terminal as an order to it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../apk/tests/support/chunk.rs"]
mod chunk;
#[path = "../../apk/tests/support/xml.rs"]
mod xml;
#[path = "../../apk/tests/support/zip.rs"]
mod zip;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use xml::{Value as Attribute, Xml};
use zip::{Entry, Zip};

/// Orders to a terminal: of C0, of C1 and of bidirectional text, and ends of lines.
const HOSTILE: [&str; 9] = [
    "\u{1b}[2J",
    "\u{9b}2J",
    "\u{7f}",
    "\u{8}\u{8}",
    "\r\nBanned: none.\n",
    "\u{85}\u{2028}",
    "\u{202e}",
    "\u{2066}\u{200f}",
    "\u{61c}\u{7}",
];

/// An APK that says this of itself wherever it may.
fn apk(text: &str) -> Vec<u8> {
    let with = |word: &str| format!("{word}{text}{word}");
    let (label, version, name) = (with("Label"), with("1"), format!("a.{}", with("A")));
    let value = [("name", Attribute::Text(&name)), ("value", Attribute::Text(&label))];
    let name = [("name", Attribute::Text(&name))];
    let mut xml = Xml::new();
    xml.start(
        "manifest",
        &[
            ("versionName", Attribute::Text(&version)),
            ("package", Attribute::Text("com.zhiliaoapp.musically")),
        ],
    );
    xml.empty("permission", &name).empty("uses-permission", &name);
    xml.start("application", &[("label", Attribute::Text(&label)), name[0]]);
    xml.empty("meta-data", &value);
    xml.start("activity", &name).start("intent-filter", &[]);
    xml.empty("action", &name).empty("category", &name);
    xml.end("intent-filter").end("activity").end("application").end("manifest");
    Zip::of(vec![Entry::deflated("AndroidManifest.xml", xml.build())]).build()
}

/// Fails if what the command prints, on either output, has an order to a terminal in it.
fn check(arguments: &[&str], path: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_appvagt"));
    let output = command.args(arguments).arg(path).output().unwrap();
    for text in [&output.stdout, &output.stderr] {
        let text = String::from_utf8(text.clone()).unwrap();
        let orders = |c: char| {
            let is_order = matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            c != '\n' && (c.is_control() || is_order)
        };
        assert!(!text.contains(orders), "{arguments:?}: {text:?}");
    }
    String::from_utf8(output.stdout).unwrap()
}

/// Returns a name with as much of the text in it as the system lets a file be called.
fn file_name(text: &str) -> String {
    let refused = |c: char| {
        let by_windows = c.is_ascii_control() || "<>:\"\\|?*".contains(c);
        c == '/' || cfg!(windows) && by_windows
    };
    text.replace(refused, "_")
}

#[test]
fn no_output_about_an_apk_orders_the_terminal_about() {
    for text in HOSTILE {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(file_name(&format!("{text}{name}")));
        let apk = apk(text);
        let archive = Zip::of(vec![
            Entry::deflated(&format!("{text}.apk"), apk.clone()),
            Entry::stored(&format!("{text}bad.apk"), text),
        ]);
        fs::write(place("a.apk"), &apk).unwrap();
        fs::write(place("b.apks"), archive.build()).unwrap();
        fs::write(place("c.apk"), &apk[..apk.len() - 9]).unwrap();
        fs::write(place("d.apk"), text).unwrap();
        fs::create_dir(place("empty")).unwrap();
        let paths = [folder.path().to_owned(), place("a.apk"), place("empty"), place("missing")];
        for path in &paths {
            for command in ["scan", "inspect"] {
                check(&[command], path);
                let json = check(&[command, "--json"], path);
                for line in json.lines() {
                    serde_json::from_str::<Value>(line).unwrap();
                }
            }
        }
        let report: Value = serde_json::from_str(&check(&["scan", "--json"], &paths[1])).unwrap();
        let finding = &report["findings"][0];
        for (field, start) in [("label", "Label"), ("version", "1")] {
            let shown = finding[field].as_str().unwrap();
            assert!(shown.starts_with(start) && !shown.contains(char::is_control), "{shown:?}");
        }
    }
}

#[test]
fn no_error_about_usage_orders_the_terminal_about() {
    for text in HOSTILE {
        for arguments in [&["scan", "--day"][..], &["scan", "--policy"], &["inspect", "--"], &[]] {
            check(arguments, Path::new(text));
            check(arguments, Path::new(&format!("--{text}")));
        }
    }
}
