//! What a piece of a stream says, kept until what comes before it has been handed on.

use std::slice;

use appvagt_certificate::CertificateDigest;

use crate::{
    App, Counted, Coverage, Device, Event, Management, Origin, Owner, Place, Platform, Presence,
    Problem, Subject,
};

/// Events in their order, to be handed on later. There is one for each app, so they are small: all
/// their texts stand one after another.
#[derive(Default)]
pub struct Recording<'c> {
    counted: Option<Counted<'c>>,
    texts: String,
    certificates: Vec<CertificateDigest>,
    devices: Vec<RecordedDevice>,
    events: Vec<Recorded>,
}

/// How long a text is; [`NONE`] where there is none.
type Length = u32;
const NONE: Length = Length::MAX;

enum Recorded {
    App(RecordedApp),
    Apps(u32),
    /// The next of the devices.
    Device,
    Unattributed(Box<(RecordedApp, Platform, u64)>),
    NotUnderstood(Subject, Length),
    Page(Box<RecordedPage>),
    NotRead(Box<Problem>),
}

struct RecordedApp {
    texts: [Length; 4],
    certificates: Length,
    origin: Origin,
    presence: Presence,
    listed: bool,
    by_name: bool,
}

struct RecordedDevice {
    texts: [Length; 7],
    by_name_only: bool,
    platform: Platform,
    owner: Owner,
    management: Management,
    coverage: Coverage,
}

struct RecordedPage {
    of: Length,
    goes_on: bool,
    total: Option<u64>,
    pages: Option<u64>,
    records: u64,
}

impl<'c> Recording<'c> {
    pub fn new(counted: Option<Counted<'c>>) -> Self {
        Self { counted, ..Self::default() }
    }

    /// Keeps an event of a stream that began elsewhere.
    pub fn keep(&mut self, event: Event<'_>) {
        let recorded = match event {
            Event::App(app) => return self.keep_app(&app),
            Event::Device(device) => {
                let Device { id, serial, name, user, reported, os_version, group, .. } = device;
                let Device { by_name_only, platform, owner, management, coverage, .. } = device;
                let texts = [id, serial, name, user, reported, os_version, group];
                let texts = texts.map(|text| self.text(text));
                self.devices.push(RecordedDevice {
                    texts,
                    by_name_only,
                    platform,
                    owner,
                    management,
                    coverage,
                });
                Recorded::Device
            }
            Event::Unattributed(app, platform, devices) => {
                Recorded::Unattributed(Box::new((self.app(&app), platform, devices)))
            }
            Event::NotUnderstood { subject, value } => {
                Recorded::NotUnderstood(subject, self.text(Some(value)))
            }
            Event::Page { of, goes_on, total, pages, records } => {
                let of = self.text(of);
                Recorded::Page(Box::new(RecordedPage { of, goes_on, total, pages, records }))
            }
            Event::NotRead { problem, .. } => Recorded::NotRead(Box::new(problem)),
            Event::Apps(apps) => Recorded::Apps(apps),
            Event::Begin { .. } | Event::End { .. } => return,
        };
        self.events.push(recorded);
    }

    /// Keeps that there is an app, as nearly all events say.
    pub fn keep_app(&mut self, app: &App<'_>) {
        if self.counted.as_mut().is_some_and(|counted| counted(app)) {
            match self.events.last_mut() {
                Some(Recorded::Apps(apps)) => *apps = apps.saturating_add(1),
                _ => self.events.push(Recorded::Apps(1)),
            }
            return;
        }
        let app = self.app(app);
        self.events.push(Recorded::App(app));
    }

    fn app(&mut self, app: &App<'_>) -> RecordedApp {
        let App { id, name, key, version, certificates, .. } = *app;
        let App { origin, presence, listed, by_name, .. } = *app;
        if !certificates.is_empty() {
            self.certificates.extend_from_slice(certificates);
        }
        RecordedApp {
            texts: [id, name, key, version].map(|text| self.text(text)),
            certificates: length(certificates.len()),
            origin,
            presence,
            listed,
            by_name,
        }
    }

    fn text(&mut self, text: Option<&str>) -> Length {
        let Some(text) = text else { return NONE };
        self.texts.push_str(text);
        length(text.len())
    }

    /// Returns whether a device is in it.
    pub fn has_device(&self) -> bool {
        !self.devices.is_empty()
    }

    /// Hands all on to `sink`, and is empty then. So many records, and lines, came before.
    pub fn hand_on(
        &mut self,
        entry: Option<&str>,
        records_before: u64,
        lines_before: u64,
        mut sink: impl FnMut(Event<'_>),
    ) {
        let Self { texts, certificates, devices, events, .. } = self;
        let mut left = Left { texts, certificates, devices: devices.iter() };
        for event in events.drain(..) {
            sink(match event {
                Recorded::App(app) => Event::App(left.app(&app)),
                Recorded::Apps(apps) => Event::Apps(apps),
                Recorded::Device => match left.device() {
                    Some(device) => Event::Device(device),
                    None => continue,
                },
                Recorded::Unattributed(unattributed) => {
                    let (app, platform, devices) = *unattributed;
                    Event::Unattributed(left.app(&app), platform, devices)
                }
                Recorded::NotUnderstood(subject, value) => {
                    Event::NotUnderstood { subject, value: left.text(value).unwrap_or_default() }
                }
                Recorded::Page(page) => {
                    let RecordedPage { of, goes_on, total, pages, records } = *page;
                    Event::Page { of: left.text(of), goes_on, total, pages, records }
                }
                Recorded::NotRead(mut problem) => {
                    problem.record += records_before;
                    if let Place::Line(line) = &mut problem.place {
                        *line += lines_before;
                    }
                    Event::NotRead { entry, problem: *problem }
                }
            });
        }
        self.texts.clear();
        self.certificates.clear();
        self.devices.clear();
    }
}

/// What has not been handed on.
struct Left<'r> {
    texts: &'r str,
    certificates: &'r [CertificateDigest],
    devices: slice::Iter<'r, RecordedDevice>,
}

impl<'r> Left<'r> {
    fn app(&mut self, app: &RecordedApp) -> App<'r> {
        let [id, name, key, version] = app.texts.map(|length| self.text(length));
        let (certificates, left) = self.certificates.split_at(app.certificates as usize);
        self.certificates = left;
        let RecordedApp { origin, presence, listed, by_name, .. } = *app;
        App { id, name, key, version, certificates, origin, presence, listed, by_name }
    }

    fn device(&mut self) -> Option<Device<'r>> {
        let device = self.devices.next()?;
        let [id, serial, name, user, reported, os_version, group] =
            device.texts.map(|length| self.text(length));
        let RecordedDevice { by_name_only, platform, owner, management, coverage, .. } = *device;
        Some(Device {
            id,
            by_name_only,
            serial,
            name,
            user,
            platform,
            os_version,
            group,
            reported,
            owner,
            management,
            coverage,
        })
    }

    fn text(&mut self, length: Length) -> Option<&'r str> {
        if length == NONE {
            return None;
        }
        let (text, left) = self.texts.split_at(length as usize);
        self.texts = left;
        Some(text)
    }
}

/// Pieces are far smaller than what such a number can say.
fn length(length: usize) -> Length {
    Length::try_from(length).unwrap_or(NONE)
}
