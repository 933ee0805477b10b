//! Peak memory above start: of every file of the corpus, of bombs, and of the largest archives.

use std::path::{Path, PathBuf};
use std::process::Command;

use appvagt_apk::{Apk, Options, Reading};
use zlib_rs::{Deflate, DeflateFlush};

use crate::zip::{Entry, Zip};
use crate::{resources, xml};

/// Names the file in a child process.
pub const CHILD: &str = "APPVAGT_BENCH_MEMORY_OF";
/// Set if the child is to use apk-info.
const PEER: &str = "APPVAGT_BENCH_MEMORY_PEER";
const GIGABYTE: u64 = 1 << 30;

pub fn print(apks: &[(String, PathBuf)]) {
    let folder = tempfile::tempdir().unwrap();
    println!("\n## Peak memory above start, MB\n");
    println!("| file | ours | apk-info |\n|---|---|---|");
    let peaks: Vec<_> = apks.iter().map(|(name, path)| (peak(path, false), name, path)).collect();
    let (_, name, path) = peaks.iter().max_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
    line(&format!("the corpus' costliest for ours, {name}"), path);
    let (_, largest) = apks.iter().max_by_key(|(_, path)| path.metadata().unwrap().len()).unwrap();
    line("the corpus' largest", largest);
    for (name, write) in [
        ("manifest of 1 GB of zeros", manifest_bomb as fn(&Path)),
        ("resources of 1 GB of zeros", resource_bomb),
        ("manifest of 1 GB that claims 5 KB", lying_bomb),
        ("65,000 entries", many_entries),
        ("65,000 entries with long names", long_names),
        ("6 MB of manifest full of components", many_components),
        ("40,000 type chunks, compressed", many_types),
    ] {
        let path = folder.path().join("made.apk");
        write(&path);
        line(name, &path);
    }
}

fn line(name: &str, path: &Path) {
    let (ours, theirs) = (peak(path, false), peak(path, true));
    println!("| {name} | {ours:.1} | {theirs:.1} |");
}

/// Megabytes that a child process needs to read `path`.
fn peak(path: &Path, peer: bool) -> f64 {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.env(CHILD, path);
    if peer {
        child.env(PEER, "1");
    }
    let output = child.output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(f64::NAN)
}

/// Reads `path` in both ways and prints how much the peak grew.
pub fn child(path: &Path) {
    let before = high_water_mark();
    if std::env::var_os(PEER).is_some() {
        crate::readers::apk_info(path);
    } else {
        for reading in [Reading::Android, Reading::Recovered] {
            let Ok(apk) = Apk::open(path, Options { reading, ..Options::default() }) else {
                continue;
            };
            let _ = apk.resolved_manifest();
            let _ = apk.label(&["da-DK", "en"]);
            let _ = apk.extract_signers();
        }
    }
    println!("{}", (high_water_mark() - before) / 1024.0);
}

/// The most memory this process had resident, in KB.
fn high_water_mark() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse().unwrap()
}

/// `GIGABYTE` zeros deflated, after `start`.
fn deflated_gigabyte(start: &[u8]) -> Vec<u8> {
    let mut stream = Deflate::new(9, false, 15);
    let mut output = vec![0; 4 << 20];
    let mut filled = 0;
    let zeros = vec![0; 1 << 20];
    let mut feed = |data: &[u8], flush| {
        let before = stream.total_out();
        stream.compress(data, &mut output[filled..], flush).unwrap();
        filled += usize::try_from(stream.total_out() - before).unwrap();
    };
    feed(start, DeflateFlush::NoFlush);
    for _ in 0..GIGABYTE >> 20 {
        feed(&zeros, DeflateFlush::NoFlush);
    }
    feed(&[], DeflateFlush::Finish);
    output.truncate(filled);
    output
}

/// Writes the archive with the entry `name` replaced by data that is already deflated.
fn write_deflated(path: &Path, name: &str, data: Vec<u8>, claimed: u32) {
    let sizes = Some((u32::try_from(data.len()).unwrap(), claimed));
    let packed = Entry { method: Some(8), sizes, ..Entry::stored(name, data) };
    let mut entries = vec![packed];
    if name != "AndroidManifest.xml" {
        entries.push(Entry::deflated("AndroidManifest.xml", xml::manifest()));
    }
    std::fs::write(path, Zip::of(entries).build()).unwrap();
}

fn manifest_bomb(path: &Path) {
    write_deflated(path, "AndroidManifest.xml", deflated_gigabyte(&[]), 1 << 30);
}

fn lying_bomb(path: &Path) {
    write_deflated(path, "AndroidManifest.xml", deflated_gigabyte(&xml::manifest()), 5000);
}

fn resource_bomb(path: &Path) {
    // A table whose string pool is all the zeros: it must be skipped to find anything.
    let mut table = resources::example();
    let claimed = u32::try_from(table.len() as u64 + GIGABYTE).unwrap();
    table[4..8].copy_from_slice(&claimed.to_le_bytes());
    let pool = claimed - 12 - 4 * 4;
    table[16..20].copy_from_slice(&pool.to_le_bytes());
    write_deflated(path, "resources.arsc", deflated_gigabyte(&table), claimed);
}

fn app_with(entries: Vec<Entry>) -> Vec<u8> {
    let app = vec![
        Entry::deflated("AndroidManifest.xml", xml::manifest()),
        Entry::stored("resources.arsc", resources::example()),
    ];
    Zip::of([app, entries].concat()).build()
}

fn many_entries(path: &Path) {
    let entries = (0..65_000).map(|at| Entry::stored(&format!("res/{at}"), "")).collect();
    std::fs::write(path, app_with(entries)).unwrap();
}

fn long_names(path: &Path) {
    let name = "n".repeat(400);
    let entries = (0..65_000).map(|at| Entry::stored(&format!("{name}{at}"), "")).collect();
    std::fs::write(path, app_with(entries)).unwrap();
}

fn many_components(path: &Path) {
    let mut xml = xml::Xml::new();
    xml.start("manifest", &[("package", xml::Value::Text("com.example.app"))]);
    xml.start("application", &[]);
    for _ in 0..39_000 {
        let name = [("name", xml::Value::Text("com.example.app.a.long.name.of.a.component.Main"))];
        xml.empty("activity", &name);
    }
    let zip = Zip::of(vec![Entry::deflated("AndroidManifest.xml", xml.build())]);
    std::fs::write(path, zip.build()).unwrap();
}

fn many_types(path: &Path) {
    let string = [Some((resources::STRING, 0))];
    let dense = resources::Layout::Dense;
    let kind = resources::type_chunk(1, &resources::config(""), dense, false, &string);
    let chunks = [resources::type_spec(1, 1), kind.repeat(39_000)].concat();
    let table = resources::table(&["Example"], &[resources::package(0x7f, &chunks)]);
    let zip = Zip::of(vec![
        Entry::deflated("AndroidManifest.xml", xml::manifest()),
        Entry::deflated("resources.arsc", table),
    ]);
    std::fs::write(path, zip.build()).unwrap();
}
