//! How it stands with an app of an inventory.

use std::collections::HashMap;

use appvagt_inventory::{App, Origin};
use appvagt_scanner::{
    Catalogue, Certainty, CertificateDigest, Due, Evidence, Family, Finding, Identity,
    InstalledApp, Judge, Label, Names, Ruling, Signers, Text,
};
use serde::Serialize;

use crate::lengths::Lengths;
use crate::official_names::OfficialNames;

/// An app that there is something to say of. The field names are those of the JSON output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    #[serde(flatten)]
    pub standing: Standing,
    /// Id of the family; `None` where the organisation bans the app by itself.
    pub family: Option<String>,
    /// Name of the family; without a family, the app's name or id.
    pub name: String,
    /// Name of the family in other languages, where it differs between them.
    #[serde(skip)]
    pub names: Option<Names>,
    /// Whether this is Appvagt's own test app.
    pub test: bool,
    /// Package name or bundle id, where known.
    pub app: Option<String>,
    /// Name that the inventory gives.
    pub label: Option<String>,
    pub version: Option<String>,
    pub certainty: Certainty,
    pub matched_by: MatchedBy,
}

/// How it stands with an app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Standing {
    Banned {
        reason: Option<Text>,
        /// Until when it is to be gone, where that does not depend on the device.
        #[serde(skip)]
        due: Option<Due>,
    },
    Exempt {
        reason: Text,
        until: appvagt_scanner::Date,
    },
    Announced {
        reason: Option<Text>,
        from: appvagt_scanner::Date,
    },
}

/// What shows that it is that app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// Its package name or bundle id.
    AppId,
    /// A rule of the organisation's own.
    OwnRule,
    /// The certificate it is signed with.
    Certificate,
    /// Its name, and nothing else: likely.
    NameOnly,
}

/// What a case depends on: id, name, version and signers.
type Key = (Box<str>, Box<str>, Box<str>, Box<[CertificateDigest]>);

/// How the package names begin that Chromium gives to web apps, each made up on the spot. The site is
/// in the APK alone.
const WEB_APP: &str = "org.chromium.webapk.";

/// Judges the apps of inventories.
pub struct Appraiser<'a> {
    catalogue: &'a Catalogue,
    judge: &'a Judge<'a>,
    names: OfficialNames<'a>,
    /// Those of bundle ids, by their last letters.
    bundle_lengths: Lengths,
    /// What was judged before, as an index of `cases`.
    known: HashMap<Key, Option<u32>>,
    cases: Vec<Case>,
}

impl<'a> Appraiser<'a> {
    pub fn new(catalogue: &'a Catalogue, judge: &'a Judge<'a>) -> Self {
        let mut bundle_lengths = Lengths::NONE;
        for app in Catalogue::ios_apps() {
            bundle_lengths.add(last_letter(app.bundle), app.bundle);
        }
        Self {
            catalogue,
            judge,
            names: OfficialNames::new(catalogue),
            bundle_lengths,
            known: HashMap::new(),
            cases: Vec::new(),
        }
    }

    /// Returns one that judges the same, and has judged nothing yet.
    pub fn fork(&self) -> Self {
        let Self { catalogue, judge, bundle_lengths, .. } = *self;
        let names = self.names.fork();
        Self { catalogue, judge, names, bundle_lengths, known: HashMap::new(), cases: Vec::new() }
    }

    /// Takes the cases of another that judges the same. Returns their indices here.
    pub fn join(&mut self, other: Self) -> Vec<Option<u32>> {
        let (found, cleared): (Vec<_>, Vec<_>) =
            other.known.into_iter().partition(|(_, case)| case.is_some());
        self.known.extend(cleared);
        let mut found: Vec<_> = found.into_iter().map(|(key, case)| (case, key)).collect();
        found.sort_unstable_by_key(|(case, _)| *case);
        let Self { known, cases, .. } = self;
        let keys = found.into_iter().map(|(_, key)| key);
        keys.zip(other.cases)
            .map(|(key, case)| {
                *known.entry(key).or_insert_with(|| {
                    cases.push(case);
                    u32::try_from(cases.len() - 1).ok()
                })
            })
            .collect()
    }

    /// Returns all cases, by their indices.
    pub fn into_cases(self) -> Vec<Case> {
        self.cases
    }

