//! One app in ever larger APKs: cost must grow with the manifest, not with the file.

use crate::zip::{Entry, Zip};
use crate::{median, readers, resources, xml};

pub fn print() {
    println!("\n## One manifest, ever larger APKs, microseconds\n");
    println!("| APK | ours | apk-info | apk-info / ours |\n|---|---|---|---|");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("grown.apk");
    for (name, size) in [
        ("10 KB", 10_000),
        ("100 KB", 100_000),
        ("1 MB", 1_000_000),
        ("10 MB", 10_000_000),
        ("50 MB", 50_000_000),
    ] {
        let zip = Zip::of(vec![
            Entry::deflated("AndroidManifest.xml", xml::manifest()),
            Entry::stored("resources.arsc", resources::example()),
            Entry::stored("classes.dex", vec![7; size / 2]),
            Entry::stored("lib/arm64-v8a/libapp.so", vec![7; size / 2]),
        ]);
        std::fs::write(&path, zip.build()).unwrap();
        let ours = median(301, || _ = readers::ours(&path));
        let theirs = median(101, || _ = readers::apk_info(&path));
        println!("| {name} | {ours:.1} | {theirs:.1} | {:.1} |", theirs / ours);
    }
}
