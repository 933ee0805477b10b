//! `cargo xtask page`: the page of the IT office, one file that holds the judge.

mod content_security;
mod module;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use self::module::Module;
use crate::toolchain::project;
use crate::toolchain::stamp::hex;
use crate::toolchain::step::step;

/// The page is not to be larger than this, in bytes.
const LARGEST: usize = 2_000_000;

/// Builds the page and prints what came of it.
pub fn run() -> Result<()> {
    let page = build()?;
    let content = fs::read(&page).with_context(|| page.display().to_string())?;
    let name = page.strip_prefix(project::root()).unwrap_or(&page).display();
    println!("\n  {name}, {} bytes, SHA-256 {}", content.len(), hex(&Sha256::digest(&content)));
    Ok(())
}

/// Builds the page, showing each step.
pub fn build() -> Result<PathBuf> {
    let module = Module::build()?;
    step("page", || {
        let page = assemble(&module)?;
        if page.len() > LARGEST {
            bail!("the page has {} bytes, and {LARGEST} are the most it may have", page.len());
        }
        let path = project::path("dist/appvagt.html");
        fs::create_dir_all(project::path("dist"))?;
        fs::write(&path, page).with_context(|| path.display().to_string())?;
        Ok(path)
    })
}

/// Puts everything into one file.
fn assemble(module: &Module) -> Result<String> {
    let source = |name: &str| read(&format!("rust-core/web/page/{name}"));
    let (style, script) = (source("page.css")?, source("page.js")?);
    let words = source("words.json")?;
    let worker = [module.script.as_str(), &source("worker.js")?].concat();
    for (name, text) in [("page.js", &script), ("words.json", &words), ("worker.js", &worker)] {
        if ["</script", "<!--"].iter().any(|markup| text.contains(markup)) {
            bail!("{name} has what ends a script within a page, or begins a comment");
        }
    }
    // The result of a fleet is a page of its own, shown within this one.
    let shown = |name: &str| read(&format!("rust-core/fleet/src/html/{name}"));
    let policy =
        content_security::policy(&[&script, &shown("page.js")?], &[&style, &shown("page.css")?]);
    let code = BASE64_STANDARD.encode(&module.code);
    fill(
        &source("page.html")?,
        &[
            ("policy", &policy),
            ("style", &style),
            ("words", &words),
            ("worker", &worker),
            ("module", &code),
            ("script", &script),
        ],
    )
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(project::path(path)).with_context(|| path.to_owned())
}

/// Returns the template with each `{{name}}` replaced. What stands in a part is left as it is.
fn fill(template: &str, parts: &[(&str, &str)]) -> Result<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").context("a {{ without }} in page.html")?;
        let part = parts.iter().find(|(part, _)| *part == name);
        let (_, part) = part.with_context(|| format!("page.html asks for {name:?}"))?;
        filled.extend([before, part]);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn parts_are_filled_in_as_they_are() {
        let filled = fill("a{{x}}b{{y}}c", &[("x", "{{y}}"), ("y", "2")]).unwrap();
        assert_eq!(filled, "a{{y}}b2c");
        assert!(fill("{{z}}", &[("x", "1")]).unwrap_err().to_string().contains("\"z\""));
    }

    #[test]
    fn every_text_is_there_in_every_language_and_none_is_left_over() {
        let words = read("rust-core/web/page/words.json").unwrap();
        let words: BTreeMap<String, [String; 4]> = serde_json::from_str(&words).unwrap();
        let page = read("rust-core/web/page/page.html").unwrap();
        let script = read("rust-core/web/page/page.js").unwrap();
        let between = |text: &str, start: &str, end: char| -> Vec<String> {
            let parts = text.split(start).skip(1);
            parts.filter_map(|part| Some(part.split_once(end)?.0.to_owned())).collect()
        };
        let mut used = between(&page, "data-word=\"", '"');
        used.extend(between(&script, "word(\"", '"'));
        for key in &used {
            assert!(words.contains_key(key), "words.json lacks {key:?}");
        }
        for (key, texts) in &words {
            assert!(used.contains(key), "nothing uses {key:?} of words.json");
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{key:?} lacks a language");
        }
    }
}
