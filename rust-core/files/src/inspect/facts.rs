//! What is printed about one file. The field names are those of the JSON output.

use std::io;
use std::path::Path;

use appvagt_apk::{
    Anomalies, Apk, CertificateDigest, Component, Error, ExtractedSigner, IntentFilter, Manifest,
    MetaData, MetaValue, Result, SdkLevel, Text, UnreadSignature,
};
use appvagt_scanner::Label;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Problem;

/// Everything known about a file. What is not known is null.
#[derive(Debug, Serialize)]
pub struct Facts {
    /// The path of the file.
    pub path: String,
    /// The base APK's name in the file, if that is an archive of APKs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base: Option<String>,
    /// `android`, or `recovered` if Android refuses the file; null if nothing could be read.
    pub(super) reading: Option<&'static str>,
    /// The package name.
    pub package: Option<String>,
    pub(super) split: Option<String>,
    pub(super) version_code: Option<u64>,
    pub(super) version_name: Option<String>,
    pub(super) label: Option<Label>,
    /// A level, or the code name of a release that was not final.
    pub(super) min_sdk: Option<Value>,
    pub(super) target_sdk: Option<Value>,
    pub(super) application_class: Option<String>,
    pub(super) signers: Vec<Signer>,
    /// Signatures that are there, or should be, and cannot be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unread_signatures: Vec<DamagedSignature>,
    pub(super) components: Vec<ComponentFacts>,
    pub(super) meta_data: Vec<MetaDataFacts>,
    pub(super) uses_permissions: Vec<String>,
    pub(super) permissions: Vec<String>,
    pub(super) queries: Queries,
    pub(super) anomalies: Vec<&'static str>,
    /// Why Android refuses the file, or why it could not be read.
    pub error: Option<Problem>,
    /// The anomalies with what they mean, for people.
    #[serde(skip)]
    pub explained: Vec<(&'static str, &'static str)>,
}

/// A certificate the file names as a signer's.
#[derive(Debug, Serialize)]
pub(super) struct Signer {
    pub(super) sha256: String,
    pub(super) scheme: &'static str,
    /// Certificates the app was signed with before, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) history: Vec<String>,
}

/// A signature that cannot be read.
#[derive(Debug, Serialize)]
pub(super) struct DamagedSignature {
    pub(super) scheme: &'static str,
    pub(super) error: Problem,
}

#[derive(Debug, Serialize)]
pub(super) struct ComponentFacts {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) exported: bool,
    pub(super) enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) authorities: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) filters: Vec<Filter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) meta_data: Vec<MetaDataFacts>,
}

