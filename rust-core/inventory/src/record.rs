//! Puts the fields of records together into what is told of apps and devices.

mod app;
mod device;
mod fields;
mod values;

use app::AppFields;
use device::DeviceFields;

use crate::shape::Scope;
use crate::{Event, Format, Place, Platform, Problem, Reason, Unseen};

/// Puts the fields of records together into what is told of apps and devices.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Assembler<'s> {
    sink: &'s mut dyn FnMut(Event<'_>),
    format: Format,
    entry: Option<String>,
    app: AppFields,
    device: DeviceFields,
    /// The device of the last row that named one. It is told once for all rows of it that follow
    /// each other.
    of_rows: DeviceFields,
    /// Whether [`Self::of_rows`] is yet to be told.
    rows_pend: bool,
    /// Devices of the present app, where apps hold devices.
    of_app: Vec<DeviceFields>,
    /// The records that are open, the innermost last.
    open: Vec<Scope>,
    /// Whether apps are records that hold those of their devices.
    holds_devices: bool,
    /// What the present answer is of, where it says: it is the same for all pages of a list.
    of: String,
    /// Whether apps were told whose device was not.
    of_no_device: bool,
    records: u64,
    /// How many apps the device that is open has so far.
    apps: u64,
    /// Whether anything was told since [`Self::take_told`].
    told: bool,
    /// How many records came before the list that is open.
    list_from: Option<u64>,
    goes_on: bool,
    total: Option<u64>,
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl<'s> Assembler<'s> {
    /// An assembler that tells `sink`.
    pub fn new(
        format: Format,
        entry: Option<&str>,
        holds_devices: bool,
        sink: &'s mut dyn FnMut(Event<'_>),
    ) -> Assembler<'s> {
        sink(Event::Begin { entry, format });
        Assembler {
            sink,
            format,
            entry: entry.map(str::to_owned),
            app: AppFields::default(),
            device: DeviceFields::default(),
            of_rows: DeviceFields::default(),
            rows_pend: false,
            of_app: Vec::new(),
            open: Vec::new(),
            holds_devices,
            of: String::new(),
            of_no_device: false,
            records: 0,
            apps: 0,
            told: false,
            list_from: None,
            goes_on: false,
            total: None,
        }
    }

    /// A record begins.
    #[inline]
    pub fn begin(&mut self, scope: Scope) {
        match scope {
            Scope::App => self.app.clear(),
            Scope::Violation => {
                self.app.clear();
                self.app.unlisted = true;
                // Only one reason says that it is there.
                self.app.absent = true;
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

    /// A list begins, as an MDM answers it.
    pub fn begin_list(&mut self) {
        self.told = true;
        self.list_from.get_or_insert(self.records);
    }

    /// A list of apps begins within the record that is open.
    pub fn begin_apps(&mut self) {
        // Even an empty one is an answer.
        self.device.given = true;
    }

    /// What an MDM answered ends. If it is a list, that is told.
    fn end_answer(&mut self) {
        let (from, of) = (self.list_from.take(), std::mem::take(&mut self.of));
        let (goes_on, total) = (std::mem::take(&mut self.goes_on), self.total.take());
        if from == Some(self.records)
            && let Some(device) = values::device_of(&of)
        {
            self.device.clear();
            device.clone_into(&mut self.device.id);
            self.tell_device();
        }
        if from.is_some() || goes_on || total.is_some() {
            let records = self.records - from.unwrap_or(self.records);
            (self.sink)(Event::Page { of: some(&of), goes_on, total, records });
        }
    }

    /// A record ends. At the `top`, one without any field is none: its lists have been told.
    pub fn end(&mut self, scope: Scope, top: bool) {
        self.open.pop();
        match scope {
            Scope::App if self.holds_devices => self.end_app_with_devices(),
            Scope::App if self.app.named() => self.tell_app(),
            Scope::Violation if self.app.named() && !self.app.absent => self.tell_app(),
            Scope::Device if self.open.last() == Some(&Scope::App) => {
                self.of_app.push(std::mem::take(&mut self.device));
            }
            Scope::Device => {
                if self.device.apps.is_some_and(|apps| apps > self.apps) {
                    // The rest is on another page.
                    self.device.coverage = self.device.coverage.without(Unseen::Rest);
                }
                if self.device.given || !top {
                    self.tell_device();
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

    /// An app ends that could hold the devices that it is on.
    fn end_app_with_devices(&mut self) {
        if !self.app.given && self.of_app.is_empty() {
            return;
        }
        if self.app.named()
            && self.of_app.is_empty()
            && let Some(device) = values::device_of(&self.of)
        {
            // All of the list is on one device.
            self.device.clear();
            device.clone_into(&mut self.device.id);
            self.of_app.push(std::mem::take(&mut self.device));
            self.app.device_count = None;
        }
        let devices = std::mem::take(&mut self.of_app);
        let named = devices.len() as u64;
        for mut device in devices {
            if device.platform == Platform::Unknown {
                device.platform = self.app.platform;
            }
            if self.app.named() {
                (self.sink)(Event::App(self.app.told(self.format)));
            }
            (self.sink)(Event::Device(device.told(self.format)));
        }
        // Graph counts the devices of an app, and leaves out those that nobody asked for.
        let counted = self.app.device_count.unwrap_or(u64::from(self.format == Format::GraphApps));
        if self.app.named() && counted > named {
            let app = self.app.told(self.format);
            (self.sink)(Event::Unattributed(app, self.app.platform, counted - named));
        }
        self.told = true;
        self.records += 1;
    }

    fn end_row(&mut self) {
        let (app, device) = (self.app.named(), self.device.named());
        if app && !device && self.app.device_count != Some(0) {
            self.tell_device_of_rows();
            self.told = true;
            self.records += 1;
            let devices = self.app.device_count.unwrap_or(1);
            let app = self.app.told(self.format);
            (self.sink)(Event::Unattributed(app, self.device.platform, devices));
            return;
        }
        self.told = true;
        self.records += 1;
        if device {
            if self.device != self.of_rows {
                self.tell_device_of_rows();
                std::mem::swap(&mut self.device, &mut self.of_rows);
            }
            self.rows_pend = true;
            if app {
                self.tell_app();
            }
        }
    }

    /// The row that is open ends. It is of the same device as the last that named one.
    pub fn end_row_of_same_device(&mut self) {
        self.open.pop();
        self.told = true;
        self.records += 1;
        self.rows_pend = true;
        if self.app.named() {
            self.tell_app();
        }
    }

    /// Tells the device that the apps of the last rows are on.
    fn tell_device_of_rows(&mut self) {
        if std::mem::take(&mut self.rows_pend) {
            self.of_no_device = false;
            (self.sink)(Event::Device(self.of_rows.told(self.format)));
        }
    }

    /// The list is of one user of the device.
    pub fn one_user_only(&mut self) {
        self.device.coverage = self.device.coverage.without(Unseen::OtherUsers);
    }

    /// Whether the row that is open names an app, a device, or both.
    pub fn row_is_named(&self) -> bool {
        self.app.named() || self.device.named()
    }

    /// Whether the row that is open names a device.
    pub fn row_names_device(&self) -> bool {
        self.device.named()
    }

    /// Nothing came of the row that is open.
    pub fn drop_row(&mut self) {
        self.open.pop();
    }

    fn tell_app(&mut self) {
        self.told = true;
        self.apps += 1;
        self.of_no_device = true;
        (self.sink)(Event::App(self.app.told(self.format)));
    }

    fn tell_device(&mut self) {
        self.told = true;
        self.of_no_device = false;
        self.records += 1;
        if self.list_from.is_some() && self.of.is_empty() {
            values::list_of(&self.device.id, self.format).clone_into(&mut self.of);
        }
        (self.sink)(Event::Device(self.device.told(self.format)));
        self.device.given = false;
    }

    /// The stream broke within the records that are open. What was read of their devices is told,
    /// and then what is wrong.
    pub fn break_off(&mut self, place: Place, reason: Reason) {
        let record = self.records;
        let device_is_open = self.open.contains(&Scope::Device);
        if self.open.first() == Some(&Scope::App) && self.holds_devices {
            if !self.of_app.is_empty() {
                self.app.device_count = None;
                self.end_app_with_devices();
            }
        } else if device_is_open && (self.device.given || self.of_no_device) {
            self.device.coverage = self.device.coverage.without(Unseen::Rest);
            self.tell_device();
        }
        // It is not known whether this was the last page.
        (self.list_from, self.goes_on, self.total) = (None, false, None);
        self.of.clear();
        self.open.clear();
        self.app.clear();
        self.of_app.clear();
        self.device.clear();
        self.not_read_in(record, place, reason);
    }

    /// Whether anything was told since the last call.
    pub fn take_told(&mut self) -> bool {
        std::mem::take(&mut self.told)
    }

    /// What it assembles.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Tells of what could not be read.
    pub fn not_read(&mut self, place: Place, reason: Reason) {
        self.not_read_in(self.records, place, reason);
    }

    fn not_read_in(&mut self, record: u64, place: Place, reason: Reason) {
        self.tell_device_of_rows();
        let problem = Problem { place, record, reason };
        (self.sink)(Event::NotRead { entry: self.entry.as_deref(), problem });
    }

    /// Ends. Apps on no device are on the one that the file is of.
    pub fn finish(mut self) {
        self.tell_device_of_rows();
        if self.of_no_device {
            self.device.clear();
            self.tell_device();
        }
        (self.sink)(Event::End { records: self.records });
    }
}
