//! Inventories of a large fleet to measure `appvagt inventory` with, and peers that answer the same
//! question.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::toolchain::command::{command, run};
use crate::toolchain::project;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, JQ, PIP};

/// What a phone has, those that came with it included.
const APPS: usize = 150;
/// So many apps there are altogether.
const KINDS: usize = 4_000;
/// One device of so many has TikTok.
const EVERY: usize = 50;
/// jq holds a file in memory, many times its size: it gets one of no more devices.
const MOST_FOR_JQ: usize = 1_000;
/// So many files hold the fleet where there are several.
const PARTS: usize = 4;
const RUNS: usize = 3;
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
    step("appvagt", || {
        let mut cargo = command(env!("CARGO"));
        cargo.args(["build", "--quiet", "--release", "--package", "appvagt-cli", "--target-dir"]);
        cargo.arg(project::target(""));
        run("cargo-build-appvagt", &mut cargo).map(|_| ())
    })?;
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
    println!("\n{devices} devices with {APPS} apps each; the best of {RUNS} runs");
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

/// Returns how many of so many devices have TikTok.
fn banned(devices: usize) -> String {
    devices.div_ceil(EVERY).to_string()
}

/// Measures appvagt with one thread and with two, as far as the machine has them: it takes as many as
/// it is given processors. Returns how fast each is, in MB/s.
fn side_by_side(what: &str, files: &[&PathBuf], devices: usize) -> Result<Vec<(usize, f64)>> {
    let appvagt = project::target("release/appvagt");
    let answer = format!("\"banned\":{},", banned(devices));
    let there = thread::available_parallelism().map_or(1, usize::from);
    let mut measured: Vec<(usize, f64)> = Vec::new();
    for threads in (1..=2).filter(|threads| *threads <= there) {
        let run = Run::best(|| {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", if threads == 1 { "0" } else { "0,1" }]);
            command.arg(&appvagt).args(["inventory", "--json"]).args(files);
            command
        })?;
        ensure!(run.output.contains(&answer), "appvagt did not find the {answer}: {}", run.output);
        measured.push((threads, run.print(&format!("{what}, threads: {threads}"), files)?));
    }
    if let [(_, one), (_, two)] = measured[..] {
        println!("  two threads are {:.2} times as fast as one", two / one);
    }
    Ok(measured)
}

/// One run of a program.
struct Run {
    time: Duration,
    /// The most memory that it had, in KiB.
    memory: u64,
    output: String,
}

impl Run {
    fn best(command: impl Fn() -> Command) -> Result<Self> {
        let mut best: Option<Self> = None;
        for _ in 0..RUNS {
            let run = Self::of(&mut command())?;
            if best.as_ref().is_none_or(|best| run.time < best.time) {
                best = Some(run);
            }
        }
        best.context("nothing was run")
    }

    fn of(command: &mut Command) -> Result<Self> {
        let start = Instant::now();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{command:?} could not be started"))?;
        let mut stdout = child.stdout.take().context("a child without output")?;
        let output = thread::spawn(move || {
            let mut output = String::new();
            std::io::Read::read_to_string(&mut stdout, &mut output).map(|_| output)
        });
        let status = format!("/proc/{}/status", child.id());
        let mut memory = 0;
        let exit = loop {
            if let Some(exit) = child.try_wait()? {
                break exit;
            }
            memory = peak(&status).unwrap_or(0).max(memory);
            thread::sleep(Duration::from_millis(1));
        };
        let time = start.elapsed();
        let Ok(output) = output.join() else { bail!("the output could not be read") };
        // Of ours, 1 says that something was found, and 3 that something is unknown.
        if !matches!(exit.code(), Some(0 | 1 | 3)) {
            bail!("{command:?} failed");
        }
        Ok(Self { time, memory, output: output? })
    }

    /// Prints how fast it was, and returns that in MB/s.
    fn print(&self, what: &str, files: &[&PathBuf]) -> Result<f64> {
        let mut size = 0;
        for file in files {
            size += fs::metadata(file)?.len();
        }
        #[expect(clippy::cast_precision_loss, reason = "sizes of files are far below 2^52")]
        let megabytes = size as f64 / 1e6;
        let seconds = self.time.as_secs_f64();
        let speed = megabytes / seconds;
        let memory = self.memory / 1024;
        println!(
            "  {what:<26} {megabytes:>6.0} MB in {seconds:>6.2} s: {speed:>6.0} MB/s, {memory} MiB"
        );
        Ok(speed)
    }
}

