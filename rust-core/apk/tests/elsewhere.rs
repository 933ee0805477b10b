//! APKs that lie elsewhere.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "support/chunk.rs"]
mod chunk;
#[path = "support/xml.rs"]
mod xml;
#[path = "support/zip.rs"]
mod zip;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use appvagt_apk::{Apk, Error, Options, ReadAt};

/// Bytes that can be had up to some place, counted.
#[derive(Debug)]
struct Elsewhere {
    bytes: Vec<u8>,
    readable: std::ops::RangeFrom<u64>,
    read: Arc<AtomicUsize>,
}

impl ReadAt for Elsewhere {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        if !self.readable.contains(&offset) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        let start = usize::try_from(offset).unwrap();
        let bytes = self.bytes.get(start..start + buffer.len());
        buffer.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        self.read.fetch_add(buffer.len(), Ordering::Relaxed);
        Ok(())
    }
}

/// An APK with its manifest at the start and much else behind it.
fn apk() -> Vec<u8> {
    let large = vec![0; 1 << 20];
    let entries = vec![
        zip::Entry::deflated("AndroidManifest.xml", xml::manifest()),
        zip::Entry::stored("assets/large", large),
    ];
    zip::Zip::of(entries).build()
}

#[test]
fn only_what_is_asked_about_is_fetched() {
    let bytes = apk();
    let here =
        Apk::from_bytes(bytes.clone(), Options::default()).unwrap().manifest().unwrap().clone();
    let read = Arc::default();
    let elsewhere = Elsewhere { bytes, readable: 0.., read: Arc::clone(&read) };
    let apk = Apk::from_elsewhere(Box::new(elsewhere), Options::default()).unwrap();
    assert_eq!(apk.manifest().unwrap(), &here);
    assert!(read.load(Ordering::Relaxed) < 200_000, "{read:?}");
}

#[test]
fn what_cannot_be_fetched_is_an_error_with_its_place() {
    let elsewhere = Elsewhere { bytes: apk(), readable: 1000.., read: Arc::default() };
    let error = Apk::from_elsewhere(Box::new(elsewhere), Options::default()).unwrap_err();
    assert!(matches!(*error, Error::Io { offset: 0, .. }), "{error}");
    let elsewhere = Elsewhere { bytes: Vec::new(), readable: 0.., read: Arc::default() };
    assert!(Apk::from_elsewhere(Box::new(elsewhere), Options::default()).is_err());
}
