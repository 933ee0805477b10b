//! Whether people can use the page, whoever they are: by keyboard, by screen reader, enlarged, on a
//! phone, in dark colours, on paper.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::super::selection::Selection;
use super::fleet::{DAY, judge};
use super::tools;
use crate::browser::{Browser, Key, Look, Tab};

/// The views, by their addresses.
const VIEWS: [&str; 3] = ["fleet", "files", "policy"];
/// How wide a window is, in pixels of the page: as it is, enlarged to 200 % and to 400 %, which is as
/// wide as a narrow phone.
const WIDTHS: [u32; 3] = [1280, 640, 320];

/// Returns what is visible and can be used, each as it is recognised by people who read these tests.
const CONTROLS: &str = "Array.from(document.querySelectorAll('a[href], button, input, select, textarea, \
     summary, iframe')).filter((control) => !control.disabled && control.checkVisibility())";
const NAME: &str = "(control) => control.id || control.name || control.getAttribute('href') || \
     control.textContent.trim().slice(0, 40)";

/// Tries all of it. Returns how many cases passed.
pub fn run(browser: &mut dyn Browser, page: &Path, selection: &Selection) -> Result<usize> {
    let folder = browser.folder().join("people");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let tried = Tried { files: write_files(&folder)? };
    let mut passed = 0;
    for (name, test) in [
        ("axe finds nothing in any view", Tried::axe as Test),
        ("nothing is cut off, however much it is enlarged", Tried::enlarged),
        ("every control is reached by keyboard", Tried::keyboard),
        ("a fleet is judged by keyboard alone", Tried::judged_by_keyboard),
        ("only the result is printed", Tried::printed),
    ] {
        if selection.has(name) {
            let mut tab = Tab::open(browser, page)?;
            test(&tried, &mut tab).context(name)?;
            ensure!(tab.noise.is_empty(), "{name}: {:?}", tab.noise);
            passed += 1;
        }
    }
    Ok(passed)
}

type Test = fn(&Tried, &mut Tab) -> Result<()>;

struct Tried {
    files: Files,
}

struct Files {
    export: PathBuf,
    /// A policy with mistakes.
    policy: PathBuf,
}

fn write_files(folder: &Path) -> Result<Files> {
    let files = Files { export: folder.join("packages.txt"), policy: folder.join("policy.json") };
    fs::write(&files.export, "package:com.zhiliaoapp.musically\npackage:com.a\n")?;
    let policy = json!({
        "schema": 1, "banned": [{"family": "tiktok"}, {"package": "no name"}], "colour": 1,
        "organisation": "<img src=x onerror=document.title=1>",
    });
    fs::write(&files.policy, policy.to_string())?;
    Ok(files)
}

impl Tried {
    /// Fills each view, has all of it shown, and hands it over: its name, and the tab.
    fn each_view(
        &self,
        tab: &mut Tab,
        mut look_at: impl FnMut(&str, &mut Tab) -> Result<()>,
    ) -> Result<()> {
        tab.fill("[name=day]", DAY)?;
        judge(tab, std::slice::from_ref(&self.files.export))?;
        tab.choose("#policy-open", std::slice::from_ref(&self.files.policy))?;
        tab.wait_for("document.querySelector('#policy-rest').textContent.includes('colour')")?;
        tab.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")?;
        for view in VIEWS {
            tab.evaluate(&format!("location.hash = '#{view}'"))?;
            tab.wait_for(&format!("!document.getElementById('{view}').hidden"))?;
            look_at(view, tab).context(view)?;
        }
        let title = tab.evaluate("document.title")?;
        ensure!(title == "Appvagt", "text became markup: the title is {title}");
        Ok(())
    }

    fn axe(&self, tab: &mut Tab) -> Result<()> {
        let axe = tools::ensure("axe-core")?;
        let axe = fs::read_to_string(&axe).with_context(|| axe.display().to_string())?;
        self.each_view(tab, |_, tab| {
            for (width, dark) in [(1280, false), (1280, true), (320, false), (320, true)] {
                tab.look(&Look { width, dark, ..Look::default() })?;
                let look = format!("{axe};{AXE}");
                let mut all_found = vec![tab.evaluate(&look)?];
                all_found.extend(tab.evaluate_in_frames(&look)?);
                for found in all_found {
                    ensure!(found == json!([]), "{width} wide, dark: {dark}: {found:#}");
                }
            }
            Ok(())
        })
    }

