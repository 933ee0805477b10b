//! Puts the fields of records together into apps and devices.

mod app;
mod device;
mod fields;
mod output;
mod piece;
mod values;

pub use values::base64;

use app::AppFields;
use device::DeviceFields;
use output::Output;
use piece::Opening;

use crate::counting::Counting;
use crate::shape::{Role, Scope};
use crate::{
    Event, Fields, Format, Place, Platform, Presence, Problem, Reason, Sink, Subject, Unseen,
};

/// What the assembler is for.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Purpose {
    pub format: Format,
    /// Whether apps are records that hold those of their devices.
    pub apps_hold_devices: bool,
    /// Whether what was named as the id of devices is but a name.
    pub device_ids_are_names: bool,
    /// Whether somebody named the field that says whether an app is there.
    pub state_is_named: bool,
    /// Whether somebody named the field of when a device last reported.
    pub report_is_named: bool,
    /// Whether names of users are wanted, and of devices with ids.
    pub names: bool,
}

/// Puts the fields of records together into apps and devices.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Assembler<'s> {
    output: Output<'s>,
    /// Of which apps the number is enough, for pieces that are read apart.
    counting: Option<&'s (dyn Counting + 's)>,
    format: Format,
    purpose: Purpose,
    entry: Option<String>,
    app: AppFields,
    device: DeviceFields,
    /// The device of the last row that named one. It is emitted once for all rows of it that follow
    /// each other.
    row_device: DeviceFields,
    /// Whether [`Self::row_device`] is yet to be emitted.
    row_device_is_due: bool,
    /// Devices of the present app, where apps hold devices.
    app_devices: Vec<DeviceFields>,
    /// The records that are open, the innermost last.
    open: Vec<Scope>,
    /// What the present answer is a list of, where it says: it is the same for all pages of a list.
    list_of: String,
    /// Whether apps were emitted whose device was not.
    apps_await_device: bool,
    /// How many records were read.
    records: u64,
    /// How many records named neither an app nor a device.
    nameless_records: u64,
    /// How many apps the device that is open has so far.
    apps: u64,
    /// Whether anything of the format was seen since [`Self::take_seen`].
    anything_seen: bool,
    /// The list that is open.
    list: Option<List>,
    goes_on: bool,
    total: Option<u64>,
    pages: Option<u64>,
    /// The status of an answer that is an error.
    refused: Option<u16>,
    /// Answers of devices within the record that is open, in base64.
    payloads: Vec<String>,
    /// Fields that were there, whatever their values.
    fields_seen: Vec<Role>,
    /// What somebody named as ids of apps.
    ids: Ids,
    /// What somebody named as names of apps that have no id.
    names: Ids,
    opening: Opening,
}

/// A list that is open.
#[derive(Clone, Copy)]
struct List {
    /// How many records came before it.
    start: u64,
    /// How many records are open around it.
    within: usize,
}

/// How many texts there were, and how many of them look like ids of apps.
#[derive(Default)]
struct Ids {
    count: u64,
    fitting: u64,
}

impl Ids {
    fn add(&mut self, text: &str) {
        self.count += 1;
        self.fitting += u64::from(values::looks_like_id(text));
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl<'s> Assembler<'s> {
    /// Makes an assembler that hands all it makes to `sink`.
    pub fn new(
        purpose: Purpose,
        entry: Option<&str>,
        counting: Option<&'s (dyn Counting + 's)>,
        sink: &'s mut Sink<'s>,
    ) -> Self {
        sink(Event::Begin { entry, format: purpose.format });
        Self::with(purpose, entry, counting, Output::HandedOn(sink))
    }

    fn with(
        purpose: Purpose,
        entry: Option<&str>,
        counting: Option<&'s (dyn Counting + 's)>,
        output: Output<'s>,
    ) -> Self {
        Self {
            output,
            counting,
            format: purpose.format,
            purpose,
            entry: entry.map(str::to_owned),
            app: AppFields::default(),
            device: DeviceFields::default(),
            row_device: DeviceFields::default(),
            row_device_is_due: false,
            app_devices: Vec::new(),
            open: Vec::new(),
            list_of: String::new(),
            apps_await_device: false,
            records: 0,
            nameless_records: 0,
            apps: 0,
            anything_seen: false,
            list: None,
            goes_on: false,
            total: None,
            pages: None,
            refused: None,
            payloads: Vec::new(),
            fields_seen: Vec::new(),
            ids: Ids::default(),
            names: Ids::default(),
            opening: Opening::Nothing,
        }
    }

