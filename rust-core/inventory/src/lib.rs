#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod archive;
mod barren;
mod binary_plist;
mod counting;
mod coverage;
mod csv;
mod event;
mod fields;
mod format;
mod json;
mod layer;
mod pages;
mod pm_list;
mod problem;
mod record;
mod recording;
mod sample;
mod shape;
mod side_by_side;
mod utf16;
mod window;
mod words;
mod xml;

pub use appvagt_certificate::CertificateDigest;
pub use counting::{Counted, Counting};
pub use coverage::{Coverage, Unseen};
pub use event::{App, Device, Event, Management, Origin, Owner, Platform, Presence, Sink, Subject};
pub use fields::Fields;
pub use format::{Format, UnknownFormat};
pub use problem::{Place, Problem, Reason};
pub use sample::{Sample, SampleField};

use std::io::{Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;

use self::format::{Content, content, recognise};
use self::layer::{Layer, UTF16_MARK};
use self::record::{Assembler, Purpose};
use self::side_by_side::Parting;
use self::utf16::Utf16;
use self::window::Window;

/// How much of a file is looked at to recognise it, in bytes.
const HEAD: usize = 64 * 1024;
/// Gzip within gzip, and UTF-16 in that, is looked into so far.
const LAYERS: u32 = 3;
/// What some programs write before UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How a file is read.
#[derive(Clone, Default)]
pub struct Options<'c> {
    /// Its format; without, it is recognised by what it holds.
    pub format: Option<Format>,
    /// Fields of a format that is not known.
    pub fields: Option<Fields>,
    /// Whether names of users are wanted, and of devices that have ids; else they are given only
    /// where nothing else distinguishes devices.
    pub names: bool,
    /// Of which apps the number is enough where several threads read; all are handed over without.
    pub counting: Option<&'c (dyn Counting + 'c)>,
    /// How many threads read a large file of CSV, JSON or JSON Lines; 0 is one as well. What is read
    /// is the same.
    pub threads: usize,
}

/// Reads a file, in which there may be others (ZIP), and hands `sink` all it says.
///
/// What cannot be read is an [`Event::NotRead`]; there is no other failure.
pub fn read(file: &mut (impl Read + Seek), options: &Options, sink: &mut Sink<'_>) {
    let how = How { options, parting: Parting::among(options.threads) };
    read_file(file, how, sink);
}

/// How a file is read, and parted.
#[derive(Clone, Copy)]
struct How<'o> {
    options: &'o Options<'o>,
    parting: Parting,
}

fn read_file(file: &mut (impl Read + Seek), how: How, sink: &mut Sink<'_>) {
    let zipped = is_zip(file);
    if let Err(error) = file.seek(SeekFrom::Start(0)) {
        return not_read(None, Reason::from(&error), sink);
    }
    if zipped {
        archive::read(file, how, sink);
    } else {
        read_stream(file, None, how, LAYERS, sink);
    }
}

/// Returns whether a file begins as a ZIP file, of which that much is read.
fn is_zip(file: &mut impl Read) -> bool {
    let mut magic = [0; 4];
    file.read_exact(&mut magic).is_ok() && [*b"PK\x03\x04", *b"PK\x05\x06"].contains(&magic)
}

/// Reports that a file, or an entry of an archive, could not be read at all.
fn not_read(entry: Option<&str>, reason: Reason, sink: &mut Sink<'_>) {
    sink(Event::NotRead { entry, problem: Problem { place: Place::Whole, record: 0, reason } });
}

/// Reads a stream that is no ZIP file, as [`read_file`] does. `entry` is its name, if it is in one.
fn read_stream(
    source: &mut dyn Read,
    entry: Option<&str>,
    how: How,
    layers: u32,
    sink: &mut Sink<'_>,
) {
    let mut window = Window::new(source);
    window.fill(HEAD);
    match Layer::of(window.held(), layers) {
        Layer::Gzip => {
            let mut inflated = MultiGzDecoder::new(window);
            barren::watch(&mut inflated, sink, |inflated, sink| {
                read_stream(inflated, entry, how, layers - 1, sink);
            });
        }
        Layer::Utf16 { big_endian } => {
            window.pass(UTF16_MARK);
            read_stream(&mut Utf16::new(window, big_endian), entry, how, layers - 1, sink);
        }
        Layer::Text { mark } => {
            window.pass(mark);
            read_text(&mut window, entry, how, sink);
        }
    }
}

fn read_text(
    window: &mut Window<&mut dyn Read>,
    entry: Option<&str>,
    How { options, parting }: How,
    sink: &mut Sink<'_>,
) {
    let head = &window.held()[..window.held().len().min(HEAD)];
    if head.trim_ascii().is_empty() {
        return not_read(entry, window.take_error().unwrap_or(Reason::Empty), sink);
    }
    let fields = options.fields.as_ref();
    let format = match (options.format, fields) {
        (Some(format), _) => format,
        (None, Some(_)) => Format::Fields,
        (None, None) => match recognise(head) {
            Ok(format) => format,
            // What is not there cannot be recognised.
            Err(reason) => {
                return not_read(entry, window.take_error().unwrap_or(reason), sink);
            }
        },
    };
    let content = match (format, content(head)) {
        // A report of Graph's.
        (Format::Intune, Content::Json) => Content::Json,
        (Format::Intune, _) => Content::Table,
        (Format::PmList, _) => Content::PmList,
        (_, content) => content,
    };
    let shape = match (format, fields) {
        (Format::Fields, Some(fields)) => Some(fields.shape()),
        _ => format.shape(content),
    };
    let purpose = Purpose {
        format,
        apps_hold_devices: format == Format::GraphApps
            || fields.is_some_and(Fields::apps_hold_devices),
        report_is_named: fields.is_some_and(|fields| fields.reported.is_some()),
        state_is_named: fields.is_some_and(|fields| fields.state.is_some()),
        device_ids_are_names: fields.is_some_and(Fields::device_ids_are_names),
        names: options.names,
    };
    let mut assembler = Assembler::new(purpose, entry, options.counting, sink);
    match (content, shape) {
        (Content::Table, _) if matches!(format, Format::Intune | Format::Fields) => {
            csv::read(window, fields, options.names, parting, &mut assembler);
        }
        (Content::PmList, None) => pm_list::read(window, &mut assembler),
        (Content::Json, None) if format == Format::Intune => {
            json::read_report(window, options.names, &mut assembler);
        }
        (Content::Json, Some(shape)) => json::read(window, &shape, parting, &mut assembler),
        (Content::Xml, Some(shape)) => xml::read(window, &shape, &mut assembler),
        (Content::PropertyList, Some(shape)) => {
            xml::read_property_list(window, &shape, &mut assembler);
        }
        (Content::BinaryPropertyList, Some(shape)) => {
            binary_plist::read(window, &shape, &mut assembler);
        }
        _ => {
            assembler.not_read(Place::Whole, Reason::OtherFormat(format.name()));
        }
    }
    if let (Some(fields), false) = (fields, content == Content::Table) {
        assembler.report_fields_not_found(fields);
    }
    assembler.finish();
}
