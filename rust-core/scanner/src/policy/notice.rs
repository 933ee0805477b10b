//! What employees read before anything is found.

use serde::Serialize;

use crate::json::allowed::Allowed;
use crate::json::mistake::Mistakes;
use crate::json::object::{Object, boolean, number};
use crate::json::value::Json;
use crate::policy;
use crate::policy::contact::link;
use crate::policy::text::Text;

/// What employees read: that there is a ban, what is looked at, and who decided it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The notice itself.
    pub text: Text,
    /// The https address of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Whether employees are asked to say that they have read it.
    #[cfg_attr(test, schemars(default))]
    pub acknowledge: bool,
    /// Number of this wording: a greater one than was acknowledged is shown again.
    #[cfg_attr(
        test,
        schemars(default = "policy::schema::first_version", range(min = 1, max = 9999))
    )]
    pub version: u16,
}

impl Notice {
    pub(crate) fn read(json: &Json, mistakes: &mut Mistakes) -> Option<Self> {
        let keys = ["text", "link", "acknowledge", "version"];
        let object = Object::with(json, &keys, mistakes)?;
        let text = object.required("text", Allowed::Texts, mistakes, |json, m| {
            Text::read(json, policy::LONGEST_NOTICE, m)
        });
        let link = object.optional("link", mistakes, link);
        let acknowledge = object.optional("acknowledge", mistakes, boolean).unwrap_or(false);
        let version = object
            .optional("version", mistakes, |json, mistakes| number(json, 1, 9_999, mistakes))
            .unwrap_or(1);
        Some(Self { text: text?, link, acknowledge, version })
    }
}
