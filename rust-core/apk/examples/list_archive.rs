//! Lists the APKs in an archive of APKs: splits of an app, or several apps.
//!
//! ```text
//! cargo run -p appvagt-apk --example list_archive -- app.apks
//! ```

use std::error::Error;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use appvagt_apk::{ApkFile, Archive, Options};

/// Lists the archive that is named.
///
/// # Errors
/// None is named, or as [`list`].
pub fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name an archive of APKs")?;
    list(Path::new(&path), &mut io::stdout().lock())
}

/// Lists the archive at `path`. What cannot be read may be an APK, so it is listed with the reason.
///
/// # Errors
/// The archive cannot be read, or the output not written.
pub fn list(path: &Path, output: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let file = ApkFile::new(File::open(path)?)?;
    let archive = Archive::open(&file, Options::default())?;
    for packed in archive.packed(tempfile::tempfile) {
        let package = packed.file.and_then(|file| {
            let apk = file.open(Options::default())?;
            Ok(apk.manifest()?.package.clone())
        });
        match package {
            Ok(package) => writeln!(output, "{}: {package}", packed.name)?,
            Err(error) => writeln!(output, "{}: {error}", packed.name)?,
        }
    }
    Ok(())
}