    /// Returns the case of an app; `None` if it is not banned, as nearly all are not.
    pub fn case(&mut self, app: &App) -> Option<u32> {
        let id = app.id.unwrap_or_default();
        let by_id = !id.is_empty() && self.judge.is_relevant(id, app.certificates);
        // Where there is no id to go by, or none that could be relied upon.
        let family = if by_id { None } else { self.bundle_family(id) };
        let id_says_nothing = app.id.is_none() || app.by_name || id.starts_with(WEB_APP);
        let by_name = if by_id || family.is_some() || !id_says_nothing {
            None
        } else {
            app.name.and_then(|name| self.names.family(name))
        };
        if !by_id && family.is_none() && by_name.is_none() {
            return None;
        }
        let text = |text: Option<&str>| text.unwrap_or_default().into();
        let key = (id.into(), text(app.name), text(app.version), app.certificates.into());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let case = match (family, by_name) {
            _ if by_id => self.judged(app, id).or_else(|| {
                let family = self.bundle_family(id)?;
                self.ruled(app, family, MatchedBy::AppId)
            }),
            (Some(family), _) => self.ruled(app, family, MatchedBy::AppId),
            (None, Some(family)) => self.ruled(app, family, MatchedBy::NameOnly),
            (None, None) => None,
        };
        let index = case.and_then(|case| {
            self.cases.push(case);
            u32::try_from(self.cases.len() - 1).ok()
        });
        self.known.insert(key, index);
        index
    }

    /// Returns the family that has this bundle id on iOS. Apple does not distinguish capital letters.
    fn bundle_family(&self, id: &str) -> Option<&'a Family> {
        if !self.bundle_lengths.has(last_letter(id), id) {
            return None;
        }
        let app = Catalogue::ios_apps().iter().find(|app| app.bundle.eq_ignore_ascii_case(id))?;
        self.catalogue.family(app.family)
    }

    /// Judges an app by its id and signers.
    fn judged(&self, app: &App, id: &str) -> Option<Case> {
        let signers = (!app.certificates.is_empty())
            .then(|| Signers { current: app.certificates.to_vec(), history: Vec::new() });
        let ruling = self.judge.rule(&InstalledApp { signers, ..installed(app, id) });
        Case::new(app, ruling, None)
    }

    /// Judges an app that is of this family.
    fn ruled(&self, app: &App, family: &'a Family, matched_by: MatchedBy) -> Option<Case> {
        let certainty = match matched_by {
            MatchedBy::NameOnly => Certainty::Strong,
            _ => Certainty::Certain,
        };
        let id = app.id.unwrap_or_default();
        let ruling = self.judge.rule_family(&installed(app, id), family, certainty);
        Case::new(app, ruling, Some(matched_by))
    }
}

/// Returns the last letter of an id, as Apple does not distinguish it; 0 if there is none.
fn last_letter(id: &str) -> u8 {
    id.bytes().last().map_or(0, |last| last.to_ascii_lowercase())
}

/// Returns what the inventory says of an app, in the judge's terms.
fn installed(app: &App, id: &str) -> InstalledApp {
    InstalledApp {
        label: app.name.map(|name| Label::new(name, id)),
        version_name: app.version.map(str::to_owned),
        system: app.origin != Origin::Installed,
        updated_system: app.origin == Origin::PreloadedUpdated,
        ..InstalledApp::named(id)
    }
}

impl Case {
    /// Describes an app by the ruling on it; without `matched_by`, that is what the evidence says.
    fn new(app: &App, ruling: Ruling, matched_by: Option<MatchedBy>) -> Option<Self> {
        let (identity, standing) = match ruling {
            Ruling::Clear | Ruling::DataKept { .. } => return None,
            Ruling::Banned(Finding { identity, reason, due, .. }) => {
                (identity, Standing::Banned { reason, due })
            }
            Ruling::Exempt { identity, reason, until } => {
                (identity, Standing::Exempt { reason, until })
            }
            Ruling::Announced { identity, reason, from } => {
                (identity, Standing::Announced { reason, from })
            }
        };
        let matched_by = matched_by.unwrap_or_else(|| self::matched_by(&identity));
        let Identity { family, name, names, test, certainty, .. } = identity;
        let text = |text: Option<&str>| text.map(str::to_owned);
        let label = app.name.map(|name| Label::new(name, app.id.unwrap_or_default()).to_string());
        let (app, version) = (text(app.id), app.version.and_then(Label::first_line));
        Some(Self {
            standing,
            family,
            name,
            names,
            test,
            app,
            label,
            version,
            certainty,
            matched_by,
        })
    }
}

fn matched_by(identity: &Identity) -> MatchedBy {
    let has = |is: fn(&Evidence) -> bool| identity.evidence.iter().any(is);
    let by_id = |evidence: &Evidence| {
        matches!(evidence, Evidence::PackageName { .. } | Evidence::Mark { .. })
    };
    let by_certificate = |evidence: &Evidence| {
        matches!(
            evidence,
            Evidence::GenuineCertificate { .. } | Evidence::CompanyCertificate { .. }
        )
    };
    if has(|evidence| *evidence == Evidence::OwnRule) {
        MatchedBy::OwnRule
    } else if has(by_certificate) && !has(by_id) {
        MatchedBy::Certificate
    } else {
        MatchedBy::AppId
    }
}
