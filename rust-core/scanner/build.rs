//! Turns `src/catalogue/catalogue.json` into Rust, so that a mistake in it is an error when the
//! scanner is compiled, and the library on the phone need not read it.

#[path = "catalogue/file.rs"]
#[expect(dead_code, reason = "sources are for the tests and for docs/catalogue.md")]
mod file;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use file::{Ban, Catalogue, Certificate, EssentialApp, Family, IosApp, Mark, Package};

/// The languages of `Names`, but English.
const LANGUAGES: [&str; 5] = ["da", "de", "fi", "nb", "sv"];

fn main() {
    const SOURCE: &str = "src/catalogue/catalogue.json";
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

/// Writes the catalogue as Rust. Sources stay behind: nothing that judges needs them.
fn rust(catalogue: &Catalogue) -> Result<String, String> {
    let mut text = String::from("pub static CATALOGUE: Catalogue = Catalogue {\n");
    text.push_str("    certificates: &[\n");
    for Certificate { id, owner, sha256, .. } in &catalogue.certificates {
        let digest = digest(sha256).ok_or_else(|| format!("{id}: {sha256:?} is no SHA-256"))?;
        let _ = writeln!(
            text,
            "        Certificate {{ id: {id:?}, owner: {owner:?}, sha256: CertificateDigest({digest:?}) }},"
        );
    }
    text.push_str("    ],\n    families: &[\n");
    for family in &catalogue.families {
        write_family(&mut text, family, &catalogue.families)?;
    }
    text.push_str("    ],\n};\n\npub static IOS_APPS: &[IosApp] = &[\n");
    for Family { id, ios, .. } in &catalogue.families {
        for IosApp { bundle, app, .. } in ios {
            let _ = writeln!(
                text,
                "    IosApp {{ bundle: {bundle:?}, app: {app:?}, family: {id:?} }},"
            );
        }
    }
    text.push_str("];\n\npub static ESSENTIAL_APPS: &[EssentialApp] = &[\n");
    for EssentialApp { package, what, except, .. } in &catalogue.essential.apps {
        let _ = writeln!(
            text,
            "    EssentialApp {{ package: {package:?}, what: {what:?}, except: &{except:?} }},"
        );
    }
    text.push_str("];\n\npub static PUBLIC_BANS: &[PublicBan] = &[\n");
    for Ban { id, by, since, families, source, note } in &catalogue.bans {
        let note = note.as_deref().unwrap_or_default();
        let _ = writeln!(
            text,
            "    PublicBan {{ id: {id:?}, by: {by:?}, since: {since:?}, families: &{families:?}, \
             source: {source:?}, note: {note:?} }},"
        );
    }
    let _ = writeln!(
        text,
        "];\n\npub static ESSENTIAL_CERTIFICATES: &[&str] = &{:?};",
        catalogue.essential.certificates
    );
    Ok(text)
}

fn write_family(text: &mut String, family: &Family, all: &[Family]) -> Result<(), String> {
    let Family { id, name, names, test, certificates, company_certificates, .. } = family;
    if let Some(language) = names.keys().find(|key| !LANGUAGES.contains(&key.as_str())) {
        return Err(format!(
            "{id}: \"names\" has {language:?}, which is not in LANGUAGES of build.rs"
        ));
    }
    let mut translations = "None".to_owned();
    if !names.is_empty() {
        let mut called = format!("en: {name:?}");
        for language in LANGUAGES {
            let Some(name) = names.get(language) else {
                return Err(format!("{id}: \"names\" has none in {language:?}: add it"));
            };
            let _ = write!(called, ", {language}: {name:?}");
        }
        translations = format!("Some(&Names {{ {called} }})");
    }
    let _ = writeln!(
        text,
        "        Family {{ id: {id:?}, test: {test},\n            \
         name: {name:?}, translations: {translations},\n            \
         certificates: &{certificates:?}, company_certificates: &{company_certificates:?},\n            \
         packages: &["
    );
    for Package { name, app, certainty, signed_by, .. } in &family.packages {
        let certainty = match certainty.as_str() {
            "certain" => "Certainty::Certain",
            "strong" => "Certainty::Strong",
            other => return Err(format!("{name}: {other:?} is neither certain nor strong")),
        };
        let _ = writeln!(
            text,
            "                KnownPackage {{ name: {name:?}, app: {app:?}, certainty: {certainty}, \
             signed_by: &{signed_by:?} }},"
        );
    }
    text.push_str("            ],\n            marks: &[\n");
    for Mark { kind, text: looked_for, strength, .. } in &family.marks {
        // A kind or strength that does not exist is an error where this is compiled.
        let (kind, strength) = (kind.to_uppercase(), pascal_case(strength));
        let _ = writeln!(
            text,
            "                Mark {{ kind: MarkKind::{kind}, text: {looked_for:?}, \
             strength: Strength::{strength} }},"
        );
    }
    let known: Vec<&str> =
        all.iter().flat_map(|family| &family.packages).map(|package| &*package.name).collect();
    for clone in family.packages.iter().filter_map(|package| clone_of(&package.name)) {
        // A family for trying things out has no clones.
        if !test && !known.contains(&&*clone) {
            let _ = writeln!(
                text,
                "                Mark {{ kind: MarkKind::PACKAGE, text: {clone:?}, \
                 strength: Strength::Strong }},"
            );
        }
    }
    text.push_str("            ] },\n");
    Ok(())
}

/// Returns the package name that App Cloner gives the first copy of an app: the last letter is the
/// next one. Names that end in a digit are left out: the next digit may be a next app of its maker.
fn clone_of(package: &str) -> Option<String> {
    let (start, last) = package.split_at_checked(package.len().checked_sub(1)?)?;
    let next = match last.as_bytes() {
        [last @ (b'a'..=b'y' | b'A'..=b'Y')] => char::from(last + 1),
        _ => return None,
    };
    Some(format!("{start}{next}"))
}

fn pascal_case(snake_case: &str) -> String {
    let capitalised = |word: &str| word[..1].to_uppercase() + &word[1..];
    snake_case.split('_').filter(|word| !word.is_empty()).map(capitalised).collect()
}

fn digest(hex: &str) -> Option<Vec<u8>> {
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok())
        .collect();
    bytes.filter(|bytes| bytes.len() == 32)
}
