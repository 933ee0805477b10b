//! Files that change while they are read: an update replaces them, they are cut short, grow or go.

#[cfg(unix)]
use std::fs;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use appvagt_apk::{Apk, Options, ReadAt, Result};

use super::signing::{V2, block, certificate, scheme};
use super::zip::Entry;
use super::{MOST_MEMORY, app_of, peak, resources, xml};

/// A file that is one before some read, and another from there on.
#[derive(Debug)]
struct Changing {
    before: Vec<u8>,
    /// `None` where it is gone.
    after: Option<Vec<u8>>,
    /// How many reads there are before.
    left: AtomicUsize,
    /// Whether it is the other one for a single read.
    back: bool,
}

impl ReadAt for Changing {
    fn len(&self) -> u64 {
        self.before.len() as u64
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        let is_before = if self.back { left != 0 } else { left as isize > 0 };
        let file = if is_before { Some(&self.before) } else { self.after.as_ref() };
        let file = file.ok_or(io::ErrorKind::NotFound)?;
        let start = usize::try_from(offset).unwrap();
        let bytes = file.get(start..start + buffer.len());
        buffer.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

/// What a scan reads of an APK.
type Facts = (String, Vec<String>, Option<String>, String);

fn read(apk: &Apk) -> Result<Facts> {
    let signers = format!("{:?}", apk.extract_signers()?.signers);
    let manifest = apk.resolved_manifest()?;
    let components = manifest.components.iter().map(|found| found.name.clone()).collect();
    let package = manifest.package.clone();
    Ok((package, components, apk.label(&[])?, signers))
}

/// An APK too large to be read whole at once, signed by this signer.
fn apk(serial: u8, padding: usize) -> Vec<u8> {
    let mut zip = app_of(xml::manifest(), resources::example());
    zip.entries.push(Entry::stored("assets/large", vec![serial; padding]));
    zip.before_directory = block(&[(V2, scheme(false, &[&[&certificate("CN", serial)]], &[]))]);
    zip.build()
}

/// Reads a file that changes before each of the reads in turn, and passes on what comes of it.
fn at_each_read(after: Option<&[u8]>, back: bool, check: impl Fn(usize, Result<Facts>)) {
    let before = apk(1, 200_000);
    for reads in 0.. {
        assert!(reads < 10_000, "it never ends");
        let left = AtomicUsize::new(reads);
        let after = after.map(<[u8]>::to_vec);
        let file = Changing { before: before.clone(), after, left, back };
        let mut found = None;
        let mut open = Some(file);
        let memory = peak::above_start(|| {
            let file = Box::new(open.take().unwrap());
            found = Some(Apk::from_elsewhere(file, Options::default()).and_then(|apk| read(&apk)));
        });
        assert!(memory < MOST_MEMORY, "changed at read {reads}: {memory} bytes");
        let found = found.unwrap();
        let whole = found.as_ref().is_ok_and(|facts| *facts == original());
        check(reads, found);
        // All reads came before the change.
        if whole && reads > 40 {
            return;
        }
    }
}

fn original() -> Facts {
    Apk::from_bytes(apk(1, 200_000), Options::default()).and_then(|apk| read(&apk)).unwrap()
}

#[test]
fn one_that_is_cut_short_or_gone_is_an_error_or_was_read_before() {
    let whole = apk(1, 200_000);
    let rests = [None, Some(&whole[..0]), Some(&whole[..50]), Some(&whole[..whole.len() - 1])];
    for rest in rests {
        at_each_read(rest, false, |reads, found| {
            let length = rest.map(<[u8]>::len);
            if let Ok(facts) = found {
                assert_eq!(facts, original(), "{length:?} bytes left from read {reads} on");
            }
        });
    }
}

#[test]
fn one_that_grows_is_read_as_it_was() {
    let mut grown = apk(1, 200_000);
    grown.extend_from_slice(&apk(2, 100));
    at_each_read(Some(&grown), false, |reads, found| {
        assert_eq!(found.unwrap(), original(), "grown at read {reads}");
    });
}

#[test]
fn one_that_is_replaced_while_it_is_read_costs_no_more_and_panics_nowhere() {
    let others =
        [apk(2, 200_000), apk(2, 10), apk(2, 900_000), vec![0; 300_000], vec![0xFF; 300_000]];
    for other in others {
        for back in [false, true] {
            at_each_read(Some(&other), back, |_, _| ());
        }
    }
}

// Windows keeps a file that is open from being removed.
#[cfg(unix)]
#[test]
fn one_that_is_removed_or_replaced_by_name_while_it_is_open_is_read_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base.apk");
    for replace in [true, false] {
        fs::write(&path, apk(1, 200_000)).unwrap();
        let open = Apk::open(&path, Options::default()).unwrap();
        if replace {
            let other = folder.path().join("other.apk");
            fs::write(&other, apk(2, 100)).unwrap();
            fs::rename(&other, &path).unwrap();
        } else {
            fs::remove_file(&path).unwrap();
        }
        assert_eq!(read(&open).unwrap(), original());
    }
}

#[cfg(unix)]
#[test]
fn one_that_is_cut_short_on_disk_while_it_is_open_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base.apk");
    fs::write(&path, apk(1, 200_000)).unwrap();
    let open = Apk::open(&path, Options::default()).unwrap();
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(10).unwrap();
    assert!(read(&open).is_err());
}
