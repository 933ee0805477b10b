//! `appvagt policy export`.

use std::path::PathBuf;
use std::process::ExitCode;

use appvagt_rollout::{Export, Mdm, steps_as_json, steps_as_text};
use appvagt_scanner::{Catalogue, CertificateDigest, Date, Language};
use clap::builder::TypedValueParser;

use super::print;
use crate::choice::{languages, one_of};
use crate::exit_status::MISTAKEN;
use crate::policy_file;
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
    #[arg(long, value_parser = mdms())]
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
    /// The language of the steps; buttons and menus are named in English.
    #[arg(long, value_name = "CODE", value_parser = languages(), default_value = "en")]
    language: Language,
    /// Print a JSON list of steps, each with `what` to do and what to `paste`.
    #[arg(long)]
    json: bool,
}

/// Lists the MDMs by their names.
fn mdms() -> impl TypedValueParser<Value = Mdm> {
    one_of(Mdm::ALL, |mdm| (mdm.name(), mdm.about(Language::En)))
}

/// Reads the policy and prints the steps.
pub fn run(arguments: &Arguments) -> ExitCode {
    let policy = match policy_file::read(&arguments.file, Catalogue::embedded()) {
        Ok(policy) => policy,
        Err(refusal) => return refusal.end(", and nothing was exported"),
    };
    let export = Export {
        mdm: arguments.mdm,
        package: &arguments.package,
        group: arguments.group.as_deref(),
        certificate: arguments.certificate,
        day: arguments.day.or_else(today),
        language: arguments.language,
    };
    match export.steps(&policy) {
        Ok(steps) if arguments.json => print(&steps_as_json(&steps)),
        Ok(steps) => print(&steps_as_text(&steps)),
        Err(problem) => {
            complain(&problem.to_string());
            ExitCode::from(MISTAKEN)
        }
    }
}
