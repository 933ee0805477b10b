//! Seeded damage to files.

#![allow(missing_docs, clippy::cast_possible_truncation, reason = "only tests use this")]

/// xorshift64*: the same damage in every run.
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

/// Values that parsers stumble over.
const VALUES: [u32; 14] = [
    0,
    1,
    2,
    3,
    7,
    0x7f,
    0x80,
    0xff,
    0xffff,
    0x1_0000,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_fffe,
    0xffff_ffff,
];

/// Damages `file` in one to four places.
pub fn mutate(file: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(file.len());
        let value = VALUES[random.below(VALUES.len())];
        match random.below(8) {
            0 => set(file, at, &[1 << random.below(8)], |old, new| old ^ new),
            1 => set(file, at, &[random.next() as u8], |_, new| new),
            2 => set(file, at, &(value as u16).to_le_bytes(), |_, new| new),
            3 | 4 => set(file, at & !3, &value.to_le_bytes(), |_, new| new),
            5 => {
                // Something from elsewhere in the file.
                let from = random.below(file.len());
                let len = random.below(32).min(file.len() - from);
                let piece = file[from..from + len].to_vec();
                set(file, at, &piece, |_, new| new);
            }
            6 => {
                let piece = vec![value as u8; random.below(16)];
                file.splice(at..at, piece);
            }
            _ => {
                let len = random.below(64).min(file.len() - at);
                file.drain(at..at + len);
            }
        }
    }
}

fn set(file: &mut [u8], at: usize, with: &[u8], change: impl Fn(u8, u8) -> u8) {
    for (old, new) in file.iter_mut().skip(at).zip(with) {
        *old = change(*old, *new);
    }
}
