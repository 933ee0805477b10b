//! Which apps a policy bans.

pub mod affixes;
pub mod context;
pub mod identity;
pub mod rules;

use std::collections::HashSet;

use crate::catalogue::certificate::CertificateDigest;
use crate::catalogue::mark::{MarkKind, Strength};
use crate::catalogue::names::Names;
use crate::catalogue::{Catalogue, Certainty, Family, KnownPackage};
use crate::judge::context::JudgingContext;
use crate::judge::identity::{Identity, own_rule};
use crate::judge::rules::{Owner, Rule, Rules, RulesBuilder};
use crate::phone::gap::Gap;
use crate::phone::installed_app::{InstalledApp, Presence, Signers};
use crate::phone::phone_apps::PhoneApps;
use crate::policy::Policy;
use crate::policy::ban::Ban;
use crate::policy::banned::Banned;
use crate::policy::exemption::{Exempt, Exemption};
use crate::report::Report;
use crate::report::evidence::Evidence;
use crate::report::finding::{Due, Finding, Origin, State};
use crate::report::note::Note;
use crate::report::removal::Removal;
use crate::report::ruling::Ruling;
use crate::syntax::date::Date;

/// A policy made ready to judge any number of apps: what an app costs does not depend on how much
/// is banned.
pub struct Judge<'a> {
    catalogue: &'a Catalogue,
    policy: &'a Policy,
    context: &'a JudgingContext,
    in_force: Rules<'a>,
    /// With the bans of later days, where there are any.
    announced: Option<Rules<'a>>,
    banned_packages: Vec<&'a str>,
}

impl<'a> Judge<'a> {
    /// Prepares to judge by `policy` on this `context`, with the families of `catalogue`. Test
    /// families are looked for whether they are banned or not.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, policy: &'a Policy, context: &'a JudgingContext) -> Self {
        let in_force = |banned: &Banned| banned.in_force(context.today);
        let mut banned_packages = Vec::new();
        for banned in policy.banned.iter().filter(|banned| in_force(banned)) {
            if let Ban::Package(name) = &banned.what {
                banned_packages.push(name.as_str());
            }
        }
        for family in catalogue.families {
            if family.test || ban_of(family, policy, in_force).is_some() {
                banned_packages.extend(family.packages.iter().map(|package| package.name));
            }
        }
        banned_packages.sort_unstable();
        banned_packages.dedup();
        let announced = !policy.banned.iter().all(in_force);
        Self {
            catalogue,
            policy,
            context,
            in_force: rules(catalogue, policy, in_force),
            announced: announced.then(|| rules(catalogue, policy, |_| true)),
            banned_packages,
        }
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

    /// Whether anything is to be said of `app`: it is banned, or will be. What is known of others
    /// need not be kept.
    #[must_use]
    pub fn concerns(&self, app: &InstalledApp) -> bool {
        self.suspects(app) || self.announced(app).is_some()
    }

    /// Whether [`Self::finding`] and [`Self::note`] could have anything to say of an app of which no
    /// more is known than its package name and its signers. Costs much less than they do.
    #[must_use]
    pub fn may_concern(&self, package: &str, signers: &[CertificateDigest]) -> bool {
        let rules = self.announced.as_ref().unwrap_or(&self.in_force);
        rules.any_met_by(package, signers)
    }

    /// How it stands with an app that was recognised as one of `family` by other means than this
    /// judge's, such as its bundle id on an iPad; `None` if it is not banned. `id` is what an
    /// exemption would name.
    #[must_use]
    pub fn ruling(&self, family: &'a Family, id: &str) -> Option<Ruling<'a>> {
        let app = InstalledApp::named(id);
        let hits = Vec::new();
        let identity = Identity { family: Some(family), certainty: Certainty::Certain, hits };
        let in_force = || self.bans(&identity).filter(|ban| ban.in_force(self.context.today));
        if !family.test && in_force().next().is_none() {
            let ban = self.bans(&identity).min_by_key(|ban| ban.from)?;
            return Some(Ruling::Announced { from: ban.from?, reason: ban.reason.as_ref() });
        }
        Some(match self.exemption(&app, &identity) {
            Some(exemption) => Ruling::Exempt(exemption),
            None => Ruling::Banned {
                reason: in_force().find_map(|ban| ban.reason.as_ref()),
                due: self.due(self.context.found(id)),
            },
        })
    }

    /// Judges a whole phone.
    #[must_use]
    pub fn report(&self, inventory: &PhoneApps) -> Report {
        let PhoneApps { apps, gaps, unseen } = inventory;
        let mut gaps = gaps.clone();
        let present = apps.iter().filter(|app| State::of(app).is_some()).count();
        let (mut findings, mut about_apps) = (Vec::new(), Vec::new());
        for app in apps {
            let identity = self.identify(app);
            match identity.as_ref().and_then(|identity| self.finding_of(app, identity)) {
                Some(finding) => findings.push(finding),
                None => about_apps.extend(self.note_of(app, identity.as_ref())),
            }
        }
        findings.sort_by_key(|finding| finding.removal);
        let mut notes = Vec::new();
        for &profile in unseen {
            if self.policy.profiles.contains(&profile) {
                gaps.push(Gap::ProfileUnseen { profile });
            } else {
                notes.push(Note::ProfileUnseen { profile });
            }
        }
        notes.extend(about_apps);
        Report::new(present, findings, gaps, notes)
    }

    fn identify(&self, app: &InstalledApp) -> Option<Identity<'a>> {
        Identity::of(self.catalogue, app, self.in_force.met_by(app))
    }

    /// What is worth knowing of an app that is no finding.
    #[must_use]
    pub fn note(&self, app: &InstalledApp) -> Option<Note> {
        self.note_of(app, self.identify(app).as_ref())
    }

