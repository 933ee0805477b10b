//! Apps that a phone needs.

use appvagt_certificate::CertificateDigest;

use crate::catalogue::Catalogue;

/// An app, or several with one beginning, without which a phone does not work or cannot be managed:
/// no policy may ban it, and nobody may suspend or hide it.
#[derive(Debug)]
pub struct EssentialApp {
    /// Its package name, or the beginning of several with the dot it ends in.
    pub package: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Package names with that beginning that a phone does without.
    pub except: &'static [&'static str],
}

impl EssentialApp {
    /// Returns the essential app with this package name. Which of the apps on a phone is the home
    /// screen, the dialler, the keyboard or the agent of its management only the phone knows: a
    /// list holds the usual ones.
    #[must_use]
    pub fn of(package: &str) -> Option<&'static Self> {
        Catalogue::essential_apps().iter().find(|app| app.has(package))
    }

    /// Returns whether this package name is one of those that are meant.
    pub(crate) fn has(&self, package: &str) -> bool {
        if self.package.ends_with('.') {
            package.starts_with(self.package) && !self.spares(package)
        } else {
            package == self.package
        }
    }

    /// Returns whether a name, of a package or of what is in one, belongs to one that a phone does
    /// without.
    pub(crate) fn spares(&self, name: &str) -> bool {
        self.except.iter().any(|spared| {
            name.strip_prefix(spared).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

/// Returns whether a certificate signs apps that a phone needs.
pub fn is_essential(digest: &CertificateDigest) -> bool {
    Catalogue::essential_certificates()
        .iter()
        .filter_map(|id| Catalogue::embedded().certificate(id))
        .any(|certificate| certificate.sha256 == *digest)
}