    /// Begins a record.
    #[inline]
    pub fn begin(&mut self, scope: Scope) {
        match scope {
            Scope::App => self.app.clear(),
            Scope::Violation => {
                self.app.clear();
                self.app.unlisted = true;
                // Only one reason says that it is there.
                self.app.presence = Presence::Absent;
            }
            Scope::Device => {
                self.device.clear();
                self.apps = 0;
            }
            Scope::Row => {
                self.app.clear();
                self.device.clear();
            }
        }
        self.open.push(scope);
    }

    /// Begins a list, as an MDM answers it.
    pub fn begin_list(&mut self) {
        self.anything_seen = true;
        let within = self.open.len();
        self.list.get_or_insert(List { start: self.records, within });
    }

    /// Begins a list of apps within the record that is open.
    pub fn begin_apps(&mut self) {
        // Even an empty one is an answer.
        self.device.given = true;
    }

    /// Ends what an MDM answered. If it is a list, that is emitted.
    pub fn end_answer(&mut self) {
        let start = self.list.take().map(|list| list.start);
        let of = std::mem::take(&mut self.list_of);
        let (goes_on, total) = (std::mem::take(&mut self.goes_on), self.total.take());
        let pages = self.pages.take();
        if start == Some(self.records)
            && let Some(device) = values::device_of(&of)
        {
            self.device.clear();
            device.clone_into(&mut self.device.id);
            self.emit_device();
        }
        if start.is_some() || goes_on || total.is_some() || pages.is_some() {
            self.emit_row_device();
            let records = self.records - start.unwrap_or(self.records);
            self.output.take(Event::Page { of: some(&of), goes_on, total, pages, records });
        }
    }

    /// Ends a record. At the `top`, one without any field is none, unless it is of an app in a list:
    /// its own lists have been emitted.
    pub fn end(&mut self, scope: Scope, top: bool, in_list: bool) {
        self.open.pop();
        match scope {
            Scope::App if self.purpose.apps_hold_devices => {
                // On its own, it says nothing of the other apps on these devices.
                self.app.unlisted = !in_list && self.list.is_none();
                self.end_app_with_devices();
            }
            // A record of an app that does not say which is an app all the same.
            Scope::App if !top || in_list || self.app.is_named() || self.app.given => {
                self.emit_app();
            }
            Scope::Violation if self.app.presence != Presence::Absent => self.emit_app(),
            Scope::Device if self.open.last() == Some(&Scope::App) => {
                self.app_devices.push(std::mem::take(&mut self.device));
            }
            Scope::Device => {
                if top && self.list.is_none() && self.device.given {
                    self.take_pages_for_device();
                }
                if self.device.apps.is_some_and(|apps| apps > self.apps) {
                    // The rest is on another page.
                    self.device.coverage = self.device.coverage.lacking(Unseen::Rest);
                }
                if self.device.given || !top {
                    self.emit_device();
                }
            }
            Scope::Row if self.app.given || self.device.given || !top => self.end_row(),
            Scope::App | Scope::Violation | Scope::Row => {}
        }
        if matches!(scope, Scope::App | Scope::Violation) {
            self.app.clear();
        }
        if top {
            self.end_answer();
        }
    }

    /// Takes the signs that a list goes on as those of the list of apps of the only device.
    fn take_pages_for_device(&mut self) {
        let pages = self.pages.take().is_some_and(|pages| pages > 1);
        let more = self.total.take().is_some_and(|total| total > self.apps);
        if std::mem::take(&mut self.goes_on) || pages || more {
            self.device.coverage = self.device.coverage.lacking(Unseen::Rest);
        }
    }

    /// Takes something that stands where a record should.
    pub fn odd_record(&mut self, scope: Scope, place: Place, found: &'static str) {
        match scope {
            Scope::App | Scope::Violation if !self.purpose.apps_hold_devices => {
                self.app.clear();
                self.device.given = true;
                self.emit_app();
            }
            _ => {
                let expected = "a record";
                self.not_read(place, Reason::Syntax { found: found.to_owned(), expected });
            }
        }
    }

