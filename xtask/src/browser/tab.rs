//! The page, open in a tab.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::usage::Usage;
use super::{Browser, Event, Key};

/// Nothing that is tried takes longer than this.
const PATIENCE: Duration = Duration::from_mins(2);
/// No file is saved sooner after another: Chromium drops, without a word, what a page saves beyond
/// ten files within a second.
const PACE: Duration = Duration::from_millis(125);

/// Whether the page can be used.
const USABLE: &str = "document.querySelector('main') && !document.querySelector('main').hidden";
/// What the page makes itself, and the browser's own pictures, such as that of a calendar.
const OWN: [&str; 3] = ["file:", "blob:", "data:"];

/// The picture of a tab, which a browser asks a server for by itself. Firefox then tells that the page
/// does not let it.
pub const ICON: &str = "/favicon.ico";

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
    browser: &'a mut dyn Browser,
    /// How many files were saved, to the end.
    saved: usize,
    /// The address that the page was opened at.
    address: String,
    /// What was asked of any network but for the page itself, or went wrong, since it was opened.
    pub noise: Vec<String>,
}

impl<'a> Tab<'a> {
    /// Opens the page and waits until it can be used.
    pub fn open(browser: &'a mut dyn Browser, page: &Path) -> Result<Self> {
        Self::open_address(browser, &address(page))
    }

    /// Opens the page at an address, and waits until it can be used.
    pub fn open_address(browser: &'a mut dyn Browser, address: &str) -> Result<Self> {
        let mut tab = Self::empty(browser, address)?;
        tab.browser.go_to(address)?;
        tab.wait_for(USABLE)?;
        Ok(tab)
    }

    /// Opens the page as a browser does that lacks something.
    pub fn open_without(browser: &'a mut dyn Browser, page: &Path, lacking: &str) -> Result<Self> {
        let tab = Self::empty(browser, &address(page))?;
        tab.browser.lack(lacking)?;
        tab.browser.go_to(&tab.address)?;
        Ok(tab)
    }

    fn empty(browser: &'a mut dyn Browser, address: &str) -> Result<Self> {
        browser.open_tab()?;
        Ok(Self { browser, saved: 0, address: address.to_owned(), noise: Vec::new() })
    }

    /// Loads the page once more, and waits until it can be used.
    pub fn reload(&mut self) -> Result<()> {
        // A mark that goes with the page, so that the old one is not taken for the new.
        self.evaluate("document.documentElement.id = 'old'; location.reload()")?;
        self.wait_for("document.documentElement.id !== 'old'")?;
        self.wait_for(USABLE)
    }

    /// Takes in what happened.
    fn listen(&mut self) -> Result<()> {
        for event in self.browser.take_events()? {
            match event {
                Event::Asked(address) => {
                    let is_own = OWN.iter().any(|own| address.starts_with(own));
                    if !is_own && !address.ends_with(ICON) && address != self.address {
                        self.noise.push(format!("asks for {address}"));
                    }
                }
                Event::Wrong(what) if what.contains(ICON) => {}
                Event::Wrong(what) => self.noise.push(what),
                Event::Saved => self.saved += 1,
            }
        }
        Ok(())
    }

    /// Returns what an expression of JavaScript is in the page.
    pub fn evaluate(&mut self, expression: &str) -> Result<Value> {
        self.listen()?;
        let value = self.browser.evaluate(expression)?;
        self.listen()?;
        Ok(value)
    }

    /// Returns what an expression is in each frame of the page.
    pub fn evaluate_in_frames(&mut self, expression: &str) -> Result<Vec<Value>> {
        self.browser.evaluate_in_frames(expression)
    }

    /// Has the page shown otherwise.
    pub fn look(&mut self, look: &Look) -> Result<()> {
        self.browser.look(look)?;
        // What follows from that is there with the next picture.
        self.evaluate("new Promise(requestAnimationFrame)").map(drop)
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) -> Result<()> {
        self.browser.press(key)
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
                let picture = self.browser.folder().join("picture.png");
                fs::write(&picture, self.picture()?)?;
                let picture = picture.display();
                bail!("{expression} does not come true. The page shows {shown}, seen in {picture}");
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// Returns what the browser takes of the machine just now.
    pub fn usage(&mut self) -> Result<Usage> {
        Usage::of(self.browser.process())
    }

    /// Clicks on what a selector finds.
    pub fn click(&mut self, selector: &str) -> Result<()> {
        self.evaluate(&format!("document.querySelector({selector:?}).click()")).map(drop)
    }

    /// Clicks on what saves a file of this name, waits until it is saved to the end, and takes it.
    pub fn save_by(&mut self, selector: &str, name: &str) -> Result<Vec<u8>> {
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
        let file = self.browser.downloads().join(name);
        let content = fs::read(&file).with_context(|| file.display().to_string())?;
        fs::remove_file(&file).with_context(|| file.display().to_string())?;
        thread::sleep(PACE.saturating_sub(start.elapsed()));
        Ok(content)
    }

    /// Chooses files in a field.
    pub fn choose(&mut self, selector: &str, files: &[PathBuf]) -> Result<()> {
        self.browser.choose(selector, files)
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

    /// Returns what is seen of the page, as PNG.
    pub fn picture(&mut self) -> Result<Vec<u8>> {
        let picture = self.browser.picture()?;
        BASE64_STANDARD.decode(picture).context("the picture is no Base64")
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        // Where the browser is gone, the tab is.
        let _ = self.browser.close_tab();
        let _ = self.browser.take_events();
    }
}
