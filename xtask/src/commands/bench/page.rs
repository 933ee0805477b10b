//! The page of the IT office beside the command, in the same browser that it is tried in.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::run::{self, RUNS, Run};
use crate::browser::{Chromium, Tab};
use crate::commands::page;
use crate::exports::{APPS, amapi, intune, write};
use crate::toolchain::project;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, CHROMIUM};

/// How much slower than the command the page may be.
const SLOWEST: f64 = 1.0 / 3.0;
const MOST_MEMORY: u64 = 200_000_000;
const LATEST_PAINT: f64 = 1.0;

/// Measures how soon the page is there, and both formats on a fleet of so many devices.
pub fn run_with(devices: usize) -> Result<()> {
    println!("\nSetting up");
    step("Debian's Chromium", || system_package::ensure(&[CHROMIUM]))?;
    let page = page::build()?;
    step("appvagt", run::build_appvagt)?;
    let folder = project::target("bench-page");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let (json, csv) = (folder.join("amapi.json"), folder.join("intune.csv"));
    step("the fleet", || {
        write(&json, |output| amapi(0..devices, output))?;
        write(&csv, |output| intune(0..devices, output))
    })?;
    let measured = measure(devices, &page, [("JSON", &json), ("CSV", &csv)]);
    for file in [json, csv] {
        fs::remove_file(&file).with_context(|| file.display().to_string())?;
    }
    measured
}

fn measure(devices: usize, page: &Path, files: [(&str, &PathBuf); 2]) -> Result<()> {
    let mut chromium = Chromium::start(&project::target("bench-page/chromium"))?;
    println!("\nThe page, opened; the best of {RUNS} runs");
    let mut first = f64::MAX;
    for _ in 0..RUNS {
        first = first_paint(&mut chromium, page)?.min(first);
    }
    println!("  first paint after {first:.2} s ({})", within(first <= LATEST_PAINT));

    println!("{devices} devices with {APPS} apps each; the best of {RUNS} runs");
    let there = thread::available_parallelism().map_or(1, usize::from).min(2);
    for (what, file) in files {
        let mut speeds = Vec::new();
        for threads in 1..=there {
            let command = Run::best(|| run::appvagt(threads, &[file]))?;
            ensure!(command.output.contains(&run::answer(devices)), "{}", command.output);
            let name = format!("{what}, command, threads: {threads}");
            speeds.push((threads, command.print(&name, &[file])?));
        }
        let judged = judged(&mut chromium, page, file, devices)?;
        let ours = judged.print(&format!("{what}, page"), &[file])?;
        for (threads, command) in speeds {
            let share = ours / command;
            println!(
                "  the page has {share:.2} of the speed of the command with {threads} ({})",
                within(share >= SLOWEST)
            );
        }
        println!("  memory: {}", within(judged.memory * 1024 <= MOST_MEMORY));
    }
    Ok(())
}

/// Returns what is printed of a figure that keeps to its limit, or does not.
fn within(is: bool) -> &'static str {
    if is { "as promised" } else { "NOT as promised" }
}

/// Opens the page, and returns the seconds until something of it was seen.
fn first_paint(chromium: &mut Chromium, page: &Path) -> Result<f64> {
    const PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    let mut tab = Tab::open(chromium, page)?;
    tab.wait_for(PAINT)?;
    let milliseconds = tab.evaluate(PAINT)?.as_f64().context("the page was never painted")?;
    Ok(milliseconds / 1e3)
}

/// Has the page judge a file, and returns its best run.
fn judged(chromium: &mut Chromium, page: &Path, file: &Path, devices: usize) -> Result<Run> {
    let mut best: Option<Run> = None;
    for _ in 0..RUNS {
        let mut tab = Tab::open(chromium, page)?;
        tab.choose("#fleet-files", &[file.to_owned()])?;
        let before = tab.usage()?;
        let start = Instant::now();
        tab.click("#fleet-form [type=submit]")?;
        let mut memory = 0;
        while tab.evaluate("document.querySelector('#fleet-cancel').hidden")? == false {
            memory = tab.usage()?.memory.max(memory);
            thread::sleep(Duration::from_millis(20));
        }
        let time = start.elapsed();
        let after = tab.usage()?;
        let output = String::from_utf8(tab.save_by("[data-save=json]", "appvagt.json")?)?;
        ensure!(output.contains(&run::answer(devices)), "the page found {output}");
        let memory = after.memory.max(memory) / 1024;
        let processor = after.processor.saturating_sub(before.processor);
        if best.as_ref().is_none_or(|best| time < best.time) {
            best = Some(Run { time, processor, memory, output });
        }
    }
    best.context("nothing was run")
}
