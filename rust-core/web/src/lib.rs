#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod browser;
mod browser_apk;
mod files;
mod fleet;
mod papers;
mod policy;
mod preview;
mod refusal;
mod sample;
mod terms;

pub use files::JudgedFiles;
pub use fleet::JudgedFleet;
pub use papers::write_papers;
pub use policy::{check_policy, export_policy, start_policy};
pub use preview::preview_policy;
pub use sample::sample_file;

use std::fmt::Write;

use appvagt_inventory::Format;
use appvagt_rollout::{Mdm, Preset};
use appvagt_scanner::{Catalogue, Language};
use serde_json::json;
use sha2::{Digest, Sha256};
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns what the page shows and offers, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn about() -> String {
    let formats: Vec<_> = Format::names().collect();
    let presets = Preset::names().into_iter().filter_map(|name| {
        let about = Preset::named(name)?.about();
        Some(json!({"name": name, "about": about.lines().next()}))
    });
    let mdms = Mdm::ALL.map(|mdm| {
        json!({"name": mdm.name(), "about": Language::ALL.map(|language| mdm.about(language))})
    });
    let families = Catalogue::embedded()
        .families
        .iter()
        .map(|family| json!({"id": family.id, "names": family.names().all()}));
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "formats": formats,
        "presets": presets.collect::<Vec<_>>(),
        "mdms": mdms,
        "families": families.collect::<Vec<_>>(),
    })
    .to_string()
}

/// Returns the SHA-256 checksum of a text, as checksums are written.
#[wasm_bindgen]
#[must_use]
pub fn checksum(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut checksum, byte| {
        // Text takes whatever is written to it.
        let _ = write!(checksum, "{byte:02x}");
        checksum
    })
}

/// Has the page know why the judge broke down, if it ever does.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::note_breakdown(&panic.to_string())));
}
