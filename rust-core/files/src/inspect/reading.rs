//! Reading one APK into facts.

use appvagt_apk::{Apk, Error, Reading, Result};

use super::facts::Facts;
use crate::FoundApk;

/// Returns what an APK says, as Android reads it; if Android refuses it, what can be recovered,
/// with Android's reason as the error. The label is in the first of these locales that it is in.
pub fn read(found: &mut FoundApk, locales: &[&str]) -> Facts {
    let FoundApk { path, inside, apk } = found;
    let mut facts = Facts::new(path, inside);
    let opened = match apk {
        Ok(opened) => opened,
        Err(error) => return with_error(facts, error),
    };
    let refused = match &opened.android {
        Ok(apk) => match read_into(&mut facts, apk, locales, Reading::Android) {
            Ok(()) => return facts,
            Err(refusal) => with_error(facts, &refusal),
        },
        Err(refusal) => with_error(facts, refusal),
    };
    let mut anyway = Facts::new(path, inside);
    // What else goes wrong when recovering is no news: the refusal is what matters.
    let recovered = opened
        .recovered()
        .and_then(|apk| read_into(&mut anyway, &apk, locales, Reading::Recovered));
    if recovered.is_ok() || anyway.package.is_some() {
        Facts { error: refused.error, ..anyway }
    } else {
        refused
    }
}

fn with_error(mut facts: Facts, error: &Error) -> Facts {
    facts.set_error(error);
    facts
}

fn read_into(facts: &mut Facts, apk: &Apk, locales: &[&str], reading: Reading) -> Result<()> {
    facts.reading = Some(match reading {
        Reading::Android => "android",
        Reading::Recovered => "recovered",
    });
    let read = facts.fill(apk, locales);
    facts.set_anomalies(apk.anomalies());
    read
}
