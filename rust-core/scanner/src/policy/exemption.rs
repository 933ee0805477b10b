//! Who may keep what is banned.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::json::allowed::Allowed;
use crate::json::mistake::Mistakes;
use crate::json::object::{Object, text};
use crate::json::value::Json;
use crate::json::wrong::Wrong;
use crate::policy;
use crate::policy::ban::family;
use crate::policy::text::Text;
use crate::syntax::date::Date;
use crate::syntax::package_name::is_package_name;

/// What is exempt from the ban.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Exempt {
    /// The app with this package name, whatever bans it.
    Package(String),
    /// The apps of this family, unless a rule of the organisation's own bans them.
    Family(#[cfg_attr(test, schemars(with = "crate::policy::schema::FamilyId"))] String),
}

/// Leave to keep something that is banned, for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// What is exempt.
    #[serde(flatten)]
    pub what: Exempt,
    /// Why.
    pub reason: Text,
    /// The last day on which it is.
    #[cfg_attr(test, schemars(with = "crate::policy::schema::Day"))]
    pub until: Date,
    /// The group of phones that it is for; without one, all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

impl Exemption {
    pub(crate) fn read(
        json: &Json,
        catalogue: &Catalogue,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let keys = ["package", "family", "reason", "until", "group"];
        let object = Object::with(json, &keys, mistakes)?;
        let package = object.optional("package", mistakes, |json, mistakes| {
            text(json, Allowed::Package, mistakes, is_package_name)
        });
        let family =
            object.optional("family", mistakes, |json, mistakes| family(json, catalogue, mistakes));
        object.either(["package", "family"], Wrong::NothingExempt, mistakes);
        let reason = object.required("reason", Allowed::Texts, mistakes, |json, m| {
            Text::read(json, policy::LONGEST_REASON, m)
        });
        let until = object.required("until", Allowed::Day, mistakes, policy::date);
        let group = object.optional("group", mistakes, |json, mistakes| {
            text(json, Allowed::Group, mistakes, |name| {
                !name.trim().is_empty()
                    && name.chars().count() <= 100
                    && name.bytes().all(|b| b >= b' ' && b != 0x7f)
            })
        });
        let what = package.map(Exempt::Package).or(family.map(Exempt::Family))?;
        Some(Self { what, reason: reason?, until: until?, group })
    }
}
