//! Turns `src/catalogue.json` into Rust, so that a mistake in it is an error when the scanner is
//! compiled, and the library on the phone need not read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    sources: BTreeMap<String, String>,
    certificates: Vec<Certificate>,
    families: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Certificate {
    id: String,
    owner: String,
    sha256: String,
    source: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    id: String,
    name: String,
    #[serde(default)]
    certificates: Vec<String>,
    #[serde(default)]
    company_certificates: Vec<String>,
    packages: Vec<Package>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Package {
    name: String,
    app: String,
    certainty: String,
    #[serde(default)]
    signed_by: Vec<String>,
    source: Vec<String>,
}

fn main() {
    const SOURCE: &str = "src/catalogue.json";
    println!("cargo::rerun-if-changed={SOURCE}");
    let written = fs::read_to_string(SOURCE)
        .map_err(|error| error.to_string())
        .and_then(|json| serde_json::from_str(&json).map_err(|error| error.to_string()))
        .and_then(|catalogue| rust(&catalogue))
        .and_then(|rust| {
            let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
            fs::write(Path::new(&folder).join("catalogue.rs"), rust).map_err(|e| e.to_string())
        });
    if let Err(error) = written {
        println!("cargo::error={SOURCE}: {error}");
    }
}

/// The catalogue as a Rust expression.
fn rust(catalogue: &Catalogue) -> Result<String, String> {
    let mut text = String::from("Catalogue {\n    sources: &[\n");
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    for (id, source) in &catalogue.sources {
        line(format!("        ({id:?}, {source:?}),"));
    }
    line("    ],\n    certificates: &[".to_owned());
    for Certificate { id, owner, sha256, source } in &catalogue.certificates {
        let digest = digest(sha256).ok_or_else(|| format!("{id}: {sha256:?} is no SHA-256"))?;
        line(format!(
            "        Certificate {{ id: {id:?}, owner: {owner:?}, \
             sha256: CertificateDigest({digest:?}), source: &{source:?} }},"
        ));
    }
    line("    ],\n    families: &[".to_owned());
    for Family { id, name, certificates, company_certificates, packages } in &catalogue.families {
        line(format!(
            "        Family {{ id: {id:?}, name: {name:?}, certificates: &{certificates:?}, \
             company_certificates: &{company_certificates:?}, packages: &["
        ));
        for Package { name, app, certainty, signed_by, source } in packages {
            let certainty = match certainty.as_str() {
                "certain" => "Certainty::Certain",
                "strong" => "Certainty::Strong",
                other => return Err(format!("{name}: {other:?} is neither certain nor strong")),
            };
            line(format!(
                "            KnownPackage {{ name: {name:?}, app: {app:?}, certainty: {certainty}, \
                 signed_by: &{signed_by:?}, source: &{source:?} }},"
            ));
        }
        line("        ] },".to_owned());
    }
    let _ = write!(text, "    ],\n}}\n");
    Ok(text)
}

fn digest(hex: &str) -> Option<Vec<u8>> {
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok())
        .collect();
    bytes.filter(|bytes| bytes.len() == 32)
}
