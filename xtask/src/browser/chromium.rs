//! Chromium, driven by its own protocol.

mod devtools;

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use self::devtools::Devtools;
use super::{Browser, Event, Key, Look, downloads};
use crate::toolchain::command::command;
use crate::toolchain::folder;
use crate::toolchain::system_package::CHROMIUM_PROGRAM;

/// A browser without a window.
pub struct Chromium {
    process: Child,
    folder: PathBuf,
    devtools: Devtools,
    /// The session with the tab.
    session: String,
    /// Sessions with the worker and the frame of its page.
    within: Vec<String>,
}

impl Chromium {
    /// Starts it in a folder that is emptied before, with a new profile.
    pub fn start(folder: &Path) -> Result<Self> {
        folder::make_empty(folder)?;
        let downloads = downloads(folder);
        folder::make_empty(&downloads)?;
        // It reads from the pipe number 3, and writes to number 4.
        let script = r#"log=$1; shift; exec "$@" 3<&0 4>&1 </dev/null >"$log" 2>&1"#;
        let mut process = command("bash")
            .args(["-c", script, "bash"])
            .arg(folder.join("chromium.log"))
            .arg(CHROMIUM_PROGRAM)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--lang=en", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start Chromium")?;
        let devtools = Devtools::with(&mut process)?;
        let (session, within) = (String::new(), Vec::new());
        let folder = folder.to_owned();
        let mut chromium = Self { process, folder, devtools, session, within };
        let save = json!({"behavior": "allow", "downloadPath": downloads, "eventsEnabled": true});
        chromium.devtools.ask(None, "Browser.setDownloadBehavior", save)?;
        Ok(chromium)
    }

    /// Asks the tab.
    fn ask(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.devtools.ask(Some(&self.session), method, parameters)
    }

    /// Has the browser report what a session asks of networks, and what goes wrong in it.
    fn watch(&mut self, session: &str) -> Result<()> {
        for domain in ["Runtime.enable", "Network.enable", "Log.enable"] {
            // A worker has no log of its own.
            let enabled = self.devtools.ask(Some(session), domain, json!({}));
            if domain != "Log.enable" {
                enabled?;
            }
        }
        let attach = json!({"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true});
        self.devtools.ask(Some(session), "Target.setAutoAttach", attach).map(drop)
    }

    fn evaluate_in(&mut self, session: &str, expression: &str) -> Result<Value> {
        let parameters =
            json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.devtools.ask(Some(session), "Runtime.evaluate", parameters)?;
        if !answer["exceptionDetails"].is_null() {
            bail!("{expression} throws {}", answer["exceptionDetails"]);
        }
        Ok(answer["result"]["value"].take())
    }
}

impl Browser for Chromium {
    fn folder(&self) -> &Path {
        &self.folder
    }

    fn process(&self) -> u32 {
        self.process.id()
    }

    fn open_tab(&mut self) -> Result<()> {
        let made = self.devtools.ask(None, "Target.createTarget", json!({"url": "about:blank"}))?;
        let attach = json!({"targetId": made["targetId"], "flatten": true});
        let attached = self.devtools.ask(None, "Target.attachToTarget", attach)?;
        attached["sessionId"].as_str().context("no session")?.clone_into(&mut self.session);
        self.watch(&self.session.clone())
    }

    fn close_tab(&mut self) -> Result<()> {
        self.within.clear();
        self.ask("Page.close", json!({})).map(drop)
    }

    fn lack(&mut self, name: &str) -> Result<()> {
        self.ask("Page.enable", json!({}))?;
        let source = format!("delete globalThis.{name}");
        self.ask("Page.addScriptToEvaluateOnNewDocument", json!({"source": source})).map(drop)
    }

    fn go_to(&mut self, address: &str) -> Result<()> {
        self.ask("Page.navigate", json!({"url": address})).map(drop)
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let session = self.session.clone();
        self.evaluate_in(&session, expression)
    }

    fn evaluate_in_frames(&mut self, expression: &str) -> Result<Vec<Value>> {
        let mut values = Vec::new();
        for session in self.within.clone() {
            // The others are workers.
            if self.evaluate_in(&session, "typeof document")? == "object" {
                values.push(self.evaluate_in(&session, expression)?);
            }
        }
        Ok(values)
    }

    fn look(&mut self, look: &Look) -> Result<()> {
        let Look { width, height, dark, print } = look;
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", size)?;
        let colours = if *dark { "dark" } else { "light" };
        let media = json!({
            "media": if *print { "print" } else { "" },
            "features": [{"name": "prefers-color-scheme", "value": colours}],
        });
        self.ask("Emulation.setEmulatedMedia", media).map(drop)
    }

    fn picture(&mut self) -> Result<String> {
        let answer = self.ask("Page.captureScreenshot", json!({"format": "png"}))?;
        Ok(answer["data"].as_str().context("Chromium draws no picture")?.to_owned())
    }

    fn press(&mut self, key: Key) -> Result<()> {
        let (name, code, text) = match key {
            Key::Tab => ("Tab", 9, ""),
            Key::Enter => ("Enter", 13, "\r"),
            Key::Space => (" ", 32, " "),
        };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({
                "type": kind, "key": name, "windowsVirtualKeyCode": code,
                "text": if kind == "keyDown" { text } else { "" },
            });
            self.ask("Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }

    fn choose(&mut self, selector: &str, files: &[PathBuf]) -> Result<()> {
        let root = self.ask("DOM.getDocument", json!({}))?;
        let find = json!({"nodeId": root["root"]["nodeId"], "selector": selector});
        let field = self.ask("DOM.querySelector", find)?;
        let choose = json!({"files": files, "nodeId": field["nodeId"]});
        self.ask("DOM.setFileInputFiles", choose).map(drop)
    }

    fn take_events(&mut self) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        for event in self.devtools.take_events() {
            let about = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Target.attachedToTarget" => {
                    let session = about["sessionId"].as_str().unwrap_or_default().to_owned();
                    // What ended meanwhile needs no watching.
                    if self.watch(&session).is_ok() {
                        let run = "Runtime.runIfWaitingForDebugger";
                        self.devtools.ask(Some(&session), run, json!({}))?;
                        self.within.push(session);
                    }
                }
                "Target.detachedFromTarget" => {
                    self.within.retain(|session| about["sessionId"] != session.as_str());
                }
                "Network.requestWillBeSent" => {
                    let address = about["request"]["url"].as_str().unwrap_or_default();
                    events.push(Event::Asked(address.to_owned()));
                }
                "Browser.downloadProgress" if about["state"] == "completed" => {
                    events.push(Event::Saved);
                }
                "Log.entryAdded" => events.push(Event::Wrong(about["entry"]["text"].to_string())),
                "Runtime.exceptionThrown" => events.push(Event::Wrong(about.to_string())),
                _ => {}
            }
        }
        Ok(events)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
