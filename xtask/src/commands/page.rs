//! `cargo xtask page`: the page of the IT office, one file that holds the judge.

pub mod app_texts;
mod content_security;
mod module;

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use sha2::{Digest, Sha256};

use self::module::Module;
pub use self::module::{declarations, linked};
use crate::toolchain::project;
use crate::toolchain::stamp::hex;
use crate::toolchain::step::step;

/// The parts of its script, in order.
pub const SCRIPTS: [&str; 9] = [
    "common.js",
    "app.js",
    "fleet.js",
    "sample.js",
    "files.js",
    "preview.js",
    "policy.js",
    "papers.js",
    "start.js",
];
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
    let style = source("page.css")?;
    let script = SCRIPTS.iter().map(|name| source(name)).collect::<Result<String>>()?;
    let (words, schema) = (source("words.json")?, read("docs/policy.schema.json")?);
    let mut app = app_texts::used_by(&script)?;
    app.insert("keepsakes".to_owned(), json!(app_texts::keepsakes()?));
    let app = json!(app).to_string();
    let worker = [module.script.as_str(), &source("worker.js")?].concat();
    let texts = [
        ("the script", &script),
        ("words.json", &words),
        ("strings.xml", &app),
        ("policy.schema.json", &schema),
        ("worker.js", &worker),
    ];
    for (name, text) in texts {
        if ["</script", "<!--"].iter().any(|markup| text.contains(markup)) {
            bail!("{name} has what ends a script within a page, or begins a comment");
        }
    }
    // The result of a fleet is a page of its own, shown within this one.
    let shown = |name: &str| read(&format!("rust-core/fleet/src/html/{name}"));
    let policy =
        content_security::policy(&[&script, &shown("page.js")?], &[&style, &shown("page.css")?]);
    let code = BASE64_STANDARD.encode(packed(&module.code)?);
    fill(
        &source("page.html")?,
        &[
            ("policy", &policy),
            ("style", &style),
            ("words", &words),
            ("app", &app),
            ("schema", &schema),
            ("worker", &worker),
            ("module", &code),
            ("script", &script),
        ],
    )
}

/// Compresses the judge, as the page unpacks it.
fn packed(code: &[u8]) -> Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(code)?;
    Ok(packed.finish()?)
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

/// Returns what stands between `start` and the next quotation mark, for each `start`.
fn between(text: &str, start: &str) -> Vec<String> {
    let parts = text.split(start).skip(1);
    parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

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
        let words: BTreeMap<String, [String; 6]> = serde_json::from_str(&words).unwrap();
        let page = read("rust-core/web/page/page.html").unwrap();
        let script: String = SCRIPTS
            .iter()
            .map(|name| read(&format!("rust-core/web/page/{name}")).unwrap())
            .collect();
        let schema = read("docs/policy.schema.json").unwrap();
        let mut used = between(&page, "data-word=\"");
        used.extend(between(&script, "word(\""));
        used.extend(between(&script, "button(\""));
        used.extend(policy_keys(&serde_json::from_str(&schema).unwrap()));
        for key in &used {
            assert!(words.contains_key(key), "words.json lacks {key:?}");
        }
        for (key, texts) in &words {
            assert!(used.contains(key), "nothing uses {key:?} of words.json");
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{key:?} lacks a language");
        }
    }

    /// Returns what the keys and the words of policies are called in `words.json`.
    fn policy_keys(schema: &Value) -> Vec<String> {
        let mut keys = Vec::new();
        if let Some(properties) = schema["properties"].as_object() {
            keys.extend(properties.keys().filter(|key| !key.ends_with("schema")).cloned());
        }
        keys.extend(schema["const"].as_str().map(str::to_owned));
        let within: Vec<String> = match schema {
            Value::Object(object) => object.values().flat_map(policy_keys).collect(),
            Value::Array(items) => items.iter().flat_map(policy_keys).collect(),
            _ => Vec::new(),
        };
        keys.into_iter().map(|key| format!("key_{key}")).chain(within).collect()
    }
}
