//! The page in Firefox: a fleet is judged as by the command, and a policy is checked.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::super::selection::Selection;
use super::fleet::DAY;
use crate::browser::Firefox;
use crate::toolchain::command::command;
use crate::toolchain::folder;
use crate::toolchain::project;

const SET_DAY: &str = "document.querySelector('[name=day]').value";
const SAVE: &str = "document.querySelector('[data-save=json]').click()";

/// Tries it. Returns how many cases passed.
pub fn run(page: &Path, appvagt: &Path, selection: &Selection) -> Result<usize> {
    if !selection.has("the page in Firefox") {
        return Ok(0);
    }
    let folder = project::target("page/firefox-files");
    folder::make_empty(&folder)?;
    let export = "<b>packages.txt";
    fs::write(folder.join(export), "package:com.zhiliaoapp.musically\npackage:com.a\n")?;
    let mut firefox = Firefox::start(&folder)?;
    firefox.open(&format!("file://{}", page.display()))?;
    firefox.wait_for("document.querySelector('main')?.checkVisibility()")?;
    firefox.evaluate(&format!("{SET_DAY} = '{DAY}'"))?;
    firefox.choose("#fleet-files", &folder.join(export))?;
    firefox.evaluate("document.querySelector('#fleet-form [type=submit]').click()")?;
    firefox.wait_for("!document.querySelector('#fleet-result').hidden")?;
    firefox.evaluate(SAVE)?;
    let saved = saved(&folder.join("appvagt.json"))?;
    let mut command = command(appvagt);
    command.current_dir(&folder).args(["inventory", "--day", DAY, "--json", export]);
    let given = String::from_utf8(command.output()?.stdout)?;
    ensure!(saved == given, "in Firefox, the page gives\n{saved}\nand the command\n{given}");

    firefox.evaluate("location.hash = '#policy'")?;
    let policy = "{\"schema\": 1, \"banned\": [{\"family\": \"tiktik\"}]}";
    fs::write(folder.join("policy.json"), policy)?;
    firefox.choose("#policy-open", &folder.join("policy.json"))?;
    let note = "document.getElementById('policy:banned[0].family:note')?.textContent";
    firefox.wait_for(&format!("{note}?.includes('tiktik')"))?;
    Ok(1)
}

/// Returns what was saved as a file, once it is there whole.
fn saved(file: &Path) -> Result<String> {
    let start = Instant::now();
    loop {
        let text = fs::read_to_string(file).unwrap_or_default();
        if text.ends_with('\n') {
            return Ok(text);
        }
        ensure!(start.elapsed() < Duration::from_mins(1), "Firefox saves no {}", file.display());
        thread::sleep(Duration::from_millis(50));
    }
}