    fn note_of(&self, app: &InstalledApp, identity: Option<&Identity>) -> Option<Note> {
        let Some(identity) = identity else { return self.announced(app) };
        let package = app.package.clone();
        if app.presence == Presence::DataKept {
            let name = identity.family.map_or(app.package.as_str(), |family| family.names.en);
            return Some(Note::DataKept { package, name: name.to_owned() });
        }
        State::of(app)?;
        let Exemption { reason, until, .. } = self.exemption(app, identity)?;
        let (name, profile) = (name(identity.family, app), app.profile);
        Some(Note::Exempt { package, name, profile, reason: reason.clone(), until: *until })
    }

    /// What is said of an app that is to be banned on a later day.
    fn announced(&self, app: &InstalledApp) -> Option<Note> {
        State::of(app)?;
        let rules = self.announced.as_ref()?;
        let identity = Identity::of(self.catalogue, app, rules.met_by(app))?;
        let ban =
            self.bans(&identity).filter(|ban| ban.from.is_some()).min_by_key(|ban| ban.from)?;
        Some(Note::Announced {
            package: app.package.clone(),
            name: name(identity.family, app),
            profile: app.profile,
            reason: ban.reason.clone(),
            from: ban.from?,
        })
    }

    /// The bans that an app is under, the organisation's own rules first.
    fn bans(&self, identity: &Identity<'a>) -> impl Iterator<Item = &'a Banned> {
        let own: Vec<_> = identity.hits.iter().filter_map(own_rule).collect();
        let family = identity.family;
        let of_family = self
            .policy
            .banned
            .iter()
            .filter(move |ban| family.is_some_and(|family| bans_family(ban, family)));
        own.into_iter().chain(of_family)
    }

    /// The exemption that is in force for an app the longest.
    fn exemption(&self, app: &InstalledApp, identity: &Identity) -> Option<&'a Exemption> {
        let today = self.context.today?;
        let own = identity.hits.iter().any(|hit| own_rule(hit).is_some());
        let exemptions = self.policy.exemptions.iter().filter(|exemption| {
            let about_app = match &exemption.what {
                Exempt::Package(package) => *package == app.package,
                Exempt::Family(id) => !own && identity.family.is_some_and(|family| family.id == id),
            };
            let group = exemption.group.as_ref();
            about_app
                && today <= exemption.until
                && group.is_none_or(|group| self.context.group.as_ref() == Some(group))
        });
        exemptions.max_by_key(|exemption| exemption.until)
    }

    /// What is found of one app; `None` if it is not banned, exempt from the ban, or not on the
    /// phone.
    #[must_use]
    pub fn finding(&self, app: &InstalledApp) -> Option<Finding> {
        self.finding_of(app, &self.identify(app)?)
    }

    fn finding_of(&self, app: &InstalledApp, identity: &Identity<'a>) -> Option<Finding> {
        let state = State::of(app)?;
        if self.exemption(app, identity).is_some() {
            return None;
        }
        let family = identity.family;
        let (evidence, certainty) = self.evidence(app, identity);
        let mut bans = self.bans(identity).filter(|ban| ban.in_force(self.context.today));
        let since = self.context.found(&app.package);
        Some(Finding {
            package: app.package.clone(),
            family: family.map(|family| family.id.to_owned()),
            name: name(family, app),
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
            reason: bans.find_map(|ban| ban.reason.clone()),
            since,
            due: self.due(since),
        })
    }

    fn due(&self, since: Option<Date>) -> Option<Due> {
        let today = self.context.today;
        let day = self.policy.deadline?.day(since)?;
        Some(Due { day, over: today.is_some_and(|today| today > day) })
    }

    /// What the finding rests on, and how sure that makes us.
    fn evidence(&self, app: &InstalledApp, identity: &Identity) -> (Vec<Evidence>, Certainty) {
        let mut evidence = Vec::new();
        if identity.hits.iter().any(|hit| own_rule(hit).is_some()) {
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
                if kind == MarkKind::Package
                    || kind == MarkKind::Certificate && own_rule(hit).is_none()
                {
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

/// What an app is called.
fn name(family: Option<&Family>, app: &InstalledApp) -> String {
    match (family, &app.label) {
        (Some(family), _) => family.names.en.to_owned(),
        (None, Some(label)) => label.clone(),
        (None, None) => app.package.clone(),
    }
}

fn bans_family(banned: &Banned, family: &Family) -> bool {
    matches!(&banned.what, Ban::Family(id) if id == family.id)
}

/// The first of the bans that `count` which is about this family.
fn ban_of<'a>(
    family: &Family,
    policy: &'a Policy,
    count: impl Fn(&Banned) -> bool,
) -> Option<&'a Banned> {
    policy.banned.iter().find(|banned| bans_family(banned, family) && count(banned))
}

/// The rules of those bans that `count`.
fn rules<'a>(
    catalogue: &'a Catalogue,
    policy: &'a Policy,
    count: impl Fn(&Banned) -> bool,
) -> Rules<'a> {
    let mut rules = RulesBuilder::default();
    for banned in policy.banned.iter().filter(|banned| count(banned)) {
        if let Some((kind, text)) = banned.what.mark() {
            let owner = Owner::Organisation(banned);
            rules.add(Rule { owner, kind, strength: Strength::Certain }, text);
        }
    }
    for family in catalogue.families {
        let banned = family.test || ban_of(family, policy, &count).is_some();
        let owner = if banned { Owner::Banned(family) } else { Owner::Allowed(family) };
        add_packages(&mut rules, owner, family);
        if banned {
            add_marks(&mut rules, catalogue, family);
        }
    }
    rules.build()
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
