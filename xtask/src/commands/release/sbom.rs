//! A bill of materials: what a released thing is made of, as `CycloneDX` 1.6.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::Thing;
use super::part::{Licence, Part};
use crate::toolchain::project;
use crate::toolchain::stamp::hex;

/// Returns the bill of a thing that is released on this day from this commit. It is the same each
/// time, whoever signs the thing.
pub fn bill(thing: &Thing, date: &str, commit: &str) -> String {
    let purl = format!("pkg:generic/{}@{}", thing.name, project::VERSION);
    let mut dependencies =
        vec![json!({ "ref": purl, "dependsOn": sorted(&thing.parts.asked_by_us) })];
    let parts = &thing.parts.parts;
    dependencies.extend(
        parts.iter().map(|part| json!({ "ref": part.purl, "dependsOn": sorted(&part.asks_for) })),
    );
    let mut bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": format!("{date}T00:00:00Z"),
            "lifecycles": [{ "phase": "build" }],
            "component": {
                "type": thing.kind,
                "bom-ref": purl,
                "purl": purl,
                "name": thing.name,
                "version": project::VERSION,
                "description": format!("{}, the file {}", thing.description, thing.file),
                "licenses": [{ "expression": "Apache-2.0" }],
                "properties": [{ "name": "appvagt:commit", "value": commit }],
            },
        },
        "components": parts.iter().map(component).collect::<Vec<_>>(),
        "dependencies": dependencies,
    });
    let serial = serial_number(&bill.to_string());
    if let Some(bill) = bill.as_object_mut() {
        bill.insert("serialNumber".to_owned(), serial.into());
    }
    format!("{bill:#}\n")
}

fn component(part: &Part) -> Value {
    let mut component = Map::new();
    let mut set = |name: &str, value: Value| component.insert(name.to_owned(), value);
    set("type", "library".into());
    set("bom-ref", part.purl.as_str().into());
    set("name", part.name.as_str().into());
    set("version", part.version.as_str().into());
    set("purl", part.purl.as_str().into());
    set("licenses", json!([licence(&part.licence)]));
    match (part.what, part.contained) {
        (Some(what), _) => {
            set("description", what.into());
        }
        (None, false) => {
            set("description", "not contained: fetched by whoever uses the library".into());
        }
        (None, true) => (),
    }
    if let Some(sha256) = &part.sha256 {
        set("hashes", json!([{ "alg": "SHA-256", "content": sha256 }]));
    }
    if let Some(kept_at) = &part.kept_at {
        set("externalReferences", json!([{ "type": "vcs", "url": kept_at }]));
    }
    component.into()
}

fn licence(licence: &Licence) -> Value {
    match licence {
        Licence::Expression(expression) => json!({ "expression": expression }),
        Licence::OfCrate(expression) => json!({ "expression": expression }),
        Licence::Name(name) => json!({ "license": { "name": name } }),
    }
}

fn sorted(purls: &[String]) -> Vec<&String> {
    let mut sorted: Vec<_> = purls.iter().collect();
    sorted.sort();
    sorted.dedup();
    sorted
}

/// Returns a UUID that is made from the content, so that the same content has the same.
fn serial_number(content: &str) -> String {
    let digest = hex(&Sha256::digest(content));
    // Version 8 is for ones made by a rule of one's own.
    let [first, second] = [&digest[..8], &digest[8..12]];
    let [third, fourth, last] = [&digest[13..16], &digest[17..20], &digest[20..32]];
    format!("urn:uuid:{first}-{second}-8{third}-8{fourth}-{last}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::release::part::Parts;

    fn thing() -> Thing {
        let part = |name: &str, licence, asks_for: &[&str]| Part {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            purl: format!("pkg:cargo/{name}@1.0.0"),
            what: None,
            licence,
            kept_at: None,
            sha256: Some("0".repeat(64)),
            texts: Vec::new(),
            classes: None,
            asks_for: asks_for.iter().map(|name| format!("pkg:cargo/{name}@1.0.0")).collect(),
            contained: true,
        };
        Thing {
            name: "appvagt-test",
            file: "appvagt-test.zip".to_owned(),
            kind: "application",
            description: "A test",
            parts: Parts::default()
                .with(part("b", Licence::OfCrate("MIT OR Apache-2.0".to_owned()), &["a"]))
                .with(part("a", Licence::Name("Own"), &[])),
        }
    }

    #[test]
    fn a_bill_names_each_part_with_licence_and_checksum_and_what_asks_for_it() {
        let bill: Value = serde_json::from_str(&bill(&thing(), "2026-12-01", "abc")).unwrap();
        assert_eq!(bill["metadata"]["timestamp"], "2026-12-01T00:00:00Z");
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/b@1.0.0");
        assert_eq!(bill["components"][0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(bill["components"][0]["hashes"][0]["alg"], "SHA-256");
        assert_eq!(bill["components"][1]["licenses"][0]["license"]["name"], "Own");
        let own = format!("pkg:generic/appvagt-test@{}", project::VERSION);
        assert_eq!(
            bill["dependencies"],
            json!([
                { "ref": own, "dependsOn": ["pkg:cargo/a@1.0.0", "pkg:cargo/b@1.0.0"] },
                { "ref": "pkg:cargo/b@1.0.0", "dependsOn": ["pkg:cargo/a@1.0.0"] },
                { "ref": "pkg:cargo/a@1.0.0", "dependsOn": [] },
            ])
        );
        let serial = bill["serialNumber"].as_str().unwrap();
        assert_eq!(serial.len(), "urn:uuid:00000000-0000-8000-8000-000000000000".len());
    }

    #[test]
    fn the_same_thing_has_the_same_bill() {
        assert_eq!(bill(&thing(), "2026-12-01", "abc"), bill(&thing(), "2026-12-01", "abc"));
        assert_ne!(bill(&thing(), "2026-12-01", "abc"), bill(&thing(), "2026-12-02", "abc"));
    }
}
