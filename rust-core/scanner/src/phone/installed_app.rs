//! What is known about one app on the phone.

use appvagt_certificate::CertificateDigest;
use serde::Serialize;

use crate::phone::label::Label;
use crate::phone::manifest_facts::ManifestFacts;
use crate::phone::profile::Profile;

/// Where an app stands for the current user of the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Installed and visible, whether enabled or disabled.
    Installed,
    /// Installed, but hidden from the user by a device policy.
    Hidden,
    /// Archived: the code is gone, data and icon remain, one tap brings it back (Android 15).
    Archived,
    /// Uninstalled, but its data were kept.
    DataKept,
    /// Not here: installed for another user of the phone only, or uninstalled with its data kept
    /// where the phone does not distinguish the two.
    NotInstalled,
}

/// The certificates an app is signed with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Signers {
    /// Certificates of the present signature; more than one only when several parties signed.
    pub current: Vec<CertificateDigest>,
    /// Earlier certificates that the app's key rotation vouches for, oldest first.
    pub history: Vec<CertificateDigest>,
}

impl Signers {
    /// Returns all certificates that speak for the app, the present ones first.
    pub fn all(&self) -> impl Iterator<Item = &CertificateDigest> {
        self.current.iter().chain(&self.history)
    }
}

/// Facts about one app, whoever collected them. `None` means that the fact is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct InstalledApp {
    /// Package name.
    pub package: String,
    /// Internal version number (`versionCode`, with `versionCodeMajor` in the upper 32 bits).
    pub version_code: Option<i64>,
    /// Version as shown to people.
    pub version_name: Option<String>,
    /// Where the app stands for the current user.
    pub presence: Presence,
    /// The profile it is in; `None` for the one that is scanned.
    pub profile: Option<Profile>,
    /// Whether the app may run, as far as its user or its maker turned it on or off.
    pub enabled: bool,
    /// Whether the device's management, or the person's own time limit, keeps the app from running
    /// for now.
    pub suspended: bool,
    /// Whether it runs without being installed (an instant app).
    pub instant: bool,
    /// Whether the app came with the phone's system image.
    pub system: bool,
    /// Whether an app of the system image has been updated since.
    pub updated_system: bool,
    /// Signing certificates.
    pub signers: Option<Signers>,
    /// What its manifest declares; `None` if it was not read, which is not to say that it declares
    /// nothing. No part of the JSON.
    #[serde(skip)]
    pub declared: Option<Box<ManifestFacts>>,
    /// Whether its signers or its manifest could not be read, so that it may be another app than its
    /// name says. No part of the JSON.
    #[serde(skip)]
    pub unread: bool,
    /// Name under the icon. Asked of suspects only.
    pub label: Option<Label>,
    /// Whether the device's management or a user restriction forbids uninstalling it. Asked of
    /// suspects only.
    pub uninstall_blocked: Option<bool>,
    /// Whether the app is an active device administrator. Asked of suspects only.
    pub device_admin: Option<bool>,
}

impl InstalledApp {
    /// Returns an enabled app the user installed, of which nothing but the name is known.
    #[must_use]
    pub fn named(package: impl Into<String>) -> Self {
        Self {
            package: package.into(),
            version_code: None,
            version_name: None,
            presence: Presence::Installed,
            profile: None,
            enabled: true,
            suspended: false,
            instant: false,
            system: false,
            updated_system: false,
            signers: None,
            declared: None,
            unread: false,
            label: None,
            uninstall_blocked: None,
            device_admin: None,
        }
    }
}