    /// Ends an app that could hold the devices that it is on.
    fn end_app_with_devices(&mut self) {
        if !self.app.given && self.app_devices.is_empty() {
            return;
        }
        if self.app.is_named()
            && self.app_devices.is_empty()
            && let Some(device) = values::device_of(&self.list_of)
        {
            // All of the list is on one device.
            self.device.clear();
            device.clone_into(&mut self.device.id);
            self.app_devices.push(std::mem::take(&mut self.device));
            self.app.device_count = None;
        }
        let devices = std::mem::take(&mut self.app_devices);
        let named = devices.len() as u64;
        for mut device in devices {
            if device.platform == Platform::Unknown {
                device.platform = self.app.platform;
            }
            self.send_app();
            self.send_device(&device);
        }
        // Graph counts the devices of an app, and leaves out those that nobody asked for.
        let counted = self.app.device_count.unwrap_or(u64::from(self.format == Format::GraphApps));
        if self.app.is_named() && counted > named {
            let app = self.app.app(self.format);
            self.output.take(Event::Unattributed(app, self.app.platform, counted - named));
        }
        self.anything_seen = true;
        self.records += 1;
    }

    fn end_row(&mut self) {
        let device = self.device.is_named();
        // An app of which something is said, but not which it is, is an app all the same.
        let app = self.app.is_named() || self.app.given;
        self.anything_seen = true;
        self.records += 1;
        if self.app.is_named() && !device && self.app.device_count != Some(0) {
            self.emit_row_device();
            let devices = self.app.device_count.unwrap_or(1);
            let platform = self.device.platform;
            self.output.words(&self.app.not_understood);
            self.output.take(Event::Unattributed(self.app.app(self.format), platform, devices));
            return;
        }
        if device {
            if self.device != self.row_device {
                self.opening.take_row(&self.device);
                self.emit_row_device();
                std::mem::swap(&mut self.device, &mut self.row_device);
            }
            self.row_device_is_due = true;
            if app {
                self.emit_app();
            }
        } else {
            self.nameless_records += 1;
        }
    }

    /// Begins a row of which no more is read than what it says of an app.
    pub fn begin_row_of_same_device(&mut self) {
        self.app.clear();
        self.open.push(Scope::Row);
    }

    /// Ends the row that is open. It is of the same device as the last that named one.
    pub fn end_row_of_same_device(&mut self) {
        self.open.pop();
        self.anything_seen = true;
        self.records += 1;
        self.row_device_is_due = true;
        if self.app.is_named() || self.app.given {
            self.emit_app();
        }
    }

    /// Emits the device that the apps of the last rows are on.
    fn emit_row_device(&mut self) {
        self.opening.take_other();
        if std::mem::take(&mut self.row_device_is_due) {
            self.apps_await_device = false;
            let device = std::mem::take(&mut self.row_device);
            self.send_device(&device);
            self.row_device = device;
        }
    }

    /// Takes that the list is of one user of the device.
    pub fn one_user_only(&mut self) {
        self.device.coverage = self.device.coverage.lacking(Unseen::OtherUsers);
    }

    /// Returns whether the row that is open names an app, a device, or both.
    pub fn row_is_named(&self) -> bool {
        self.app.is_named() || self.device.is_named()
    }

    /// Returns whether the row that is open names a device.
    pub fn row_names_device(&self) -> bool {
        self.device.is_named()
    }

    /// Drops the row that is open.
    pub fn drop_row(&mut self) {
        self.open.pop();
    }

    fn emit_app(&mut self) {
        self.anything_seen = true;
        self.apps += 1;
        self.apps_await_device = true;
        self.send_app();
    }

    fn emit_device(&mut self) {
        self.anything_seen = true;
        self.apps_await_device = false;
        self.records += 1;
        if self.list.is_some() && self.list_of.is_empty() {
            values::list_of(&self.device.id, self.format).clone_into(&mut self.list_of);
        }
        if let Some(key) = values::app_key_of(&self.list_of)
            && self.apps == 0
        {
            // The list is of devices with an app that another list names.
            self.app.clear();
            key.clone_into(&mut self.app.key);
            self.app.unlisted = true;
            self.send_app();
        }
        let device = std::mem::take(&mut self.device);
        self.send_device(&device);
        self.device = device;
        self.device.given = false;
    }

    /// Emits a device of which nothing but its id is said here.
    fn emit_listed_device(&mut self, id: &str) {
        let mut device = DeviceFields::default();
        id.clone_into(&mut device.id);
        self.anything_seen = true;
        self.send_device(&device);
    }

