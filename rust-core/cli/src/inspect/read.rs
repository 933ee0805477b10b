//! Reading one file into facts.

use std::{fs::File, path::Path};

use appvagt_apk::{Apk, Bundle, Error, Options, Reading, Result};

use super::facts::Facts;

/// Endings of bundles.
const BUNDLES: [&str; 3] = ["apks", "xapk", "apkm"];

/// What the file at `path` says, as Android reads it; if Android refuses it, what can be
/// recovered, with Android's reason as the error.
pub fn file(path: &Path, locales: &[&str]) -> Facts {
    let mut facts = Facts::new(path);
    let Err(refusal) = read_into(&mut facts, path, locales, Reading::Android) else {
        return facts;
    };
    let mut recovered = Facts::new(path);
    // What else goes wrong when recovering is no news: the refusal is what matters.
    if read_into(&mut recovered, path, locales, Reading::Recovered).is_ok()
        || recovered.package.is_some()
    {
        facts = recovered;
    }
    facts.set_error(&refusal);
    facts
}

fn read_into(facts: &mut Facts, path: &Path, locales: &[&str], reading: Reading) -> Result<()> {
    let options = Options { reading, ..Options::default() };
    let (base, mut apk) = open(path, options)?;
    facts.base = base;
    facts.reading = Some(match reading {
        Reading::Android => "android",
        Reading::Recovered => "recovered",
    });
    let read = facts.fill(&mut apk, locales);
    facts.set_anomalies(apk.anomalies());
    read
}

/// Opens an APK, or the base APK of a bundle, whose name is returned.
fn open(path: &Path, options: Options) -> Result<(Option<String>, Apk)> {
    let open_file = || File::open(path).map_err(|error| Box::new(Error::Open(error)));
    let named_bundle = path
        .extension()
        .is_some_and(|found| BUNDLES.iter().any(|ending| found.eq_ignore_ascii_case(ending)));
    let base_of = |bundle: Bundle| {
        let (name, apk) = bundle.base(tempfile::tempfile)?;
        Ok((Some(name), apk))
    };
    if named_bundle && let Ok(bundle) = Bundle::from_file(open_file()?, options) {
        return base_of(bundle);
    }
    let mut apk = Apk::from_file(open_file()?, options)?;
    match apk.manifest() {
        // No manifest of its own: perhaps a bundle under another name.
        Err(error) if matches!(*error, Error::Missing { .. }) => {
            match Bundle::from_file(open_file()?, options) {
                Ok(bundle) => base_of(bundle),
                Err(_) => Err(error),
            }
        }
        _ => Ok((None, apk)),
    }
}
