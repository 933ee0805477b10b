//! What is compressed and goes on without anything in it.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Event;

/// So many megabytes are read without an app or a device, and no more.
pub const MOST_MEGABYTES: u64 = 256;

/// The error where a stream goes on for longer without anything in it.
#[derive(Debug, thiserror::Error)]
#[error("it goes on without an app or a device")]
pub struct Barren;

/// Has `read` read what is compressed, until it ends or goes on for too long without an app or a
/// device: a small file may hold any amount of nothing.
pub fn watch(
    inflated: &mut dyn Read,
    sink: &mut dyn FnMut(Event<'_>),
    read: impl FnOnce(&mut dyn Read, &mut dyn FnMut(Event<'_>)),
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

/// A stream that fails where it goes on for too long without anything being found in it.
struct Watched<'w> {
    stream: &'w mut dyn Read,
    /// How much was found in it so far.
    found: &'w AtomicU64,
    /// How much had been found when it was last looked at, and how many bytes came since.
    seen: u64,
    since: u64,
    most: u64,
}

impl<'w> Watched<'w> {
    fn new(stream: &'w mut dyn Read, found: &'w AtomicU64, most: u64) -> Self {
        Self { stream, found, seen: 0, since: 0, most }
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let found = self.found.load(Ordering::Relaxed);
        if found != self.seen {
            (self.seen, self.since) = (found, 0);
        } else if self.since > self.most {
            return Err(io::Error::other(Barren));
        }
        let read = self.stream.read(into)?;
        self.since += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_ends_where_nothing_was_found_in_it_for_too_long() {
        let (mut endless, found) = (io::repeat(b' '), AtomicU64::new(0));
        let mut watched = Watched::new(&mut endless, &found, 100);
        let mut portion = [0; 40];
        for _ in 0..3 {
            assert_eq!(watched.read(&mut portion).unwrap(), 40);
        }
        found.fetch_add(1, Ordering::Relaxed);
        for _ in 0..3 {
            assert_eq!(watched.read(&mut portion).unwrap(), 40);
        }
        let error = watched.read(&mut portion).unwrap_err();
        assert!(matches!(error.get_ref(), Some(inner) if inner.is::<Barren>()));
    }
}
