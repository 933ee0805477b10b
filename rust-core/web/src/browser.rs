//! What the browser lends: files that were dropped on the page, and room for results.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

#[wasm_bindgen]
extern "C" {
    /// Bytes that the browser holds.
    #[wasm_bindgen(js_name = Uint8Array)]
    pub type Bytes;

    #[wasm_bindgen(method, getter)]
    pub fn length(this: &Bytes) -> usize;

    /// Reads bytes of a file, which is known by its place among those that were dropped.
    #[wasm_bindgen(js_name = readFile, catch)]
    pub fn read_file(file: usize, offset: f64, length: usize) -> Result<Bytes, JsValue>;

    /// Copies bytes from a place on, as many as there is room for.
    #[wasm_bindgen(js_name = copyBytes)]
    pub fn copy_bytes(from: &Bytes, place: usize, into: &mut [u8]);

    /// Begins a file that the browser keeps until it is forgotten.
    #[wasm_bindgen(js_name = beginScratch)]
    pub fn begin_scratch();

    /// Takes the next bytes of it.
    #[wasm_bindgen(js_name = takeScratch)]
    pub fn take_scratch(bytes: &[u8]);

    /// Ends it, and returns its place among the files.
    #[wasm_bindgen(js_name = endScratch)]
    pub fn end_scratch() -> usize;

    /// Forgets it.
    #[wasm_bindgen(js_name = forgetScratch)]
    pub fn forget_scratch(file: usize);

    /// Takes the next bytes of a result.
    #[wasm_bindgen(js_name = takeResult)]
    fn take_result(bytes: &[u8]);

    /// Keeps why the judge broke down.
    #[wasm_bindgen(js_name = noteBreakdown)]
    pub fn note_breakdown(why: &str);
}

/// So much is asked of the browser at first, and twice as much each time that reading goes on from
/// there, up to the most: each time costs about as much as copying a megabyte.
const FIRST_PORTION: usize = 128 * 1024;
const MOST_PORTION: usize = 8 * 1024 * 1024;

/// A file that was dropped on the page.
pub struct BrowserFile {
    file: usize,
    length: u64,
    position: u64,
    /// Where in the file the bytes are that the browser holds of it, and these.
    place: Range<u64>,
    held: Option<Bytes>,
    /// How much is asked for next if reading goes on from there.
    portion: usize,
}

impl BrowserFile {
    /// Opens the file at this place among those that were dropped.
    pub fn new(file: usize, length: u64) -> Self {
        Self { file, length, position: 0, place: 0..0, held: None, portion: FIRST_PORTION }
    }

    /// Has the browser hold the bytes from the present position on.
    #[expect(clippy::cast_precision_loss, reason = "files are shorter than 9 million gigabytes")]
    fn hold(&mut self) -> io::Result<()> {
        if self.position != self.place.end {
            self.portion = FIRST_PORTION;
        }
        // What is held goes before there is more.
        (self.held, self.place) = (None, self.position..self.position);
        let held = read_file(self.file, self.position as f64, self.portion).map_err(failed)?;
        self.portion = MOST_PORTION.min(self.portion * 2);
        self.place.end += held.length() as u64;
        self.held = Some(held);
        if self.place.is_empty() {
            return Err(io::Error::other("the file is shorter than it was"));
        }
        Ok(())
    }
}

impl Read for BrowserFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.place.contains(&self.position) {
            if self.position >= self.length {
                return Ok(0);
            }
            self.hold()?;
        }
        let Some(held) = &self.held else { return Ok(0) };
        let ahead = usize::try_from(self.place.end - self.position).unwrap_or(usize::MAX);
        let length = ahead.min(buffer.len());
        let place = usize::try_from(self.position - self.place.start).unwrap_or(usize::MAX);
        copy_bytes(held, place, &mut buffer[..length]);
        self.position += length as u64;
        Ok(length)
    }
}

impl Seek for BrowserFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(position) => (position, 0),
            SeekFrom::End(by) => (self.length, by),
            SeekFrom::Current(by) => (self.position, by),
        };
        let position = from.checked_add_signed(by);
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

/// Returns what the browser says when a file cannot be read: it was changed or moved, mostly.
#[expect(clippy::needless_pass_by_value, reason = "errors are handed on by value")]
pub fn failed(thrown: JsValue) -> io::Error {
    io::Error::other(thrown.as_string().unwrap_or_else(|| "the browser cannot read it".to_owned()))
}

/// Takes a result to where the page makes a file of it.
pub struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        take_result(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Hands a result to the page in large pieces.
pub fn written(
    write: impl FnOnce(&mut BufWriter<Output>) -> io::Result<()>,
) -> Result<(), JsError> {
    let mut output = BufWriter::with_capacity(1024 * 1024, Output);
    write(&mut output)?;
    Ok(output.flush()?)
}
