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
mod words;
mod workspace_one;
mod xml;

pub use app::Problem;
pub use step::{Paste, Step, json as steps_as_json, text as steps_as_text};

use app::App;
use appvagt_scanner::{CertificateDigest, Date, Language, Policy};
use blocked::Blocked;
use step::Steps;
use words::words;

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

    /// Returns what it is.
    #[must_use]
    pub fn about(self, language: Language) -> String {
        words(language).get(&format!("mdm.{}", self.name())).to_owned()
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
    /// The language that the steps are said in.
    pub language: Language,
}

impl Export<'_> {
    /// Returns what to do and what to paste, step by step.
    ///
    /// # Errors
    /// The policy is not for this app or this group, or too long for managed configuration.
    pub fn steps(&self, policy: &Policy) -> Result<Vec<Step>, Problem> {
        let app = App::new(self.package, policy, self.group.map(str::to_owned))?;
        let blocked = Blocked::by(policy, self.day, self.group);
        let mut steps = Steps { words: words(self.language), list: Vec::new() };
        match self.mdm {
            Mdm::Amapi => amapi::write(&mut steps, &app, &blocked, self.certificate),
            Mdm::Intune => intune::write(&mut steps, &app, &blocked),
            Mdm::Headwind => headwind::write(&mut steps, &app, &blocked),
            Mdm::WorkspaceOne => workspace_one::write(&mut steps, &app, &blocked),
            Mdm::Knox => knox::write(&mut steps, &app, &blocked),
            Mdm::Generic => generic::write(&mut steps, &app, &blocked),
            Mdm::Apple => apple::write(&mut steps, &app, &blocked),
        }
        say_other_groups(&mut steps, &app);
        Ok(steps.list)
    }
}

/// Says what is left to do for groups that exemptions name.
fn say_other_groups(steps: &mut Steps, app: &App) {
    let groups = app.groups.iter().filter(|group| app.group.as_ref() != Some(group));
    let groups: Vec<_> = groups.map(|group| format!("{group:?}")).collect();
    if !groups.is_empty() {
        let name = if app.group.is_some() { "groups.other" } else { "groups" };
        steps.fill(name, &[("groups", &groups.join(", "))]);
    }
}
