//! One thing that an organisation bans.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::catalogue::certificate::CertificateDigest;
use crate::catalogue::mark::MarkKind;
use crate::json::mistake::Mistakes;
use crate::json::object::{Object, unknown};
use crate::json::value::Json;
use crate::policy::harm::{self, harmed_by};
use crate::syntax::host::host_name;
use crate::syntax::package_name::is_package_name;

/// One thing that is banned: a family of the catalogue, or a mark of the organisation's own, which
/// identifies alone.
///
/// As JSON, an object of one entry: `{"family": "tiktok"}`, `{"web_host": "example.com"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ban {
    /// A family of the catalogue, by its id.
    Family(#[cfg_attr(test, schemars(with = "crate::policy::schema::FamilyId"))] String),
    /// Package name.
    Package(String),
    /// What package names begin with, with the dot it ends in.
    PackagePrefix(String),
    /// Class name of a component, an alias or the application.
    Component(String),
    /// What such class names begin with, with the dot it ends in.
    ComponentPrefix(String),
    /// What such class names end in, from a dot on; two names or more.
    ComponentSuffix(String),
    /// An intent action that a component takes.
    Action(String),
    /// What such actions begin with, with the dot it ends in.
    ActionPrefix(String),
    /// Authority of a provider.
    Authority(String),
    /// URI scheme that a component opens.
    Scheme(String),
    /// Host whose links a component opens, or that the app says it belongs to, and all hosts below
    /// it.
    Host(String),
    /// Name of a meta-data item.
    MetaData(String),
    /// Host that an installed web app shows, and all hosts below it.
    WebHost(String),
    /// A permission that the app defines.
    Permission(String),
    /// What such permissions begin with, with the dot it ends in.
    PermissionPrefix(String),
    /// SHA-256 digest of a signing certificate, present or rotated from: 64 lower-case hexadecimal
    /// digits.
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

    /// The keys under which a policy bans something.
    pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|kind| kind.key)
    }

    /// What an entry of a policy bans: what could be met, and not by apps of every kind.
    pub(crate) fn read(
        object: Object,
        catalogue: &Catalogue,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let named: Vec<_> = KINDS.iter().filter(|kind| object.get(kind.key).is_some()).collect();
        if named.len() != 1 {
            let found: Vec<_> = named.iter().map(|kind| kind.key).collect();
            let found = if found.is_empty() {
                "nothing that is banned".to_owned()
            } else {
                found.join(" and ")
            };
            let keys: Vec<_> = Self::keys().collect();
            mistakes.add(&found, &format!("one of {}", keys.join(", ")));
        }
        let mut bans = named.into_iter().map(|kind| {
            object
                .optional(kind.key, mistakes, |json, mistakes| kind.read(json, catalogue, mistakes))
        });
        // Every one of them is read, so that all mistakes are listed.
        let first = bans.next();
        bans.for_each(drop);
        first.flatten()
    }
}

/// The id of a family of the catalogue.
pub(crate) fn family(
    json: &Json,
    catalogue: &Catalogue,
    mistakes: &mut Mistakes,
) -> Option<String> {
    match json {
        Json::Text(id) if catalogue.family(id).is_some() => return Some(id.clone()),
        _ => {
            let known: Vec<_> = catalogue.families.iter().map(|family| family.id).collect();
            let found = format!("no family {}", json.described());
            let found = match json {
                Json::Text(id) => unknown(&found, id, &known),
                _ => found,
            };
            mistakes.add(&found, &known.join(", "));
        }
    }
    None
}

/// No mark needs to be longer.
const LONGEST_MARK: usize = 500;

/// One key under which something is banned.
struct Kind {
    key: &'static str,
    make: fn(String) -> Ban,
    allowed: &'static str,
}

impl Kind {
    fn read(&self, json: &Json, catalogue: &Catalogue, mistakes: &mut Mistakes) -> Option<Ban> {
        let Json::Text(text) = json else {
            mistakes.add(&json.described(), self.allowed);
            return None;
        };
        if text.len() > LONGEST_MARK {
            let (found, allowed) = (text.len(), self.allowed);
            let allowed = format!("{allowed}, of {LONGEST_MARK} bytes at most");
            mistakes.add(&format!("{found} bytes"), &allowed);
            return None;
        }
        let ban = (self.make)(text.clone());
        match ban.mark() {
            None => family(json, catalogue, mistakes).map(Ban::Family),
            Some((kind, text)) if is_usable(kind, text) => {
                let Some(harmed) = harmed_by(&ban) else { return Some(ban) };
                let found = format!("{}, which meets {harmed}", json.described());
                mistakes.add(&found, harm::ALLOWED);
                None
            }
            Some(_) => {
                mistakes.add(&json.described(), self.allowed);
                None
            }
        }
    }
}

const KINDS: [Kind; 16] = [
    Kind { key: "family", make: Ban::Family, allowed: "the id of a family" },
    Kind { key: "package", make: Ban::Package, allowed: "a package name" },
    Kind { key: "package_prefix", make: Ban::PackagePrefix, allowed: PREFIX },
    Kind { key: "component", make: Ban::Component, allowed: "the full name of a class" },
    Kind { key: "component_prefix", make: Ban::ComponentPrefix, allowed: PREFIX },
    Kind {
        key: "component_suffix",
        make: Ban::ComponentSuffix,
        allowed: "the end of a class name from a dot on, with two names or more",
    },
    Kind { key: "action", make: Ban::Action, allowed: OWN_NAME },
    Kind { key: "action_prefix", make: Ban::ActionPrefix, allowed: OWN_PREFIX },
    Kind { key: "authority", make: Ban::Authority, allowed: "the authority of a provider" },
    Kind {
        key: "scheme",
        make: Ban::Scheme,
        allowed: "a URI scheme in lower case, and none that any app may open",
    },
    Kind { key: "host", make: Ban::Host, allowed: HOST },
    Kind { key: "meta_data", make: Ban::MetaData, allowed: "the name of a meta-data item" },
    Kind { key: "web_host", make: Ban::WebHost, allowed: HOST },
    Kind { key: "permission", make: Ban::Permission, allowed: OWN_NAME },
    Kind { key: "permission_prefix", make: Ban::PermissionPrefix, allowed: OWN_PREFIX },
    Kind {
        key: "certificate",
        make: Ban::Certificate,
        allowed: "a SHA-256 digest of 64 lower-case hexadecimal digits",
    },
];

const PREFIX: &str = "two names or more, each followed by a dot";
const OWN_NAME: &str = "a name with a dot, and none of Android's own";
const OWN_PREFIX: &str = "two names or more, each followed by a dot, and none of Android's own";
const HOST: &str = "the name of a host with a dot, such as example.com";

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
