//! Firefox, driven by `WebDriver BiDi`.

mod bidi;
mod web_socket;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use self::bidi::{Bidi, plain};
use super::{Browser, Event, Key, Look, downloads};
use crate::toolchain::command::command;
use crate::toolchain::folder;
use crate::toolchain::system_package::FIREFOX_PROGRAM;

const PATIENCE: Duration = Duration::from_mins(2);
const EVENTS: [&str; 3] =
    ["network.beforeRequestSent", "log.entryAdded", "browsingContext.downloadEnd"];

/// A browser without a window.
pub struct Firefox {
    process: Child,
    folder: PathBuf,
    bidi: Bidi,
    /// The name of the tab.
    tab: String,
}

impl Firefox {
    /// Starts it in a folder that is emptied before, with a new profile.
    pub fn start(folder: &Path) -> Result<Self> {
        let (profile, downloads) = (folder.join("profile"), downloads(folder));
        for folder in [folder, &profile, &downloads] {
            folder::make_empty(folder)?;
        }
        fs::write(profile.join("user.js"), "user_pref(\"intl.accept_languages\", \"en\");\n")?;
        let log = fs::File::create(folder.join("firefox.log"))?;
        let mut process = command(FIREFOX_PROGRAM)
            // With the port 0, it takes one that is free, and writes it down. Colours and paper are
            // set in its own window, for which the tests need access to that.
            .args(["--headless", "--remote-debugging-port=0", "--remote-allow-system-access"])
            .args(["--no-remote", "--profile"])
            .arg(&profile)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start Firefox")?;
        let begun = port(&profile.join("WebDriverBiDiServer.json"))
            .and_then(|port| Bidi::begin(port, &EVENTS, PATIENCE));
        let bidi = match begun {
            Ok(bidi) => bidi,
            Err(error) => {
                // It may be gone already.
                let _ = process.kill();
                return Err(error.context("Firefox; see the file firefox.log beside its profile"));
            }
        };
        let mut firefox = Self { process, folder: folder.to_owned(), bidi, tab: String::new() };
        let save = json!({"type": "allowed", "destinationFolder": downloads});
        firefox.bidi.ask("browser.setDownloadBehavior", &json!({"downloadBehavior": save}))?;
        Ok(firefox)
    }

    fn evaluate_in(&mut self, context: &Value, expression: &str) -> Result<Value> {
        let parameters = json!({
            "expression": expression, "awaitPromise": true, "target": {"context": context},
        });
        let answer = self.bidi.ask("script.evaluate", &parameters)?;
        if answer["type"] != "success" {
            bail!("{expression} throws {}", answer["exceptionDetails"]["text"]);
        }
        Ok(plain(&answer["result"]))
    }
}

impl Browser for Firefox {
    fn folder(&self) -> &Path {
        &self.folder
    }

    fn process(&self) -> u32 {
        self.process.id()
    }

    fn open_tab(&mut self) -> Result<()> {
        let made = self.bidi.ask("browsingContext.create", &json!({"type": "tab"}))?;
        made["context"].as_str().context("no tab")?.clone_into(&mut self.tab);
        Ok(())
    }

    fn close_tab(&mut self) -> Result<()> {
        self.bidi.ask("browsingContext.close", &json!({"context": self.tab})).map(drop)
    }

    fn lack(&mut self, name: &str) -> Result<()> {
        let function = format!("() => {{ delete globalThis.{name}; }}");
        let script = json!({"functionDeclaration": function, "contexts": [self.tab]});
        self.bidi.ask("script.addPreloadScript", &script).map(drop)
    }

    fn go_to(&mut self, address: &str) -> Result<()> {
        let to = json!({"context": self.tab, "url": address, "wait": "none"});
        self.bidi.ask("browsingContext.navigate", &to).map(drop)
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        self.evaluate_in(&self.tab.as_str().into(), expression)
    }

