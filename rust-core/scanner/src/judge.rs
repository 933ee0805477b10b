//! Which apps a policy bans.

use std::collections::{HashMap, HashSet};

use crate::{
    Ban, Catalogue, Certificate, CertificateDigest, Evidence, Family, Finding, InstalledApp,
    Inventory, KnownPackage, Origin, Policy, Removal, Report, State,
};

/// A policy made ready to judge any number of apps: one look-up a name and certificate, however
/// much is banned.
pub struct Judge<'a> {
    packages: HashMap<&'a str, (&'a Family, &'a KnownPackage)>,
    certificates: HashMap<CertificateDigest, &'a Family>,
    own_rules: HashSet<&'a str>,
    on_record: HashMap<CertificateDigest, &'a Certificate>,
}

impl<'a> Judge<'a> {
    /// Prepares to judge by `policy`, with the families of `catalogue`.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, policy: &'a Policy) -> Self {
        let mut judge = Self {
            packages: HashMap::new(),
            certificates: HashMap::new(),
            own_rules: HashSet::new(),
            on_record: catalogue.certificates.iter().map(|c| (c.sha256, c)).collect(),
        };
        for ban in &policy.banned {
            match ban {
                Ban::Package(name) => {
                    judge.own_rules.insert(name);
                }
                Ban::Family(id) => {
                    if let Some(family) = catalogue.family(id) {
                        judge.ban(catalogue, family);
                    }
                }
            }
        }
        judge
    }

    fn ban(&mut self, catalogue: &'a Catalogue, family: &'a Family) {
        for package in family.packages {
            self.packages.insert(package.name, (family, package));
        }
        for certificate in family.certificates.iter().filter_map(|id| catalogue.certificate(id)) {
            self.certificates.insert(certificate.sha256, family);
        }
    }

    /// Package names that are banned as such, in alphabetical order. A phone can be asked for each
    /// of them where its list of apps is not to be trusted.
    pub fn banned_packages(&self) -> impl Iterator<Item = &'a str> {
        let mut names: Vec<_> =
            self.packages.keys().copied().chain(self.own_rules.iter().copied()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter()
    }

    /// Whether `app` is banned, by what is known of it. What only its removal needs is worth asking
    /// the phone about then.
    #[must_use]
    pub fn suspects(&self, app: &InstalledApp) -> bool {
        State::of(app).is_some()
            && (self.packages.contains_key(app.package.as_str())
                || self.own_rules.contains(app.package.as_str())
                || self.signed_by_family(app).is_some())
    }

    /// Judges a whole phone.
    #[must_use]
    pub fn report(&self, inventory: Inventory) -> Report {
        let present = inventory.apps.iter().filter(|app| State::of(app).is_some()).count();
        let mut findings: Vec<_> =
            inventory.apps.iter().filter_map(|app| self.finding(app)).collect();
        findings.sort_by_key(|finding| finding.removal);
        Report::new(present, findings, inventory.gaps)
    }

    fn finding(&self, app: &InstalledApp) -> Option<Finding> {
        let state = State::of(app)?;
        let by_name = self.packages.get(app.package.as_str()).copied();
        let family = by_name.map(|(family, _)| family).or_else(|| self.signed_by_family(app));

        let mut evidence = Vec::new();
        if self.own_rules.contains(app.package.as_str()) {
            evidence.push(Evidence::OwnRule);
        }
        if let Some((_, package)) = by_name {
            evidence.push(Evidence::PackageName {
                app: package.app.to_owned(),
                certainty: package.certainty,
            });
        }
        if let Some(family) = family {
            evidence.extend(self.certificate_evidence(app, family, by_name.map(|(_, p)| p)));
        }
        let certainty = evidence.iter().filter_map(Evidence::certainty).max()?;

        let name = match (family, &app.label) {
            (Some(family), _) => family.name.to_owned(),
            (None, Some(label)) => label.clone(),
            (None, None) => app.package.clone(),
        };
        Some(Finding {
            package: app.package.clone(),
            family: family.map(|family| family.id.to_owned()),
            name,
            label: app.label.clone(),
            version: app.version_name.clone(),
            origin: Origin::of(app),
            state,
            certainty,
            evidence,
            removal: Removal::of(app),
        })
    }

    /// The banned family that one of the app's certificates identifies alone.
    fn signed_by_family(&self, app: &InstalledApp) -> Option<&'a Family> {
        app.signers
            .iter()
            .flat_map(crate::Signers::all)
            .find_map(|d| self.certificates.get(d).copied())
    }

    /// What the app's certificates say about its being of `family`, and the known `package` of it.
    fn certificate_evidence(
        &self,
        app: &InstalledApp,
        family: &Family,
        package: Option<&KnownPackage>,
    ) -> Option<Evidence> {
        let signers = app.signers.as_ref()?;
        let signer_among = |ids: &[&str]| {
            signers
                .all()
                .filter_map(|digest| self.on_record.get(digest).copied())
                .find(|certificate| ids.contains(&certificate.id))
                .map(|certificate| (certificate.owner.to_owned(), certificate.sha256))
        };
        let signs_package = package.map_or(&[][..], |package| package.signed_by);
        if let Some((owner, sha256)) =
            signer_among(signs_package).or_else(|| signer_among(family.certificates))
        {
            return Some(Evidence::GenuineCertificate { owner, sha256 });
        }
        if let Some((owner, sha256)) = signer_among(family.company_certificates) {
            return Some(Evidence::CompanyCertificate { owner, sha256 });
        }
        // Without a certificate on record for this app, somebody else's cannot be told from its own.
        (!signs_package.is_empty())
            .then(|| Evidence::ForeignCertificate { sha256: signers.current.clone() })
    }
}
