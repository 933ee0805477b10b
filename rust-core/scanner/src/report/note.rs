//! What is worth knowing about a scan, and changes nothing about its verdict.

use serde::Serialize;

use crate::phone::installed_app::InstalledApp;
use crate::phone::label::Label;
use crate::phone::profile::Profile;
use crate::policy::text::Text;
use crate::report::evidence::Evidence;
use crate::report::identity::Identity;
use crate::report::removal::Removal;
use crate::report::ruling::Ruling;
use crate::syntax::date::Date;

/// Something worth knowing that is neither a finding nor a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// A profile is there that cannot be seen, and the policy does not ask for it.
    ProfileUnseen {
        /// Which.
        profile: Profile,
    },
    /// A banned app was uninstalled, but its data were kept.
    DataKept {
        /// Its package name.
        package: String,
        /// Name of its family; without a family, its package name.
        name: String,
        /// What it called itself, or is on record as; `None` if neither is known.
        label: Option<Label>,
    },
    /// A banned app is there that is exempt from the ban.
    Exempt {
        /// Its package name.
        package: String,
        /// Name of its family; without a family, its own name or package name.
        name: String,
        /// What it calls itself, or is on record as; `None` if neither is known.
        label: Option<Label>,
        /// The profile it is in; `None` for the one that was scanned.
        profile: Option<Profile>,
        /// Why it is exempt.
        reason: Text,
        /// The last day on which it is.
        until: Date,
    },
    /// An app is there that will be banned.
    Announced {
        /// Its package name.
        package: String,
        /// Name of its family; without a family, its own name or package name.
        name: String,
        /// What it calls itself, or is on record as; `None` if neither is known.
        label: Option<Label>,
        /// The profile it is in; `None` for the one that was scanned.
        profile: Option<Profile>,
        /// Why it will be, where the policy says so.
        reason: Option<Text>,
        /// The first day on which it is.
        from: Date,
        /// The next step for who does not want to wait for that day.
        removal: Removal,
    },
}

impl Note {
    /// Returns what a ruling on `app` says that is no finding.
    pub(crate) fn new(app: &InstalledApp, ruling: Ruling) -> Option<Self> {
        let (package, profile) = (app.package.clone(), app.profile);
        Some(match ruling {
            Ruling::Clear | Ruling::Banned(_) => return None,
            Ruling::DataKept { identity } => {
                let label = label(app, &identity);
                Self::DataKept { package, name: identity.name, label }
            }
            Ruling::Exempt { identity, reason, until } => {
                let label = label(app, &identity);
                Self::Exempt { package, name: identity.name, label, profile, reason, until }
            }
            Ruling::Announced { identity, reason, from } => {
                let (label, removal) = (label(app, &identity), Removal::of(app));
                let name = identity.name;
                Self::Announced { package, name, label, profile, reason, from, removal }
            }
        })
    }
}

/// Returns what `app` calls itself, else as what its package name is on record.
fn label(app: &InstalledApp, identity: &Identity) -> Option<Label> {
    let recorded = identity.evidence.iter().find_map(|evidence| match evidence {
        Evidence::PackageName { app, .. } => Some(app),
        _ => None,
    });
    app.label.clone().or_else(|| Some(Label::new(recorded?, &app.package)))
}
