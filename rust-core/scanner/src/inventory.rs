//! The apps of one phone, and what of them could not be seen.

use serde::Serialize;

use crate::{Gap, InstalledApp, Presence};

/// Name of the package that holds the Android framework; every phone has it.
const PLATFORM: &str = "android";

/// Everything one scan learnt about a phone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Inventory {
    /// The apps, in the order they were listed.
    pub apps: Vec<InstalledApp>,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
}

/// Why the list of installed apps cannot be the whole truth: it is empty, lacks the app that asked
/// (`own_package`), or lacks the platform. `apps` is what the phone listed, before anything found
/// by other means is added.
#[must_use]
pub fn implausible(apps: &[InstalledApp], own_package: &str) -> Vec<Gap> {
    let present =
        |name| apps.iter().any(|app| app.package == name && app.presence != Presence::NotInstalled);
    if !apps.iter().any(|app| app.presence != Presence::NotInstalled) {
        return vec![Gap::ListEmpty];
    }
    let mut gaps = Vec::new();
    if !present(own_package) {
        gaps.push(Gap::ListWithoutOurselves);
    }
    if !present(PLATFORM) {
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
            assert_eq!(implausible(&apps, us), gaps, "{names:?}");
        }
    }

    #[test]
    fn apps_of_another_user_do_not_make_a_list_plausible() {
        let mut elsewhere = InstalledApp::named("com.example");
        elsewhere.presence = Presence::NotInstalled;
        assert_eq!(implausible(&[elsewhere], "org.example.scanner"), [Gap::ListEmpty]);
    }
}
