//! A policy as single keys of a managed configuration.

use appvagt_scanner::{Ban, Catalogue, Configured, Deadline, MarkKind, Policy, Text};
use serde_json::{Map, Value, json};

/// Returns the keys and values that say the same as `policy`; `None` if it says more than they can.
pub fn single_keys(policy: &Policy, group: Option<&str>) -> Option<Vec<(&'static str, Value)>> {
    let keys = keys(policy, group)?;
    let configuration: Map<_, _> =
        keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let json = Value::Object(configuration).to_string();
    let read = Configured::read(json.as_bytes(), Catalogue::embedded()).ok()?;
    (read.policy == *policy && read.warnings.is_empty()).then_some(keys)
}

fn keys(policy: &Policy, group: Option<&str>) -> Option<Vec<(&'static str, Value)>> {
    let mut keys = Vec::new();
    let mut families = Vec::new();
    let mut packages = Vec::new();
    for ban in &policy.banned {
        match &ban.what {
            Ban::Family(id) => families.push(id.as_str()),
            Ban::Mark(MarkKind::PACKAGE, name) => packages.push(name.as_str()),
            Ban::Mark(..) => return None,
        }
    }
    if !families.is_empty() {
        keys.push(("banned_families", json!(families)));
    }
    if !packages.is_empty() {
        keys.push(("banned_packages", json!(packages.join(","))));
    }
    let mut add = |key, text: Option<&str>| keys.extend(text.map(|text| (key, json!(text))));
    add("organisation", one(policy.organisation.as_ref())?);
    if let Some(contact) = &policy.contact {
        add("contact_name", one(Some(&contact.name))?);
        add("contact_office", one(contact.office.as_ref())?);
        add("contact_phone", contact.phone.as_deref());
        add("contact_email", contact.email.as_deref());
        add("contact_link", contact.link.as_deref());
    }
    if let Some(notice) = &policy.notice {
        add("notice", one(Some(&notice.text))?);
        add("notice_link", notice.link.as_deref());
    }
    match policy.deadline {
        Some(Deadline::Date(day)) => add("deadline", Some(&day.to_string())),
        Some(Deadline::DaysAfterFound(days)) => add("deadline", Some(&days.to_string())),
        None => (),
    }
    add("report", json!(policy.report).as_str());
    add("group", group);
    keys.push(("check_every_minutes", json!(policy.check_every_minutes)));
    Some(keys)
}

/// Returns a text that is one for everybody, or nothing; `None` if it is in several languages.
fn one(text: Option<&Text>) -> Option<Option<&str>> {
    match text {
        None => Some(None),
        Some(Text::Everybody(text)) => Some(Some(text)),
        Some(Text::ByLanguage(_)) => None,
    }
}
