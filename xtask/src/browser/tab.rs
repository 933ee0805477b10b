//! The page, open in a tab.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::chromium::Chromium;
use super::usage::Usage;

/// Nothing that is tried takes longer than this.
const PATIENCE: Duration = Duration::from_mins(2);
/// No file is saved sooner after another: Chromium drops, without a word, what a page saves beyond
/// ten files within a second.
const PACE: Duration = Duration::from_millis(125);

/// Whether the page can be used.
const USABLE: &str = "document.querySelector('main') && !document.querySelector('main').hidden";

/// How the page is shown.
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    /// As on paper.
    pub print: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 1280, height: 900, dark: false, print: false }
    }
}

/// Returns the address of a file.
fn address(page: &Path) -> String {
    format!("file://{}", page.display())
}

/// The page, open in a tab, with the worker and the frame that it makes.
pub struct Tab<'a> {
    chromium: &'a mut Chromium,
    session: String,
    /// Sessions with the worker and the frame.
    within: Vec<String>,
    /// How many files were saved, to the end.
    saved: usize,
    /// The address that the page was opened at.
    address: String,
    /// What was asked of any network but for the page itself, or went wrong, since it was opened.
    pub noise: Vec<String>,
}

impl<'a> Tab<'a> {
    /// Opens the page and waits until it can be used.
    pub fn open(chromium: &'a mut Chromium, page: &Path) -> Result<Self> {
        Self::open_address(chromium, &address(page))
    }

    /// Opens the page at an address, and waits until it can be used.
    pub fn open_address(chromium: &'a mut Chromium, address: &str) -> Result<Self> {
        let mut tab = Self::empty(chromium)?;
        address.clone_into(&mut tab.address);
        tab.ask("Page.navigate", json!({"url": address}))?;
        tab.wait_for(USABLE)?;
        Ok(tab)
    }

    /// Opens the page as a browser does that lacks something.
    pub fn open_without(chromium: &'a mut Chromium, page: &Path, lacking: &str) -> Result<Self> {
        let mut tab = Self::empty(chromium)?;
        tab.ask("Page.enable", json!({}))?;
        let source = format!("delete globalThis.{lacking}");
        tab.ask("Page.addScriptToEvaluateOnNewDocument", json!({"source": source}))?;
        tab.ask("Page.navigate", json!({"url": address(page)}))?;
        Ok(tab)
    }

    fn empty(chromium: &'a mut Chromium) -> Result<Self> {
        let made = chromium.ask(None, "Target.createTarget", json!({"url": "about:blank"}))?;
        let attach = json!({"targetId": made["targetId"], "flatten": true});
        let attached = chromium.ask(None, "Target.attachToTarget", attach)?;
        let session = attached["sessionId"].as_str().context("no session")?.to_owned();
        let mut tab = Self {
            chromium,
            session,
            within: Vec::new(),
            saved: 0,
            address: String::new(),
            noise: Vec::new(),
        };
        tab.watch(&tab.session.clone())?;
        Ok(tab)
    }

    /// Loads the page once more, and waits until it can be used.
    pub fn reload(&mut self) -> Result<()> {
        // A mark that goes with the page, so that the old one is not taken for the new.
        self.evaluate("document.documentElement.id = 'old'")?;
        self.ask("Page.reload", json!({}))?;
        self.wait_for("document.documentElement.id !== 'old'")?;
        self.wait_for(USABLE)
    }

    fn ask(&mut self, method: &str, parameters: Value) -> Result<Value> {
        let session = self.session.clone();
        self.chromium.ask(Some(&session), method, parameters)
    }

