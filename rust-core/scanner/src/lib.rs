#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod catalogue;
mod json;
mod judge;
mod phone;
mod policy;
mod report;
mod syntax;

pub use appvagt_certificate::{CertificateDigest, NotADigest};
pub use catalogue::essential::EssentialApp;
pub use catalogue::mark::{Mark, MarkKind, Match, Strength, Subject};
pub use catalogue::names::Names;
pub use catalogue::{Catalogue, Certainty, Certificate, Family, IosApp, KnownPackage, PublicBan};
pub use json::mistake::{Mistake, PolicyError};
pub use judge::Judge;
pub use judge::context::JudgingContext;
pub use judge::suspect::Suspect;
pub use phone::app_place::AppPlace;
pub use phone::gap::{Gap, PackageList};
pub use phone::installed_app::{InstalledApp, Presence, Signers};
pub use phone::label::Label;
pub use phone::manifest_facts::ManifestFacts;
pub use phone::phone_apps::{PhoneApps, list_gaps};
pub use phone::profile::Profile;
pub use phone::web_app::value_matters;
pub use policy::Policy;
pub use policy::ban::Ban;
pub use policy::banned::Banned;
pub use policy::contact::Contact;
pub use policy::deadline::Deadline;
pub use policy::enforcement::Enforcement;
pub use policy::exemption::{Exempt, Exemption};
pub use policy::managed_configuration::Configured;
pub use policy::notice::Notice;
pub use policy::report_level::ReportLevel;
pub use policy::text::Text;
pub use policy::warning::Warning;
pub use report::evidence::Evidence;
pub use report::finding::{Due, Finding, Origin, State};
pub use report::identity::Identity;
pub use report::note::Note;
pub use report::removal::Removal;
pub use report::ruling::Ruling;
pub use report::{Found, Report, Verdict};
pub use syntax::date::{Date, NotADate};
pub use syntax::package_name::is_package_name;
