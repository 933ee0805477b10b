//! The page of the IT office in a real browser, opened as a file: what the command says, it says.

mod chromium;
mod files;
mod fleet;
mod policy;
mod sample;
mod tab;

use anyhow::Result;

use self::chromium::Chromium;
use super::appvagt;
use super::selection::Selection;
use crate::commands::page;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, CHROMIUM};

/// Builds the page and the command, and tries all that the page does. Returns how many cases passed.
///
/// # Errors
/// One does not pass, or something cannot be built.
pub fn run_all(selection: &Selection) -> Result<usize> {
    step("Debian's Chromium", || system_package::ensure(&[CHROMIUM]))?;
    let page = page::build()?;
    let appvagt = step("the command", appvagt::build)?;
    step("the page, in Chromium", || {
        let mut chromium = Chromium::start()?;
        let fleets = fleet::run(&mut chromium, &page, &appvagt, selection)?;
        let files = files::run(&mut chromium, &page, &appvagt, selection)?;
        let samples = sample::run(&mut chromium, &page, &appvagt, selection)?;
        Ok(fleets + files + samples + policy::run(&mut chromium, &page, &appvagt, selection)?)
    })
}