    /// Has the browser report what a session asks of networks, and what goes wrong in it.
    fn watch(&mut self, session: &str) -> Result<()> {
        for domain in ["Runtime.enable", "Network.enable", "Log.enable"] {
            // A worker has no log of its own.
            let enabled = self.chromium.ask(Some(session), domain, json!({}));
            if domain != "Log.enable" {
                enabled?;
            }
        }
        let attach = json!({"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true});
        self.chromium.ask(Some(session), "Target.setAutoAttach", attach).map(drop)
    }

    /// Takes in what happened.
    fn listen(&mut self) -> Result<()> {
        for event in self.chromium.take_events() {
            let about = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Target.attachedToTarget" => {
                    let session = about["sessionId"].as_str().unwrap_or_default().to_owned();
                    // What ended meanwhile needs no watching.
                    if self.watch(&session).is_ok() {
                        let run = "Runtime.runIfWaitingForDebugger";
                        self.chromium.ask(Some(&session), run, json!({}))?;
                        self.within.push(session);
                    }
                }
                "Target.detachedFromTarget" => {
                    self.within.retain(|session| about["sessionId"] != session.as_str());
                }
                "Network.requestWillBeSent" => {
                    let url = about["request"]["url"].as_str().unwrap_or_default();
                    // `data:` are the browser's own pictures, such as that of a calendar.
                    let is_own = ["file:", "blob:", "data:"].iter().any(|own| url.starts_with(own));
                    if !is_own && url != self.address {
                        self.noise.push(format!("asks for {url}"));
                    }
                }
                "Browser.downloadProgress" if about["state"] == "completed" => self.saved += 1,
                "Log.entryAdded" => self.noise.push(about["entry"]["text"].to_string()),
                "Runtime.exceptionThrown" => self.noise.push(about.to_string()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns what an expression of JavaScript is in the page.
    pub fn evaluate(&mut self, expression: &str) -> Result<Value> {
        self.listen()?;
        let session = self.session.clone();
        let value = self.evaluate_in(&session, expression)?;
        self.listen()?;
        Ok(value)
    }

    fn evaluate_in(&mut self, session: &str, expression: &str) -> Result<Value> {
        let parameters =
            json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.chromium.ask(Some(session), "Runtime.evaluate", parameters)?;
        if !answer["exceptionDetails"].is_null() {
            bail!("{expression} throws {}", answer["exceptionDetails"]);
        }
        Ok(answer["result"]["value"].take())
    }

    /// Returns what an expression is in the page, in its worker and in its frame.
    pub fn evaluate_everywhere(&mut self, expression: &str) -> Result<Vec<Value>> {
        let mut values = vec![self.evaluate(expression)?];
        for session in self.within.clone() {
            values.push(self.evaluate_in(&session, expression)?);
        }
        Ok(values)
    }

    /// Returns what an expression is in the page and in its frame.
    pub fn evaluate_in_documents(&mut self, expression: &str) -> Result<Vec<Value>> {
        let mut values = vec![self.evaluate(expression)?];
        for session in self.within.clone() {
            if self.evaluate_in(&session, "typeof document")? == "object" {
                values.push(self.evaluate_in(&session, expression)?);
            }
        }
        Ok(values)
    }

    /// Has the page shown otherwise.
    pub fn look(&mut self, look: &Look) -> Result<()> {
        let Look { width, height, dark, print } = look;
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", size)?;
        let colours = if *dark { "dark" } else { "light" };
        let media = json!({
            "media": if *print { "print" } else { "" },
            "features": [{"name": "prefers-color-scheme", "value": colours}],
        });
        self.ask("Emulation.setEmulatedMedia", media)?;
        // What follows from that is there with the next picture.
        self.evaluate("new Promise(requestAnimationFrame)").map(drop)
    }

    /// Returns what is seen of the page, as PNG.
    pub fn picture(&mut self) -> Result<Vec<u8>> {
        let answer = self.ask("Page.captureScreenshot", json!({"format": "png"}))?;
        let picture = answer["data"].as_str().context("Chromium draws no picture")?;
        BASE64_STANDARD.decode(picture).context("the picture is no Base64")
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) -> Result<()> {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            " " => (32, " "),
            _ => bail!("what does the key {key:?} do?"),
        };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({
                "type": kind, "key": key, "windowsVirtualKeyCode": code,
                "text": if kind == "keyDown" { text } else { "" },
            });
            self.ask("Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }

    /// Waits until an expression is true in the page.
    pub fn wait_for(&mut self, expression: &str) -> Result<()> {
        let start = Instant::now();
        let condition = format!("Boolean({expression})");
        // While a page gives way to the next, there is nothing to ask.
        while !self.evaluate(&condition).is_ok_and(|value| value == true) {
            if start.elapsed() > PATIENCE {
                self.evaluate(&condition)?;
                let shown = self.evaluate("document.body.innerText")?;
                bail!("{expression} does not come true. The page shows {shown}");
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// Returns what the browser takes of the machine just now.
    pub fn usage(&mut self) -> Result<Usage> {
        Usage::of(self.chromium)
    }

    /// Clicks on what a selector finds.
    pub fn click(&mut self, selector: &str) -> Result<()> {
        self.evaluate(&format!("document.querySelector({selector:?}).click()")).map(drop)
    }

    /// Clicks on what saves a file, and waits until it is saved to the end.
    pub fn save_by(&mut self, selector: &str) -> Result<()> {
        let before = self.saved;
        self.click(selector)?;
        let start = Instant::now();
        while self.saved == before {
            if start.elapsed() > PATIENCE {
                bail!("{selector} saves nothing");
            }
            thread::sleep(Duration::from_millis(5));
            self.evaluate("0")?;
        }
        thread::sleep(PACE.saturating_sub(start.elapsed()));
        Ok(())
    }

    /// Chooses files in a field.
    pub fn choose(&mut self, selector: &str, files: &[PathBuf]) -> Result<()> {
        let root = self.ask("DOM.getDocument", json!({}))?;
        let find = json!({"nodeId": root["root"]["nodeId"], "selector": selector});
        let field = self.ask("DOM.querySelector", find)?;
        let choose = json!({"files": files, "nodeId": field["nodeId"]});
        self.ask("DOM.setFileInputFiles", choose).map(drop)
    }

    /// Fills in a field.
    pub fn fill(&mut self, selector: &str, text: &str) -> Result<()> {
        let text = json!(text);
        self.evaluate(&format!(
            "(field => {{ field.value = {text}; field.dispatchEvent(new Event('input', \
             {{bubbles: true}})); field.dispatchEvent(new Event('change', {{bubbles: true}})) \
             }})(document.querySelector({selector:?}))"
        ))
        .map(drop)
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        // Where the browser is gone, the tab is.
        let _ = self.ask("Page.close", json!({}));
        self.chromium.take_events();
    }
}
