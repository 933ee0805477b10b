//! What an inventory says, piece by piece.

use appvagt_certificate::CertificateDigest;

use crate::{Coverage, Format, Problem};

/// What takes the things that an inventory says, one after another.
pub type Sink<'s> = dyn FnMut(Event<'_>) + Send + 's;

/// The next thing that an inventory says.
#[derive(Debug)]
pub enum Event<'a> {
    /// A file begins, or a file in an archive.
    Begin {
        /// Name of the file in the archive; `None` for the file itself.
        entry: Option<&'a str>,
        /// What it was recognised as.
        format: Format,
    },
    /// An app of the device that the next [`Event::Device`] is about.
    App(App<'a>),
    /// So many installed apps of that device, of which the [number is enough](crate::Counting).
    Apps(u32),
    /// The device that the apps since the last one are on. A device may come several times.
    Device(Device<'a>),
    /// An app on so many devices of a platform, of which the file does not say which.
    Unattributed(App<'a>, Platform, u64),
    /// A word that is not understood. The app or device that it is about comes next.
    NotUnderstood {
        /// What the word is about.
        subject: Subject,
        /// The word, or its beginning if it is long.
        value: &'a str,
    },
    /// A list ends, as an MDM answers it: all of it or a page. A device on its own is none.
    Page {
        /// What the list is of, where the file says: an enterprise of Android Management API, what
        /// Graph was asked for. Pages of one list have the same.
        of: Option<&'a str>,
        /// Whether the list goes on in another page.
        goes_on: bool,
        /// How many records the whole list has, where it says.
        total: Option<u64>,
        /// How many pages the whole list has, where it says.
        pages: Option<u64>,
        /// How many devices or apps of it were read.
        records: u64,
    },
    /// What began ends.
    End {
        /// How many devices or rows were read.
        records: u64,
    },
    /// Something could not be read.
    NotRead {
        /// Name of the file in the archive; `None` for the file itself.
        entry: Option<&'a str>,
        /// Where, and why.
        problem: Problem,
    },
}

/// What a word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Whether an app is installed.
    AppState,
    /// What kind of software an app is.
    AppKind,
    /// What runs on a device.
    Platform,
    /// Whose a device is.
    Ownership,
    /// How a device is managed.
    ManagementMode,
    /// Whether a device is still managed.
    DeviceState,
    /// When a device last reported.
    LastReport,
}

/// What is said of an app. What is not known is `None` or empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct App<'a> {
    /// Package name on Android, bundle id on iOS and iPadOS.
    pub id: Option<&'a str>,
    /// Name shown to people.
    pub name: Option<&'a str>,
    /// What the MDM calls it in its own lists, where one list names apps and another their devices.
    pub key: Option<&'a str>,
    /// Version shown to people.
    pub version: Option<&'a str>,
    /// SHA-256 digests of the certificates it is signed with.
    pub certificates: &'a [CertificateDigest],
    /// How it came onto the device.
    pub origin: Origin,
    /// Whether it is there.
    pub presence: Presence,
    /// Whether it is from a list of apps; not if it is named on its own because it breaks a rule.
    pub listed: bool,
    /// Whether its name counts although it has an id, because the format does not say what its ids
    /// are.
    pub by_name: bool,
}

/// Whether an app is on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// It is there, or in a list of what is there.
    #[default]
    Installed,
    /// It was removed, waits, or is being downloaded.
    Absent,
    /// The file says it by a word that is not understood.
    Unclear,
}

/// How an app came onto a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// It was installed, or it is not said.
    #[default]
    Installed,
    /// With the system.
    Preloaded,
    /// With the system, and updated since.
    PreloadedUpdated,
}

/// What is said of a device. What is not known is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device<'a> {
    /// What the MDM calls it: unique, and no name of a person's as far as the format has another.
    pub id: Option<&'a str>,
    /// Whether the id is but a name, which several devices may have.
    pub by_name_only: bool,
    /// Serial number.
    pub serial: Option<&'a str>,
    /// Name that people gave it.
    pub name: Option<&'a str>,
    /// Who uses it.
    pub user: Option<&'a str>,
    /// What runs on it.
    pub platform: Platform,
    /// Which version of that: `14`, `iPadOS 18.1`.
    pub os_version: Option<&'a str>,
    /// Which part of the organisation has it: a department, a building, a group of devices.
    pub group: Option<&'a str>,
    /// When it last reported, as the format writes it.
    pub reported: Option<&'a str>,
    /// Whose it is.
    pub owner: Owner,
    /// Whether it is managed, where the file says.
    pub management: Management,
    /// How much of it is shown.
    pub coverage: Coverage,
}

/// Whose a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Owner {
    /// It is not said.
    #[default]
    Unsaid,
    /// The organisation's.
    Company,
    /// A person's own.
    Person,
}

/// Whether a device is managed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Management {
    /// It is not said.
    #[default]
    Unsaid,
    /// It is.
    Managed,
    /// It was wiped, retired, or is no longer enrolled.
    Ended,
}

/// What runs on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Platform {
    /// It is not said, or not understood.
    #[default]
    Unknown,
    /// Android.
    Android,
    /// iOS or iPadOS.
    Apple,
    /// Something else: a computer, a television.
    Other,
}
