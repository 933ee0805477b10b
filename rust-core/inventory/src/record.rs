//! Puts the fields of records together into what is told of apps and devices.

mod values;

use crate::shape::{Role, Scope};
use crate::{
    App, Coverage, Device, Event, Format, Origin, Place, Platform, Problem, Reason, Unseen,
};

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
    /// The device that all apps are on, where apps could hold devices and do not.
    of_device: Option<String>,
    /// Whether apps were told whose device was not.
    of_no_device: bool,
    records: u64,
    /// Whether anything was told since [`Self::take_told`].
    told: bool,
    /// How many records came before the list that is open.
    list_from: Option<u64>,
    goes_on: bool,
    total: Option<u64>,
}

#[derive(Default)]
struct AppFields {
    /// Whether any field was given.
    given: bool,
    id: String,
    name: String,
    version: String,
    other_version: String,
    certificates: Vec<[u8; 32]>,
    origin: Origin,
    absent: bool,
    unlisted: bool,
    device_count: Option<u64>,
    platform: Platform,
}

#[derive(Default, PartialEq, Eq)]
struct DeviceFields {
    given: bool,
    id: String,
    other_id: String,
    serial: String,
    name: String,
    user: String,
    reported: String,
    platform: Platform,
    managed_by_profile: bool,
    owner: Owner,
    coverage: Coverage,
}

/// Whose a device is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Owner {
    #[default]
    Unknown,
    Company,
    Person,
}

impl AppFields {
    fn clear(&mut self) {
        let Self { id, name, version, other_version, certificates, .. } = self;
        for text in [id, name, version, other_version] {
            text.clear();
        }
        certificates.clear();
        self.given = false;
        self.origin = Origin::Installed;
        self.absent = false;
        self.unlisted = false;
        self.device_count = None;
        self.platform = Platform::Unknown;
    }

    fn named(&self) -> bool {
        !self.id.is_empty() || !self.name.is_empty()
    }

    fn told(&self, format: Format) -> App<'_> {
        let by_name = format.ids_are_vague();
        let id = some(&self.id).filter(|id| !by_name || values::looks_like_id(id));
        App {
            id,
            name: some(&self.name),
            version: some(&self.version).or(some(&self.other_version)),
            certificates: &self.certificates,
            origin: self.origin,
            installed: !self.absent,
            listed: !self.unlisted,
            by_name,
        }
    }
}

impl DeviceFields {
    fn clear(&mut self) {
        let Self { id, other_id, serial, name, user, reported, .. } = self;
        for text in [id, other_id, serial, name, user, reported] {
            text.clear();
        }
        self.given = false;
        self.platform = Platform::Unknown;
        self.managed_by_profile = false;
        self.owner = Owner::Unknown;
        self.coverage = Coverage::FULL;
    }

    fn named(&self) -> bool {
        let Self { id, other_id, serial, name, .. } = self;
        [id, other_id, serial, name].iter().any(|text| !text.is_empty())
    }

