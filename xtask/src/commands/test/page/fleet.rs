//! Fleets, judged by the page and by the command.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::selection::Selection;
use crate::browser::{Browser, Tab};
use crate::toolchain::command::{command, run_unchecked};
use crate::toolchain::folder;
use crate::toolchain::project;
use crate::toolchain::project::VERSION;
use crate::toolchain::stamp::hex;

/// What the page would save as JSON.
const GIVEN: &str = "ask('json', {}).then(({file}) => file.text())";

/// The day that everything is judged on.
pub const DAY: &str = "2026-11-28";

/// What is tried of a fleet.
struct Case {
    name: &'static str,
    /// Options of the command, before the files.
    options: &'static [&'static str],
    /// The same in the page: a field, and what it is filled with.
    fields: &'static [(&'static str, &'static str)],
    /// Boxes that are ticked.
    boxes: &'static [&'static str],
    files: &'static [&'static str],
    /// Files in other fields than that of exports.
    others: &'static [(&'static str, &'static str)],
}

const PLAIN: Case =
    Case { name: "", options: &[], fields: &[], boxes: &[], files: &[], others: &[] };

const CASES: [Case; 6] = [
    Case {
        name: "several files, with names and a policy",
        options: &["--names", "--company-owned", "--policy", "policy.json"],
        boxes: &["names", "company_owned"],
        files: &["devices.json", "apps.csv"],
        others: &[("#fleet-policy", "policy.json")],
        ..PLAIN
    },
    Case {
        name: "named fields",
        options: &["--device", "Serial", "--app", "Package", "--state", "Status"],
        fields: &[
            ("[data-field=device]", "Serial"),
            ("[data-field=app]", "Package"),
            ("[data-field=state]", "Status"),
        ],
        files: &["own.csv"],
        ..PLAIN
    },
    Case {
        name: "a group, an old report and an earlier result",
        options: &[
            "--group",
            "press",
            "--stale",
            "5",
            "--since",
            "earlier.json",
            "--policy",
            "policy.json",
        ],
        fields: &[("[name=group]", "press"), ("[name=stale_days]", "5")],
        files: &["devices.json"],
        others: &[("#fleet-earlier", "earlier.json"), ("#fleet-policy", "policy.json")],
        ..PLAIN
    },
    Case {
        name: "a format that is named",
        options: &["--format", "pm-list"],
        fields: &[("[name=format]", "pm-list")],
        files: &["packages.txt"],
        ..PLAIN
    },
    Case { name: "gzip and an archive", files: &["devices.json.gz", "export.zip"], ..PLAIN },
    Case {
        name: "names that are markup",
        options: &["--names"],
        boxes: &["names"],
        files: &["<img src=x onerror=document.title=1>.json"],
        ..PLAIN
    },
];

/// Tries all of it. Returns how many cases passed.
pub fn run(
    browser: &mut dyn Browser,
    page: &Path,
    appvagt: &Path,
    selection: &Selection,
) -> Result<usize> {
    let folder = browser.folder().join("fleet");
    folder::make_empty(&folder)?;
    write_files(&folder)?;
    let mut tried = Tried { appvagt, folder: &folder, passed: 0 };
    for case in CASES.iter().filter(|case| selection.has(case.name)) {
        tried.case(browser, page, case).with_context(|| case.name)?;
    }
    if selection.has("exports that fuzzing found") {
        tried.fuzzed(browser, page)?;
    }
    if selection.has("the page shows its version and its checksum") {
        tried.checksum(browser, page)?;
    }
    if selection.has("a policy with mistakes is refused") {
        tried.refusal(browser, page)?;
    }
    Ok(tried.passed)
}

