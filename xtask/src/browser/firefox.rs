//! Firefox, driven by its own protocol, Marionette.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::toolchain::command::command;
use crate::toolchain::folder;
use crate::toolchain::project;
use crate::toolchain::system_package::FIREFOX_PROGRAM;

const PATIENCE: Duration = Duration::from_mins(2);

/// A browser without a window.
pub struct Firefox {
    process: Child,
    from: BufReader<TcpStream>,
    asked: u64,
}

impl Firefox {
    /// Starts it with a new profile, in which downloads go to this folder.
    pub fn start(downloads: &Path) -> Result<Self> {
        let profile = project::target("page/firefox");
        folder::make_empty(&profile)?;
        // With the port 0, it takes one that is free, and writes it down.
        let settings = format!(
            "user_pref(\"marionette.port\", 0);\n\
             user_pref(\"browser.download.folderList\", 2);\n\
             user_pref(\"browser.download.dir\", {});\n\
             user_pref(\"intl.accept_languages\", \"en\");\n",
            json!(downloads)
        );
        fs::write(profile.join("user.js"), settings)?;
        let log = fs::File::create(project::target("page/firefox.log"))?;
        let process = command(FIREFOX_PROGRAM)
            .args(["--headless", "--marionette", "--no-remote", "--profile"])
            .arg(&profile)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start Firefox")?;
        let from = connect(&profile.join("MarionetteActivePort"));
        let mut firefox = match from {
            Ok(from) => Self { process, from, asked: 0 },
            Err(error) => {
                let mut process = process;
                // It may be gone already.
                let _ = process.kill();
                return Err(error.context("Firefox; see target/page/firefox.log"));
            }
        };
        // What it says first is who it is.
        firefox.hear()?;
        firefox.ask("WebDriver:NewSession", &json!({}))?;
        Ok(firefox)
    }

    /// Opens an address.
    pub fn open(&mut self, address: &str) -> Result<()> {
        self.ask("WebDriver:Navigate", &json!({"url": address})).map(drop)
    }

    /// Returns what a function's body of JavaScript returns in the page.
    pub fn evaluate(&mut self, body: &str) -> Result<Value> {
        let mut answer =
            self.ask("WebDriver:ExecuteScript", &json!({"script": body, "args": []}))?;
        Ok(answer["value"].take())
    }

    /// Waits until an expression is true in the page.
    pub fn wait_for(&mut self, expression: &str) -> Result<()> {
        let start = Instant::now();
        while self.evaluate(&format!("return Boolean({expression})"))? != true {
            if start.elapsed() > PATIENCE {
                let shown = self.evaluate("return document.body.innerText")?;
                bail!("{expression} does not come true. The page shows {shown}");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Chooses a file in a field.
    pub fn choose(&mut self, selector: &str, file: &Path) -> Result<()> {
        let find = json!({"using": "css selector", "value": selector});
        let found = self.ask("WebDriver:FindElement", &find)?;
        let element = found["value"].as_object().and_then(|element| element.values().next());
        let element = element.with_context(|| format!("there is no {selector}"))?;
        let keys = json!({"id": element, "text": file.display().to_string()});
        self.ask("WebDriver:ElementSendKeys", &keys).map(drop)
    }

    fn ask(&mut self, name: &str, parameters: &Value) -> Result<Value> {
        self.asked += 1;
        let message = json!([0, self.asked, name, parameters]).to_string();
        write!(self.from.get_mut(), "{}:{message}", message.len())?;
        let mut answer = self.hear().with_context(|| format!("Firefox, at {name}"))?;
        if !answer[2].is_null() {
            bail!("Firefox refuses {name}: {}", answer[2]);
        }
        Ok(answer[3].take())
    }

    /// Takes in a message: its length in digits, a colon, and JSON.
    fn hear(&mut self) -> Result<Value> {
        let mut length = 0_usize;
        loop {
            let mut byte = [0];
            self.from.read_exact(&mut byte)?;
            match byte[0] {
                b':' => break,
                digit @ b'0'..=b'9' if length < 1 << 30 => {
                    length = length * 10 + usize::from(digit - b'0');
                }
                other => bail!("a message begins with {other:?}"),
            }
        }
        let mut message = vec![0; length];
        self.from.read_exact(&mut message)?;
        Ok(serde_json::from_slice(&message)?)
    }
}

/// Connects to the port that it has written down, as soon as it has.
fn connect(port: &Path) -> Result<BufReader<TcpStream>> {
    let start = Instant::now();
    loop {
        let number = fs::read_to_string(port).unwrap_or_default();
        if let Ok(number) = number.trim().parse::<u16>()
            && let Ok(stream) = TcpStream::connect(("127.0.0.1", number))
        {
            stream.set_read_timeout(Some(PATIENCE))?;
            return Ok(BufReader::new(stream));
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
        if self.ask("Marionette:Quit", &json!({"flags": ["eForceQuit"]})).is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