/// Returns the most memory that a process has had, in KiB.
fn peak(status: &str) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Returns a folder that Python finds its module in.
fn duckdb(folder: &Path) -> Result<PathBuf> {
    let target = folder.join("duckdb");
    if target.join("duckdb").is_dir() {
        return Ok(target);
    }
    let requirements = folder.join("duckdb.txt");
    fs::write(&requirements, DUCKDB)?;
    let mut pip = command("pip");
    pip.args(["install", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"]);
    pip.arg("--target").arg(&target).arg("--requirement").arg(&requirements);
    run("pip-duckdb", &mut pip)?;
    Ok(target)
}

fn write(
    path: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<()> {
    let file = File::create(path).with_context(|| path.display().to_string())?;
    let mut output = BufWriter::with_capacity(1 << 20, file);
    content(&mut output).and_then(|()| output.flush()).with_context(|| path.display().to_string())
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap_or(0)
    }
}

/// Returns the apps of a device: some that all have, others by chance, and on some TikTok.
fn apps(device: usize) -> impl Iterator<Item = Option<usize>> {
    let mut chance = Chance(device as u64 + 1);
    let tiktok = device.is_multiple_of(EVERY);
    (0..APPS).map(move |index| match index {
        100 if tiktok => None,
        0..60 => Some(index),
        _ => Some(60 + chance.below(KINDS - 60)),
    })
}

const NAMES: [&str; 12] = [
    "Kalender",
    "Camera",
    "My Notes",
    "Maps and Navigation",
    "Bank ID",
    "Rejseplanen",
    "Musik",
    "Weather Live",
    "Team Chat",
    "Photo Editor Pro",
    "Sudoku",
    "Authenticator",
];

/// Writes what `enterprises.devices.list` answers, without spaces.
fn amapi(devices: Range<usize>, output: &mut impl Write) -> std::io::Result<()> {
    output.write_all(b"{\"devices\":[")?;
    for device in devices.clone() {
        let comma = if device > devices.start { "," } else { "" };
        write!(
            output,
            "{comma}{{\"name\":\"enterprises/LC00abcdef/devices/{device:016x}\",\
             \"userName\":\"enterprises/LC00abcdef/users/{device}\",\
             \"managementMode\":\"DEVICE_OWNER\",\"state\":\"ACTIVE\",\"appliedState\":\"ACTIVE\",\
             \"policyCompliant\":true,\"lastStatusReportTime\":\"2026-11-20T10:00:00.000Z\",\
             \"ownership\":\"COMPANY_OWNED\",\
             \"hardwareInfo\":{{\"brand\":\"samsung\",\"serialNumber\":\"R58N{device:07}\"}},\
             \"applicationReports\":["
        )?;
        for (index, app) in apps(device).enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let (package, name) = match app {
                None => ("com.zhiliaoapp.musically".to_owned(), "TikTok"),
                Some(app) => (format!("com.example.vendor{}.app{app}", app % 97), NAMES[app % 12]),
            };
            let code = index * 7919 + 100_000;
            write!(
                output,
                "{comma}{{\"packageName\":\"{package}\",\"versionName\":\"{}.{}.1\",\
                 \"versionCode\":{code},\"displayName\":\"{name}\",\"state\":\"INSTALLED\",\
                 \"applicationSource\":\"INSTALLED_FROM_PLAY_STORE\",\
                 \"installerPackageName\":\"com.android.vending\"}}",
                code % 37,
                code % 11
            )?;
        }
        output.write_all(b"]}")?;
    }
    output.write_all(b"]}\n")
}

/// Writes what Intune exports as `AppInvRawData`.
fn intune(devices: Range<usize>, output: &mut impl Write) -> std::io::Result<()> {
    output.write_all(
        b"\xef\xbb\xbfApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,\
          ApplicationVersion,DeviceId,DeviceName,EmailAddress,OSDescription,OSVersion,Platform,UserId,\
          UserName\r\n",
    )?;
    for device in devices {
        for (index, app) in apps(device).enumerate() {
            let (key, name) = app.map_or((0, "TikTok"), |app| (app, NAMES[app % 12]));
            let quote = if key % 12 == 3 { "\"" } else { "" };
            write!(
                output,
                "{key:040x},{quote}{name}{quote},Example Vendor {},{}.{},{}.{}.1,\
                 {device:08x}-0000-4000-8000-{device:012x},iPad-{device:06},user{device}@example.com,\
                 iOS,18.{},iOS,{device:08x}-1111-4111-8111-{device:012x},User Number {device}\r\n",
                key % 97,
                index % 37,
                index % 11,
                index % 37,
                index % 11,
                device % 6
            )?;
        }
    }
    Ok(())
}
