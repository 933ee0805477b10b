//! Marks made ready to be found in any number of apps.

use std::iter;

use crate::beginnings::{Beginnings, Rest};
use crate::host::host_name;
use crate::{CertificateDigest, Family, InstalledApp, MarkKind, Signers, Strength, web_app};

/// Whose mark it is.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    /// The organisation's own rule.
    Organisation,
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

/// Rules under construction.
#[derive(Default)]
pub struct RulesBuilder<'a> {
    all: Vec<Rule<'a>>,
    forward: Vec<(Vec<u8>, usize)>,
    backward: Vec<(Vec<u8>, usize)>,
}

impl<'a> RulesBuilder<'a> {
    /// Adds a rule for `text`, except one that no app could meet.
    pub fn add(&mut self, rule: Rule<'a>, text: &str) {
        let place = rule.kind.place();
        match rule.kind {
            MarkKind::Certificate => {
                if let Ok(digest) = text.parse() {
                    self.add_certificate(rule, &digest);
                }
                return;
            }
            MarkKind::ComponentSuffix => {
                self.backward.push((key(place, text.bytes().rev()), self.all.len()));
            }
            MarkKind::Host | MarkKind::WebHost => {
                let Some(host) = host_name(text) else { return };
                self.backward.push((key(place, host.bytes().rev()), self.all.len()));
            }
            _ => self.forward.push((key(place, text.bytes()), self.all.len())),
        }
        self.all.push(rule);
    }

    /// Adds a rule of kind [`MarkKind::Certificate`].
    pub fn add_certificate(&mut self, rule: Rule<'a>, digest: &CertificateDigest) {
        let key = key(MarkKind::Certificate.place(), digest.0.iter().copied());
        self.forward.push((key, self.all.len()));
        self.all.push(rule);
    }

    /// Makes the rules ready.
    pub fn build(self) -> Rules<'a> {
        Rules {
            all: self.all,
            forward: Beginnings::new(self.forward),
            backward: Beginnings::new(self.backward),
        }
    }
}

/// Rules, ready to be looked up. What an app costs does not depend on how many there are.
pub struct Rules<'a> {
    all: Vec<Rule<'a>>,
    /// What is compared from its first byte on, after a byte for its place.
    forward: Beginnings<usize>,
    /// What is compared from its last byte back, after a byte for its place.
    backward: Beginnings<usize>,
}

impl<'a> Rules<'a> {
    /// The rules that `app` meets, each once.
    pub fn met_by(&self, app: &InstalledApp) -> Vec<Hit<'a>> {
        let mut search = Search { rules: self, met: Vec::new() };
        search.forward(MarkKind::Package, &app.package);
        for digest in app.signers.iter().flat_map(Signers::all) {
            search.certificate(digest);
        }
        if let Some(declared) = &app.declared {
            for class in &declared.classes {
                search.forward(MarkKind::Component, class);
                search.backward(MarkKind::ComponentSuffix, class);
            }
            for action in &declared.actions {
                search.forward(MarkKind::Action, action);
            }
            for authority in &declared.authorities {
                search.forward(MarkKind::Authority, authority);
            }
            for scheme in &declared.schemes {
                search.forward(MarkKind::Scheme, scheme);
            }
            for host in &declared.hosts {
                // Android takes a `*` for any beginning, so the rest is among what is opened.
                let host = host.trim_start_matches('*').trim_start_matches('.');
                if let Some(host) = host_name(host) {
                    search.backward(MarkKind::Host, &host);
                }
            }
            for permission in &declared.permissions {
                search.forward(MarkKind::Permission, permission);
            }
            for (name, value) in &declared.meta_data {
                search.forward(MarkKind::MetaData, name);
                if let Some(host) = web_app::shown_host(name, value) {
                    search.backward(MarkKind::WebHost, &host);
                }
                for host in web_app::stated_hosts(name, value) {
                    search.backward(MarkKind::Host, &host);
                }
            }
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
    fn forward(&mut self, kind: MarkKind, text: &str) {
        let bytes = iter::once(kind.place()).chain(text.bytes());
        self.rules.forward.find(&bytes, |&rule, rest| self.meet(rule, rest, || text.to_owned()));
    }

    fn backward(&mut self, kind: MarkKind, text: &str) {
        let bytes = iter::once(kind.place()).chain(text.bytes().rev());
        self.rules.backward.find(&bytes, |&rule, rest| self.meet(rule, rest, || text.to_owned()));
    }

    fn certificate(&mut self, digest: &CertificateDigest) {
        let bytes = iter::once(MarkKind::Certificate.place()).chain(digest.0.iter().copied());
        self.rules.forward.find(&bytes, |&rule, rest| self.meet(rule, rest, || digest.to_string()));
    }

    fn meet(&mut self, rule: usize, rest: Rest, found: impl FnOnce() -> String) {
        let whole = match self.rules.all[rule].kind {
            MarkKind::PackagePrefix
            | MarkKind::ComponentPrefix
            | MarkKind::ComponentSuffix
            | MarkKind::ActionPrefix
            | MarkKind::PermissionPrefix => true,
            MarkKind::Host | MarkKind::WebHost => {
                matches!(rest, Rest::Nothing | Rest::StartingWith(b'.'))
            }
            _ => rest == Rest::Nothing,
        };
        if whole && self.met.iter().all(|&(met, _)| met != rule) {
            self.met.push((rule, found()));
        }
    }
}

fn key(place: u8, bytes: impl Iterator<Item = u8>) -> Vec<u8> {
    iter::once(place).chain(bytes).collect()
}

impl MarkKind {
    /// A byte for what a mark is compared with: the same for the whole of it and its beginning.
    fn place(self) -> u8 {
        let whole = match self {
            Self::PackagePrefix => Self::Package,
            Self::ComponentPrefix => Self::Component,
            Self::ActionPrefix => Self::Action,
            Self::PermissionPrefix => Self::Permission,
            whole => whole,
        };
        whole as u8
    }
}
