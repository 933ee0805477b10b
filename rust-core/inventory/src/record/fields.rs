//! What the fields of a record say.

use super::device::Owner;
use super::{Assembler, values};
use crate::Unseen;
use crate::shape::Role;

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
    pub fn text(&mut self, role: Role, value: &str) {
        let value = value.trim_ascii();
        if value.is_empty() {
            return;
        }
        let format = self.format;
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
            Role::StateCode => app.absent |= values::is_absent_code(value),
            Role::NotYet => app.absent |= values::is_yes(value),
            // The other reasons are about apps that are wanted.
            Role::NonCompliance => app.absent = value != "APP_INSTALLED",
            Role::SoftwareSource => app.absent |= !values::is_mobile_software(value),
            Role::Source => app.origin = values::origin(value),
            Role::CertificateBase64 => app.certificates.extend(values::base64_digest(value)),
            Role::CertificateHex => app.certificates.extend(values::hex_digest(value)),
            Role::AppPlatform => app.platform = values::platform(value, format),
            Role::DeviceCount => app.device_count = value.parse().ok(),
            Role::DeviceId => put(&mut device.id),
            Role::OtherDeviceId => put(&mut device.other_id),
            Role::PersonalDeviceId => {
                put(&mut device.other_id);
                device.owner = Owner::Person;
            }
            Role::Serial => put(&mut device.serial),
            Role::DeviceName => put(&mut device.name),
            // Where there are several, the first.
            Role::User if !device.user.is_empty() => {}
            Role::User => put(&mut device.user),
            Role::Reported => put(&mut device.reported),
            Role::Platform => device.platform = values::platform(value, format),
            Role::Ownership => {
                device.owner = match values::is_personal(value) {
                    Some(true) => Owner::Person,
                    Some(false) => Owner::Company,
                    None => Owner::Unknown,
                }
            }
            Role::Enrolment => {
                if values::is_personal_enrolment(value) {
                    device.owner = Owner::Person;
                }
            }
            Role::ManagementMode => device.managed_by_profile = value == "PROFILE_OWNER",
            Role::OnOwnerProfile => {
                if values::is_no(value) {
                    device.coverage = device.coverage.without(Unseen::PersonalSide);
                }
            }
            Role::Context => value.clone_into(&mut self.of),
            Role::GoesOn => self.goes_on |= !values::is_no(value),
            Role::Total => self.total = value.parse().ok().or(self.total),
            Role::AppTotal => device.apps = value.parse().ok(),
        }
        match role {
            Role::GoesOn | Role::Total | Role::Context => {}
            role if role.is_of_app() => self.app.given = true,
            _ => self.device.given = true,
        }
    }
}
