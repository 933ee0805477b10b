#![no_main]

#[allow(dead_code)]
#[path = "../../cli/src/device/package_dump.rs"]
mod package_dump;

use libfuzzer_sys::fuzz_target;
use package_dump::PackageDump;

// What a device dumps, by itself and behind what is known.
fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = PackageDump::read(&text);
    let known = "Packages:\n  Package [a] (1):\n    User 0: installed=true\n";
    let other = text.lines().filter(|line| *line != "Packages:").collect::<Vec<_>>().join("\n");
    let PackageDump(packages) = PackageDump::read(&format!("{known}Other:\n{other}"));
    assert!(packages.len() == 1 && packages["a"].users[&0].installed);
    let _ = PackageDump::read(&format!("Packages:\n  Package [a] (1):\n{text}"));
});
