//! Which apps a policy bans.

use std::collections::HashSet;

use crate::identity::Identity;
use crate::rules::{Owner, Rule, Rules, RulesBuilder};
use crate::{
    Ban, Catalogue, Certainty, CertificateDigest, Evidence, Family, Finding, Gap, InstalledApp,
    Inventory, KnownPackage, MarkKind, Names, Note, Origin, Policy, Presence, Profile, Removal,
    Report, Signers, State, Strength,
};

/// A policy made ready to judge any number of apps: what an app costs does not depend on how much
/// is banned.
pub struct Judge<'a> {
    catalogue: &'a Catalogue,
    rules: Rules<'a>,
    banned_packages: Vec<&'a str>,
    profiles: &'a [Profile],
}

impl<'a> Judge<'a> {
    /// Prepares to judge by `policy`, with the families of `catalogue`. Test families are looked
    /// for whether they are banned or not.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, policy: &'a Policy) -> Self {
        let mut rules = RulesBuilder::default();
        let mut banned_packages = Vec::new();
        for (kind, text) in policy.banned.iter().filter_map(Ban::mark) {
            rules.add(Rule { owner: Owner::Organisation, kind, strength: Strength::Certain }, text);
            if kind == MarkKind::Package {
                banned_packages.push(text);
            }
        }
        for family in catalogue.families {
            let bans = |ban: &Ban| matches!(ban, Ban::Family(id) if id == family.id);
            let banned = family.test || policy.banned.iter().any(bans);
            let owner = if banned { Owner::Banned(family) } else { Owner::Allowed(family) };
            add_packages(&mut rules, owner, family);
            if banned {
                banned_packages.extend(family.packages.iter().map(|package| package.name));
                add_marks(&mut rules, catalogue, family);
            }
        }
        banned_packages.sort_unstable();
        banned_packages.dedup();
        Self { catalogue, rules: rules.build(), banned_packages, profiles: &policy.profiles }
    }

    /// Package names that are banned as such, in alphabetical order. A phone can be asked for each
    /// of them where its list of apps is not to be trusted.
    pub fn banned_packages(&self) -> impl Iterator<Item = &'a str> {
        self.banned_packages.iter().copied()
    }

    /// Whether `app` is banned, by what is known of it. What only its removal needs is worth asking
    /// the phone about then.
    #[must_use]
    pub fn suspects(&self, app: &InstalledApp) -> bool {
        State::of(app).is_some() && self.identify(app).is_some()
    }

    /// Judges a whole phone.
    #[must_use]
    pub fn report(&self, inventory: &Inventory) -> Report {
        let Inventory { apps, gaps, unseen } = inventory;
        let mut gaps = gaps.clone();
        let present = apps.iter().filter(|app| State::of(app).is_some()).count();
        let mut findings: Vec<_> = apps.iter().filter_map(|app| self.finding(app)).collect();
        findings.sort_by_key(|finding| finding.removal);
        let mut notes = Vec::new();
        for &profile in unseen {
            if self.profiles.contains(&profile) {
                gaps.push(Gap::ProfileUnseen { profile });
            } else {
                notes.push(Note::ProfileUnseen { profile });
            }
        }
        notes.extend(apps.iter().filter_map(|app| self.kept_data(app)));
        Report::new(present, findings, gaps, notes)
    }

    fn identify(&self, app: &InstalledApp) -> Option<Identity<'a>> {
        Identity::of(self.catalogue, app, self.rules.met_by(app))
    }

    fn kept_data(&self, app: &InstalledApp) -> Option<Note> {
        if app.presence != Presence::DataKept {
            return None;
        }
        let family = self.identify(app)?.family;
        let name = family.map_or(app.package.as_str(), |family| family.names.en).to_owned();
        Some(Note::DataKept { package: app.package.clone(), name })
    }

    /// What is found of one app; `None` if it is not banned, or not on the phone.
    #[must_use]
    pub fn finding(&self, app: &InstalledApp) -> Option<Finding> {
        let state = State::of(app)?;
        let identity = self.identify(app)?;
        let family = identity.family;
        let (evidence, certainty) = self.evidence(app, &identity);
        let name = match (family, &app.label) {
            (Some(family), _) => family.names.en.to_owned(),
            (None, Some(label)) => label.clone(),
            (None, None) => app.package.clone(),
        };
        Some(Finding {
            package: app.package.clone(),
            family: family.map(|family| family.id.to_owned()),
            name,
            names: family.map(|family| family.names).filter(Names::differ),
            test: family.is_some_and(|family| family.test),
            label: app.label.clone(),
            version: app.version_name.clone(),
            profile: app.profile,
            origin: Origin::of(app),
            state,
            certainty,
            evidence,
            removal: Removal::of(app),
        })
    }

    /// What the finding rests on, and how sure that makes us.
    fn evidence(&self, app: &InstalledApp, identity: &Identity) -> (Vec<Evidence>, Certainty) {
        let mut evidence = Vec::new();
        let own = |rule: &Rule| matches!(rule.owner, Owner::Organisation);
        if identity.hits.iter().any(|hit| own(&hit.rule)) {
            evidence.push(Evidence::OwnRule);
        }
        let package = identity.package(app);
        if let Some(package) = package {
            let app = package.app.to_owned();
            evidence.push(Evidence::PackageName { app, certainty: package.certainty });
        }
        // What meets several rules is told once, by the weightiest.
        let mut told = HashSet::new();
        if package.is_some() {
            told.insert(app.package.as_str());
        }
        for strength in Strength::WEIGHTIEST_FIRST {
            for hit in identity.hits.iter().filter(|hit| hit.rule.strength == strength) {
                let kind = hit.rule.kind;
                // Told in other words above and below.
                if kind == MarkKind::Package || kind == MarkKind::Certificate && !own(&hit.rule) {
                    continue;
                }
                if !told.insert(&hit.found) {
                    continue;
                }
                evidence.push(Evidence::Mark { mark: kind, found: hit.found.clone(), strength });
            }
        }
        let Some(family) = identity.family else { return (evidence, identity.certainty) };
        let certificate = self.certificate_evidence(app, family, package);
        let foreign = matches!(certificate, Some(Evidence::ForeignCertificate { .. }));
        evidence.extend(certificate);
        if foreign && app.declared.is_some() && identity.rests_on_package_alone() {
            evidence.push(Evidence::NothingButTheName);
            return (evidence, Certainty::Strong);
        }
        (evidence, identity.certainty)
    }

    /// What the app's certificates say about its being of `family`, and the known `package` of it.
    fn certificate_evidence(
        &self,
        app: &InstalledApp,
        family: &Family,
        package: Option<&KnownPackage>,
    ) -> Option<Evidence> {
        let signers = app.signers.as_ref()?;
        let signs_package = package.map_or(&[][..], |package| package.signed_by);
        if let Some((owner, sha256)) = self
            .signer_among(signers, signs_package)
            .or_else(|| self.signer_among(signers, family.certificates))
        {
            return Some(Evidence::GenuineCertificate { owner, sha256 });
        }
        if let Some((owner, sha256)) = self.signer_among(signers, family.company_certificates) {
            return Some(Evidence::CompanyCertificate { owner, sha256 });
        }
        // Without a certificate on record for this app, somebody else's cannot be told from its own.
        (!signs_package.is_empty())
            .then(|| Evidence::ForeignCertificate { sha256: signers.current.clone() })
    }

    fn signer_among(&self, signers: &Signers, ids: &[&str]) -> Option<(String, CertificateDigest)> {
        let mut certificates = ids.iter().filter_map(|id| self.catalogue.certificate(id));
        certificates
            .find(|certificate| signers.all().any(|digest| *digest == certificate.sha256))
            .map(|certificate| (certificate.owner.to_owned(), certificate.sha256))
    }
}

fn add_packages<'a>(rules: &mut RulesBuilder<'a>, owner: Owner<'a>, family: &'a Family) {
    for package in family.packages {
        let strength = match package.certainty {
            Certainty::Certain => Strength::Certain,
            Certainty::Strong => Strength::Strong,
        };
        rules.add(Rule { owner, kind: MarkKind::Package, strength }, package.name);
    }
}

fn add_marks<'a>(rules: &mut RulesBuilder<'a>, catalogue: &'a Catalogue, family: &'a Family) {
    let owner = Owner::Banned(family);
    for mark in family.marks {
        rules.add(Rule { owner, kind: mark.kind, strength: mark.strength }, mark.text);
    }
    let certificates = family.certificates.iter().map(|id| (id, Strength::Certain));
    let company = family.company_certificates.iter().map(|id| (id, Strength::Supports));
    for (id, strength) in certificates.chain(company) {
        if let Some(certificate) = catalogue.certificate(id) {
            let rule = Rule { owner, kind: MarkKind::Certificate, strength };
            rules.add_certificate(rule, &certificate.sha256);
        }
    }
}
