//! Reading everything there is to read of an APK, in both ways.

use appvagt_apk::{Apk, Options, Reading};

pub fn read_everything(file: &[u8]) {
    for reading in [Reading::Android, Reading::Recovered] {
        let options = Options { reading, ..Options::default() };
        let Ok(mut apk) = Apk::from_bytes(file.to_vec(), options) else { continue };
        let _ = apk.resolved_manifest();
        for locales in [&[][..], &["da-DK"], &["zh-Hant-TW", "en-GB"]] {
            let _ = apk.label(locales);
        }
        let _ = apk.extract_signers();
        let _ = apk.anomalies().iter().count();
    }
}
