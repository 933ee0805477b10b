//! Recognises which banned app an app is.

use crate::catalogue::mark::{MarkKind, Strength};
use crate::catalogue::{Catalogue, Certainty, Family, KnownPackage};
use crate::judge::rules::{Hit, Owner};
use crate::phone::installed_app::{InstalledApp, Signers};
use crate::policy::banned::Banned;

/// What an app was recognised as.
#[derive(Debug)]
pub struct Recognition<'a> {
    /// The banned family; `None` where only rules of the organisation's own are met.
    pub family: Option<&'a Family>,
    /// How sure the rules make us.
    pub certainty: Certainty,
    /// The rules that this rests on: those of the family, and the organisation's own.
    pub hits: Vec<Hit<'a>>,
}

impl<'a> Recognition<'a> {
    /// Recognises `app`, which meets the rules in `hits`; `None` if it is nothing that is banned.
    ///
    /// An app is of one family at most. Its certificate decides between several, then its name,
    /// then how sure the marks make us: a certificate cannot be imitated, and a name is not borne
    /// by accident.
    pub fn of(catalogue: &Catalogue, app: &InstalledApp, hits: Vec<Hit<'a>>) -> Option<Self> {
        // Most apps meet no rule.
        if hits.is_empty() {
            return None;
        }
        let elsewhere = hits.iter().any(|hit| match hit.rule.owner {
            Owner::Allowed(family) => is_signed_by_maker(catalogue, app, family),
            Owner::Banned(_) | Owner::Organisation(_) => false,
        });
        let family = if elsewhere { None } else { best_family(&hits) };
        let is_own = |hit: &Hit| own_rule(hit).is_some();
        let certainty = if hits.iter().any(is_own) {
            Certainty::Certain
        } else {
            family.and_then(|family| Weight::of(&hits, family))?.certainty
        };
        let mut hits = hits;
        hits.retain(|hit| is_own(hit) || family.is_some_and(|family| is_of(hit, family)));
        Some(Self { family, certainty, hits })
    }

    /// Returns the known package of the family that has the name of `app`.
    pub fn package(&self, app: &InstalledApp) -> Option<&'a KnownPackage> {
        self.family?.packages.iter().find(|package| package.name == app.package)
    }

    /// Returns whether only its package name speaks for the family, although its apps declare what
    /// would speak for it as well.
    pub fn rests_on_package_alone(&self) -> bool {
        let Some(family) = self.family else { return false };
        self.hits.iter().all(|hit| !hit.rule.kind.is_declared())
            && family.marks.iter().any(|mark| mark.kind.is_declared())
    }
}

/// Returns the organisation's own rule that this is about.
pub fn own_rule<'a>(hit: &Hit<'a>) -> Option<&'a Banned> {
    match hit.rule.owner {
        Owner::Organisation(banned) => Some(banned),
        Owner::Banned(_) | Owner::Allowed(_) => None,
    }
}

/// How much speaks for a family. The later one is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Weight {
    by_certificate: bool,
    by_name: bool,
    certainty: Certainty,
}

impl Weight {
    /// Weighs what `hits` say for `family`; `None` if they do not identify it.
    fn of(hits: &[Hit], family: &Family) -> Option<Self> {
        let of_family = || hits.iter().filter(|hit| is_of(hit, family)).map(|hit| hit.rule);
        let alone = |kind| of_family().any(|r| r.kind == kind && r.strength >= Strength::Strong);
        let certainty = match of_family().map(|rule| rule.strength).max()? {
            Strength::Certain => Certainty::Certain,
            Strength::Strong => Certainty::Strong,
            Strength::Together => {
                let together = of_family().filter(|rule| rule.strength == Strength::Together);
                let witnessed = |subject| of_family().any(|rule| rule.kind.subject != subject);
                together
                    .map(|rule| rule.kind.subject)
                    .any(witnessed)
                    .then_some(Certainty::Strong)?
            }
            Strength::Supports => return None,
        };
        let by_certificate = alone(MarkKind::CERTIFICATE);
        Some(Self { by_certificate, by_name: alone(MarkKind::PACKAGE), certainty })
    }
}

fn best_family<'a>(hits: &[Hit<'a>]) -> Option<&'a Family> {
    let mut best: Option<(Weight, &'a Family)> = None;
    for hit in hits {
        let Owner::Banned(family) = hit.rule.owner else { continue };
        let Some(weight) = Weight::of(hits, family) else { continue };
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, family));
        }
    }
    best.map(|(_, family)| family)
}

fn is_of(hit: &Hit, family: &Family) -> bool {
    matches!(hit.rule.owner, Owner::Banned(other) if other.id == family.id)
}

/// Returns whether an app that bears a name of `family` is signed by the maker of that family: then
/// it is what its name says, whatever it has in common with other families of its maker.
fn is_signed_by_maker(catalogue: &Catalogue, app: &InstalledApp, family: &Family) -> bool {
    let ids = family.certificates.iter().chain(family.company_certificates);
    let mut known = ids.filter_map(|id| catalogue.certificate(id));
    known.any(|known| app.signers.iter().flat_map(Signers::all).any(|d| *d == known.sha256))
}
