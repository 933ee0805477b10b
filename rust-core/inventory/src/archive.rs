//! ZIP files.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::result::ZipError;

use crate::{How, LAYERS, Reason, Sink, barren, not_read, read_stream};

/// What every workbook of a spreadsheet has.
pub const OF_WORKBOOK: &str = "[Content_Types].xml";

/// Reads every file in a ZIP file, or reports that it cannot be read.
pub fn read(file: &mut (impl Read + Seek), how: How, sink: &mut Sink<'_>) {
    let mut archive = match ZipArchive::new(&mut *file) {
        Ok(archive) => archive,
        Err(error) => return read_damaged(file, &error, how, sink),
    };
    if archive.index_for_name(OF_WORKBOOK).is_some() {
        return not_read(None, Reason::Workbook, sink);
    }
    let mut any = false;
    for index in 0..archive.len() {
        let name = match archive.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("entry {}", index + 1),
        };
        match archive.by_index(index) {
            Ok(entry) if entry.is_dir() || is_of_macos(&name) => {}
            Ok(mut entry) => {
                any = true;
                barren::watch(&mut entry, sink, |entry, sink| {
                    read_stream(entry, Some(&name), how, LAYERS, sink);
                });
            }
            Err(error) => {
                any = true;
                not_read(Some(&name), reason(&error), sink);
            }
        }
    }
    if !any {
        not_read(None, Reason::Empty, sink);
    }
}

/// Reads what is left of a ZIP file without its directory, which is at the end: the files that are
/// at its beginning, up to where it breaks off.
fn read_damaged(file: &mut (impl Read + Seek), error: &ZipError, how: How, sink: &mut Sink<'_>) {
    if let Err(error) = file.seek(SeekFrom::Start(0)) {
        return not_read(None, Reason::from(&error), sink);
    }
    loop {
        // Where a length stands after the data alone, compression shows where these end; but not
        // where the next file begins.
        let unknown = ZipReadOptions::default().override_compressed_size(u64::MAX);
        let Ok(Some(mut entry)) = read_zipfile_from_stream_with_options(file, unknown) else {
            break;
        };
        let name = entry.name().map_or_else(|_| "entry".to_owned(), Cow::into_owned);
        if !entry.is_dir() && !is_of_macos(&name) {
            barren::watch(&mut entry, sink, |entry, sink| {
                read_stream(entry, Some(&name), how, LAYERS, sink);
            });
        }
    }
    not_read(None, Reason::DamagedZip(error.to_string()), sink);
}

/// Returns whether it is what macOS adds for itself.
pub fn is_of_macos(name: &str) -> bool {
    name.starts_with("__MACOSX/")
}

fn reason(error: &ZipError) -> Reason {
    match error {
        ZipError::Io(error) => Reason::from(error),
        ZipError::InvalidArchive(what) => Reason::Damaged(what.to_string()),
        // A password, or a way to compress that is rare.
        other => Reason::Medium(other.to_string()),
    }
}
