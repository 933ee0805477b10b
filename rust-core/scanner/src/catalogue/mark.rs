//! Marks: what an app shows of itself that identifies it.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a mark is about. Two marks about one subject are no two witnesses: whoever imitates the one
/// may have imitated both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The package name.
    Package,
    /// The class name of a component, an alias or the application.
    Component,
    /// An intent action that a component takes.
    Action,
    /// The authority of a provider.
    Authority,
    /// A link that a component opens, or a host that the app is declared to belong to.
    Link,
    /// The name of a meta-data item.
    MetaData,
    /// The site that an installed web app shows.
    WebApp,
    /// A permission that the app defines.
    Permission,
    /// A signing certificate, present or rotated from: its SHA-256 digest in 64 lower-case
    /// hexadecimal digits.
    Certificate,
}

/// How much of the subject a mark gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Match {
    /// All of it; of a link, all of its scheme.
    Exact,
    /// What it starts with, with the dot that this ends in: `com.example.`.
    Prefix,
    /// What it ends with, with the dot that this starts with: `.share.ShareActivity`.
    Suffix,
    /// A host, which stands for all hosts below it too.
    Host,
}

/// What a mark is compared with, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MarkKind {
    /// What it is about.
    pub subject: Subject,
    /// How much of that it gives.
    pub matches: Match,
}

/// The keys that policies, the catalogue and reports have for the kinds of marks.
const KEYS: [(&str, MarkKind); 15] = [
    ("package", MarkKind::PACKAGE),
    ("package_prefix", MarkKind::PACKAGE_PREFIX),
    ("component", MarkKind::COMPONENT),
    ("component_prefix", MarkKind::COMPONENT_PREFIX),
    ("component_suffix", MarkKind::COMPONENT_SUFFIX),
    ("action", MarkKind::ACTION),
    ("action_prefix", MarkKind::ACTION_PREFIX),
    ("authority", MarkKind::AUTHORITY),
    ("scheme", MarkKind::SCHEME),
    ("host", MarkKind::HOST),
    ("meta_data", MarkKind::META_DATA),
    ("web_host", MarkKind::WEB_HOST),
    ("permission", MarkKind::PERMISSION),
    ("permission_prefix", MarkKind::PERMISSION_PREFIX),
    ("certificate", MarkKind::CERTIFICATE),
];

impl MarkKind {
    /// The whole package name.
    pub const PACKAGE: Self = Self::new(Subject::Package, Match::Exact);
    /// What the package name starts with.
    pub const PACKAGE_PREFIX: Self = Self::new(Subject::Package, Match::Prefix);
    /// The whole class name of a component, an alias or the application.
    pub const COMPONENT: Self = Self::new(Subject::Component, Match::Exact);
    /// What such a class name starts with.
    pub const COMPONENT_PREFIX: Self = Self::new(Subject::Component, Match::Prefix);
    /// What such a class name ends with.
    pub const COMPONENT_SUFFIX: Self = Self::new(Subject::Component, Match::Suffix);
    /// An intent action that a component takes.
    pub const ACTION: Self = Self::new(Subject::Action, Match::Exact);
    /// What such an action starts with.
    pub const ACTION_PREFIX: Self = Self::new(Subject::Action, Match::Prefix);
    /// The authority of a provider.
    pub const AUTHORITY: Self = Self::new(Subject::Authority, Match::Exact);
    /// A URI scheme that a component opens.
    pub const SCHEME: Self = Self::new(Subject::Link, Match::Exact);
    /// A host whose links a component opens, or that the app is declared to belong to.
    pub const HOST: Self = Self::new(Subject::Link, Match::Host);
    /// The name of a meta-data item.
    pub const META_DATA: Self = Self::new(Subject::MetaData, Match::Exact);
    /// A host that the app shows as an installed web app.
    pub const WEB_HOST: Self = Self::new(Subject::WebApp, Match::Host);
    /// A permission that the app defines.
    pub const PERMISSION: Self = Self::new(Subject::Permission, Match::Exact);
    /// What the name of such a permission starts with.
    pub const PERMISSION_PREFIX: Self = Self::new(Subject::Permission, Match::Prefix);
    /// A signing certificate.
    pub const CERTIFICATE: Self = Self::new(Subject::Certificate, Match::Exact);

    const fn new(subject: Subject, matches: Match) -> Self {
        Self { subject, matches }
    }

    /// Returns the kind that has this key, such as `package_prefix`.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        KEYS.iter().find(|(known, _)| *known == key).map(|(_, kind)| *kind)
    }

    /// Returns the key that policies, the catalogue and reports have for this kind.
    #[must_use]
    pub fn key(self) -> &'static str {
        KEYS.iter().find(|(_, kind)| *kind == self).map_or("", |(key, _)| key)
    }

    /// Returns whether the mark stands in the manifest.
    pub(crate) fn is_declared(self) -> bool {
        !matches!(self.subject, Subject::Package | Subject::Certificate)
    }
}

impl Serialize for MarkKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for MarkKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| D::Error::custom(format!("no kind of mark: {key:?}")))
    }
}

/// What a mark is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Other apps have it too: it supports what others say, and identifies nothing, not even along
    /// with others of its strength.
    Supports,
    /// It identifies the app along with a mark of another subject.
    Together,
    /// It identifies the app alone, very likely.
    Strong,
    /// It identifies the app alone.
    Certain,
}

impl Strength {
    /// All of them.
    pub(crate) const WEIGHTIEST_FIRST: [Self; 4] =
        [Self::Certain, Self::Strong, Self::Together, Self::Supports];
}

/// A mark of a family.
#[derive(Debug)]
pub struct Mark {
    /// What it is compared with.
    pub kind: MarkKind,
    /// What is looked for there.
    pub text: &'static str,
    /// What it is worth.
    pub strength: Strength,
}
