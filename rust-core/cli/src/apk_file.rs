//! The APK in a file: the file itself, or the base APK of a bundle.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use appvagt_apk::{Apk, Bundle, Error, Options, Result};

/// Endings of bundles.
const BUNDLES: [&str; 3] = ["apks", "xapk", "apkm"];

/// Opens an APK, or the base APK of a bundle, whose name is returned.
pub fn open(path: &Path, options: Options) -> Result<(Option<String>, Apk)> {
    let open_file = || file(path).map_err(|error| Box::new(Error::Open(error)));
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

/// Opens what is a file and nothing else: opening a pipe would wait for whoever writes to it.
fn file(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
    }
    File::open(path)
}
