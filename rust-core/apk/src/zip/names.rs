//! Entry names: are they valid, is one repeated.

#![allow(clippy::cast_possible_truncation, reason = "halves of hashes are cut on purpose")]

use std::hash::{BuildHasher, Hasher, RandomState};

/// The names seen so far, by their hashes, with open addressing.
#[derive(Debug)]
pub(super) struct Names {
    /// Halves of hashes, and where each name's record starts in the central directory. A half of
    /// 0 is a free slot.
    slots: Vec<(u32, u32)>,
    seed: u64,
}

/// A name, looked at once.
pub(super) struct Name {
    pub hash: u64,
    /// Whether libziparchive accepts it.
    pub valid: bool,
}

/// What is known about a name.
pub(super) enum Seen {
    New,
    /// A name with this tag stands in the record at this place.
    Perhaps {
        place: u32,
        slot: usize,
    },
}

impl Names {
    pub fn with_capacity(records: usize) -> Self {
        let slots = records.saturating_mul(2).max(8).next_power_of_two();
        // Seeded, so that no archive can be built whose names all collide.
        let seed = RandomState::new().build_hasher().finish();
        Self { slots: vec![(0, 0); slots], seed }
    }

    /// Hashes `name` and checks it: no NUL, and only the lead and continuation bytes of UTF-8
    /// (`IsValidEntryName` in libziparchive's `entry_name_utils-inl.h`).
    #[inline]
    pub fn look_at(&self, name: &[u8]) -> Name {
        let mut seen = Hashed { hash: self.seed ^ name.len() as u64, unusual: 0 };
        let key = self.seed.rotate_left(32);
        let mut rest = name;
        while let Some((chunk, after)) = rest.split_first_chunk() {
            seen.add(chunk, key);
            rest = after;
        }
        if !rest.is_empty() {
            // Read along with what is before it, or filled up with what changes nothing.
            match name.last_chunk() {
                Some(last) => seen.add(last, key),
                None => seen.add(&padded(rest), key),
            }
        }
        let Hashed { hash, unusual } = seen;
        Name { hash, valid: unusual & Hashed::HIGH == 0 || is_valid(name) }
    }

    /// Adds a name whose record is at `place`. If one with the same hash may be there, returns
    /// where, for the caller to compare, and to go on after that slot if they differ.
    #[inline]
    pub fn insert(&mut self, name: &Name, place: u32, after: Option<usize>) -> Seen {
        let mask = self.slots.len() - 1;
        let [first, tag] = [name.hash, name.hash >> 32].map(|half| half as u32);
        let (first, tag) = (first as usize, tag.max(1));
        let mut slot = after.map_or(first, |slot| slot + 1) & mask;
        // There are twice as many slots as names, so one is free.
        for _ in 0..=mask {
            match self.slots.get_mut(slot) {
                Some(&mut (found, place)) if found == tag => return Seen::Perhaps { place, slot },
                Some(&mut (1.., _)) => {}
                Some(free) => {
                    *free = (tag, place);
                    break;
                }
                None => break,
            }
            slot = (slot + 1) & mask;
        }
        Seen::New
    }
}

/// What is known of the bytes of a name so far.
struct Hashed {
    hash: u64,
    /// The high bit of a byte is set if a byte is NUL or not ASCII, and perhaps if not.
    unusual: u64,
}

impl Hashed {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;

    #[inline]
    fn add(&mut self, chunk: &[u8; 16], key: u64) {
        let ([low, high], _) = chunk.as_chunks() else { return };
        let [low, high] = [u64::from_le_bytes(*low), u64::from_le_bytes(*high)];
        self.unusual |= low.wrapping_sub(Self::ONES) | low | high.wrapping_sub(Self::ONES) | high;
        self.hash = mix(self.hash ^ low, key ^ high);
    }
}

/// Returns a name of less than 16 bytes, with usual letters after it.
fn padded(name: &[u8]) -> [u8; 16] {
    let mut padded = [b'a'; 16];
    for (to, from) in padded.iter_mut().zip(name) {
        *to = *from;
    }
    padded
}

/// Multiplies and folds the halves together, as wyhash does; differently from it, the result
/// of a factor 0 still depends on the other.
fn mix(one: u64, other: u64) -> u64 {
    let (low, high) = (one | 1).carrying_mul(other ^ 0x9e37_79b9_7f4a_7c15, one);
    low ^ high
}

fn is_valid(name: &[u8]) -> bool {
    let mut follow = 0;
    for &byte in name {
        match byte {
            0 => return false,
            _ if follow > 0 => {
                if byte & 0xc0 != 0x80 {
                    return false;
                }
                follow -= 1;
            }
            0x80..0xc0 | 0xfe..=0xff => return false,
            _ => follow = byte.leading_ones().saturating_sub(1),
        }
    }
    follow == 0
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_valid_as_libziparchive_says() {
        let names = Names::with_capacity(0);
        for good in ["", "a", "res/layout/main.xml", "übel/日本", "12345678", "123456\u{e9}"] {
            assert!(names.look_at(good.as_bytes()).valid, "{good}");
        }
        for bad in [&b"a\0b"[..], b"\0", b"\xff", b"\x80", b"abc\xc3", b"\xc3\xc3", b"1234567\0"] {
            assert!(!names.look_at(bad).valid, "{bad:?}");
        }
    }
}
