//! APK files, looked into by the page and by the command.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::super::selection::Selection;
use super::fleet::DAY;
use crate::browser::{Browser, Tab};
use crate::toolchain::command::{command, run_unchecked};
use crate::toolchain::folder;
use crate::toolchain::project;

const HOSTILE: &str = "<img src=x onerror=document.title=1>.apk";

/// What is tried: what it is called, the policy, and the files.
const CASES: [(&str, Option<&str>, &[&str]); 4] = [
    ("an APK that the built-in policy lets through", None, &["example.apk"]),
    (
        "files and archives under a policy",
        Some("banned.json"),
        &["example.apk", "bundle.apks", "outer.zip", HOSTILE],
    ),
    ("files that cannot be read", Some("banned.json"), &["cut.apk", "text.apk", "empty.apk"]),
    ("an app that is announced", Some("announced.json"), &["bundle.apks"]),
];

/// Tries all of it. Returns how many cases passed.
pub fn run(
    browser: &mut dyn Browser,
    page: &Path,
    appvagt: &Path,
    selection: &Selection,
) -> Result<usize> {
    let folder = browser.folder().join("files");
    folder::make_empty(&folder)?;
    write_files(&folder, appvagt)?;
    let tried = Tried { appvagt, folder: &folder };
    let mut passed = 0;
    for (name, policy, files) in CASES.iter().filter(|(name, ..)| selection.has(name)) {
        tried.case(browser, page, *policy, files).context(*name)?;
        passed += 1;
    }
    Ok(passed)
}

/// Writes what is looked into.
fn write_files(folder: &Path, appvagt: &Path) -> Result<()> {
    let example = project::path("rust-core/apk/tests/data/example.apk");
    let apk = fs::read(&example).with_context(|| example.display().to_string())?;
    for name in ["example.apk", HOSTILE] {
        fs::write(folder.join(name), &apk)?;
    }
    fs::write(folder.join("cut.apk"), apk.get(..apk.len() / 2).unwrap_or_default())?;
    fs::write(folder.join("text.apk"), "no APK at all")?;
    fs::write(folder.join("empty.apk"), "")?;
    // What is inflated is too large for memory to keep it: a file of the browser's has to.
    let pack = "head -c 6000000 /dev/zero > zeros && cp example.apk base.apk && \
                zip --quiet -0 base.apk zeros && zip --quiet bundle.apks base.apk && \
                zip --quiet outer.zip bundle.apks example.apk";
    let (output, status) =
        run_unchecked("page-bundles", command("bash").args(["-c", pack]).current_dir(folder))?;
    ensure!(status.success(), "cannot pack the APKs: {output}");
    let says = command(appvagt).args(["inspect", "--json"]).arg(&example).output()?;
    let says: Value = serde_json::from_slice(&says.stdout)?;
    let package = &says["package"];
    let policy = |ban: Value| json!({"schema": 1, "banned": [ban]}).to_string();
    fs::write(folder.join("banned.json"), policy(json!({"package": package})))?;
    fs::write(
        folder.join("announced.json"),
        policy(json!({"package": package, "from": "2027-01-01"})),
    )?;
    Ok(())
}

struct Tried<'a> {
    appvagt: &'a Path,
    folder: &'a Path,
}

impl Tried<'_> {
    /// Has files looked into by the page and by the command, and compares all that both give.
    fn case(
        &self,
        browser: &mut dyn Browser,
        page: &Path,
        policy: Option<&str>,
        files: &[&str],
    ) -> Result<()> {
        let mut tab = Tab::open(browser, page)?;
        tab.evaluate("location.hash = '#files'")?;
        tab.fill("#files-day", DAY)?;
        if let Some(policy) = policy {
            tab.choose("#files-policy", &[self.folder.join(policy)])?;
        }
        let paths: Vec<_> = files.iter().map(|file| self.folder.join(file)).collect();
        tab.choose("#files-files", &paths)?;
        tab.click("#files-form [type=submit]")?;
        tab.wait_for("!document.querySelector('#files-form [type=submit]').disabled")?;
        let title = tab.evaluate("document.title")?;
        ensure!(title == "Appvagt", "text became markup: the title is {title}");
        let policy = policy.map_or_else(Vec::new, |policy| vec!["--policy", policy]);
        let scan = [["scan", "--json", "--day", DAY].as_slice(), &policy, files].concat();
        let scanned = self.same(&mut tab, "scan", &scan)?;
        let inspected =
            self.same(&mut tab, "inspect", &[&["inspect", "--json"], files].concat())?;
        // Each APK that the command shows is shown, and what is banned as that.
        let shown = tab.evaluate(
            "Array.from(document.querySelectorAll('#files-apks > li'), (item) => \
             item.dataset.standing)",
        )?;
        let shown: Vec<String> = serde_json::from_value(shown)?;
        let apks = inspected.lines().count();
        ensure!(shown.len() == apks, "of {apks} APKs, the page shows {shown:?}");
        let scanned: Value = serde_json::from_str(&scanned)?;
        let is_banned = scanned["findings"].as_array().is_some_and(|found| !found.is_empty());
        ensure!(shown.contains(&"banned".to_owned()) == is_banned, "the page shows {shown:?}");
        let refused = inspected.lines().filter(|line| !line.contains("\"error\":null")).count();
        let not_clear = shown.iter().filter(|standing| *standing != "clear").count();
        ensure!(not_clear >= refused, "the page shows {shown:?}, and {refused} were refused");
        ensure!(tab.noise.is_empty(), "{:?}", tab.noise);
        Ok(())
    }

    /// Has the page save a result, and compares it with what the command prints, which it returns.
    fn same(&self, tab: &mut Tab, what: &str, words: &[&str]) -> Result<String> {
        let name = if what == "scan" { "scan.json" } else { "inspect.jsonl" };
        let saved = String::from_utf8(tab.save_by(&format!("[data-save={what}]"), name)?)?;
        let output = command(self.appvagt).current_dir(self.folder).args(words).output()?;
        let printed = String::from_utf8(output.stdout)?;
        ensure!(saved == printed, "the page saves\n{saved}\nand the command prints\n{printed}");
        Ok(saved)
    }
}
