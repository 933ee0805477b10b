//! What managements and systems block by themselves: the same bans as names of apps and sites.

use std::collections::BTreeMap;

use appvagt_scanner::{Ban, Catalogue, Date, Exempt, Exemption, Family, MarkKind, Match, Policy};

use super::step::Steps;

/// An app that is to be blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedApp {
    /// Its package name or bundle id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// What a policy bans, as far as names say it.
#[derive(Debug, Default)]
pub struct Blocked {
    /// Apps for Android, by package name.
    pub packages: Vec<BlockedApp>,
    /// Apps for iPhone and iPad, by bundle id.
    pub bundles: Vec<BlockedApp>,
    /// Hosts of sites, each with all below it.
    pub hosts: Vec<String>,
    /// Bans that are left out of these because they begin later, by their places.
    later: Vec<(usize, Date)>,
    /// So many bans name nothing.
    unnamed: usize,
}

impl Blocked {
    /// Lists what `policy` bans on this day, on devices of this group.
    pub fn by(policy: &Policy, today: Option<Date>, group: Option<&str>) -> Self {
        let catalogue = Catalogue::embedded();
        let exempt = |what: &Exempt| {
            policy.exemptions.iter().any(|exemption| {
                exemption.what == *what && in_force(exemption, today) && is_for(exemption, group)
            })
        };
        let mut blocked = Self::default();
        let (mut packages, mut bundles) = (BTreeMap::new(), BTreeMap::new());
        for (index, ban) in policy.banned.iter().enumerate() {
            if let Some(from) = ban.from.filter(|from| today.is_some_and(|today| today < *from)) {
                blocked.later.push((index, from));
                continue;
            }
            match &ban.what {
                Ban::Family(id) if exempt(&Exempt::Family(id.clone())) => (),
                Ban::Family(id) => {
                    let Some(family) = catalogue.family(id) else { continue };
                    let apps = family.packages.iter().map(|app| (app.name.to_owned(), app.app));
                    packages.extend(apps.map(|(name, app)| (name, app.to_owned())));
                    let apps = Catalogue::ios_apps().iter().filter(|app| app.family == family.id);
                    bundles.extend(apps.map(|app| (app.bundle.to_owned(), app.app.to_owned())));
                    blocked.hosts.extend(hosts(family));
                }
                Ban::Mark(MarkKind::PACKAGE, name) => {
                    packages.insert(name.clone(), name.clone());
                    // On iPhone and iPad a policy bans bundle ids by the same key.
                    bundles.entry(name.clone()).or_insert_with(|| name.clone());
                }
                Ban::Mark(kind, host) if kind.matches == Match::Host => {
                    blocked.hosts.push(host.clone());
                }
                Ban::Mark(..) => blocked.unnamed += 1,
            }
        }
        let spared = |id: &String| exempt(&Exempt::Package(id.clone()));
        let apps = |apps: BTreeMap<String, String>| {
            let apps = apps.into_iter().filter(|(id, _)| !spared(id));
            apps.map(|(id, name)| BlockedApp { id, name }).collect()
        };
        blocked.packages = apps(packages);
        blocked.bundles = apps(bundles);
        blocked.hosts.sort_unstable();
        blocked.hosts.dedup();
        blocked
    }

    /// Says what lists of names cannot do, and what is not in them.
    pub fn say_limits(&self, steps: &mut Steps) {
        let words = &steps.words;
        let mut sentences = vec![words.get("limits").to_owned()];
        sentences.extend(self.later.iter().map(|(place, day)| {
            let ban = format!("banned[{place}]");
            words.fill("later", &[("ban", &ban), ("day", &day.to_string())])
        }));
        if self.unnamed > 0 {
            sentences.push(words.count("unnamed", self.unnamed));
        }
        steps.add(sentences.join(" "), None);
    }

    /// Returns the package names as one line.
    pub fn package_line(&self) -> String {
        ids(&self.packages).join(",")
    }

    /// Returns the value of `URLBlocklist`, a text that holds JSON; `None` if there is no site.
    pub fn url_blocklist(&self) -> Option<String> {
        (!self.hosts.is_empty()).then(|| serde_json::json!(self.hosts).to_string())
    }
}

/// Returns what apps are known by.
pub fn ids(apps: &[BlockedApp]) -> Vec<&str> {
    apps.iter().map(|app| &*app.id).collect()
}

fn in_force(exemption: &Exemption, today: Option<Date>) -> bool {
    today.is_some_and(|today| today <= exemption.until)
}

fn is_for(exemption: &Exemption, group: Option<&str>) -> bool {
    exemption.group.as_deref().is_none_or(|of| group == Some(of))
}

fn hosts(family: &Family) -> impl Iterator<Item = String> {
    let marks = family.marks.iter().filter(|mark| mark.kind.matches == Match::Host);
    marks.map(|mark| mark.text.to_owned())
}