    fn enlarged(&self, tab: &mut Tab) -> Result<()> {
        self.each_view(tab, |_, tab| {
            for width in WIDTHS {
                tab.look(&Look { width, ..Look::default() })?;
                let beyond = format!(
                    "({{wide: document.documentElement.scrollWidth, beyond: {CONTROLS}.filter((control) \
                     => {{ const at = control.getBoundingClientRect(); return at.left < 0 || at.right > \
                     innerWidth || at.width === 0; }}).map({NAME})}})"
                );
                let beyond = tab.evaluate(&beyond)?;
                ensure!(beyond["beyond"] == json!([]), "{width} wide: cut off: {beyond}");
                let wide = beyond["wide"].as_u64().context("no width")?;
                ensure!(wide <= width.into(), "{width} wide: it scrolls sideways to {wide}");
            }
            Ok(())
        })
    }

    /// Goes through each view by the tabulator key.
    fn keyboard(&self, tab: &mut Tab) -> Result<()> {
        self.each_view(tab, |_, tab| {
            // From the top of the page, wherever the test before has left off.
            tab.evaluate(
                "document.body.tabIndex = -1; document.body.focus(); \
                 document.body.removeAttribute('tabindex'); scrollTo(0, 0)",
            )?;
            let controls = tab.evaluate(&format!("{CONTROLS}.map({NAME})"))?;
            let controls: Vec<String> = serde_json::from_value(controls)?;
            let mut reached = Vec::new();
            // Fields of dates have several places to stop at, and the frame has controls of its own.
            for _ in 0..controls.len() * 4 {
                tab.press(Key::Tab)?;
                let at = tab.evaluate(&format!(
                    "(({NAME})(document.activeElement) || document.activeElement.tagName)"
                ))?;
                reached.push(at.as_str().unwrap_or_default().to_owned());
            }
            let missing: Vec<_> = controls.iter().filter(|name| !reached.contains(name)).collect();
            ensure!(missing.is_empty(), "not reached: {missing:?}");
            Ok(())
        })
    }

    fn judged_by_keyboard(&self, tab: &mut Tab) -> Result<()> {
        let focus = |tab: &mut Tab, selector: &str| {
            tab.evaluate(&format!("document.querySelector({selector:?}).focus()")).map(drop)
        };
        let is_open = "document.querySelector('#fleet details').open";
        for open in [true, false] {
            focus(tab, "#fleet summary")?;
            tab.press(Key::Enter)?;
            ensure!(tab.evaluate(is_open)? == open, "Enter does not open and close what is folded");
        }
        tab.choose("#fleet-files", std::slice::from_ref(&self.files.export))?;
        focus(tab, "#fleet-form [type=submit]")?;
        tab.press(Key::Enter)?;
        tab.wait_for("!document.querySelector('#fleet-result').hidden")?;
        focus(tab, "#fleet-list button")?;
        tab.press(Key::Space)?;
        tab.wait_for("document.querySelector('#fleet-list').children.length === 0")?;
        focus(tab, "nav a[href='#policy']")?;
        tab.press(Key::Enter)?;
        tab.wait_for("!document.querySelector('#policy').hidden")
    }

    fn printed(&self, tab: &mut Tab) -> Result<()> {
        judge(tab, std::slice::from_ref(&self.files.export))?;
        tab.look(&Look { print: true, ..Look::default() })?;
        let visible =
            |selector: &str| format!("document.querySelector({selector:?}).checkVisibility()");
        for (selector, is) in
            [("#fleet-page", true), ("#fleet-form", false), ("header", false), ("footer", false)]
        {
            ensure!(
                tab.evaluate(&visible(selector))? == is,
                "on paper, {selector} is not as meant"
            );
        }
        Ok(())
    }
}

/// What axe finds, shortly.
const AXE: &str = "axe.run({resultTypes: ['violations'], iframes: false}).then(({violations}) => \
     violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.slice(0, 3).map((node) => \
     [node.html.slice(0, 200), node.failureSummary])})))";

/// Returns whether a browser was told so that lacks something, and nothing else is shown.
pub fn too_old(browser: &mut dyn Browser, page: &Path, selection: &Selection) -> Result<usize> {
    let mut passed = 0;
    for lacking in ["WebAssembly", "DecompressionStream", "Worker"] {
        if selection.has(&format!("a browser without {lacking} is too old")) {
            let mut tab = Tab::open_without(browser, page, lacking)?;
            tab.wait_for(
                "document.readyState === 'complete' && document.querySelector('#unusable')\
                 .checkVisibility() && document.querySelector('#unusable').textContent\
                 .includes('Chrome or Edge')",
            )?;
            let hidden: Value =
                tab.evaluate("!document.querySelector('main').checkVisibility()")?;
            ensure!(hidden == true, "without {lacking}, the page can be used");
            passed += 1;
        }
    }
    Ok(passed)
}
