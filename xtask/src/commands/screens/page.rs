//! The page of the IT office, drawn by Chromium.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::browser::{Chromium, Look, Tab};
use crate::commands::page;
use crate::exports::{amapi, write};
use crate::toolchain::project;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, CHROMIUM};

/// How many devices the fleet has that is shown.
const DEVICES: usize = 400;

/// Draws a fleet that was judged, in light and in dark colours.
pub fn run() -> Result<()> {
    step("Debian's Chromium", || system_package::ensure(&[CHROMIUM]))?;
    let page = page::build()?;
    let folder = project::path("docs/page");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let export = project::target("page/devices.json");
    write(&export, |output| amapi(0..DEVICES, output))?;
    step("pictures of the page", || draw(&page, &export, &folder))
}

fn draw(page: &Path, export: &Path, folder: &Path) -> Result<()> {
    let mut chromium = Chromium::start(&project::target("page/chromium"))?;
    for (name, dark) in [("fleet.png", false), ("fleet-dark.png", true)] {
        let mut tab = Tab::open(&mut chromium, page)?;
        tab.look(&Look { width: 1100, height: 1500, dark, ..Look::default() })?;
        tab.fill("[name=day]", "2026-11-28")?;
        tab.choose("#fleet-files", &[export.to_owned()])?;
        tab.click("#fleet-form [type=submit]")?;
        tab.wait_for("!document.querySelector('#fleet-result').hidden")?;
        tab.evaluate("document.activeElement.blur(); scrollTo(0, 0)")?;
        // The frame is drawn by itself, a little later.
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(3) {
            tab.evaluate("0")?;
            thread::sleep(Duration::from_millis(50));
        }
        fs::write(folder.join(name), tab.picture()?).with_context(|| name.to_owned())?;
    }
    Ok(())
}
