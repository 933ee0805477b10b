//! What is not known of apps that were found before.

use crate::judge::Judge;
use crate::phone::app_place::AppPlace;
use crate::phone::gap::Gap;
use crate::phone::phone_apps::PhoneApps;
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
        let is_ruled_on = |place: &AppPlace| {
            let mut findings = report.findings.iter().map(|found| &found.finding);
            findings.any(|found| (&found.package, found.profile) == (&place.package, place.profile))
                || report.notes.iter().any(|note| is_about(note, place))
        };
        let is_unresolved = |place: &&AppPlace| {
            let is_here = |app: &&_| State::of(app).is_some() && AppPlace::of(app) == **place;
            let mut here = phone.apps.iter().filter(is_here).peekable();
            if is_ruled_on(place) {
                false
            } else if here.peek().is_some() {
                here.any(|app| app.unread)
            } else {
                hides_apps
                    || phone.unanswered.contains(place)
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

fn is_about(note: &Note, place: &AppPlace) -> bool {
    let AppPlace { package, profile } = place;
    match note {
        Note::Exempt { package: about, profile: within, .. }
        | Note::Announced { package: about, profile: within, .. } => {
            (about, within) == (package, profile)
        }
        Note::DataKept { package: about, .. } => about == package && profile.is_none(),
        Note::ProfileUnseen { .. } => false,
    }
}
