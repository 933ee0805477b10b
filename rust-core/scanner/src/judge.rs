//! Judges which apps a policy bans.

pub mod affixes;
pub mod context;
mod evidence;
pub mod recognition;
pub mod rules;
pub mod suspect;
mod unresolved;

use appvagt_certificate::CertificateDigest;

use crate::catalogue::essential::EssentialApp;
use crate::catalogue::mark::{MarkKind, Strength};
use crate::catalogue::{Catalogue, Certainty, Family};
use crate::judge::context::JudgingContext;
use crate::judge::recognition::{Recognition, own_rule};
use crate::judge::rules::{Owner, Rule, Rules, RulesBuilder};
use crate::judge::suspect::Suspect;
use crate::phone::gap::Gap;
use crate::phone::installed_app::{InstalledApp, Presence};
use crate::phone::label::Label;
use crate::phone::profile::Profile;
use crate::policy::Policy;
use crate::policy::ban::Ban;
use crate::policy::banned::Banned;
use crate::policy::exemption::{Exempt, Exemption};
use crate::report::finding::{Due, Finding, Origin, State};
use crate::report::identity::Identity;
use crate::report::note::Note;
use crate::report::removal::Removal;
use crate::report::ruling::Ruling;
use crate::report::{Found, Report};
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
    packages_to_ask: Vec<&'a str>,
}

