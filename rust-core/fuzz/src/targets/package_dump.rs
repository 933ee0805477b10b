//! What a device dumps, by itself and as the text of an app among others.

use crate::package_dump::PackageDump;

/// Reads `data`.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = PackageDump::read(&text, |name| name == "android");
    let read = |version: &str| {
        let dump = format!(
            "Packages:\n  Package [a] (1):\n    versionCode=1\n    versionName={version}\n    flags=[ \
             ]\n    User 0: installed=true enabled=0\n  Package [b] (2):\n    flags=[ ]\n    User 0: \
             installed=true hidden=true enabled=0\n  Package [c] (3):\n    pkgFlags=[ ]\n    User 0: \
             installed=false\n      archiveTime=1\n\nHidden system packages:\n  Package [android] \
             (4):\n    User 0: installed=true\n"
        );
        PackageDump::read(&dump, |name| name == "android")
    };
    let (plain, dump) = (read("1"), read(&format!("1\n{text}")));
    // Nothing that was said of another app is taken away.
    for (name, package) in &plain.packages {
        let Some(now) = dump.packages.get(name) else { panic!("{name} is gone") };
        if name == "a" {
            continue;
        }
        assert!(package.claims[&0].iter().all(|claim| now.claims[&0].contains(claim)));
        for is_unlisted in [false, true] {
            let before = package.standing(0, is_unlisted).unwrap();
            let now = now.standing(0, is_unlisted).unwrap();
            assert!(now.installed || !before.installed && now.archived == before.archived);
            assert!(!now.disabled || before.disabled);
        }
    }
}
