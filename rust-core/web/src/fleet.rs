//! The fleet, judged as `appvagt inventory` judges it.

use std::io::Read;

use appvagt_fleet::{Earlier, Fleet, FleetOutcome, Page, Terms, Unread, write_csv};
use appvagt_inventory::{Fields, Format, Options, read};
use appvagt_safe_text::{clean, json};
use appvagt_scanner::{Catalogue, Date, Judge, Language, Policy};
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::{BrowserFile, written};
use crate::refusal::{self, Reason, Refusal};
use crate::terms::{JudgedBy, filled};

/// What the page asks for. What is left empty there is an empty text here.
#[derive(Debug, Deserialize)]
struct FleetRequest {
    files: Vec<GivenFile>,
    /// An earlier result, as its place behind the files.
    earlier: Option<GivenFile>,
    #[serde(flatten)]
    judged_by: JudgedBy,
    format: String,
    fields: GivenFields,
    /// Whether names of devices and users are shown.
    names: bool,
    company_owned: bool,
    stale_days: u16,
    language: String,
    made_by: String,
    keep_days: u16,
}

/// A file that was dropped.
#[derive(Debug, Deserialize)]
struct GivenFile {
    name: String,
    length: u64,
    /// When it was last written, in seconds since 1970.
    modified: u64,
}

/// The fields that were named.
#[derive(Debug, Deserialize)]
pub struct GivenFields {
    device: String,
    app: String,
    name: String,
    version: String,
    state: String,
    platform: String,
    user: String,
    owner: String,
    reported: String,
    os_version: String,
    department: String,
}

impl GivenFields {
    /// Returns them; `None` if none is.
    pub fn fields(&self) -> Option<Fields> {
        let fields = Fields {
            device: filled(&self.device),
            app: filled(&self.app),
            name: filled(&self.name),
            version: filled(&self.version),
            state: filled(&self.state),
            platform: filled(&self.platform),
            user: filled(&self.user),
            owner: filled(&self.owner),
            reported: filled(&self.reported),
            os_version: filled(&self.os_version),
            group: filled(&self.department),
        };
        (fields != Fields::default()).then_some(fields)
    }
}

/// A fleet that was judged.
#[wasm_bindgen]
pub struct JudgedFleet {
    outcome: FleetOutcome,
    policy: Policy,
    request: FleetRequest,
    language: Language,
}

#[wasm_bindgen]
impl JudgedFleet {
    /// Reads and judges the files that were dropped. The request is JSON, and so is a refusal.
    ///
    /// # Errors
    /// Something in the request is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(request: &str) -> Result<Self, wasm_bindgen::JsValue> {
        Ok(Self::judge(request)?)
    }

    fn judge(request: &str) -> Result<Self, Refusal> {
        let request: FleetRequest = refusal::request(request)?;
        let language = Language::of_code(&request.language).unwrap_or_default();
        let options = request.options()?;
        let (policy, context) = request.judged_by.read()?;
        let earlier = request.earlier()?;
        let judge = Judge::new(Catalogue::embedded(), &policy, &context);
        let (names, company_owned) = (request.names, request.company_owned);
        let mut fleet =
            Fleet::new(Catalogue::embedded(), &judge, names, company_owned, context.today);
        for (place, GivenFile { name, length, modified }) in request.files.iter().enumerate() {
            fleet.open(&clean(name), Date::of_unix_time(*modified));
            let mut file = BrowserFile::new(place, *length);
            read(&mut file, &options, &mut |event| fleet.take(event));
        }
        let terms = Terms {
            policy: &policy,
            day: context.today,
            stale_days: request.stale_days,
            earlier: earlier.as_ref(),
        };
        let outcome = FleetOutcome::new(fleet, &terms);
        Ok(Self { outcome, policy, request, language })
    }

    /// Writes the result as programs read it, as `appvagt inventory --json` prints it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn json(&self) -> Result<(), JsError> {
        written(|output| json::write_line(&self.outcome, output))
    }

    /// Writes the result for a spreadsheet.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn csv(&self) -> Result<(), JsError> {
        written(|output| write_csv(&self.outcome, self.request.names, output))
    }

    /// Writes the page for people.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn page(&self) -> Result<(), JsError> {
        let made_by = filled(&self.request.made_by);
        let page = Page {
            policy: &self.policy,
            names: self.request.names,
            made_by: made_by.as_deref(),
            keep_days: self.request.keep_days,
            language: self.language,
        };
        written(|output| page.write(&self.outcome, output))
    }

    /// Returns what could not be read, as a JSON list.
    #[must_use]
    pub fn unread(&self) -> String {
        let shown = |unread: &Unread| {
            let why = refusal::unread(unread.kind, &clean(&unread.message));
            json!({
                "file": clean(&unread.file()), "line": unread.line, "byte": unread.byte, "why": why,
            })
        };
        json!(self.outcome.unread().iter().map(shown).collect::<Vec<_>>()).to_string()
    }
}

impl FleetRequest {
    fn options(&self) -> Result<Options<'static>, Refusal> {
        let format = filled(&self.format).map(|name| name.parse::<Format>()).transpose();
        let format = format.map_err(|error| Refusal::other("format", error.to_string()))?;
        let fields = self.fields.fields();
        if fields.as_ref().is_some_and(|fields| !fields.name_apps()) {
            return Err(Refusal::of_field("app", Reason::NoApp));
        }
        Ok(Options { format, fields, names: self.names, counting: None, threads: 1 })
    }

    fn earlier(&self) -> Result<Option<Earlier>, Refusal> {
        let Some(GivenFile { name, length, .. }) = &self.earlier else { return Ok(None) };
        let refused = |error: &dyn std::fmt::Display| {
            let (name, message) = (clean(name), clean(&error.to_string()));
            Refusal::of_field("earlier", Reason::NotEarlier { name, message })
        };
        let mut json = Vec::new();
        let mut file = BrowserFile::new(self.files.len(), *length);
        file.read_to_end(&mut json).map_err(|error| refused(&error))?;
        Earlier::read(&json).map(Some).map_err(|error| refused(&error))
    }
}
