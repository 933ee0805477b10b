//! Marks: what an app shows of itself that tells which app it is.

use serde::{Deserialize, Serialize};

/// What a mark is compared with. Everything but package name and certificate is declared in the
/// app's manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The whole package name.
    Package,
    /// What the package name starts with, with the dot it ends in: `com.example.`.
    PackagePrefix,
    /// The whole class name of a component, an alias or the application.
    Component,
    /// What such a class name starts with, with the dot it ends in.
    ComponentPrefix,
    /// What such a class name ends with, with the dot it starts with: `.share.ShareActivity`.
    ComponentSuffix,
    /// An intent action that a component takes.
    Action,
    /// What such an action starts with, with the dot it ends in.
    ActionPrefix,
    /// The authority of a provider.
    Authority,
    /// A URI scheme that a component opens.
    Scheme,
    /// A host, with all hosts below it, whose links a component opens or that the app is declared
    /// to belong to.
    Host,
    /// The name of a meta-data item.
    MetaData,
    /// A host, with all hosts below it, that the app shows as an installed web app.
    WebHost,
    /// A permission that the app defines.
    Permission,
    /// What the name of such a permission starts with, with the dot it ends in.
    PermissionPrefix,
    /// A signing certificate, present or rotated from: its SHA-256 digest in 64 lower-case
    /// hexadecimal digits.
    Certificate,
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

/// What a mark is about. Two marks about one subject are no two witnesses: whoever imitates the one
/// may have imitated both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Package,
    Component,
    Action,
    Authority,
    Link,
    MetaData,
    WebApp,
    Permission,
    Certificate,
}

impl MarkKind {
    pub(crate) fn subject(self) -> Subject {
        match self {
            Self::Package | Self::PackagePrefix => Subject::Package,
            Self::Component | Self::ComponentPrefix | Self::ComponentSuffix => Subject::Component,
            Self::Action | Self::ActionPrefix => Subject::Action,
            Self::Authority => Subject::Authority,
            Self::Scheme | Self::Host => Subject::Link,
            Self::MetaData => Subject::MetaData,
            Self::WebHost => Subject::WebApp,
            Self::Permission | Self::PermissionPrefix => Subject::Permission,
            Self::Certificate => Subject::Certificate,
        }
    }

    /// Whether the mark stands in the manifest.
    pub(crate) fn is_declared(self) -> bool {
        !matches!(self.subject(), Subject::Package | Subject::Certificate)
    }
}
