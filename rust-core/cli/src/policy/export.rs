//! `appvagt policy export`.

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

use std::path::PathBuf;
use std::process::ExitCode;

use app::App;
use appvagt_scanner::{Catalogue, CertificateDigest, Date};
use blocked::Blocked;
use clap::ValueEnum;
use step::Step;

use super::{MISTAKEN, print};
use crate::exit_status::USAGE;
use crate::policy_file::{self, Refusal};
use crate::terminal::complain;
use crate::today::today;

/// Print what to paste where, so that an MDM brings a policy to phones, and blocks the same apps by
/// itself.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 if it was printed, 1 if the policy has a mistake or is too long \
                  for managed configuration, 2 for wrong usage or a file that cannot be read."
)]
pub struct Arguments {
    /// The MDM.
    #[arg(long, value_enum)]
    mdm: Mdm,
    /// The policy, as JSON (docs/policy.md).
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The group that these phones are in, for exemptions of that group.
    #[arg(long)]
    group: Option<String>,
    /// For an app that does not come from Google Play: the SHA-256 digest of the certificate that the
    /// APK is signed with, as 64 lower-case hexadecimal digits.
    #[arg(long, value_name = "SHA256")]
    certificate: Option<CertificateDigest>,
    /// Package name of the app, where it is not Appvagt as it is published.
    #[arg(long, value_name = "NAME", default_value = "org.appvagt")]
    package: String,
    /// Block what is banned on this day, such as 2026-12-31; without, today (UTC).
    #[arg(long, value_name = "DATE")]
    day: Option<Date>,
    /// Print a JSON list of steps, each with `what` to do and what to `paste`.
    #[arg(long)]
    json: bool,
}

/// What the policy is exported for.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Mdm {
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

/// Reads the policy and prints the steps.
pub fn run(arguments: &Arguments) -> ExitCode {
    let policy = match policy_file::read(&arguments.file, Catalogue::embedded()) {
        Ok(policy) => policy,
        Err(refusal) => {
            complain(&refusal.describe(", and nothing was exported"));
            let mistaken = matches!(refusal, Refusal::Mistaken(..));
            return ExitCode::from(if mistaken { MISTAKEN } else { USAGE });
        }
    };
    let app = App::new(&arguments.package, &policy, arguments.group.clone());
    let app = match app {
        Ok(app) => app,
        Err(problem) => {
            complain(&problem.to_string());
            return ExitCode::from(MISTAKEN);
        }
    };
    let blocked = Blocked::by(&policy, arguments.day.or_else(today), arguments.group.as_deref());
    let mut steps = match arguments.mdm {
        Mdm::Amapi => amapi::steps(&app, &blocked, arguments.certificate),
        Mdm::Intune => intune::steps(&app, &blocked),
        Mdm::Headwind => headwind::steps(&app, &blocked),
        Mdm::WorkspaceOne => workspace_one::steps(&app, &blocked),
        Mdm::Knox => knox::steps(&app, &blocked),
        Mdm::Generic => generic::steps(&app, &blocked),
        Mdm::Apple => apple::steps(&app, &blocked),
    };
    steps.extend(other_groups(&app));
    print(&if arguments.json { step::json(&steps) } else { step::text(&steps) })
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