/// Writes the exports that are judged.
fn write_files(folder: &Path) -> Result<()> {
    let device = |name: &str, user: &str, reported: &str, apps: &[&str]| {
        let report =
            |app: &&str| json!({"packageName": app, "displayName": app, "state": "INSTALLED"});
        json!({
            "name": format!("enterprises/E1/devices/{name}"), "managementMode": "DEVICE_OWNER",
            "ownership": "COMPANY_OWNED", "lastStatusReportTime": reported, "userName": user,
            "applicationReports": apps.iter().map(report).collect::<Vec<_>>(),
        })
    };
    let banned = "com.zhiliaoapp.musically";
    let devices = json!({"devices": [
        device("a", "Åse Ærø", "2026-11-27T10:00:00Z", &[banned, "com.android.settings"]),
        device("b", "Bo", "2026-11-01T10:00:00Z", &["com.android.settings"]),
        device("c", "Cy", "2026-11-28T10:00:00Z", &["com.whatsapp", "com.android.settings"]),
    ]});
    let hostile = json!({"devices": [
        device("<script>document.title=1</script>", "=1+1", "2026-11-27", &[banned]),
    ]});
    let devices = devices.to_string();
    fs::write(folder.join("devices.json"), &devices)?;
    fs::write(folder.join(CASES[5].files[0]), hostile.to_string())?;
    fs::write(
        folder.join("apps.csv"),
        "ApplicationName;ApplicationVersion;DeviceName;OSVersion;Platform;UserName\n\
         TikTok;39.1;Tablet 4;17;iOS;Dorthe\n",
    )?;
    fs::write(
        folder.join("own.csv"),
        "Serial,Package,Status\nS1,com.zhiliaoapp.musically,Installed\nS2,com.a,Installed\n",
    )?;
    fs::write(folder.join("packages.txt"), format!("package:{banned}\npackage:com.a\n"))?;
    fs::write(
        folder.join("policy.json"),
        json!({
            "schema": 1, "organisation": "Sipoo",
            "banned": [{"family": "tiktok"}, {"family": "whatsapp"}],
            "exemptions": [
                {"family": "tiktok", "group": "press", "reason": "Press", "until": "2027-01-31"},
            ],
        })
        .to_string(),
    )?;
    fs::write(
        folder.join("wrong.json"),
        json!({"schema": 1, "banned": [{"family": "tiktik"}], "colour": 1}).to_string(),
    )?;
    fs::write(
        folder.join("earlier.json"),
        json!({
            "day": "2026-10-28", "devices": [{
                "device": "enterprises/E1/devices/c",
                "apps": [{"status": "banned", "family": "whatsapp", "name": "WhatsApp"}],
            }],
        })
        .to_string(),
    )?;
    let gzip = "gzip --no-name --keep devices.json && zip --quiet export.zip packages.txt own.csv";
    let (output, status) =
        run_unchecked("page-archives", command("bash").args(["-c", gzip]).current_dir(folder))?;
    ensure!(status.success(), "cannot pack the exports: {output}");
    Ok(())
}

struct Tried<'a> {
    appvagt: &'a Path,
    folder: &'a Path,
    passed: usize,
}

