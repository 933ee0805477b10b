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
    let contact = policy.contact.as_ref();
    let notice = policy.notice.as_ref();
    for (key, text) in [
        ("organisation", policy.organisation.as_ref()),
        ("contact_name", contact.map(|contact| &contact.name)),
        ("contact_office", contact.and_then(|contact| contact.office.as_ref())),
        ("notice", notice.map(|notice| &notice.text)),
    ] {
        match text {
            None => (),
            Some(Text::Everybody(text)) => keys.push((key, json!(text))),
            Some(Text::ByLanguage(_)) => return None,
        }
    }
    let mut add = |key, text: Option<&str>| keys.extend(text.map(|text| (key, json!(text))));
    add("contact_phone", contact.and_then(|contact| contact.phone.as_deref()));
    add("contact_email", contact.and_then(|contact| contact.email.as_deref()));
    add("contact_link", contact.and_then(|contact| contact.link.as_deref()));
    add("notice_link", notice.and_then(|notice| notice.link.as_deref()));
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
