//! Which format a file is in, by what it holds.

use memchr::{memchr, memmem};

use super::Format;
use crate::{Reason, csv};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    Json,
    Table,
    Xml,
    PropertyList,
    BinaryPropertyList,
    PmList,
}

/// Returns how a file is written, by how it begins.
pub fn content(head: &[u8]) -> Content {
    if head.starts_with(b"bplist") {
        return Content::BinaryPropertyList;
    }
    let begin = head.trim_ascii_start();
    match begin.first() {
        Some(b'{' | b'[') => Content::Json,
        Some(b'<') if has(begin, b"<plist") || has(begin, b"<!DOCTYPE plist") => {
            Content::PropertyList
        }
        Some(b'<') => Content::Xml,
        _ if begin.starts_with(b"package:") || has(begin, b"\npackage:") => Content::PmList,
        _ => Content::Table,
    }
}

/// Returns the format of a file, by how it begins; or why it is none that is known.
pub fn recognise(head: &[u8]) -> Result<Format, Reason> {
    let looks = match content(head) {
        Content::BinaryPropertyList => return Ok(Format::Apple),
        Content::PmList => return Ok(Format::PmList),
        Content::PropertyList if has(head, b"InstalledApplicationList") => {
            return Ok(Format::Apple);
        }
        Content::PropertyList => "a property list without InstalledApplicationList".to_owned(),
        Content::Xml if has(head, b"<mobile_device") => return Ok(Format::JamfClassic),
        Content::Xml if has(&head.to_ascii_lowercase(), b"<html") => return Err(Reason::WebPage),
        Content::Xml => "XML".to_owned(),
        Content::Json => match json(head) {
            Some(format) => return Ok(format),
            None => format!("JSON with the names {}", listed(names(head))),
        },
        Content::Table => {
            let line = head.split(|byte| *byte == b'\n').find(|line| csv::Header::is_in(line));
            let columns = csv::Header::of(line.unwrap_or_default()).names;
            if csv::is_intune(&columns)? {
                return Ok(Format::Intune);
            }
            if columns.len() < 2 || columns.iter().any(|name| name.contains('\0')) {
                "neither JSON, XML, a table nor a list of packages".to_owned()
            } else {
                format!("a table with the columns {}", listed(columns))
            }
        }
    };
    Err(Reason::Unrecognised(looks))
}

/// Lists the first of these names, each once and in quotes.
fn listed(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut listed: Vec<String> = Vec::new();
    for name in names {
        let name = format!("{:?}", name.as_ref());
        if listed.len() < 40 && !listed.contains(&name) {
            listed.push(name);
        }
    }
    if listed.is_empty() { "none".to_owned() } else { listed.join(", ") }
}

fn has(text: &[u8], what: &[u8]) -> bool {
    memmem::find(text, what).is_some()
}

/// Returns the format of JSON, by the names in it that no other format has.
fn json(head: &[u8]) -> Option<Format> {
    let names = names(head);
    let any = |of: &[&str]| names.iter().any(|name| of.contains(name));
    let all = |of: &[&str]| of.iter().all(|name| names.contains(name));
    // Graph's PowerShell module writes names with capital letters.
    let in_graph =
        |of: &[&str]| of.iter().all(|of| names.iter().any(|name| name.eq_ignore_ascii_case(of)));
    // A page with an empty list has hardly anything else.
    let only = |list: &str, beside: &[&str]| {
        let known = |name: &&str| *name == list || beside.contains(name);
        names.contains(&list) && names.iter().all(known)
    };
    if any(&["applicationReports", "appliedPolicyName", "managementMode", "nonComplianceDetails"])
        || has(head, b"\"enterprises/")
        || only("devices", &["nextPageToken"])
    {
        Some(Format::Amapi)
    } else if any(&["mobiledevices"])
        || has(head, b"directory#mobiledevice")
        // One device, as GAM prints it.
        || all(&["resourceId", "applications"])
    {
        Some(Format::GoogleDirectory)
    } else if any(&["mobile_device", "mobile_devices"]) {
        Some(Format::JamfClassic)
    } else if any(&["DeviceApps", "app_items"]) {
        Some(Format::WorkspaceOne)
    } else if in_graph(&["Schema", "Values"]) {
        Some(Format::Intune)
    } else if has(head, b"')/managedDevices") {
        Some(Format::GraphDevices)
    } else if in_graph(&["managedDevices"])
        || in_graph(&["deviceCount", "sizeInByte"])
        || has(head, b"#deviceManagement/detectedApps")
        || has(head, b"')/detectedApps")
    {
        Some(Format::GraphApps)
    } else if in_graph(&["detectedApps"])
        || in_graph(&["managedDeviceOwnerType"])
        || has(head, b"#deviceManagement/managedDevices")
        || has(head, b"$metadata#managedDevices")
        || only("value", &["@odata.context", "@odata.count", "@odata.nextLink"])
    {
        Some(Format::GraphDevices)
    } else if all(&["acknowledge_event"]) || all(&["topic", "event_id"]) {
        Some(Format::MicroMdm)
    } else if all(&["Output", "installedApps"]) || all(&["Command", "Output", "Devices"]) {
        Some(Format::Cfgutil)
    } else if all(&["UDID", "isManaged"]) {
        Some(Format::JamfSchool)
    } else if all(&["resultValue", "appList"]) {
        Some(Format::KnoxManage)
    } else if all(&["identifier", "iosRedemptionCode"]) || all(&["identifier", "toUninstall"]) {
        Some(Format::Meraki)
    } else if all(&["data", "attributes"]) && has(head, b"\"installed_app\"") {
        Some(Format::SimpleMdm)
    } else if all(&["ApplicationId", "Status"]) {
        Some(Format::Soti)
    } else if all(&["data", "devices", "items"]) {
        Some(Format::Headwind)
    } else if any(&["hosts", "host", "software", "hardware_serial"]) {
        Some(Format::Fleet)
    } else if any(&["mobileDeviceId"])
        || all(&["totalCount", "results"])
        || all(&["udid", "serialNumber"])
    {
        Some(Format::Jamf)
    } else if all(&["name", "installer", "uid"]) || all(&["package_name", "installer", "uid"]) {
        Some(Format::AndroidQf)
    } else {
        None
    }
}

/// Returns the names of fields in what may be the beginning of JSON.
fn names(head: &[u8]) -> Vec<&str> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr(b'"', &head[at..]) {
        let start = at + found + 1;
        let mut end = start;
        while let Some(&byte) = head.get(end) {
            match byte {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        if end >= head.len() {
            break;
        }
        at = end + 1;
        if head[at..].trim_ascii_start().first() == Some(&b':')
            && let Ok(name) = std::str::from_utf8(&head[start..end])
        {
            names.push(name);
        }
    }
    names
}