#[derive(Debug, Serialize)]
pub(super) struct Filter {
    pub(super) actions: Vec<String>,
    pub(super) categories: Vec<String>,
    pub(super) schemes: Vec<String>,
    pub(super) hosts: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct MetaDataFacts {
    pub(super) name: String,
    pub(super) value: Value,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Queries {
    pub(super) packages: Vec<String>,
    pub(super) intents: Vec<Filter>,
    pub(super) authorities: Vec<String>,
}

impl Facts {
    /// Returns facts of which nothing is known yet, about what lies `inside` a file.
    pub(super) fn new(path: &Path, inside: &[String]) -> Self {
        Self {
            path: path.display().to_string(),
            base: (!inside.is_empty()).then(|| inside.join("/")),
            reading: None,
            package: None,
            split: None,
            version_code: None,
            version_name: None,
            label: None,
            min_sdk: None,
            target_sdk: None,
            application_class: None,
            signers: Vec::new(),
            unread_signatures: Vec::new(),
            components: Vec::new(),
            meta_data: Vec::new(),
            uses_permissions: Vec::new(),
            permissions: Vec::new(),
            queries: Queries::default(),
            anomalies: Vec::new(),
            error: None,
            explained: Vec::new(),
        }
    }

    /// Returns the facts about a path that could not be looked into.
    #[must_use]
    pub fn unreadable(path: &Path, problem: &io::Error) -> Self {
        Self { error: Some(Problem::from(problem)), ..Self::new(path, &[]) }
    }

    /// Fills in what the APK says, as far as it can be read.
    pub(super) fn fill(&mut self, apk: &Apk, locales: &[&str]) -> Result<()> {
        self.set_manifest(apk.manifest()?);
        let resolved = apk.resolved_manifest().map(|manifest| self.set_manifest(&manifest));
        let label = apk.label(locales).map(|label| {
            let package = self.package.as_deref().unwrap_or_default();
            self.label = label.map(|label| Label::new(&label, package));
        });
        let signers = apk.extract_signers().map(|signatures| {
            self.signers = signatures.signers.iter().map(Signer::new).collect();
            self.unread_signatures = signatures.unread.iter().map(DamagedSignature::new).collect();
        });
        resolved.and(label).and(signers)
    }

    fn set_manifest(&mut self, manifest: &Manifest) {
        self.package = Some(manifest.package.clone());
        self.split.clone_from(&manifest.split);
        self.version_code = Some(manifest.version_code);
        self.version_name = manifest.version_name.as_ref().map(Text::to_string);
        self.min_sdk = manifest.min_sdk.as_ref().map(sdk_level);
        self.target_sdk = manifest.target_sdk.as_ref().map(sdk_level);
        self.application_class.clone_from(&manifest.application_class);
        self.components = manifest.components.iter().map(ComponentFacts::new).collect();
        self.meta_data = manifest.meta_data.iter().map(MetaDataFacts::new).collect();
        let names = manifest.uses_permissions.iter().map(|permission| permission.name.clone());
        self.uses_permissions = names.collect();
        let names = manifest.permissions.iter().map(|permission| permission.name.clone());
        self.permissions = names.collect();
        self.queries = Queries {
            packages: manifest.queries.packages.clone(),
            intents: manifest.queries.intents.iter().map(Filter::new).collect(),
            authorities: texts(&manifest.queries.authorities),
        };
    }

    pub(super) fn set_anomalies(&mut self, anomalies: Anomalies) {
        self.anomalies = anomalies.iter().map(appvagt_apk::Anomaly::name).collect();
        self.explained =
            anomalies.iter().map(|anomaly| (anomaly.name(), anomaly.description())).collect();
    }

    pub(super) fn set_error(&mut self, error: &Error) {
        self.error = Some(Problem::from(error));
    }
}

impl Signer {
    fn new(signer: &ExtractedSigner) -> Self {
        Self {
            sha256: signer.certificate.to_string(),
            scheme: signer.scheme.name(),
            history: signer.history.iter().map(CertificateDigest::to_string).collect(),
        }
    }
}

impl DamagedSignature {
    fn new(unread: &UnreadSignature) -> Self {
        Self { scheme: unread.scheme.name(), error: Problem::from(&*unread.error) }
    }
}

impl ComponentFacts {
    fn new(component: &Component) -> Self {
        Self {
            kind: component.kind.name(),
            name: component.name.clone(),
            exported: component.exported,
            enabled: component.enabled,
            target: component.target.clone(),
            authorities: texts(&component.authorities),
            filters: component.filters.iter().map(Filter::new).collect(),
            meta_data: component.meta_data.iter().map(MetaDataFacts::new).collect(),
        }
    }
}

impl Filter {
    fn new(filter: &IntentFilter) -> Self {
        Self {
            actions: texts(&filter.actions),
            categories: texts(&filter.categories),
            schemes: texts(&filter.schemes),
            hosts: texts(&filter.hosts),
        }
    }
}

impl MetaDataFacts {
    fn new(meta_data: &MetaData) -> Self {
        let value = match &meta_data.value {
            MetaValue::Text(text) => json!(text.to_string()),
            MetaValue::Integer(number) => json!(number),
            MetaValue::Boolean(value) => json!(value),
            MetaValue::Float(number) => json!(number),
            MetaValue::Resource(id) => json!(id.to_string()),
            MetaValue::None => Value::Null,
        };
        Self { name: meta_data.name.clone(), value }
    }
}

fn sdk_level(level: &SdkLevel) -> Value {
    match level {
        SdkLevel::Level(level) => json!(level),
        SdkLevel::Codename(name) => json!(name),
    }
}

fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(Text::to_string).collect()
}
