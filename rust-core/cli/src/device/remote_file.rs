//! A file on the device, of which only what is asked about is fetched.

use std::collections::HashMap;
use std::io;
use std::sync::Mutex;

use appvagt_adb::{Device, quoted};
use appvagt_apk::ReadAt;

/// What is fetched at once at least. A call of adb costs more than this many bytes.
const BLOCK: usize = 64 << 10;
/// Of the end of an APK, where its table of contents stands, as much as most are long.
const END: u64 = 4;
/// Blocks at once at most, of a file that is read one after another.
const MOST: u64 = 16;

/// A file on the device.
#[derive(Debug)]
pub struct RemoteFile {
    device: Device,
    path: String,
    len: u64,
    blocks: Mutex<HashMap<u64, Vec<u8>>>,
}

impl RemoteFile {
    /// Takes the file at `path`, of `len` bytes.
    pub fn new(device: &Device, path: &str, len: u64) -> Self {
        let (device, path, blocks) = (device.clone(), path.to_owned(), Mutex::default());
        Self { device, path, len, blocks }
    }

    fn fetch(&self, first: u64, count: u64, blocks: &mut HashMap<u64, Vec<u8>>) -> io::Result<()> {
        let path = quoted(&self.path);
        // Toybox and its forerunner know these; neither is asked for a range in bytes.
        let command = format!("dd if={path} bs={BLOCK} skip={first} count={count} 2>/dev/null");
        let rest = self.len.saturating_sub(first * BLOCK as u64);
        let wanted = rest.min(count * BLOCK as u64);
        let bytes = self.device.bytes(&command, wanted)?;
        if bytes.len() as u64 != wanted {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        for (index, block) in (first..).zip(bytes.chunks(BLOCK)) {
            blocks.insert(index, block.to_vec());
        }
        Ok(())
    }

    /// Returns which blocks to fetch for one that is missing: first and count.
    fn wanted(&self, block: u64, last: u64, blocks: &HashMap<u64, Vec<u8>>) -> (u64, u64) {
        let file_end = self.len.div_ceil(BLOCK as u64);
        if blocks.is_empty() {
            let first = block.min(file_end.saturating_sub(END));
            return (first, file_end.saturating_sub(first).min(MOST).max(last + 1 - first));
        }
        // As many as were read right before.
        let before = (1..=MOST).take_while(|back| {
            block.checked_sub(*back).is_some_and(|block| blocks.contains_key(&block))
        });
        let ahead = (before.count() as u64).max(last + 1 - block).min(MOST);
        let known = (block..block + ahead).find(|block| blocks.contains_key(block));
        (block, known.unwrap_or(block + ahead).min(file_end) - block)
    }
}

impl ReadAt for RemoteFile {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let beyond = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let end = offset.checked_add(buffer.len() as u64).filter(|end| *end <= self.len);
        let end = end.ok_or_else(beyond)?;
        let mut blocks = self.blocks.lock().map_err(|_| beyond())?;
        let (mut at, mut filled) = (offset, 0);
        while at < end {
            let block = at / BLOCK as u64;
            if !blocks.contains_key(&block) {
                let (first, count) = self.wanted(block, (end - 1) / BLOCK as u64, &blocks);
                self.fetch(first, count, &mut blocks)?;
            }
            let within = usize::try_from(at % BLOCK as u64).unwrap_or_default();
            let bytes = blocks.get(&block).and_then(|bytes| bytes.get(within..));
            let rest = buffer.get_mut(filled..).unwrap_or_default();
            let bytes = bytes.filter(|bytes| !bytes.is_empty()).ok_or_else(beyond)?;
            let length = bytes.len().min(rest.len());
            rest.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            filled += length;
            at += length as u64;
        }
        Ok(())
    }
}