impl<'a> Judge<'a> {
    /// Prepares to judge by `policy` in this `context`, with the families of `catalogue`. Test
    /// families are looked for whether they are banned or not.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, policy: &'a Policy, context: &'a JudgingContext) -> Self {
        let in_force = |banned: &Banned| banned.in_force(context.today);
        let known = context.known.keys().map(|place| place.package.as_str());
        let mut packages_to_ask: Vec<_> = known.collect();
        for banned in policy.banned.iter().filter(|banned| in_force(banned)) {
            if let Ban::Mark(MarkKind::PACKAGE, name) = &banned.what {
                packages_to_ask.push(name.as_str());
            }
        }
        for family in catalogue.families {
            if family.test || ban_of(family, policy, in_force).is_some() {
                packages_to_ask.extend(family.packages.iter().map(|package| package.name));
            }
        }
        packages_to_ask.sort_unstable();
        packages_to_ask.dedup();
        let announced = !policy.banned.iter().all(in_force);
        Self {
            catalogue,
            policy,
            context,
            in_force: rules(catalogue, policy, in_force),
            announced: announced.then(|| rules(catalogue, policy, |_| true)),
            packages_to_ask,
        }
    }

    /// Lists the package names that are banned as such and those of known apps, in alphabetical
    /// order. A phone can be asked for each of them where its list of apps is not to be trusted.
    pub fn packages_to_ask(&self) -> impl Iterator<Item = &'a str> {
        self.packages_to_ask.iter().copied()
    }

    /// Returns whether [`Self::rule`] could have anything to say of an app of which no more is
    /// known than its package name and its signers. Costs much less than ruling.
    #[must_use]
    pub fn is_relevant(&self, package: &str, signers: &[CertificateDigest]) -> bool {
        let rules = self.announced.as_ref().unwrap_or(&self.in_force);
        rules.any_met_by(package, signers)
    }

    /// Rules on an app.
    #[must_use]
    pub fn rule(&self, app: &InstalledApp) -> Ruling {
        self.suspect(app).map_or(Ruling::Clear, |suspect| self.rule_on(app, &suspect))
    }

    /// Returns what there is to suspect of an app; `None` if there is nothing, so that [`Self::rule`]
    /// calls it clear. That rests on what it is called, who signed it and what it declares.
    #[must_use]
    pub fn suspect(&self, app: &InstalledApp) -> Option<Suspect<'a>> {
        if app.presence == Presence::NotInstalled {
            return None;
        }
        if let Some(recognition) = self.recognise(app, &self.in_force) {
            return Some(Suspect { recognition, in_force: true });
        }
        let rules = self.announced.as_ref().filter(|_| State::of(app).is_some())?;
        Some(Suspect { recognition: self.recognise(app, rules)?, in_force: false })
    }

    /// Rules on an app of which this is suspected.
    #[must_use]
    pub fn rule_on(&self, app: &InstalledApp, suspect: &Suspect<'a>) -> Ruling {
        let Suspect { recognition, in_force } = suspect;
        if *in_force { self.rule_as(app, recognition) } else { self.announce(app, recognition) }
    }

    /// Rules on an app that was recognised as one of `family` by other means than this judge's,
    /// such as its bundle id on an iPad. The package name of `app` is what an exemption would name.
    #[must_use]
    pub fn rule_family(
        &self,
        app: &InstalledApp,
        family: &'a Family,
        certainty: Certainty,
    ) -> Ruling {
        let recognition = Recognition { family: Some(family), certainty, hits: Vec::new() };
        let in_force = |ban: &&Banned| ban.in_force(self.context.today);
        if family.test || self.bans(&recognition).any(|ban| in_force(&ban)) {
            self.rule_as(app, &recognition)
        } else {
            self.announce(app, &recognition)
        }
    }

    /// Rules on each app, and draws the report on all of them: apps with the subject that each is
    /// of (`()` where there is one only), what of these could not be seen, and profiles that could
    /// not.
    #[must_use]
    pub fn report<'b, S>(
        &self,
        apps: impl IntoIterator<Item = (S, &'b InstalledApp)>,
        gaps: Vec<Gap>,
        unseen: &[Profile],
    ) -> Report<S> {
        let ruled = apps.into_iter().map(|(subject, app)| (subject, app, self.rule(app)));
        self.report_on(ruled, gaps, unseen)
    }

    /// Draws the report on apps that were ruled on, as [`Self::report`] does.
    #[must_use]
    pub fn report_on<'b, S>(
        &self,
        ruled: impl IntoIterator<Item = (S, &'b InstalledApp, Ruling)>,
        mut gaps: Vec<Gap>,
        unseen: &[Profile],
    ) -> Report<S> {
        let mut notes = Vec::new();
        for &profile in unseen {
            if self.policy.profiles.contains(&profile) {
                gaps.push(Gap::ProfileUnseen { profile });
            } else {
                notes.push(Note::ProfileUnseen { profile });
            }
        }
        let (mut scanned, mut findings) = (0, Vec::new());
        for (subject, app, ruling) in ruled {
            scanned += usize::from(State::of(app).is_some());
            match ruling {
                Ruling::Banned(finding) => findings.push(Found { finding, subject }),
                ruling => notes.extend(Note::new(app, ruling)),
            }
        }
        Report::new(scanned, findings, gaps, notes)
    }

    fn recognise(&self, app: &InstalledApp, rules: &Rules<'a>) -> Option<Recognition<'a>> {
        Recognition::of(self.catalogue, app, rules.met_by(app))
    }

    /// Rules on an app that is under a ban in force.
    fn rule_as(&self, app: &InstalledApp, recognition: &Recognition<'a>) -> Ruling {
        let identity = self.identity(app, recognition);
        let Some(state) = State::of(app) else { return Ruling::DataKept { identity } };
        if let Some(Exemption { reason, until, .. }) = self.exemption(app, recognition) {
            return Ruling::Exempt { identity, reason: reason.clone(), until: *until };
        }
        let mut bans = self.bans(recognition).filter(|ban| ban.in_force(self.context.today));
        let since = self.context.found(&app.package);
        Ruling::Banned(Finding {
            package: app.package.clone(),
            identity,
            label: app.label.clone(),
            version: app.version_name.as_deref().and_then(Label::first_line),
            profile: app.profile,
            origin: Origin::of(app),
            state,
            removal: Removal::of(app),
            essential: app.system && EssentialApp::of(&app.package).is_some(),
            reason: bans.find_map(|ban| ban.reason.clone()),
            since,
            due: self.due(since),
        })
    }

    /// Rules on an app that is under bans of later days at most.
    fn announce(&self, app: &InstalledApp, recognition: &Recognition<'a>) -> Ruling {
        let bans = self.bans(recognition).filter_map(|ban| Some((ban.from?, ban)));
        let Some((from, ban)) = bans.min_by_key(|(from, _)| *from) else { return Ruling::Clear };
        let identity = self.identity(app, recognition);
        Ruling::Announced { identity, reason: ban.reason.clone(), from }
    }

    fn identity(&self, app: &InstalledApp, recognition: &Recognition) -> Identity {
        let family = recognition.family;
        let (evidence, certainty) = evidence::evidence(self.catalogue, app, recognition);
        let name = match (family, &app.label) {
            (Some(family), _) => family.name.to_owned(),
            (None, Some(label)) => label.to_string(),
            (None, None) => app.package.clone(),
        };
        Identity {
            family: family.map(|family| family.id.to_owned()),
            name,
            names: family.and_then(|family| family.translations).copied(),
            test: family.is_some_and(|family| family.test),
            certainty,
            evidence,
        }
    }

    /// Lists the bans that an app is under, the organisation's own rules first.
    fn bans(&self, recognition: &Recognition<'a>) -> impl Iterator<Item = &'a Banned> {
        let own: Vec<_> = recognition.hits.iter().filter_map(own_rule).collect();
        let family = recognition.family;
        let of_family = self
            .policy
            .banned
            .iter()
            .filter(move |ban| family.is_some_and(|family| bans_family(ban, family)));
        own.into_iter().chain(of_family)
    }

    /// Returns the exemption that is in force for an app the longest.
    fn exemption(&self, app: &InstalledApp, recognition: &Recognition) -> Option<&'a Exemption> {
        let today = self.context.today?;
        let own = recognition.hits.iter().any(|hit| own_rule(hit).is_some());
        let exemptions = self.policy.exemptions.iter().filter(|exemption| {
            let about_app = match &exemption.what {
                Exempt::Package(package) => *package == app.package,
                Exempt::Family(id) => {
                    !own && recognition.family.is_some_and(|family| family.id == id)
                }
            };
            let group = exemption.group.as_ref();
            about_app
                && today <= exemption.until
                && group.is_none_or(|group| self.context.group.as_ref() == Some(group))
        });
        exemptions.max_by_key(|exemption| exemption.until)
    }

    fn due(&self, since: Option<Date>) -> Option<Due> {
        let today = self.context.today;
        let day = self.policy.deadline?.day(since)?;
        Some(Due { day, over: today.is_some_and(|today| today > day) })
    }
}

fn bans_family(banned: &Banned, family: &Family) -> bool {
    matches!(&banned.what, Ban::Family(id) if id == family.id)
}

/// Returns the first of the bans that `count` which is about this family.
fn ban_of<'a>(
    family: &Family,
    policy: &'a Policy,
    count: impl Fn(&Banned) -> bool,
) -> Option<&'a Banned> {
    policy.banned.iter().find(|banned| bans_family(banned, family) && count(banned))
}

/// Collects the rules of those bans that `count`.
fn rules<'a>(
    catalogue: &'a Catalogue,
    policy: &'a Policy,
    count: impl Fn(&Banned) -> bool,
) -> Rules<'a> {
    let mut rules = RulesBuilder::default();
    for banned in policy.banned.iter().filter(|banned| count(banned)) {
        if let Ban::Mark(kind, text) = &banned.what {
            let owner = Owner::Organisation(banned);
            rules.add(Rule { owner, kind: *kind, strength: Strength::Certain }, text);
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
        rules.add(Rule { owner, kind: MarkKind::PACKAGE, strength }, package.name);
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
            let rule = Rule { owner, kind: MarkKind::CERTIFICATE, strength };
            rules.add_certificate(rule, &certificate.sha256);
        }
    }
}
