//! One thing that an organisation bans.

use std::iter;

use appvagt_certificate::CertificateDigest;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::catalogue::Catalogue;
use crate::catalogue::mark::{MarkKind, Match, Subject};
use crate::json::allowed::Allowed;
use crate::json::mistake::Mistakes;
use crate::json::object::Object;
use crate::json::value::{Json, quoted};
use crate::json::wrong::Wrong;
use crate::policy::harm::harmed_by;
use crate::syntax::host::host_name;
use crate::syntax::near::nearest;
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
            let found = if named.is_empty() { Wrong::NothingBanned } else { Wrong::all(named) };
            let keys: Vec<_> = Self::keys().collect();
            mistakes.add(found, Allowed::OneOf { names: keys.join(", ") });
        }
        // Each is read, so that all mistakes are found.
        let mut bans = Vec::new();
        if object.get(FAMILY).is_some() {
            bans.push(object.optional(FAMILY, mistakes, |json, mistakes| {
                family(json, catalogue, mistakes).map(Self::Family)
            }));
        }
        for (kind, allowed) in ALLOWED.iter().filter(|(kind, _)| object.get(kind.key()).is_some()) {
            bans.push(object.optional(kind.key(), mistakes, |json, mistakes| {
                mark(*kind, allowed, json, mistakes)
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
            let family = quoted(id);
            let found = match nearest(id, &known) {
                Some(meant) => Wrong::FamilyLike { family, meant },
                None => Wrong::UnknownFamily { family },
            };
            mistakes.add(found, Allowed::names(&known));
        }
        _ => mistakes.add(json.found(), Allowed::Family),
    }
    None
}

/// No mark needs to be longer.
const LONGEST_MARK: usize = 500;

/// Reads a mark; `allowed` is what is said of others.
fn mark(kind: MarkKind, allowed: &Allowed, json: &Json, mistakes: &mut Mistakes) -> Option<Ban> {
    match json {
        Json::Text(text) if text.len() > LONGEST_MARK => {
            let allowed = Allowed::Short { allowed: Box::new(allowed.clone()), most: LONGEST_MARK };
            mistakes.add(Wrong::Bytes { count: text.len() }, allowed);
        }
        Json::Text(text) if is_usable(kind, text) => match harmed_by(kind, text) {
            None => return Some(Ban::Mark(kind, text.clone())),
            Some(harm) => {
                let found = Wrong::Harmful { mark: quoted(text), harm };
                mistakes.add(found, Allowed::Harmless);
            }
        },
        _ => mistakes.add(json.found(), allowed.clone()),
    }
    None
}

/// The key of a family of the catalogue.
pub(crate) const FAMILY: &str = "family";

/// What is allowed of marks of each kind, in the order in which they are explained.
pub(crate) static ALLOWED: [(MarkKind, Allowed); 15] = [
    (MarkKind::PACKAGE, Allowed::Package),
    (MarkKind::PACKAGE_PREFIX, Allowed::Prefix),
    (MarkKind::COMPONENT, Allowed::Class),
    (MarkKind::COMPONENT_PREFIX, Allowed::Prefix),
    (MarkKind::COMPONENT_SUFFIX, Allowed::ClassSuffix),
    (MarkKind::ACTION, Allowed::OwnName),
    (MarkKind::ACTION_PREFIX, Allowed::OwnPrefix),
    (MarkKind::AUTHORITY, Allowed::Authority),
    (MarkKind::SCHEME, Allowed::Scheme),
    (MarkKind::HOST, Allowed::Host),
    (MarkKind::META_DATA, Allowed::MetaData),
    (MarkKind::WEB_HOST, Allowed::Host),
    (MarkKind::PERMISSION, Allowed::OwnName),
    (MarkKind::PERMISSION_PREFIX, Allowed::OwnPrefix),
    (MarkKind::CERTIFICATE, Allowed::Certificate),
];

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
