//! `catalogue.json` as it is written. Shared by `build.rs` and the tests of the catalogue.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Where facts come from: id and description.
    pub sources: BTreeMap<String, String>,
    pub certificates: Vec<Certificate>,
    pub essential: Essential,
    pub bans: Vec<Ban>,
    pub families: Vec<Family>,
}

/// What a phone needs, so that no policy may ban it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Essential {
    /// Ids of certificates that sign such apps.
    pub certificates: Vec<String>,
    pub apps: Vec<EssentialApp>,
}

/// An app that a phone needs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EssentialApp {
    /// Package name, or the beginning of several with the dot it ends in.
    pub package: String,
    pub what: String,
    /// Package names with that beginning that a phone does without.
    #[serde(default)]
    pub except: Vec<String>,
    pub source: Vec<String>,
}

/// What a public body bans.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ban {
    pub id: String,
    /// Who, and for whom.
    pub by: String,
    /// A day, or a month.
    pub since: String,
    pub families: Vec<String>,
    /// The address of the page that says so.
    pub source: String,
    #[serde(default)]
    pub note: Option<String>,
}

/// A signing certificate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    pub id: String,
    pub owner: String,
    pub sha256: String,
    pub source: Vec<String>,
}

/// A family of apps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    pub id: String,
    /// Name in English, or as its maker writes it.
    pub name: String,
    /// Name in other languages, where it differs: `da`, `fi`, `sv`.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    #[serde(default)]
    pub test: bool,
    /// Ids of certificates that sign this family and nothing else.
    #[serde(default)]
    pub certificates: Vec<String>,
    /// Ids of certificates that its maker uses for other families too.
    #[serde(default)]
    pub company_certificates: Vec<String>,
    pub packages: Vec<Package>,
    #[serde(default)]
    pub marks: Vec<Mark>,
    #[serde(default)]
    pub ios: Vec<IosApp>,
}

/// A package name on record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    pub name: String,
    pub app: String,
    pub certainty: String,
    #[serde(default)]
    pub signed_by: Vec<String>,
    pub source: Vec<String>,
}

/// Another mark: kind and strength by their names in JSON.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub kind: String,
    pub text: String,
    pub strength: String,
    pub source: Vec<String>,
}

/// An app for iPhone and iPad.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IosApp {
    pub bundle: String,
    pub app: String,
    pub source: Vec<String>,
}
