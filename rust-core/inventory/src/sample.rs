//! The beginning of a file, for who has to name its fields.

mod fields;

pub use fields::SampleField;

use std::io::{Cursor, Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::format::{Content, content, recognise};
use crate::utf16::Utf16;
use crate::window::Window;
use crate::{BYTE_ORDER_MARK, Event, Format, HEAD, LAYERS, Options, Reason, Sink, archive, read};

/// The beginning of a file, or of the first file in an archive.
pub struct Sample {
    /// What the file is recognised as, or why it is not.
    pub format: Result<Format, Reason>,
    /// The fields that may be named, as [`Fields`](crate::Fields) has them, and what is in them.
    pub fields: Vec<SampleField>,
    beginning: Vec<u8>,
    is_whole: bool,
}

impl Sample {
    /// Takes the beginning of a file.
    ///
    /// # Errors
    /// It cannot be read, or there is nothing in it.
    pub fn of(file: &mut (impl Read + Seek)) -> Result<Self, Reason> {
        let mut magic = Vec::new();
        file.by_ref().take(4).read_to_end(&mut magic).map_err(|error| Reason::from(&error))?;
        file.seek(SeekFrom::Start(0)).map_err(|error| Reason::from(&error))?;
        if magic != *b"PK\x03\x04" {
            return Self::of_stream(file, LAYERS);
        }
        let damaged = |error: zip::result::ZipError| Reason::DamagedZip(error.to_string());
        let mut archive = ZipArchive::new(file).map_err(damaged)?;
        let first = (0..archive.len()).find(|index| {
            let name = archive.name_for_index(*index);
            name.is_some_and(|name| {
                name.is_ok_and(|name| !name.ends_with('/') && !archive::is_of_macos(&name))
            })
        });
        let mut entry = archive.by_index(first.ok_or(Reason::Empty)?).map_err(damaged)?;
        Self::of_stream(&mut entry, LAYERS)
    }

    fn of_stream(source: &mut dyn Read, layers: u32) -> Result<Self, Reason> {
        let mut window = Window::new(source);
        window.fill(HEAD);
        let head = window.held();
        if layers > 0 && head.starts_with(b"\x1f\x8b") {
            return Self::of_stream(&mut MultiGzDecoder::new(window), layers - 1);
        }
        if layers > 0 && (head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff")) {
            let big_endian = head[0] == 0xfe;
            window.pass(2);
            return Self::of_stream(&mut Utf16::new(window, big_endian), layers - 1);
        }
        if head.starts_with(BYTE_ORDER_MARK) {
            window.pass(BYTE_ORDER_MARK.len());
        }
        let is_whole = window.held().len() <= HEAD && !window.more();
        let mut beginning = window.held()[..window.held().len().min(HEAD)].to_vec();
        if beginning.trim_ascii().is_empty() {
            return Err(window.take_error().unwrap_or(Reason::Empty));
        }
        // The last line breaks off.
        if !is_whole && let Some(end) = beginning.iter().rposition(|byte| *byte == b'\n') {
            beginning.truncate(end + 1);
        }
        let fields = match content(&beginning) {
            Content::Table => fields::of_table(&beginning),
            Content::Json => fields::of_json(&beginning),
            Content::Xml => fields::of_xml(&beginning),
            Content::PropertyList | Content::BinaryPropertyList | Content::PmList => Vec::new(),
        };
        Ok(Self { format: recognise(&beginning), fields, beginning, is_whole })
    }

    /// Reads the beginning as the whole file would be read. That it breaks off is no problem of the
    /// file's.
    pub fn read(&self, options: &Options, sink: &mut Sink<'_>) {
        read(&mut Cursor::new(&self.beginning), options, &mut |event| match event {
            Event::NotRead { problem, .. }
                if !self.is_whole && matches!(problem.reason, Reason::BreaksOff(_)) => {}
            event => sink(event),
        });
    }
}