    fn evaluate_in_frames(&mut self, expression: &str) -> Result<Vec<Value>> {
        let tree = self.bidi.ask("browsingContext.getTree", &json!({"root": self.tab}))?;
        let frames = tree["contexts"][0]["children"].as_array().map(Vec::as_slice);
        let frames = frames.unwrap_or_default().iter();
        frames.map(|frame| self.evaluate_in(&frame["context"], expression)).collect()
    }

    fn look(&mut self, look: &Look) -> Result<()> {
        let Look { width, height, dark, print } = look;
        let size = json!({
            "context": self.tab, "viewport": {"width": width, "height": height},
            "devicePixelRatio": 1,
        });
        self.bidi.ask("browsingContext.setViewport", &size)?;
        let windows = self.bidi.ask("browsingContext.getTree", &json!({"moz:scope": "chrome"}))?;
        let colours = if *dark { "dark" } else { "light" };
        let medium = if *print { "print" } else { "" };
        let show = format!(
            "Object.assign(gBrowser.selectedBrowser.browsingContext, {{prefersColorSchemeOverride: \
             {colours:?}, mediumOverride: {medium:?}}}); undefined"
        );
        self.evaluate_in(&windows["contexts"][0]["context"], &show).map(drop)
    }

    fn picture(&mut self) -> Result<String> {
        let tab = json!({"context": self.tab});
        let answer = self.bidi.ask("browsingContext.captureScreenshot", &tab)?;
        Ok(answer["data"].as_str().context("Firefox draws no picture")?.to_owned())
    }

    fn press(&mut self, key: Key) -> Result<()> {
        let value = match key {
            Key::Tab => "\u{e004}",
            Key::Enter => "\u{e007}",
            Key::Space => " ",
        };
        let both = ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": value}));
        let keys = json!([{"type": "key", "id": "keyboard", "actions": both}]);
        let press = json!({"context": self.tab, "actions": keys});
        self.bidi.ask("input.performActions", &press).map(drop)
    }

    fn choose(&mut self, selector: &str, files: &[PathBuf]) -> Result<()> {
        let locator = json!({"type": "css", "value": selector});
        let find = json!({"context": self.tab, "locator": locator, "maxNodeCount": 1});
        let found = self.bidi.ask("browsingContext.locateNodes", &find)?;
        let field = json!({"sharedId": found["nodes"][0]["sharedId"]});
        let choose = json!({"context": self.tab, "element": field, "files": files});
        self.bidi.ask("input.setFiles", &choose).map(drop)
    }

    fn take_events(&mut self) -> Result<Vec<Event>> {
        let event = |event: &Value| {
            let about = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "network.beforeRequestSent" => {
                    let address = about["request"]["url"].as_str().unwrap_or_default();
                    Some(Event::Asked(address.to_owned()))
                }
                // What scripts write there themselves is no fault.
                "log.entryAdded" if about["type"] == "javascript" => {
                    Some(Event::Wrong(about["text"].to_string()))
                }
                "browsingContext.downloadEnd" if about["status"] == "complete" => {
                    Some(Event::Saved)
                }
                _ => None,
            }
        };
        Ok(self.bidi.take_events().iter().filter_map(event).collect())
    }
}

/// Returns the port that it has written down, as soon as it has.
fn port(file: &Path) -> Result<u16> {
    let start = Instant::now();
    loop {
        let written: Value = fs::read(file)
            .ok()
            .and_then(|file| serde_json::from_slice(&file).ok())
            .unwrap_or_default();
        if let Some(port) = written["ws_port"].as_u64() {
            return Ok(u16::try_from(port)?);
        }
        if start.elapsed() > PATIENCE {
            bail!("it does not say which port it listens at");
        }
        thread::sleep(Duration::from_millis(50));
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        // It ends its other processes itself, if it is asked; else it is ended.
        if self.bidi.ask("browser.close", &json!({})).is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
