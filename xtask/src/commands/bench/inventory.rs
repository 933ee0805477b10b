//! Inventories of a large fleet to measure `appvagt inventory` with, and peers that answer the same
//! question.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, ensure};

use super::run::{self, Run};
use crate::exports::{APPS, amapi, banned, intune, write};
use crate::toolchain::command;
use crate::toolchain::project;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, JQ, PIP};

/// jq holds a file in memory, many times its size: it gets one of no more devices.
const MOST_FOR_JQ: usize = 1_000;
/// So many files hold the fleet where there are several.
const PARTS: usize = 4;
/// Pinned by checksum, for the Python of Debian 12.
const DUCKDB: &str = "duckdb==2.0.0 --hash=sha256:5a3601121c7cc50d0b70412995634682fafcb58a0156d5d663dfd0b3bbe30a33\n";

const ASK: &str = "import sys, duckdb; \
                   print(duckdb.connect(config={'threads': sys.argv[1]}).sql(sys.argv[2]).fetchall())";

/// Measures both formats on a fleet of so many devices, and the peers beside.
pub fn run_with(devices: usize) -> Result<()> {
    println!("\nSetting up");
    step("Debian's jq and pip", || system_package::ensure(&[JQ, PIP]))?;
    let folder = project::target("bench-inventory");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let duckdb = step("DuckDB", || duckdb(&folder))?;
    step("appvagt", run::build_appvagt)?;
    let few = devices.min(MOST_FOR_JQ);
    let files = Files {
        json: folder.join("amapi.json"),
        small: folder.join("amapi-small.json"),
        csv: folder.join("intune.csv"),
        json_parts: (0..PARTS).map(|part| folder.join(format!("amapi-{part}.json"))).collect(),
        csv_parts: (0..PARTS).map(|part| folder.join(format!("intune-{part}.csv"))).collect(),
    };
    step("the fleet", || {
        write(&files.json, |output| amapi(0..devices, output))?;
        write(&files.small, |output| amapi(0..few, output))?;
        write(&files.csv, |output| intune(0..devices, output))?;
        (0..PARTS).try_for_each(|part| {
            let of_part = devices * part / PARTS..devices * (part + 1) / PARTS;
            write(&files.json_parts[part], |output| amapi(of_part.clone(), output))?;
            write(&files.csv_parts[part], |output| intune(of_part, output))
        })
    })?;
    let result = measure(devices, few, &files, &duckdb);
    let Files { json, small, csv, json_parts, csv_parts } = files;
    for file in json_parts.into_iter().chain(csv_parts).chain([json, small, csv]) {
        fs::remove_file(&file).with_context(|| file.display().to_string())?;
    }
    result
}

/// The same fleet in each format.
struct Files {
    json: PathBuf,
    /// A part of it, for jq.
    small: PathBuf,
    csv: PathBuf,
    /// It in several files.
    json_parts: Vec<PathBuf>,
    csv_parts: Vec<PathBuf>,
}

fn measure(devices: usize, few: usize, files: &Files, duckdb: &Path) -> Result<()> {
    let Files { json, small, csv, json_parts, csv_parts } = files;
    println!("\n{devices} devices with {APPS} apps each; the best of {} runs", run::RUNS);
    println!("Android Management API, JSON");
    side_by_side("one file", &[json], devices)?;
    side_by_side("several files", &json_parts.iter().collect::<Vec<_>>(), devices)?;
    let ours = side_by_side("a small file", &[small], few)?;
    let tiktok = "[.devices[] | select(any(.applicationReports[]; .packageName == \
                  \"com.zhiliaoapp.musically\" and .state == \"INSTALLED\"))] | length";
    let run = Run::best(|| {
        let mut jq = Command::new("jq");
        jq.arg(tiktok).arg(small);
        jq
    })?;
    ensure!(run.output.trim() == banned(few), "jq found {}", run.output);
    let jq = run.print("jq", &[small])?;
    for (threads, ours) in ours {
        println!("  appvagt is {:.1} times as fast as jq, threads: {threads}", ours / jq);
    }
    println!("Intune, CSV");
    side_by_side("several files", &csv_parts.iter().collect::<Vec<_>>(), devices)?;
    for (threads, ours) in side_by_side("one file", &[csv], devices)? {
        let query = format!(
            "SELECT count(DISTINCT DeviceId) FILTER (WHERE regexp_matches(ApplicationName, \
             '(^|[^[:alnum:]])tiktok($|[^[:alnum:]])', 'i')), count(DISTINCT DeviceId), count(*) \
             FROM read_csv('{}', header=true, all_varchar=true)",
            csv.display()
        );
        let run = Run::best(|| {
            let mut python = Command::new("python3");
            python.args(["-c", ASK, &threads.to_string(), &query]).env("PYTHONPATH", duckdb);
            python
        })?;
        ensure!(run.output.contains(&format!("({},", banned(devices))), "{}", run.output);
        let peer = run.print(&format!("DuckDB, threads: {threads}"), &[csv])?;
        println!("  appvagt is {:.1} times as fast", ours / peer);
    }
    Ok(())
}

/// Measures appvagt with one thread and with two, as far as the machine has them: it takes as many as
/// it is given processors. Returns how fast each is, in MB/s.
fn side_by_side(what: &str, files: &[&PathBuf], devices: usize) -> Result<Vec<(usize, f64)>> {
    let answer = run::answer(devices);
    let there = thread::available_parallelism().map_or(1, usize::from);
    let mut measured: Vec<(usize, f64)> = Vec::new();
    for threads in (1..=2).filter(|threads| *threads <= there) {
        let run = Run::best(|| run::appvagt(threads, files))?;
        ensure!(run.output.contains(&answer), "appvagt did not find the {answer}: {}", run.output);
        measured.push((threads, run.print(&format!("{what}, threads: {threads}"), files)?));
    }
    if let [(_, one), (_, two)] = measured[..] {
        println!("  two threads are {:.2} times as fast as one", two / one);
    }
    Ok(measured)
}

/// Returns a folder that Python finds its module in.
fn duckdb(folder: &Path) -> Result<PathBuf> {
    let target = folder.join("duckdb");
    if target.join("duckdb").is_dir() {
        return Ok(target);
    }
    let requirements = folder.join("duckdb.txt");
    fs::write(&requirements, DUCKDB)?;
    let mut pip = command::command("pip");
    pip.args(["install", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"]);
    pip.arg("--target").arg(&target).arg("--requirement").arg(&requirements);
    command::run("pip-duckdb", &mut pip)?;
    Ok(target)
}
