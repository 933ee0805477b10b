//! Fields of files that are not recognised, chosen from a sample on the page and named to the command.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::super::selection::Selection;
use super::fleet::{DAY, saved};
use crate::browser::{Browser, Tab};
use crate::toolchain::command::command;

/// A file that is not recognised, and what is chosen of it.
struct Case {
    name: &'static str,
    file: &'static str,
    /// Which column or path is what, by the option of the command.
    chosen: &'static [(&'static str, &'static str)],
    /// What is shown to be understood.
    understood: &'static [&'static str],
}

const CASES: [Case; 3] = [
    Case {
        name: "columns of a table are chosen",
        file: "own.csv",
        chosen: &[("Løbenummer", "device"), ("Pakke", "app"), ("Status", "state")],
        understood: &["S1", "com.zhiliaoapp.musically", "installed", "not there"],
    },
    Case {
        name: "paths of JSON are chosen",
        file: "own.json",
        chosen: &[("enheder.nr", "device"), ("enheder.apps.pakke\\.navn", "app")],
        understood: &["E1", "com.zhiliaoapp.musically", "com.a"],
    },
    Case {
        name: "paths of XML are chosen",
        file: "own.xml",
        chosen: &[("r.d.id", "device"), ("r.d.a.titel", "name")],
        understood: &["<b>X1</b>", "TikTok"],
    },
];

/// Tries all of it. Returns how many cases passed.
pub fn run(
    browser: &mut dyn Browser,
    page: &Path,
    appvagt: &Path,
    selection: &Selection,
) -> Result<usize> {
    let folder = browser.folder().join("samples");
    fs::create_dir_all(&folder)?;
    let banned = "com.zhiliaoapp.musically";
    fs::write(
        folder.join("own.csv"),
        format!("Løbenummer;Pakke;Status\nS1;{banned};Installed\nS2;com.a;Uninstalled\n"),
    )?;
    let apps = json!([{"pakke.navn": banned}, {"pakke.navn": "com.a"}]);
    fs::write(
        folder.join("own.json"),
        json!({"enheder": [{"nr": "E1", "apps": apps}, {"nr": "E2", "apps": []}]}).to_string(),
    )?;
    fs::write(
        folder.join("own.xml"),
        "<r><d><id>&lt;b>X1&lt;/b></id><a><titel>TikTok</titel></a></d></r>",
    )?;
    let mut passed = 0;
    for case in CASES.iter().filter(|case| selection.has(case.name)) {
        try_case(browser, page, appvagt, &folder, case).context(case.name)?;
        passed += 1;
    }
    Ok(passed)
}

fn try_case(
    browser: &mut dyn Browser,
    page: &Path,
    appvagt: &Path,
    folder: &Path,
    case: &Case,
) -> Result<()> {
    let mut tab = Tab::open(browser, page)?;
    tab.fill("[name=day]", DAY)?;
    let file = folder.join(case.file);
    tab.choose("#fleet-files", &[file])?;
    // That it is not recognised shows by itself.
    tab.wait_for("document.querySelector('#fleet-other').open")?;
    for (path, role) in case.chosen {
        let choice = format!("[data-path={path:?}]");
        tab.wait_for(&format!("document.querySelector({choice:?})"))?;
        tab.fill(&choice, role)?;
        // The fields are drawn anew, with what was chosen.
        tab.wait_for(&format!("document.querySelector({choice:?})?.value === {role:?}"))?;
        let named = format!("document.querySelector('[data-field={role}]').value");
        ensure!(tab.evaluate(&named)? == *path, "the field {role} is not named {path:?}");
    }
    for text in case.understood {
        let shown = "document.querySelector('#sample-apps').textContent";
        tab.wait_for(&format!("{shown}.includes({text:?})"))?;
    }
    tab.click("#fleet-form [type=submit]")?;
    tab.wait_for("!document.querySelector('#fleet-result').hidden")?;
    let page = String::from_utf8(saved(&mut tab, "json")?)?;
    let mut command = command(appvagt);
    command.current_dir(folder).args(["inventory", "--json", "--day", DAY]);
    for (path, role) in case.chosen {
        command.args([&format!("--{role}"), *path]);
    }
    let printed = String::from_utf8(command.arg(case.file).output()?.stdout)?;
    ensure!(page == printed, "the page gives\n{page}\nand the command\n{printed}");
    ensure!(printed.contains("\"banned\""), "nothing is found: {printed}");
    ensure!(tab.noise.is_empty(), "{:?}", tab.noise);
    Ok(())
}
