//! The right next step towards being rid of an app.

use serde::Serialize;

use crate::phone::installed_app::{InstalledApp, Presence};

/// What the person holding the phone should do next about a finding. After each step the phone is
/// scanned again, and the next step follows from what is found then. In the order in which findings
/// are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Removal {
    /// Uninstall it: the system's prompt does the rest.
    Uninstall,
    /// It came with the phone and was updated since: the prompt restores the factory version,
    /// which is disabled next.
    RestoreThenDisable,
    /// It came with the phone and cannot be uninstalled: disable it on its details page.
    Disable,
    /// It is an active device administrator: deactivate it as one first.
    DeactivateAdmin,
    /// It runs without being installed: clear it on its details page.
    ClearInstant,
    /// It is in another profile of the phone: uninstall it there, by the system's prompt for that
    /// profile.
    InOtherProfile,
    /// The person cannot remove it (blocked or hidden by the device's management, or preloaded in
    /// another profile): ask IT.
    AskIt,
    /// It came with the phone and is disabled: it cannot run, and no more can be done.
    NothingLeft,
}

impl Removal {
    /// Returns the step that fits what is known of `app`.
    #[must_use]
    pub fn of(app: &InstalledApp) -> Self {
        if app.system && !app.enabled {
            Self::NothingLeft
        } else if app.presence == Presence::Hidden || app.uninstall_blocked == Some(true) {
            Self::AskIt
        } else if app.profile.is_some() {
            if app.system { Self::AskIt } else { Self::InOtherProfile }
        } else if app.instant {
            Self::ClearInstant
        } else if app.device_admin == Some(true) {
            Self::DeactivateAdmin
        } else if app.updated_system {
            Self::RestoreThenDisable
        } else if app.system {
            Self::Disable
        } else {
            Self::Uninstall
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::profile::Profile;

    #[test]
    fn each_kind_of_app_has_its_own_next_step() {
        type Change = fn(&mut InstalledApp);
        let cases: [(&str, Change, Removal); 18] = [
            ("an ordinary app", |_| (), Removal::Uninstall),
            ("disabled by its user", |a| a.enabled = false, Removal::Uninstall),
            ("archived", |a| a.presence = Presence::Archived, Removal::Uninstall),
            ("suspended", |a| a.suspended = true, Removal::Uninstall),
            ("instant", |a| a.instant = true, Removal::ClearInstant),
            (
                "in the work profile",
                |a| (a.profile, a.device_admin) = (Some(Profile::Work), Some(true)),
                Removal::InOtherProfile,
            ),
            (
                "preloaded in the work profile",
                |a| (a.profile, a.system) = (Some(Profile::Work), true),
                Removal::AskIt,
            ),
            (
                "in the work profile, blocked",
                |a| (a.profile, a.uninstall_blocked) = (Some(Profile::Work), Some(true)),
                Removal::AskIt,
            ),
            ("preloaded, suspended", |a| (a.system, a.suspended) = (true, true), Removal::Disable),
            ("hidden by policy", |a| a.presence = Presence::Hidden, Removal::AskIt),
            ("blocked", |a| a.uninstall_blocked = Some(true), Removal::AskIt),
            ("device admin", |a| a.device_admin = Some(true), Removal::DeactivateAdmin),
            (
                "device admin, blocked",
                |a| (a.device_admin, a.uninstall_blocked) = (Some(true), Some(true)),
                Removal::AskIt,
            ),
            ("preloaded", |a| a.system = true, Removal::Disable),
            (
                "preloaded, updated",
                |a| (a.system, a.updated_system) = (true, true),
                Removal::RestoreThenDisable,
            ),
            (
                "preloaded, disabled",
                |a| (a.system, a.enabled) = (true, false),
                Removal::NothingLeft,
            ),
            (
                "preloaded, disabled, blocked",
                |a| (a.system, a.enabled, a.uninstall_blocked) = (true, false, Some(true)),
                Removal::NothingLeft,
            ),
            ("nobody could say", |a| a.uninstall_blocked = None, Removal::Uninstall),
        ];
        for (what, change, step) in cases {
            let mut app = InstalledApp::named("com.example");
            change(&mut app);
            assert_eq!(Removal::of(&app), step, "{what}");
        }
    }
}
