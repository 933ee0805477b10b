//! ZIP files that come out the same however often they are written: no times, and the order given.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::toolchain::stamp::files;

/// A ZIP file being written.
pub struct Archive(ZipWriter<File>);

impl Archive {
    /// Begins a file, and its folder if that is missing.
    pub fn create(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        Ok(Self(ZipWriter::new(File::create(path).with_context(|| path.display().to_string())?)))
    }

    /// Adds a compressed entry.
    pub fn deflate(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let options = options(CompressionMethod::Deflated).compression_level(Some(9));
        self.0.start_file(name, options)?;
        Ok(self.0.write_all(content)?)
    }

    /// Adds a compressed entry that Unix may run, once it is unpacked.
    pub fn deflate_program(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let options = options(CompressionMethod::Deflated).compression_level(Some(9));
        self.0.start_file(name, options.unix_permissions(0o755))?;
        Ok(self.0.write_all(content)?)
    }

    /// Adds an entry as it is.
    pub fn store(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.0.start_file(name, options(CompressionMethod::Stored))?;
        Ok(self.0.write_all(content)?)
    }

    /// Adds the files in a folder and its folders, compressed, under their names in it.
    pub fn deflate_folder(&mut self, folder: &Path) -> Result<()> {
        for file in files(folder)? {
            let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
            self.deflate(&name, &read(&file)?)?;
        }
        Ok(())
    }

    /// Adds all entries of another ZIP file, as they are there.
    pub fn copy_entries(&mut self, other: &Path) -> Result<()> {
        self.copy_entries_but(None, other)
    }

    /// Adds all entries of another ZIP file but one, as they are there.
    pub fn copy_entries_but(&mut self, left_out: Option<&str>, other: &Path) -> Result<()> {
        let file = File::open(other).with_context(|| other.display().to_string())?;
        let mut other = ZipArchive::new(file)?;
        for index in 0..other.len() {
            let entry = other.by_index_raw(index)?;
            if left_out.is_some_and(|name| entry.name_raw() == name.as_bytes()) {
                continue;
            }
            self.0.raw_copy_file_touch(entry, DateTime::DEFAULT, None)?;
        }
        Ok(())
    }

    /// Ends the file.
    pub fn finish(self) -> Result<()> {
        self.0.finish()?;
        Ok(())
    }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT).compression_method(method)
}

/// Returns a file's content; the error names it.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| file.display().to_string())
}
