//! The formats that are known.

mod recognise;
mod shapes;

pub use recognise::{Content, content, recognise};

use std::fmt;
use std::str::FromStr;

use crate::Platform;
use crate::shape::Shape;

/// A format of inventories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Android Management API: `enterprises.devices.list`, its pages, or one device.
    Amapi,
    /// Apple's MDM protocol: what a device answers to `InstalledApplicationList`.
    Apple,
    /// Fleet: hosts with their software, or one.
    Fleet,
    /// Google's Directory API: `mobiledevices`, or one.
    GoogleDirectory,
    /// Apple Configurator: what `cfgutil --format JSON get installedApps` prints.
    Cfgutil,
    /// Microsoft Graph: `detectedApps`, each with its `managedDevices`; several answers in one.
    GraphApps,
    /// Microsoft Graph: `managedDevices`, with their `detectedApps` or without; several answers in
    /// one.
    GraphDevices,
    /// Headwind MDM: a search of devices.
    Headwind,
    /// Intune's exports as CSV, and Graph's reports as JSON: `AppInvRawData`, `AppInvByDevice`, `AppInvAggregate`, and lists of
    /// devices.
    Intune,
    /// Jamf Pro API: `v2/mobile-devices`, `v2/mobile-devices/detail` or one device's.
    Jamf,
    /// Jamf's Classic API, as XML or JSON.
    JamfClassic,
    /// Jamf School API: `devices/UDID`, or the list of devices.
    JamfSchool,
    /// Knox Manage: `selectDeviceAppList`.
    KnoxManage,
    /// Meraki Systems Manager: `devices/ID/softwares`.
    Meraki,
    /// What `MicroMDM` and `NanoMDM` send on: the answers of Apple's devices, each in base64.
    MicroMdm,
    /// `SimpleMDM`: `devices/ID/installed_apps`.
    SimpleMdm,
    /// SOTI `MobiControl`: `devices/ID/installedApplications`.
    Soti,
    /// `packages.json` of androidqf and of Mobile Verification Toolkit.
    AndroidQf,
    /// What `pm list packages` prints.
    PmList,
    /// Workspace ONE UEM: `mdm/devices/ID/apps`, or `…/apps/search`.
    WorkspaceOne,
    /// Fields that somebody names.
    Fields,
}

/// All formats by their names.
const NAMES: [(Format, &str); 21] = [
    (Format::Amapi, "amapi"),
    (Format::Apple, "apple"),
    (Format::Cfgutil, "cfgutil"),
    (Format::Fleet, "fleet"),
    (Format::GoogleDirectory, "google-directory"),
    (Format::GraphApps, "graph-apps"),
    (Format::GraphDevices, "graph-devices"),
    (Format::Headwind, "headwind"),
    (Format::Intune, "intune"),
    (Format::Jamf, "jamf"),
    (Format::JamfClassic, "jamf-classic"),
    (Format::JamfSchool, "jamf-school"),
    (Format::KnoxManage, "knox-manage"),
    (Format::Meraki, "meraki"),
    (Format::MicroMdm, "micromdm"),
    (Format::SimpleMdm, "simplemdm"),
    (Format::Soti, "soti"),
    (Format::AndroidQf, "androidqf"),
    (Format::PmList, "pm-list"),
    (Format::WorkspaceOne, "workspace-one"),
    (Format::Fields, "fields"),
];

impl Format {
    /// Returns its name, as a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(format, _)| *format == self).map_or("", |(_, name)| name)
    }

    /// Returns the names of all formats but [`Format::Fields`].
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().filter(|(format, _)| *format != Self::Fields).map(|(_, name)| *name)
    }

    /// Returns what its devices run, where it says no other.
    pub(crate) fn platform(self) -> Platform {
        match self {
            Self::Amapi | Self::AndroidQf | Self::Headwind | Self::KnoxManage | Self::PmList => {
                Platform::Android
            }
            Self::Apple
            | Self::Cfgutil
            | Self::Jamf
            | Self::JamfClassic
            | Self::JamfSchool
            | Self::MicroMdm
            | Self::SimpleMdm => Platform::Apple,
            _ => Platform::Unknown,
        }
    }

    /// Returns whether it has names of apps alone: what ids it has are none, or it is not known what
    /// they are.
    #[must_use]
    pub fn has_names_only(self) -> bool {
        matches!(self, Self::Intune | Self::GraphApps | Self::GraphDevices)
    }

    /// Returns its shape, written this way, if it consists of nested records.
    pub(crate) fn shape(self, content: Content) -> Option<Shape> {
        shapes::of(self, content == Content::Xml)
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let mut known = NAMES.iter().filter(|(format, _)| *format != Self::Fields);
        known.find(|(_, known)| *known == name).map(|(format, _)| *format).ok_or(UnknownFormat)
    }
}

/// The name of no format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there are {}", Format::names().collect::<Vec<_>>().join(", "))
    }
}

impl std::error::Error for UnknownFormat {}
