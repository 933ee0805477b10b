#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod browser;
mod fleet;
mod refusal;
mod terms;

pub use fleet::JudgedFleet;

use appvagt_inventory::Format;
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns what the page shows and offers, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn about() -> String {
    let formats: Vec<_> = Format::names().collect();
    json!({"version": env!("CARGO_PKG_VERSION"), "formats": formats}).to_string()
}

/// Has the page know why the judge broke down, if it ever does.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::note_breakdown(&panic.to_string())));
}
