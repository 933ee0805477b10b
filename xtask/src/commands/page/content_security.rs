//! What a browser lets the page do.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// Returns a content security policy that lets these scripts and styles through, a worker and a
/// frame of the page's own making, and nothing else: no network at all.
pub fn policy(scripts: &[&str], styles: &[&str]) -> String {
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; worker-src blob:; \
         frame-src blob:; base-uri 'none'; form-action 'none'",
        digests(scripts),
        digests(styles)
    )
}

fn digests(texts: &[&str]) -> String {
    let digest = |text: &&str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    texts.iter().map(digest).collect::<Vec<_>>().join(" ")
}
