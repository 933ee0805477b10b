//! The APK as a ZIP file, before it is signed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::core::Abi;

/// Writes the APK: compiled resources and manifest, code, and native libraries, which Android maps
/// into memory where they are and which are therefore not compressed. Order and times are always
/// the same.
pub fn write(apk: &Path, resources: &Path, dex: &Path, libraries: &[(Abi, PathBuf)]) -> Result<()> {
    if let Some(folder) = apk.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut output = ZipWriter::new(File::create(apk).with_context(|| apk.display().to_string())?);
    let mut resources = ZipArchive::new(File::open(resources)?)?;
    for index in 0..resources.len() {
        let entry = resources.by_index_raw(index)?;
        output.raw_copy_file_touch(entry, DateTime::DEFAULT, None)?;
    }
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    let compressed = options.compression_method(CompressionMethod::Deflated);
    let stored = options.compression_method(CompressionMethod::Stored);
    output.start_file("classes.dex", compressed.compression_level(Some(9)))?;
    std::io::copy(&mut open(dex)?, &mut output)?;
    for (abi, library) in libraries {
        output.start_file(format!("lib/{abi}/libappvagt.so"), stored)?;
        std::io::copy(&mut open(library)?, &mut output)?;
    }
    output.finish()?;
    Ok(())
}

fn open(file: &Path) -> Result<File> {
    File::open(file).with_context(|| file.display().to_string())
}
