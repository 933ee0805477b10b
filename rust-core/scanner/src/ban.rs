//! One thing that an organisation bans.

use serde::{Deserialize, Serialize};

use crate::host::host_name;
use crate::{Catalogue, CertificateDigest, MarkKind, is_package_name};

/// One thing that is banned: a family of the catalogue, or a mark of the organisation's own, which
/// identifies alone.
///
/// As JSON, an object of one entry: `{"family": "tiktok"}`, `{"web_host": "example.com"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ban {
    /// A family of the catalogue, by its id.
    Family(String),
    /// See [`MarkKind::Package`].
    Package(String),
    /// See [`MarkKind::PackagePrefix`].
    PackagePrefix(String),
    /// See [`MarkKind::Component`].
    Component(String),
    /// See [`MarkKind::ComponentPrefix`].
    ComponentPrefix(String),
    /// See [`MarkKind::ComponentSuffix`].
    ComponentSuffix(String),
    /// See [`MarkKind::Action`].
    Action(String),
    /// See [`MarkKind::ActionPrefix`].
    ActionPrefix(String),
    /// See [`MarkKind::Authority`].
    Authority(String),
    /// See [`MarkKind::Scheme`].
    Scheme(String),
    /// See [`MarkKind::Host`].
    Host(String),
    /// See [`MarkKind::MetaData`].
    MetaData(String),
    /// See [`MarkKind::WebHost`].
    WebHost(String),
    /// See [`MarkKind::Permission`].
    Permission(String),
    /// See [`MarkKind::PermissionPrefix`].
    PermissionPrefix(String),
    /// See [`MarkKind::Certificate`].
    Certificate(String),
}

impl Ban {
    /// The mark that is banned; `None` for a family.
    #[must_use]
    pub fn mark(&self) -> Option<(MarkKind, &str)> {
        Some(match self {
            Self::Family(_) => return None,
            Self::Package(text) => (MarkKind::Package, text),
            Self::PackagePrefix(text) => (MarkKind::PackagePrefix, text),
            Self::Component(text) => (MarkKind::Component, text),
            Self::ComponentPrefix(text) => (MarkKind::ComponentPrefix, text),
            Self::ComponentSuffix(text) => (MarkKind::ComponentSuffix, text),
            Self::Action(text) => (MarkKind::Action, text),
            Self::ActionPrefix(text) => (MarkKind::ActionPrefix, text),
            Self::Authority(text) => (MarkKind::Authority, text),
            Self::Scheme(text) => (MarkKind::Scheme, text),
            Self::Host(text) => (MarkKind::Host, text),
            Self::MetaData(text) => (MarkKind::MetaData, text),
            Self::WebHost(text) => (MarkKind::WebHost, text),
            Self::Permission(text) => (MarkKind::Permission, text),
            Self::PermissionPrefix(text) => (MarkKind::PermissionPrefix, text),
            Self::Certificate(text) => (MarkKind::Certificate, text),
        })
    }

    /// What is wrong with it, after the name of the entry: it could never be met, or would be met
    /// by apps of every kind.
    pub(crate) fn mistake(&self, catalogue: &Catalogue) -> Option<(&'static str, String)> {
        if let Self::Family(id) = self {
            let known = || catalogue.families.iter().map(|f| f.id).collect::<Vec<_>>().join(", ");
            let problem = || format!("no family {id:?}, there are {}", known());
            return catalogue.family(id).is_none().then(|| ("family", problem()));
        }
        let (kind, text) = self.mark()?;
        let (key, allowed) = match kind {
            MarkKind::Package => ("package", "is not a package name"),
            MarkKind::PackagePrefix => ("package_prefix", PREFIX),
            MarkKind::Component => ("component", "is not the full name of a class"),
            MarkKind::ComponentPrefix => ("component_prefix", PREFIX),
            MarkKind::ComponentSuffix => (
                "component_suffix",
                "is not the end of a class name from a dot on, with two names or more",
            ),
            MarkKind::Action => ("action", OWN_NAME),
            MarkKind::ActionPrefix => ("action_prefix", OWN_PREFIX),
            MarkKind::Authority => ("authority", "is not an authority"),
            MarkKind::Scheme => {
                ("scheme", "is not a URI scheme in lower case, or one that any app may open")
            }
            MarkKind::Host => ("host", HOST),
            MarkKind::MetaData => ("meta_data", "is not the name of a meta-data item"),
            MarkKind::WebHost => ("web_host", HOST),
            MarkKind::Permission => ("permission", OWN_NAME),
            MarkKind::PermissionPrefix => ("permission_prefix", OWN_PREFIX),
            MarkKind::Certificate => {
                ("certificate", "is not a SHA-256 digest of 64 lower-case hexadecimal digits")
            }
        };
        (!is_usable(kind, text)).then(|| (key, format!("{text:?} {allowed}")))
    }
}

const PREFIX: &str = "is not two names or more, each followed by a dot";
const OWN_NAME: &str = "is not a name with a dot, or one of Android's own";
const OWN_PREFIX: &str = "is not two names or more, each followed by a dot, or Android's own";
const HOST: &str = "is not the name of a host with a dot, such as example.com";

fn is_usable(kind: MarkKind, text: &str) -> bool {
    match kind {
        MarkKind::Package => is_package_name(text),
        MarkKind::PackagePrefix => text
            .strip_suffix('.')
            .is_some_and(|start| is_package_name(start) && start.contains('.')),
        MarkKind::Component => is_class(text),
        MarkKind::ComponentPrefix => text.strip_suffix('.').is_some_and(is_class),
        MarkKind::ComponentSuffix => text.strip_prefix('.').is_some_and(is_class),
        MarkKind::Action | MarkKind::Permission => is_own_name(text),
        MarkKind::ActionPrefix | MarkKind::PermissionPrefix => {
            text.strip_suffix('.').is_some_and(is_own_name)
        }
        MarkKind::Authority => is_word(text) && !text.contains(';'),
        MarkKind::Scheme => is_own_scheme(text),
        // A `*` or a path would be refused as no host name.
        MarkKind::Host | MarkKind::WebHost => {
            host_name(text).is_some_and(|host| host.contains('.'))
        }
        MarkKind::MetaData => is_word(text),
        MarkKind::Certificate => text.parse::<CertificateDigest>().is_ok(),
    }
}

/// Names joined by dots, two or more.
fn is_class(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$') || !c.is_ascii())
    };
    text.contains('.') && text.split('.').all(is_name)
}

/// Not a name that every app may use.
fn is_own_name(text: &str) -> bool {
    is_word(text)
        && text.contains('.')
        && text.split('.').all(|name| !name.is_empty())
        && !["android.intent", "android.permission"].iter().any(|androids| {
            text.strip_prefix(androids).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
}

fn is_own_scheme(text: &str) -> bool {
    let any_apps = ["http", "https", "content", "file", "mailto", "tel", "sms", "package", "geo"];
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'.'))
        && !any_apps.contains(&text)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}
