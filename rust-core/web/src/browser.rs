//! What the browser lends: files that were dropped on the page, and room for results.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

#[wasm_bindgen]
extern "C" {
    /// Reads bytes of a file, which is known by its place among those that were dropped.
    #[wasm_bindgen(js_name = readFile, catch)]
    pub fn read_file(file: usize, offset: f64, length: usize) -> Result<Vec<u8>, JsValue>;

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
const MOST_PORTION: usize = 4 * 1024 * 1024;

/// A file that was dropped on the page.
pub struct BrowserFile {
    file: usize,
    length: u64,
    position: u64,
    /// Bytes that were read, and where they begin.
    held: Vec<u8>,
    start: u64,
    /// How much is asked for next if reading goes on from there.
    portion: usize,
}

impl BrowserFile {
    /// Opens the file at this place among those that were dropped.
    pub fn new(file: usize, length: u64) -> Self {
        Self { file, length, position: 0, held: Vec::new(), start: 0, portion: FIRST_PORTION }
    }

    /// Returns the bytes that are held from the present position on.
    fn ahead(&self) -> &[u8] {
        let at = self.position.checked_sub(self.start).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.held.get(at..)).unwrap_or_default()
    }
}

#[expect(clippy::cast_precision_loss, reason = "files are shorter than 9 million gigabytes")]
impl Read for BrowserFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ahead().is_empty() && self.position < self.length {
            if self.position != self.start + self.held.len() as u64 {
                self.portion = FIRST_PORTION;
            }
            // What is held goes before there is more.
            self.held = Vec::new();
            let read = read_file(self.file, self.position as f64, self.portion);
            self.held = read.map_err(failed)?;
            self.start = self.position;
            self.portion = MOST_PORTION.min(self.portion * 2);
            if self.held.is_empty() {
                return Err(io::Error::other("the file is shorter than it was"));
            }
        }
        let read = self.ahead().read(buffer)?;
        self.position += read as u64;
        Ok(read)
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
