//! What is not known of apps that were found before.

use std::collections::{HashMap, HashSet};

use crate::judge::Judge;
use crate::phone::app_place::AppPlace;
use crate::phone::gap::Gap;
use crate::phone::phone_apps::PhoneApps;
use crate::phone::profile::Profile;
use crate::report::Report;
use crate::report::finding::State;
use crate::report::note::Note;

impl Judge<'_> {
    /// Returns those of the known apps that the `report` on this `phone` neither finds nor rules
    /// out. An app is not gone because it could not be read, nor because the phone may have left it
    /// out of its list, nor because its profile cannot be seen now.
    #[must_use]
    pub fn unresolved(&self, phone: &PhoneApps, report: &Report) -> Vec<AppPlace> {
        let hides_apps = phone.gaps.iter().any(hides_apps);
        let found = report.findings.iter().map(|found| &found.finding);
        let found = found.map(|finding| (finding.package.as_str(), finding.profile));
        let noted = report.notes.iter().filter_map(place_of);
        let ruled_on: HashSet<_> = found.chain(noted).collect();
        // Whether one that is there was not read.
        let mut here = HashMap::new();
        for app in phone.apps.iter().filter(|app| State::of(app).is_some()) {
            *here.entry((app.package.as_str(), app.profile)).or_insert(false) |= app.unread;
        }
        let unanswered: HashSet<_> = phone.unanswered.iter().collect();
        let is_unresolved = |place: &&AppPlace| {
            let at = (place.package.as_str(), place.profile);
            if ruled_on.contains(&at) {
                false
            } else if let Some(&unread) = here.get(&at) {
                unread
            } else {
                hides_apps
                    || unanswered.contains(place)
                    || place.profile.is_some_and(|profile| phone.unseen.contains(&profile))
            }
        };
        self.context.known.keys().filter(is_unresolved).cloned().collect()
    }
}

/// Returns whether apps may be on the phone that are not among those it has shown.
fn hides_apps(gap: &Gap) -> bool {
    match gap {
        Gap::PermissionMissing { .. }
        | Gap::ListFailed { .. }
        | Gap::ListEmpty
        | Gap::ListWithoutOurselves
        | Gap::ListWithoutAndroid
        | Gap::ListContradicted { .. } => true,
        Gap::AppsUnread { .. } | Gap::ProfileUnseen { .. } => false,
    }
}

/// Returns package name and profile of the app that a note is about; `None` if it is about none.
fn place_of(note: &Note) -> Option<(&str, Option<Profile>)> {
    match note {
        Note::Exempt { package, profile, .. } | Note::Announced { package, profile, .. } => {
            Some((package, *profile))
        }
        Note::DataKept { package, .. } => Some((package, None)),
        Note::ProfileUnseen { .. } => None,
    }
}
