//! Apps, put together from the APKs they consist of.

use std::collections::HashMap;
use std::path::PathBuf;

use appvagt_scanner::InstalledApp;

use super::scanned_apk::ScannedApk;

/// An app, and the files it consists of.
#[derive(Debug)]
pub struct App {
    /// The files, that with the base APK first.
    pub paths: Vec<PathBuf>,
    /// The APKs in archives, the base APK first, each by its name there.
    pub entries: Vec<String>,
    /// Whether Android refuses these files.
    pub recovered: bool,
    /// What they say.
    pub facts: InstalledApp,
}

impl App {
    fn of(part: ScannedApk) -> Self {
        let ScannedApk { path, inside, recovered, facts, .. } = part;
        let mut app = Self { paths: Vec::new(), entries: Vec::new(), recovered, facts };
        app.add_place(path, &inside);
        app
    }

    fn add(&mut self, part: ScannedApk) {
        let ScannedApk { path, inside, facts, .. } = part;
        self.add_place(path, &inside);
        if self.facts.label.is_none() {
            self.facts.label = facts.label;
        }
        match (&mut self.facts.declared, facts.declared) {
            (Some(declared), Some(other)) => declared.add(*other),
            (declared, other) => *declared = declared.take().or(other),
        }
    }

    fn add_place(&mut self, path: PathBuf, inside: &[String]) {
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
        if !inside.is_empty() {
            self.entries.push(inside.join("/"));
        }
    }
}

/// Joins these parts to apps: each base APK is one, with the splits that Android would install
/// along with it. Splits without a base are an app as well, since they bear its name. In an
/// archive, all parts of an app are one, however many base APKs it has for different devices.
pub fn join(parts: Vec<ScannedApk>) -> Vec<App> {
    let (splits, bases): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.is_split);
    let (mut apps, mut places) = (Vec::<App>::new(), HashMap::new());
    for base in bases {
        let place = *places.entry(base.together()).or_insert(apps.len());
        match apps.get_mut(place) {
            Some(app) if !base.inside.is_empty() => app.add(base),
            _ => apps.push(App::of(base)),
        }
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use appvagt_scanner::{CertificateDigest, ManifestFacts, Signers};

    use super::*;

    /// Returns a part that declares a class called after its file.
    fn part(path: &str, is_split: bool, change: impl FnOnce(&mut InstalledApp)) -> ScannedApk {
        let mut facts = InstalledApp::named("com.example");
        facts.version_code = Some(7);
        let signers = Signers { current: vec![CertificateDigest([1; 32])], history: Vec::new() };
        facts.signers = Some(signers);
        let declared = ManifestFacts { classes: vec![path.to_owned()], ..ManifestFacts::default() };
        facts.declared = Some(Box::new(declared));
        change(&mut facts);
        ScannedApk { path: path.into(), inside: Vec::new(), is_split, recovered: false, facts }
    }

    fn base(path: &str) -> ScannedApk {
        part(path, false, |_| ())
    }

    fn split(path: &str) -> ScannedApk {
        part(path, true, |_| ())
    }

    /// Returns what each app declares, which is what its files are called.
    fn joined(parts: Vec<ScannedApk>) -> Vec<Vec<String>> {
        let classes = |app: App| {
            let declared = app.facts.declared.map(|declared| declared.classes).unwrap_or_default();
            assert!(app.paths.iter().map(PathBuf::as_path).eq(declared.iter().map(Path::new)));
            declared
        };
        join(parts).into_iter().map(classes).collect()
    }

    #[test]
    fn splits_add_to_their_base_whichever_comes_first() {
        let parts = vec![split("a/s.apk"), base("a/b.apk"), split("a/./t.apk")];
        assert_eq!(joined(parts), [["a/b.apk", "a/s.apk", "a/./t.apk"]]);
        assert_eq!(joined(vec![split("s.apk"), base("./b.apk")]), [["./b.apk", "s.apk"]]);
    }

    #[test]
    fn what_android_would_not_install_together_is_apart() {
        let other_version = part("v.apk", true, |facts| facts.version_code = Some(8));
        let other_signer = part("s.apk", true, |facts| facts.signers = None);
        let other_app = part("o.apk", true, |facts| facts.package.push('x'));
        let recovered = ScannedApk { recovered: true, ..split("r.apk") };
        let parts = vec![
            base("b.apk"),
            other_version,
            other_signer,
            other_app,
            recovered,
            split("f/e.apk"),
        ];
        let apart = [["b.apk"], ["v.apk"], ["s.apk"], ["o.apk"], ["r.apk"], ["f/e.apk"]];
        assert_eq!(joined(parts), apart);
    }

    #[test]
    fn every_base_is_an_app_and_splits_without_one_are_one_together() {
        let parts = vec![base("b.apk"), base("c.apk"), split("s.apk")];
        assert_eq!(joined(parts), [vec!["b.apk", "s.apk"], vec!["c.apk"]]);
        assert_eq!(joined(vec![split("s.apk"), split("t.apk")]), [["s.apk", "t.apk"]]);
    }

    #[test]
    fn in_an_archive_every_part_of_an_app_is_that_app() {
        let within = |archive: &str, part: ScannedApk| {
            let name = part.path.display().to_string();
            let inside = archive.split('/').map(str::to_owned).chain([name]).collect::<Vec<_>>();
            ScannedApk { path: inside[0].clone().into(), inside: inside[1..].to_vec(), ..part }
        };
        let other = || part("other.apk", false, |facts| facts.package.push('x'));
        let parts = vec![
            within("a.apks", base("splits/b.apk")),
            within("a.apks", split("splits/s.apk")),
            within("a.apks", other()),
            within("a.apks", base("standalones/b.apk")),
            within("a.apks/inner.xapk", base("b.apk")),
            within("c.apks", base("b.apk")),
            base("b.apk"),
        ];
        let entries: Vec<_> = join(parts).into_iter().map(|app| app.entries).collect();
        let expected = [
            &["splits/b.apk", "standalones/b.apk", "splits/s.apk"][..],
            &["other.apk"],
            &["inner.xapk/b.apk"],
            &["b.apk"],
            &[],
        ];
        assert_eq!(entries, expected);
    }
}
