//! Writes ZIP archives, honest and lying.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    dead_code,
    reason = "only tests use this, each a part"
)]

use zlib_rs::{Deflate, DeflateFlush};

/// An entry; what is `None` is written as it is.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    pub name: Vec<u8>,
    pub data: Vec<u8>,
    pub deflate: bool,
    /// Method in the central directory and in the local header.
    pub method: Option<u16>,
    pub local_method: Option<u16>,
    pub flags: u16,
    pub local_name: Option<Vec<u8>>,
    /// Compressed and uncompressed size, in both places.
    pub sizes: Option<(u32, u32)>,
    /// The same, only in the local header.
    pub local_sizes: Option<(u32, u32)>,
    /// Sizes and offset stand in ZIP64 extra fields.
    pub zip64: bool,
    /// Extra field of the local header.
    pub local_extra: Vec<u8>,
    /// What the central directory adds to the local header's offset.
    pub offset_delta: i64,
    /// Only in the central directory: the local header is that of the entry before.
    pub only_listed: bool,
}

/// An archive.
#[derive(Debug, Clone, Default)]
pub struct Zip {
    pub entries: Vec<Entry>,
    pub prefix: Vec<u8>,
    /// Whether offsets count from after the prefix.
    pub offsets_without_prefix: bool,
    /// Right before the central directory, as a signing block is.
    pub before_directory: Vec<u8>,
    pub after_directory: Vec<u8>,
    pub comment: Vec<u8>,
    pub trailing: Vec<u8>,
    /// What the end record says of the number of entries: on this disk, in total.
    pub counts: Option<(u16, u16)>,
    pub disk: u16,
    /// What the end record adds to the directory's offset.
    pub directory_delta: i64,
    pub zip64: bool,
}

impl Entry {
    pub fn stored(name: &str, data: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), data: data.into(), ..Self::default() }
    }

    pub fn deflated(name: &str, data: impl Into<Vec<u8>>) -> Self {
        Self { deflate: true, ..Self::stored(name, data) }
    }
}

impl Zip {
    pub fn of(entries: Vec<Entry>) -> Self {
        Self { entries, ..Self::default() }
    }

    pub fn build(&self) -> Vec<u8> {
        let mut file = self.prefix.clone();
        let base = if self.offsets_without_prefix { self.prefix.len() as i64 } else { 0 };
        let mut records = Vec::new();
        let mut last = 0;
        for entry in &self.entries {
            let payload = if entry.deflate { deflate(&entry.data) } else { entry.data.clone() };
            let method = entry.method.unwrap_or(if entry.deflate { 8 } else { 0 });
            let sizes = entry.sizes.unwrap_or((payload.len() as u32, entry.data.len() as u32));
            let local_sizes = entry.local_sizes.unwrap_or(sizes);
            let crc = zlib_rs::crc32::crc32(0, &entry.data);
            if !entry.only_listed {
                last = file.len() as i64 - base;
                let name = entry.local_name.as_ref().unwrap_or(&entry.name);
                let mut extra = entry.local_extra.clone();
                let described = entry.flags & 8 != 0;
                let (crc, sizes) = if described { (0, (0, 0)) } else { (crc, local_sizes) };
                let mut sizes32 = sizes;
                if entry.zip64 {
                    extra.extend(zip64_extra(&[u64::from(sizes.1), u64::from(sizes.0)]));
                    sizes32 = (u32::MAX, u32::MAX);
                }
                file.extend(b"PK\x03\x04\x14\0");
                half(&mut file, entry.flags);
                half(&mut file, entry.local_method.unwrap_or(method));
                word(&mut file, 0x3a21_0000);
                word(&mut file, crc);
                word(&mut file, sizes32.0);
                word(&mut file, sizes32.1);
                half(&mut file, name.len() as u16);
                half(&mut file, extra.len() as u16);
                file.extend(name);
                file.extend(extra);
                file.extend(&payload);
                if described {
                    file.extend(b"PK\x07\x08");
                    for value in
                        [zlib_rs::crc32::crc32(0, &entry.data), local_sizes.0, local_sizes.1]
                    {
                        word(&mut file, value);
                    }
                }
            }
            let offset = (last + entry.offset_delta) as u32;
            let (mut sizes32, mut offset32, mut extra) = (sizes, offset, Vec::new());
            if entry.zip64 {
                extra = zip64_extra(&[u64::from(sizes.1), u64::from(sizes.0), u64::from(offset)]);
                (sizes32, offset32) = ((u32::MAX, u32::MAX), u32::MAX);
            }
            records.extend(b"PK\x01\x02\x14\0\x14\0");
            half(&mut records, entry.flags);
            half(&mut records, method);
            word(&mut records, 0x3a21_0000);
            word(&mut records, crc);
            word(&mut records, sizes32.0);
            word(&mut records, sizes32.1);
            half(&mut records, entry.name.len() as u16);
            half(&mut records, extra.len() as u16);
            records.extend([0; 10]);
            word(&mut records, offset32);
            records.extend(&entry.name);
            records.extend(extra);
        }
        file.extend(&self.before_directory);
        let directory = file.len() as i64 - base + self.directory_delta;
        let size = records.len() as u32;
        file.extend(records);
        file.extend(&self.after_directory);
        let count = self.entries.len() as u16;
        let (here, total) = self.counts.unwrap_or((count, count));
        let (mut size32, mut directory32) = (size, directory as u32);
        if self.zip64 {
            let at = file.len() as u64;
            file.extend(b"PK\x06\x06");
            file.extend(44_u64.to_le_bytes());
            file.extend([0; 12]);
            for value in [u64::from(total), u64::from(total), u64::from(size), directory as u64] {
                file.extend(value.to_le_bytes());
            }
            file.extend(b"PK\x06\x07\0\0\0\0");
            file.extend(at.to_le_bytes());
            word(&mut file, 1);
            (size32, directory32) = (u32::MAX, u32::MAX);
        }
        file.extend(b"PK\x05\x06");
        half(&mut file, self.disk);
        half(&mut file, 0);
        half(&mut file, here);
        half(&mut file, total);
        word(&mut file, size32);
        word(&mut file, directory32);
        half(&mut file, self.comment.len() as u16);
        file.extend(&self.comment);
        file.extend(&self.trailing);
        file
    }
}

/// Raw deflate.
pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut output = vec![0; data.len() + data.len() / 8 + 1024];
    let mut stream = Deflate::new(6, false, 15);
    stream.compress(data, &mut output, DeflateFlush::Finish).unwrap();
    output.truncate(stream.total_out() as usize);
    output
}

fn zip64_extra(values: &[u64]) -> Vec<u8> {
    let mut extra = vec![1, 0, values.len() as u8 * 8, 0];
    extra.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    extra
}

fn half(to: &mut Vec<u8>, value: u16) {
    to.extend(value.to_le_bytes());
}

fn word(to: &mut Vec<u8>, value: u32) {
    to.extend(value.to_le_bytes());
}
