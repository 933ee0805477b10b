//! A browser, driven to try the page of the IT office, to measure it and to draw it.

mod chromium;
mod firefox;
mod tab;
mod usage;

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::Value;

pub use chromium::Chromium;
pub use firefox::Firefox;
pub use tab::{ICON, Look, Tab};

/// A browser without a window, with one tab at a time.
pub trait Browser {
    /// Returns the folder that holds all that it is given and saves.
    fn folder(&self) -> &Path;

    /// Returns the folder that holds what it saves.
    fn downloads(&self) -> PathBuf {
        downloads(self.folder())
    }

    /// Returns the number of its process.
    fn process(&self) -> u32;

    /// Opens an empty tab.
    fn open_tab(&mut self) -> Result<()>;

    /// Closes the tab.
    fn close_tab(&mut self) -> Result<()>;

    /// Has what the tab opens from now on lack something that browsers have.
    fn lack(&mut self, name: &str) -> Result<()>;

    /// Begins to open an address.
    fn go_to(&mut self, address: &str) -> Result<()>;

    /// Returns what an expression of JavaScript is in the page.
    fn evaluate(&mut self, expression: &str) -> Result<Value>;

    /// Returns what an expression is in each frame of the page.
    fn evaluate_in_frames(&mut self, expression: &str) -> Result<Vec<Value>>;

    /// Has the page shown otherwise.
    fn look(&mut self, look: &Look) -> Result<()>;

    /// Returns what is seen of the page, as PNG in Base64.
    fn picture(&mut self) -> Result<String>;

    /// Presses a key.
    fn press(&mut self, key: Key) -> Result<()>;

    /// Chooses files in the field that a selector finds.
    fn choose(&mut self, selector: &str, files: &[PathBuf]) -> Result<()>;

    /// Returns what happened since this was asked last.
    fn take_events(&mut self) -> Result<Vec<Event>>;
}

fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

/// What happens in a tab, to the page, its worker or its frame.
pub enum Event {
    /// An address is asked for.
    Asked(String),
    /// Something went wrong, or was refused.
    Wrong(String),
    /// A file was saved, to its end.
    Saved,
}

/// A key of the keyboard.
#[derive(Clone, Copy)]
pub enum Key {
    Tab,
    Enter,
    Space,
}