impl Tried<'_> {
    /// Judges a fleet by the page and by the command, and compares all that both give.
    fn case(&mut self, browser: &mut dyn Browser, page: &Path, case: &Case) -> Result<()> {
        let mut tab = Tab::open(browser, page)?;
        tab.fill("[name=day]", DAY)?;
        for (field, text) in case.fields {
            tab.fill(field, text)?;
        }
        for name in case.boxes {
            tab.click(&format!("[name={name}]"))?;
        }
        for (field, file) in case.others {
            tab.choose(field, &[self.folder.join(file)])?;
        }
        let files: Vec<_> = case.files.iter().map(|file| self.folder.join(file)).collect();
        judge(&mut tab, &files)?;
        let title = tab.evaluate("document.title")?;
        ensure!(title == "Appvagt", "text became markup: the title is {title}");
        let options = [case.options, case.files].concat();
        for what in ["json", "csv", "page"] {
            self.same(&mut tab, what, &options)?;
        }
        ensure!(tab.noise.is_empty(), "{:?}", tab.noise);
        self.passed += 1;
        Ok(())
    }

    /// Judges every export that fuzzing has found worth keeping, each by itself.
    fn fuzzed(&mut self, browser: &mut dyn Browser, page: &Path) -> Result<()> {
        let mut tab = Tab::open(browser, page)?;
        tab.fill("[name=day]", DAY)?;
        for kind in ["file", "json", "table", "xml"] {
            let corpus = project::path("rust-core/fuzz/corpus").join(format!("inventory_{kind}"));
            for entry in fs::read_dir(&corpus).with_context(|| corpus.display().to_string())? {
                let name = entry?.file_name();
                let name = name.to_str().context("a name that is no text")?;
                fs::copy(corpus.join(name), self.folder.join(name))?;
                judge(&mut tab, &[self.folder.join(name)])?;
                let given = tab.evaluate(GIVEN)?;
                let given = given.as_str().context("no result")?.as_bytes();
                self.compare("json", given, &[name]).with_context(|| format!("{kind}/{name}"))?;
                tab.click("#fleet-list button")?;
                self.passed += 1;
            }
        }
        ensure!(tab.noise.is_empty(), "{:?}", tab.noise);
        Ok(())
    }

    /// Compares what the page shows about itself with its file.
    fn checksum(&mut self, browser: &mut dyn Browser, page: &Path) -> Result<()> {
        let content = fs::read(page).with_context(|| page.display().to_string())?;
        let checksum = hex(&Sha256::digest(&content));
        let mut tab = Tab::open(browser, page)?;
        let shown = tab.evaluate("document.querySelector('footer').innerText")?;
        let shown = shown.as_str().unwrap_or_default();
        for part in [VERSION, &checksum] {
            ensure!(
                shown.contains(part),
                "{part} is not in {shown:?}. page.html must be written as browsers write pages: \
                 every attribute with a value, every element with its end"
            );
        }
        self.passed += 1;
        Ok(())
    }

    /// Has a policy with mistakes refused, each by its place.
    fn refusal(&mut self, browser: &mut dyn Browser, page: &Path) -> Result<()> {
        let mut tab = Tab::open(browser, page)?;
        tab.choose("#fleet-policy", &[self.folder.join("wrong.json")])?;
        judge(&mut tab, &[self.folder.join("devices.json")])?;
        let shown = tab.evaluate("document.querySelector('#fleet-problems').innerText")?;
        let shown = shown.as_str().unwrap_or_default();
        for part in ["colour", "banned[0].family", "tiktik"] {
            ensure!(shown.contains(part), "{part:?} is not in {shown:?}");
        }
        let hidden = tab.evaluate("document.querySelector('#fleet-result').hidden")?;
        ensure!(hidden == true, "a result is shown all the same");
        self.passed += 1;
        Ok(())
    }

    /// Has the page save a result, and compares it with what the command gives.
    fn same(&self, tab: &mut Tab, what: &str, options: &[&str]) -> Result<()> {
        self.compare(what, &saved(tab, what)?, options)
    }

    /// Compares a result with what the command gives.
    fn compare(&self, what: &str, saved: &[u8], options: &[&str]) -> Result<()> {
        let mut command = command(self.appvagt);
        command.current_dir(self.folder).args(["inventory", "--day", DAY]);
        match what {
            "page" => command.args(["--html", "command.html"]),
            "csv" => command.arg("--csv"),
            _ => command.arg("--json"),
        };
        let output = command.args(options).output()?;
        let given = match what {
            "page" => fs::read(self.folder.join("command.html"))?,
            _ => output.stdout,
        };
        if saved == given {
            return Ok(());
        }
        let [page, command] = [saved, &given].map(|bytes| String::from_utf8_lossy(bytes));
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!("as {what}, the page gives\n{page}\nand the command\n{command}\n{errors}")
    }
}

/// Has the page save a result, and returns that.
pub fn saved(tab: &mut Tab, what: &str) -> Result<Vec<u8>> {
    let extension = if what == "page" { "html" } else { what };
    tab.save_by(&format!("[data-save={what}]"), &format!("appvagt.{extension}"))
}

/// Gives the page these files, and waits until it is done with them.
pub fn judge(tab: &mut Tab, files: &[PathBuf]) -> Result<()> {
    tab.choose("#fleet-files", files)?;
    tab.click("#fleet-form [type=submit]")?;
    tab.wait_for("!document.querySelector('#fleet-form [type=submit]').disabled")
}
