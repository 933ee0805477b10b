//! Marks made ready to be found in any number of apps.

use appvagt_certificate::CertificateDigest;

use crate::catalogue::Family;
use crate::catalogue::mark::{MarkKind, Match, Strength, Subject};
use crate::judge::affixes::{Affixes, Rest, Side};
use crate::phone::installed_app::{InstalledApp, Signers};
use crate::phone::manifest_facts::ManifestFacts;
use crate::phone::web_app;
use crate::policy::banned::Banned;
use crate::syntax::host::host_name;

/// Whose mark it is.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    /// The organisation's own rule.
    Organisation(&'a Banned),
    /// A family that is banned.
    Banned(&'a Family),
    /// A family that is not banned.
    Allowed(&'a Family),
}

/// A mark, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    /// Whose mark it is.
    pub owner: Owner<'a>,
    /// What it is compared with.
    pub kind: MarkKind,
    /// What it is worth.
    pub strength: Strength,
}

/// A rule that an app meets.
#[derive(Debug)]
pub struct Hit<'a> {
    /// The rule.
    pub rule: Rule<'a>,
    /// What of the app meets it: the first such thing, if there are several.
    pub found: String,
}

/// How many subjects there are.
const SUBJECTS: usize = Subject::Certificate as usize + 1;

/// Returns where the texts of a kind are looked up: those of one subject that are read from one
/// side.
fn place(subject: Subject, side: Side) -> usize {
    subject as usize + if matches!(side, Side::End) { SUBJECTS } else { 0 }
}

/// Returns the side from which the texts of a kind are compared.
fn side(kind: MarkKind) -> Side {
    match kind.matches {
        Match::Exact | Match::Prefix => Side::Beginning,
        Match::Suffix | Match::Host => Side::End,
    }
}

/// Rules under construction.
#[derive(Default)]
pub struct RulesBuilder<'a> {
    all: Vec<Rule<'a>>,
    /// What is looked for in each place, and the index of its rule.
    places: [Vec<(Vec<u8>, usize)>; 2 * SUBJECTS],
}

impl<'a> RulesBuilder<'a> {
    /// Adds a rule for `text`, except one that no app could meet.
    pub fn add(&mut self, rule: Rule<'a>, text: &str) {
        let bytes = match rule.kind {
            MarkKind::CERTIFICATE => {
                text.parse().ok().map(|CertificateDigest(digest)| digest.to_vec())
            }
            MarkKind { matches: Match::Host, .. } => {
                host_name(text).map(|host| host.into_owned().into_bytes())
            }
            _ => Some(text.as_bytes().to_vec()),
        };
        if let Some(bytes) = bytes {
            self.add_bytes(rule, bytes);
        }
    }

    /// Adds a rule of kind [`MarkKind::CERTIFICATE`].
    pub fn add_certificate(&mut self, rule: Rule<'a>, digest: &CertificateDigest) {
        self.add_bytes(rule, digest.0.to_vec());
    }

    fn add_bytes(&mut self, rule: Rule<'a>, bytes: Vec<u8>) {
        self.places[place(rule.kind.subject, side(rule.kind))].push((bytes, self.all.len()));
        self.all.push(rule);
    }

    /// Makes the rules ready.
    pub fn build(self) -> Rules<'a> {
        let places = self.places.into_iter().enumerate();
        let side = |place| if place < SUBJECTS { Side::Beginning } else { Side::End };
        let places = places.map(|(place, texts)| Affixes::new(side(place), texts)).collect();
        Rules { all: self.all, places }
    }
}

/// Rules, ready to be looked up. What an app costs hardly depends on how many there are.
pub struct Rules<'a> {
    all: Vec<Rule<'a>>,
    /// By [`place`].
    places: Vec<Affixes<usize>>,
}

impl<'a> Rules<'a> {
    /// Returns whether an app of this package name, with these signers, meets any rule about
    /// something that is banned.
    pub fn any_met_by(&self, package: &str, signers: &[CertificateDigest]) -> bool {
        let mut met = false;
        let packages = &self.places[place(Subject::Package, Side::Beginning)];
        packages.find(package.as_bytes(), |&rule, rest| {
            let Rule { owner, kind, .. } = self.all[rule];
            met |= is_met(kind, rest) && !matches!(owner, Owner::Allowed(_));
        });
        for digest in signers {
            let certificates = &self.places[place(Subject::Certificate, Side::Beginning)];
            certificates.find(&digest.0, |_, _| met = true);
        }
        met
    }

    /// Returns the rules that `app` meets, each once.
    pub fn met_by(&self, app: &InstalledApp) -> Vec<Hit<'a>> {
        let mut search = Search { rules: self, met: Vec::new() };
        search.text(Subject::Package, Side::Beginning, &app.package);
        for digest in app.signers.iter().flat_map(Signers::all) {
            let digest_text = || digest.to_string();
            search.find(Subject::Certificate, Side::Beginning, &digest.0, digest_text);
        }
        if let Some(declared) = &app.declared {
            search.declared(declared);
        }
        let hit = |(rule, found): (usize, _)| Hit { rule: self.all[rule], found };
        search.met.into_iter().map(hit).collect()
    }
}

/// Returns whether a mark of this kind is met, where this is left of the text beside it.
fn is_met(kind: MarkKind, rest: Rest) -> bool {
    match kind.matches {
        Match::Exact => rest == Rest::Nothing,
        Match::Prefix | Match::Suffix => true,
        Match::Host => matches!(rest, Rest::Nothing | Rest::NextTo(b'.')),
    }
}

/// A search through the facts about one app.
struct Search<'rules, 'a> {
    rules: &'rules Rules<'a>,
    met: Vec<(usize, String)>,
}

impl Search<'_, '_> {
    fn declared(&mut self, declared: &ManifestFacts) {
        use Side::{Beginning, End};
        for class in &declared.classes {
            self.text(Subject::Component, Beginning, class);
            self.text(Subject::Component, End, class);
        }
        for action in &declared.actions {
            self.text(Subject::Action, Beginning, action);
        }
        for authority in &declared.authorities {
            self.text(Subject::Authority, Beginning, authority);
        }
        for scheme in &declared.schemes {
            self.text(Subject::Link, Beginning, scheme);
        }
        for host in &declared.hosts {
            // Android takes a `*` for any beginning, so the rest is among what is opened.
            let host = host.trim_start_matches('*').trim_start_matches('.');
            if let Some(host) = host_name(host) {
                self.text(Subject::Link, End, &host);
            }
        }
        for permission in &declared.permissions {
            self.text(Subject::Permission, Beginning, permission);
        }
        for (name, value) in &declared.meta_data {
            self.text(Subject::MetaData, Beginning, name);
            if let Some(host) = web_app::shown_host(name, value) {
                self.text(Subject::WebApp, End, &host);
            }
            for host in web_app::stated_hosts(name, value) {
                self.text(Subject::Link, End, &host);
            }
        }
    }

    fn text(&mut self, subject: Subject, side: Side, text: &str) {
        self.find(subject, side, text.as_bytes(), || text.to_owned());
    }

    fn find(&mut self, subject: Subject, side: Side, bytes: &[u8], found: impl Fn() -> String) {
        let Self { rules, met, .. } = self;
        rules.places[place(subject, side)].find(bytes, |&rule, rest| {
            if is_met(rules.all[rule].kind, rest) && met.iter().all(|&(other, _)| other != rule) {
                met.push((rule, found()));
            }
        });
    }
}
