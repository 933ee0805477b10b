//! Reading one APK into facts.

use appvagt_apk::{Apk, Error, Reading, Result};

use super::facts::Facts;
use crate::apk_file::FoundApk;

/// Returns what an APK says, as Android reads it; if Android refuses it, what can be recovered,
/// with Android's reason as the error.
pub fn apk(found: FoundApk, locales: &[&str]) -> Facts {
    let FoundApk { path, inside, apk } = found;
    let mut facts = Facts::new(&path, &inside);
    let (android, recovered) = match apk {
        Ok(opened) => opened.readings(),
        Err(error) => return with_error(facts, &error),
    };
    let Err(refusal) = read_into(&mut facts, android, locales, Reading::Android) else {
        return facts;
    };
    let mut anyway = Facts::new(&path, &inside);
    // What else goes wrong when recovering is no news: the refusal is what matters.
    if read_into(&mut anyway, recovered(), locales, Reading::Recovered).is_ok()
        || anyway.package.is_some()
    {
        facts = anyway;
    }
    with_error(facts, &refusal)
}

fn with_error(mut facts: Facts, error: &Error) -> Facts {
    facts.set_error(error);
    facts
}

fn read_into(
    facts: &mut Facts,
    apk: Result<Apk>,
    locales: &[&str],
    reading: Reading,
) -> Result<()> {
    let apk = apk?;
    facts.reading = Some(match reading {
        Reading::Android => "android",
        Reading::Recovered => "recovered",
    });
    let read = facts.fill(&apk, locales);
    facts.set_anomalies(apk.anomalies());
    read
}
