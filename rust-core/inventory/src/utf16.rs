//! UTF-16, as spreadsheets and Windows write it, turned into UTF-8.

use std::io::{self, Read};

/// A stream of UTF-16, read as UTF-8.
pub struct Utf16<R> {
    source: R,
    big_endian: bool,
    /// Half a code unit that came alone.
    half: Option<u8>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Utf16<R> {
    /// Reads what follows the byte order mark in `source`.
    pub fn new(source: R, big_endian: bool) -> Self {
        Self { source, big_endian, half: None, high: None, ready: Vec::new(), given: 0 }
    }

    fn push(&mut self, unit: u16) {
        let units = self.high.take().into_iter().chain([unit]);
        if self.high.is_none() && (0xd800..0xdc00).contains(&unit) && units.clone().count() == 1 {
            self.high = Some(unit);
            return;
        }
        for character in char::decode_utf16(units) {
            let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.ready.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            self.ready.clear();
            self.given = 0;
            let mut bytes = [0; 8192];
            let read = self.source.read(&mut bytes)?;
            if read == 0 {
                let left_over = self.high.take().is_some() | self.half.take().is_some();
                if !left_over {
                    return Ok(0);
                }
                self.ready.extend_from_slice("\u{fffd}".as_bytes());
                break;
            }
            for &byte in &bytes[..read] {
                match self.half.take() {
                    None => self.half = Some(byte),
                    Some(first) if self.big_endian => self.push(u16::from_be_bytes([first, byte])),
                    Some(first) => self.push(u16::from_le_bytes([first, byte])),
                }
            }
        }
        let length = into.len().min(self.ready.len() - self.given);
        into[..length].copy_from_slice(&self.ready[self.given..][..length]);
        self.given += length;
        Ok(length)
    }
}
