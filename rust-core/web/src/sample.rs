//! The beginning of a file, for who names its fields: what is in it, and what it is read as.

use appvagt_inventory::{Event, Options, Owner, Platform, Presence, Sample};
use serde::{Deserialize, Serialize};
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::BrowserFile;
use crate::fleet::GivenFields;
use crate::refusal::{self, Refusal, unread};

/// So many apps are shown of what was understood.
const MOST_APPS: usize = 8;

/// What the page asks for: of a file, and of the fields that are named so far.
#[derive(Debug, Deserialize)]
struct SampleRequest {
    length: u64,
    format: String,
    fields: GivenFields,
    names: bool,
}

/// An app as it was understood. What is not known is null.
#[derive(Debug, Clone, Default, Serialize)]
struct Understood {
    device: Option<String>,
    app: Option<String>,
    name: Option<String>,
    version: Option<String>,
    state: &'static str,
    platform: &'static str,
    user: Option<String>,
    owner: &'static str,
    reported: Option<String>,
    os_version: Option<String>,
    department: Option<String>,
}

/// Returns what the file begins with and how that is understood, as JSON.
///
/// # Errors
/// The request is wrong, or the file cannot be read.
#[wasm_bindgen(js_name = sampleFile)]
pub fn sample_file(request: &str) -> Result<String, JsValue> {
    Ok(sampled(request)?)
}

fn sampled(request: &str) -> Result<String, Refusal> {
    let request: SampleRequest = refusal::request(request)?;
    let sample = Sample::of(&mut BrowserFile::new(0, request.length))
        .map_err(|reason| Refusal::of_field("files", unread(reason.kind(), &reason.to_string())))?;
    let SampleRequest { format, fields, names, .. } = request;
    let fields = fields.fields();
    let are_enough = fields.as_ref().is_none_or(appvagt_inventory::Fields::name_apps);
    let format = format.parse().ok();
    let (mut apps, mut words, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let is_readable = fields.is_some() || format.is_some() || sample.format.is_ok();
    if are_enough && is_readable {
        let options = Options { format, fields, names, counting: None, threads: 1 };
        // Apps come before their device.
        let mut waiting = Vec::new();
        sample.read(&options, &mut |event| match event {
            Event::App(app) if apps.len() + waiting.len() < MOST_APPS => {
                waiting.push(Understood {
                    app: app.id.map(str::to_owned),
                    name: app.name.map(str::to_owned),
                    version: app.version.map(str::to_owned),
                    state: match app.presence {
                        Presence::Installed => "installed",
                        Presence::Absent => "absent",
                        Presence::Unclear => "unclear",
                    },
                    ..Understood::default()
                });
            }
            Event::Device(device) => {
                for app in waiting.drain(..) {
                    apps.push(Understood {
                        device: device.id.or(device.serial).or(device.name).map(str::to_owned),
                        platform: match device.platform {
                            Platform::Unknown => "unknown",
                            Platform::Android => "android",
                            Platform::Apple => "apple",
                            Platform::Other => "other",
                        },
                        user: device.user.map(str::to_owned),
                        owner: match device.owner {
                            Owner::Unsaid => "unsaid",
                            Owner::Company => "company",
                            Owner::Person => "person",
                        },
                        reported: device.reported.map(str::to_owned),
                        os_version: device.os_version.map(str::to_owned),
                        department: device.group.map(str::to_owned),
                        ..app
                    });
                }
            }
            Event::NotUnderstood { value, .. } if !words.contains(&value.to_owned()) => {
                words.push(value.to_owned());
            }
            Event::NotRead { problem, .. } if problems.len() < MOST_APPS => {
                problems.push(unread(problem.reason.kind(), &problem.to_string()));
            }
            _ => {}
        });
    }
    let columns = sample.fields.iter();
    Ok(json!({
        "format": sample.format.as_ref().ok().map(|format| format.name()),
        "fields": columns.map(|field| json!({"path": field.path, "values": field.values}))
            .collect::<Vec<_>>(),
        "apps": apps, "not_understood": words, "problems": problems,
    })
    .to_string())
}
