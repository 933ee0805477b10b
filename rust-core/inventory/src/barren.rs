//! What is compressed and goes on without anything in it.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Event, Sink};

/// So many megabytes may be without an app or a device; a stream with more is not read to its end.
pub const MOST_MEGABYTES: u64 = 64;
/// A stream is looked at after so many blocks without anything.
const BLOCKS: u64 = 4;

/// The error where a stream goes on for longer without anything in it.
#[derive(Debug, thiserror::Error)]
#[error("it goes on without an app or a device")]
pub struct Barren;

/// Has `read` read what is compressed, until it ends or goes on for too long without an app or a
/// device: a small file may hold any amount of nothing.
pub fn watch(
    inflated: &mut dyn Read,
    sink: &mut Sink<'_>,
    read: impl FnOnce(&mut dyn Read, &mut Sink<'_>),
) {
    let found = AtomicU64::new(0);
    let mut watched = Watched::new(inflated, &found, MOST_MEGABYTES << 20);
    read(&mut watched, &mut |event| {
        if is_something(&event) {
            found.fetch_add(1, Ordering::Relaxed);
        }
        sink(event);
    });
}

/// Returns whether it says something of a fleet. A device without an id may be as little as `{}`.
fn is_something(event: &Event<'_>) -> bool {
    match event {
        Event::App(_) | Event::Unattributed(..) => true,
        Event::Device(device) => device.id.is_some(),
        _ => false,
    }
}

/// A stream that fails where it goes on for too long without anything being found in it. That is
/// decided between its blocks, when all that came before was looked through: whoever reads ahead is
/// interrupted there first.
struct Watched<'w> {
    stream: &'w mut dyn Read,
    /// How much was found in it so far.
    found: &'w AtomicU64,
    /// How much had been found before the present block, and how many blocks have been without.
    seen: u64,
    barren: u64,
    block: u64,
    /// What is left of the present block, in bytes.
    left: u64,
    interrupted: bool,
}

impl<'w> Watched<'w> {
    fn new(stream: &'w mut dyn Read, found: &'w AtomicU64, most: u64) -> Self {
        let block = most / BLOCKS;
        Self { stream, found, seen: 0, barren: 0, block, left: block, interrupted: false }
    }

    /// Begins the next block, unless nothing was found for too long.
    fn begin_block(&mut self) -> io::Result<()> {
        let found = self.found.load(Ordering::Relaxed);
        self.barren = if found == self.seen { self.barren + 1 } else { 0 };
        self.seen = found;
        if self.barren >= BLOCKS {
            return Err(io::Error::other(Barren));
        }
        self.left = self.block;
        Ok(())
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            self.interrupted = !self.interrupted;
            if self.interrupted {
                return Err(io::ErrorKind::Interrupted.into());
            }
            self.begin_block()?;
        }
        let length = usize::try_from(self.left).map_or(into.len(), |left| left.min(into.len()));
        let read = self.stream.read(&mut into[..length])?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_ends_where_nothing_was_found_in_it_for_too_long() {
        for portion in [7, 40, 1000] {
            let (mut endless, found) = (io::repeat(b' '), AtomicU64::new(0));
            let mut watched = Watched::new(&mut endless, &found, 400);
            let mut read = 0;
            let mut portion = vec![0; portion];
            let error = loop {
                // In the third block.
                found.store(u64::from(read > 250), Ordering::Relaxed);
                match watched.read(&mut portion) {
                    Ok(more) => read += more,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        assert_eq!(read % 100, 0, "interrupted within a block");
                    }
                    Err(error) => break error,
                }
            };
            assert!(error.get_ref().unwrap().is::<Barren>());
            assert_eq!(read, 700, "four blocks after the third");
        }
    }
}