    fn send_app(&mut self) {
        if self.purpose.state_is_named && !self.app.state_given {
            // A state that is not there is not understood either.
            self.app.put_presence(Presence::Unclear);
            self.app.not_understood.push((Subject::AppState, String::new()));
            self.app.state_given = true;
        }
        self.output.words(&self.app.not_understood);
        for app in self.app.apps(self.format) {
            self.output.app(app);
        }
        if self.format == Format::Fields {
            let AppFields { id, name, .. } = &self.app;
            if !id.is_empty() {
                self.ids.add(id);
            } else if !name.is_empty() {
                self.names.add(name);
            }
        }
    }

    fn send_device(&mut self, device: &DeviceFields) {
        self.output.words(&device.not_understood);
        let Purpose { format, device_ids_are_names, names, report_is_named, .. } = self.purpose;
        let mut shown = device.device(format, device_ids_are_names, names);
        if report_is_named && shown.reported.is_none() {
            // A report that is not there is not known to be recent.
            self.output.take(Event::NotUnderstood { subject: Subject::LastReport, value: "" });
            shown.coverage = shown.coverage.lacking(Unseen::Meaning);
        }
        self.output.take(Event::Device(shown));
    }

    /// Ends within the records that are open, where the stream broke. What was read of their devices
    /// is emitted, and then what is wrong.
    pub fn break_off(&mut self, place: Place, reason: Reason) {
        let record = self.records;
        let device_is_open = self.open.contains(&Scope::Device);
        if self.open.first() == Some(&Scope::App) && self.purpose.apps_hold_devices {
            if !self.app_devices.is_empty() {
                self.app.device_count = None;
                self.end_app_with_devices();
            }
        } else if device_is_open && (self.device.given || self.apps_await_device) {
            self.device.coverage = self.device.coverage.lacking(Unseen::Rest);
            self.emit_device();
        }
        // It is not known whether this was the last page.
        (self.list, self.goes_on, self.total, self.pages) = (None, false, None, None);
        self.list_of.clear();
        self.open.clear();
        self.app.clear();
        self.app_devices.clear();
        self.device.clear();
        self.not_read_in(record, place, reason);
    }

    /// Returns whether anything of the format was seen since the last call.
    pub fn take_seen(&mut self) -> bool {
        std::mem::take(&mut self.anything_seen)
    }

    /// Returns the status of an answer that is an error.
    pub fn take_refusal(&mut self) -> Option<u16> {
        self.refused.take()
    }

    /// Returns the answers of devices that were in what was read since the last call.
    pub fn take_payloads(&mut self) -> Vec<String> {
        std::mem::take(&mut self.payloads)
    }

    /// Returns whether apps are records that hold those of their devices.
    pub fn apps_hold_devices(&self) -> bool {
        self.purpose.apps_hold_devices
    }

    /// Returns the format that is read.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Emits what could not be read.
    pub fn not_read(&mut self, place: Place, reason: Reason) {
        self.not_read_in(self.records, place, reason);
    }

    fn not_read_in(&mut self, record: u64, place: Place, reason: Reason) {
        self.emit_row_device();
        let problem = Problem { place, record, reason };
        self.output.take(Event::NotRead { entry: self.entry.as_deref(), problem });
    }

    /// Takes that a field is there, which somebody may have named.
    #[inline]
    pub fn see(&mut self, role: Role) {
        if self.format == Format::Fields && !self.fields_seen.contains(&role) {
            self.fields_seen.push(role);
        }
    }

    /// Reports fields that were named and are in no record.
    pub fn report_fields_not_found(&mut self, fields: &Fields) {
        if self.records == 0 && !self.apps_await_device {
            return;
        }
        for (role, field) in fields.named() {
            if !self.fields_seen.contains(&role) {
                self.not_read(Place::Whole, Reason::NoField(field.to_owned()));
            }
        }
    }

    /// Ends the stream. Apps on no device are on the one that the file is of.
    pub fn finish(mut self) {
        self.emit_row_device();
        if self.apps_await_device {
            self.device.clear();
            self.emit_device();
        }
        if self.nameless_records > 0 {
            let reason = Reason::NamelessRecords(self.nameless_records);
            self.not_read(Place::Whole, reason);
        }
        let Ids { count, fitting } = self.ids;
        if fitting * 2 < count {
            self.not_read(Place::Whole, Reason::NoIds { count, fitting });
        }
        let Ids { count, fitting } = self.names;
        if fitting * 2 > count {
            self.not_read(Place::Whole, Reason::NoNames { count, fitting });
        }
        self.output.take(Event::End { records: self.records });
    }
}
