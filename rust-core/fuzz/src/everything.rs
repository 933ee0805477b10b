//! Reading everything there is to read of an APK, or of the APKs in an archive, in both ways.

use std::fs::File;
use std::io;

use appvagt_apk::{ApkFile, Archive, Options, Reading};

pub fn read_everything(file: &[u8]) {
    for reading in [Reading::Android, Reading::Recovered] {
        let options = Options { reading, ..Options::default() };
        read(&ApkFile::from_bytes(file.to_vec()), options);
    }
}

fn read(file: &ApkFile, options: Options) {
    if let Ok(apk) = file.open(options) {
        let _ = apk.resolved_manifest();
        for locales in [&[][..], &["da-DK"], &["zh-Hant-TW", "en-GB"]] {
            let _ = apk.label(locales);
        }
        let _ = apk.extract_signers();
        let _ = apk.anomalies().iter().count();
    }
    if let Ok(archive) = Archive::open(file, options) {
        // What is too large for memory is left out.
        for packed in archive.packed(|| Err::<File, _>(io::ErrorKind::Unsupported.into())) {
            if let Ok(file) = packed.file {
                read(&file, options);
            }
        }
    }
}
