//! Reading one file into facts.

use std::path::Path;

use appvagt_apk::{Options, Reading, Result};

use super::facts::Facts;
use crate::apk_file;

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
    let (base, mut apk) = apk_file::open(path, options)?;
    facts.base = base;
    facts.reading = Some(match reading {
        Reading::Android => "android",
        Reading::Recovered => "recovered",
    });
    let read = facts.fill(&mut apk, locales);
    facts.set_anomalies(apk.anomalies());
    read
}
