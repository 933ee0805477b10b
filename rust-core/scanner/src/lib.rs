//! The judge. Facts about installed apps go in, a [`Policy`] and the [`Catalogue`] of app families
//! say what is banned, and a [`Report`] comes out: what was found, what that rests on, how each
//! finding is removed, and what could not be seen.
//!
//! Nothing here knows Android, files, clocks or where the facts came from.
#![forbid(unsafe_code)]

mod affixes;
mod ban;
mod banned;
mod catalogue;
mod certificate;
mod configuration;
mod contact;
mod date;
mod deadline;
mod declared;
mod enforcement;
mod evidence;
mod exemption;
mod finding;
mod gap;
mod host;
mod identity;
mod installed_app;
mod inventory;
mod judge;
mod mark;
mod names;
mod note;
mod notice;
mod occasion;
mod package_name;
mod policy;
mod profile;
mod punycode;
mod removal;
mod report;
mod reported;
mod rules;
mod ruling;
mod text;
mod web_app;

pub use ban::Ban;
pub use banned::Banned;
pub use catalogue::{Catalogue, Certainty, Certificate, Family, IosApp, KnownPackage};
pub use certificate::CertificateDigest;
pub use configuration::Configured;
pub use contact::Contact;
pub use date::{Date, NotADate};
pub use deadline::Deadline;
pub use declared::Declared;
pub use enforcement::Enforcement;
pub use evidence::Evidence;
pub use exemption::{Exempt, Exemption};
pub use finding::{Due, Finding, Origin, State};
pub use gap::{Gap, PackageList};
pub use installed_app::{InstalledApp, Presence, Signers};
pub use inventory::{Inventory, implausible};
pub use judge::Judge;
pub use mark::{Mark, MarkKind, Strength};
pub use names::Names;
pub use note::Note;
pub use notice::Notice;
pub use occasion::Occasion;
pub use package_name::is_package_name;
pub use policy::Policy;
pub use policy::mistake::{Mistake, PolicyError};
pub use profile::Profile;
pub use removal::Removal;
pub use report::{Report, Verdict};
pub use reported::Reported;
pub use ruling::Ruling;
pub use text::Text;
pub use web_app::value_matters;
