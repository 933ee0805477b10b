//! Whom employees may ask.

use serde::Serialize;

use crate::json::allowed::Allowed;
use crate::json::mistake::Mistakes;
use crate::json::object::{Object, text};
use crate::json::value::Json;
use crate::json::wrong::Wrong;
use crate::policy;
use crate::policy::text::Text;
use crate::syntax::host::host_of_url;

/// Whom employees may ask. There is a name, and some way to reach them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A person, or a service such as an IT help desk.
    pub name: Text,
    /// Where they are found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Text>,
    /// A phone number, as it is dialled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// An e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The https address of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Contact {
    pub(crate) fn read(json: &Json, mistakes: &mut Mistakes) -> Option<Self> {
        let keys = ["name", "office", "phone", "email", "link"];
        let object = Object::with(json, &keys, mistakes)?;
        let named = |json, mistakes: &mut _| Text::read(json, policy::LONGEST_NAME, mistakes);
        let name = object.required("name", Allowed::Name, mistakes, named);
        let office = object.optional("office", mistakes, named);
        let phone = object.optional("phone", mistakes, |json, mistakes| {
            text(json, Allowed::Phone, mistakes, is_phone)
        });
        let email = object.optional("email", mistakes, |json, mistakes| {
            text(json, Allowed::Email, mistakes, is_email)
        });
        let link = object.optional("link", mistakes, link);
        if !keys[1..].iter().any(|key| object.get(key).is_some()) {
            mistakes.add(Wrong::NoContact, Allowed::OneOf { names: keys[1..].join(", ") });
        }
        Some(Self { name: name?, office, phone, email, link })
    }
}

/// Reads the address of a page that can be opened safely.
pub fn link(json: &Json, mistakes: &mut Mistakes) -> Option<String> {
    text(json, Allowed::Link, mistakes, is_link)
}

fn is_link(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let mut authority = rest.bytes().take_while(|b| !b"/?#".contains(b));
    text.len() <= 1_000
        && text.bytes().all(|b| is_plain(b) && b != b'\\')
        // Somebody else's host could hide behind what looks like one.
        && authority.all(|b| b != b'@')
        && host_of_url(text).is_some_and(|host| host.contains('.'))
}

/// Refuses blanks and control characters.
fn is_plain(byte: u8) -> bool {
    byte > b' ' && byte != 0x7f
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    (3..=20).contains(&digits)
        && text.len() <= 40
        && rest.starts_with(|c: char| c.is_ascii_digit() || c == '(')
        && rest.bytes().all(|b| b.is_ascii_digit() || b" -()./".contains(&b))
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |b: u8| is_plain(b) && !b"@<>()[],;:\\\"".contains(&b);
    text.len() <= 254
        && !name.is_empty()
        && name.bytes().chain(host.bytes()).all(plain)
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
}
