//! A browser, driven to try the page of the IT office, to measure it and to draw it.

mod chromium;
mod firefox;
mod tab;
mod usage;

pub use chromium::Chromium;
pub use firefox::Firefox;
pub use tab::{Look, Tab};
