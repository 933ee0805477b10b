//! Marks made ready to be found in any number of apps.

use crate::catalogue::Family;
use crate::catalogue::certificate::CertificateDigest;
use crate::catalogue::mark::{MarkKind, Strength};
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

/// What marks are compared with: names of one kind in an app, read from one side.
#[derive(Clone, Copy)]
enum Place {
    Package,
    Class,
    EndOfClass,
    Action,
    Authority,
    Scheme,
    Host,
    MetaData,
    WebHost,
    Permission,
    Certificate,
}

const PLACES: usize = Place::Certificate as usize + 1;

impl Place {
    fn of(kind: MarkKind) -> Self {
        match kind {
            MarkKind::Package | MarkKind::PackagePrefix => Self::Package,
            MarkKind::Component | MarkKind::ComponentPrefix => Self::Class,
            MarkKind::ComponentSuffix => Self::EndOfClass,
            MarkKind::Action | MarkKind::ActionPrefix => Self::Action,
            MarkKind::Authority => Self::Authority,
            MarkKind::Scheme => Self::Scheme,
            MarkKind::Host => Self::Host,
            MarkKind::MetaData => Self::MetaData,
            MarkKind::WebHost => Self::WebHost,
            MarkKind::Permission | MarkKind::PermissionPrefix => Self::Permission,
            MarkKind::Certificate => Self::Certificate,
        }
    }
}

/// The places read from the end.
const FROM_THE_END: [Place; 3] = [Place::EndOfClass, Place::Host, Place::WebHost];

/// Rules under construction.
#[derive(Default)]
pub struct RulesBuilder<'a> {
    all: Vec<Rule<'a>>,
    /// What is looked for in each place, and the index of its rule.
    places: [Vec<(Vec<u8>, usize)>; PLACES],
}

impl<'a> RulesBuilder<'a> {
    /// Adds a rule for `text`, except one that no app could meet.
    pub fn add(&mut self, rule: Rule<'a>, text: &str) {
        let bytes = match rule.kind {
            MarkKind::Certificate => {
                text.parse().ok().map(|CertificateDigest(digest)| digest.to_vec())
            }
            MarkKind::Host | MarkKind::WebHost => {
                host_name(text).map(|host| host.into_owned().into_bytes())
            }
            _ => Some(text.as_bytes().to_vec()),
        };
        if let Some(bytes) = bytes {
            self.add_bytes(rule, bytes);
        }
    }

    /// Adds a rule of kind [`MarkKind::Certificate`].
    pub fn add_certificate(&mut self, rule: Rule<'a>, digest: &CertificateDigest) {
        self.add_bytes(rule, digest.0.to_vec());
    }

    fn add_bytes(&mut self, rule: Rule<'a>, bytes: Vec<u8>) {
        self.places[Place::of(rule.kind) as usize].push((bytes, self.all.len()));
        self.all.push(rule);
    }

    /// Makes the rules ready.
    pub fn build(self) -> Rules<'a> {
        let from_the_end = FROM_THE_END.map(|place| place as usize);
        let side = |place| {
            if from_the_end.contains(&place) { Side::End } else { Side::Beginning }
        };
        let places = self.places.into_iter().enumerate();
        let places = places.map(|(place, texts)| Affixes::new(side(place), texts)).collect();
        Rules { all: self.all, places }
    }
}

/// Rules, ready to be looked up. What an app costs hardly depends on how many there are.
pub struct Rules<'a> {
    all: Vec<Rule<'a>>,
    /// By [`Place`].
    places: Vec<Affixes<usize>>,
}

impl<'a> Rules<'a> {
    /// Whether an app of this package name, with these signers, meets any rule about something that
    /// is banned.
    pub fn any_met_by(&self, package: &str, signers: &[CertificateDigest]) -> bool {
        let mut met = false;
        self.places[Place::Package as usize].find(package.as_bytes(), |&rule, rest| {
            let Rule { owner, kind, .. } = self.all[rule];
            let whole = kind == MarkKind::PackagePrefix || rest == Rest::Nothing;
            met |= whole && !matches!(owner, Owner::Allowed(_));
        });
        for digest in signers {
            self.places[Place::Certificate as usize].find(&digest.0, |_, _| met = true);
        }
        met
    }

    /// The rules that `app` meets, each once.
    pub fn met_by(&self, app: &InstalledApp) -> Vec<Hit<'a>> {
        let mut search = Search { rules: self, met: Vec::new() };
        search.text(Place::Package, &app.package);
        for digest in app.signers.iter().flat_map(Signers::all) {
            search.find(Place::Certificate, &digest.0, || digest.to_string());
        }
        if let Some(declared) = &app.declared {
            search.declared(declared);
        }
        let hit = |(rule, found): (usize, _)| Hit { rule: self.all[rule], found };
        search.met.into_iter().map(hit).collect()
    }
}

/// A search through the facts about one app.
struct Search<'rules, 'a> {
    rules: &'rules Rules<'a>,
    met: Vec<(usize, String)>,
}

impl Search<'_, '_> {
    fn declared(&mut self, declared: &ManifestFacts) {
        for class in &declared.classes {
            self.text(Place::Class, class);
            self.text(Place::EndOfClass, class);
        }
        for action in &declared.actions {
            self.text(Place::Action, action);
        }
        for authority in &declared.authorities {
            self.text(Place::Authority, authority);
        }
        for scheme in &declared.schemes {
            self.text(Place::Scheme, scheme);
        }
        for host in &declared.hosts {
            // Android takes a `*` for any beginning, so the rest is among what is opened.
            let host = host.trim_start_matches('*').trim_start_matches('.');
            if let Some(host) = host_name(host) {
                self.text(Place::Host, &host);
            }
        }
        for permission in &declared.permissions {
            self.text(Place::Permission, permission);
        }
        for (name, value) in &declared.meta_data {
            self.text(Place::MetaData, name);
            if let Some(host) = web_app::shown_host(name, value) {
                self.text(Place::WebHost, &host);
            }
            for host in web_app::stated_hosts(name, value) {
                self.text(Place::Host, &host);
            }
        }
    }

    fn text(&mut self, place: Place, text: &str) {
        self.find(place, text.as_bytes(), || text.to_owned());
    }

    fn find(&mut self, place: Place, bytes: &[u8], found: impl Fn() -> String) {
        let Self { rules, met, .. } = self;
        rules.places[place as usize].find(bytes, |&rule, rest| {
            let whole = match rules.all[rule].kind {
                MarkKind::PackagePrefix
                | MarkKind::ComponentPrefix
                | MarkKind::ComponentSuffix
                | MarkKind::ActionPrefix
                | MarkKind::PermissionPrefix => true,
                MarkKind::Host | MarkKind::WebHost => {
                    matches!(rest, Rest::Nothing | Rest::NextTo(b'.'))
                }
                _ => rest == Rest::Nothing,
            };
            if whole && met.iter().all(|&(other, _)| other != rule) {
                met.push((rule, found()));
            }
        });
    }
}
