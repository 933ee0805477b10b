//! The apps of one phone, and what of them could not be seen.

use serde::Serialize;

use crate::phone::app_place::AppPlace;
use crate::phone::gap::Gap;
use crate::phone::installed_app::{InstalledApp, Presence};
use crate::phone::profile::Profile;

/// Name of the package that holds the Android framework; every phone has it.
const PLATFORM: &str = "android";

/// Everything one scan learnt about a phone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PhoneApps {
    /// The apps, in the order they were listed.
    pub apps: Vec<InstalledApp>,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
    /// Profiles that are on the phone and cannot be seen.
    pub unseen: Vec<Profile>,
    /// Apps that are not among these, and that the phone did not deny to have when it was asked for
    /// them by name. No part of the JSON.
    #[serde(skip)]
    pub unanswered: Vec<AppPlace>,
}

/// Returns why the list of installed apps cannot be the whole truth: it is empty, lacks the app
/// that asked (`own_package`), or lacks the platform. `apps` is what the phone listed, before
/// anything found by other means is added.
#[must_use]
pub fn list_gaps<'a>(
    apps: impl IntoIterator<Item = &'a InstalledApp>,
    own_package: &str,
) -> Vec<Gap> {
    let (mut any, mut ourselves, mut platform) = (false, false, false);
    for app in apps {
        if matches!(app.presence, Presence::NotInstalled | Presence::DataKept) {
            continue;
        }
        any = true;
        ourselves |= app.package == own_package;
        platform |= app.package == PLATFORM;
    }
    if !any {
        return vec![Gap::ListEmpty];
    }
    let mut gaps = Vec::new();
    if !ourselves {
        gaps.push(Gap::ListWithoutOurselves);
    }
    if !platform {
        gaps.push(Gap::ListWithoutAndroid);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_must_hold_ourselves_and_the_platform() {
        let us = "org.example.scanner";
        let cases: [(&[&str], &[Gap]); 5] = [
            (&[], &[Gap::ListEmpty]),
            (&["android", us, "com.example"], &[]),
            (&["android", "com.example"], &[Gap::ListWithoutOurselves]),
            (&[us, "com.example"], &[Gap::ListWithoutAndroid]),
            (&["com.example"], &[Gap::ListWithoutOurselves, Gap::ListWithoutAndroid]),
        ];
        for (names, gaps) in cases {
            let apps: Vec<_> = names.iter().copied().map(InstalledApp::named).collect();
            assert_eq!(list_gaps(&apps, us), gaps, "{names:?}");
        }
    }

    #[test]
    fn apps_that_are_not_here_do_not_make_a_list_plausible() {
        for presence in [Presence::NotInstalled, Presence::DataKept] {
            let elsewhere = InstalledApp { presence, ..InstalledApp::named("com.example") };
            assert_eq!(list_gaps(&[elsewhere], "org.example.scanner"), [Gap::ListEmpty]);
        }
    }
}