    fn told(&self, format: Format) -> Device<'_> {
        let platform = match self.platform {
            Platform::Unknown => format.platform(),
            known => known,
        };
        let person = self.owner == Owner::Person;
        let mut coverage = self.coverage;
        match format {
            // A work profile's owner sees nothing beside it, whoever bought the device.
            Format::Amapi if self.managed_by_profile || person => {
                coverage = coverage.without(Unseen::PersonalSide);
            }
            Format::Intune | Format::GraphApps | Format::GraphDevices => match platform {
                Platform::Android => coverage = coverage.without(Unseen::PersonalSide),
                Platform::Other => {}
                Platform::Apple | Platform::Unknown => {
                    coverage = match self.owner {
                        Owner::Company => coverage,
                        Owner::Person => coverage.without(Unseen::UnmanagedApps),
                        Owner::Unknown => coverage.without(Unseen::UnmanagedAppsIfPersonal),
                    };
                }
            },
            _ if person && platform == Platform::Android => {
                coverage = coverage.without(Unseen::PersonalSide);
            }
            _ if person => coverage = coverage.without(Unseen::UnmanagedApps),
            _ => {}
        }
        let id = some(&self.id).or(some(&self.other_id));
        Device {
            id: id.or(some(&self.serial)).or(some(&self.name)),
            serial: some(&self.serial),
            name: some(&self.name),
            user: some(&self.user),
            platform,
            reported: some(&self.reported),
            company_owned: self.owner == Owner::Company,
            coverage,
        }
    }
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
            of_device: None,
            of_no_device: false,
            records: 0,
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
            Scope::Device => self.device.clear(),
            Scope::Row => {
                self.app.clear();
                self.device.clear();
            }
        }
        self.open.push(scope);
    }

    /// A list begins, as an MDM answers it.
    pub fn begin_list(&mut self) {
        self.list_from.get_or_insert(self.records);
    }

    /// What an MDM answered ends. If it is a list, that is told.
    fn end_answer(&mut self) {
        let (from, of) = (self.list_from.take(), self.of_device.take());
        let (goes_on, total) = (std::mem::take(&mut self.goes_on), self.total.take());
        if from.is_some() || goes_on || total.is_some() {
            let records = self.records - from.unwrap_or(self.records);
            (self.sink)(Event::Page { of: of.as_deref(), goes_on, total, records });
        }
    }

    /// A record ends. At the `top`, one without any field is none: its lists have been told.
    pub fn end(&mut self, scope: Scope, top: bool) {
        self.open.pop();
        match scope {
            Scope::App if !self.of_app.is_empty() => self.tell_app_on_devices(),
            Scope::App if self.holds_devices && self.of_device.is_some() => {
                if self.app.named() {
                    self.tell_app();
                    self.device.clear();
                    self.device.id = self.of_device.clone().unwrap_or_default();
                    self.device.platform = self.app.platform;
                    self.tell_device();
                }
            }
            Scope::App if self.holds_devices => {
                if let Some(devices @ 1..) = self.app.device_count
                    && self.app.named()
                {
                    self.told = true;
                    self.records += 1;
                    let app = self.app.told(self.format);
                    (self.sink)(Event::Unattributed(app, self.app.platform, devices));
                } else if self.app.given {
                    self.told = true;
                    self.records += 1;
                }
            }
            Scope::App if self.app.named() => self.tell_app(),
            Scope::Violation if self.app.named() && !self.app.absent => self.tell_app(),
            Scope::Device if self.open.last() == Some(&Scope::App) => {
                self.of_app.push(std::mem::take(&mut self.device));
            }
            Scope::Device => {
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
        self.of_no_device = true;
        (self.sink)(Event::App(self.app.told(self.format)));
    }

    fn tell_device(&mut self) {
        self.told = true;
        self.of_no_device = false;
        self.records += 1;
        (self.sink)(Event::Device(self.device.told(self.format)));
        self.device.given = false;
    }

    fn tell_app_on_devices(&mut self) {
        self.told = true;
        for mut device in std::mem::take(&mut self.of_app) {
            if device.platform == Platform::Unknown {
                device.platform = self.app.platform;
            }
            if self.app.named() {
                (self.sink)(Event::App(self.app.told(self.format)));
            }
            (self.sink)(Event::Device(device.told(self.format)));
        }
        self.records += 1;
    }

    /// The stream broke within the records that are open. What was read of their devices is told,
    /// and then what is wrong.
    pub fn break_off(&mut self, place: Place, reason: Reason) {
        let record = self.records;
        let device_is_open = self.open.contains(&Scope::Device);
        if self.open.first() == Some(&Scope::App) && self.holds_devices {
            if !self.of_app.is_empty() {
                self.tell_app_on_devices();
            }
        } else if device_is_open && (self.device.given || self.of_no_device) {
            self.device.coverage = self.device.coverage.without(Unseen::Rest);
            self.tell_device();
        }
        self.end_answer();
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

    /// Takes the value of a field. Returns whether it is text.
    #[inline]
    pub fn field(&mut self, role: Role, value: &[u8]) -> bool {
        let Ok(text) = std::str::from_utf8(value) else {
            let text = String::from_utf8_lossy(value).into_owned();
            self.text(role, &text);
            return false;
        };
        self.text(role, text);
        true
    }

    /// Takes the value of a field.
    pub fn text(&mut self, role: Role, value: &str) {
        let value = value.trim_ascii();
        if value.is_empty() {
            return;
        }
        let Self { app, device, .. } = self;
        let put = |to: &mut String| {
            to.clear();
            to.push_str(value);
        };
        match role {
            Role::AppId => put(&mut app.id),
            Role::AppName => put(&mut app.name),
            Role::Version => put(&mut app.version),
            Role::OtherVersion => put(&mut app.other_version),
            Role::State => app.absent |= values::is_absent(value),
            Role::NotYet => app.absent |= values::is_yes(value),
            // The other reasons are about apps that are wanted.
            Role::NonCompliance => app.absent = value != "APP_INSTALLED",
            Role::SoftwareSource => app.absent |= !values::is_mobile_software(value),
            Role::Source => app.origin = values::origin(value),
            Role::CertificateBase64 => app.certificates.extend(values::base64_digest(value)),
            Role::CertificateHex => app.certificates.extend(values::hex_digest(value)),
            Role::AppPlatform => app.platform = values::platform(value),
            Role::DeviceCount => app.device_count = value.parse().ok(),
            Role::DeviceId => put(&mut device.id),
            Role::OtherDeviceId => put(&mut device.other_id),
            Role::Serial => put(&mut device.serial),
            Role::DeviceName => put(&mut device.name),
            // Where there are several, the first.
            Role::User if !device.user.is_empty() => {}
            Role::User => put(&mut device.user),
            Role::Reported => put(&mut device.reported),
            Role::Platform => device.platform = values::platform(value),
            Role::Ownership => {
                device.owner = match values::is_personal(value) {
                    Some(true) => Owner::Person,
                    Some(false) => Owner::Company,
                    None => Owner::Unknown,
                }
            }
            Role::Enrolment if values::is_personal(value) == Some(true) => {
                device.owner = Owner::Person;
            }
            Role::Enrolment => {}
            Role::ManagementMode => device.managed_by_profile = value == "PROFILE_OWNER",
            Role::OnOwnerProfile => {
                if values::is_no(value) {
                    device.coverage = device.coverage.without(Unseen::PersonalSide);
                }
            }
            Role::Context => self.of_device = values::device_of(value).map(str::to_owned),
            Role::GoesOn => self.goes_on |= !values::is_no(value),
            Role::Total => self.total = value.parse().ok().or(self.total),
        }
        match role {
            Role::GoesOn | Role::Total | Role::Context => {}
            role if role.is_of_app() => self.app.given = true,
            _ => self.device.given = true,
        }
    }
}
