//! App families and the facts that identify them.

pub mod essential;
pub mod language;
pub mod mark;
pub mod names;

use appvagt_certificate::CertificateDigest;
use serde::Serialize;

use crate::catalogue::essential::EssentialApp;
use crate::catalogue::mark::Mark;
use crate::catalogue::names::Names;

/// How sure a mark makes us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Seen in a weaker source only, or not confirmed to be released: very likely.
    Strong,
    /// Seen in a first-party source or on phones.
    Certain,
}

/// A package name known to belong to a family.
#[derive(Debug)]
pub struct KnownPackage {
    /// Package name.
    pub name: &'static str,
    /// Which app it is: a name that is the same in every language.
    pub app: &'static str,
    /// How sure the name alone makes us.
    pub certainty: Certainty,
    /// Ids of the certificates its maker signs it with, where they are on record.
    pub signed_by: &'static [&'static str],
}

/// A signing certificate on record.
#[derive(Debug)]
pub struct Certificate {
    /// Id used within the catalogue.
    pub id: &'static str,
    /// Who signs with it.
    pub owner: &'static str,
    /// Digest of the certificate.
    pub sha256: CertificateDigest,
}

/// A family of apps that is banned, or not, as one.
#[derive(Debug)]
pub struct Family {
    /// Id used in policies and reports.
    pub id: &'static str,
    /// Its name, in English where it differs between languages.
    pub name: &'static str,
    /// Its name in every language, where it differs between them.
    pub translations: Option<&'static Names>,
    /// Whether it is made for trying things out: looked for whatever is banned, and always called a
    /// test.
    pub test: bool,
    /// Its package names.
    pub packages: &'static [KnownPackage],
    /// What else identifies its apps.
    pub marks: &'static [Mark],
    /// Ids of certificates that sign this family and nothing else: each identifies it alone.
    pub certificates: &'static [&'static str],
    /// Ids of certificates that its maker uses for other families too: they support a name, and
    /// identify nothing alone.
    pub company_certificates: &'static [&'static str],
}

/// An app of a family for iPhone and iPad.
#[derive(Debug)]
pub struct IosApp {
    /// Its bundle id.
    pub bundle: &'static str,
    /// Which app it is.
    pub app: &'static str,
    /// Id of its family.
    pub family: &'static str,
}

/// What a public body bans on devices for work.
#[derive(Debug)]
pub struct PublicBan {
    /// Id of this list.
    pub id: &'static str,
    /// Who bans it, and for whom.
    pub by: &'static str,
    /// Since when: a day or a month.
    pub since: &'static str,
    /// Ids of the families that are banned.
    pub families: &'static [&'static str],
    /// The address of the page that says so.
    pub source: &'static str,
    /// What else is to be known; may be empty.
    pub note: &'static str,
}

/// All families.
///
/// The source of every fact is in `catalogue.json`, and in `docs/catalogue.md` to read.
#[derive(Debug)]
pub struct Catalogue {
    /// Certificates on record.
    pub certificates: &'static [Certificate],
    /// The families.
    pub families: &'static [Family],
}

mod embedded {
    use appvagt_certificate::CertificateDigest;

    use crate::catalogue::essential::EssentialApp;
    use crate::catalogue::mark::{Mark, MarkKind, Strength};
    use crate::catalogue::names::Names;
    use crate::catalogue::{
        Catalogue, Certainty, Certificate, Family, IosApp, KnownPackage, PublicBan,
    };

    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

impl Family {
    /// Returns its name in every language.
    #[must_use]
    pub fn names(&self) -> Names {
        let name = self.name;
        let everywhere = Names { en: name, da: name, de: name, fi: name, nb: name, sv: name };
        self.translations.copied().unwrap_or(everywhere)
    }
}

impl Catalogue {
    /// Returns the catalogue of this crate: `catalogue.json`, turned into Rust by `build.rs`.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &embedded::CATALOGUE
    }

    /// Returns apps for iPhone and iPad, of families of [`Catalogue::embedded`]. They are a table of
    /// their own, so that the library on an Android phone goes without it.
    #[must_use]
    pub fn ios_apps() -> &'static [IosApp] {
        embedded::IOS_APPS
    }

    /// Returns what public bodies ban, of families of [`Catalogue::embedded`].
    #[must_use]
    pub fn public_bans() -> &'static [PublicBan] {
        embedded::PUBLIC_BANS
    }

    /// Returns apps that a phone needs.
    #[must_use]
    pub fn essential_apps() -> &'static [EssentialApp] {
        embedded::ESSENTIAL_APPS
    }

    /// Returns ids of certificates that sign such apps.
    pub(crate) fn essential_certificates() -> &'static [&'static str] {
        embedded::ESSENTIAL_CERTIFICATES
    }

    /// Returns the family with this id.
    #[must_use]
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.id == id)
    }

    /// Returns the certificate with this id.
    #[must_use]
    pub fn certificate(&self, id: &str) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.id == id)
    }
}
