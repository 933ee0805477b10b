//! App families and the facts that identify them.

use serde::Serialize;

use crate::CertificateDigest;

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
    /// Ids of the sources that name it.
    pub source: &'static [&'static str],
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
    /// Ids of the sources that name it.
    pub source: &'static [&'static str],
}

/// A family of apps that is banned, or not, as one.
#[derive(Debug)]
pub struct Family {
    /// Id used in policies and reports.
    pub id: &'static str,
    /// Name as its maker writes it.
    pub name: &'static str,
    /// Its package names.
    pub packages: &'static [KnownPackage],
    /// Ids of certificates that sign this family and nothing else: each identifies it alone.
    pub certificates: &'static [&'static str],
    /// Ids of certificates that its maker uses for other families too: they support a name, and
    /// identify nothing alone.
    pub company_certificates: &'static [&'static str],
}

/// All families, with the sources of every fact.
#[derive(Debug)]
pub struct Catalogue {
    /// Where facts come from: id and description.
    pub sources: &'static [(&'static str, &'static str)],
    /// Certificates on record.
    pub certificates: &'static [Certificate],
    /// The families.
    pub families: &'static [Family],
}

impl Catalogue {
    /// The catalogue of this crate: `catalogue.json`, turned into Rust by `build.rs`.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: Catalogue = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
        &EMBEDDED
    }

    /// The family with this id.
    #[must_use]
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.id == id)
    }

    /// The certificate with this id.
    #[must_use]
    pub fn certificate(&self, id: &str) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.id == id)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::is_package_name;

    fn catalogue() -> &'static Catalogue {
        Catalogue::embedded()
    }

    #[test]
    fn every_fact_has_a_known_source() {
        let packages = catalogue().families.iter().flat_map(|f| f.packages);
        let facts = packages
            .map(|p| (p.name, p.source))
            .chain(catalogue().certificates.iter().map(|c| (c.id, c.source)));
        for (fact, sources) in facts {
            assert!(!sources.is_empty(), "{fact} has no source");
            for source in sources {
                let known = catalogue().sources.iter().any(|(id, _)| id == source);
                assert!(known, "{fact}: source {source}");
            }
        }
    }

    #[test]
    fn a_fact_known_from_the_third_party_table_alone_is_not_certain() {
        for package in catalogue().families.iter().flat_map(|f| f.packages) {
            if package.source == ["AID"] {
                assert_eq!(package.certainty, Certainty::Strong, "{}", package.name);
            }
        }
    }

    #[test]
    fn no_two_families_claim_one_mark() {
        let (mut ids, mut names, mut alone) = (HashSet::new(), HashSet::new(), HashSet::new());
        for family in catalogue().families {
            assert!(ids.insert(family.id), "family {} twice", family.id);
            for package in family.packages {
                assert!(is_package_name(package.name), "{}", package.name);
                assert!(names.insert(package.name), "{} claimed twice", package.name);
            }
            for certificate in family.certificates {
                assert!(alone.insert(certificate), "certificate {certificate} claimed twice");
            }
        }
        for family in catalogue().families {
            for id in family.company_certificates {
                assert!(!alone.contains(id), "{id} cannot identify one family and support another");
            }
        }
    }

    #[test]
    fn certificates_named_in_families_are_on_record_once() {
        let digests: HashSet<_> = catalogue().certificates.iter().map(|c| c.sha256).collect();
        assert_eq!(digests.len(), catalogue().certificates.len());
        for family in catalogue().families {
            let packages = family.packages.iter().flat_map(|p| p.signed_by);
            let own: HashSet<_> =
                family.certificates.iter().chain(family.company_certificates).collect();
            for id in own.iter().copied().chain(packages.clone()) {
                assert!(catalogue().certificate(id).is_some(), "{}: {id}", family.id);
            }
            for id in packages {
                assert!(own.contains(id), "{}: {id} signs an app of the family only", family.id);
            }
        }
    }
}
