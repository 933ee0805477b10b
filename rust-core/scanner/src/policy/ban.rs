//! One thing that an organisation bans.

use std::iter;

use appvagt_certificate::CertificateDigest;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::catalogue::Catalogue;
use crate::catalogue::mark::{MarkKind, Match, Subject};
use crate::json::mistake::Mistakes;
use crate::json::object::{Object, unknown};
use crate::json::value::Json;
use crate::policy::harm::{self, harmed_by};
use crate::syntax::host::host_name;
use crate::syntax::package_name::is_package_name;

/// One thing that is banned.
///
/// As JSON, an object of one entry: `{"family": "tiktok"}`, `{"web_host": "example.com"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ban {
    /// A family of the catalogue, by its id.
    Family(String),
    /// A mark of the organisation's own, which identifies alone.
    Mark(MarkKind, String),
}

impl Serialize for Ban {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (key, text) = match self {
            Self::Family(id) => (FAMILY, id),
            Self::Mark(kind, text) => (kind.key(), text),
        };
        let mut object = serializer.serialize_map(Some(1))?;
        object.serialize_entry(key, text)?;
        object.end()
    }
}

impl Ban {
    /// Lists the keys under which a policy bans something.
    pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
        iter::once(FAMILY).chain(ALLOWED.iter().map(|(kind, _)| kind.key()))
    }

    /// Reads what an entry of a policy bans: what could be met, and not by apps of every kind.
    pub(crate) fn read(
        object: Object,
        catalogue: &Catalogue,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let named: Vec<_> = Self::keys().filter(|key| object.get(key).is_some()).collect();
        if named.len() != 1 {
            let found = if named.is_empty() {
                "nothing that is banned".to_owned()
            } else {
                named.join(" and ")
            };
            let keys: Vec<_> = Self::keys().collect();
            mistakes.add(&found, &format!("one of {}", keys.join(", ")));
        }
        // Each is read, so that all mistakes are found.
        let mut bans = Vec::new();
        if object.get(FAMILY).is_some() {
            bans.push(object.optional(FAMILY, mistakes, |json, mistakes| {
                family(json, catalogue, mistakes).map(Self::Family)
            }));
        }
        for &(kind, allowed) in ALLOWED.iter().filter(|(kind, _)| object.get(kind.key()).is_some())
        {
            bans.push(object.optional(kind.key(), mistakes, |json, mistakes| {
                mark(kind, allowed, json, mistakes)
            }));
        }
        bans.into_iter().next().flatten()
    }
}

/// Reads the id of a family of the catalogue.
pub(crate) fn family(
    json: &Json,
    catalogue: &Catalogue,
    mistakes: &mut Mistakes,
) -> Option<String> {
    match json {
        Json::Text(id) if catalogue.family(id).is_some() => return Some(id.clone()),
        Json::Text(id) => {
            let known: Vec<_> = catalogue.families.iter().map(|family| family.id).collect();
            let found = format!("no family {}", json.described());
            mistakes.add(&unknown(&found, id, &known), &known.join(", "));
        }
        _ => mistakes.add(&json.described(), "the id of a family"),
    }
    None
}

/// No mark needs to be longer.
const LONGEST_MARK: usize = 500;

/// Reads a mark; `allowed` is what is said of others.
fn mark(kind: MarkKind, allowed: &str, json: &Json, mistakes: &mut Mistakes) -> Option<Ban> {
    match json {
        Json::Text(text) if text.len() > LONGEST_MARK => {
            let allowed = format!("{allowed}, of {LONGEST_MARK} bytes at most");
            mistakes.add(&format!("{} bytes", text.len()), &allowed);
        }
        Json::Text(text) if is_usable(kind, text) => match harmed_by(kind, text) {
            None => return Some(Ban::Mark(kind, text.clone())),
            Some(harmed) => {
                let found = format!("{}, which meets {harmed}", json.described());
                mistakes.add(&found, harm::ALLOWED);
            }
        },
        _ => mistakes.add(&json.described(), allowed),
    }
    None
}

/// The key of a family of the catalogue.
pub(crate) const FAMILY: &str = "family";

/// What is allowed of marks of each kind, in the order in which they are explained.
pub(crate) const ALLOWED: [(MarkKind, &str); 15] = [
    (MarkKind::PACKAGE, "a package name"),
    (MarkKind::PACKAGE_PREFIX, PREFIX),
    (MarkKind::COMPONENT, "the full name of a class"),
    (MarkKind::COMPONENT_PREFIX, PREFIX),
    (MarkKind::COMPONENT_SUFFIX, "the end of a class name from a dot on, with two names or more"),
    (MarkKind::ACTION, OWN_NAME),
    (MarkKind::ACTION_PREFIX, OWN_PREFIX),
    (MarkKind::AUTHORITY, "the authority of a provider"),
    (MarkKind::SCHEME, "a URI scheme in lower case, and none that any app may open"),
    (MarkKind::HOST, HOST),
    (MarkKind::META_DATA, "the name of a meta-data item"),
    (MarkKind::WEB_HOST, HOST),
    (MarkKind::PERMISSION, OWN_NAME),
    (MarkKind::PERMISSION_PREFIX, OWN_PREFIX),
    (MarkKind::CERTIFICATE, "a SHA-256 digest of 64 lower-case hexadecimal digits"),
];

const PREFIX: &str = "two names or more, each followed by a dot";
const OWN_NAME: &str = "a name with a dot, and none of Android's own";
const OWN_PREFIX: &str = "two names or more, each followed by a dot, and none of Android's own";
const HOST: &str = "the name of a host with a dot, such as example.com";

fn is_usable(kind: MarkKind, text: &str) -> bool {
    match kind.subject {
        Subject::Certificate => return text.parse::<CertificateDigest>().is_ok(),
        // A `*` or a path would be refused as no host name.
        _ if kind.matches == Match::Host => {
            return host_name(text).is_some_and(|host| host.contains('.'));
        }
        _ => (),
    }
    let name = match kind.matches {
        Match::Exact | Match::Host => Some(text),
        Match::Prefix => text.strip_suffix('.'),
        Match::Suffix => text.strip_prefix('.'),
    };
    name.is_some_and(|name| match kind.subject {
        Subject::Package => {
            is_package_name(name) && (kind.matches == Match::Exact || name.contains('.'))
        }
        Subject::Component => is_class(name),
        Subject::Action | Subject::Permission => is_own_name(name),
        Subject::Authority => is_word(name) && !name.contains(';'),
        Subject::Link => is_own_scheme(name),
        Subject::MetaData => is_word(name),
        Subject::WebApp | Subject::Certificate => false,
    })
}

/// Returns whether these are names joined by dots, two or more.
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

/// Returns whether this is not a name that every app may use.
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
