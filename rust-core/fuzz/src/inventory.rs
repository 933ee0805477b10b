//! Reading an inventory whole and in portions: both must emit the same, unless it is compressed.

use std::io::{Cursor, Read, Seek, SeekFrom};

use appvagt_inventory::{Event, Options, read};

pub fn read_both_ways(file: &[u8], options: &Options) {
    let whole = emitted(&mut Cursor::new(file), options);
    assert!(!whole.is_empty(), "nothing was emitted, not even that nothing is there");
    // How much comes out of damaged data before the damage is noticed is up to the inflater.
    if file.starts_with(b"PK") || file.starts_with(b"\x1f\x8b") {
        return;
    }
    let mut portions = Portions(Cursor::new(file), 0);
    assert_eq!(emitted(&mut portions, options), whole);
}

fn emitted(file: &mut (impl Read + Seek), options: &Options) -> Vec<String> {
    let mut emitted = Vec::new();
    read(file, options, &mut |event: Event| emitted.push(format!("{event:?}")));
    emitted
}

/// A file that is read in portions of 1 to 7 bytes.
struct Portions<'f>(Cursor<&'f [u8]>, usize);

impl Read for Portions<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.1 = self.1 % 7 + 1;
        let length = into.len().min(self.1);
        self.0.read(&mut into[..length])
    }
}

impl Seek for Portions<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}
