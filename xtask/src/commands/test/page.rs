//! The page of the IT office in a real browser, opened as a file: what the command says, it says.

mod files;
mod fleet;
mod large;
mod people;
mod policy;
mod sample;
mod served;
mod tools;
mod types;

use std::fs;

use anyhow::Result;

use super::appvagt;
use super::selection::Selection;
use crate::browser::Chromium;
use crate::commands::page;
use crate::toolchain::project;
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
    if selection.is_all() {
        step("types of the page's scripts", types::check)?;
    }
    step("the page, in Chromium", || {
        let mut chromium = Chromium::start()?;
        let downloads = project::target("page/downloads");
        fs::create_dir_all(&downloads)?;
        chromium.download_to(&downloads)?;
        let fleets = fleet::run(&mut chromium, &page, &appvagt, selection)?;
        let files = files::run(&mut chromium, &page, &appvagt, selection)?;
        let samples = sample::run(&mut chromium, &page, &appvagt, selection)?;
        let policies = policy::run(&mut chromium, &page, &appvagt, selection)?;
        let people = people::run(&mut chromium, &page, selection)?
            + people::too_old(&mut chromium, &page, selection)?
            + served::run(&mut chromium, &page, selection)?;
        let large = large::run(&mut chromium, &page, selection)?;
        Ok(fleets + files + samples + policies + people + large)
    })
}
