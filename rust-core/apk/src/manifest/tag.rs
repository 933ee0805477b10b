//! The elements of a manifest that this crate reads.

use super::component::ComponentKind;

/// An element by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Manifest,
    UsesSdk,
    UsesPermission,
    Permission,
    Queries,
    Package,
    Intent,
    Application,
    Component(ComponentKind),
    IntentFilter,
    MetaData,
    Action,
    Category,
    Data,
    /// Any other element.
    Other,
}

/// Names and what they mean. A `<provider>` in `<queries>` is known by where it stands.
const TAGS: [(&str, Tag); 20] = [
    ("action", Tag::Action),
    ("activity", Tag::Component(ComponentKind::Activity)),
    ("activity-alias", Tag::Component(ComponentKind::ActivityAlias)),
    ("application", Tag::Application),
    ("category", Tag::Category),
    ("data", Tag::Data),
    ("intent", Tag::Intent),
    ("intent-filter", Tag::IntentFilter),
    ("manifest", Tag::Manifest),
    ("meta-data", Tag::MetaData),
    ("package", Tag::Package),
    ("permission", Tag::Permission),
    ("provider", Tag::Component(ComponentKind::Provider)),
    ("queries", Tag::Queries),
    ("receiver", Tag::Component(ComponentKind::Receiver)),
    ("service", Tag::Component(ComponentKind::Service)),
    ("uses-permission", Tag::UsesPermission),
    ("uses-permission-sdk-23", Tag::UsesPermission),
    ("uses-permission-sdk-m", Tag::UsesPermission),
    ("uses-sdk", Tag::UsesSdk),
];

impl Tag {
    pub fn of(name: &str) -> Self {
        TAGS.iter().find(|(known, _)| *known == name).map_or(Self::Other, |&(_, tag)| tag)
    }
}

/// Returns whether `name` is one an XML element may have; letters beyond ASCII all count as one
/// kind.
pub(super) fn is_xml_name(name: &str) -> bool {
    let starts = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii() || b"_:".contains(&byte);
    name.bytes().next().is_some_and(starts)
        && name.bytes().all(|byte| starts(byte) || byte.is_ascii_digit() || b"-.".contains(&byte))
}
