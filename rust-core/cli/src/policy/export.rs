//! `appvagt policy export`.

mod amapi;
mod app;
mod base64;
mod headwind;
mod intune;
mod step;
mod workspace_one;

use std::path::PathBuf;
use std::process::ExitCode;

use app::App;
use appvagt_scanner::{Catalogue, CertificateDigest};
use clap::ValueEnum;

use super::{MISTAKEN, print};
use crate::exit_status::USAGE;
use crate::policy_file::{self, Refusal};
use crate::terminal::complain;

/// Print what to paste where, so that an MDM brings a policy to phones.
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
    /// SHA-256 digest of the certificate that the APK is signed with, as 64 lower-case hexadecimal
    /// digits, for MDMs that compare it.
    #[arg(long, value_name = "SHA256")]
    certificate: Option<CertificateDigest>,
    /// Package name of the app, where it is not Appvagt as it is published.
    #[arg(long, value_name = "NAME", default_value = "org.appvagt")]
    package: String,
    /// Print a JSON list of steps, each with `what` to do and what to `paste`.
    #[arg(long)]
    json: bool,
}

/// An MDM whose shapes are known.
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
    let steps = match arguments.mdm {
        Mdm::Amapi => amapi::steps(&app, arguments.certificate),
        Mdm::Intune => intune::steps(&app),
        Mdm::Headwind => headwind::steps(&app),
        Mdm::WorkspaceOne => workspace_one::steps(&app),
    };
    print(&if arguments.json { step::json(&steps) } else { step::text(&steps) })
}
