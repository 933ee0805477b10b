//! A banned app that is on the phone.

use serde::Serialize;

use crate::phone::installed_app::{InstalledApp, Presence};
use crate::phone::label::Label;
use crate::phone::profile::Profile;
use crate::policy::text::Text;
use crate::report::identity::Identity;
use crate::report::removal::Removal;
use crate::syntax::date::Date;

/// How the app got onto the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Installed later, by a person or the device's management.
    Installed,
    /// Came with the phone's system image.
    Preloaded,
    /// Came with the phone's system image, and was updated since.
    PreloadedUpdated,
    /// Runs without being installed (an instant app).
    Instant,
}

/// What state the app is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It can run.
    Enabled,
    /// It is disabled.
    Disabled,
    /// The device's management, or the person's own time limit, keeps it from running for now.
    Suspended,
    /// It is hidden by a device policy.
    Hidden,
    /// It is archived.
    Archived,
}

/// Until when an app is to be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The last day on which it may be there.
    pub day: Date,
    /// Whether that day is over.
    pub over: bool,
}

/// A banned app that is on the phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Package name.
    pub package: String,
    /// Which app it is.
    #[serde(flatten)]
    pub identity: Identity,
    /// Name under the icon, where known.
    pub label: Option<Label>,
    /// Version as shown to people, where known.
    pub version: Option<String>,
    /// The profile it is in; `None` for the one that was scanned.
    pub profile: Option<Profile>,
    /// How the app got onto the phone.
    pub origin: Origin,
    /// What state the app is in.
    pub state: State,
    /// The right next step.
    pub removal: Removal,
    /// Whether it came with the phone under the name of an app without which a phone does not work or
    /// cannot be managed: nobody may suspend or hide it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub essential: bool,
    /// Why the organisation bans it, where the policy says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// The day on which it was first found, where days are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// Until when it is to be gone, where the policy says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
}

fn is_archived(app: &InstalledApp) -> bool {
    app.declared.as_ref().is_some_and(|declared| declared.is_archived())
}

impl Origin {
    /// Returns the origin that the facts about `app` speak for.
    #[must_use]
    pub fn of(app: &InstalledApp) -> Self {
        match (app.system, app.updated_system) {
            _ if app.instant => Self::Instant,
            (_, true) => Self::PreloadedUpdated,
            (true, false) => Self::Preloaded,
            (false, false) => Self::Installed,
        }
    }
}

impl State {
    /// Returns the state of `app`; `None` if it is not on the phone.
    #[must_use]
    pub fn of(app: &InstalledApp) -> Option<Self> {
        match app.presence {
            Presence::NotInstalled | Presence::DataKept => None,
            Presence::Archived => Some(Self::Archived),
            Presence::Hidden => Some(Self::Hidden),
            Presence::Installed if !app.enabled => Some(Self::Disabled),
            Presence::Installed if is_archived(app) => Some(Self::Archived),
            Presence::Installed if app.suspended => Some(Self::Suspended),
            Presence::Installed => Some(Self::Enabled),
        }
    }
}
