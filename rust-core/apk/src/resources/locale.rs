//! Locales, of resources and of requests, and how Android matches them.
//!
//! Rules: `ResTable_config::match`, `isLocaleBetterThan` and `LocaleData.cpp` in AOSP
//! `frameworks/base/libs/androidfw`.

use super::locale_data;

/// A locale; what is all zeros is not given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Locale {
    pub language: [u8; 3],
    pub region: [u8; 3],
    pub script: [u8; 4],
    pub variant: [u8; 8],
}

impl Locale {
    /// Returns the locale of a `ResTable_config`.
    pub fn read(config: &[u8]) -> Self {
        let two = |at| config.get(at..).and_then(|rest| rest.first_chunk::<2>());
        Self {
            language: two(8).map_or([0; 3], |&code| unpack(code, b'a')),
            region: two(10).map_or([0; 3], |&code| unpack(code, b'0')),
            script: config.get(36..).and_then(|rest| rest.first_chunk().copied()).unwrap_or([0; 4]),
            variant: config
                .get(40..)
                .and_then(|rest| rest.first_chunk().copied())
                .unwrap_or([0; 8]),
        }
        .canonical()
    }

    /// Parses a BCP 47 tag (`zh-Hant-TW`), or the same as a resource qualifier (`zh-rTW`,
    /// `b+zh+Hant+TW`). `None` if it has no language.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split(['-', '_', '+']).filter(|&part| part != "b");
        let language = parts.next()?;
        if !(2..=3).contains(&language.len()) || !is_alphabetic(language) {
            return None;
        }
        let mut locale = Self { language: padded(language, false), ..Self::default() };
        for part in parts {
            let region = part.strip_prefix('r').filter(|rest| rest.len() == 2).unwrap_or(part);
            match (part.len(), region.len()) {
                (1, _) => break,
                (4, _) if is_alphabetic(part) => {
                    locale.script = padded(part, false);
                    locale.script[0] = locale.script[0].to_ascii_uppercase();
                }
                (_, 2) if is_alphabetic(region) => locale.region = padded(region, true),
                (_, 3) if region.bytes().all(|digit| digit.is_ascii_digit()) => {
                    locale.region = padded(region, true);
                }
                (4..=8, _) => locale.variant = padded(part, false),
                _ => {}
            }
        }
        Some(locale.canonical())
    }

    /// Returns it with the codes Android's resources use: Java kept the old ones of four languages.
    fn canonical(mut self) -> Self {
        match self.language {
            [b'h', b'e', 0] => self.language = *b"iw\0",
            [b'i', b'd', 0] => self.language = *b"in\0",
            [b'y', b'i', 0] => self.language = *b"ji\0",
            [b't', b'l', 0] => self.language = *b"fil",
            _ => {}
        }
        self
    }

    pub fn is_none(&self) -> bool {
        self.language == [0; 3] && self.region == [0; 3]
    }

    /// Returns the script it is written in, given or known from the region; zeros for a language
    /// that has but one.
    pub fn known_script(&self) -> [u8; 4] {
        if self.script == [0; 4] {
            locale_data::script_of(self.language, self.region)
        } else {
            self.script
        }
    }

    pub fn same_script(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.known_script(), other.known_script());
        ours == theirs
            || ((ours == [0; 4] || theirs == [0; 4])
                && !locale_data::has_several_scripts(self.language))
    }

    /// Returns whether a resource in this locale may be shown where `wanted` is asked for.
    pub fn suits(&self, wanted: &Self) -> bool {
        self.is_none() || (self.language == wanted.language && self.same_script(wanted))
    }

    /// Returns whether this is better than `other` for `wanted`, both suiting it; `None` if neither
    /// is.
    pub fn compare(&self, other: &Self, wanted: &Self) -> Option<bool> {
        if wanted.is_none() || (self.is_none() && other.is_none()) {
            return None;
        }
        if self.language != other.language {
            return Some(self.better_than_no_language(other, wanted));
        }
        if self.region != other.region {
            return Some(locale_data::is_region_better(self, other, wanted));
        }
        let (ours, theirs) = (self.variant == wanted.variant, other.variant == wanted.variant);
        (ours != theirs).then_some(ours)
    }

    /// Compares them where one of both has no language: usually the one that has is better, but
    /// resources without a language are mostly US English.
    fn better_than_no_language(&self, other: &Self, wanted: &Self) -> bool {
        let has_language = self.language != [0; 3];
        if wanted.language == *b"en\0" {
            let localized = if has_language { self } else { other };
            let close = |locale: &Self| locale_data::is_close_to_us_english(locale.region);
            if wanted.region == *b"US\0" {
                let american = localized.region == [0; 3] || localized.region == *b"US\0";
                return has_language == american;
            }
            if close(wanted) {
                return has_language == close(localized);
            }
        }
        has_language
    }
}

/// Returns a two-letter code, or a three-letter one packed into 15 bits.
fn unpack(code: [u8; 2], base: u8) -> [u8; 3] {
    let [first, second] = code;
    if first & 0x80 == 0 {
        return [first, second, 0];
    }
    [second & 0x1f, (second & 0xe0) >> 5 | (first & 0x03) << 3, (first & 0x7c) >> 2]
        .map(|letter| letter.saturating_add(base))
}

fn is_alphabetic(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn padded<const N: usize>(part: &str, upper: bool) -> [u8; N] {
    let mut code = [0; N];
    for (to, from) in code.iter_mut().zip(part.bytes()) {
        *to = if upper { from.to_ascii_uppercase() } else { from.to_ascii_lowercase() };
    }
    code
}
