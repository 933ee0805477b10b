#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

use std::fmt;
use std::str::FromStr;

/// The SHA-256 digest of a DER-encoded signing certificate. Written as 64 lower-case hexadecimal
/// digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CertificateDigest(pub [u8; 32]);

impl fmt::Display for CertificateDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for CertificateDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text was not 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("a certificate digest is 64 lower-case hexadecimal digits, found {0:?}")]
pub struct NotADigest(String);

// What a program prints whose `main` returns it.
impl fmt::Debug for NotADigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CertificateDigest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let nibble = |b: u8| match b {
            b'0'..=b'9' => Some(b - b'0'),
            b'a'..=b'f' => Some(b - b'a' + 10),
            _ => None,
        };
        let mut digest = [0; 32];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != digest.len() || !rest.is_empty() {
            return Err(NotADigest(text.to_owned()));
        }
        for (byte, &[high, low]) in digest.iter_mut().zip(pairs) {
            let (Some(high), Some(low)) = (nibble(high), nibble(low)) else {
                return Err(NotADigest(text.to_owned()));
            };
            *byte = high << 4 | low;
        }
        Ok(Self(digest))
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for CertificateDigest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for CertificateDigest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_digest_survives_being_written_and_read(bytes: [u8; 32]) {
            let digest = CertificateDigest(bytes);
            prop_assert_eq!(digest.to_string().parse(), Ok(digest));
        }

        #[test]
        fn any_other_text_is_refused(text in "\\PC{0,70}") {
            prop_assume!(text.len() != 64 || text.bytes().any(|b| !b"0123456789abcdef".contains(&b)));
            prop_assert!(text.parse::<CertificateDigest>().is_err());
        }
    }
}
