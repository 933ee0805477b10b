//! Deflated data by other hands, and what they make of it.

#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "only tests use this"
)]

use appvagt_inflate::{Inflater, Progress, Status, WINDOW};
use zlib_rs::{Deflate, DeflateFlush, Inflate, InflateError, InflateFlush};

/// xorshift64*: the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `limit`, or 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }
}

/// `data` deflated by zlib-rs at `level`.
pub fn deflate_zlib(data: &[u8], level: i32) -> Vec<u8> {
    let mut output = vec![0; data.len() + data.len() / 8 + 1024];
    let mut stream = Deflate::new(level, false, 15);
    stream.compress(data, &mut output, DeflateFlush::Finish).unwrap();
    output.truncate(stream.total_out() as usize);
    output
}

/// `data` deflated by miniz at `level`.
pub fn deflate_miniz(data: &[u8], level: u8) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(data, level)
}

/// What zlib-rs makes of `input` with `room` for output.
pub fn zlib(input: &[u8], room: usize) -> (Status, Vec<u8>) {
    let mut stream = Inflate::new(false, 15);
    let mut output = vec![0; room];
    let result = stream.decompress(input, &mut output, InflateFlush::NoFlush);
    output.truncate(stream.total_out() as usize);
    let status = match result {
        Ok(zlib_rs::Status::StreamEnd) => Status::Done,
        Ok(_) | Err(InflateError::NeedDict { .. }) if output.len() == room => Status::NeedsRoom,
        Ok(_) => Status::NeedsInput,
        Err(InflateError::DataError) => Status::Corrupt,
        Err(error) => panic!("{error:?}"),
    };
    (status, output)
}

/// What this crate makes of it in one call.
pub fn inflate(input: &[u8], room: usize) -> (Status, Vec<u8>) {
    let mut output = vec![0; room];
    let progress = Inflater::new().inflate(input, &mut output, 0);
    output.truncate(progress.filled);
    (progress.status, output)
}

/// The same in pieces of the lengths that `piece` gives, with no more history than is needed.
pub fn inflate_in_pieces(input: &[u8], mut piece: impl FnMut() -> usize) -> (Status, Vec<u8>) {
    let mut inflater = Inflater::new();
    let (mut whole, mut window) = (Vec::new(), Vec::new());
    let (mut start, mut end) = (0, 0);
    loop {
        let kept = window.len();
        window.resize(kept + piece(), 0xee);
        let Progress { consumed, filled, status } =
            inflater.inflate(&input[start..end], &mut window, kept);
        start += consumed;
        whole.extend_from_slice(&window[kept..filled]);
        window.truncate(filled);
        window.drain(..filled.saturating_sub(WINDOW));
        match status {
            Status::NeedsRoom => {}
            Status::NeedsInput if end < input.len() => {
                assert_eq!(start, end, "all input is taken when more is needed");
                end = input.len().min(end + piece());
            }
            _ => return (status, whole),
        }
    }
}

/// Data of many kinds.
pub fn samples() -> Vec<Vec<u8>> {
    let mut random = Random(7);
    let mut noise: Vec<u8> = (0..100_000).map(|_| random.next() as u8).collect();
    let words: Vec<u8> = (0..40_000)
        .flat_map(|_| {
            [b"android.", b"activity", b"name    ", b"\x10\0\0\0\xff\xff\xff\xff"][random.below(4)]
        })
        .copied()
        .collect();
    let few: Vec<u8> = (0..70_000).map(|_| [0, 0, 0, 1, 2, 250][random.below(6)]).collect();
    let skewed: Vec<u8> = (0..200_000).map(|_| (random.next() | 1).trailing_ones() as u8).collect();
    let wide = (0..60_000_u32).flat_map(|at| (at / 3).to_le_bytes()).collect();
    let far = [noise[..40_000].to_vec(), noise[7_300..40_000].to_vec()].concat();
    let code = include_bytes!("../../src/lib.rs").to_vec();
    let mut samples: Vec<Vec<u8>> =
        [0, 1, 2, 3, 100, 258, 65_536, 300_000].map(|length| vec![0; length]).to_vec();
    for period in 2..40 {
        samples.push(noise[..period].repeat(900 / period + 1));
    }
    noise.truncate(70_000);
    samples.extend([noise, words, few, skewed, wide, far, code]);
    samples
}
