//! Exports of hundreds of megabytes: the page stays small, says how far it is, and can be stopped.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::super::selection::Selection;
use super::fleet::{DAY, saved};
use crate::browser::{Browser, Tab};
use crate::exports::{amapi, banned, intune, write};
use crate::toolchain::project;

/// What `docs/page.md` promises that the page does not hold more than, however much it reads. How much
/// of it waits to be cleared away is up to the browser.
const MOST_MEMORY: u64 = 200_000_000;
const ENOUGH: u64 = 300_000_000;
const BUSY: &str = "document.querySelector('#fleet-form [type=submit]').disabled";
const PROGRESS: &str = "document.querySelector('#fleet-progress').value";
const STATUS: &str = "document.querySelector('#fleet-status').textContent";

/// An export that is tried.
struct Export {
    name: &'static str,
    file: &'static str,
    devices: usize,
    /// Whether a reader changes their mind at first.
    is_stopped: bool,
}

const EXPORTS: [Export; 2] = [
    Export {
        name: "300 MB of JSON, stopped and read again",
        file: "large.json",
        devices: 8_700,
        is_stopped: true,
    },
    Export { name: "300 MB of CSV", file: "large.csv", devices: 9_300, is_stopped: false },
];

/// The exports, written once for all browsers, and gone with this.
pub struct Exports(Vec<(&'static Export, PathBuf)>);

impl Exports {
    /// Writes those that are to be tried.
    pub fn write(selection: &Selection) -> Result<Self> {
        let mut exports = Self(Vec::new());
        for export in EXPORTS.iter().filter(|export| selection.has(export.name)) {
            exports.0.push((export, project::target("page").join(export.file)));
        }
        for (export, file) in &exports.0 {
            export.make(file)?;
        }
        Ok(exports)
    }
}

impl Drop for Exports {
    fn drop(&mut self) {
        for (_, file) in &self.0 {
            // One that could not be written is not there.
            let _ = fs::remove_file(file);
        }
    }
}

/// Tries all of it. Returns how many cases passed.
pub fn run(browser: &mut dyn Browser, page: &Path, exports: &Exports) -> Result<usize> {
    for (export, file) in &exports.0 {
        export.read(browser, page, file).context(export.name)?;
    }
    Ok(exports.0.len())
}

impl Export {
    fn make(&self, file: &PathBuf) -> Result<()> {
        write(file, |output| match self.file {
            "large.json" => amapi(0..self.devices, output),
            _ => intune(0..self.devices, output),
        })?;
        let size = fs::metadata(file)?.len();
        ensure!(size >= ENOUGH, "{} has {size} bytes; give it more devices", self.file);
        Ok(())
    }

    /// Has the page read it, and watches that.
    fn read(&self, browser: &mut dyn Browser, page: &Path, file: &Path) -> Result<()> {
        let mut tab = Tab::open(browser, page)?;
        tab.fill("[name=day]", DAY)?;
        tab.choose("#fleet-files", &[file.to_owned()])?;
        if self.is_stopped {
            stop(&mut tab)?;
        }
        tab.click("#fleet-form [type=submit]")?;
        let (mut most, mut steps, mut last) = (0, 0, 0.0);
        while tab.evaluate(BUSY)? == true {
            most = tab.usage()?.memory.max(most);
            let progress = progress(&mut tab)?;
            ensure!(progress >= last, "progress goes back from {last} to {progress}");
            steps += usize::from(progress > last);
            last = progress;
            thread::sleep(Duration::from_millis(20));
        }
        most = tab.usage()?.memory.max(most);
        ensure!(steps >= 5, "progress was seen {steps} times only");
        ensure!(most > 0 && most <= MOST_MEMORY, "the page held {most} bytes");
        let result = saved(&mut tab, "json")?;
        most = tab.usage()?.memory.max(most);
        ensure!(most <= MOST_MEMORY, "with its result, the page held {most} bytes");
        let result: Value = serde_json::from_slice(&result)?;
        let found = result["totals"]["banned"].to_string();
        ensure!(found == banned(self.devices), "the page finds {found} devices");
        ensure!(tab.noise.is_empty(), "{:?}", tab.noise);
        Ok(())
    }
}

/// Has the page begin, and stops it midway.
fn stop(tab: &mut Tab) -> Result<()> {
    tab.click("#fleet-form [type=submit]")?;
    tab.wait_for(&format!("{PROGRESS} > 0.1"))?;
    tab.click("#fleet-cancel")?;
    tab.wait_for(&format!("!{BUSY}"))?;
    let stopped = progress(tab)?;
    ensure!(stopped < 0.9, "it was stopped at {stopped}");
    let status = tab.evaluate(STATUS)?;
    thread::sleep(Duration::from_millis(300));
    ensure!(tab.evaluate(STATUS)? == status, "after it was stopped, it goes on");
    let hidden = tab.evaluate("document.querySelector('#fleet-result').hidden")?;
    ensure!(hidden == true, "what was stopped has a result");
    Ok(())
}

fn progress(tab: &mut Tab) -> Result<f64> {
    tab.evaluate(PROGRESS)?.as_f64().context("no progress is shown")
}
