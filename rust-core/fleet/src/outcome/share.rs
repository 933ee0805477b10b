//! How findings are spread over devices of one kind and another.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Device, Status};

/// How many devices of one kind there are, and on how many of them something banned was found.
#[derive(Debug, PartialEq, Eq)]
pub struct Share<K> {
    /// The kind.
    pub of: K,
    pub devices: usize,
    pub banned: usize,
}

/// Counts devices by their kind, those first of which most have something banned.
pub fn shares<'d, K: Ord>(
    devices: impl Iterator<Item = &'d Device>,
    kind: impl Fn(&'d Device) -> K,
) -> Vec<Share<K>> {
    let mut counts: BTreeMap<K, (usize, usize)> = BTreeMap::new();
    for device in devices {
        let (all, banned) = counts.entry(kind(device)).or_default();
        *all += 1;
        *banned += usize::from(device.status == Status::Banned);
    }
    let share = |(of, (devices, banned))| Share { of, devices, banned };
    let mut shares: Vec<_> = counts.into_iter().map(share).collect();
    shares.sort_by_key(|share| Reverse((share.banned, share.devices)));
    shares
}

/// Returns the first number in the name of a version: 14 of `14.0.1` and of `Android 14`.
pub fn major(version: &str) -> Option<u16> {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits[..length].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_goes_by_its_first_number() {
        for (version, expected) in [
            ("14", Some(14)),
            ("18.1.1", Some(18)),
            ("iPadOS 17.6", Some(17)),
            ("Android 15", Some(15)),
            ("REL", None),
            ("", None),
            ("99999999", None),
        ] {
            assert_eq!(major(version), expected, "{version}");
        }
    }
}
