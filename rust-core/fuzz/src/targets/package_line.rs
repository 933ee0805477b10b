//! The lines of a list of apps: each by itself, and behind the others.

use appvagt_adb::{PackageLine, PackageLines, is_noise};

/// Reads `data`.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = PackageLines::default();
    for line in text.lines() {
        let alone = PackageLines::default().read(line);
        // Line ends do not matter.
        assert_eq!(PackageLines::default().read(&format!("{line}\r\n")), alone);
        let (of_apps, read) = (line.trim().starts_with("package:"), lines.read(line));
        // What went wrong before hides no app.
        assert!(read == alone || !of_apps && read == PackageLine::Nothing);
        match read {
            PackageLine::App(app) => {
                let of_names = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
                assert!(of_apps && app.name.chars().all(of_names));
                assert!(!app.name.is_empty() && !app.name.starts_with(['-', '.']));
                assert!(app.path.is_none_or(|path| path.starts_with('/')));
                // What is kept of a line says the same by itself.
                let again = match app.path {
                    Some(path) => format!("package:{path}={}", app.name),
                    None => format!("package:{}", app.name),
                };
                let PackageLine::App(again) = PackageLines::default().read(&again) else {
                    panic!("{again} is no app")
                };
                assert!((again.name, again.path) == (app.name, app.path));
            }
            PackageLine::Nothing => assert!(!of_apps),
            PackageLine::Failure => assert!(!of_apps && !is_noise(line)),
            PackageLine::Unknown => (),
        }
    }
}
