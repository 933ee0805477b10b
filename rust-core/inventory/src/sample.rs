//! The beginning of a file, for who has to name its fields.

mod fields;

pub use fields::SampleField;

use std::io::{Cursor, Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::format::{Content, content, recognise};
use crate::layer::{Layer, UTF16_MARK};
use crate::utf16::Utf16;
use crate::window::Window;
use crate::{Event, Format, HEAD, LAYERS, Options, Reason, Sink, archive, is_zip, read};

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
        let zipped = is_zip(file);
        file.seek(SeekFrom::Start(0)).map_err(|error| Reason::from(&error))?;
        if !zipped {
            return Self::of_stream(file, LAYERS);
        }
        let damaged = |error: zip::result::ZipError| Reason::DamagedZip(error.to_string());
        let mut archive = ZipArchive::new(file).map_err(damaged)?;
        if archive.index_for_name(archive::OF_WORKBOOK).is_some() {
            return Err(Reason::Workbook);
        }
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
        match Layer::of(window.held(), layers) {
            Layer::Gzip => Self::of_stream(&mut MultiGzDecoder::new(window), layers - 1),
            Layer::Utf16 { big_endian } => {
                window.pass(UTF16_MARK);
                Self::of_stream(&mut Utf16::new(window, big_endian), layers - 1)
            }
            Layer::Text { mark } => {
                window.pass(mark);
                Self::of_text(&mut window)
            }
        }
    }

    fn of_text(window: &mut Window<&mut dyn Read>) -> Result<Self, Reason> {
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::{BYTE_ORDER_MARK, Fields};

    const TABLE: &str = "Enhed,Pakke\nE1,com.a\n";

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn gzipped(content: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(content).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn the_beginning_is_found_in_whatever_a_file_is_packed_in() {
        let utf16: Vec<u8> = "\u{feff}"
            .chars()
            .chain(TABLE.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let table = TABLE.as_bytes();
        let marked = [BYTE_ORDER_MARK, table].concat();
        let within = zipped(&[("__MACOSX/x", b"x"), ("d/own.csv", &gzipped(table))]);
        for file in [table, &marked, &utf16, &gzipped(&gzipped(table)), &within] {
            let sample = Sample::of(&mut Cursor::new(file)).unwrap();
            assert!(matches!(sample.format, Err(Reason::Unrecognised(_))));
            let paths: Vec<_> = sample.fields.iter().map(|field| field.path.as_str()).collect();
            assert_eq!(paths, ["Enhed", "Pakke"]);
        }
        for (file, kind) in [
            (zipped(&[("[Content_Types].xml", b"<Types/>")]), "workbook"),
            (zipped(&[]), "empty"),
            (b" \n".to_vec(), "empty"),
        ] {
            let reason = Sample::of(&mut Cursor::new(file)).map(drop).unwrap_err();
            assert_eq!(reason.kind(), kind);
        }
    }

    #[test]
    fn that_the_beginning_breaks_off_is_no_problem() {
        let app = r#"{"nr":"E1","pakke":"com.a"},"#;
        let json = format!("[{}", app.repeat(10_000));
        let sample = Sample::of(&mut Cursor::new(json)).unwrap();
        let named = |name: &str| Some(name.to_owned());
        let fields = Fields { device: named("nr"), app: named("pakke"), ..Fields::default() };
        let options = Options { fields: Some(fields), ..Options::default() };
        let (mut apps, mut problems) = (0, Vec::new());
        sample.read(&options, &mut |event| match event {
            Event::App(app) => apps += usize::from(app.id == Some("com.a")),
            Event::NotRead { problem, .. } => problems.push(problem),
            _ => {}
        });
        assert!(apps > 100 && problems.is_empty(), "{apps} apps, {problems:?}");
    }
}
