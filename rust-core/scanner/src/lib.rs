//! The judge. Facts about installed apps go in, a [`Policy`] and the [`Catalogue`] of app families
//! say what is banned, and a [`Report`] comes out: what was found, what that rests on, how each
//! finding is removed, and what could not be seen.
//!
//! Nothing here knows Android, files, clocks or where the facts came from.
#![forbid(unsafe_code)]

mod catalogue;
mod certificate;
mod evidence;
mod finding;
mod gap;
mod installed_app;
mod inventory;
mod judge;
mod package_name;
mod policy;
mod removal;
mod report;

pub use catalogue::{Catalogue, Certainty, Certificate, Family, KnownPackage};
pub use certificate::CertificateDigest;
pub use evidence::Evidence;
pub use finding::{Finding, Origin, State};
pub use gap::{Gap, PackageList};
pub use installed_app::{InstalledApp, Presence, Signers};
pub use inventory::{Inventory, implausible};
pub use judge::Judge;
pub use package_name::is_package_name;
pub use policy::{Ban, Mistake, Policy, PolicyError};
pub use removal::Removal;
pub use report::{Report, Verdict};
