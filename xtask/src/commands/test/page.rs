//! The page of the IT office in real browsers: what the command says, it says. All of it is tried in
//! each browser, beside each other.

mod files;
mod fleet;
mod large;
mod network;
mod people;
mod policy;
mod sample;
mod tools;
mod types;

use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Result, anyhow, bail};

use super::appvagt;
use super::selection::Selection;
use crate::browser::{Browser, Chromium, Firefox};
use crate::commands::page;
use crate::toolchain::project;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, CHROMIUM, FIREFOX};

/// Builds the page and the command, and tries all that the page does. Returns how many cases passed.
///
/// # Errors
/// One does not pass, or something cannot be built.
pub fn run_all(selection: &Selection) -> Result<usize> {
    step("Debian's Chromium and Firefox", || system_package::ensure(&[CHROMIUM, FIREFOX]))?;
    let page = page::build()?;
    let appvagt = step("the command", appvagt::build)?;
    if selection.is_all() {
        step("types of the page's scripts", types::check)?;
    }
    step("the page, in Chromium and in Firefox", || {
        let exports = large::Exports::write(selection)?;
        let try_in =
            |browser: &mut dyn Browser| run_in(browser, &page, &appvagt, &exports, selection);
        thread::scope(|scope| {
            let chromium = scope.spawn(|| try_in(&mut Chromium::start(&folder("chromium"))?));
            let firefox = Firefox::start(&folder("firefox")).and_then(|mut it| try_in(&mut it));
            let chromium = chromium.join().map_err(|_| anyhow!("its thread panicked"))?;
            match (chromium, firefox) {
                (Ok(chromium), Ok(firefox)) => Ok(chromium + firefox),
                (Err(error), Ok(_)) => Err(error.context("in Chromium")),
                (Ok(_), Err(error)) => Err(error.context("in Firefox")),
                (Err(one), Err(other)) => bail!("in Chromium: {one:#}\nIn Firefox: {other:#}"),
            }
        })
    })
}

/// Tries all that the page does in a browser. Returns how many cases passed.
fn run_in(
    browser: &mut dyn Browser,
    page: &Path,
    appvagt: &Path,
    exports: &large::Exports,
    selection: &Selection,
) -> Result<usize> {
    Ok(fleet::run(browser, page, appvagt, selection)?
        + files::run(browser, page, appvagt, selection)?
        + sample::run(browser, page, appvagt, selection)?
        + policy::run(browser, page, appvagt, selection)?
        + people::run(browser, page, selection)?
        + people::too_old(browser, page, selection)?
        + network::run(browser, page, selection)?
        + large::run(browser, page, exports)?)
}

/// Returns the folder of a browser.
fn folder(browser: &str) -> PathBuf {
    project::target("page").join(browser)
}
