//! What the fields of a record say.

use super::{Assembler, values};
use crate::shape::{Role, Scope};
use crate::words;
use crate::{Format, Management, Owner, Presence, Subject, Unseen};

/// So much is kept of a word that is not understood, in characters.
const LONGEST_WORD: usize = 60;

impl Assembler<'_> {
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
    #[expect(clippy::too_many_lines, reason = "few lines for each of many roles")]
    pub fn text(&mut self, role: Role, value: &str) {
        let value = value.trim_ascii();
        if value.is_empty() {
            return;
        }
        let in_intune =
            matches!(self.format, Format::Intune | Format::GraphApps | Format::GraphDevices);
        // A list that is about one device of several goes on there.
        let of_device = self.list.is_some_and(|list| self.open.len() > list.within)
            && self.open.last() == Some(&Scope::Device);
        let Self { app, device, .. } = self;
        let put = |to: &mut String| {
            to.clear();
            to.push_str(value);
        };
        let word = || value.chars().take(LONGEST_WORD).collect::<String>();
        match role {
            Role::AppId => app.put_id(value),
            Role::AppKey => put(&mut app.key),
            Role::AppName => put(&mut app.name),
            Role::Version => put(&mut app.version),
            Role::OtherVersion => put(&mut app.other_version),
            Role::State | Role::StateCode | Role::NotYet | Role::SoftwareSource => {
                let (presence, subject) = match role {
                    Role::State => (words::presence(value), Subject::AppState),
                    Role::StateCode => (words::presence_by_code(value), Subject::AppState),
                    Role::NotYet => (not_yet(value), Subject::AppState),
                    _ => (words::presence_by_kind(value), Subject::AppKind),
                };
                app.state_given = true;
                app.put_presence(presence);
                if presence == Presence::Unclear {
                    app.not_understood.push((subject, word()));
                }
            }
            // The day on which it was removed.
            Role::RemovedOn => app.put_presence(match words::truth(value) {
                Some(false) => Presence::Installed,
                _ => Presence::Absent,
            }),
            // The other reasons are about apps that are wanted.
            Role::NonCompliance => {
                app.presence = match value {
                    "APP_INSTALLED" => Presence::Installed,
                    _ => Presence::Absent,
                }
            }
            Role::Source => app.origin = values::origin(value),
            Role::CertificateBase64 => app.certificates.extend(values::base64_digest(value)),
            Role::CertificateHex => app.certificates.extend(values::hex_digest(value)),
            Role::AppPlatform => app.platform = words::platform(value).unwrap_or_default(),
            Role::DeviceCount => app.device_count = value.parse().ok(),
            Role::DeviceId => put(&mut device.id),
            Role::OtherDeviceId => put(&mut device.other_id),
            Role::PersonalDeviceId => {
                put(&mut device.other_id);
                device.owner = Owner::Person;
            }
            Role::ListedDevice => return self.emit_listed_device(value),
            Role::Serial => put(&mut device.serial),
            Role::DeviceName => put(&mut device.name),
            // Where there are several, the first.
            Role::User if !device.user.is_empty() => {}
            Role::User => put(&mut device.user),
            Role::Reported => put(&mut device.reported),
            Role::OsVersion => put(&mut device.os_version),
            Role::Group => put(&mut device.group),
            // Where there are several, the first.
            Role::OtherGroup if !device.other_group.is_empty() => {}
            Role::OtherGroup => put(&mut device.other_group),
            Role::Platform => match words::platform(value) {
                Some(platform) => device.platform = platform,
                None => device.not_understood.push((Subject::Platform, word())),
            },
            Role::Ownership => match words::owner(value, in_intune) {
                Some(owner) => device.owner = owner,
                None => device.not_understood.push((Subject::Ownership, word())),
            },
            Role::Enrolment => match words::enrolment(value) {
                Some((owner, management)) => {
                    if owner != Owner::Unsaid {
                        device.owner = owner;
                    }
                    device.management = management;
                }
                None => device.not_understood.push((Subject::DeviceState, word())),
            },
            Role::ManagementMode => match value {
                "DEVICE_OWNER" => device.managed_by_profile = false,
                "PROFILE_OWNER" => device.managed_by_profile = true,
                _ => device.not_understood.push((Subject::ManagementMode, word())),
            },
            Role::DeviceState => match words::management(value, in_intune) {
                Some(management) => device.management = management,
                None => device.not_understood.push((Subject::DeviceState, word())),
            },
            Role::Managed => match words::truth(value) {
                Some(true) => device.management = Management::Managed,
                Some(false) => device.management = Management::Ended,
                None => device.not_understood.push((Subject::DeviceState, word())),
            },
            Role::OnOwnerProfile => {
                if words::truth(value) != Some(true) {
                    device.coverage = device.coverage.lacking(Unseen::PersonalSide);
                }
            }
            Role::Context => value.clone_into(&mut self.list_of),
            Role::GoesOn if of_device && says_more(value) => {
                device.coverage = device.coverage.lacking(Unseen::Rest);
            }
            Role::AppsGoOn if says_more(value) => {
                device.coverage = device.coverage.lacking(Unseen::Rest);
            }
            Role::Total if of_device => device.apps = value.parse().ok(),
            Role::GoesOn | Role::DevicesGoOn => self.goes_on |= says_more(value),
            Role::IsLast => self.goes_on |= words::truth(value) == Some(false),
            Role::Relation => self.goes_on |= value.eq_ignore_ascii_case("next"),
            Role::Total => self.total = value.parse().ok().max(self.total),
            Role::TotalPages => match value.parse() {
                Ok(pages) => self.pages = Some(pages).max(self.pages),
                Err(_) => self.goes_on |= words::truth(value) == Some(false),
            },
            Role::AppTotal => device.apps = value.parse().ok(),
            Role::HttpStatus => {
                if let Ok(status @ 400..) = value.parse::<u16>() {
                    self.refused = Some(status);
                }
            }
            Role::Payload => {
                self.anything_seen = true;
                self.payloads.push(value.to_owned());
            }
            Role::Recognised => self.anything_seen = true,
            Role::AppsGoOn | Role::InstalledVersions => {}
        }
        match role {
            role if role.is_of_answer() => {}
            role if role.is_of_app() => self.app.given = true,
            _ => self.device.given = true,
        }
    }

    /// Takes that the versions of an app that are installed are listed, and whether there are any.
    pub fn installed_versions(&mut self, any: bool) {
        self.app.given = true;
        if !any {
            self.app.put_presence(Presence::Absent);
        }
    }
}

/// Returns whether a sign that a list goes on says that it does: by a link, a token or a yes.
fn says_more(value: &str) -> bool {
    words::truth(value) != Some(false) && !words::is_placeholder(value)
}

/// Returns whether an app is there, by whether it is not there yet.
fn not_yet(value: &str) -> Presence {
    match words::truth(value) {
        Some(true) => Presence::Absent,
        Some(false) => Presence::Installed,
        None => Presence::Unclear,
    }
}
