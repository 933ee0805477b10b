//! A browser, driven to try the page of the IT office, to measure it and to draw it.

mod chromium;
mod tab;
mod usage;

pub use chromium::Chromium;
pub use tab::{Look, Tab};
