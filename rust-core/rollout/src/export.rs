//! What an MDM is to be given: the policy, and lists of what it bans.

mod amapi;
mod app;
mod apple;
mod base64;
mod blocked;
mod generic;
mod headwind;
mod intune;
mod knox;
mod single_keys;
mod step;
mod workspace_one;
mod xml;

pub use app::Problem;
pub use step::{Paste, Step, json as steps_as_json, text as steps_as_text};

use app::App;
use appvagt_scanner::{CertificateDigest, Date, Policy};
use blocked::Blocked;

/// What a policy is exported for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mdm {
    /// Android Management API, Google's own, which many MDMs are built on.
    Amapi,
    /// Microsoft Intune.
    Intune,
    /// Headwind MDM.
    Headwind,
    /// Workspace ONE UEM.
    WorkspaceOne,
    /// Samsung Knox Manage and the Knox Service Plugin.
    Knox,
    /// Any other management of Android devices: every key with its type and value.
    Generic,
    /// iPhone and iPad: a configuration profile that blocks what the policy bans.
    Apple,
}

impl Mdm {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Amapi,
        Self::Intune,
        Self::Headwind,
        Self::WorkspaceOne,
        Self::Knox,
        Self::Generic,
        Self::Apple,
    ];

    /// Returns the one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mdm| mdm.name() == name)
    }

    /// Returns the name that commands know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Amapi => "amapi",
            Self::Intune => "intune",
            Self::Headwind => "headwind",
            Self::WorkspaceOne => "workspace-one",
            Self::Knox => "knox",
            Self::Generic => "generic",
            Self::Apple => "apple",
        }
    }

    /// Returns what it is, in English.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Amapi => "Android Management API, Google's own, which many MDMs are built on",
            Self::Intune => "Microsoft Intune",
            Self::Headwind => "Headwind MDM",
            Self::WorkspaceOne => "Workspace ONE UEM",
            Self::Knox => "Samsung Knox Manage and the Knox Service Plugin",
            Self::Generic => {
                "Any other management of Android devices: every key with its type and value"
            }
            Self::Apple => {
                "iPhone and iPad: a configuration profile that blocks what the policy bans"
            }
        }
    }
}

/// Where a policy is to go.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The MDM.
    pub mdm: Mdm,
    /// Package name of the app.
    pub package: &'a str,
    /// The group that the phones are in, for exemptions of that group.
    pub group: Option<&'a str>,
    /// Digest of the certificate of an app that does not come from Google Play.
    pub certificate: Option<CertificateDigest>,
    /// The day on which the MDM begins to block what is banned.
    pub day: Option<Date>,
}

impl Export<'_> {
    /// Returns what to do and what to paste, step by step.
    ///
    /// # Errors
    /// The policy is not for this app or this group, or too long for managed configuration.
    pub fn steps(&self, policy: &Policy) -> Result<Vec<Step>, Problem> {
        let app = App::new(self.package, policy, self.group.map(str::to_owned))?;
        let blocked = Blocked::by(policy, self.day, self.group);
        let mut steps = match self.mdm {
            Mdm::Amapi => amapi::steps(&app, &blocked, self.certificate),
            Mdm::Intune => intune::steps(&app, &blocked),
            Mdm::Headwind => headwind::steps(&app, &blocked),
            Mdm::WorkspaceOne => workspace_one::steps(&app, &blocked),
            Mdm::Knox => knox::steps(&app, &blocked),
            Mdm::Generic => generic::steps(&app, &blocked),
            Mdm::Apple => apple::steps(&app, &blocked),
        };
        steps.extend(other_groups(&app));
        Ok(steps)
    }
}

/// Returns what is left to do for groups that exemptions name.
fn other_groups(app: &App) -> Option<Step> {
    let groups = app.groups.iter().filter(|group| app.group.as_ref() != Some(group));
    let groups: Vec<_> = groups.map(|group| format!("{group:?}")).collect();
    let other = if app.group.is_some() { "other groups" } else { "groups" };
    (!groups.is_empty()).then(|| {
        Step::new(format!(
            "Exemptions of this policy are for {other}: {}. For the devices of each, export again with \
             --group, and assign that to them in place of this.",
            groups.join(", ")
        ))
    })
}
