//! Apps, put together from the APKs they consist of.

use std::{collections::HashMap, path::PathBuf};

use appvagt_scanner::InstalledApp;

use super::part::Part;

/// An app, and the files it consists of.
#[derive(Debug)]
pub struct App {
    /// The files, the base APK first.
    pub paths: Vec<PathBuf>,
    /// Whether Android refuses these files.
    pub recovered: bool,
    /// What they say.
    pub facts: InstalledApp,
}

impl App {
    fn of(part: Part) -> Self {
        Self { paths: vec![part.path], recovered: part.recovered, facts: part.facts }
    }

    fn add(&mut self, split: Part) {
        self.paths.push(split.path);
        match (&mut self.facts.declared, split.facts.declared) {
            (Some(declared), Some(other)) => declared.add(*other),
            (declared, other) => *declared = declared.take().or(other),
        }
    }
}

/// The apps that these parts make: each base APK one, with the splits that Android would install
/// along with it. Splits without a base are an app as well, since they bear its name.
pub fn join(parts: Vec<Part>) -> Vec<App> {
    let (splits, bases): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.is_split);
    let (mut apps, mut places) = (Vec::<App>::new(), HashMap::new());
    for base in bases {
        places.entry(base.together()).or_insert(apps.len());
        apps.push(App::of(base));
    }
    for split in splits {
        let place = *places.entry(split.together()).or_insert(apps.len());
        match apps.get_mut(place) {
            Some(app) => app.add(split),
            None => apps.push(App::of(split)),
        }
    }
    apps
}
